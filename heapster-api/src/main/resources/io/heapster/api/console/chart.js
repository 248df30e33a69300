/** Lines over time: uPlot for the canvas, our own legend with the values under the cursor. */
import { html, rem, signal, useLayoutEffect, useMemo, useRef, useSize, useState } from './dom.js';
import { axisSteps, show, timeOfDay } from './units.js';

/** @typedef {{label: string, values: (number|null)[], color: string, dash?: number[], fill?: boolean, width?: number, off?: boolean}} ChartLine */

const { uPlot } = globalThis;
const SYNC = 'console';
const probe = document.createElement('i');

/** Changes with the theme: colours of canvases are read anew. */
export const themeChanges = signal(0);

/** The computed colour of a custom property; canvases know no `var()`. */
function color(name) {
  if (!probe.isConnected) {
    probe.hidden = true;
    document.body.append(probe);
  }
  probe.style.color = `var(--${name})`;
  return getComputedStyle(probe).color;
}

const withAlpha = (rgb, alpha) => rgb.replace('rgb(', 'rgba(').replace(')', `, ${alpha})`);

function axes(unit) {
  const size = rem();
  const font = `${Math.round(size * 0.79)}px system-ui, sans-serif`;
  const stroke = () => color('muted');
  const grid = { stroke: () => color('line'), width: 1 };
  const ticks = { show: false };
  const time = (u, splits, axis, space, step) =>
    splits.map((second) => timeOfDay(second * 1000).slice(0, step < 60 ? 8 : 5));
  return [
    { font, stroke, grid: { show: false }, ticks, size: size * 1.9, gap: 6, space: size * 4.2, values: time },
    { font, stroke, grid, ticks, size: (u, values) => Math.max(...(values ?? ['']).map((v) => v?.length ?? 0)) * size * 0.44 + 18, gap: 8, space: size * 2.4, incrs: axisSteps(unit), values: (u, splits) => splits.map((v) => (v === 0 ? '0' : show(v, unit))) },
  ];
}

/** At least some minutes wide, so that the first points do not fill the picture with one line. */
const widen = (resolution) => (u, min, max) => (min === null ? [0, 1] : [Math.min(min, max - 4 * resolution), max]);
const fromZero = (u, min, max) => (max === null || max <= 0 ? [0, 1] : [Math.min(0, min), max * 1.08]);

function options(lines, unit, resolution, size, onCursor) {
  const labels = rem() * (resolution < 60 ? 1.9 : 1.2);
  const paths = uPlot.paths.linear();
  return {
    ...size,
    padding: [8, labels, 0, 0],
    legend: { show: false },
    cursor: { y: false, sync: { key: SYNC, scales: ['x', null] }, drag: { x: false, y: false }, points: { size: 7, width: 2 } },
    scales: { x: { time: true, range: widen(resolution) }, y: { range: fromZero } },
    axes: axes(unit),
    series: [{}, ...lines.map((line) => ({
      label: line.label,
      show: !line.off,
      paths,
      width: line.width ?? 1.75,
      dash: line.dash,
      stroke: () => color(line.color),
      fill: line.fill ? () => withAlpha(color(line.color), 0.1) : undefined,
      points: { show: (u) => u.data[0].length < 16, size: 4 },
      spanGaps: true,
    }))],
    hooks: { setCursor: [(u) => onCursor(u.cursor.idx)] },
  };
}

function newest(values) {
  for (let i = values.length - 1; i >= 0; i--) if (values[i] !== null && values[i] !== undefined) return values[i];
  return null;
}

/**
 * @param {{title: string, unit: string, timestamps: number[], lines: ChartLine[], resolution: number, note?: string}} props
 */
