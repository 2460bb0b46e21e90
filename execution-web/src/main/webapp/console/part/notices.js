// What stands above every view: that nothing comes any longer, and since when; that another version runs here.
import { el, fill, refill, say } from '../dom.js';
import { count, capped, relative } from '../format.js';
import { onState } from '../live.js';
import { current } from '../session.js';
import { onStatus, readiness, watchStatus } from '../status.js';
import { pulse } from './bar.js';

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const CAUSES_MS = 5000;

const what = el('strong');
// It changes each second, and is not to be read out each time.
const since = el('span.age', { 'aria-live': 'off' });
const causes = el('ul');
const stale = el('div.notice.bad', { role: 'alert', hidden: true }, el('p', {}, what, ' ', since), causes);
const newer = el('div.notice.info', { role: 'status', hidden: true });

let version;
let told;
let standing;
let causesAsked = -Infinity;
let asksCauses = false;

/** Starts to watch the service. */
export function watchService() {
  fill(document.getElementById('notices'), stale, newer);
  onState(show);
  setInterval(tellAge, 1000);
  onStatus(tellStatus, new AbortController().signal);
  watchStatus();
}

function show(state) {
  const was = stale.hidden;
  standing = state;
  stale.hidden = state.problem === null || current() === null;
  if (stale.hidden) {
    fill(causes);
    return;
  }
  say(what, `${state.problem.message}.`.replace(/\.\.$/, '.'));
  tellAge();
  if (was || state.problem.status === 503) {
    nameCauses();
  }
}

function tellAge() {
  if (!stale.hidden) {
    say(since, standing.heard === Infinity
      ? 'It is asked again and again.'
      : `What you see is of ${CLOCK.format(standing.heard)}, ${relative(standing.heard, Date.now())}. It is asked again and again.`);
  }
}

/** Readiness is known without the database, and says what stands in the way. */
async function nameCauses() {
  if (asksCauses || performance.now() - causesAsked < CAUSES_MS) {
    return;
  }
  asksCauses = true;
  const known = await readiness().catch(() => ({ problems: [] }));
  asksCauses = false;
  causesAsked = performance.now();
  if (!stale.hidden) {
    refill(causes, known.problems.map((problem) => el('li', {}, problem)));
  }
}

function tellStatus(status) {
  version ??= status.version;
  newer.hidden = version === status.version;
  if (told !== status.version) {
    told = status.version;
    fill(newer, el('p', {}, `Version ${status.version} runs here now; this page is of ${version}. `,
      el('button.small', { onclick: () => location.reload() }, 'Reload')));
  }
  pulse.classList.toggle('is-paused', status.paused);
  pulse.classList.toggle('is-busy', status.running > 0 && !status.paused);
  refill(pulse, status.paused && 'Paused · ', `${count(status.running)} of ${count(status.maxConcurrentExecutions)}`,
    el('span.roomy', {}, ' running'), ` · ${capped(status.pending, status.pendingCapped)} pending`);
}
