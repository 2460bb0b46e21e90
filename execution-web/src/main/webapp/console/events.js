// Hears of moves by the service's events, as long as somebody wants to, the page can be seen, and the service
// lets it. It tells when it does not hear, so that others ask instead.

import { current, onSession } from './session.js';

const RETRY_MS = 10_000;
const LINGER_MS = 1000;

const listeners = new Set();
let source = null;
let flows = false;
let timer;

/** Whether moves are heard of as they are made. */
export const hears = () => flows;

/**
 * Calls listener with each move, with undefined where some were missed or it may be so, and with false where none are heard
 * any more; until the signal.
 */
export function hear(listener, signal) {
  listeners.add(listener);
  signal.addEventListener('abort', () => {
    listeners.delete(listener);
    // The next page wants to hear, too.
    setTimeout(mind, LINGER_MS);
  });
  mind();
}

/** Nothing that was heard lately can be relied on. */
export function doubt() {
  if (source !== null) {
    close();
    timer = setTimeout(mind, LINGER_MS);
  }
}

function mind() {
  const wanted = listeners.size > 0 && current() !== null && document.visibilityState === 'visible';
  if (wanted && source === null) {
    open();
  } else if (!wanted) {
    close();
  }
}

function open() {
  clearTimeout(timer);
  const mine = new EventSource('api/events');
  source = mine;
  mine.addEventListener('open', () => {
    flows = true;
    tell(undefined);
  });
  mine.addEventListener('move', ({ data }) => tell(JSON.parse(data)));
  mine.addEventListener('reset', () => tell(undefined));
  mine.addEventListener('error', () => {
    if (flows) {
      flows = false;
      tell(false);
    }
    // The browser itself tries again, but where it was refused.
    if (mine.readyState === EventSource.CLOSED && source === mine) {
      close();
      timer = setTimeout(mind, RETRY_MS);
    }
  });
}

function close() {
  clearTimeout(timer);
  source?.close();
  source = null;
  if (flows) {
    flows = false;
    tell(false);
  }
}

function tell(move) {
  listeners.forEach((listener) => listener(move));
}

onSession(mind);
document.addEventListener('visibilitychange', mind);
