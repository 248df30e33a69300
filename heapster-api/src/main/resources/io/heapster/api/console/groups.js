/** Which metrics of an entity go into which picture. */
import { shortName, unitOf } from './units.js';

/** Those of the references come last. */
const COLORS = ['s1', 's2', 's4', 's7', 's8', 's3', 's5', 's6'];
const REFERENCE = {
  request: { color: 's3', dash: [6, 4] }, limit: { color: 's5', dash: [2, 3] },
  node_allocatable: { color: 's6', dash: [10, 4] }, node_capacity: { color: 's6', dash: [3, 5], off: true },
  capacity: { color: 's6', dash: [10, 4], off: true }, available: { color: 's6', dash: [4, 4], off: true }, max_pid: { color: 's6', dash: [4, 4], off: true },
};
const TITLES = {
  cpu: 'CPU', memory: 'Memory', network: 'Network', filesystem: 'File systems', ephemeral_storage: 'Ephemeral storage', disk: 'Disks', swap: 'Swap', accelerator: 'Accelerators',
  network_interface: 'Network interfaces', volume_claim: 'Volume claims', process: 'Processes', rlimit: 'Processes', pressure: 'Pressure', runtime_filesystem: 'Runtime file systems', restarts: 'Restarts', custom: 'Custom metrics', other: 'Other',
};
const ORDER = Object.keys(TITLES);

/** Pictures with several metrics in them; what is in none gets one by group and unit. */
const PICTURES = [
  ['cpu', 'CPU', /^cpu\/(usage_rate|request|limit|node_allocatable|node_capacity)$/],
  ['cpu', 'CPU over the last seconds', /^cpu\/(cgroup_)?usage_nanocores$/],
  ['memory', 'Memory', /^memory\/(working_set|usage|request|limit|node_allocatable|node_capacity)$/],
  ['memory', 'Memory in parts', /^memory\/(rss|cache|available|cgroup_\w+)$/],
  ['memory', 'Page faults', /^memory\/(major_)?page_faults_rate$/],
  ['cpu', 'Share of allocatable CPU', /^cpu\/node_(utilization|reservation)$/],
  ['memory', 'Share of allocatable memory', /^memory\/node_(utilization|reservation)$/],
  ['network', 'Network traffic', /^network\/(rx|tx)_rate$/],
  ['network', 'Network errors', /^network\/(rx|tx)_errors_rate$/],
  ['restarts', 'Restarts', /^restart_count$/],
  ['pressure', 'Waiting for CPU', /^cpu\/pressure_\w+_avg\d+$/],
  ['pressure', 'Waiting for memory', /^memory\/pressure_\w+_avg\d+$/],
  ['pressure', 'Waiting for I/O', /^io\/pressure_\w+_avg\d+$/],
];

const NAMES = { restart_count: 'restarts', usage_nanocores: 'used', cgroup_usage_nanocores: 'used by the cgroup', rx_rate: 'received', tx_rate: 'sent', usage_rate: 'used', rx_errors_rate: 'receive errors', tx_errors_rate: 'send errors', working_set: 'working set', node_allocatable: 'allocatable', node_capacity: 'capacity', node_utilization: 'used', node_reservation: 'requested' };
/** Metrics that are drawn filled: what the picture is about. */
const MAIN = /\/(usage_rate|working_set|rx_rate)$/;

const isDevice = (line) => line.labels && Object.keys(line.labels).length > 0;
const deviceName = (labels) => Object.values(labels).join(' ');

function withStyle(line, i, device) {
  const short = line.metric.slice(line.metric.indexOf('/') + 1);
  const label = device ? deviceName(line.labels) : NAMES[short] ?? shortName(line.metric).replace(/^pressure /, '');
  const style = device ? null : REFERENCE[short];
  const quiet = /_avg(60|300)$/.test(short) ? { off: true } : null;
  return { label, values: line.values, color: COLORS[i % COLORS.length], fill: MAIN.test(line.metric), help: line.metric, ...style, ...quiet };
}

function picture(title, lines, device) {
  let plain = lines[0].metric.startsWith('memory/') ? 1 : 0;
  const styled = [...lines].sort((a, b) => Number(MAIN.test(b.metric)) - Number(MAIN.test(a.metric)) || a.metric.localeCompare(b.metric))
    .map((line) => withStyle(line, REFERENCE[line.metric.slice(line.metric.indexOf('/') + 1)] && !device ? 0 : plain++, device));
  return { title, unit: unitOf(lines[0].metric, lines[0].unit), lines: styled };
}

/** A request or limit of 0 means that there is none. */
const isBound = (line) => /^(cpu|memory)\/(request|limit)$/.test(line.metric);
const hasValue = (line) => line.values.some((value) => value !== null && value !== undefined && !(value === 0 && isBound(line)));

/**
 * @param {import('./series.js').Line[]} lines
 * @returns {{id: string, title: string, pictures: {title: string, unit: string, lines: object[]}[]}[]}
 */
export function grouped(lines) {
  const groups = new Map();
  const add = (id, made) => groups.set(id, [...(groups.get(id) ?? []), made]);
  const drawable = lines.filter((line) => line.kind !== 'cumulative' && hasValue(line));
  const plain = new Set(drawable.filter((line) => !isDevice(line)));
  for (const [id, title, pattern] of PICTURES) {
    const mine = [...plain].filter((line) => pattern.test(line.metric));
    mine.forEach((line) => plain.delete(line));
    if (mine.length) add(id, picture(title, mine, false));
  }
  for (const [key, mine] of groupBy(plain, leftoverKey)) {
    add(groupOf(mine[0]), picture(key.split('\n')[0], mine, false));
  }
  for (const mine of groupBy(drawable.filter(isDevice), (line) => line.metric).values()) {
    const name = shortName(mine[0].metric);
    add(groupOf(mine[0]), picture(name[0].toUpperCase() + name.slice(1), mine, true));
  }
  return [...groups].sort(([a], [b]) => rank(a) - rank(b)).map(([id, pictures]) => ({ id, title: TITLES[id] ?? id.replaceAll('_', ' '), pictures }));
}

const rank = (id) => (ORDER.indexOf(id) + ORDER.length + 1) % (ORDER.length + 1);
const groupOf = (line) => (line.metric.includes('/') ? line.metric.split('/')[0] : 'other');
const leftoverKey = (line) => `${TITLES[groupOf(line)] ?? groupOf(line)}${line.metric.includes('inodes') ? ', inodes' : ''}\n${line.unit}`;

function groupBy(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
