/**
 * The page's heartbeat. One cheap question a tick tells whether there is anything new; only then the views
 * ask again. A hidden page sleeps; an unreachable daemon is asked ever less often.
 */
import { signal, useEffect, useSignal, useState } from './dom.js';
import { ask } from './api.js';

/** @type {{data: any, error: any, goodAt: number, skew: number}} */
const START = { data: null, error: null, goodAt: 0, skew: 0 };

/** The daemon's newest status, and whether it still answers. */
export const status = signal(START);
/** Changes when there is something new to show: a batch, or the daemon's return. */
export const version = signal('');
/** Wall clock, once a second. */
export const now = signal(Date.now());

const SLOWEST_POLL = 15_000;
const SLOWEST_RETRY = 30_000;
let failures = 0;
let returns = 0;
let timer = 0;
let asking = null;

/** The daemon's clock, in ms; ages are told by it, whatever the browser's clock says. */
export const daemonNow = () => Date.now() + status.get().skew;

/** Whether the daemon is up but has not finished a tick yet. */
export const waitingForTick = () => {
  const { data } = status.get();
  return data !== null && !data.tick;
};

/** Milliseconds until the tick after the newest should be over, and then a little. */
function untilNext({ tick, resolutionSeconds }) {
  if (!tick) return 1500;
  const took = tick.seconds?.all ?? 0;
  const due = Date.parse(tick.begun) + (resolutionSeconds + took * 1.1) * 1000 + 350;
  const wait = due - daemonNow();
  return wait > 0 ? Math.min(wait, SLOWEST_POLL) : Math.min(4000, Math.max(1000, resolutionSeconds * 50));
}

async function poll() {
  clearTimeout(timer);
  if (document.hidden || asking) return;
  asking = new AbortController();
  let wait;
  try {
    const begun = Date.now();
    const data = await ask('status', {}, asking.signal);
    if (failures > 0) returns++;
    failures = 0;
    const goodAt = Date.now();
    status.set({ data, error: null, goodAt, skew: Date.parse(data.now) - (begun + goodAt) / 2 });
    version.set(`${data.tick?.timestamp ?? ''}#${returns}`);
    wait = untilNext(data);
  } catch (error) {
    failures++;
    status.set({ ...status.get(), error });
    wait = Math.min(SLOWEST_RETRY, 1000 * 2 ** (failures - 1));
  } finally {
    asking = null;
  }
  timer = setTimeout(poll, wait);
}

/** Asks at once instead of at the next date. */
export function pollNow() {
  failures = Math.min(failures, 1);
  poll();
}

export function startLive() {
  addEventListener('visibilitychange', () => (document.hidden ? clearTimeout(timer) : poll()));
  addEventListener('online', pollNow);
  setInterval(() => document.hidden || now.set(Date.now()), 1000);
  poll();
}

/**
 * The answer to a question, asked again at each new batch. While a newer answer is under way, and when it
 * fails, the last one stays.
 *
 * @param {string|null} path null asks nothing
 * @param {(path: string, params: object, abort: AbortSignal) => Promise<any>} [how]
 * @returns {{data: any, error: any, loading: boolean}}
 */
export function useData(path, params = {}, how = ask) {
  const key = path === null ? '' : path + JSON.stringify(params);
  const at = useSignal(version);
  const [held, hold] = useState({ key: '', data: null, error: null });
  useEffect(() => {
    if (!key) return undefined;
    const abort = new AbortController();
    how(path, params, abort.signal).then(
      (data) => abort.signal.aborted || hold({ key, data, error: null }),
      (error) => abort.signal.aborted || hold((old) => ({ key, data: old.key === key ? old.data : null, error })),
    );
    return () => abort.abort();
  }, [key, at]);
  const mine = held.key === key;
  return { data: mine ? held.data : null, error: mine ? held.error : null, loading: !mine };
}
