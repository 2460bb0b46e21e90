// The table of executions. Rows that stand are changed in their place; they never move under the reader.
import { now } from '../clock.js';
import { el, fill } from '../dom.js';
import { ago, span } from '../format.js';
import { to } from '../route.js';
import { status as badge } from './status.js';

const WHEN = { newest: ['Created', 'createdAt'], oldest: ['Created', 'createdAt'], finished: ['Ended', 'finishedAt'], due: ['Due', 'runAt'] };

/**
 * Returns the table; put(items, sort) shows a page, amend(items, hasMore) changes those that stand, and returns how
 * many it does not show, and how many it shows that are gone. selection may be null.
 */
export function rows(selection) {
  const heads = el('tr');
  const body = el('tbody');
  const table = el('table.executions', {}, el('caption.only-read', {}, 'Executions'), el('thead', {}, heads), body);
  const standing = new Map();
  let order = 'newest';
  table.ids = () => [...standing.keys()];
  table.put = (items, sort) => {
    order = sort;
    fill(heads, header(selection, sort, table));
    const made = items.map((item) => {
      const row = standing.get(item.id) ?? newRow(item, selection);
      amend(row, item, sort);
      return [item.id, row];
    });
    standing.clear();
    made.forEach(([id, row]) => standing.set(id, row));
    fill(body, made.map(([, row]) => row));
    selection?.keep(table.ids());
  };
  table.amend = (items, hasMore) => {
    const news = new Map(items.map((item) => [item.id, item]));
    let gone = 0;
    for (const [id, row] of standing) {
      if (news.has(id)) {
        amend(row, news.get(id), order);
      } else if (!hasMore || !isPushedOut(row.item_, items.at(-1), order)) {
        gone += 1;
        strike(row);
      }
    }
    return { missing: items.filter(({ id }) => !standing.has(id)).length, gone };
  };
  return table;
}

function header(selection, sort, table) {
  const all = selection && el('input', {
    type: 'checkbox', 'aria-label': 'Select all that are shown',
    onchange: ({ target }) => selection.setAll(table.ids(), target.checked),
  });
  return [
    selection && el('th.tight', { scope: 'col' }, all),
    ...[['Status', 'tight'], ['Execution', ''], ['Attempt', 'number wide'], [WHEN[sort][0], 'tight wide'],
      ['Waited', 'number widest'], ['Ran', 'number wide'], ['Node', 'wide']]
      .map(([label, kind]) => el('th', { scope: 'col', class: kind || undefined }, label)),
  ];
}

function newRow(item, selection) {
  const row = el('tr');
  if (selection) {
    row.append(el('td.tight', {}, selection.box(item.id)));
  }
  row.cells_ = ['tight', '', 'number wide', 'tight wide', 'number widest', 'number wide', 'wide'].map((kind) => {
    const cell = el('td', { class: kind || undefined });
    row.append(cell);
    return { cell, said: undefined };
  });
  return row;
}

/** Whether it stands behind the last one of the page now, and so may well be in the list. */
function isPushedOut(item, last, sort) {
  const key = WHEN[sort][1];
  const isAscending = sort === 'oldest' || sort === 'due';
  return last !== undefined && (isAscending ? item[key] >= last[key] : item[key] <= last[key]);
}

/** What the row says of the status does not hold any longer. */
function strike(row) {
  const [status] = row.cells_;
  if (status.said !== 'gone') {
    status.said = 'gone';
    row.classList.add('gone');
    fill(status.cell, el('span.hint', { title: 'It has moved on or was removed: this list has it no longer' }, 'gone'));
  }
}

/** Draws only the cells that say something else now, so that what is focused or marked stays so. */
function amend(row, item, sort) {
  row.item_ = item;
  row.classList.remove('gone');
  const contents = [
    [item.status + item.overdue + item.cancelRequested, () => [badge(item.status), state(item)]],
    [item.id + item.type + item[WHEN[sort][1]] + (item.errorMessage ?? ''), () => name(item, item[WHEN[sort][1]])],
    [`${item.attempt}/${item.maxAttempts}`, () => attempts(item)],
    [item[WHEN[sort][1]], () => ago(item[WHEN[sort][1]])],
    [waited(item), () => waited(item)],
    [ran(item), () => ran(item)],
    [item.node, () => (item.node ? el('span.cut', { title: item.node }, item.node) : '–')],
  ];
  contents.forEach(([said, content], index) => {
    const one = row.cells_[index];
    if (one.said !== said || said === undefined) {
      fill(one.cell, content());
      one.said = said;
    }
  });
}

/** Whom a person has retried, or whose node died, may have had more than count against it. */
const attempts = ({ attempt, maxAttempts: most }) => (attempt <= most ? `${attempt} of ${most}`
  : el('span', { title: `Failed attempts count up to ${most}; a retry begins anew` }, String(attempt)));

const state = (item) => (item.overdue && badge('overdue'))
  || (item.cancelRequested && item.status === 'running' && el('span.hint', {}, ' stopping'));

const name = (item, when) => [
  el('a', { href: to(`executions/${item.id}`) }, String(item.id)), ' ', el('span.type', { title: item.type.length > 30 ? item.type : undefined }, item.type),
  el('span.hint.narrow', {}, ago(when)),
  item.errorMessage && el('span.error', { title: item.errorMessage.slice(0, 2000) }, item.errorMessage.length > 400 ? `${item.errorMessage.slice(0, 400)}…` : item.errorMessage),
];

const ms = (moment) => new Date(moment).getTime();

/** From due, or created, to claimed; of a pending one so far. */
export const waited = ({ status, startedAt, runAt, createdAt }) => {
  const until = status === 'pending' ? now() : startedAt && ms(startedAt);
  const due = Math.max(ms(runAt), ms(createdAt));
  return until && until >= due ? span(until - due) : '–';
};

/** From claimed to its end, or until now. */
export const ran = ({ startedAt, finishedAt, status }) => {
  if (!startedAt || status === 'pending') {
    return '–';
  }
  return span((finishedAt ? ms(finishedAt) : now()) - ms(startedAt));
};
