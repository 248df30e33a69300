/** The few names of Preact that the modules use, and small hooks made of them. */
import { html, render, useCallback, useEffect, useErrorBoundary, useLayoutEffect, useMemo, useRef, useState } from './vendor/preact.js';

export { html, render, useCallback, useEffect, useErrorBoundary, useLayoutEffect, useMemo, useRef, useState };

/** Joins the class names that hold. */
export const cls = (...names) => names.filter(Boolean).join(' ');

/** A value that many components watch. */
export function signal(value) {
  const watchers = new Set();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const watcher of [...watchers]) watcher(next);
    },
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

/** Renders again when the signal changes. */
export function useSignal(source) {
  const [, again] = useState(0);
  useLayoutEffect(() => source.watch(() => again((n) => n + 1)), [source]);
  return source.get();
}

/** The size of an element in CSS pixels, kept up to date. */
export function useSize(ref) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const measure = () => {
      const width = ref.current.clientWidth;
      const height = ref.current.clientHeight;
      setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return size;
}

/** Pixels of one rem: the page's unit, which grows with the screen. */
export const rem = () => parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/** Calls the latest function once the calls have paused. */
export function useDebounced(action, millis) {
  const latest = useRef(action);
  latest.current = action;
  const timer = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  return useCallback((...args) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => latest.current(...args), millis);
  }, [millis]);
}
