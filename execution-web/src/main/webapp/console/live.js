// Keeps what is shown up to date: asks again every two seconds while the page can be seen. This is the one
// place that knows how the pages learn of news.

const EVERY_MS = 2000;
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
 */
export function watch(load, show, { signal, every = EVERY_MS, refused }) {
  const one = { problem: null, heard: null, failures: 0, busy: false, again: false, over: false, timer: undefined };
  one.run = async () => {
    if (one.over || signal.aborted || document.visibilityState !== 'visible') {
      return;
    }
    if (one.busy) {
      one.again = true;
      return;
    }
    clearTimeout(one.timer);
    one.busy = true;
    try {
      await turn(one, load, show, signal, refused);
    } finally {
      one.busy = false;
      if (!signal.aborted && !one.over) {
        const usual = typeof every === 'function' ? every() : every;
        const pause = one.failures === 0 ? usual : Math.min(usual + one.failures * 1000, SLOWEST_MS);
        one.timer = setTimeout(one.run, one.again ? 0 : pause);
        one.again = false;
      }
    }
  };
  watches.add(one);
  signal.addEventListener('abort', () => {
    clearTimeout(one.timer);
    watches.delete(one);
    tell();
  });
  one.run();
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
