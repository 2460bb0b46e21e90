// How an execution is to run: when it is due, before which others, how often, for how long. Fields of a form.
import { el, newId } from '../dom.js';
import { local } from '../moment.js';
import { field } from './trouble.js';

/** What the fields are called, also where their values are told. */
export const NAMES = {
  runAt: 'Due', priority: 'Priority', maxAttempts: 'Attempts at most', timeoutMs: 'Time for an attempt, ms',
};
const HINTS = {
  runAt: 'In your zone; empty: at once', priority: '-1000 to 1000, higher first',
  maxAttempts: 'Failed for good after so many', timeoutMs: 'Empty: no bound',
};

/** Returns the fields by their names; put(execution) shows what it has, given() returns what a request takes. */
export function runFields() {
  const one = (name, attributes) => field(NAMES[name], el('input', { id: newId(name), ...attributes }),
    { pointer: `/${name}`, hint: HINTS[name] });
  const number = { type: 'text', inputmode: 'numeric', autocomplete: 'off' };
  const fields = {
    runAt: one('runAt', { type: 'datetime-local', step: '1' }),
    ...Object.fromEntries(['priority', 'maxAttempts', 'timeoutMs'].map((name) => [name, one(name, number)])),
  };
  const written = (name) => fields[name].control.value.trim();
  return {
    fields,
    put: (execution) => Object.entries(shown(execution)).forEach(([name, value]) => {
      fields[name].control.value = value;
    }),
    given: () => ({
      runAt: written('runAt') === '' ? undefined : new Date(written('runAt')).toISOString(),
      priority: whole(written('priority')), maxAttempts: whole(written('maxAttempts')), timeoutMs: whole(written('timeoutMs')),
    }),
  };
}

/** Returns what the fields show of the execution. */
export const shown = ({ runAt, priority = 0, maxAttempts = 1, timeoutMs = '' }) => ({
  runAt: local(runAt), priority: String(priority), maxAttempts: String(maxAttempts), timeoutMs: String(timeoutMs),
});

/** What is no number goes as it is, so that the server says what is wrong with it. */
const whole = (text) => (text === '' ? undefined : /^-?\d{1,15}$/.test(text) ? Number(text) : text);
