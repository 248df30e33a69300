/** Where a box stands, kept with the entry of the browser's history: who comes back finds it there. */
import { useDebounced, useEffect, useLayoutEffect, useRef } from './dom.js';

const PAUSE = 150;

/**
 * @param {{current: HTMLElement}} box
 * @param {string} name of the box on its page
 * @param {string} question another one begins at the top, or where its entry was left
 * @param {boolean} answered whether the box is as long as the answer makes it
 * @returns {() => void} keeps the place at once, for who is about to leave
 */
export function useKeptScroll(box, name, question, answered) {
  const due = useRef(0);
  useLayoutEffect(() => {
    box.current.scrollTop = 0;
    due.current = history.state?.[name] ?? 0;
  }, [question]);
  useLayoutEffect(() => {
    if (!answered || due.current === 0) return;
    box.current.scrollTop = due.current;
    due.current = 0;
  }, [question, answered]);
  const keep = () => {
    if (due.current === 0) history.replaceState({ ...history.state, [name]: box.current.scrollTop }, '');
  };
  // Not onto the entry of a place that was gone to meanwhile.
  const keepSoon = useDebounced((hash) => hash === location.hash && keep(), PAUSE);
  useEffect(() => {
    const element = box.current;
    const scrolled = () => keepSoon(location.hash);
    element.addEventListener('scroll', scrolled, { passive: true });
    return () => element.removeEventListener('scroll', scrolled);
  }, []);
  return keep;
}
