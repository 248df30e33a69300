/** The cluster at a glance: how much is used, who uses it, and what needs a person. */
import { cls, html, useMemo, useState } from './dom.js';
import { ApiError, records } from './api.js';
import { Chart } from './chart.js';
import { keyOf } from './columns.js';
import { status, useData, waitingForTick } from './live.js';
import { Age, Await, Bar, Bones, Card, Empty, EntityLink, failures, Item, Rows, State, Trouble } from './parts.js';
import { href } from './router.js';
import { useSeries } from './series.js';
import { useSignal } from './dom.js';
import { bytes, count, duration, outOf, percent, plural, show } from './units.js';

const CLUSTER = ['cpu/usage_rate', 'cpu/request', 'cpu/limit', 'memory/usage', 'memory/request', 'memory/limit'];
const ALLOCATABLE = ['cpu/node_allocatable', 'memory/node_allocatable'];

const Figure = ({ name, value, of, aside, children, to, id }) => html`<a class="figure" href=${to} data-test=${id}>
  <span class="name">${name}${aside && html`<b>${aside}</b>`}</span><span class="value">${value}${of && html`<small>${of}</small>`}</span><span class="more">${children}</span></a>`;

function Figures({ data, latest, allocatable }) {
  const { inventory, tick, resolutionSeconds } = data;
  const missing = tick ? tick.nodes - tick.scraped : 0;
  const unready = inventory.nodes - inventory.nodesReady;
  const room = (metric, all, unit) => {
    if (!all) return { value: show(latest[metric], unit) };
    const [value, of] = outOf(latest[metric], all, unit);
    return { value, of, aside: percent(latest[metric] / all) };
  };
  const used = (metric, room, unit) => html`<${Bar} usage=${latest[metric]} request=${latest[metric.split('/')[0] + '/request']} limit=${room} unit=${unit} names=${['requests', 'allocatable']} hard />`;
  return html`<div class="figures">
    <${Figure} id="cpu" name="CPU" to=${href('entity/cluster')} ...${room('cpu/usage_rate', allocatable.cpu, 'millicores')}>
      ${used('cpu/usage_rate', allocatable.cpu, 'millicores')}<//>
    <${Figure} id="memory" name="Memory" to=${href('entity/cluster')} ...${room('memory/usage', allocatable.memory, 'bytes')}>
      ${used('memory/usage', allocatable.memory, 'bytes')}<//>
    <${Figure} id="nodes" name="Nodes ready" to=${href('nodes')} value=${count(inventory.nodesReady)} of=${`of ${count(inventory.nodes)}`}>
      ${unready > 0 ? html`<${State} tone="bad">${count(unready)} not ready<//>` : missing > 0 ? html`<${State} tone="warn">${plural(missing, 'node')} not read<//>` : html`<${State} tone="good">all ready and read<//>`}<//>
    <${Figure} id="pods" name="Pods" to=${href('pods')} value=${count(inventory.pods)}>in ${plural(inventory.namespaces, 'namespace')}<//>
    <${Figure} id="tick" name="Last tick" to=${href('ticks')} value=${tick ? html`<${Age} at=${tick.timestamp} />` : '–'} of=${tick ? 'ago' : ''}>
      ${tick ? html`<${State} tone=${missing > 0 ? 'warn' : 'good'}>${missing > 0 ? `${count(tick.scraped)} of ${count(tick.nodes)}` : `all ${count(tick.nodes)}`} nodes, ${duration(tick.seconds.all)}<//>` : `each ${duration(resolutionSeconds)}`}<//>
  </div>`;
}

const line = (lines, metric, label, color, more) => {
  const found = lines.find((each) => each.metric === metric);
  return found && { label, values: found.values, color, ...more };
};

function ClusterChart({ title, prefix, usage, unit, seen, room, resolution }) {
  const { timestamps, lines } = seen;
  const drawn = useMemo(() => [
    line(lines, usage, 'used', prefix === 'cpu' ? 's1' : 's2', { fill: true, width: 2.25 }),
    line(lines, `${prefix}/request`, 'requests', 's3', { dash: [6, 4] }),
    line(lines, `${prefix}/limit`, 'limits', 's5', { dash: [2, 3], off: true }),
    room && { label: 'allocatable', values: timestamps.map(() => room), color: 's6', dash: [10, 4], help: 'What pods may request, as of now' },
  ].filter(Boolean), [seen, room]);
  return html`<${Chart} title=${title} unit=${unit} timestamps=${timestamps} lines=${drawn} resolution=${resolution} />`;
}

/** Started again within the last hour. */
const RESTARTED = ['restart_count>0', 'uptime<3600000'];

/** What needs a person, worst first. */
function attention(data, tight, restarted) {
  const items = [];
  const { tick, sinks, inventory } = data;
  for (const sink of sinks) {
    if (sink.up === false) items.push({ tone: 'bad', id: 'sink' + sink.name, what: html`Sink <b>${sink.name}</b> is down`, why: `${plural(sink.lagBatches, 'batch', 'batches')} behind${sink.oldestAgeSeconds ? `, the oldest ${duration(sink.oldestAgeSeconds)} old` : ''}` });
  }
  const failed = failures(tick);
  items.push(...failed.slice(0, 6));
  if (failed.length > 6) items.push({ tone: 'bad', id: 'unread', what: html`<a href=${href('insights', { tab: 'failed' })}>${plural(tick.failedTotal - 6, 'more node')} not read</a>`, why: '' });
  const unready = inventory.nodes - inventory.nodesReady;
  const named = inventory.notReady ?? [];
  if (unready > 0) items.push({ tone: 'bad', id: 'unready', what: `${plural(unready, 'node')} not ready`, why: html`${named.slice(0, 8).map((name, i) => html`${i ? ', ' : ''}<${EntityLink} key=${name} id=${`node:${name}`}>${name}<//>`)}${unready > 8 ? ` and ${count(unready - 8)} more` : ''}` });
  for (const row of tight) {
    items.push({ tone: 'warn', id: 'm' + keyOf.containers(row), what: html`<${EntityLink} id=${keyOf.containers(row)}>${row.container}<//> of ${row.pod} ${row['memory/limit_utilization'] > 1 ? 'over' : 'near'} its memory limit`, why: `${percent(row['memory/limit_utilization'])} of ${bytes(row['memory/limit'])} in ${row.namespace}` });
  }
  for (const row of restarted) {
    items.push({ tone: 'warn', id: 'r' + keyOf.containers(row), what: html`<${EntityLink} id=${keyOf.containers(row)}>${row.container}<//> of ${row.pod} restarted ${duration(Math.round(row.uptime / 1000))} ago`, why: `${plural(row.restart_count, 'restart')} so far, in ${row.namespace}` });
  }
  return items;
}

