// When a schedule is to come: an expression or an interval, its zone, from when until when. With its next times as one writes.
import { el, fill, newId } from '../dom.js';
import { fieldUtc, local } from '../moment.js';
import { field, inShort, spread } from './trouble.js';
import { timesList, timesOf } from './when.js';

const TIMES = 8;
const PAUSE_MS = 350;
const COMMON = {
  '*/5 * * * *': 'every five minutes', '@hourly': 'at the beginning of each hour', '30 2 * * *': 'each day at 02:30',
  '0 8 * * MON-FRI': 'on working days at 08:00', '0 0 1 * *': 'on the first of each month', '0 18 L * *': 'on the last day of each month, at 18:00',
};
const SPANS = { PT1M: 'every minute', PT15M: 'every quarter of an hour', PT1H: 'every hour', P1D: 'every 24 hours' };

/** Returns {fields, preview, put(schedule), given()}; preview is the place of the next times. */
export function timingFields(signal) {
  const kind = el('select', { id: newId('kind') }, el('option', { value: 'cron' }, 'Cron expression'), el('option', { value: 'every' }, 'Interval'));
  const cron = text('cron', COMMON);
  const every = text('every', SPANS);
  const zone = text('zone', Object.fromEntries(zones().map((name) => [name, undefined])));
  const fields = {
    kind: field('Given as', kind),
    cron: field('Cron', cron.input, { pointer: '/cron', hint: 'minute hour day month weekday; six fields begin with the second' }),
    every: field('Every', every.input, { pointer: '/every', hint: 'An ISO-8601 duration from PT1S to P366D, such as PT15M' }),
    timeZone: field('Time zone', zone.input, { pointer: '/timeZone', hint: 'In which these hours are meant' }),
    startAt: moment('Not before', '/startAt'),
    endAt: moment('Not after', '/endAt'),
  };
  [[fields.cron, cron], [fields.every, every], [fields.timeZone, zone]].forEach(([one, { list }]) => one.append(list));
  const preview = el('div.preview', { role: 'status' });
  let known = {};
  const given = () => {
    const isCron = kind.value === 'cron';
    const written = (one) => one.control.value.trim() || undefined;
    return {
      cron: isCron ? cron.input.value.trim() : undefined, every: isCron ? undefined : every.input.value.trim(),
      timeZone: isCron ? written(fields.timeZone) : undefined,
      startAt: fieldUtc(fields.startAt.control.value, known.startAt) || undefined,
      endAt: fieldUtc(fields.endAt.control.value, known.endAt) || undefined,
    };
  };
  const react = () => {
    fields.cron.hidden = kind.value !== 'cron';
    fields.timeZone.hidden = fields.cron.hidden;
    fields.every.hidden = !fields.cron.hidden;
  };
  const show = previewer(preview, Object.values(fields), given, () => known, signal);
  const watchWriting = (event) => {
    react();
    show(event?.type === 'change' ? 0 : PAUSE_MS);
  };
  Object.values(fields).forEach((one) => {
    one.addEventListener('input', watchWriting);
    one.addEventListener('change', watchWriting);
  });
  return {
    fields, preview, given,
    put: (schedule) => {
      known = schedule;
      kind.value = schedule.every === undefined ? 'cron' : 'every';
      cron.input.value = schedule.cron ?? '';
      every.input.value = schedule.every ?? '';
      zone.input.value = schedule.timeZone ?? '';
      fields.startAt.control.value = local(schedule.startAt);
      fields.endAt.control.value = local(schedule.endAt);
      react();
      show(0);
    },
  };
}

/** Returns what shows the next times once nobody has written for a moment. An answer that comes late counts no more. */
function previewer(place, fields, given, known, signal) {
  let timer;
  let turn = 0;
  signal.addEventListener('abort', () => clearTimeout(timer));
  const ask = async () => {
    const mine = ++turn;
    const timing = given();
    if ((timing.cron ?? timing.every) === '') {
      fill(place, el('p.faint', {}, 'Its next times are shown here.'));
      spread({}, fields, true);
      return;
    }
    try {
      const times = await timesOf(timing, TIMES, sameSteps(timing, known()));
      if (mine === turn && !signal.aborted) {
        spread({}, fields, true);
        fill(place, times.length > 0 ? timesList(times, timing) : el('p', {}, 'It never comes: it ends before its first time.'));
      }
    } catch (problem) {
      if (mine === turn && !signal.aborted) {
        const left = spread(problem, fields, true);
        fill(place, el('p.faint', {}, problem.errors?.length > 0 && left.length === 0 ? 'No times: see the field.' : inShort(problem)));
      }
    }
  };
  return (delay) => {
    clearTimeout(timer);
    timer = setTimeout(ask, delay);
  };
}

/** An interval goes on from the time at which it stands, as long as it is the same. */
const sameSteps = (timing, known) => (timing.every !== undefined && timing.every === known.every && timing.startAt === undefined
  ? known.nextRunAt : undefined);

function text(name, choices) {
  const list = el('datalist', { id: newId(`${name}s`) }, Object.entries(choices).map(([value, label]) => el('option', { value, label })));
  const input = el('input', { id: newId(name), type: 'text', list: list.id, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' });
  return { list, input };
}

const moment = (label, pointer) => field(label, el('input', { id: newId('moment'), type: 'datetime-local', step: '1' }),
  { pointer, hint: 'In your zone; empty: no bound' });

/** The reader's own. */
export const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';

const zones = () => ['UTC', ...(Intl.supportedValuesOf?.('timeZone') ?? []).filter((name) => name !== 'UTC')];
