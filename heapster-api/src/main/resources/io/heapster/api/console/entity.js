/** One entity: where it belongs, what it is, what it holds, and every metric that it has. */
import { html, rem, useMemo, useRef, useSignal, useSize } from './dom.js';
import { Chart } from './chart.js';
import { grouped } from './groups.js';
import { status, useData, waitingForTick } from './live.js';
import { Age, Await, Bones, Card, Empty, EntityLink, Icon, Labels, Rows, State, Trouble } from './parts.js';
import { entityKey, href } from './router.js';
import { useSeries } from './series.js';
import { Children } from './tables.js';
import { bytes, count, moment, NONE, plural, show, unitOf } from './units.js';

const KINDS = { cluster: 'Cluster', nodes: 'Node', namespaces: 'Namespace', pods: 'Pod', containers: 'Container', 'system-containers': 'System container' };
const LABELLED = { nodes: 'nodes', namespaces: 'namespaces', pods: 'pods', containers: 'pods' };

/** The way down to the entity: pairs of text and address; null for where we are. */
function trail(key) {
  const steps = [['Cluster', href('overview')]];
  const [first, rest] = key.split(/\/(?:pod|container):(.*)/s);
  if (key === 'cluster') return steps;
  const [, name] = first.split(/:(.*)/s);
  const plain = first.startsWith('node:') ? ['Nodes', href('nodes')] : ['Namespaces', href('namespaces')];
  steps.push(plain, [name, first]);
  if (rest === undefined) return steps;
  if (first.startsWith('node:')) return [...steps, [rest, key]];
  const [pod, container] = rest.split(/\/container:(.*)/s);
  steps.push([pod, `${first}/pod:${pod}`]);
  return container === undefined ? steps : [...steps, [container, key]];
}

function Crumbs({ id }) {
  const steps = trail(id);
  return html`<nav class="crumbs" aria-label="Where you are"><ol>${steps.slice(0, -1).map(([text, to]) => html`<li key=${to}>
    ${to.startsWith('#') ? html`<a href=${to}>${text}</a>` : html`<${EntityLink} id=${to}>${text}<//>`}</li>`)}</ol></nav>`;
}

const Facts = ({ facts }) => html`<dl class="facts">${facts.filter((fact) => fact && fact[1] !== undefined && fact[1] !== null).map(([name, value]) => html`
  <div key=${name}><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

function nodeFacts(node) {
  const size = (room) => (room ? `${show(room.cpuMillicores, 'millicores')}, ${bytes(room.memoryBytes)}` : undefined);
  return [
    ['State', node.ready ? html`<${State} tone="good">ready<//>` : html`<${State} tone="bad">not ready<//>`],
    ['Scheduling', node.schedulable ? 'allowed' : html`<${State} tone="warn">cordoned<//>`],
    ['Capacity', size(node.capacity)], ['Allocatable', size(node.allocatable)],
    ...(node.addresses ?? []).map((each) => [each.type.replace(/([a-z])([A-Z])/g, '$1 $2'), html`<code>${each.address}</code>`]),
  ];
}

function facts(entity) {
  const { node, pod, names } = entity;
  return [
    ...(node ? nodeFacts(node) : []),
    pod?.node && ['Node', html`<${EntityLink} id=${`node:${pod.node}`}>${pod.node}<//>`],
    names?.namespace && entity.kind !== 'namespaces' && ['Namespace', html`<${EntityLink} id=${`namespace:${names.namespace}`}>${names.namespace}<//>`],
    entity.created && ['Created', html`<span title=${entity.created}>${moment(entity.created)} (<${Age} at=${entity.created} /> ago)</span>`],
    pod?.started && ['Started', html`<span title=${pod.started}>${moment(pod.started)} (<${Age} at=${pod.started} /> ago)</span>`],
    entity.sampled && ['Measured', html`<span><${Age} at=${entity.sampled} /> ago</span>`],
  ];
}

const amount = (value, unit) => html`<span class=${value === null || value === undefined ? 'num faint' : 'num'}>${value === null || value === undefined ? 'none' : show(value, unit)}</span>`;

const Specs = ({ pod, names }) => html`<${Card} title="Containers as declared" id="specs"><${Rows} label="Containers as declared" rows=${pod.containers} columns=${[
  { name: 'Container', cell: (c) => html`<span class="named"><${EntityLink} id=${`namespace:${names.namespace}/pod:${names.pod}/container:${c.name}`}>${c.name}<//></span>` },
  { name: 'Image', cell: (c) => html`<code class="image">${c.image}</code>` },
  { name: 'Restarts', end: true, cell: (c) => (c.restarts > 0 ? html`<span class="num warned"><${Icon} name="warn" />${count(c.restarts)}</span>` : html`<span class="num faint">${c.restarts ?? NONE}</span>`) },
  { name: 'CPU request', end: true, cell: (c) => amount(c.cpuRequestMillicores, 'millicores') },
  { name: 'CPU limit', end: true, cell: (c) => amount(c.cpuLimitMillicores, 'millicores') },
  { name: 'Memory request', end: true, cell: (c) => amount(c.memoryRequestBytes, 'bytes') },
  { name: 'Memory limit', end: true, cell: (c) => amount(c.memoryLimitBytes, 'bytes') },
]} /><//>`;

