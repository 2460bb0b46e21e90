// The nodes: what each does, how its timer goes, and for administrators the way to steer it.
import { get, post, query } from '../api.js';
import { announce, el, fill, refill } from '../dom.js';
import { ago, at, count } from '../format.js';
import { nudge, watch } from '../live.js';
import { confirm } from '../part/dialog.js';
import { status as badge } from '../part/status.js';
import { inShort } from '../part/trouble.js';
import { to } from '../route.js';
import { may } from '../session.js';
import { readiness } from '../status.js';

export const title = () => 'Nodes';

export function show(page, route, signal) {
  const isAll = route.query.get('nodes') === 'all';
  const list = el('div.cards');
  const health = el('section.panel');
  const note = el('span.hint');
  fill(page,
    el('div.head', {}, el('h1', {}, 'Nodes'), note, el('div.acts', {},
      el('a', { href: to('nodes', { nodes: isAll ? '' : 'all' }) }, isAll ? 'Only those that live' : 'Also those that stopped or died'))),
    list, health);
  watch((ended) => get(`status${query({ nodes: isAll ? 'all' : '' })}`, { signal: ended }), (status) => {
    refill(note, `You talk to ${status.node}, of version ${status.version}.`);
    keep(list, status.nodes, status.node);
  }, { signal });
  watch(readiness, (known) => refill(health, ready(known)), { signal, every: 5000 });
}

/** Cards stay where they are. */
function keep(list, nodes, here) {
  const cards = new Map([...list.children].map((known) => [known.node, known]));
  const next = nodes.map((node) => {
    const shown = cards.get(node.id) ?? Object.assign(el('section.panel.node'), { node: node.id });
    refill(shown, card(node, here));
    return shown;
  });
  if (next.length !== list.children.length || next.some((shown, index) => shown !== list.children[index])) {
    fill(list, next.length > 0 ? next : el('p.empty', {}, 'No node lives: nothing is claimed until one is started.'));
  }
}

function card(node, here) {
  const { id, name, state, startedAt, lastBeatAt, types, workers, running, replays, timer } = node;
  const lines = [
    ['Identity', `${id}${name === here ? ', the one that you talk to' : ''}`],
    ['Runs', [meter(running, workers), ` ${count(running)} of ${count(workers)} workers`]],
    ['Types', types.length > 0 ? types.join(', ') : 'none'],
    ['Started', [at(startedAt), ' · ', ago(startedAt)]],
    ['Last beat', ago(lastBeatAt)],
    ['Polls', `every ${count(timer.intervalMs)} ms${timer.suspended ? ', without its timer, which stands still' : ''}`],
    ['Last poll', timer.lastPollAt && [ago(timer.lastPollAt), timer.lastPollMillis !== undefined && `, took ${count(timer.lastPollMillis)} ms`]],
    ['Next poll', timer.nextPollAt && ago(timer.nextPollAt)],
    ['Last error', timer.lastError && el('span.error', {}, timer.lastError)],
    ['Replays', replays > 0 && `${count(replays)} transactions were run again`],
  ];
  return [
    el('div.panel-head', {}, el('h2', {}, name), badge(state)),
    el('dl.facts', {}, lines.filter(([, value]) => value).map(([label, value]) => [el('dt', {}, label), el('dd', {}, value)])),
    may('admin') && el('div.acts', {}, steering(node)),
  ];
}

function meter(value, max) {
  const made = el('meter', { min: 0, max: Math.max(max, 1), 'aria-label': `${value} of ${max} workers are busy` });
  made.value = value;
  return made;
}

function steering({ id, name, state }) {
  const living = state === 'polling' || state === 'draining';
  return [
    living && el('button.small', { onclick: () => steer(id, 'poll', `${name} polls.`) }, 'Poll now'),
    state === 'polling' && el('button.small', { onclick: () => drain(id, name) }, 'Drain…'),
    state === 'draining' && el('button.small', { onclick: () => steer(id, 'resume', `${name} claims again.`) }, 'Resume'),
  ];
}

async function steer(id, verb, text) {
  try {
    await post(`nodes/${id}/${verb}`);
    announce(text);
  } catch (problem) {
    announce(`Not done: ${inShort(problem)}`);
  }
  nudge();
}

async function drain(id, name) {
  const done = await confirm({
    heading: `Drain ${name}?`, verb: 'Drain it',
    content: el('p', {}, 'It claims nothing more, lets its handlers finish, and is not ready any longer, until it is told to resume.'),
    act: () => post(`nodes/${id}/drain`),
  });
  if (done) {
    announce(`${name} drains.`);
    nudge();
  }
}

function ready({ status, problems, warnings }) {
  return [
    el('div.panel-head', {}, el('h2', {}, 'Readiness of the node that you talk to'), badge(status === 'up' ? 'completed' : 'failed', status)),
    problems.length + warnings.length === 0 ? el('p.faint', {}, 'It can take work; nothing is to be said.')
      : el('ul', {}, problems.map((text) => el('li', {}, el('span.error', {}, text))), warnings.map((text) => el('li', {}, text))),
  ];
}