function Attention({ data }) {
  const tight = useData('query/table', { kind: 'containers', metrics: 'memory/limit,memory/limit_utilization', where: 'memory/limit_utilization>0.9', sort: '-memory/limit_utilization', limit: 5 });
  const restarted = useData('query/table', { kind: 'containers', metrics: 'restart_count,uptime', where: RESTARTED, sort: 'uptime', limit: 5 });
  const items = attention(data, tight.data ? records(tight.data) : [], restarted.data ? records(restarted.data) : []);
  const more = [
    [tight.data?.matched - 5, href('containers', { where: 'memory/limit_utilization>0.9', sort: '-memory/limit_utilization' }), 'container', 'near their memory limit'],
    [restarted.data?.matched - 5, href('containers', { where: RESTARTED, sort: 'uptime' }), 'container', 'restarted within the hour'],
  ].filter(([n]) => n > 0);
  const waiting = !tight.data && !tight.error;
  return html`<${Card} title="Attention" id="attention" more=${items.length > 0 && html`<span class="count">${count(items.length)}</span>`}>
    ${waiting && items.length === 0 ? html`<${Bones} rows=${5} />` : items.length === 0 ? html`<div class="empty"><p><${State} tone="good"><b>Nothing needs attention</b><//></p><p>All nodes are read, sinks keep up, and no container is near its memory limit.</p></div>`
    : html`<ul class="items">${items.map((item) => html`<${Item} key=${item.id} ...${item} />`)}
      ${more.map(([n, to, who, what]) => html`<li key=${what} class="more"><a href=${to}>${plural(n, `more ${who}`)} ${what}</a></li>`)}</ul>`}<//>`;
}

const TOP = { cpu: ['CPU', 'cpu/usage_rate', 'cpu', 'millicores'], memory: ['Memory', 'memory/working_set', 'memory', 'bytes'] };

function Consumers() {
  const [by, choose] = useState('cpu');
  const [, metric, prefix, unit] = TOP[by];
  const answer = useData('query/table', { kind: 'pods', metrics: [metric, `${prefix}/request`, `${prefix}/limit`].join(','), sort: '-' + metric, limit: 9 });
  const tabs = html`<div class="segments" role="group" aria-label="By">${Object.entries(TOP).map(([id, [name]]) => html`<button key=${id} type="button" aria-pressed=${by === id} onClick=${() => choose(id)}>${name}</button>`)}</div>`;
  return html`<${Card} title="Top pods" id="top" more=${tabs}><${Await} answer=${answer} rows=${6}>${(table) => html`<${Rows} label="Top pods" empty="No pods yet" rows=${records(table)} columns=${[
    { name: 'Pod', cell: (row) => html`<span class="named"><${EntityLink} id=${keyOf.pods(row)}>${row.pod}<//><small>${row.namespace}</small></span>` },
    { name: TOP[by][0], cell: (row) => html`<span class="usage"><span class="num">${show(row[metric], unit)}</span><${Bar} usage=${row[metric]} request=${row[`${prefix}/request`]} limit=${row[`${prefix}/limit`]} unit=${unit} /></span>` },
  ]} />`}<//><//>`;
}

