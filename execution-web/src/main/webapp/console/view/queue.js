// One queue: what is in it, and which concurrency keys the most executions wait for.
import { get } from '../api.js';
import { el, fill, refill } from '../dom.js';
import { ago, capped, count } from '../format.js';
import { watch } from '../live.js';
import { status as badge } from '../part/status.js';
import { trouble } from '../part/trouble.js';
import { to } from '../route.js';

export const title = ({ parts }) => `Queue ${parts[1]}`;

export function show(page, { parts }, signal) {
  const name = parts[1];
  const head = el('div.head', {}, el('h1', {}, name));
  const facts = el('section.panel');
  const keys = el('section.panel');
  fill(page, head, facts, keys);
  watch((ended) => get(`queues/${encodeURIComponent(name)}`, { signal: ended }), (queue) => {
    refill(head, el('h1', {}, name), queue.paused && badge('draining', 'paused'),
      el('div.acts', {}, el('a.button', { href: to('executions', { queue: name }) }, 'Its executions'),
        el('a.button', { href: to('queues') }, 'All queues')));
    refill(facts, el('h2', {}, 'What is in it'), inside(queue));
    refill(keys, el('h2', {}, 'Keys with the most waiting'), waiting(queue.waitingKeys ?? []));
  }, { signal, refused: (problem) => fill(page, trouble(problem)) });
}

function inside({ running, maxConcurrent, pending, pendingCapped, blocked, blockedCapped, oldestPendingAt, maxConcurrentPerKey, fair }) {
  const lines = [
    ['Running', maxConcurrent ? `${count(running)} of at most ${count(maxConcurrent)}` : count(running)],
    ['Pending', capped(pending, pendingCapped)],
    ['Blocked by their keys', capped(blocked, blockedCapped)],
    ['At once, for each key', maxConcurrentPerKey ? count(maxConcurrentPerKey) : 'any'],
    ['Keys', fair ? 'take turns' : 'go as they come'],
    ['Waits longest', oldestPendingAt ? ago(oldestPendingAt) : 'none is due'],
  ];
  return el('dl.facts', {}, lines.map(([label, value]) => [el('dt', {}, label), el('dd', {}, value)]));
}

function waiting(keys) {
  return keys.length === 0 ? el('p.empty', {}, 'Nothing with a key waits.') : el('div.scroll', {}, el('table', {},
    el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Key'), el('th.number', { scope: 'col' }, 'Running'),
      el('th.number', { scope: 'col' }, 'Waiting'))),
    el('tbody', {}, keys.map(({ concurrencyKey, running, waiting: many }) => el('tr', {},
      el('td', {}, concurrencyKey), el('td.number', {}, count(running)), el('td.number', {}, count(many)))))));
}
