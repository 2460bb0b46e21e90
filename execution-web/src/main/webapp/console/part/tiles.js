// The counts of now, large. Each leads to the executions that it counts.
import { now } from '../clock.js';
import { el } from '../dom.js';
import { ago, capped, count } from '../format.js';
import { to } from '../route.js';

export function tiles(status, stats) {
  if (!stats && !status) {
    return el('p.faint', {}, 'The figures are on their way.');
  }
  const { running, pending, pendingCapped } = stats ?? status;
  return el('ul.tiles', {},
    status && tile('running', 'Running', count(running), limit(status, running)),
    tile('pending', 'Pending', capped(pending, pendingCapped), waiting(status, stats?.oldestPending)),
    stats && ['completed', 'failed', 'cancelled'].map((name) =>
      tile(name, name[0].toUpperCase() + name.slice(1), count(stats[name]), el('span', {}, 'kept now'))));
}

function tile(name, label, figure, note) {
  return el(`li.tile.${name}`, {},
    el('a', { href: to('executions', { status: name }) },
      el('span.label', {}, label), el('span.figure', {}, figure)),
    el('span.note', {}, note));
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
  return el('span', {}, isDue ? 'the first, ' : 'the next, ',
    el('a', { href: to(`executions/${next.id}`) }, String(next.id)), isDue ? ', since ' : ', ', ago(next.runAt));
}
