// The list of executions: filtered, in one order, a page at a time, alive.
import { get, query } from '../api.js';
import { el, fill, say } from '../dom.js';
import { asParameters, readFilter } from '../filter.js';
import { watch } from '../live.js';
import { exports_ } from '../part/export.js';
import { filters } from '../part/filters.js';
import { rows } from '../part/rows.js';
import { selection } from '../part/selection.js';
import { trouble } from '../part/trouble.js';
import { amend, to } from '../route.js';
import { may } from '../session.js';

const PAGE = 50;

export const title = () => 'Executions';

export function show(page, route, signal) {
  const chosen = may('operator') ? selection() : null;
  const form = filters((filter) => amend('executions', asParameters(filter)));
  const table = rows(chosen);
  const news = el('button.small', { hidden: true, onclick: () => take(true) });
  const faults = el('div');
  const list = el('div.scroll');
  const paging = el('nav.acts.paging', { 'aria-label': 'Pages' });
  let filter;
  let cursor;
  let last;
  let fresh = true;
  let ending;

  const take = (all) => {
    const missing = fresh || all ? 0 : table.amend(last.items);
    if (fresh || all || (missing > 0 && !isRead(list, chosen)) || table.ids().length === 0) {
      table.put(last.items, 'newest');
      fresh = false;
      fill(list, last.items.length > 0 ? table : nothing(filter, last, cursor));
      news.hidden = true;
    } else {
      news.hidden = missing === 0;
      say(news, `${missing} not shown yet: show`);
    }
    fill(paging, pages(filter, last, cursor));
  };
  const ask = () => {
    ending?.abort();
    ending = new AbortController();
    signal.addEventListener('abort', () => ending.abort(), { once: true });
    fresh = true;
    fill(faults);
    watch((ended) => get(`executions${query({ ...asParameters(filter), limit: PAGE, cursor })}`,
      { signal: ended }), (answer) => {
      last = answer;
      take(false);
    }, { signal: ending.signal, refused: (problem) => fill(faults, trouble(problem)) });
  };
  const update = ({ query: said }) => {
    filter = readFilter(said);
    cursor = said.get('cursor') ?? undefined;
    form.put(filter);
    chosen?.offer(filter);
    ask();
  };

  fill(page,
    el('div.head', {}, el('h1', {}, 'Executions'), news, exports_(() => filter, signal)),
    form, faults,
    el('div.panel.list', {}, chosen, list, paging));
  knowNames(form, signal);
  update(route);
  return update;
}

/** Somebody who points at a row, has one focused or selected, or has scrolled, does not want rows to move. */
const isRead = (list, chosen) => list.matches(':hover') || list.contains(document.activeElement)
  || window.scrollY > 150 || (chosen !== null && !chosen.isEmpty());

function nothing({ status, type }, last, cursor) {
  const isNarrowed = status.length > 0 || type !== '' || cursor !== undefined;
  return el('div.empty', {},
    el('p', {}, isNarrowed ? 'Nothing is found.' : 'Nothing has been created yet.'),
    el('p', {}, isNarrowed ? el('a', { href: to('executions') }, 'Show all')
      : may('operator') && el('a', { href: to('create') }, 'Create an execution')));
}

function pages(filter, { nextCursor }, cursor) {
  const step = (label, next) => el('a.button.small', { href: to('executions', { ...asParameters(filter), cursor: next }) }, label);
  return [cursor && step('First page', ''), nextCursor && step('Next page', nextCursor)];
}

async function knowNames(form, signal) {
  const { items } = await get('types', { signal }).catch(() => ({ items: [] }));
  form.know(items.map(({ type }) => type));
}
