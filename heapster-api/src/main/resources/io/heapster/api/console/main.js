/** The frame around the views: navigation, the daemon's state, theme, keys. */
import { html, render, useEffect, useErrorBoundary, useRef, useSignal, useState } from './dom.js';
import { themeChanges } from './chart.js';
import { EntityView } from './entity.js';
import { Insights } from './insights.js';
import { pollNow, startLive, status } from './live.js';
import { Overview } from './overview.js';
import { Age, Icon, State, Trouble } from './parts.js';
import { go, href, place } from './router.js';
import { SettingsView } from './settings.js';
import { TableView } from './tables.js';
import { Ticks } from './ticks.js';
import { duration, timeOfDay } from './units.js';

const VIEWS = { overview: Overview, nodes: TableView, namespaces: TableView, pods: TableView, containers: TableView, insights: Insights, ticks: Ticks, settings: SettingsView, entity: EntityView };
const NAV = [['overview', 'Overview', 'o'], ['nodes', 'Nodes', 'n'], ['namespaces', 'Namespaces', 's'], ['pods', 'Pods', 'p'], ['containers', 'Containers', 'c'], ['insights', 'Insights', 'i'], ['ticks', 'Ticks', 't'], ['settings', 'Settings', 'e']];
const LINKS = [['api', 'All of the API'], ['openapi.json', 'OpenAPI document'], ['metrics', 'The daemon’s own metrics'], ['api/v1/model/metrics', 'The model'], ['readyz?verbose', 'Readiness']];
const THEMES = { auto: ['auto', 'as the system'], light: ['sun', 'light'], dark: ['moon', 'dark'] };

/** Which entry of the navigation an entity belongs to. */
function sectionOf(at) {
  if (at.path[0] !== 'entity') return at.path[0] || 'overview';
  const key = at.path.slice(1).join('/');
  if (key === 'cluster') return 'overview';
  if (key.includes('/container:')) return 'containers';
  return key.includes('/pod:') ? 'pods' : key.startsWith('node:') ? 'nodes' : 'namespaces';
}

