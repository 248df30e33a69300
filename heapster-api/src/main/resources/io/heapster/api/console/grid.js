/** A table of any length: rows of one height, of which only those in sight exist. */
import { cls, html, rem, useEffect, useLayoutEffect, useMemo, useRef, useSignal, useSize, useState } from './dom.js';
import { version } from './live.js';
import { go } from './router.js';
import { Bones, Empty, Trouble } from './parts.js';
import { useKeptScroll } from './scroll.js';
import { Windows } from './windows.js';

const OVERSCAN = 6;
/** Grids made so far: several may stand on a page, and ids are unique. */
let grids = 0;

/** Columns that fit, the most important ones first, in the order of the table. */
function fitting(columns, width, unit) {
  const compact = width < 38 * unit;
  let left = width / unit - 2;
  const chosen = new Set();
  for (const column of [...columns].sort((a, b) => a.rank - b.rank)) {
    const need = compact ? (column.slim ?? Infinity) : column.rem;
    if (column.rank > 1 && need > left) continue;
    if (compact && column.rank > 1 && !column.slim) continue;
    left -= need;
    chosen.add(column);
  }
  return { compact, columns: columns.filter((column) => chosen.has(column)) };
}

/** What the columns need from the daemon. */
function question(columns, params, compact) {
  const metrics = new Set(columns.flatMap((column) => column.metrics ?? []));
  const history = compact ? [] : columns.flatMap((column) => column.history ?? []);
  return { ...params, metrics: [...metrics].join(','), history: [...new Set(history)].join(',') };
}

function Row({ id, index, row, active, columns, compact }) {
  return useMemo(() => html`<div role="row" id=${`${id}-${index}`} aria-rowindex=${index + 2} aria-selected=${active}
    class=${cls('row', active && 'active', !row && 'pending')} data-index=${index} data-test="row">
    ${columns.map((column) => html`<div role="gridcell" key=${column.id} class=${cls('cell', column.end && 'end', column.id)}>
      ${row ? column.cell(row, compact) : html`<i class="bone"></i>`}</div>`)}
  </div>`, [index, row, active, columns, compact]);
}

function Heads({ columns, sort, onSort }) {
  return html`<div role="row" class="row head" aria-rowindex="1">${columns.map((column) => {
    const mine = sort.replace(/^-/, '') === column.id;
    const down = sort.startsWith('-');
    return html`<div role="columnheader" key=${column.id} class=${cls('cell', column.end && 'end', column.id)} aria-sort=${mine ? (down ? 'descending' : 'ascending') : column.sort ? 'none' : undefined}>
      ${column.sort ? html`<button type="button" title=${column.help ?? `Sort by ${column.name}`} data-test=${`sort-${column.id}`}
        onClick=${() => onSort(mine === down && mine ? column.id : column.text && !mine ? column.id : mine ? '-' + column.id : '-' + column.id)}>
        ${column.name}<span class="arrow" aria-hidden="true">${mine ? (down ? '↓' : '↑') : ''}</span></button>` : html`<span>${column.name}</span>`}
    </div>`;
  })}</div>`;
}

/** Moves by keys; tells where to, or null when the key is none of ours. */
function moved(key, active, count, visible) {
  switch (key) {
    case 'ArrowDown': return Math.min(count - 1, active + 1);
    case 'ArrowUp': return Math.max(0, active - 1);
    case 'PageDown': return Math.min(count - 1, active + visible);
    case 'PageUp': return Math.max(0, active - visible);
    case 'Home': return 0;
    case 'End': return count - 1;
    default: return null;
  }
}

/**
 * @param {{label: string, params: object, columns: object[], sort: string, onSort: (sort: string) => void,
 *   hrefOf: (row: object) => string, empty: string, onCount?: (windows: Windows) => void}} props
 */
