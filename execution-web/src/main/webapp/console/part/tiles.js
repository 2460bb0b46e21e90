// The counts, large: what runs and waits now, what ended within the span. Each leads to the executions that it counts.
import { now } from '../clock.js';
import { el } from '../dom.js';
import { ago, capped, count } from '../format.js';
import { to } from '../route.js';

/** What has not come yet has its place, so that nothing moves once it comes. */
const UNKNOWN = '–';

const ENDED = ['completed', 'failed', 'cancelled'];

/** sums: what the series adds up to. span: {name, label}. type: that of one type, or nothing for all. */
export function tiles({ status, stats, sums }, span, type) {
  const all = stats ?? status ?? {};
  const { running, pending, pendingCapped } = type === '' ? all : ofType(stats, type);
  return el('ul.tiles', {},
    tile('running', 'Running', { status: 'running', type }, running === undefined ? UNKNOWN : count(running),
      status && running !== undefined && (type === '' ? limit(status, running) : el('span', {}, `of ${count(status.running)} in all`))),
    tile('pending', 'Pending', { status: 'pending', type, sort: 'due' }, pending === undefined ? UNKNOWN : capped(pending, pendingCapped),
      pending !== undefined && (type === '' ? waiting(status, stats?.oldestPending) : el('span', {}, `of ${capped(all.pending, all.pendingCapped)} in all`))),
    ENDED.map((name) => tile(name, `${name[0].toUpperCase()}${name.slice(1)}`,
      { status: name, type, sort: 'finished', within: span.name }, sums ? count(sums[name]) : UNKNOWN,
      el('span', {}, `in the last ${span.label.toLowerCase()}`, stats && type === '' && ` · ${count(stats[name])} kept`))));
}

/** A type without a living execution is not among those that the service counts. */
const ofType = (stats, type) => (stats
  ? stats.types.find((one) => one.type === type) ?? { running: 0, pending: 0, pendingCapped: false } : {});

function tile(name, label, filter, figure, note) {
  return el(`li.tile.${name}`, {},
    el('a', { href: to('executions', filter) },
      el('span.label', {}, label), el('span.figure', {}, figure)),
    el('span.note', {}, note || '\u00a0'));
}

function limit({ maxConcurrentExecutions: most, paused }, running) {
  const bar = el('meter', { min: 0, max: most, 'aria-label': `${running} of ${most} running` });
  bar.value = Math.min(running, most);
  return [bar, el('span', {}, paused ? 'paused: nothing is claimed' : `of at most ${count(most)}`)];
}

/** next: the pending execution that is due first. */
function waiting(status, next) {
  if (!next) {
    return el('span', {}, status?.pending === 0 ? 'nothing waits' : 'wait for their turn');
  }
  const isDue = new Date(next.runAt).getTime() <= now();
  return el('span', {}, isDue ? 'longest: ' : 'next: ',
    el('a', { href: to(`executions/${next.id}`) }, String(next.id)), isDue ? ', due ' : ', ', ago(next.runAt));
}
