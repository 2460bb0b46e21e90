// Creates for times of the past that have no execution yet: asks for which, says how many, and does it once that is agreed to.
import { Problem, post } from '../api.js';
import { now } from '../clock.js';
import { announce, el, newId } from '../dom.js';
import { count } from '../format.js';
import { local, utc } from '../moment.js';
import { confirm } from './dialog.js';
import { field, spread, told } from './trouble.js';
import { timesList } from './when.js';

const DAY_MS = 86_400_000;
const SHOWN = 8;

/** Asks, and does it. Returns whether anything was created. */
export async function backfill(schedule) {
  const path = `schedules/${encodeURIComponent(schedule.name)}/backfill`;
  const stretch = await chosen(path, schedule.name);
  if (stretch === undefined) {
    return false;
  }
  if (stretch.found.count === 0) {
    announce('Nothing is to be created: there is no such time, or each has its execution.');
    return false;
  }
  return agreed(path, schedule, stretch);
}

/** Returns {asked, found}, or undefined. */
async function chosen(path, name) {
  const fields = [moment('From', '/from', -DAY_MS, 'In your zone, that moment included'), moment('Until', '/to', 0, 'That moment not included')];
  let stretch;
  await confirm({
    heading: `Backfill ${name}`, verb: 'Count them',
    content: [el('p', {}, 'For each of its times in that stretch of the past that has no execution yet, one is created, also while it is paused.'),
      el('div.row', {}, fields)],
    act: async () => {
      spread({}, fields);
      const [from, to] = fields.map(({ control }) => utc(control.value));
      const found = await post(path, { from, to, validateOnly: true });
      if (found.capped) {
        throw new Problem(400, { errors: [{ pointer: '/to', detail: `has more than ${count(found.count)} times before it, which is the most at once` }] });
      }
      stretch = { asked: { from, to }, found };
    },
    explain: (problem) => told(problem, fields),
  });
  return stretch;
}

async function agreed(path, schedule, { asked, found }) {
  const many = `${count(found.count)} execution${found.count === 1 ? '' : 's'}`;
  const more = found.count - Math.min(SHOWN, found.times.length);
  let made;
  const done = await confirm({
    heading: `Create ${many}?`, verb: `Create ${many}`,
    content: [timesList(found.times.slice(0, SHOWN), schedule), more > 0 && el('p.hint', {}, `and ${count(more)} more`)],
    act: async () => {
      made = await post(path, asked);
    },
  });
  if (done) {
    announce(`${count(made.created)} created${made.existing > 0 ? `; ${count(made.existing)} were there` : ''}.`);
  }
  return done;
}

function moment(label, pointer, fromNow, hint) {
  const minute = new Date(Math.floor((now() + fromNow) / 60_000) * 60_000).toISOString();
  return field(label, el('input', { id: newId('moment'), type: 'datetime-local', step: '1', required: true, value: local(minute) }), { pointer, hint });
}
