// Says numbers, spans and moments. Dates are those of the reader's zone; UTC stands in the hint.
import { now } from './clock.js';
import { el, say } from './dom.js';

const NUMBER = new Intl.NumberFormat('en-US');
const SHORT = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });
const BRIEF = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });
const EXACT = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit',
  timeZoneName: 'short',
});
const BRIEF_MOMENT = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' });
const SPANS = [['y', 31_557_600_000], ['d', 86_400_000], ['h', 3_600_000], ['min', 60_000], ['s', 1000]];

export const count = (value) => NUMBER.format(value);

/** The count, with a plus when the server stopped counting there. */
export const capped = (value, isCapped) => count(value) + (isCapped ? '+' : '');

export const rate = (value) => SHORT.format(value);

export const exact = (moment) => EXACT.format(new Date(moment));

/** 5 ms, 1.25 s, 3 min 20 s, 2 h 5 min, 4 d 3 h. */
export function span(milliseconds) {
  const ms = Math.max(0, milliseconds);
  if (ms < 1000) {
    return `${Math.round(ms)} ms`;
  }
  if (ms < 60_000) {
    return `${SHORT.format(ms / 1000)} s`;
  }
  const index = SPANS.findIndex(([, length]) => ms >= length);
  const [unit, length] = SPANS[index];
  const whole = Math.floor(ms / length);
  const [lesser, part] = SPANS[index + 1];
  const rest = Math.floor((ms - whole * length) / part);
  return rest > 0 ? `${whole} ${unit} ${rest} ${lesser}` : `${whole} ${unit}`;
}

/** The same in one unit, for where there is little room: 1.7 min, 28 h. */
export function briefly(ms) {
  const [unit, length] = SPANS.findLast(([, least]) => ms < least * 100) ?? SPANS[0];
  return ms < 1000 ? span(ms) : `${BRIEF.format(ms / length)} ${unit}`;
}

/** What has passed or is to come, in one unit. */
export function relative(moment, reference = now()) {
  const difference = new Date(moment).getTime() - reference;
  const ms = Math.abs(difference);
  if (ms < 1000) {
    return 'now';
  }
  const [unit, length] = SPANS.find(([, least]) => ms >= least);
  const text = `${Math.floor(ms / length)} ${unit}`;
  return difference < 0 ? `${text} ago` : `in ${text}`;
}

const hint = (moment) => `${exact(moment)} · ${moment}`;

/** An element that says how long ago it was, and the exact moment when it is pointed at. */
export function ago(moment) {
  return moment ? el('time', { datetime: moment, title: hint(moment), 'data-ago': true }, relative(moment)) : '–';
}

/** An element that says the moment in the reader's zone, in UTC when it is pointed at. */
export function at(moment) {
  return moment ? el('time', { datetime: moment, title: `${moment} (UTC)` }, exact(moment)) : '–';
}

/** The same in brief, for where there is little room: neither year nor zone, which the hint says. */
export const atBrief = (moment) => el('time', { datetime: moment, title: hint(moment) }, BRIEF_MOMENT.format(new Date(moment)));

/** Says the moment as it is in that zone, or nothing where the reader has the same time, or the browser knows no such zone. */
export function inZone(moment, timeZone) {
  const told = (zone) => new Intl.DateTimeFormat('en-GB', {
    weekday: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit', timeZone: zone,
  }).format(new Date(moment));
  try {
    return told(timeZone) === told(undefined) ? '' : `${told(timeZone)} in ${timeZone}`;
  } catch {
    return '';
  }
}

/** An element that says how long it has lasted since then. */
export const lasting = (moment) => el('time', { datetime: moment, 'data-lasting': true }, lasted(moment, now()));

const lasted = (moment, reference) => span(reference - new Date(moment).getTime());

setInterval(() => {
  if (document.visibilityState === 'visible') {
    const reference = now();
    for (const time of document.querySelectorAll('time[data-ago]')) {
      say(time, relative(time.dateTime, reference));
    }
    for (const time of document.querySelectorAll('time[data-lasting]')) {
      say(time, lasted(time.dateTime, reference));
    }
  }
}, 1000);
