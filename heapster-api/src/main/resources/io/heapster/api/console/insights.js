/** Questions that operators ask: who uses most, what is reserved for nothing, what has no bounds. */
import { cls, html, useDebounced, useEffect, useSignal, useState } from './dom.js';
import { records } from './api.js';
import { keyOf } from './columns.js';
import { status, useData, waitingForTick } from './live.js';
import { Await, Bar, Card, Empty, EntityLink, failures, Item, Rows, Tabs } from './parts.js';
import { change, href } from './router.js';
import { count, duration, percent, plural, show } from './units.js';

const LIMIT = 25;
const TABS = [['top', 'Top consumers'], ['waste', 'Waste'], ['unbounded', 'Without requests'], ['restarts', 'Restarts'], ['failed', 'Failed nodes'], ['labels', 'By label']];

const pod = { name: 'Pod', cell: (row) => html`<span class="named"><${EntityLink} id=${keyOf.pods(row)}>${row.pod}<//><small>${row.namespace}</small></span>` };
const amount = (name, metric, unit) => ({ name, end: true, cell: (row) => html`<span class="num">${show(row[metric], unit)}</span>` });

/** A value with a bar that compares it with the largest of the list. */
const compared = (name, metric, unit, rows) => {
  const largest = Math.max(0, ...rows.map((row) => row[metric] ?? 0));
  return { name, cell: (row) => html`<span class=${cls('usage', metric.split('/')[0])}><span class="num">${show(row[metric], unit)}</span>
    <span class="bar plain" aria-hidden="true"><i class="fill" style=${{ width: `${largest > 0 ? ((row[metric] ?? 0) / largest) * 100 : 0}%` }}></i></span></span>` };
};

function Top({ title, metric, unit }) {
  const answer = useData('query/table', { kind: 'pods', metrics: metric, sort: '-' + metric, where: `${metric}>0`, limit: 15 });
  return html`<${Card} title=${title}><${Await} answer=${answer} rows=${10}>${(table) => {
    const rows = records(table);
    return html`<${Rows} label=${title} rows=${rows} empty="Nothing used" columns=${[pod, compared('Used', metric, unit, rows)]} />`;
  }}<//><//>`;
}

const TopConsumers = () => html`<div class="quad">
  <${Top} title="CPU" metric="cpu/usage_rate" unit="millicores" /><${Top} title="Memory" metric="memory/working_set" unit="bytes" />
  <${Top} title="Network received" metric="network/rx_rate" unit="bytes/s" /><${Top} title="Network sent" metric="network/tx_rate" unit="bytes/s" /></div>`;

const UNUSED = [['cpu', 'CPU', 'cpu/request_unused', 'cpu/request', 'millicores'], ['memory', 'Memory', 'memory/request_unused', 'memory/request', 'bytes']];

function WasteBy({ what, title, first }) {
  return UNUSED.map(([id, name, unused, request, unit]) => html`<${WasteList} key=${id + title} title=${`${name}, ${title}`} what=${what} unused=${unused} request=${request} unit=${unit} first=${first} />`);
}

function WasteList({ title, what, unused, request, unit, first }) {
  const [path, params] = what(unused, request);
  const answer = useData(path, params);
  return html`<${Card} title=${title}><${Await} answer=${answer} rows=${8}>${(table) => {
    const rows = records(table).filter((row) => row[unused] > 0);
    return html`<${Rows} label=${title} rows=${rows} empty="Nothing is reserved in vain" columns=${[first, compared('Requested, unused', unused, unit, rows),
      { name: 'of requests', end: true, minor: true, cell: (row) => html`<span class="num">${percent(row[unused] / row[request])}</span>` }]} />`;
  }}<//><//>`;
}

function Waste() {
  const sums = useData('query/sums', { kind: 'pods', by: 'all', metrics: UNUSED.flatMap(([, , unused, request]) => [unused, request]).join(',') });
  const all = sums.data?.rows.length ? records(sums.data)[0] : null;
  const byNamespace = (unused, request) => ['query/sums', { kind: 'pods', by: 'namespace', metrics: `${unused},${request}`, sort: '-' + unused, limit: 12 }];
  const byPod = (unused, request) => ['query/table', { kind: 'pods', metrics: `${unused},${request}`, sort: '-' + unused, limit: 12 }];
  return html`${all && html`<p class="lead" data-test="waste-total">Requested but not used now: ${UNUSED.map(([id, name, unused, request, unit], i) => html`${i ? ' and ' : ''}<b key=${id}>${show(all[unused], unit)}</b>${unit === 'bytes' ? ' of memory' : ' of CPU'} (${percent(all[unused] / all[request])} of requests)`)}. Peaks need some of it: look at the history before you cut.</p>`}
    <div class="quad"><${WasteBy} title="by namespace" what=${byNamespace} first=${{ name: 'Namespace', cell: (row) => html`<${EntityLink} id=${`namespace:${row.group}`}>${row.group}<//>` }} />
    <${WasteBy} title="by pod" what=${byPod} first=${pod} /></div>`;
}

function Listing({ title, params, columns, empty, more }) {
  const answer = useData('query/table', { kind: 'pods', limit: LIMIT, ...params });
  const rest = (answer.data?.matched ?? 0) - LIMIT;
  return html`<${Card} title=${title} more=${answer.data && html`<span class="count">${count(answer.data.matched)}</span>`}><${Await} answer=${answer} rows=${8}>${(table) => html`
    <${Rows} label=${title} rows=${records(table)} columns=${columns} empty=${empty} />`}<//>
    ${rest > 0 && html`<p class="card-more"><a href=${href('pods', more)}>Show ${plural(rest, 'more pod')}</a></p>`}<//>`;
}

