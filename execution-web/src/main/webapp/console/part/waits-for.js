// Why a pending execution has not started, in words.
import { ago, at, count } from '../format.js';

const SAID = {
  paused: () => 'All claims are paused.',
  due_later: ({ until }) => ['Its time has not come: ', at(until), ' · ', ago(until)],
  queue_paused: (waits, { queue }) => `Its queue ${queue} is paused.`,
  no_node: (waits, { type, queue }) => `No node handles ${type} and serves its queue ${queue} now.`,
  key_limit: (waits, { concurrencyKey }) => `Others of its key ${concurrencyKey} run: ${ofLimit(waits)}.`,
  rate: ({ until }, { queue }) => [`The rate of its queue ${queue} lets the next one start: `, at(until), ' · ', ago(until)],
  queue_limit: (waits, { queue }) => `Its queue ${queue} is full: ${ofLimit(waits)}.`,
  limit: (waits) => `The cluster is full: ${ofLimit(waits)}.`,
};

function ofLimit({ running, limit, ahead }) {
  return `${count(running)} of ${count(limit)} run${ahead > 0 ? `, and ${count(ahead)} are ahead of it` : ''}`;
}

/** Returns what it waits for; a reason that this page does not know is told as it is. */
export const waitsFor = (execution) => {
  const { waitsFor: waits } = execution;
  return waits && (SAID[waits.reason]?.(waits, execution) ?? waits.reason);
};
