// Which executions are listed: what the address says, and what is asked of the service for it.

import { now } from './clock.js';
import { utc } from './moment.js';

export const STATUSES = ['pending', 'running', 'completed', 'failed', 'cancelled'];
export const SORTS = {
  newest: 'Newest first', oldest: 'Oldest first', finished: 'Last ended first', due: 'Next due first',
};
export const WINDOWS = {
  quarter: { label: 'Last 15 minutes', ms: 900_000 },
  hour: { label: 'Last hour', ms: 3_600_000 },
  day: { label: 'Last 24 hours', ms: 86_400_000 },
  week: { label: 'Last 7 days', ms: 604_800_000 },
};
const GOES_WITH = { finished: ['completed', 'failed', 'cancelled'], due: ['pending'] };
const ENDED = GOES_WITH.finished;
// A search, which the service bounds to a week, is asked a minute short of it: clocks differ.
const SLACK_MS = 60_000;

// What a schedule created, or what has a tag, is known in this order only.
const BY_CREATION = ['newest', 'oldest'];

/** The orders in which what that schedule created, or what has that tag, can stand; nothing for any. */
export const orders = (schedule, tag) => (schedule + tag === '' ? Object.keys(SORTS) : BY_CREATION);

/** The statuses that can stand in this order. */
export const possible = (sort) => GOES_WITH[sort] ?? STATUSES;

/** Returns the filter that the query of the address says. */
export function readFilter(query) {
  const schedule = query.get('schedule') ?? '';
  const tag = query.get('tag') ?? '';
  const sort = orders(schedule, tag).includes(query.get('sort')) ? query.get('sort') : 'newest';
  const status = (query.get('status') ?? '').split(',').filter((one) => possible(sort).includes(one));
  return {
    status,
    sort,
    type: query.get('type') ?? '',
    schedule,
    within: Object.hasOwn(WINDOWS, query.get('within')) ? query.get('within') : '',
    after: query.get('after') ?? '',
    before: query.get('before') ?? '',
    node: query.get('node') ?? '',
    error: query.get('error') ?? '',
    tag,
    queue: query.get('queue') ?? '',
    retried: query.get('retried') === 'true',
    overdue: query.get('overdue') === 'true',
  };
}

/** Returns what the address says of the filter. */
export function asAddress(filter) {
  return { ...filter, status: filter.status.join(','), sort: filter.sort === 'newest' ? '' : filter.sort };
}

/** Whether it is searched along a walk, which the service bounds to a week. */
export const isSearch = ({ node, error, retried }) => node !== '' || error !== '' || retried;

/** Returns what narrows the list, as parameters of the request; bulk verbs take the same. */
export function narrowing(filter) {
  const { type, schedule, tag, queue, node, retried, overdue, error } = filter;
  return { status: statuses(filter), type, schedule, tag, queue, node, errorPrefix: error, retried, overdue, ...times(filter) };
}

/** Returns the parameters of the list. */
export const asRequest = (filter) => ({ ...narrowing(filter), sort: filter.sort });

function statuses({ status, sort, overdue }) {
  if (overdue) {
    return '';
  }
  return (status.length === 0 && sort in GOES_WITH ? possible(sort) : status).join(',');
}

function times({ sort, within, after, before, ...others }) {
  if (sort === 'due') {
    return {};
  }
  const word = sort === 'finished' ? 'finished' : 'created';
  const isBound = isSearch(others);
  const least = within || (isBound && !after ? 'week' : '');
  const slack = isBound && least === 'week' ? SLACK_MS : 0;
  return {
    [`${word}After`]: least ? new Date(now() - WINDOWS[least].ms + slack).toISOString() : utc(after),
    [`${word}Before`]: within ? '' : utc(before),
  };
}

/** Which bulk verbs have anything to do with executions that this filter can find. */
export function verbsFor({ status, sort, overdue }) {
  const chosen = status.length === 0 ? possible(sort) : status;
  const some = (statuses_) => chosen.some((one) => statuses_.includes(one));
  return {
    cancel: overdue || some(['pending', 'running']),
    retry: !overdue && some(['failed', 'cancelled']),
    delete: !overdue && some(ENDED),
  };
}
