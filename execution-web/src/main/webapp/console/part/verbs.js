// What can be done to one execution as it stands, by the one who is signed in.
import { ask, post, remove } from '../api.js';
import { announce, el } from '../dom.js';
import { nudge } from '../live.js';
import { lastList, to } from '../route.js';
import { may } from '../session.js';
import { change } from './change.js';
import { confirm } from './dialog.js';
import { inShort } from './trouble.js';

/** Returns the buttons. */
export function verbs(execution) {
  const { id, status, cancelRequested } = execution;
  const isOver = ['completed', 'failed', 'cancelled'].includes(status);
  return [
    may('operator') && ['failed', 'cancelled'].includes(status)
      && el('button.primary', { onclick: () => move(() => post(`executions/${id}/retry`), 'It is pending again.') }, 'Retry'),
    may('operator') && status === 'pending' && el('button', { onclick: () => alter(execution) }, 'Change…'),
    may('operator') && !isOver && !cancelRequested && el('button.danger', { onclick: () => cancel(id) }, 'Cancel…'),
    may('operator') && el('a.button', { href: to('create', { like: id }) }, 'Create one like this'),
    may('admin') && isOver && el('button.danger', { onclick: () => take(id) }, 'Delete…'),
  ];
}

function told(text) {
  announce(text);
  nudge();
}

async function move(act, text) {
  try {
    await act();
    told(text);
  } catch (problem) {
    announce(`Not done: ${inShort(problem)}`);
    nudge();
  }
}

async function cancel(id) {
  let status;
  const done = await confirm({
    heading: `Cancel execution ${id}?`, verb: 'Cancel it', danger: true,
    content: el('p', {}, 'A pending one ends at once. The handler of a running one is told to stop; if it returns all the same, it has completed.'),
    act: async () => {
      ({ status } = await ask('POST', `executions/${id}/cancel`));
    },
  });
  if (done) {
    told(status === 202 ? 'Its handler was told to stop.' : 'It is cancelled.');
  }
}

async function alter(execution) {
  if (await change(execution)) {
    told('It is changed.');
  } else {
    nudge();
  }
}

async function take(id) {
  const done = await confirm({
    heading: `Delete execution ${id}?`, verb: 'Delete it', danger: true,
    content: el('p', {}, 'It is removed for good, with its input, its output and its attempts.'),
    act: () => remove(`executions/${id}`),
  });
  if (done) {
    announce(`Execution ${id} is deleted.`);
    location.hash = lastList();
  }
}