const Unbounded = () => html`<div class="pair"><${Listing} title="Pods without a CPU request" params=${{ metrics: 'cpu/usage_rate', where: 'cpu/request=0', sort: '-cpu/usage_rate' }} empty="All pods request CPU"
    columns=${[pod, amount('Uses', 'cpu/usage_rate', 'millicores')]} more=${{ where: 'cpu/request=0', sort: '-cpu' }} />
  <${Listing} title="Pods without a memory request" params=${{ metrics: 'memory/working_set', where: 'memory/request=0', sort: '-memory/working_set' }} empty="All pods request memory"
    columns=${[pod, amount('Uses', 'memory/working_set', 'bytes')]} more=${{ where: 'memory/request=0', sort: '-memory' }} /></div>`;

const Restarts = () => html`<${Listing} title="Pods that restarted" params=${{ metrics: 'restart_count,memory/working_set,memory/request,memory/limit', where: 'restart_count>0', sort: '-restart_count' }} empty="No pod restarted"
  columns=${[pod, amount('Restarts', 'restart_count', 'count'), { name: 'Memory', cell: (row) => html`<span class="usage"><span class="num">${show(row['memory/working_set'], 'bytes')}</span><${Bar} usage=${row['memory/working_set']} request=${row['memory/request']} limit=${row['memory/limit']} unit="bytes" /></span>` },
    { name: 'Node', minor: true, cell: (row) => (row.node ? html`<${EntityLink} id=${`node:${row.node}`}>${row.node}<//>` : '') }]} more=${{ where: 'restart_count>0', sort: '-restarts' }} />`;

export function FailedNodes({ tick }) {
  const items = failures(tick);
  return items.length === 0 ? html`<${Empty} title="All nodes were read" />` : html`<ul class="items" data-test="failed">${items.map((item) => html`<${Item} key=${item.id} ...${item} />`)}</ul>`;
}

function Failed() {
  const { data } = useSignal(status);
  return html`<${Card} title="Nodes that the last tick could not read" more=${data?.tick && html`<span class="count">${count(data.tick.failedTotal ?? data.tick.failed?.length ?? 0)}</span>`}><${FailedNodes} tick=${data?.tick} /><//>`;
}

const COMMON = ['app', 'app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app.kubernetes.io/part-of', 'k8s-app', 'team', 'tier'];

function ByLabel({ at }) {
  const label = at.params.get('label') ?? 'app';
  const kind = at.params.get('kind') === 'nodes' ? 'nodes' : 'pods';
  const [text, setText] = useState(label);
  useEffect(() => setText(label), [label]);
  const apply = useDebounced((value) => value.trim() && change({ label: value.trim() }, { replace: true }), 300);
  const memory = 'memory/working_set';
  const answer = useData('query/sums', { kind, by: `label:${label}`, metrics: `cpu/usage_rate,cpu/request,cpu/limit,${memory},memory/request,memory/limit`, sort: '-cpu/usage_rate', limit: 100 });
  const name = (row) => (row.group === null ? html`<i class="faint">without the label</i>` : html`<a href=${href(kind, { labels: `${label}=${row.group}` })}>${row.group}</a>`);
  const usage = (title, used, prefix, unit) => ({ name: title, cell: (row) => html`<span class="usage"><span class="num">${show(row[used], unit)}</span><${Bar} usage=${row[used]} request=${row[prefix + '/request']} limit=${row[prefix + '/limit']} unit=${unit} /></span>` });
  return html`<div class="filters"><label class="field"><span class="sr">Label key</span><input type="search" list="label-keys" value=${text} placeholder="Label key" spellcheck=${false} data-test="label-key" data-filter onInput=${(event) => { setText(event.target.value); apply(event.target.value); }} />
      <datalist id="label-keys">${COMMON.map((each) => html`<option key=${each} value=${each} />`)}</datalist></label>
    <div class="segments" role="group" aria-label="Of">${['pods', 'nodes'].map((each) => html`<button key=${each} type="button" aria-pressed=${kind === each} onClick=${() => change({ kind: each })}>${each}</button>`)}</div></div>
    <${Card} title=${`Sums by ${label}`} more=${answer.data && html`<span class="count">${count(answer.data.total)} groups</span>`}><${Await} answer=${answer} rows=${10}>${(table) => html`
      <${Rows} id="sums" label=${`Sums by ${label}`} rows=${records(table)} empty=${`No ${kind}`} columns=${[{ name: label, cell: name }, amount(kind, 'count', 'count'), usage('CPU', 'cpu/usage_rate', 'cpu', 'millicores'), usage('Memory', memory, 'memory', 'bytes')]} />`}<//><//>`;
}

const VIEWS = { top: TopConsumers, waste: Waste, unbounded: Unbounded, restarts: Restarts, failed: Failed, labels: ByLabel };

export function Insights({ at }) {
  const tab = VIEWS[at.params.get('tab')] ? at.params.get('tab') : 'top';
  useSignal(status);
  return html`<div class="page insights"><header class="page-head"><h1>Insights</h1></header>
    <${Tabs} label="Insights" choices=${TABS} chosen=${tab} to=${(choice) => href('insights', { tab: choice })} />
    ${waitingForTick() ? html`<div class="card"><${Empty} title="Waiting for the first tick" /></div>` : html`<${VIEWS[tab]} at=${at} key=${tab} />`}</div>`;
}

/** How long the phases of a tick took, in words. */
export const phases = (seconds) => `${duration(seconds.all)}: scrape ${duration(seconds.scrape)}, process ${duration(seconds.process)}, hand over ${duration(seconds.hand_over)}`;