function Below({ entity }) {
  const { kind, names } = entity;
  switch (kind) {
    case 'nodes': return html`<${Children} kind="pods" title="Pods on this node" hide=${['node']} params=${{ node: names.node }} />
      <${Children} kind="system-containers" title="System containers" hide=${['node']} params=${{ node: names.node }} />`;
    case 'namespaces': return html`<${Children} kind="pods" title="Pods" hide=${['namespace']} params=${{ namespace: names.namespace }} />`;
    case 'pods': return html`<${Children} kind="containers" title="Containers" hide=${['namespace', 'pod', 'node']} params=${{ namespace: names.namespace, pod: names.pod }} />`;
    default: return null;
  }
}

function Pictures({ seen, resolution }) {
  const box = useRef();
  const { width } = useSize(box);
  const across = Math.max(1, Math.floor(width / (24 * rem())));
  const groups = useMemo(() => grouped(seen.lines), [seen]);
  const columns = (n) => `repeat(${n}, minmax(0, 1fr))`;
  return html`<div class="groups" ref=${box} style=${{ gridTemplateColumns: columns(across) }}>${width > 0 && groups.map((group) => {
    const wide = Math.min(across, group.pictures.length);
    return html`<section key=${group.id} class="group" aria-labelledby=${`group-${group.id}`} data-test=${`group-${group.id}`} style=${{ gridColumn: `span ${wide}` }}>
      <h2 id=${`group-${group.id}`}>${group.title}</h2><div class="pictures" style=${{ gridTemplateColumns: columns(wide) }}>${group.pictures.map((each) => html`
        <${Chart} key=${each.title + each.unit} sub ...${each} timestamps=${seen.timestamps} resolution=${resolution} />`)}</div></section>`;
  })}${groups.length === 0 && html`<${Empty} title="No values kept" />`}</div>`;
}

function Values({ entity }) {
  const devices = (entity.devices ?? []).map((each) => ({ ...each, name: each.metric, id: each.metric + JSON.stringify(each.labels), device: Object.values(each.labels).join(' ') }));
  const all = [...(entity.metrics ?? []).map((each) => ({ ...each, id: each.name })), ...devices];
  return html`<details class="card values" data-test="values"><summary><h2>All values</h2><span class="count">${plural(all.length, 'value')}, as they are served</span></summary>
    <${Rows} label="All values" rows=${all} columns=${[
      { name: 'Metric', cell: (m) => html`<code>${m.name}</code>${m.device && html` <span class="chip">${m.device}</span>`}` },
      { name: 'Value', end: true, cell: (m) => html`<span class="num" title=${m.value === null || m.value === undefined ? 'absent' : `${m.value} ${m.unit}`}>${show(m.value, unitOf(m.name, m.unit))}</span>` },
      { name: 'Kind', minor: true, cell: (m) => html`<span class="faint">${m.kind ?? ''}</span>` },
      { name: 'Meaning', minor: true, cell: (m) => html`<span class="help">${m.help ?? ''}</span>` },
    ]} /></details>`;
}

const Page = ({ id, kind, name, children }) => html`<div class="page entity"><${Crumbs} id=${id} />
  <header class="page-head"><h1><span class="kind">${kind}</span>${name}</h1></header>${children}</div>`;

export function EntityView({ at }) {
  const id = entityKey(at);
  const { data } = useSignal(status);
  const answer = useData('query/entity', { key: id });
  const seen = useSeries(id);
  const name = trail(id).at(-1)[0];
  if (!answer.data || waitingForTick()) {
    return html`<${Page} id=${id} kind="" name=${name}>${waitingForTick() ? html`<div class="card"><${Empty} title="Waiting for the first tick" /></div>` : answer.error ? html`<${Trouble} error=${answer.error} />` : html`<${Bones} rows=${10} />`}<//>`;
  }
  const entity = answer.data;
  const labels = entity.labels ?? {};
  return html`<${Page} id=${id} kind=${entity.kind === 'cluster' ? '' : KINDS[entity.kind] ?? ''} name=${name} key=${id}>
    ${answer.error && html`<p class="note">${answer.error.kind === 'missing' ? 'It has ended; these are its last values.' : ''}</p>`}
    <${Facts} facts=${facts(entity)} />
    ${Object.keys(labels).length > 0 && html`<${Labels} labels=${labels} kind=${LABELLED[entity.kind]} />`}
    ${entity.pod?.containers?.length > 0 && html`<${Specs} pod=${entity.pod} names=${entity.names} />`}
    <${Below} entity=${entity} key=${'below' + id} />
    <${Await} answer=${seen} rows=${8}>${(held) => html`<${Pictures} seen=${held} resolution=${data?.resolutionSeconds ?? 60} />`}<//>
    <${Values} entity=${entity} /><//>`;
}
