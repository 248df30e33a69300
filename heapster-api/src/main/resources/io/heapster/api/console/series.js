/**
 * Series seen since the page was opened. The daemon keeps minutes; what it told once stays here for hours,
 * bounded in points and in entities.
 */
import { ask } from './api.js';
import { useData } from './live.js';

const MOST_POINTS = 1440;
const MOST_ENTITIES = 24;

/** @typedef {{entity: string, metric: string, unit: string, kind: string, labels?: object, values: (number|null)[]}} Line */
/** @typedef {{timestamps: number[], lines: Map<string, Line>}} Seen */

/** @type {Map<string, Seen>} in order of use, oldest first */
const seen = new Map();

function seenOf(id) {
  const held = seen.get(id) ?? { timestamps: [], lines: new Map() };
  seen.delete(id);
  seen.set(id, held);
  if (seen.size > MOST_ENTITIES) seen.delete(seen.keys().next().value);
  return held;
}

const lineId = (line) => line.metric + JSON.stringify(line.labels ?? '');

/** Takes an answer of /query/range in; timestamps grow, so new ones go to the end. */
function extend(held, answer) {
  const { timestamps, lines } = held;
  const last = timestamps.at(-1) ?? -Infinity;
  const at = answer.timestamps.map((text) => Date.parse(text) / 1000);
  const index = new Map(timestamps.map((second, i) => [second, i]));
  for (const second of at) {
    if (second > last && !index.has(second)) index.set(second, timestamps.push(second) - 1);
  }
  for (const told of answer.series) {
    const id = lineId(told);
    const line = lines.get(id) ?? { ...told, values: [] };
    lines.set(id, line);
    told.values.forEach((value, i) => {
      const slot = index.get(at[i]);
      if (slot !== undefined) line.values[slot] = value;
    });
  }
  const extra = Math.max(0, timestamps.length - MOST_POINTS);
  timestamps.splice(0, extra);
  for (const line of lines.values()) {
    line.values.splice(0, extra);
    for (let i = 0; i < timestamps.length; i++) line.values[i] ??= null;
  }
  return held;
}

async function load(path, params, signal) {
  const id = JSON.stringify(params);
  const last = seen.get(id)?.timestamps.at(-1);
  const start = last === undefined ? undefined : new Date(last * 1000).toISOString();
  const answer = await ask(path, { ...params, start }, signal);
  const held = extend(seenOf(id), answer);
  return { timestamps: held.timestamps, lines: [...held.lines.values()] };
}

/** The series of one entity, all of them or those of the metrics named. */
export const useSeries = (entity, metrics) =>
  useData(entity === null ? null : 'query/range', { entity, metric: metrics }, load);
