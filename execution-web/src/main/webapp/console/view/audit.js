// Who did what: every change that a person has made, newest first.
import { get, query } from '../api.js';
import { el, fill, newId, refill } from '../dom.js';
import { ago, count } from '../format.js';
import { watch } from '../live.js';
import { fieldUtc, local } from '../moment.js';
import { jsonView } from '../part/json-view.js';
import { trouble } from '../part/trouble.js';
import { amend, to } from '../route.js';

const ASKED = ['who', 'action', 'target', 'after', 'before'];
const FEW = 4;
const TIMES = ['after', 'before'];

export const title = () => 'Audit';

export function show(page, route, signal) {
  const inputs = {
    who: text('Who'), action: text('Action'), target: text('Target'),
    after: time('From'), before: time('Until'),
  };
  const list = el('div.scroll');
  const paging = el('nav.acts.paging', { 'aria-label': 'Pages' });
  let ending;
  let put = {};
  const read = () => Object.fromEntries(ASKED.map((name) => {
    const value = inputs[name].control.value.trim();
    return [name, TIMES.includes(name) ? fieldUtc(value, put[name]) : value];
  }));
  const form = el('form.filters.panel', {
    onsubmit: (event) => event.preventDefault(),
    onchange: () => amend('audit', read()),
  }, el('div.row', {}, Object.values(inputs)));
  fill(page, el('div.head', {}, el('h1', {}, 'Audit'), el('span.hint', {}, 'What people have changed, newest first.')),
    form, el('section.panel', {}, list, paging));
  const update = ({ query: said }) => {
    put = Object.fromEntries(said);
    ASKED.forEach((name) => {
      const value = said.get(name) ?? '';
      inputs[name].control.value = TIMES.includes(name) ? local(value) : value;
    });
    // What is half typed then is asked for once it is typed.
    const given = read();
    ending?.abort();
    ending = new AbortController();
    signal.addEventListener('abort', () => ending.abort(), { once: true });
    const cursor = said.get('cursor') ?? '';
    watch((ended) => get(`audit${query({ ...given, cursor })}`, { signal: ended }), (answer) => {
      refill(list, answer.items.length > 0 ? table(answer.items) : nothing(Object.values(given).some(Boolean)));
      refill(paging, cursor && el('a.button.small', { href: to('audit', given) }, 'First page'),
        answer.nextCursor && el('a.button.small', { href: to('audit', { ...given, cursor: answer.nextCursor }) }, 'Next page'));
    }, { signal: ending.signal, every: 5000, refused: (problem) => fill(list, trouble(problem)) });
  };
  update(route);
  return update;
}

const nothing = (isNarrowed) => el('div.empty', {}, isNarrowed
  ? [el('p', {}, 'Nothing is found.'), el('p', {}, el('a', { href: to('audit') }, 'Show all'))]
  : el('p', {}, 'Nobody has changed anything yet. Each cancel, retry, change, bulk run, setting and token leaves a line here.'));

function labelled(label, control) {
  return Object.assign(el('div.field', {}, el('label', { for: control.id }, label), control), { control });
}

const text = (label) => labelled(label, el('input', { id: newId('text'), type: 'text', autocomplete: 'off', spellcheck: 'false' }));

const time = (label) => labelled(label, el('input', { id: newId('time'), type: 'datetime-local' }));

function table(items) {
  return el('table', {}, el('caption.only-read', {}, 'Changes'),
    el('thead', {}, el('tr', {}, [['When', 'tight'], ['Who', 'tight'], ['What', ''], ['From where', 'wide']]
      .map(([label, kind]) => el('th', { scope: 'col', class: kind || undefined }, label)))),
    el('tbody', {}, items.map(row)));
}

function row({ at, who, role, address, node, action, target, before, after, count: times }) {
  return el('tr', {},
    el('td.tight', {}, ago(at)),
    el('td.tight', {}, who, role !== who && role !== 'none' && el('div.hint', {}, role)),
    el('td.what', {}, el('code', {}, action), ' ', aim(target), times > 1 && `, ${count(times)} times`,
      (before || after) && difference(before, after)),
    el('td.wide', {}, address, address && node && ' at ', node && `node ${node}`));
}

function aim({ kind, id }) {
  const place = { execution: 'executions', bulk: 'bulk', schedule: 'schedules' }[kind];
  const name = kind === id ? kind : `${kind} ${id}`;
  return place ? el('a', { href: to(`${place}/${id}`) }, name) : name;
}

/** What has changed, field by field; where that is much, it is folded. */
function difference(before = {}, after = {}) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const lines = names.map((name) => el('div.faint', {}, `${name}: `,
    name in before && [plain(before[name]), ' → '], name in after ? plain(after[name]) : name in before && 'nothing'));
  return names.length <= FEW ? lines : el('details', {}, el('summary', {}, `${names.length} fields`), lines);
}

const plain = (value) => (typeof value === 'object' && value !== null ? jsonView(value) : String(value));
