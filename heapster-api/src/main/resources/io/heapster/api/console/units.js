/** Values as people write them. Absent is a dash, never 0. */

export const NONE = '–';
const BINARY = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const DECIMAL = ['B/s', 'kB/s', 'MB/s', 'GB/s', 'TB/s'];
const LARGE = ['', 'k', 'M', 'G', 'T', 'P'];

/** Three significant digits, without trailing zeros. */
function digits(value) {
  const size = Math.abs(value);
  if (size >= 999.5) return Math.round(value).toLocaleString('en');
  const text = value.toFixed(size >= 99.95 || size === 0 ? 0 : size >= 9.995 ? 1 : 2);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function scaled(value, base, names, space = ' ') {
  let rest = Math.abs(value);
  let step = 0;
  while (rest >= base * 0.9995 && step < names.length - 1) {
    rest /= base;
    step++;
  }
  const name = names[step];
  return digits(Math.sign(value) * rest) + (name ? space + name : '');
}

function cores(millicores) {
  const size = Math.abs(millicores);
  if (size >= 1000) return digits(millicores / 1000) + (Math.abs(millicores - 1000) < 5 ? ' core' : ' cores');
  return (size >= 10 || Number.isInteger(millicores) ? Math.round(millicores) : digits(millicores)) + ' m';
}

/** The span of so many seconds, in at most two units: `1 h 20 m`. */
export function duration(seconds) {
  if (seconds === null || seconds === undefined) return NONE;
  const size = Math.abs(seconds);
  if (size < 0.001) return size === 0 ? '0 s' : digits(seconds * 1e6) + ' µs';
  if (size < 1) return digits(seconds * 1000) + ' ms';
  if (size < 60) return digits(seconds) + ' s';
  const units = [[86_400, 'd'], [3600, 'h'], [60, 'min'], [1, 's']];
  const at = units.findIndex(([length]) => size >= length);
  const whole = Math.floor(seconds / units[at][0]);
  const next = Math.floor((seconds % units[at][0]) / units[at + 1][0]);
  return whole + ' ' + units[at][1] + (next && whole < 100 ? ' ' + next + ' ' + units[at + 1][1] : '');
}

export const bytes = (value) => show(value, 'bytes');
export const count = (value) => (value === null || value === undefined ? NONE : Math.round(value).toLocaleString('en'));
export const percent = (ratio) => {
  if (ratio === null || ratio === undefined || !Number.isFinite(ratio)) return NONE;
  const value = ratio * 100;
  const fine = (value !== 0 && Math.abs(value) < 10) || (value > 99 && value < 100);
  return (fine ? Math.floor(value * 10) / 10 : Math.round(value)) + ' %';
};

/** A value in the metric's own unit, as the daemon names units. */
export function show(value, unit) {
  if (value === null || value === undefined || !Number.isFinite(value)) return NONE;
  switch (unit) {
    case 'millicores': return cores(value);
    case 'nanocores': return cores(value / 1e6);
    case 'bytes': return scaled(value, 1024, BINARY);
    case 'bytes/s': return scaled(value, 1000, DECIMAL);
    case '1/s': return scaled(value, 1000, LARGE, '') + ' /s';
    case '%': return percent(value / 100);
    case 'ms': return duration(value / 1000);
    case 'ns': return duration(value / 1e9);
    default:
      if (String(unit).startsWith('ratio')) return percent(value);
      return Math.abs(value) < 1e6 ? (Number.isInteger(value) ? value.toLocaleString('en') : digits(value)) : scaled(value, 1000, LARGE, ' ');
  }
}

/** Two values of a kind, the first without its unit where both have the same. */
export function outOf(value, all, unit) {
  const [left, right] = [show(value, unit), show(all, unit)];
  const [number, name] = left.split(' ');
  return [name && right.endsWith(' ' + name) ? number : left, `of ${right}`];
}

/** The step of an axis that falls on round numbers of the unit. */
export function axisSteps(unit) {
  const steps = [];
  if (unit === 'bytes') {
    for (let power = 1; power < 2 ** 60; power *= 1024) for (const m of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]) steps.push(m * power);
  } else {
    for (let power = 1e-3; power < 1e18; power *= 10) for (const m of [1, 2, 5]) steps.push(m * power);
  }
  return steps;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false });
const day = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false });
export const timeOfDay = (at) => (at ? clock.format(new Date(at)) : NONE);
export const moment = (at) => (at ? day.format(new Date(at)) : NONE);

/** Heapster declared inodes in bytes, and so does the API; people count them. */
export const unitOf = (metric, unit) => (metric.includes('inodes') ? 'count' : unit);

/** `cpu/usage_rate` to `usage rate`: inside a group that says cpu. */
export const shortName = (metric) => metric.slice(metric.indexOf('/') + 1).replaceAll('_', ' ');
export const plural = (n, one, many = one + 's') => count(n) + ' ' + (n === 1 ? one : many);
