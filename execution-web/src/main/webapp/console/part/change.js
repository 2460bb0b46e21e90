// Changes a pending execution: when it is due, its priority, its attempts, its time. What others do meanwhile is not lost.
import { ask, patch } from '../api.js';
import { now } from '../clock.js';
import { el, say } from '../dom.js';
import { exact } from '../format.js';
import { confirm } from './dialog.js';
import { NAMES, runFields, shown } from './run-fields.js';
import { spread, told } from './trouble.js';

/** Asks what is to be changed, and does it. Returns whether it was done. */
export function change(execution) {
  const path = `executions/${execution.id}`;
  const form = runFields();
  const { runAt, priority, maxAttempts } = form.fields;
  const all = Object.values(form.fields);
  priority.control.required = true;
  maxAttempts.control.required = true;
  say(runAt.querySelector('.hint'), 'In your zone; empty, or past: at once');
  let known = execution;
  form.put(known);
  return confirm({
    heading: `Change execution ${execution.id}`, verb: 'Change it', content: el('div.row', {}, all),
    act: async () => {
      spread({}, all);
      const changed = differing(known, form);
      if (Object.keys(changed).length > 0) {
        await patch(path, changed, { 'If-Match': `"${known.revision}"` });
      }
    },
    explain: async (problem) => {
      if (problem.status !== 412 && problem.status !== 409) {
        return told(problem, all);
      }
      const before = known;
      known = (await ask('GET', path, { exactly: true })).body;
      takeOver(before, known, form);
      return news(before, known);
    },
  });
}

/** What the reader has written into the fields, and is not so as yet. */
function differing(known, form) {
  const stands = shown(known);
  const given = form.given();
  return Object.fromEntries(Object.keys(NAMES)
    .filter((name) => form.fields[name].control.value.trim() !== stands[name])
    .map((name) => [name, given[name] ?? { runAt: new Date(now()).toISOString(), timeoutMs: 'none' }[name]]));
}

/** Shows what has changed in the fields in which the reader has written nothing. */
function takeOver(before, after, form) {
  const [was, is] = [shown(before), shown(after)];
  Object.keys(NAMES).filter((name) => form.fields[name].control.value.trim() === was[name]).forEach((name) => {
    form.fields[name].control.value = is[name];
  });
}

function news(before, after) {
  const changed = Object.keys(NAMES).filter((name) => before[name] !== after[name]);
  const said = (execution, name) => (name === 'runAt' ? exact(execution.runAt) : String(execution[name] ?? 'no bound'));
  return el('div.trouble', { role: 'alert' },
    el('p', {}, el('strong', {}, after.status === 'pending' ? 'Somebody has changed it meanwhile; here is its new state.'
      : `It is ${after.status} now, and only a pending one can be changed.`)),
    changed.length > 0 && el('ul', {}, changed.map((name) =>
      el('li', {}, `${NAMES[name]}: ${said(before, name)} → ${said(after, name)}`))),
    after.status === 'pending' && el('p', {}, 'Nothing of yours is kept as yet. What you have written stands in the fields; change it, or leave it.'));
}
