// What fails most, and why: a line a type with its commonest message, or of one type a line a message.
import { el } from '../dom.js';
import { ago, count } from '../format.js';
import { to } from '../route.js';

const MOST = 8;
const SEARCHED = 200;

/** What the server answers: a line a type and message, of the latest 1,000 failures of the span. */
export function failures({ items, capped }, { label }, span, type) {
  const within = `last ${label.toLowerCase()}`;
  const lines = type === '' ? byType(items) : byMessage(items.filter((item) => item.type === type));
  return [
    el('div.panel-head', {}, el('h2', {}, type === '' ? 'What fails most' : 'Why it fails'),
      el('span.hint', {}, `${within}${capped ? ', of the latest 1,000' : ''}`)),
    lines.length === 0 ? el('p.empty', {}, `Nothing has failed in the ${within}${capped && type !== '' ? ', of the latest 1,000' : ''}.`)
      : el('table', {},
        el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, type === '' ? 'Type and commonest message' : 'Message'),
          el('th.tight.wide', { scope: 'col' }, 'Last'), el('th.number', { scope: 'col' }, 'Failed'))),
        el('tbody', {}, lines.slice(0, MOST).map((line) => row(line, span, type)))),
    lines.length > MOST && el('p.hint', {}, `and ${count(lines.length - MOST)} more`),
  ];
}

function row({ type, total, last, messages }, span, only) {
  const found = { status: 'failed', type, sort: 'finished', within: span };
  const [message] = messages;
  const others = messages.length - 1;
  return el('tr', {},
    el('td', {}, only === '' ? [
      el('a.type', { href: to('executions', found) }, type),
      el('span.error', { title: message }, message.slice(0, 400)),
      others > 0 && el('a.hint', { href: to('', { span, type }) }, `and ${count(others)} other message${others === 1 ? '' : 's'}`),
    ] : el('a.error', { href: to('executions', { ...found, error: beginning(message) }), title: message }, message.slice(0, 400))),
    el('td.tight.wide', {}, ago(last)),
    el('td.number', {}, count(total)));
}

/** Cuts no character in two. */
const beginning = (message) => message.slice(0, SEARCHED).replace(/[\ud800-\udbff]$/, '');

const byMessage = (items) => items.map(({ type, errorMessage, count: total, lastAt }) => ({ type, total, last: lastAt, messages: [errorMessage] }));

function byType(items) {
  const types = new Map();
  for (const { type, errorMessage, count: failed, lastAt } of items) {
    const known = types.get(type) ?? { type, total: 0, last: lastAt, messages: [] };
    known.total += failed;
    known.last = known.last > lastAt ? known.last : lastAt;
    known.messages.push(errorMessage);
    types.set(type, known);
  }
  return [...types.values()].sort((one, other) => other.total - one.total);
}
