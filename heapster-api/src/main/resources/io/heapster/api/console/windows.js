/**
 * Rows of a long table, held in windows of a page each. Only pages in sight are asked for, two at a time;
 * a page that is out of date stays in sight until its successor is there.
 */
import { ask, records } from './api.js';

const PAGE = 200;
const MOST_PAGES = 16;
const MOST_ASKED = 2;

export class Windows {
  /** @param {() => void} changed called when there is something new to draw */
  constructor(changed) {
    this.changed = changed;
    /** @type {Map<number, {key: string, version: string, rows: object[]}>} */
    this.pages = new Map();
    this.asked = new Map();
    this.wanted = [0];
    this.key = '';
    this.shownKey = '';
    this.version = '';
    this.params = {};
    this.matched = null;
    this.total = null;
    this.timestamp = undefined;
    this.error = null;
  }

  /** Another question, or the same at another time. */
  aim(params, version) {
    const key = JSON.stringify(params);
    if (key === this.key && version === this.version) return;
    if (key !== this.key) {
      this.stop();
      this.wanted = [0];
    }
    this.error = null;
    Object.assign(this, { key, version, params });
    this.pump();
  }

  /** Rows first to last are in sight. */
  see(first, last) {
    const from = Math.floor(first / PAGE);
    const to = Math.floor(Math.max(first, last) / PAGE);
    this.wanted = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    this.pump();
  }

  /** Whether what is shown answers another question than the one asked. */
  get stale() {
    return this.shownKey !== this.key;
  }

  row(index) {
    return this.pages.get(Math.floor(index / PAGE))?.rows[index % PAGE] ?? null;
  }

  stop() {
    for (const abort of this.asked.values()) abort.abort();
    this.asked.clear();
  }

  pump() {
    if (!this.key || this.error) return;
    for (const page of this.wanted) {
      if (this.asked.size >= MOST_ASKED) return;
      const held = this.pages.get(page);
      const beyond = page > 0 && !this.stale && this.matched !== null && page * PAGE >= this.matched;
      if (this.asked.has(page) || beyond || (held?.key === this.key && held.version === this.version)) continue;
      this.fetch(page);
    }
  }

  async fetch(page) {
    const { key, version, params } = this;
    const abort = new AbortController();
    this.asked.set(page, abort);
    try {
      const answer = await ask('query/table', { ...params, offset: page * PAGE, limit: PAGE }, abort.signal);
      if (abort.signal.aborted) return;
      this.take(page, key, version, answer);
    } catch (error) {
      if (abort.signal.aborted) return;
      this.error = error;
    }
    this.asked.delete(page);
    this.changed();
    this.pump();
  }

  take(page, key, version, answer) {
    if (this.shownKey !== key) this.pages.clear();
    this.shownKey = key;
    const rows = records(answer);
    for (const [metric, series] of Object.entries(answer.history?.series ?? {})) {
      rows.forEach((row, i) => { row['~' + metric] = series[i]; });
    }
    this.pages.delete(page);
    this.pages.set(page, { key, version, rows });
    this.matched = answer.matched;
    this.total = answer.total;
    this.timestamp = answer.timestamp;
    for (const old of this.pages.keys()) {
      if (this.pages.size <= MOST_PAGES) break;
      if (!this.wanted.includes(old)) this.pages.delete(old);
    }
  }
}
