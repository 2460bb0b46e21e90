// Keeps what is shown up to date while the page can be seen: what shows executions asks again when one has moved,
// and every two seconds where moves are not heard of; all else every two seconds. This is the one place that knows
// how the pages learn of news.
import { doubt, hear, hears } from './events.js';

const EVERY_MS = 2000;
const HEARING_MS = 10_000;
// Moves that come together are one reason to ask.
const TOGETHER_MS = 100;
const SLOWEST_MS = 10_000;

const watches = new Set();
const listeners = new Set();

/** Calls the listener with {problem, heard} whenever one of the watches has heard, or has not. */
export function onState(listener) {
  listeners.add(listener);
}

/** Why something does not come at present, if so, and since when what is shown for it stands. */
export function state() {
  const waiting = [...watches].filter((one) => one.problem !== null);
  return {
    problem: waiting[0]?.problem ?? null,
    heard: waiting.reduce((oldest, one) => Math.min(oldest, one.heard ?? Infinity), Infinity),
  };
}

/**
 * Asks by load, and hands what has come to show, again and again until the signal ends it. What will not
 * pass goes to refused, and ends it; where nobody takes it, it is told like any other problem, and asked on.
 * Where load returns undefined, nothing was asked. every is in milliseconds, or a function that says so each time.
 * Given moves, it also asks when an execution has moved of which moves(event) is true, and seldom otherwise.
 */
export function watch(load, show, { signal, every = EVERY_MS, moves, refused }) {
  const one = {
    problem: null, heard: null, failures: 0, busy: false, again: false, over: false, timer: undefined, asked: 0,
  };
  const pause = () => {
    const usual = typeof every === 'function' ? every() : every;
    const unheard = moves && hears() ? Math.max(usual, HEARING_MS) : usual;
    return one.failures === 0 ? unheard : Math.min(usual + one.failures * 1000, SLOWEST_MS);
  };
  one.run = async () => {
    if (one.over || signal.aborted || document.visibilityState !== 'visible') {
      return;
    }
    if (one.busy) {
      one.again = true;
      return;
    }
    clearTimeout(one.timer);
    Object.assign(one, { busy: true, asked: Date.now(), soon: false });
    try {
      await turn(one, load, show, signal, refused);
    } finally {
      one.busy = false;
      if (!signal.aborted && !one.over) {
        one.timer = setTimeout(one.run, one.again ? 0 : pause());
        one.again = false;
        if (one.moved) {
          one.moved = false;
          runSoon(one);
        }
      }
    }
  };
  watches.add(one);
  if (moves) {
    hear((move) => {
      if (move === false) {
        clearTimeout(one.timer);
        one.timer = setTimeout(one.run, pause());
      } else if (move === undefined || moves(move)) {
        runSoon(one);
      }
    }, signal);
  }
  signal.addEventListener('abort', () => {
    clearTimeout(one.timer);
    watches.delete(one);
    tell();
  });
  one.run();
}

/** Asks at once where all was quiet, and no more often than every two seconds where moves go on and on. */
function runSoon(one) {
  if (one.busy) {
    one.moved = true;
  } else if (!one.soon && !one.over) {
    one.soon = true;
    clearTimeout(one.timer);
    one.timer = setTimeout(one.run, Math.max(TOGETHER_MS, one.asked + EVERY_MS - Date.now()));
  }
}

async function turn(one, load, show, signal, refused) {
  try {
    const answer = await load(signal);
    if (signal.aborted) {
      return;
    }
    Object.assign(one, { problem: null, failures: 0 });
    if (answer !== undefined) {
      one.heard = Date.now();
      show(answer);
    }
  } catch (error) {
    if (signal.aborted) {
      return;
    }
    const problem = error.status === undefined ? mistake(error) : error;
    if (refused && !problem.passing) {
      Object.assign(one, { problem: null, over: true });
      refused(problem);
    } else {
      Object.assign(one, { problem, failures: one.failures + 1 });
      // A stream of events whose server is gone may look as if it only were quiet.
      doubt();
    }
  }
  tell();
}

/** One of this page: the browser is to tell of it, and the next answer may fare better. */
function mistake(error) {
  reportError(error);
  return { passing: true, message: `This page has failed: ${error.message}` };
}

function tell() {
  listeners.forEach((listener) => listener(state()));
}

/** Asks at once: somebody has just changed something, or looks again. */
export function nudge() {
  watches.forEach((one) => one.run());
}

document.addEventListener('visibilitychange', nudge);
window.addEventListener('online', nudge);
