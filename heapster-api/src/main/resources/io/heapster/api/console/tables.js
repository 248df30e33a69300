/** Nodes, namespaces, pods, containers: everything, filtered and sorted by the daemon. */
import { html, useDebounced, useEffect, useMemo, useRef, useState } from './dom.js';
import { COLUMNS, keyOf, sortOf, without } from './columns.js';
import { Grid } from './grid.js';
import { ask, records } from './api.js';
import { Icon, Tabs } from './parts.js';
import { change, entityHref, href } from './router.js';
import { count } from './units.js';

const TITLES = { nodes: 'Nodes', namespaces: 'Namespaces', pods: 'Pods', containers: 'Containers', 'system-containers': 'Containers' };
const FILTERS = {
  nodes: ['labels'], namespaces: ['labels'], pods: ['ns', 'node', 'labels'], containers: ['ns', 'node', 'labels'], 'system-containers': ['node'],
};
const HINTS = { ns: 'Namespace', node: 'Node', labels: 'Labels: app=web, tier!=db' };
const SOURCES = { ns: ['namespaces', 'namespace'], node: ['nodes', 'node'] };

/** Ready-made conditions, as people say them. */
const QUICK = {
  pods: [['restart_count>0', 'restarted'], ['cpu/request=0', 'no CPU request'], ['memory/limit=0', 'no memory limit']],
  containers: [['memory/limit_utilization>0.9', 'over 90 % of memory limit'], ['cpu/limit_utilization>0.9', 'over 90 % of CPU limit'], ['restart_count>0', 'restarted'], ['cpu/request=0', 'no CPU request'], ['memory/limit=0', 'no memory limit']],
  nodes: [['memory/node_utilization>0.8', 'memory over 80 %'], ['cpu/node_utilization>0.8', 'CPU over 80 %'], ['cpu/node_reservation>0.9', 'CPU requests over 90 %']],
};

/** A text filter that keeps the typed text while the address follows. */
function Field({ name, value, hint, main }) {
  const [text, setText] = useState(value);
  const [names, setNames] = useState([]);
  const typing = useRef(false);
  const apply = useDebounced((next) => {
    typing.current = false;
    change({ [name]: next.trim() }, { replace: true });
  }, 220);
  // While somebody types, the address is behind: what it says must not take keys back.
  useEffect(() => setText((shown) => (typing.current || shown.trim() === value ? shown : value)), [value]);
  const source = SOURCES[name];
  const offer = () => source && names.length === 0 && ask('query/table', { kind: source[0], limit: 1000 })
    .then((table) => setNames(records(table).map((row) => row[source[1]])), () => {});
  return html`<label class=${main ? 'field main' : 'field'}><span class="sr">${hint}</span>${main && html`<${Icon} name="find" />`}
    <input type="search" value=${text} placeholder=${hint} spellcheck=${false} autocomplete="off" list=${source && `names-${name}`} data-test=${`filter-${name}`} data-filter=${main ? '' : undefined}
      onFocus=${offer} onInput=${(event) => { typing.current = true; setText(event.target.value); apply(event.target.value); }} />
    ${source && html`<datalist id=${`names-${name}`}>${names.map((each) => html`<option key=${each} value=${each} />`)}</datalist>`}</label>`;
}

function Conditions({ kind, where }) {
  const quick = QUICK[kind] ?? [];
  const said = new Map(quick);
  const other = where.filter((each) => !said.has(each));
  const toggle = (each) => change({ where: where.includes(each) ? where.filter((w) => w !== each) : [...where, each] });
  return html`<div class="conditions" role="group" aria-label="Conditions">${[...quick.map(([each]) => each), ...other].map((each) => html`
    <button key=${each} type="button" class="toggle" aria-pressed=${where.includes(each)} title=${each} onClick=${() => toggle(each)}>${said.get(each) ?? each}</button>`)}</div>`;
}

/** What the address asks of the daemon. */
function asked(kind, params) {
  return {
    kind, search: params.get('q'), namespace: params.get('ns'), node: params.get('node'), labels: params.get('labels'),
    where: params.getAll('where'), sort: sortOf(kind, params.get('sort') ?? '-cpu'),
  };
}

export function TableView({ at }) {
  const system = at.path[0] === 'containers' && at.params.get('kind') === 'system';
  const kind = system ? 'system-containers' : at.path[0];
  const [found, setFound] = useState(null);
  const columns = useMemo(() => {
    const same = [at.params.get('ns') && 'namespace', at.params.get('node') && kind !== 'nodes' && 'node'].filter(Boolean);
    return same.length ? without(kind, ...same) : COLUMNS[kind];
  }, [kind, Boolean(at.params.get('ns')), Boolean(at.params.get('node'))]);
  const params = asked(kind, at.params);
  const filtered = ['q', 'ns', 'node', 'labels', 'where'].some((name) => at.params.get(name));
  return html`<div class="page table-page" key=${kind}>
    <header class="page-head"><h1>${TITLES[kind]}</h1>
      <p class="count" role="status" data-test="count">${found && found.matched !== null ? (found.matched === found.total ? count(found.total) : `${count(found.matched)} of ${count(found.total)}`) : ''}</p>
      ${at.path[0] === 'containers' && html`<${Tabs} label="Kind of container" chosen=${system ? 'system' : 'pod'} choices=${[['pod', 'In pods'], ['system', 'Of the system']]}
        to=${(choice) => href('containers', { kind: choice === 'system' ? 'system' : '' })} />`}</header>
    <form class="filters" role="search" onSubmit=${(event) => event.preventDefault()}>
      <${Field} name="q" main value=${at.params.get('q') ?? ''} hint=${`Filter ${TITLES[kind].toLowerCase()} by name`} />
      ${FILTERS[kind].map((name) => html`<${Field} key=${name} name=${name} value=${at.params.get(name) ?? ''} hint=${HINTS[name]} />`)}
      ${filtered && html`<a class="button quiet" href=${href(at.path[0], { kind: at.params.get('kind'), sort: at.params.get('sort') })} data-test="clear">Clear</a>`}
    </form>
    <${Conditions} kind=${kind} where=${at.params.getAll('where')} />
    <${Grid} label=${TITLES[kind]} params=${params} columns=${columns} sort=${at.params.get('sort') ?? '-cpu'} onSort=${(sort) => change({ sort })}
      hrefOf=${(row) => entityHref(keyOf[kind](row))} empty=${filtered ? `No ${TITLES[kind].toLowerCase()} match these filters` : `No ${TITLES[kind].toLowerCase()}`}
      onCount=${(windows) => setFound({ matched: windows.matched, total: windows.total })} />
  </div>`;
}

/** A table inside another page. */
export function Children({ kind, params, hide, title }) {
  const [sort, setSort] = useState('-cpu');
  const [found, setFound] = useState(null);
  const columns = useMemo(() => without(kind, ...hide), [kind, hide.join()]);
  const narrowed = useRef(params);
  return html`<section class="card children" data-test=${`children-${kind}`}><header><h2>${title}</h2><span class="count">${found ? count(found) : ''}</span></header>
    <${Grid} short label=${title} columns=${columns} sort=${sort} onSort=${setSort} params=${{ kind, ...narrowed.current, ...params, sort: sortOf(kind, sort) }}
      hrefOf=${(row) => entityHref(keyOf[kind](row))} empty=${`No ${title.toLowerCase()}`} onCount=${(windows) => setFound(windows.matched)} /></section>`;
}
