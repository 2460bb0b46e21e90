// The queues: what is in them, and how much of it may run at once, and start.
import { ask, get, remove } from '../api.js';
import { announce, el, fill, newId, refill } from '../dom.js';
import { ago, capped, count, span } from '../format.js';
import { nudge, watch } from '../live.js';
import { confirm } from '../part/dialog.js';
import { status as badge } from '../part/status.js';
import { field, inShort, spread, trouble } from '../part/trouble.js';
import { to } from '../route.js';
import { may } from '../session.js';

const COLUMNS = [['Queue'], ['Running', 'number'], ['Pending', 'number'], ['Blocked', 'number'], ['Waits longest', 'wide'],
  ['At once', 'number'], ['Rate', 'wide'], ['For each key', 'number'], ['Keys', 'wide']];

export const title = () => 'Queues';

export function show(page, route, signal) {
  const list = el('div.scroll');
  fill(page,
    el('div.head', {}, el('h1', {}, 'Queues'), may('admin') && el('div.acts', {}, el('button', { onclick: () => set({}) }, 'Set a queue…'))),
    el('section.panel', {}, list));
  watch((ended) => get('queues', { signal: ended }), ({ items }) => {
    refill(list, table(items));
  }, { signal, refused: (problem) => fill(list, trouble(problem)) });
}

function table(items) {
  return el('table', {}, el('caption.only-read', {}, 'Queues'),
    el('thead', {}, el('tr', {}, COLUMNS.map(([label, kind]) => el('th', { scope: 'col', class: kind }, label)), el('td'))),
    el('tbody', {}, items.map(row)));
}

function row(queue) {
  const { name, paused, running, pending, pendingCapped, blocked, blockedCapped, oldestPendingAt, maxConcurrent,
    rateLimit, maxConcurrentPerKey, fair } = queue;
  return el('tr', {},
    el('td', {}, el('a', { href: to(`queues/${name}`) }, name), paused && [' ', badge('draining', 'paused')]),
    el('td.number', {}, el('a', { href: to('executions', { queue: name, status: 'running' }) }, count(running))),
    el('td.number', {}, el('a', { href: to('executions', { queue: name, status: 'pending', sort: 'due' }) }, capped(pending, pendingCapped))),
    el('td.number', {}, capped(blocked, blockedCapped)),
    el('td.wide', {}, oldestPendingAt ? ago(oldestPendingAt) : '–'),
    el('td.number', {}, maxConcurrent ? count(maxConcurrent) : 'any'),
    el('td.wide', {}, rateLimit ? rate(rateLimit) : 'any'),
    el('td.number', {}, maxConcurrentPerKey ? count(maxConcurrentPerKey) : 'any'),
    el('td.wide', {}, fair ? 'take turns' : 'as they come'),
    el('td.tight', {}, may('admin') && [
      el('button.small', { onclick: () => pause(queue), 'aria-label': `${paused ? 'Resume' : 'Pause'} ${name}` }, paused ? 'Resume' : 'Pause'),
      el('button.small', { onclick: () => set(queue), 'aria-label': `Set ${name}` }, 'Set…'),
      name !== 'default' && el('button.small.danger', { onclick: () => take(name), 'aria-label': `Remove ${name}` }, 'Remove…')]));
}

const rate = ({ count: starts, periodMs, burst }) => `${count(starts)} in ${span(periodMs)}${burst > 1 ? `, ${count(burst)} at once` : ''}`;

/** What a PUT says of a queue: its settings, without what is in it. */
const settings = ({ maxConcurrent, paused, rateLimit, maxConcurrentPerKey, fair }) => ({ maxConcurrent, paused, rateLimit, maxConcurrentPerKey, fair });

const put = (name, body) => ask('PUT', `queues/${encodeURIComponent(name)}`, { body });

async function pause(queue) {
  const { name, paused } = queue;
  try {
    await put(name, { ...settings(queue), paused: !paused });
    announce(paused ? `${name} goes on.` : `${name} is paused: nothing of it starts.`);
  } catch (problem) {
    announce(`Not done: ${inShort(problem)}`);
  }
  nudge();
}

async function set(queue) {
  const text = (value) => (value === undefined ? '' : String(value));
  const input = (stem, value, attributes = {}) => el('input', { id: newId(stem), type: 'text', inputmode: 'numeric', autocomplete: 'off', value: text(value), ...attributes });
  const name = input('name', queue.name, { required: true, disabled: queue.name !== undefined, inputmode: 'text', spellcheck: 'false' });
  const maxConcurrent = input('limit', queue.maxConcurrent);
  const ofKey = input('of-key', queue.maxConcurrentPerKey);
  const fair = el('input', { id: newId('fair'), type: 'checkbox', checked: queue.fair === true });
  const starts = input('count', queue.rateLimit?.count);
  const period = input('period', queue.rateLimit?.periodMs);
  const burst = input('burst', queue.rateLimit?.burst);
  const fields = [
    field('Name', name, { pointer: '/name', hint: 'Such as partner or mail' }),
    field('How many at once', maxConcurrent, { pointer: '/maxConcurrent', hint: 'From 1 to 10,000; empty: as many as the cluster lets run' }),
    field('How many of one key at once', ofKey, { pointer: '/maxConcurrentPerKey', hint: 'Empty: no bound' }),
    field('How many starts', starts, { pointer: '/rateLimit/count', hint: 'In each period; empty: no bound' }),
    field('Period in milliseconds', period, { pointer: '/rateLimit/periodMs', hint: '60000 is a minute' }),
    field('At once after a rest', burst, { pointer: '/rateLimit/burst', hint: 'One unless told otherwise' }),
  ];
  const done = await confirm({
    heading: queue.name ? `Set the queue ${queue.name}` : 'Set a queue', verb: 'Set it',
    content: [el('p.hint', {}, 'It holds for the whole cluster from the next claim on. What runs goes on.'), fields,
      el('span.check', {}, fair, el('label', { for: fair.id }, 'Keys take turns, however many of each wait'))],
    act: () => put(name.value.trim(), {
      paused: queue.paused, maxConcurrent: typed(maxConcurrent), maxConcurrentPerKey: typed(ofKey), fair: fair.checked,
      rateLimit: starts.value.trim() === '' && period.value.trim() === '' ? undefined
        : { count: typed(starts), periodMs: typed(period), burst: typed(burst) },
    }),
    explain: (problem) => {
      const left = spread(problem, fields);
      return (left.length > 0 || !(problem.errors?.length > 0)) && trouble(Object.assign(problem, { errors: left }));
    },
  });
  if (done) {
    announce(`The queue ${name.value.trim()} is set.`);
    nudge();
  }
}

function typed({ value }) {
  const text = value.trim();
  if (text === '') {
    return undefined;
  }
  return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}

async function take(name) {
  const done = await confirm({
    heading: `Remove the settings of ${name}?`, verb: 'Remove them', danger: true,
    content: el('p', {}, 'It is then as any queue that nobody has set. Only where nothing unfinished is in it.'),
    act: () => remove(`queues/${encodeURIComponent(name)}`),
  });
  if (done) {
    announce(`The settings of ${name} are removed.`);
    nudge();
  }
}
