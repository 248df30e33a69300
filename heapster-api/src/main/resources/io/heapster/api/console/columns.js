/** The columns of each kind of entity: what they show, what they need, how much room they take (in rem). */
import { html } from './dom.js';
import { Spark } from './chart.js';
import { Bar, EntityLink, Icon } from './parts.js';
import { status } from './live.js';
import { href } from './router.js';
import { count, duration, NONE, show } from './units.js';

export const keyOf = {
  nodes: (row) => `node:${row.node}`,
  namespaces: (row) => `namespace:${row.namespace}`,
  pods: (row) => `namespace:${row.namespace}/pod:${row.pod}`,
  containers: (row) => `namespace:${row.namespace}/pod:${row.pod}/container:${row.container}`,
  'system-containers': (row) => `node:${row.node}/container:${row.container}`,
};

const usage = (id, name, [used, request, limit], unit, more = {}) => [
  {
    id, name, sort: used, metrics: [used, request, limit].filter(Boolean), rem: 14, slim: 8, rank: 1, end: false, help: `Used, with ${(more.names ?? ['request', 'limit']).join(' and ')} as ticks on the bar`,
    cell: (row) => html`<span class="usage"><span class="num">${show(row[used], unit)}</span>
      <${Bar} usage=${row[used]} request=${row[request] ?? null} limit=${row[limit] ?? null} unit=${unit} names=${more.names} hard=${more.hard} /></span>`,
  },
  {
    id: id + '-trend', name: 'trend', history: [used], rem: 7, rank: more.trend ?? 3,
    cell: (row) => html`<${Spark} values=${row['~' + used]} tone=${id === 'cpu' ? 's1' : 's2'} />`,
  },
];

const number = (id, name, metric, unit, more = {}) => ({
  id, name, sort: metric, metrics: [metric], rem: 7, rank: 4, end: true, ...more,
  cell: (row) => html`<span class=${row[metric] === null || row[metric] === 0 ? 'num faint' : 'num'}>${show(row[metric], unit)}</span>`,
});

const restarts = (more) => ({
  ...number('restarts', 'Restarts', 'restart_count', 'count', { rem: 6, ...more }),
  cell: (row) => (row.restart_count > 0
    ? html`<span class="num warned"><${Icon} name="warn" />${count(row.restart_count)}</span>`
    : html`<span class="num faint">${row.restart_count === null ? NONE : 0}</span>`),
});

const uptime = (more) => ({ ...number('uptime', 'Up for', 'uptime', 'ms', { rem: 7, rank: 5, ...more }),
  cell: (row) => html`<span class="num">${duration(row.uptime === null ? null : row.uptime / 1000)}</span>` });

/** The entity's own name; on narrow screens with where it lives below. */
const named = (kind, id, name, below = () => '') => ({
  id, name, text: true, sort: id, rem: kind === 'pods' ? 20 : 15, slim: 12, rank: 0,
  cell: (row, compact) => html`<span class="named"><${EntityLink} id=${keyOf[kind](row)} tabindex="-1" title=${row[id]}>${row[id]}<//>
    ${compact && below(row) && html`<small>${below(row)}</small>`}</span>`,
});

const link = (id, name, to, rem = 10) => ({
  id, name, text: true, sort: id, rem, rank: 2,
  cell: (row) => (row[id] ? html`<a class="quiet" tabindex="-1" href=${to(row)} title=${row[id]}>${row[id]}</a>` : html`<span class="faint">${NONE}</span>`),
});

const inNamespace = link('namespace', 'Namespace', (row) => href('entity/namespace:' + encodeURIComponent(row.namespace)));
const onNode = link('node', 'Node', (row) => href('entity/node:' + encodeURIComponent(row.node)));

/** Nodes that the newest tick could not read carry a sign. */
function nodeCell(row) {
  const failed = status.get().data?.tick?.failed?.find((each) => each.node === row.node);
  return html`<span class="named"><${EntityLink} id=${keyOf.nodes(row)} tabindex="-1" title=${row.node}>${row.node}<//>
    ${failed && html`<span class="warned" title=${failed.detail}><${Icon} name="warn" />${failed.outcome.replaceAll('_', ' ')}</span>`}</span>`;
}

const ALLOCATABLE = ['requests', 'allocatable'];
const CPU = ['cpu/usage_rate', 'cpu/request', 'cpu/limit'];
const WORKING = ['memory/working_set', 'memory/request', 'memory/limit'];
const network = [number('rx', 'Received', 'network/rx_rate', 'bytes/s', { rem: 7.5, rank: 5 }), number('tx', 'Sent', 'network/tx_rate', 'bytes/s', { rem: 7.5, rank: 5 })];

export const COLUMNS = {
  nodes: [
    { ...named('nodes', 'node', 'Node'), cell: nodeCell },
    ...usage('cpu', 'CPU', ['cpu/usage_rate', 'cpu/request', 'cpu/node_allocatable'], 'millicores', { names: ALLOCATABLE, hard: true }),
    ...usage('memory', 'Memory', ['memory/working_set', 'memory/request', 'memory/node_allocatable'], 'bytes', { names: ALLOCATABLE, hard: true }),
    number('pods', 'Pods', 'pods', 'count', { rem: 5, rank: 2 }), ...network, uptime(),
  ],
  namespaces: [
    named('namespaces', 'namespace', 'Namespace', (row) => (row.pods === undefined ? '' : `${count(row.pods)} pods`)),
    ...usage('cpu', 'CPU', CPU, 'millicores'),
    ...usage('memory', 'Memory', ['memory/usage', 'memory/request', 'memory/limit'], 'bytes'),
    number('pods', 'Pods', 'pods', 'count', { rem: 5, rank: 2 }),
    number('cpu-request', 'CPU requests', 'cpu/request', 'millicores', { rem: 9 }), number('memory-request', 'Memory requests', 'memory/request', 'bytes', { rem: 10 }),
  ],
  pods: [
    named('pods', 'pod', 'Pod', (row) => row.namespace), inNamespace,
    ...usage('cpu', 'CPU', CPU, 'millicores'), ...usage('memory', 'Memory', WORKING, 'bytes'),
    restarts({ rank: 2 }), onNode, ...network, uptime(),
  ],
  containers: [
    named('containers', 'container', 'Container', (row) => row.pod),
    link('pod', 'Pod', (row) => href('entity/namespace:' + encodeURIComponent(row.namespace) + '/pod:' + encodeURIComponent(row.pod)), 16), inNamespace,
    ...usage('cpu', 'CPU', CPU, 'millicores', { hard: true }), ...usage('memory', 'Memory', WORKING, 'bytes', { hard: true }),
    restarts({ rank: 2 }), { ...onNode, rank: 4 }, uptime(),
  ],
  'system-containers': [
    named('system-containers', 'container', 'System container', (row) => row.node), onNode,
    ...usage('cpu', 'CPU', ['cpu/usage_rate'], 'millicores'), ...usage('memory', 'Memory', ['memory/working_set'], 'bytes'), uptime(),
  ],
};

/** Names of columns without those that would say the same in each row. */
export const without = (kind, ...ids) => COLUMNS[kind].filter((column) => !ids.includes(column.id));

/** The daemon's name for `-cpu`; other names are metrics already. */
export function sortOf(kind, sort) {
  const down = sort.startsWith('-') ? '-' : '';
  const id = sort.slice(down.length);
  return down + (COLUMNS[kind].find((column) => column.id === id)?.sort ?? id);
}
