/** The last ticks: how long they took, what they covered, who was late. */
import { cls, html, rem, useRef, useSignal, useSize, useState } from './dom.js';
import { FailedNodes, phases } from './insights.js';
import { status, useData } from './live.js';
import { Age, Await, Card, Empty, EntityLink, Rows, State } from './parts.js';
import { count, duration, percent, timeOfDay } from './units.js';

const PHASES = [['scrape', 'scrape', 's1'], ['process', 'process', 's4'], ['hand_over', 'hand over', 's3']];
const HEIGHT = 160;
/** Room for the scale, left of the bars. */
const GUTTER = 56;

/** A round number at or above the longest tick. */
function ceiling(seconds) {
  const power = 10 ** Math.floor(Math.log10(Math.max(seconds, 1e-4)));
  return [1, 2, 5, 10].map((step) => step * power).find((each) => each >= seconds);
}

function Timeline({ ticks, resolution, chosen, choose }) {
  const box = useRef();
  const { width } = useSize(box);
  const sorted = ticks.map((tick) => tick.seconds.all).sort((a, b) => a - b);
  // One slow tick (the first of a process) must not flatten all others: what is higher is cut.
  const usual = Math.min(sorted.at(-1), sorted[sorted.length >> 1] * 6);
  const near = resolution <= usual * 4;
  const marks = near ? [resolution / 2, resolution] : [ceiling(usual) / 2, ceiling(usual)];
  const top = near ? resolution * 1.05 : marks[1];
  const slots = Math.max(ticks.length, 30);
  const step = Math.max(0, width - GUTTER) / slots;
  // Each so many ticks their time fits below.
  const each = Math.max(1, Math.ceil((rem() * 6) / (step || 1)));
  const y = (seconds) => HEIGHT - Math.min(1, seconds / top) * HEIGHT;
  const onKeyDown = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    choose(ticks[Math.max(0, Math.min(ticks.length - 1, chosen + by))].timestamp);
  };
  return html`<div class="timeline" ref=${box} tabindex="0" role="slider" aria-label="Tick" aria-valuemin="1" aria-valuemax=${ticks.length} aria-valuenow=${chosen + 1}
    aria-valuetext=${`${timeOfDay(ticks[chosen].timestamp)}, ${phases(ticks[chosen].seconds)}`} onKeyDown=${onKeyDown} data-test="timeline">
    <svg width=${width} height=${HEIGHT + 22} aria-hidden="true">
      ${marks.map((mark, i) => html`<g key=${i}><line class=${near && i ? 'resolution' : 'rule'} x1=${GUTTER} x2=${width} y1=${y(mark)} y2=${y(mark)} /><text class="when" x=${GUTTER - 8} y=${y(mark) + (i ? 11 : 4)}>${duration(mark)}</text></g>`)}
      ${ticks.map((tick, i) => {
        let from = 0;
        const x = GUTTER + (slots - ticks.length + i) * step;
        return html`<g key=${tick.timestamp} class=${cls('tick', i === chosen && 'chosen')} onClick=${() => choose(tick.timestamp)}>
          <title>${`${timeOfDay(tick.timestamp)} · ${phases(tick.seconds)} · ${tick.scraped} of ${tick.nodes} nodes`}</title>
          <rect class="hit" x=${x} y="0" width=${step} height=${HEIGHT + 8} />
          ${PHASES.map(([id, , color]) => {
            const size = tick.seconds[id] ?? 0;
            const at = from;
            from += size;
            return html`<rect key=${id} x=${x + step * 0.15} y=${y(from)} width=${Math.max(1, step * 0.7)} height=${Math.max(0, y(at) - y(from))} style=${{ fill: `var(--${color})` }} />`;
          })}
          ${tick.scraped < tick.nodes && html`<circle class="lacking" cx=${x + step / 2} cy=${HEIGHT + 5} r="3" />`}
          ${(ticks.length - 1 - i) % each === 0 && html`<text class="when" x=${x + step} y=${HEIGHT + 20}>${timeOfDay(tick.timestamp).slice(0, resolution < 60 ? 8 : 5)}</text>`}</g>`;
      })}
    </svg></div>`;
}

