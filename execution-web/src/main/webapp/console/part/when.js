// When a schedule comes: its expression, as it was written, and its zone where it has one; its state; its next times.
import { post } from '../api.js';
import { el } from '../dom.js';
import { ago, at, inZone } from '../format.js';
import { status as badge } from './status.js';

const COLOURS = { active: 'running', paused: 'draining', ended: 'pending', retired: 'stopped' };

export const state = (schedule) => badge(COLOURS[schedule.state], schedule.state);

/** cron and zone, or the interval. */
export const when = ({ cron, every, timeZone }) => (every === undefined
  ? [el('code', {}, cron), ' ', el('span.hint', {}, timeZone)] : ['every ', el('code', {}, every)]);

/** Asks for the times of a schedule, of which some fields may be empty; those behind its end are left out. */
export async function timesOf({ cron, every, timeZone, startAt, endAt }, count, from) {
  const zone = every === undefined ? { cron, timeZone } : { every };
  const { times } = await post('schedules/preview', { ...zone, startAt, from, count });
  return endAt === undefined ? times : times.filter((time) => new Date(time) <= new Date(endAt));
}

/** Returns the list of these times; in the zone of the schedule, too, where the reader has another one. */
export const timesList = (times, { every, timeZone }) => el('ol.times', {}, times.map((time) => el('li', {},
  at(time), el('span.faint', {}, ago(time)), every === undefined && el('span.faint', {}, inZone(time, timeZone)))));
