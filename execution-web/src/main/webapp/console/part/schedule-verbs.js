// What can be done to a schedule as it stands, by the one who is signed in.
import { post, remove } from '../api.js';
import { announce, el } from '../dom.js';
import { nudge } from '../live.js';
import { go, to } from '../route.js';
import { may } from '../session.js';
import { backfill } from './backfill.js';
import { confirm } from './dialog.js';
import { inShort } from './trouble.js';

/** Returns the buttons. What code defines, only code changes; once code has left it, it can be removed. */
export function scheduleVerbs(schedule) {
  const { name, source, state } = schedule;
  const path = `schedules/${encodeURIComponent(name)}`;
  const isOwn = source === 'api';
  const lives = state === 'active' || state === 'paused';
  return [
    may('operator') && el('button.primary', { onclick: () => act(() => post(`${path}/trigger`), ({ id }) => `Execution ${id} is created.`) }, 'Trigger now'),
    may('operator') && lives && (state === 'paused'
      ? el('button', { onclick: () => act(() => post(`${path}/resume`), () => 'It goes on with its next time.') }, 'Resume')
      : el('button', { onclick: () => act(() => post(`${path}/pause`), () => 'It creates nothing until it is resumed.') }, 'Pause')),
    may('operator') && el('button', { onclick: () => backfill(schedule).then(nudge) }, 'Backfill…'),
    may('admin') && isOwn && el('a.button', { href: to(`${path}/edit`) }, 'Edit'),
    may('admin') && el('a.button', { href: to('new-schedule', { like: name }) }, 'One like this'),
    may('admin') && (isOwn || state === 'retired') && el('button.danger', { onclick: () => take(name, path) }, 'Delete…'),
  ];
}

async function act(request, told) {
  try {
    announce(told(await request()));
  } catch (problem) {
    announce(`Not done: ${inShort(problem)}`);
  }
  nudge();
}

async function take(name, path) {
  const done = await confirm({
    heading: `Delete the schedule ${name}?`, verb: 'Delete it', danger: true,
    content: el('p', {}, 'It creates nothing more, and a time that waits is lost. What it has created stays.'),
    act: () => remove(path),
  });
  if (done) {
    announce(`The schedule ${name} is deleted.`);
    go('schedules');
  }
}
