// The nodes, a line each: whether they poll, what they run, what is wrong.
import { el } from '../dom.js';
import { ago, count } from '../format.js';
import { to } from '../route.js';
import { status as badge } from './status.js';

export function nodesInBrief({ nodes }) {
  return [
    el('div.panel-head', {}, el('h2', {}, 'Nodes'), el('a', { href: to('nodes') }, 'All of them')),
    nodes.length === 0 ? el('p.empty', {}, 'No node lives: nothing is claimed until one is started.') : el('table', {},
      el('thead', {}, el('tr', {},
        el('th', { scope: 'col' }, 'Node'), el('th', { scope: 'col' }, 'State'),
        el('th.number', { scope: 'col' }, 'Runs'), el('th.wide', { scope: 'col' }, 'Polled'), el('th.wide', { scope: 'col' }, 'Next'))),
      el('tbody', {}, nodes.map(({ name, state, running, workers, timer }) => el('tr', {},
        el('td', {}, name, timer.lastError && el('span.error', {}, timer.lastError)),
        el('td', {}, badge(state)),
        el('td.number', {}, `${count(running)} of ${count(workers)}`),
        el('td.tight.wide', {}, ago(timer.lastPollAt)),
        el('td.tight.wide', {}, timer.suspended ? 'timer stands still' : ago(timer.nextPollAt)))))),
  ];
}
