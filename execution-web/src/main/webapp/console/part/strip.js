// The executions of a schedule that ended last, at a glance: one bar each, the oldest first, as high as it ran long.
import { el } from '../dom.js';
import { count, exact, span } from '../format.js';
import { to } from '../route.js';

const LEAST = 0.15;
const KINDS = ['completed', 'failed', 'cancelled'];

/** ended: executions, the newest first. Those who type reach them by the table; a bar is no stop of theirs. */
export function strip(ended) {
  const longest = ended.reduce((most, one) => Math.max(most, ranMs(one)), 1);
  const bars = [...ended].reverse().map((one) => {
    const bar = el(`a.${one.status}`, { href: to(`executions/${one.id}`), tabindex: -1, title: said(one), 'aria-label': said(one) });
    bar.style.height = `${Math.round(100 * Math.max(LEAST, Math.sqrt(ranMs(one) / longest)))}%`;
    return el('li', {}, bar);
  });
  return [el('ul.strip', { 'aria-label': 'The last that ended' }, bars), el('p.hint', {}, summary(ended))];
}

const ranMs = ({ startedAt, finishedAt }) => (startedAt && finishedAt ? new Date(finishedAt) - new Date(startedAt) : 0);

const said = (one) => `${one.status}, for ${exact(one.scheduledFor)}${one.startedAt ? `, ran ${span(ranMs(one))}` : ''}`;

function summary(ended) {
  const kinds = KINDS.map((kind) => [kind, ended.filter(({ status }) => status === kind).length]).filter(([, many]) => many > 0)
    .map(([kind, many]) => `${count(many)} ${kind}`).join(', ');
  const times = ended.filter(({ status }) => status === 'completed').map(ranMs).sort((one, other) => one - other);
  return `The last ${count(ended.length)} that ended: ${kinds}${times.length === 0 ? ''
    : `; half of the completed ran within ${span(times[Math.floor((times.length - 1) / 2)])}, the longest ${span(times.at(-1))}`}.`;
}
