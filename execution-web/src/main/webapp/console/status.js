// What the cluster does, and whether the node that is asked is ready: known to the bar and to the views.
import { get } from './api.js';
import { nudge, watch } from './live.js';
import { current } from './session.js';

const listeners = new Set();
let last;

/** Hands the last status to the listener, and each later one, until the signal. */
export function onStatus(listener, signal) {
  listeners.add(listener);
  signal.addEventListener('abort', () => listeners.delete(listener));
  if (last !== undefined) {
    listener(last);
  }
}

/** The last status, or undefined. */
export const lastStatus = () => last;

/** A person who has changed something of it wants to see it. */
export const changed = nudge;

/** Starts to ask, once for the whole page. */
export function watchStatus() {
  watch(async (signal) => {
    if (current() === null) {
      return undefined;
    }
    return get('status', { signal });
  }, (status) => {
    if (status !== undefined) {
      last = status;
      listeners.forEach((listener) => listener(status));
    }
  }, { signal: new AbortController().signal, moves: () => true });
}

/** Returns the readiness of the node that answers, {status, problems, warnings}; also that of one that is not ready. */
export async function readiness(signal) {
  try {
    return await get('health/ready', { signal });
  } catch (problem) {
    if (Array.isArray(problem.document?.problems)) {
      return problem.document;
    }
    throw problem;
  }
}