export function Grid({ label, params, columns: all, sort, onSort, hrefOf, empty, onCount, short }) {
  const box = useRef();
  const id = useMemo(() => `grid${++grids}`, []);
  const [, draw] = useState(0);
  const [first, setFirst] = useState(0);
  const [active, setActive] = useState(-1);
  const at = useSignal(version);
  const { width, height } = useSize(box);
  const unit = rem();
  const { compact, columns } = useMemo(() => fitting(all, width || 1200, unit), [all, width, unit]);
  const rowHeight = Math.round(unit * (compact ? 4 : 2.6));
  const headHeight = Math.round(unit * 2.4);
  const visible = Math.max(1, Math.floor((height - headHeight) / rowHeight));
  const windows = useMemo(() => new Windows(() => draw((n) => n + 1)), []);
  const asked = question(columns, params, compact);
  const key = JSON.stringify(asked);
  useEffect(() => () => windows.stop(), []);
  const known = windows.matched !== null;
  const listed = JSON.stringify(params);
  const keepPlace = useKeptScroll(box, label, listed, known && windows.shownKey === key);
  useLayoutEffect(() => {
    setFirst(0);
    setActive(-1);
  }, [listed]);
  useEffect(() => { if (width) windows.aim(asked, at); }, [key, at, width > 0]);
  const rows = windows.matched ?? 0;
  const from = Math.max(0, Math.min(first, rows - 1) - OVERSCAN);
  const to = Math.min(rows, first + visible + OVERSCAN + 1);
  useEffect(() => windows.see(from, Math.max(from, to - 1)), [from, to]);
  useEffect(() => onCount?.(windows), [windows.matched, windows.total, windows.stale]);
  const onScroll = () => setFirst(Math.floor(box.current.scrollTop / rowHeight));
  const onKeyDown = (event) => {
    if (event.target !== box.current) return undefined;
    if (event.key === 'Enter' && active >= 0 && windows.row(active)) {
      keepPlace();
      return go(hrefOf(windows.row(active)));
    }
    const next = event.ctrlKey || event.metaKey || event.altKey ? null : moved(event.key, active, rows, visible);
    if (next === null || rows === 0) return undefined;
    event.preventDefault();
    setActive(next);
    const top = next * rowHeight;
    const view = box.current;
    if (top < view.scrollTop) view.scrollTop = top;
    else if (top + rowHeight > view.scrollTop + height - headHeight) view.scrollTop = top + rowHeight - height + headHeight;
    return undefined;
  };
  const onClick = (event) => {
    const index = Number(event.target.closest('[data-index]')?.dataset.index ?? -1);
    if (index < 0 || event.target.closest('a') || event.ctrlKey || event.metaKey || !getSelection().isCollapsed) return;
    if (windows.row(index)) go(hrefOf(windows.row(index)));
  };
  const shown = [];
  for (let i = from; i < to; i++) {
    shown.push(html`<${Row} key=${i} id=${id} index=${i} row=${windows.row(i)} active=${i === active} columns=${columns} compact=${compact} />`);
  }
  const template = columns.map((c) => `minmax(0, ${compact ? c.slim ?? 8 : c.rem}fr)`).join(' ');
  return html`<div class=${cls('grid', compact && 'compact', windows.stale && known && 'stale', short && 'short')} role="grid" aria-label=${label} aria-rowcount=${known ? rows + 1 : -1}
    aria-colcount=${columns.length} aria-busy=${windows.stale} aria-activedescendant=${active >= 0 ? `${id}-${active}` : undefined} tabindex="0" data-test="grid" ref=${box}
    style=${{ '--cols': template, '--row': `${rowHeight}px`, '--rows': rows }} onScroll=${onScroll} onKeyDown=${onKeyDown} onClick=${onClick} onClickCapture=${keepPlace}
    onFocus=${() => active < 0 && rows > 0 && setActive(first)}>
    <${Heads} columns=${columns} sort=${sort} onSort=${onSort} />
    ${windows.error && (!known || windows.stale) ? html`<${Trouble} error=${windows.error} />` : !known ? html`<${Bones} rows=${12} />`
      : rows === 0 ? html`<${Empty} title=${windows.timestamp === null ? 'Waiting for the first tick' : empty} />`
      : html`<div class="runway" role="presentation" style=${{ height: `${rows * rowHeight}px` }}>
        <div role="rowgroup" style=${{ transform: `translateY(${from * rowHeight}px)` }}>${shown}</div></div>`}
  </div>`;
}
