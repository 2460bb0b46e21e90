// How far a bulk run is; it goes on whether or not anybody looks.
import { get, post } from '../api.js';
import { announce, el, fill, refill } from '../dom.js';
import { at, ago, count, span } from '../format.js';
import { nudge, watch } from '../live.js';
import { jsonView } from '../part/json-view.js';
import { status as badge } from '../part/status.js';
import { inShort, trouble } from '../part/trouble.js';
import { to } from '../route.js';

const WHILE_IT_RUNS_MS = 1000;
const ENDED_MS = 60_000;

export const title = ({ parts }) => `Bulk ${parts[1]}`;

export function show(page, { parts }, signal) {
  const path = `bulk/${encodeURIComponent(parts[1])}`;
  const head = el('div.head', {}, el('h1', {}, `Bulk ${parts[1]}`));
  const facts = el('section.panel');
  const what = el('section.panel');
  let isOver = false;
  fill(page, head, facts, what);
  watch((ended) => get(path, { signal: ended }), (bulk) => {
    isOver = bulk.state !== 'running';
    refill(head, el('h1', {}, `${bulk.verb[0].toUpperCase()}${bulk.verb.slice(1)} ${bulk.id}`), badge(bulk.state),
      el('div.acts', {}, bulk.state === 'running' && el('button.danger', { onclick: () => stop(path) }, 'Stop'),
        bulk.verb === 'retry' && el('a.button', { href: since(bulk) }, 'What has ended since'),
        el('a.button', { href: to('bulk') }, 'All of them')));
    refill(facts, progress(bulk));
    // It stays as it is, and as far as the reader has opened it.
    if (what.childElementCount === 0) {
      fill(what, el('h2', {}, 'Which'), jsonView(bulk.filter ?? bulk.ids ?? null));
    }
  }, { signal, every: () => (isOver ? ENDED_MS : WHILE_IT_RUNS_MS), refused: (problem) => fill(page, trouble(problem)) });
}

/** Where to see how those went that were retried, and others of that type. */
const since = ({ filter, createdAt }) => to('executions', { type: filter?.type, sort: 'finished', after: createdAt });

async function stop(path) {
  try {
    await post(`${path}/stop`);
    announce('It stops after the rows that it has in hand.');
  } catch (problem) {
    announce(`Not done: ${inShort(problem)}`);
  }
  nudge();
}

function progress({ state, matched, done, skipped, failed, by, createdAt, finishedAt, error }) {
  const handled = done + skipped + failed;
  const bar = el('progress', { max: Math.max(matched ?? handled, 1), 'aria-label': 'Progress' });
  bar.value = handled;
  const lines = [
    ['Done', count(done)],
    ['Skipped', `${count(skipped)}, which had moved meanwhile`],
    ['Failed', count(failed)],
    ['By', by],
    ['Begun', [at(createdAt), ' · ', ago(createdAt)]],
    ['Ended', finishedAt && [at(finishedAt), `, after ${span(new Date(finishedAt) - new Date(createdAt))}`]],
    ['Error', error && el('span.error', {}, error)],
  ];
  return [
    (state === 'running' || matched !== undefined) && el('p', {}, bar, ` ${count(handled)}${matched === undefined ? '' : ` of ${count(matched)}`}`),
    el('dl.facts', {}, lines.filter(([, value]) => value).map(([label, value]) => [el('dt', {}, label), el('dd', {}, value)])),
  ];
}