function useTheme() {
  const [theme, setTheme] = useState(document.documentElement.dataset.theme ?? 'auto');
  const next = Object.keys(THEMES)[(Object.keys(THEMES).indexOf(theme) + 1) % 3];
  const turn = () => {
    if (next === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    try {
      if (next === 'auto') localStorage.removeItem('heapster.theme');
      else localStorage.setItem('heapster.theme', next);
    } catch {
      // Storage is refused: the choice lasts as long as the page.
    }
    setTheme(next);
    themeChanges.set(themeChanges.get() + 1);
  };
  return [theme, turn];
}

function Pulse() {
  const { data, error } = useSignal(status);
  if (error) return html`<span class="pulse" data-test="pulse"><${State} tone="bad">${error.kind === 'unreachable' ? 'no answer' : 'refused'}<//></span>`;
  if (!data) return html`<span class="pulse" data-test="pulse"><${State} tone="none">connecting<//></span>`;
  if (!data.tick) return html`<span class="pulse" data-test="pulse"><${State} tone="none">waiting for the first tick<//></span>`;
  const lacking = data.tick.scraped < data.tick.nodes;
  return html`<a class="pulse" href=${href('ticks')} data-test="pulse" title=${`One tick each ${duration(data.resolutionSeconds)}`}><${State} tone=${lacking ? 'warn' : 'good'}><${Age} at=${data.tick.timestamp} /> ago<//></a>`;
}

function Banner() {
  const { error, goodAt, data } = useSignal(status);
  if (!error) return null;
  const since = goodAt ? `Values are those of ${timeOfDay(goodAt)}; ` : '';
  if (!data) return null;
  return html`<div class="banner" role="alert" data-test="banner"><${State} tone="bad"><b>${error.kind === 'unreachable' ? 'The daemon does not answer.' : error.kind === 'unauthorised' ? 'The daemon refuses: a client certificate is asked for.' : `The daemon answers ${error.status}.`}</b> ${since}it is asked again by itself.<//>
    <button type="button" onClick=${pollNow}>Try now</button></div>`;
}

function Help({ close }) {
  const dialog = useRef();
  useEffect(() => dialog.current.showModal(), []);
  const keys = [['?', 'this help'], ['/', 'to the filter'], ['Esc', 'out of the filter'], ...NAV.map(([, name, key]) => [`g ${key}`, name]), ['↑ ↓ PgUp PgDn Home End', 'in a table'], ['Enter', 'open the row']];
  return html`<dialog class="help-dialog" ref=${dialog} onClose=${close} onClick=${(event) => event.target === dialog.current && dialog.current.close()} aria-labelledby="help-title" data-test="help">
    <header><h2 id="help-title">Keys and links</h2><button type="button" class="icon-button" onClick=${() => dialog.current.close()} aria-label="Close"><${Icon} name="bad" /></button></header>
    <div class="help-body"><dl class="keys">${keys.map(([key, what]) => html`<div key=${key}><dt>${key.split(' ').map((each) => html`<kbd key=${each}>${each}</kbd>`)}</dt><dd>${what}</dd></div>`)}</dl>
    <ul class="links">${LINKS.map(([to, name]) => html`<li key=${to}><a href=${to}>${name}</a> <code>/${to}</code></li>`)}</ul></div></dialog>`;
}

/** `/` to the filter, `?` for help, `g` and a letter to a view. */
function useKeys(help) {
  useEffect(() => {
    let chord = 0;
    const onKey = (event) => {
      const typing = event.target.closest?.('input, textarea, select');
      if (event.key === 'Escape' && typing) return event.target.blur();
      if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return undefined;
      const to = Date.now() - chord < 1500 && NAV.find(([, , key]) => key === event.key);
      chord = event.key === 'g' ? Date.now() : 0;
      if (to) go(href(to[0]));
      else if (event.key === '?') help();
      else if (event.key === '/') {
        const filter = document.querySelector('[data-filter]');
        if (!filter) return undefined;
        event.preventDefault();
        filter.focus();
        filter.select();
      }
      return undefined;
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

function View({ at }) {
  const [problem] = useErrorBoundary((error) => console.error(error));
  const View = VIEWS[at.path[0] || 'overview'];
  if (problem) return html`<${Trouble} error=${{ kind: 'failed', message: `The page itself failed: ${problem.message}. Load it again.` }} />`;
  if (!View) return html`<div class="page"><h1>No such view</h1><p><a href=${href('overview')}>To the overview</a></p></div>`;
  return html`<${View} at=${at} />`;
}

/** The first answer decides whether there is anything to show at all. */
function Content({ at }) {
  const { data, error } = useSignal(status);
  return data === null && error ? html`<div class="page"><h1 class="sr">Heapster</h1><${Trouble} error=${error} /></div>` : html`<${View} at=${at} key=${at.path[0]} />`;
}

function App() {
  const at = useSignal(place);
  const { data, error } = useSignal(status);
  const [helping, help] = useState(false);
  const [theme, turn] = useTheme();
  const section = sectionOf(at);
  const main = useRef();
  const came = useRef(false);
  useKeys(() => help(true));
  useEffect(() => {
    const name = at.path[0] === 'entity' ? at.path.at(-1).replace(/^.*:/, '') : NAV.find(([id]) => id === section)?.[1];
    document.title = name ? `${name} – Heapster` : 'Heapster';
    main.current.scrollTo(0, 0);
    if (came.current) main.current.focus({ preventScroll: true });
    came.current = true;
    document.querySelector('.nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [at.path.join('/')]);
  return html`<a class="skip" href="#main" onClick=${(event) => { event.preventDefault(); main.current.focus(); }}>Skip to the content</a>
  <div class=${error && data ? 'frame lost' : 'frame'}>
    <header class="top"><a class="brand" href=${href('overview')}><svg viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" /><path d="M8.500 18v8M15.500 12v14M23.500 6v20" /></svg><b>Heapster</b></a>
      <nav class="nav" aria-label="Views">${NAV.map(([id, name, key]) => html`<a key=${id} href=${href(id)} aria-current=${id === section ? 'page' : undefined} title=${`${name} (g ${key})`}><${Icon} name=${id} /><span>${name}</span></a>`)}</nav>
      <div class="tools"><${Pulse} />
        <button type="button" class="icon-button" onClick=${turn} aria-label=${`Theme: ${THEMES[theme][1]}`} title=${`Theme: ${THEMES[theme][1]}`} data-test="theme"><${Icon} name=${THEMES[theme][0]} /></button>
        <button type="button" class="icon-button" onClick=${() => help(true)} aria-label="Keys and links" title="Keys and links (?)" data-test="help-open">?</button></div></header>
    <main id="main" ref=${main} tabindex="-1"><${Banner} /><${Content} at=${at} /></main>
    <footer class="foot"><nav aria-label="API">${LINKS.slice(0, 4).map(([to, name]) => html`<a key=${to} href=${to}>${name}</a>`)}</nav><span>${data ? `Heapster ${data.version}` : ''}</span></footer>
  </div>${helping && html`<${Help} close=${() => help(false)} />`}`;
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => themeChanges.set(themeChanges.get() + 1));
startLive();
render(html`<${App} />`, document.getElementById('app'));
