/** Small pieces that all views are made of. */
import { cls, html, useSignal } from './dom.js';
import { daemonNow, now, pollNow } from './live.js';
import { entityHref, href } from './router.js';
import { duration, NONE, percent, show } from './units.js';

const ICONS = {
  overview: 'M3 13h7V3H3zM14 21h7V11h-7zM14 3v4h7V3zM3 21h7v-4H3z',
  nodes: 'M4 4h16v6H4zM4 14h16v6H4zM8 7h.01M8 17h.01',
  namespaces: 'M3 6h7l2 3h9v10H3z',
  pods: 'M12 3l8 4.500v9L12 21l-8-4.500v-9zM4 7.500l8 4.500 8-4.500M12 12v9',
  containers: 'M3 7h18v10H3zM8 7v10M12 7v10M16 7v10',
  insights: 'M4 20V10M10 20V4M16 20v-7M22 20H2',
  ticks: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.500 2',
  settings: 'M4 7h10M18 7h2M4 17h2M10 17h10M14 4.500v5M6 14.500v5',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.500 1.500M17.500 17.500L19 19M19 5l-1.500 1.500M6.500 17.500L5 19',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4 8.500 8.500 0 1 0 20 14.500z',
  auto: 'M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18',
  warn: 'M12 3.500L22 20.500H2zM12 10v5M12 17.800v.2',
  good: 'M4 12.500l5 5L20 6.500',
  bad: 'M6 6l12 12M18 6L6 18',
  find: 'M11 4a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM16 16l5 5',
};

export const Icon = ({ name }) => html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=${ICONS[name]} /></svg>`;

/** A state told by a sign and a word, not by colour alone. @param {{tone: 'good'|'warn'|'bad'|'none'}} props */
export const State = ({ tone, children }) => html`<span class=${cls('state', tone)}>
  ${tone === 'none' ? html`<i class="dot"></i>` : html`<${Icon} name=${tone} />`}<span>${children}</span></span>`;

export const EntityLink = ({ id, children, ...rest }) => html`<a href=${entityHref(id)} ...${rest}>${children}</a>`;

/** Labels; a click shows the pods or nodes that carry the same. */
export const Labels = ({ labels, kind }) => html`<ul class="chips" aria-label="Labels">
  ${Object.entries(labels).sort().map(([name, value]) => {
    const content = html`<span>${name}</span>${value && html`<b>${value}</b>`}`;
    return html`<li key=${name}>${kind
      ? html`<a class="chip" title=${`Show all ${kind} with ${name}=${value}`} href=${href(kind, { labels: `${name}=${value}` })}>${content}</a>`
      : html`<span class="chip">${content}</span>`}</li>`;
  })}</ul>`;

/** What a bar says in words. */
function barText(usage, request, limit, unit, names) {
  const parts = [`${show(usage, unit)} used`];
  for (const [name, bound] of [[names[0], request], [names[1], limit]]) {
    parts.push(bound > 0 ? `${name} ${show(bound, unit)} (${percent(usage / bound)} used)` : `no ${name}`);
  }
  return parts.join(' · ');
}

/**
 * One bar: filled to the usage, a tick at the request, a tick at the limit. Only a hard limit can be hit: the
 * limit of a pod is a sum, and some of its containers may have none.
 */
export function Bar({ usage, request, limit, unit, hard, names = ['request', 'limit'] }) {
  const has = (value) => value !== null && value !== undefined && value > 0;
  const full = Math.max(usage ?? 0, has(request) ? request : 0, has(limit) ? limit : 0) * 1.02;
  const bounded = has(request) || has(limit);
  const share = (value) => `${Math.min(100, (value / full) * 100).toFixed(1)}%`;
  const tight = hard && has(limit) ? usage / limit : 0;
  const text = barText(usage, request, limit, unit, names);
  return html`<span class=${cls('bar', unit === 'bytes' && 'of-memory', tight >= 0.9 && 'bad', !bounded && 'free')} role="img" aria-label=${text} title=${text}>
    ${bounded && has(usage) && html`<i class="fill" style=${{ width: share(usage) }}></i>`}
    ${has(request) && html`<i class="mark request" style=${{ left: share(request) }}></i>`}
    ${has(limit) && html`<i class="mark limit" style=${{ left: share(limit) }}></i>`}
  </span>`;
}

/** How long ago, counting on. */
export function Age({ at }) {
  useSignal(now);
  if (!at) return html`<span>${NONE}</span>`;
  const seconds = Math.max(0, Math.round((daemonNow() - Date.parse(at)) / 1000));
  return html`<time datetime=${at} title=${at}>${duration(seconds)}</time>`;
}

export const Card = ({ title, more, children, className, id }) => html`<section class=${cls('card', className)} data-test=${id}>
  ${title && html`<header><h2>${title}</h2>${more}</header>`}${children}</section>`;

export const Empty = ({ title, children }) => html`<div class="empty" role="status"><p><b>${title}</b></p>${children && html`<p>${children}</p>`}</div>`;

export const Bones = ({ rows = 4 }) => html`<div class="bones" role="status" aria-busy="true" aria-label="Loading">
  ${Array.from({ length: rows }, (_, i) => html`<i key=${i}></i>`)}</div>`;

const ADVICE = {
  unreachable: ['The daemon does not answer', 'It is asked again by itself; what was there stays on the page.'],
  unauthorised: ['Not allowed', 'This daemon asks for a client certificate that its --tls-client-ca signed and --allowed-users names. Install one in the browser, or use kubectl port-forward where TLS is off.'],
  disabled: ['No values are kept', 'The in-memory store is off: add --sink=metric to see values here. Ticks, sinks and settings are shown all the same.'],
  busy: ['The daemon is busy', 'More is asked than it answers at once. It is asked again at the next tick.'],
  missing: ['Not found', 'It is in none of the values kept: it may have ended, or its name may be misspelt.'],
  refused: ['The question was refused', ''],
  failed: ['The daemon could not answer', 'The reason is in its log.'],
};

export function Trouble({ error }) {
  const [title, advice] = ADVICE[error.kind] ?? ADVICE.failed;
  return html`<div class="trouble" role="alert" data-test="trouble" data-kind=${error.kind ?? 'failed'}>
    <p><${State} tone="bad"><b>${title}</b><//></p>
    ${error.message && error.kind !== 'unreachable' && html`<p class="said">${error.message}</p>`}
    ${advice && html`<p>${advice}</p>`}
    ${error.kind === 'unreachable' && html`<button type="button" onClick=${pollNow}>Try now</button>`}
  </div>`;
}

/** What stands for content that is not there: bones while it comes, a reason when it does not. */
export function Await({ answer, rows, children }) {
  if (answer.data !== null) return children(answer.data);
  return answer.error ? html`<${Trouble} error=${answer.error} />` : html`<${Bones} rows=${rows} />`;
}

/** A matter with its reason. @param {{tone: string, what: any, why: any}} props */
export const Item = ({ tone, what, why }) => html`<li><${State} tone=${tone}><span>${what}</span><small>${why}</small><//></li>`;

