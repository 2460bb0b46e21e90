// What fails most: a line a type, with its commonest message, leading to those executions.
import { el } from '../dom.js';
import { ago, count } from '../format.js';
import { to } from '../route.js';

/** What the server answers: a line a type and message, of the latest 1,000 failures of the span. */
export function failures({ items, capped }, { label }, name) {
  const types = byType(items);
  return [
    el('div.panel-head', {}, el('h2', {}, 'What fails most'),
      el('span.hint', {}, `last ${label.toLowerCase()}${capped ? ', of the latest 1,000' : ''}`)),
    types.length === 0
      ? el('p.empty', {}, `Nothing has failed in the last ${label.toLowerCase()}.`)
      : el('table', {},
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Type and commonest message'),
          el('th.tight.wide', { scope: 'col' }, 'Last'), el('th.number', { scope: 'col' }, 'Failed'))),
        el('tbody', {}, types.slice(0, 8).map((type) => row(type, name)))),
  ];
}

function row({ type, total, last, messages }, name) {
  const [[commonest]] = messages;
  const others = messages.length - 1;
  return el('tr', {},
    el('td', {},
      el('a', { href: to('executions', { status: 'failed', type, sort: 'finished', within: name }) }, type),
      el('span.error', {}, commonest.slice(0, 400)),
      others > 0 && el('span.hint', {}, `and ${count(others)} other message${others === 1 ? '' : 's'}`)),
    el('td.tight.wide', {}, ago(last)),
    el('td.number', {}, count(total)));
}

function byType(items) {
  const types = new Map();
  for (const { type, errorMessage, count: failed, lastAt } of items) {
    const known = types.get(type) ?? { type, total: 0, last: lastAt, messages: [] };
    known.total += failed;
    known.last = known.last > lastAt ? known.last : lastAt;
    known.messages.push([errorMessage, failed]);
    types.set(type, known);
  }
  return [...types.values()].sort((one, other) => other.total - one.total);
}