function Tick({ tick, resolution }) {
  const lacking = tick.nodes - tick.scraped;
  const processors = Object.entries(tick.processors ?? {}).sort((a, b) => b[1] - a[1]).map(([name, seconds]) => ({ name, seconds }));
  return html`<dl class="facts" data-test="tick"><div><dt>Values of</dt><dd>${timeOfDay(tick.timestamp)} <span class="faint">(<${Age} at=${tick.timestamp} /> ago)</span></dd></div>
      <div><dt>Coverage</dt><dd><${State} tone=${lacking > 0 ? 'warn' : 'good'}>${count(tick.scraped)} of ${count(tick.nodes)} nodes (${percent(tick.nodes ? tick.scraped / tick.nodes : 1)})<//></dd></div>
      <div><dt>Took</dt><dd>${duration(tick.seconds.all)} <span class="faint">${percent(tick.seconds.all / resolution)} of ${duration(resolution)}</span></dd></div>
      ${PHASES.map(([id, name]) => html`<div key=${id}><dt>${name[0].toUpperCase() + name.slice(1)}</dt><dd>${duration(tick.seconds[id])}</dd></div>`)}
      <div><dt>Entities</dt><dd>${count(tick.entities)}</dd></div>
      ${Object.entries(tick.outcomes ?? {}).filter(([name]) => name !== 'scraped').map(([name, n]) => html`<div key=${name}><dt>${name.replaceAll('_', ' ')}</dt><dd><${State} tone=${n > 0 ? 'bad' : 'good'}>${count(n)}<//></dd></div>`)}</dl>
    <div class="trio"><${Card} title="Slowest nodes"><${Rows} label="Slowest nodes" rows=${tick.slowest ?? []} empty="No node was asked" columns=${[
      { name: 'Node', cell: (row) => html`<${EntityLink} id=${`node:${row.node}`}>${row.node}<//>` },
      { name: 'Outcome', cell: (row) => html`<${State} tone=${row.outcome === 'scraped' ? 'good' : 'bad'}>${row.outcome.replaceAll('_', ' ')}<//>` },
      { name: 'Took', end: true, cell: (row) => html`<span class="num">${duration(row.seconds)}</span>` }]} /><//>
    <${Card} title="Nodes not read" more=${lacking > 0 && html`<span class="count">${count(tick.failedTotal ?? lacking)}</span>`}><${FailedNodes} tick=${tick} /><//>
    <${Card} title="Processors"><${Rows} label="Processors" rows=${processors} empty="No processors told" columns=${[
      { name: 'Processor', cell: (row) => row.name }, { name: 'Took', end: true, cell: (row) => html`<span class="num">${duration(row.seconds)}</span>` }]} /><//></div>`;
}

export function Ticks() {
  const [at, choose] = useState(null);
  const { data } = useSignal(status);
  const answer = useData('status/ticks', { limit: 60 });
  const counts = data?.ticks;
  const body = ({ ticks, resolutionSeconds }) => {
    if (ticks.length === 0) return html`<div class="card"><${Empty} title="Waiting for the first tick" /></div>`;
    const found = ticks.findIndex((tick) => tick.timestamp === at);
    const chosen = found < 0 ? ticks.length - 1 : found;
    return html`<${Card} title="Duration" more=${html`<ul class="legend">${PHASES.map(([id, name, color]) => html`<li key=${id}><i class="swatch" style=${{ background: `var(--${color})` }}></i>${name}</li>`)}</ul>`}>
        <${Timeline} ticks=${ticks} resolution=${resolutionSeconds} chosen=${chosen} choose=${(timestamp) => choose(timestamp === ticks.at(-1).timestamp ? null : timestamp)} />
        <p class="hint">One tick each ${duration(resolutionSeconds)}. Choose one with a click or the arrow keys${found >= 0 ? html`; <button type="button" class="link" onClick=${() => choose(null)}>follow the newest</button>` : ''}.</p><//>
      <${Tick} tick=${ticks[chosen]} resolution=${resolutionSeconds} />`;
  };
  return html`<div class="page ticks"><header class="page-head"><h1>Ticks</h1>
    ${counts && html`<p class="count">${count(counts.finished)} finished${counts.skipped > 0 ? `, ${count(counts.skipped)} skipped` : ''}${counts.failed > 0 ? `, ${count(counts.failed)} failed` : ''}</p>`}</header>
    <${Await} answer=${answer} rows=${10}>${body}<//></div>`;
}