/** The nodes that a tick could not read, as matters. */
export const failures = (tick) => (tick?.failed ?? []).map(({ node, outcome, detail, since }) => ({
  tone: 'bad', id: node, what: html`<${EntityLink} id=${`node:${node}`}>${node}<//> was not read`,
  why: html`${outcome.replaceAll('_', ' ')}${detail && `: ${detail}`}${since && html` · for <${Age} at=${since} />`}`,
}));

/** What scrolls must be reachable by keys; what does not scroll need not. */
const reachable = (box) => {
  if (box) box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1;
};

/** A table of a few rows. @param {{columns: {name: string, end?: boolean, cell: (row) => any}[]}} props */
export const Rows = ({ columns, rows, label, empty, id }) => rows.length === 0 ? html`<${Empty} title=${empty ?? 'Nothing here'} />` : html`<div class="scroll-x" role="region" aria-label=${label} ref=${(box) => reachable(box)}>
  <table class="rows" aria-label=${label} data-test=${id}><thead><tr>${columns.map((c) => html`<th key=${c.name} scope="col" class=${cls(c.end && 'end', c.minor && 'minor')}>${c.name}</th>`)}</tr></thead>
  <tbody>${rows.map((row, i) => html`<tr key=${row.id ?? i}>${columns.map((c) => html`<td key=${c.name} class=${cls(c.end && 'end', c.minor && 'minor')}>${c.cell(row)}</td>`)}</tr>`)}</tbody></table></div>`;

/** A choice of views. @param {{choices: [string, string][]}} props pairs of value and label */
export const Tabs = ({ choices, chosen, to, label }) => html`<nav class="tabs" aria-label=${label}>${choices.map(([value, name]) => html`
  <a key=${value} href=${to(value)} aria-current=${value === chosen ? 'page' : undefined}>${name}</a>`)}</nav>`;
