// The schedules, by name: when each comes next, how it went last, what is wrong.
import { get, query } from '../api.js';
import { el, fill, newId, refill } from '../dom.js';
import { ago, count } from '../format.js';
import { watch } from '../live.js';
import { status as badge } from '../part/status.js';
import { trouble } from '../part/trouble.js';
import { state, when } from '../part/when.js';
import { go, to } from '../route.js';
import { may } from '../session.js';

export const title = () => 'Schedules';

export function show(page, route, signal) {
  const list = el('div.scroll');
  const paging = el('nav.acts.paging', { 'aria-label': 'Pages' });
  const find = search();
  const cursor = route.query.get('cursor') ?? '';
  fill(page,
    el('div.head', {}, el('h1', {}, 'Schedules'), find, may('admin')
      && el('div.acts', {}, el('a.button.primary', { href: to('new-schedule') }, 'New schedule'))),
    el('section.panel', {}, list, paging));
  watch((ended) => get(`schedules${query({ cursor })}`, { signal: ended }), (answer) => {
    find.hidden = cursor === '' && !answer.nextCursor;
    refill(list, answer.items.length > 0 ? table(answer.items) : nothing());
    refill(paging, cursor && el('a.button.small', { href: to('schedules') }, 'First page'),
      answer.nextCursor && el('a.button.small', { href: to('schedules', { cursor: answer.nextCursor }) }, 'Next page'));
  }, { signal, refused: (problem) => fill(list, trouble(problem)) });
}

/** Where there are many, who knows its name goes there at once. */
function search() {
  const name = el('input', {
    id: newId('name'), type: 'search', 'aria-label': 'Name of a schedule', placeholder: 'Name', autocomplete: 'off',
    autocapitalize: 'none', spellcheck: 'false',
  });
  return el('form.find', {
    role: 'search', hidden: true,
    onsubmit: (event) => {
      event.preventDefault();
      if (name.value.trim() !== '') {
        go(`schedules/${encodeURIComponent(name.value.trim())}`);
      }
    },
  }, name);
}

const nothing = () => el('div.empty', {},
  el('p', {}, 'There is no schedule yet. A schedule creates executions again and again, each of its times once in the whole cluster.'),
  may('admin') ? el('p', {}, el('a', { href: to('new-schedule') }, 'Make the first one'), '.')
    : el('p', {}, 'Administrators make them.'));

function table(items) {
  const heads = [['Schedule', ''], ['State', 'tight'], ['When', 'wide'], ['Next', 'tight'], ['Last', 'tight'], ['Skipped', 'number wide'], ['Missed', 'number wide']];
  return el('table', {}, el('caption.only-read', {}, 'Schedules'),
    el('thead', {}, el('tr', {}, heads.map(([label, kind]) => el('th', { scope: 'col', class: kind || undefined }, label)))),
    el('tbody', {}, items.map(row)));
}

function row(schedule) {
  const { name, source, create, description, nextRunAt, waiting, lastExecution: last, skipped, missed, lastError } = schedule;
  return el('tr', {},
    el('td.what', {}, el('a', { href: to(`schedules/${name}`) }, name), ' ', el('span.hint', {}, create.type),
      description && el('div.hint', {}, description),
      el('div.hint.narrow', {}, when(schedule)), el('div.hint.narrow', {}, lost(skipped, missed)),
      lastError && el('span.error', { title: lastError }, lastError)),
    el('td.tight', {}, state(schedule), source === 'code' && el('div.hint', {}, 'from code')),
    el('td.wide', {}, when(schedule)),
    el('td.tight', {}, ago(nextRunAt), waiting && el('div.hint', {}, 'one waits')),
    el('td.tight', {}, last ? [el('a.plain', { href: to(`executions/${last.id}`), 'aria-label': `${last.status}: its last execution, ${last.id}` },
      badge(last.status)), el('div.hint', {}, ago(last.scheduledFor))] : '–'),
    el('td.number.wide', {}, count(skipped)),
    el('td.number.wide', {}, count(missed)));
}

const lost = (skipped, missed) => [[skipped, 'skipped'], [missed, 'missed']]
  .filter(([many]) => many > 0).map(([many, how]) => `${count(many)} ${how}`).join(', ');
