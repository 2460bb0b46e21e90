// The types that have running or waiting executions: how many, each leading to those executions, and to the figures of the type.
import { el } from '../dom.js';
import { capped, count } from '../format.js';
import { to } from '../route.js';

/** span: the name of the one that is shown. */
export function typesInBrief(types, span) {
  const most = [...types].sort((one, other) => other.running - one.running || other.pending - one.pending).slice(0, 12);
  return [
    el('div.panel-head', {}, el('h2', {}, 'What runs and waits, by type'),
      most.length < types.length && el('span.hint', {}, `${most.length} of ${count(types.length)} types`)),
    most.length === 0 ? el('p.empty', {}, 'Nothing runs, and nothing waits.') : el('table', {},
      el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, 'Type'), el('th.number', { scope: 'col' }, 'Running'),
        el('th.number', { scope: 'col' }, 'Pending'))),
      el('tbody', {}, most.map(({ type, running, pending, pendingCapped }) => el('tr', {},
        el('td.type', {}, el('a', { href: to('', { span, type }), title: 'Its figures over time' }, type)),
        number(type, 'running', running, count(running)),
        number(type, 'pending', pending, capped(pending, pendingCapped)))))),
  ];
}

const number = (type, status, value, text) => el('td.number', {}, value === 0 ? el('span.faint', {}, '0')
  : el('a', { href: to('executions', { status, type, sort: status === 'pending' ? 'due' : '' }), 'aria-label': `${text} ${status}, ${type}` }, text));