function Largest() {
  const answer = useData('query/table', { kind: 'namespaces', metrics: 'cpu/usage_rate,memory/usage,pods', sort: '-cpu/usage_rate', limit: 6 });
  return html`<${Card} title="Top namespaces" id="namespaces"><${Await} answer=${answer} rows=${4}>${(table) => html`<${Rows} label="Top namespaces" empty="No namespaces yet" rows=${records(table)} columns=${[
    { name: 'Namespace', cell: (row) => html`<${EntityLink} id=${keyOf.namespaces(row)}>${row.namespace}<//>` },
    { name: 'CPU', end: true, cell: (row) => html`<span class="num">${show(row['cpu/usage_rate'], 'millicores')}</span>` },
    { name: 'Memory', end: true, cell: (row) => html`<span class="num">${bytes(row['memory/usage'])}</span>` },
    { name: 'Pods', end: true, cell: (row) => html`<span class="num">${count(row.pods)}</span>` },
  ]} />`}<//><//>`;
}

const dropped = (sink) => Object.entries(sink.dropped ?? {}).filter(([, n]) => n > 0);

function Sinks({ data }) {
  const state = (sink) => (sink.up === null ? html`<${State} tone="none">no batch yet<//>` : sink.up ? html`<${State} tone="good">up<//>` : html`<${State} tone="bad">down<//>`);
  const lost = (sink) => {
    const all = dropped(sink);
    const n = all.reduce((sum, [, rows]) => sum + rows, 0);
    return n ? html`<span class="num warned" title=${all.map(([why, rows]) => `${why}: ${count(rows)}`).join(', ')}>${count(n)}</span>` : html`<span class="num faint">0</span>`;
  };
  return html`<${Card} title="Sinks" id="sinks" more=${data.journal && html`<span class="count" title="Written to disk before any sink sees it">journal ${bytes(data.journal.bytes)} in ${plural(data.journal.segments, 'segment')}</span>`}>
    <${Rows} label="Sinks" empty="No sinks besides the in-memory store" rows=${data.sinks} columns=${[
      { name: 'Sink', cell: (sink) => html`<b>${sink.name}</b>` },
      { name: 'State', cell: state },
      { name: 'Rows', end: true, minor: true, cell: (sink) => html`<span class="num">${count(sink.rows?.delivered ?? 0)}</span>` },
      { name: 'Export', end: true, minor: true, cell: (sink) => html`<span class="num">${duration(sink.exportSeconds?.mean ?? null)}</span>` },
      { name: 'Behind', end: true, cell: (sink) => html`<span class=${cls('num', sink.lagBatches === 0 && 'faint')} title=${`${bytes(sink.lagBytes)} waiting`}>${sink.lagBatches === 0 ? 'nothing' : plural(sink.lagBatches, 'batch', 'batches')}
        ${sink.lagBatches > 1 && html`<br /><small>${duration(sink.oldestAgeSeconds)}${sink.lagBytes ? `, ${bytes(sink.lagBytes)}` : ''}</small>`}</span>` },
      { name: 'Dropped', end: true, cell: lost },
    ]} /><//>`;
}

export function Overview() {
  const { data } = useSignal(status);
  const seen = useSeries('cluster', CLUSTER);
  const sums = useData('query/sums', { kind: 'nodes', by: 'all', metrics: ALLOCATABLE.join(',') });
  if (data === null) return html`<div class="page"><h1 class="sr">Overview</h1><${Bones} rows=${12} /></div>`;
  if (data.store === null) {
    return html`<div class="page overview"><header class="page-head"><h1>Overview</h1></header><${Figures} data=${data} latest=${{}} allocatable=${{}} />
      <${Trouble} error=${new ApiError('disabled', '')} /><${Sinks} data=${data} /></div>`;
  }
  const row = sums.data?.rows.length ? records(sums.data)[0] : {};
  const allocatable = { cpu: row[ALLOCATABLE[0]] ?? null, memory: row[ALLOCATABLE[1]] ?? null };
  const latest = Object.fromEntries((seen.data?.lines ?? []).map((each) => [each.metric, each.values.at(-1)]));
  const charts = (held) => (held.timestamps.length === 0 ? html`<${Empty} title="No values of the cluster yet" />` : html`<div class="pair">
    <${ClusterChart} title="CPU" prefix="cpu" usage="cpu/usage_rate" unit="millicores" seen=${held} room=${allocatable.cpu} resolution=${data.resolutionSeconds} />
    <${ClusterChart} title="Memory" prefix="memory" usage="memory/usage" unit="bytes" seen=${held} room=${allocatable.memory} resolution=${data.resolutionSeconds} /></div>`);
  return html`<div class="page overview"><header class="page-head"><h1>Overview</h1></header>
    <${Figures} data=${data} latest=${latest} allocatable=${allocatable} />
    ${waitingForTick() ? html`<div class="card"><${Empty} title="Waiting for the first tick">Values come with it, within ${duration(data.resolutionSeconds)}.<//></div>`
      : seen.error && !seen.data ? html`<${Trouble} error=${seen.error} />` : html`<${Await} answer=${seen} rows=${8}>${charts}<//>`}
    <div class="trio"><${Attention} data=${data} /><${Consumers} /><div class="stack"><${Sinks} data=${data} /><${Largest} /></div></div>
  </div>`;
}
