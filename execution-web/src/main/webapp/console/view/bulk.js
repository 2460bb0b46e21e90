// What was done to many executions at once, and what is being done now.
import { get, query } from '../api.js';
import { el, fill, refill } from '../dom.js';
import { ago, count } from '../format.js';
import { watch } from '../live.js';
import { status as badge } from '../part/status.js';
import { trouble } from '../part/trouble.js';
import { to } from '../route.js';

export const title = () => 'Bulk';

export function show(page, route, signal) {
  const list = el('div.scroll');
  const paging = el('nav.acts.paging', { 'aria-label': 'Pages' });
  const cursor = route.query.get('cursor') ?? '';
  fill(page, el('div.head', {}, el('h1', {}, 'Many at once'), el('span.hint', {}, 'Kept for 30 days.')),
    el('section.panel', {}, list, paging));
  watch((ended) => get(`bulk${query({ cursor })}`, { signal: ended }), (answer) => {
    refill(list, answer.items.length > 0 ? table(answer.items) : nothing());
    refill(paging, cursor && el('a.button.small', { href: to('bulk') }, 'First page'),
      answer.nextCursor && el('a.button.small', { href: to('bulk', { cursor: answer.nextCursor }) }, 'Next page'));
  }, { signal, refused: (problem) => fill(list, trouble(problem)) });
}

function nothing() {
  return el('div.empty', {}, el('p', {}, 'Nobody has cancelled, retried or deleted many at once.'),
    el('p', {}, el('a', { href: to('executions') }, 'Filter the executions'), ', and do it to all that are found.'));
}

function table(items) {
  const heads = [['Run', 'tight'], ['State', 'tight'], ['Begun', 'tight'], ['By', ''], ['Done', 'number'], ['Skipped', 'number'], ['Failed', 'number']];
  return el('table', {}, el('caption.only-read', {}, 'Bulk runs'),
    el('thead', {}, el('tr', {}, heads.map(([label, kind]) => el('th', { scope: 'col', class: kind || undefined }, label)))),
    el('tbody', {}, items.map(({ id, verb, state, by, createdAt, done, skipped, failed }) => el('tr', {},
      el('td.tight', {}, el('a', { href: to(`bulk/${id}`) }, `${verb} ${id}`)),
      el('td.tight', {}, badge(state)), el('td.tight', {}, ago(createdAt)), el('td', {}, by),
      el('td.number', {}, count(done)), el('td.number', {}, count(skipped)), el('td.number', {}, count(failed))))));
}
