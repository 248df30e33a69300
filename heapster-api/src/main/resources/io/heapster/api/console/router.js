/** The address after `#`: a path and its parameters. Everything a person may want to share lives there. */
import { signal } from './dom.js';

/** @typedef {{path: string[], params: URLSearchParams, text: string}} Place */

/** @returns {Place} */
function parse(hash) {
  const text = hash.replace(/^#\/?/, '');
  const [path, query = ''] = text.split(/\?(.*)/s);
  return { path: path.split('/').map(decode), params: new URLSearchParams(query), text };
}

function decode(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

export const place = signal(parse(location.hash));
addEventListener('hashchange', () => place.set(parse(location.hash)));

/** Builds `#/pods?ns=default`; parameters without a value are left out. */
export function href(path, params = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const each of [value].flat()) {
      if (each !== undefined && each !== null && each !== '') query.append(name, each);
    }
  }
  const text = query.toString().replace(/%2F/gi, '/').replace(/%2C/gi, ',').replace(/%3A/gi, ':');
  return '#/' + path + (text && '?' + text);
}

/** The page of an entity. A key may hold slashes (free containers are named by cgroup paths). */
export const entityHref = (key, params) =>
  href('entity/' + encodeURIComponent(key).replace(/%2F/g, '/').replace(/%3A/g, ':'), params);

/** The key in an address made by {@link entityHref}. */
export const entityKey = (at) => at.path.slice(1).join('/');

export function go(target) {
  location.hash = target;
}

/** Changes parameters of this place; typing replaces the entry in the history, choosing adds one. */
export function change(params, { replace = false } = {}) {
  const at = place.get();
  const merged = {};
  for (const name of at.params.keys()) merged[name] = at.params.getAll(name);
  const target = href(at.text.split('?')[0], { ...merged, ...params });
  if (target === location.hash) return;
  if (!replace) return go(target);
  history.replaceState(null, '', target);
  place.set(parse(target));
}
