// The counts of now, large. Each leads to the executions that it counts.
import { el } from '../dom.js';
import { capped, count } from '../format.js';
import { to } from '../route.js';

export function tiles(status, stats) {
  if (!stats && !status) {
    return el('p.faint', {}, 'The figures are on their way.');
  }
  const { running, pending, pendingCapped } = stats ?? status;
  return el('ul.tiles', {},
    status && tile('running', 'Running', count(running), limit(status, running)),
    tile('pending', 'Pending', capped(pending, pendingCapped), waiting(status)),
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

const waiting = (status) => el('span', {}, status?.pending === 0 ? 'nothing waits' : 'wait for their turn');
