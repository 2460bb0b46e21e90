// What a schedule has created of late: for which times, how it went.
import { el } from '../dom.js';
import { atBrief, span } from '../format.js';
import { to } from '../route.js';
import { ran } from './rows.js';
import { status as badge } from './status.js';
import { strip } from './strip.js';

const SHOWN = 12;

/** How many of the latest the strip and the table are made of. */
export const LATEST = 60;

/** page: the latest executions of that schedule, newest first. */
export function createdBy(name, { items, nextCursor }) {
  const ended = items.filter(({ finishedAt }) => finishedAt);
  return [
    el('div.panel-head', {}, el('h2', {}, 'What it has created'), el('span', {},
      el('a', { href: to('executions', { schedule: name, status: 'failed' }) }, 'What failed'), ' · ',
      el('a', { href: to('executions', { schedule: name }) }, 'All of it'))),
    ended.length > 0 && strip(ended),
    items.length > 0 ? el('div.scroll', {}, table(items.slice(0, SHOWN)))
      : el('p.empty', {}, nextCursor ? 'Nothing of the latest is kept any more.' : 'Nothing yet.'),
  ];
}

function table(items) {
  const heads = [['Status', 'tight'], ['Execution', ''], ['For', 'tight wide'], ['Began after', 'number widest'], ['Ran', 'number']];
  return el('table', {}, el('caption.only-read', {}, 'Executions of this schedule'),
    el('thead', {}, el('tr', {}, heads.map(([label, kind]) => el('th', { scope: 'col', class: kind || undefined }, label)))),
    el('tbody', {}, items.map(row)));
}

const row = (one) => el('tr', {},
  el('td.tight', {}, badge(one.status)),
  el('td', {}, el('a', { href: to(`executions/${one.id}`) }, String(one.id)), el('div.hint.narrow', {}, 'for ', atBrief(one.scheduledFor)),
    one.errorMessage && el('span.error', { title: one.errorMessage.slice(0, 2000) }, one.errorMessage.slice(0, 400))),
  el('td.tight.wide', {}, atBrief(one.scheduledFor)),
  el('td.number.widest', {}, one.startedAt ? span(new Date(one.startedAt) - new Date(one.scheduledFor)) : '–'),
  el('td.number', {}, ran(one)));
