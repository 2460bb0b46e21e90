// One schedule: when it comes, what it creates, how that went, what can be done.
import { ask, get, query } from '../api.js';
import { el, fill, refill, renew } from '../dom.js';
import { ago, at, count, span } from '../format.js';
import { watch } from '../live.js';
import { LATEST, createdBy } from '../part/created-by.js';
import { jsonView } from '../part/json-view.js';
import { CATCH_UP, OVERLAP } from '../part/rule-fields.js';
import { scheduleVerbs } from '../part/schedule-verbs.js';
import { inShort, trouble } from '../part/trouble.js';
import { state, timesList, timesOf, when } from '../part/when.js';
import { to } from '../route.js';

const TIMES = 6;

export const title = ({ parts }) => `Schedule ${parts[1]}`;

export function show(page, { parts }, signal) {
  const [, name] = parts;
  const path = `schedules/${encodeURIComponent(name)}`;
  const places = {
    head: el('div.head', {}, el('h1', {}, name)), error: el('div'), when: el('section.panel'), times: el('section.panel'),
    what: el('section.panel'), input: el('section.panel'), created: el('section.panel'),
  };
  const drawn = {};
  let type;
  let last;
  fill(page, el('p.back', {}, el('a', { href: to('schedules') }, '← To all schedules')), places.head, places.error,
    el('div.pair.unequal', {}, places.created, el('div', {}, places.when, places.times, places.what, places.input)));
  watch(async (ended) => {
    last = await ask('GET', path, { signal: ended, exactly: true, last });
    return last.body;
  }, (schedule) => {
    ({ type } = schedule.create);
    draw(places, drawn, schedule);
  }, { signal, refused: (problem) => fill(page, problem.status === 404 ? missing(name) : trouble(problem)) });
  watch((ended) => get(`executions${query({ schedule: name, view: 'summary', limit: LATEST })}`, { signal: ended }),
    (answer) => refill(places.created, createdBy(name, answer)),
    { signal, moves: (move) => move.type === type, refused: (problem) => fill(places.created, trouble(problem)) });
}

/** What stays as it was is not drawn anew: what the reader has unfolded stays so. */
function draw(places, drawn, schedule) {
  const { create, lastError, description } = schedule;
  refill(places.head, el('h1', {}, schedule.name), state(schedule), schedule.source === 'code' && el('span.hint', {}, 'defined in code'),
    el('div.acts', {}, scheduleVerbs(schedule)), description && el('p.hint.described', {}, description));
  refill(places.error, lastError && el('div.trouble', {}, el('p', {}, lastError)));
  refill(places.when, el('h2', {}, 'When'), facts(schedule));
  const said = JSON.stringify(create);
  if (drawn.what !== said) {
    drawn.what = said;
    renew(places.what, el('h2', {}, 'What it creates'), creation(create));
    renew(places.input, el('h2', {}, 'Input'), jsonView(create.input));
  }
  showTimes(places.times, drawn, schedule);
}

/** Asked for anew where they are others now. A paused one has none of its own: they would come if it went on. */
async function showTimes(place, drawn, schedule) {
  const { state: how, cron, every, timeZone, startAt, endAt, nextRunAt } = schedule;
  place.hidden = how !== 'active' && how !== 'paused';
  const asked = JSON.stringify([how, cron, every, timeZone, startAt, endAt, nextRunAt]);
  if (place.hidden || drawn.times === asked || (how === 'active' && nextRunAt === undefined)) {
    return;
  }
  drawn.times = asked;
  const heading = how === 'paused' ? 'Its times, once it goes on' : 'Its next times';
  try {
    const times = await timesOf(schedule, TIMES, nextRunAt);
    if (drawn.times === asked) {
      refill(place, el('h2', {}, heading), timesList(times, schedule));
    }
  } catch (problem) {
    drawn.times = undefined;
    refill(place, el('h2', {}, heading), el('p.faint', {}, `Not known: ${inShort(problem)}`));
  }
}

function facts(schedule) {
  const { startAt, endAt, nextRunAt, waiting, lastExecution: last, overlap, catchUp, catchUpWindow, jitterMs, expiresAfter, skipped, missed } = schedule;
  return listed([
    ['Comes', when(schedule)],
    ['Next', nextRunAt && [at(nextRunAt), ' · ', ago(nextRunAt)]],
    ['Waits', waiting && ['for the end of the last one: ', at(waiting)]],
    ['Last', last && [el('a', { href: to(`executions/${last.id}`) }, `execution ${last.id}`), ` ${last.status}, for `, at(last.scheduledFor)]],
    ['Not before', startAt && at(startAt)],
    ['Not after', endAt && at(endAt)],
    ['Overlap', OVERLAP[overlap]],
    ['Catch-up', `${CATCH_UP[catchUp]}, of the last ${catchUpWindow}`],
    ['Spread', jitterMs > 0 && `each up to ${span(jitterMs)} later, by chance`],
    ['Expires', expiresAfter && `each unless it has started within ${expiresAfter}`],
    ['Skipped', [count(skipped), skipped > 0 && el('span.hint', {}, ', as the last one was unfinished, or another one had its unique key')]],
    ['Missed', [count(missed), missed > 0 && el('span.hint', {}, ', as nothing could create them')]],
  ]);
}

const creation = ({ type, priority, maxAttempts, timeoutMs, queue, concurrencyKey, tags = [], uniqueKey }) => listed([
  ['Type', el('a', { href: to('executions', { type }) }, type)],
  ['Priority', String(priority ?? 0)],
  ['Attempts at most', String(maxAttempts ?? 1)],
  ['Time for an attempt', timeoutMs ? span(timeoutMs) : 'no bound'],
  ['Queue', queue && el('a', { href: to(`queues/${encodeURIComponent(queue)}`) }, queue)],
  ['Concurrency key', concurrencyKey],
  ['Tags', tags.join(', ')],
  ['Unique key', uniqueKey],
]);

const listed = (lines) => el('dl.facts', {}, lines.filter(([, value]) => value)
  .map(([label, value]) => [el('dt', {}, label), el('dd', {}, value)]));

const missing = (name) => el('div.empty', {},
  el('h1', {}, `There is no schedule ${name}`),
  el('p', {}, 'It never was, or somebody has removed it.'),
  el('p', {}, el('a', { href: to('schedules') }, 'To all schedules')));
