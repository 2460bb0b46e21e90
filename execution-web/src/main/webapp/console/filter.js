// Which executions are listed: what the address says, and what is asked of the service for it.

export const STATUSES = ['pending', 'running', 'completed', 'failed', 'cancelled'];

/** Returns the filter that the query of the address says. */
export function readFilter(query) {
  const status = (query.get('status') ?? '').split(',').filter((one) => STATUSES.includes(one));
  return { status, type: query.get('type') ?? '' };
}

/** Returns what the address says of the filter, and what the list is asked for. */
export const asParameters = ({ status, type }) => ({ status: status.join(','), type });

/** Which bulk verbs have anything to do with executions of these statuses. */
export function verbsFor({ status }) {
  const chosen = status.length === 0 ? STATUSES : status;
  const some = (...statuses) => chosen.some((one) => statuses.includes(one));
  return {
    cancel: some('pending', 'running'),
    retry: some('failed', 'cancelled'),
    delete: some('completed', 'failed', 'cancelled'),
  };
}
