// The charts of the overview: how much ended, how much failed, how long it waited, how long it ran.
import { el, fill } from '../dom.js';
import { briefly, count, rate, span } from '../format.js';
import { chart } from './chart.js';

const TIMES = [
  { label: 'half', key: 'p50', colour: '--completed' },
  { label: '95 %', key: 'p95', colour: '--running' },
  { label: '99 %', key: 'p99', colour: '--cancelled' },
];

/** Puts the charts into the place, and returns the function that draws a series. */
export function figures(place, { ms, stepMs }, signal) {
  const ended = chart({
    heading: 'Ended a second', say: rate, lines: [{ label: 'all', colour: '--running', bars: true }],
  }, signal);
  const failed = chart({
    heading: `Failed and cancelled in ${span(stepMs)}`, say: count,
    lines: [{ label: 'failed', colour: '--failed', bars: true }, { label: 'cancelled', colour: '--cancelled' }],
  }, signal);
  const waited = chart({ heading: 'Waiting, from due to claimed', say: span, mark: briefly, lines: TIMES, log: true }, signal);
  const ran = chart({ heading: 'Running, the last attempt', say: span, mark: briefly, lines: TIMES, log: true }, signal);
  fill(place, el('div.charts', {}, [ended, failed, waited, ran].map(({ figure }) => figure)));

  return (series) => {
    const items = steps(series, ms, stepMs);
    const moments = items.map(({ at }) => at / 1000);
    const sum = (key) => items.reduce((total, item) => total + (item[key] ?? 0), 0);
    ended.draw([moments, items.map((item) => item.ratePerSecond ?? 0)],
      `${count(sum('completed'))} completed, at most ${rate(highest(items, (item) => item.ratePerSecond))} a second`);
    failed.draw([moments, items.map((item) => item.failed ?? 0), items.map((item) => item.cancelled ?? 0)],
      `${count(sum('failed'))} failed, ${count(sum('cancelled'))} cancelled`);
    waited.draw(percentiles(items, moments, 'waitingMs'), worst(items, 'waitingMs'));
    ran.draw(percentiles(items, moments, 'runningMs'), worst(items, 'runningMs'));
  };
}

/** Every step of the span, as steps in which nothing ended may be left out. */
function steps(series, ms, stepMs) {
  const known = new Map(series.items.map((item) => [new Date(item.at).getTime(), item]));
  const first = new Date(series.from).getTime();
  return Array.from({ length: Math.round(ms / stepMs) }, (unused, index) => {
    const at = first + index * stepMs;
    return { ...known.get(at), at };
  });
}

/** A time under a millisecond is drawn as one: a logarithm has no zero. */
const percentiles = (items, moments, key) => [
  moments, ...TIMES.map(({ key: percent }) => items.map((item) => (item[key] ? Math.max(1, item[key][percent]) : null))),
];

const highest = (items, value) => items.reduce((most, item) => Math.max(most, value(item) ?? 0), 0);

function worst(items, key) {
  const most = highest(items, (item) => item[key]?.p95);
  return items.some((item) => item[key]) ? `95 % within ${span(most)} at worst` : 'nothing yet';
}
