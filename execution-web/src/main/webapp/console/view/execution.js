// One execution: what it is, what it was given and gave, how it went, what can be done.
import { ask, get } from '../api.js';
import { el, fill, renew } from '../dom.js';
import { ago, at, lasting, span } from '../format.js';
import { watch } from '../live.js';
import { curl } from '../part/curl.js';
import { jsonView } from '../part/json-view.js';
import { ran, waited } from '../part/rows.js';
import { status as badge } from '../part/status.js';
import { timeLine } from '../part/time-line.js';
import { trouble } from '../part/trouble.js';
import { verbs } from '../part/verbs.js';
import { waitsFor } from '../part/waits-for.js';
import { lastList, to } from '../route.js';

const WHILE_IT_MOVES_MS = 2000;
const ENDED_MS = 60_000;

export const title = ({ parts }) => `Execution ${parts[1]}`;

export function show(page, { parts }, signal) {
  const path = `executions/${encodeURIComponent(parts[1])}`;
  const places = {
    head: el('div.head', {}, el('h1', {}, `Execution ${parts[1]}`)), facts: el('section.panel'), line: el('section.panel'), input: el('section.panel'),
    output: el('section.panel'), curl: el('div'),
  };
  const drawn = {};
  let moves = true;
  let last;
  fill(page, el('p.back', {}, el('a', { href: lastList() }, '← To the list')), places.head, el('div.pair.sides', {},
    el('div', {}, places.facts, places.line), el('div', {}, places.input, places.output, places.curl)));
  watch(async (ended) => {
    const [execution, attempts] = await Promise.all([
      ask('GET', path, { signal: ended, exactly: true, last }), get(`${path}/attempts`, { signal: ended })]);
    last = execution;
    return { execution: execution.body, attempts: attempts.items };
  }, ({ execution, attempts }) => {
    moves = ['pending', 'running'].includes(execution.status);
    draw(places, drawn, execution, attempts);
  }, {
    signal,
    every: () => (moves ? WHILE_IT_MOVES_MS : ENDED_MS),
    moves: ({ id }) => String(id) === parts[1],
    refused: (problem) => fill(page, problem.status === 404 ? missing(parts[1]) : trouble(problem)),
  });
}

/** Only what has changed is drawn anew: what the reader has unfolded stays so. */
function draw(places, drawn, execution, attempts) {
  const { input, output, ...facts } = execution;
  const isSame = drawn.execution === execution;
  const anew = (name, value, content) => {
    // What is the very same can be a MiB, and need not be compared.
    if (isSame && name !== 'line') {
      return;
    }
    const said = JSON.stringify(value ?? null);
    if (drawn[name] !== said) {
      drawn[name] = said;
      renew(places[name], content());
    }
  };
  anew('head', [facts.status, facts.cancelRequested, facts.overdue, facts.revision], () => [
    el('h1', {}, `Execution ${facts.id}`), badge(facts.status), facts.overdue && badge('overdue'),
    el('span.type', {}, facts.type), el('div.acts', {}, verbs(execution))]);
  anew('facts', facts, () => [el('h2', {}, 'What it is'), about(facts)]);
  anew('line', [facts, attempts], () => [el('h2', {}, 'Its life'), timeLine(execution, attempts)]);
  anew('input', input, () => [el('h2', {}, 'Input'), jsonView(input)]);
  anew('output', [facts.status, output], () => [el('h2', {}, 'Output'),
    output === undefined ? el('p.faint', {}, noOutput(facts.status)) : jsonView(output)]);
  anew('curl', [facts.type, input], () => curl(execution));
  drawn.execution = execution;
}

const noOutput = (status) => ({
  pending: 'It has not run yet.', running: 'It runs.', cancelled: 'It was cancelled.', failed: 'It has failed.',
})[status] ?? 'It has none.';

function about(facts) {
  const { type, status, attempt, maxAttempts, priority, timeoutMs, runAt, createdAt, createdBy, startedAt, finishedAt, node,
    cancelRequested, overdue, cancelledBy, retriedBy, errorMessage, schedule, scheduledFor, tags = [],
    uniqueKey, expiresAt, backoff } = facts;
  const lines = [
    ['Type', el('a', { href: to('executions', { type }) }, type)],
    ['Schedule', schedule && [el('a', { href: to(`schedules/${schedule}`) }, schedule), ', for ', at(scheduledFor)]],
    ['Error', errorMessage && el('span.error', {}, errorMessage)],
    ['Tags', tags.length > 0 && tags.map((tag) => [el('a', { href: to('executions', { tag }) }, tag), ' '])],
    ['Attempts', `${attempt} so far; failed for good after ${maxAttempts}`],
    ['Waits', waitsFor(facts)],
    ['Queue', facts.queue],
    ['Key', facts.concurrencyKey],
    ['Priority', String(priority)],
    ['Time for an attempt', timeoutMs ? span(timeoutMs) : 'no bound'],
    ['Created', [at(createdAt), createdBy && ` by ${createdBy}`]],
    ['Due', status === 'pending' && [at(runAt), ' · ', ago(runAt)]],
    ['Expires', expiresAt && attempt === 0 && [at(expiresAt), status === 'pending' && [' · ', ago(expiresAt)]]],
    ['Unique key', uniqueKey],
    ['Between attempts', backoff && between(backoff)],
    ['Started', startedAt && at(startedAt)],
    ['Ended', finishedAt && at(finishedAt)],
    ['Waited', startedAt && status !== 'pending' && waited(facts)],
    ['Ran', startedAt && status !== 'pending' && (finishedAt ? ran(facts) : lasting(startedAt))],
    ['Node', node],
    ['Told to stop', cancelRequested && (overdue ? 'yes, and its handler still runs' : 'yes')],
    ['Cancelled by', cancelledBy],
    ['Retried by', retriedBy],
  ];
  return el('dl.facts', {}, lines.filter(([, value]) => value).map(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}

const between = ({ initialMs, factor, maxMs, jitter }) => `${span(initialMs)}, each time ${factor} times as long, ${span(maxMs)} at most, ${Math.round(jitter * 100)} % of it at random`;

function missing(id) {
  return el('div.empty', {},
    el('h1', {}, `There is no execution ${id}`),
    el('p', {}, 'It never was, or it has ended so long ago that it was removed.'),
    el('p', {}, el('a', { href: to('executions') }, 'To the list')));
}
