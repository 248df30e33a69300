/** The configuration in effect: what differs from the defaults first. */
import { html, useDebounced, useEffect, useMemo, useState } from './dom.js';
import { useData } from './live.js';
import { Await, Card, Empty, Icon, State } from './parts.js';
import { change } from './router.js';
import { count, plural } from './units.js';

const isChanged = (setting) => setting.origin !== 'default';

const valueOf = (setting) => (setting.values?.length ? html`<ul class="list">${setting.values.map((each, i) => html`<li key=${i}><code>${String(each)}</code></li>`)}</ul>`
  : setting.value === null || setting.value === undefined || setting.value === '' ? html`<span class="faint">not set</span>` : html`<code>${String(setting.value)}</code>`);

const Setting = ({ setting }) => html`<li class=${isChanged(setting) ? 'setting changed' : 'setting'} data-test="setting">
  <div class="key"><code>${setting.key}</code>${setting.flag && html`<small>--${setting.flag.replace(/^--/, '')}</small>`}</div>
  <div class="value">${valueOf(setting)}${isChanged(setting) && html`<small>${setting.default === null || setting.default === '' || setting.default === undefined ? 'not set by default' : html`default <code>${String(setting.default)}</code>`}</small>`}</div>
  <div class="origin">${isChanged(setting) ? html`<${State} tone="none">${setting.origin}<//>` : html`<span class="faint">default</span>`}</div>
  <p class="help">${setting.help}</p></li>`;

function groupsOf(settings) {
  const groups = new Map();
  const changed = settings.filter(isChanged);
  if (changed.length) groups.set('Changed', changed);
  for (const setting of settings) {
    if (isChanged(setting)) continue;
    const name = setting.group || 'Other';
    groups.set(name, [...(groups.get(name) ?? []), setting]);
  }
  return [...groups];
}

function matching(settings, text, only) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return settings.filter((setting) => {
    if (only && !isChanged(setting)) return false;
    const said = [setting.key, setting.flag, setting.value, setting.help, setting.group, setting.origin].join(' ').toLowerCase();
    return words.every((word) => said.includes(word));
  });
}

function List({ settings, text, only }) {
  const groups = useMemo(() => groupsOf(matching(settings, text, only)), [settings, text, only]);
  if (groups.length === 0) return html`<div class="card"><${Empty} title="No settings match" /></div>`;
  return groups.map(([name, members]) => html`<${Card} key=${name} title=${name} more=${html`<span class="count">${count(members.length)}</span>`}>
    <ul class="settings-list">${members.map((setting) => html`<${Setting} key=${setting.key} setting=${setting} />`)}</ul><//>`);
}

export function SettingsView({ at }) {
  const answer = useData('config');
  const text = at.params.get('q') ?? '';
  const only = at.params.get('changed') === '1';
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  const apply = useDebounced((value) => change({ q: value.trim() }, { replace: true }), 150);
  const changed = answer.data?.settings.filter(isChanged).length ?? 0;
  return html`<div class="page settings"><header class="page-head"><h1>Settings</h1><p class="count">${answer.data && `${plural(answer.data.settings.length, 'setting')}, ${count(changed)} changed`}</p></header>
    <div class="filters"><label class="field main"><span class="sr">Filter settings</span><${Icon} name="find" /><input type="search" value=${typed} placeholder="Filter settings" spellcheck=${false} data-filter data-test="filter-q"
      onInput=${(event) => { setTyped(event.target.value); apply(event.target.value); }} /></label>
      <button type="button" class="toggle" aria-pressed=${only} onClick=${() => change({ changed: only ? '' : '1' })}>changed only</button></div>
    <${Await} answer=${answer} rows=${12}>${(data) => html`<${List} settings=${data.settings} text=${text} only=${only} />`}<//></div>`;
}
