// Saves what the filter finds, page by page, as CSV or JSON. What was read is handed to a Blob, not kept in memory.
import { get, query } from '../api.js';
import { el, fill } from '../dom.js';
import { count } from '../format.js';
import { asRequest } from '../filter.js';
import { inShort } from './trouble.js';

export const MOST = 100_000;
const PAGE = 500;
const COLUMNS = ['id', 'type', 'status', 'priority', 'attempt', 'maxAttempts', 'timeoutMs', 'createdAt', 'runAt',
  'startedAt', 'finishedAt', 'node', 'createdBy', 'queue', 'concurrencyKey', 'tags', 'uniqueKey', 'expiresAt', 'schedule',
  'scheduledFor', 'errorMessage'];

const FORMATS = {
  csv: {
    label: 'CSV', type: 'text/csv', head: `\ufeff${COLUMNS.join(',')}\r\n`, tail: '',
    rows: (items) => items.map((item) => `${COLUMNS.map((name) => cell(item[name])).join(',')}\r\n`).join(''),
  },
  json: {
    label: 'JSON', type: 'application/json', head: '[', tail: '\n]\n',
    rows: (items, isFirst) => items.map((item, index) =>
      `${isFirst && index === 0 ? '\n' : ',\n'}${JSON.stringify(item)}`).join(''),
  },
};

/** A spreadsheet would take a text that begins so for a formula. */
function cell(given) {
  const value = Array.isArray(given) ? given.join(' ') : given;
  if (typeof value !== 'string') {
    return value ?? '';
  }
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Returns the buttons. filter() is asked for what is listed when one of them is pressed. */
export function exports_(filter, signal) {
  const line = el('span.hint', { role: 'status' });
  const buttons = Object.entries(FORMATS).map(([name, format]) => el('button.small', {
    onclick: () => run(name, format),
  }, `Save as ${format.label}`));
  const run = async (name, format) => {
    buttons.forEach((button) => {
      button.disabled = true;
    });
    try {
      const { blob, rows, cut } = await collect(format, asRequest(filter()), line, signal);
      save(blob, `executions.${name}`);
      fill(line, cut
        ? `Saved the first ${count(rows)} rows, which is the most; narrow the filter to get the others.`
        : `Saved ${count(rows)} rows.`);
    } catch (problem) {
      fill(line, `Not saved: ${inShort(problem)}`);
    }
    buttons.forEach((button) => {
      button.disabled = false;
    });
  };
  return el('div.acts', {}, line, buttons);
}

async function collect(format, request, line, signal) {
  const parts = [format.head];
  let rows = 0;
  let cursor;
  do {
    const page = await get(`executions${query({ ...request, view: 'summary', limit: PAGE, cursor })}`, { signal });
    const items = page.items.slice(0, MOST - rows);
    parts.push(new Blob([format.rows(items, rows === 0)]));
    rows += items.length;
    cursor = page.nextCursor;
    fill(line, `${count(rows)} rows so far`);
  } while (cursor !== undefined && rows < MOST);
  parts.push(format.tail);
  return { blob: new Blob(parts, { type: format.type }), rows, cut: cursor !== undefined };
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = el('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
