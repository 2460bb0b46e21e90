// The life of an execution: created, due, each attempt, its end.
import { now } from '../clock.js';
import { el } from '../dom.js';
import { ago, at, lasting, span } from '../format.js';
import { jsonView } from './json-view.js';
import { status as badge } from './status.js';

const LONG = 240;
const SHOWN = 160;

const ms = (moment) => new Date(moment).getTime();

/** Returns the time line as a list, in order. */
export function timeLine(execution, attempts) {
  const { createdAt, createdBy, runAt, finishedAt, status, retriedBy, cancelledBy } = execution;
  // A retry moves the due time; the one before the first attempt is not known any longer then.
  const isLater = ms(runAt) - ms(createdAt) > 1000 && attempts.every(({ startedAt }) => ms(startedAt) >= ms(runAt));
  return el('ol.line', {},
    moment('pending', createdAt, 'Created', createdBy && `by ${createdBy}`),
    isLater && moment('pending', runAt, ms(runAt) > now() ? 'To be due' : 'Due'),
    attempts.map((attempt, index) => ran(attempt, attempts[index - 1]?.finishedAt ?? (isLater ? runAt : createdAt))),
    retriedBy && note(`Retried by ${retriedBy}`),
    status === 'pending' && attempts.length > 0 && moment('pending', runAt, 'Due again'),
    execution.cancelRequested && status === 'running' && note(`Told to stop${cancelledBy ? ` by ${cancelledBy}` : ''}`),
    finishedAt && moment(status, finishedAt, badge(status), [
      status === 'cancelled' && cancelledBy && `by ${cancelledBy}, `, `${span(ms(finishedAt) - ms(createdAt))} after its creation`]));
}

const note = (text) => el('li.pending', {}, el('div', {}, text));

function moment(kind, when, label, more) {
  return el(`li.${kind}`, {}, el('div.point', {}, el('strong', {}, label), more && el('span.faint', {}, more),
    el('span.when', {}, at(when), ' · ', ago(when))));
}

/** A long one, which each attempt may say again, is folded to its beginning. */
const message = (text) => (text.length <= LONG ? el('p.message', {}, text)
  : el('details.message', {}, el('summary', {}, `${text.slice(0, SHOWN)}…`), text));

function ran({ attempt, node, startedAt, finishedAt, outcome, errorMessage, errorDetail, output }, before) {
  const length = finishedAt ? ['ran ', span(ms(finishedAt) - ms(startedAt))] : ['for ', lasting(startedAt)];
  return el(`li.${outcome ?? 'running'}`, {},
    el('div.point', {},
      el('strong', {}, `Attempt ${attempt}`), badge(outcome ?? 'running'),
      el('span.faint', {}, `on ${node}, `, length, `, after ${span(ms(startedAt) - ms(before))}`),
      el('span.when', {}, at(startedAt), ' · ', ago(startedAt))),
    errorMessage && message(errorMessage),
    errorDetail && el('details', {}, el('summary', {}, 'Detail'), el('pre.code', { tabindex: 0 }, errorDetail)),
    output !== undefined && el('details', {}, el('summary', {}, 'What it had put out'), jsonView(output)));
}
