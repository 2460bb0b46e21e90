// How an execution is to run: when it is due, before which others, how often, for how long. Fields of a form.
import { el, newId } from '../dom.js';
import { local, utc } from '../moment.js';
import { field } from './trouble.js';

/** What the fields are called, also where their values are told. */
export const NAMES = {
  runAt: 'Due', priority: 'Priority', maxAttempts: 'Attempts at most', timeoutMs: 'Time for an attempt, ms',
};
const HINTS = {
  runAt: 'In your zone; empty: at once', priority: '-1000 to 1000, higher first',
  maxAttempts: 'Failed for good after so many', timeoutMs: 'Empty: no bound',
};

/**
 * Returns the fields of these names, by them; put(execution) shows what it has, given() returns what a request takes.
 */
export function runFields(names = Object.keys(NAMES)) {
  const one = (name, attributes) => field(NAMES[name], el('input', { id: newId(name), ...attributes }),
    { pointer: `/${name}`, hint: HINTS[name] });
  const number = { type: 'text', inputmode: 'numeric', autocomplete: 'off' };
  const fields = Object.fromEntries(names.map((name) =>
    [name, one(name, name === 'runAt' ? { type: 'datetime-local', step: '1' } : number)]));
  const given = (name, written) => (name === 'runAt' ? utc(written) || undefined : whole(written));
  return {
    fields,
    put: (execution) => names.forEach((name) => {
      fields[name].control.value = shown(execution)[name];
    }),
    given: () => Object.fromEntries(names.map((name) => [name, given(name, fields[name].control.value.trim())])),
  };
}

/** Returns what the fields show of the execution. */
export const shown = ({ runAt, priority = 0, maxAttempts = 1, timeoutMs = '' }) => ({
  runAt: local(runAt), priority: String(priority), maxAttempts: String(maxAttempts), timeoutMs: String(timeoutMs),
});

/** What is no number goes as it is, so that the server says what is wrong with it. */
export const whole = (text) => (text === '' ? undefined : /^-?\d{1,15}$/.test(text) ? Number(text) : text);