export function Chart({ title, unit, timestamps, lines, resolution, note, sub }) {
  const box = useRef();
  const plot = useRef(null);
  const at = useRef(null);
  const { width, height } = useSize(box);
  const [hidden, setHidden] = useState(() => new Set(lines.filter((l) => l.off).map((l) => l.label)));
  const shape = lines.map((line) => line.label + line.color).join('\n') + unit + resolution;
  const data = useMemo(() => [timestamps.slice(), ...lines.map((line) => line.values.slice())], [timestamps.length, timestamps.at(-1), shape, lines]);
  const said = useRef({});
  said.current.show = (index) => {
    const pointed = index !== null && index !== undefined && index < timestamps.length;
    at.current.textContent = pointed ? timeOfDay(timestamps[index] * 1000) : (note ?? '');
    lines.forEach((line, i) => {
      const cell = said.current[i];
      if (cell) cell.textContent = show(pointed ? line.values[index] : newest(line.values), unit);
    });
  };
  useLayoutEffect(() => {
    if (!width || !height) return undefined;
    const shown = lines.map((line) => ({ ...line, off: hidden.has(line.label) }));
    const made = new uPlot(options(shown, unit, resolution, { width, height }, (i) => said.current.show(i)), data, box.current);
    plot.current = made;
    const unwatch = themeChanges.watch(() => made.redraw(false, true));
    return () => {
      unwatch();
      made.destroy();
      plot.current = null;
    };
  }, [shape, width > 0 && height > 0]);
  useLayoutEffect(() => {
    if (plot.current && width) plot.current.setSize({ width, height });
  }, [width, height]);
  useLayoutEffect(() => {
    if (plot.current && plot.current.data !== data) plot.current.setData(data);
    said.current.show(plot.current?.cursor.idx);
  }, [data]);
  const toggle = (label, i) => {
    const next = new Set(hidden);
    if (!next.delete(label)) next.add(label);
    setHidden(next);
    plot.current?.setSeries(i + 1, { show: !next.has(label) });
  };
  const spoken = title + ': ' + lines.map((line) => `${line.label} ${show(newest(line.values), unit)}`).join(', ');
  return html`<section class="card chart">
    <header><${sub ? 'h3' : 'h2'} class="title">${title}<//><span class="at" ref=${at}>${note ?? ''}</span></header>
    <ul class="legend">${lines.map((line, i) => html`<li key=${line.label}>
      <button type="button" aria-pressed=${!hidden.has(line.label)} onClick=${() => toggle(line.label, i)} title=${line.help ?? line.label}>
        <svg class="key" viewBox="0 0 18 6" aria-hidden="true"><path d="M0 3h18" style=${{ stroke: `var(--${line.color})` }} stroke-dasharray=${line.dash?.join(' ')} /></svg>
        <span>${line.label}</span><b ref=${(cell) => { said.current[i] = cell; }}></b>
      </button></li>`)}</ul>
    <div class="plot" ref=${box} role="img" aria-label=${spoken}></div>
  </section>`;
}

/** A small line without axes. @param {(number|null)[]} values */
export function Spark({ values, tone = 's1' }) {
  const d = useMemo(() => sparkPath(values), [values]);
  return html`<svg class=${`spark ${tone}`} viewBox="0 0 80 20" preserveAspectRatio="none" aria-hidden="true">
    ${d && html`<path class="area" d=${d.area} /><path d=${d.line} />`}
  </svg>`;
}

function sparkPath(values) {
  const points = [];
  let max = 0;
  for (let i = 0; i < (values?.length ?? 0); i++) {
    if (values[i] === null || values[i] === undefined) continue;
    points.push([i, values[i]]);
    max = Math.max(max, values[i]);
  }
  if (points.length < 2) return null;
  const first = points[0][0];
  const wide = points.at(-1)[0] - first || 1;
  const spots = points.map(([i, v]) => `${(((i - first) / wide) * 80).toFixed(1)} ${(18.5 - (max ? (v / max) * 16 : 0)).toFixed(1)}`);
  const line = 'M' + spots.join('L');
  return { line, area: `${line}L80 20L0 20Z` };
}
