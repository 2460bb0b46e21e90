// The list of executions: filtered, in one order, a page at a time, alive.
import { get, query } from '../api.js';
import { el, fill, refill, say } from '../dom.js';
import { asAddress, asRequest, readFilter } from '../filter.js';
import { exact } from '../format.js';
import { nudge, watch } from '../live.js';
import { exports_ } from '../part/export.js';
import { filters } from '../part/filters.js';
import { presets } from '../part/presets.js';
import { rows } from '../part/rows.js';
import { selection } from '../part/selection.js';
import { trouble } from '../part/trouble.js';
import { amend, keepList, to } from '../route.js';
import { may } from '../session.js';
import { onStatus } from '../status.js';

const PAGE = 50;

export const title = () => 'Executions';

export function show(page, route, signal) {
  const chosen = may('operator') ? selection() : null;
  const form = filters((filter) => amend('executions', asAddress(filter)), signal);
  const table = rows(chosen);
  const news = el('button.small', { hidden: true, onclick: () => take(true) });
  const faults = el('div');
  const asked = el('nav.presets', { 'aria-label': 'Asked often' });
  const list = el('div.scroll');
  // What was held back for the reader's sake comes when they have left, not with the next answer.
  const leave = () => setTimeout(() => last !== undefined && take(false));
  list.addEventListener('pointerleave', leave);
  list.addEventListener('focusout', leave);
  const paging = el('nav.acts.paging', { 'aria-label': 'Pages' });
  let filter;
  let cursor;
  let last;
  let fresh = true;
  let ending;

  const take = (all) => {
    const anew = fresh || all;
    const { missing, gone } = anew ? {} : table.amend(last.items, last.nextCursor !== undefined);
    if (anew || (missing + gone > 0 && !isRead(list, chosen)) || table.ids().length === 0) {
      table.put(last.items, filter.sort);
      fresh = false;
      list.removeAttribute('aria-busy');
      if (last.items.length > 0) {
        fill(list, table);
      } else {
        refill(list, nothing(filter, last, cursor));
      }
      news.hidden = true;
    } else {
      news.hidden = missing === 0;
      say(news, `${missing} not shown yet: show`);
    }
    refill(paging, pages(filter, last, cursor));
  };
  const clear = () => {
    last = undefined;
    news.hidden = true;
    fill(paging);
  };
  const ask = () => {
    ending?.abort();
    ending = new AbortController();
    signal.addEventListener('abort', () => ending.abort(), { once: true });
    fresh = true;
    fill(faults);
    // What stands there was found by another filter.
    list.setAttribute('aria-busy', 'true');
    clear();
    watch((ended) => get(`executions${query({ ...asRequest(filter), view: 'summary', limit: PAGE, cursor })}`,
      { signal: ended }), (answer) => {
      last = answer;
      take(false);
    }, {
      signal: ending.signal,
      moves: ({ type }) => !filter.type || filter.type === type,
      refused: (problem) => {
        clear();
        fill(list);
        fill(faults, trouble(problem));
      },
    });
  };
  const update = ({ query: said }) => {
    filter = readFilter(said);
    cursor = said.get('cursor') ?? undefined;
    keepList();
    form.put(filter);
    refill(asked, presets(filter));
    chosen?.offer(filter);
    ask();
  };

  fill(page,
    el('div.head', {}, el('h1', {}, 'Executions'), news, exports_(() => filter, signal)),
    asked, form, faults,
    el('div.panel.list', {}, chosen, list, paging));
  knowNames(form, signal);
  update(route);
  return update;
}

/** Somebody who points at a row, has one focused or selected, or has scrolled, does not want rows to move. */
const isRead = (list, chosen) => list.matches(':hover') || list.contains(document.activeElement)
  || window.scrollY > 150 || (chosen !== null && !chosen.isEmpty());

function nothing(filter, { nextCursor, searchedTo }, cursor) {
  const { status, sort, ...others } = filter;
  const isNarrowed = status.length > 0 || Object.values(others).some(Boolean);
  if (nextCursor) {
    return el('div.empty', {}, el('p', {}, `Nothing up to ${searchedTo ? exact(searchedTo) : 'here'}; there is more to search.`));
  }
  return el('div.empty', {},
    el('p', {}, isNarrowed || cursor ? 'Nothing is found.' : 'Nothing has been created yet.'),
    el('p', {}, isNarrowed || cursor ? el('a', { href: to('executions') }, 'Show all')
      : may('operator') && el('a', { href: to('create') }, 'Create an execution')));
}

function pages(filter, { nextCursor, previousCursor, searchedTo }, cursor) {
  const step = (label, next) => el('a.button.small', { href: to('executions', { ...asAddress(filter), cursor: next }) }, label);
  return [
    cursor && step('First page', ''),
    cursor && previousCursor && step('Previous page', previousCursor),
    nextCursor && step(searchedTo ? 'Search further' : 'Next page', nextCursor),
    searchedTo && el('span.hint', {}, `Searched to ${exact(searchedTo)}`),
  ];
}

function knowNames(form, signal) {
  let nodes = [];
  let types = [];
  onStatus((status) => {
    nodes = [...new Set(status.nodes.map(({ name }) => name))];
    form.know(types, nodes);
  }, signal);
  get('types', { signal }).then(({ items }) => {
    types = items.map(({ type }) => type);
    form.know(types, nodes);
  }).catch(() => nudge());
}
