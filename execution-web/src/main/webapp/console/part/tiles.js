// The counts, large: what runs and waits now, what ended within the span. Each leads to the executions that it counts.
import { now } from '../clock.js';
import { el } from '../dom.js';
import { ago, capped, count } from '../format.js';
import { to } from '../route.js';

const ENDED = ['completed', 'failed', 'cancelled'];

/** sums: what the series adds up to. span: {name, label}. type: of which type, or nothing for all. */
export function tiles({ status, stats, sums }, span, type) {
  if (!stats && !status) {
    return el('p.faint', {}, 'The figures are on their way.');
  }
  const all = stats ?? status;
  const { running, pending, pendingCapped } = type === '' ? all : ofType(stats, type);
  return el('ul.tiles', {},
    status && running !== undefined && tile('running', 'Running', { status: 'running', type }, count(running),
      type === '' ? limit(status, running) : el('span', {}, `of ${count(status.running)} in all`)),
    pending !== undefined && tile('pending', 'Pending', { status: 'pending', type, sort: 'due' }, capped(pending, pendingCapped),
      type === '' ? waiting(status, stats?.oldestPending) : el('span', {}, `of ${capped(all.pending, all.pendingCapped)} in all`)),
    ENDED.map((name) => tile(name, `${name[0].toUpperCase()}${name.slice(1)}`,
      { status: name, type, sort: 'finished', within: span.name }, sums ? count(sums[name]) : '–',
      el('span', {}, `in the last ${span.label.toLowerCase()}`, stats && type === '' && ` · ${count(stats[name])} kept`))));
}

/** A type of which nothing lives is not among those that the service counts. */
const ofType = (stats, type) => (stats
  ? stats.types.find((one) => one.type === type) ?? { running: 0, pending: 0, pendingCapped: false } : {});

function tile(name, label, filter, figure, note) {
  return el(`li.tile.${name}`, {},
    el('a', { href: to('executions', filter) },
      el('span.label', {}, label), el('span.figure', {}, figure)),
    note && el('span.note', {}, note));
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
