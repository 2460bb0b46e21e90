// What is going on: how much runs and waits, how it went of late, what fails, who works, what is wrong.
import { now } from '../clock.js';
import { get, query } from '../api.js';
import { el, fill, refill } from '../dom.js';
import { watch } from '../live.js';
import { failures } from '../part/failures.js';
import { nodesInBrief } from '../part/nodes-in-brief.js';
import { figures } from '../part/figures.js';
import { tiles } from '../part/tiles.js';
import { asType, typeChoice } from '../part/type-choice.js';
import { typesInBrief } from '../part/types-in-brief.js';
import { go, to } from '../route.js';
import { may } from '../session.js';
import { lastStatus, onStatus, readiness } from '../status.js';

const SPANS = {
  hour: { label: 'Hour', ms: 3_600_000, step: 'PT1M', stepMs: 60_000 },
  day: { label: 'Day', ms: 86_400_000, step: 'PT15M', stepMs: 900_000 },
  week: { label: 'Week', ms: 604_800_000, step: 'PT2H', stepMs: 7_200_000 },
};

export const title = () => 'Overview';

export function show(page, route, signal) {
  const name = Object.hasOwn(SPANS, route.query.get('span')) ? route.query.get('span') : 'hour';
  const shown = SPANS[name];
  const type = asType(route.query.get('type'));
  const places = {
    warnings: el('div'), begin: el('div'), tiles: el('div'), charts: el('div'), failures: el('section.panel'),
    types: el('section.panel'), nodes: el('section.panel'),
  };
  const choice = typeChoice(type, (chosen) => go('', { span: name, type: chosen }), signal);
  const charts = figures(places.charts, shown, signal);
  fill(page,
    el('div.head', {}, el('h1', {}, 'Overview'), spans(name, type), choice, may('operator')
      && el('div.acts', {}, el('a.button.primary', { href: to('create') }, 'Create an execution'))),
    places.warnings, places.begin, places.tiles, places.charts,
    el('div.brief', {}, places.failures, places.types, places.nodes));

  const draw = {};
  const drawTiles = () => refill(places.tiles, tiles({ ...draw, status: lastStatus() }, { ...shown, name }, type));
  drawTiles();
  onStatus((status) => {
    drawTiles();
    refill(places.nodes, nodesInBrief(status));
  }, signal);
  watch((ended) => get('stats', { signal: ended }), (stats) => {
    draw.stats = stats;
    drawTiles();
    refill(places.begin, stats.total === 0 && beginning());
    refill(places.types, typesInBrief(stats.types, name));
    choice.offer(stats.types);
  }, { signal, moves: () => true });
  watch(readiness, (known) => refill(places.warnings, warnings(known)), { signal, every: 5000 });
  watch((ended) => get(`stats/series${query({ ...between(shown), step: shown.step, type })}`, { signal: ended }),
    (series) => {
      draw.sums = sums(series);
      drawTiles();
      charts(series);
    }, { signal, every: 10_000 });
  watch((ended) => get(`stats/failures${query(between(shown))}`, { signal: ended }),
    (found) => refill(places.failures, failures(found, shown, name, type)), { signal, every: 30_000 });
}

const sums = ({ items }) => Object.fromEntries(['completed', 'failed', 'cancelled']
  .map((status) => [status, items.reduce((sum, item) => sum + item[status], 0)]));

/** The span up to now, whole steps of it. */
function between({ ms, stepMs }) {
  const end = Math.ceil(now() / stepMs) * stepMs;
  return { from: new Date(end - ms).toISOString(), to: new Date(end).toISOString() };
}

function spans(chosen, type) {
  return el('nav', { 'aria-label': 'Span' }, el('ul.switch', {}, Object.entries(SPANS).map(([name, { label }]) =>
    el('li', {}, el('a', { href: to('', { span: name, type }), 'aria-current': name === chosen ? 'true' : undefined }, label)))));
}

const warnings = ({ problems, warnings: notes }) => [box('trouble.of-readiness', problems), box('trouble.mild', notes)];

const box = (kind, texts) => texts.length > 0 && el(`div.${kind}`, {}, el('ul', {}, texts.map((text) => el('li', {}, text))));

/** What is said while there is nothing yet. */
const beginning = () => el('section.panel', {}, el('h2', {}, 'Nothing has been created yet'),
  el('p', {}, may('operator') ? [el('a', { href: to('create') }, 'Create a first execution'), ' here, or '] : 'An operator creates executions, here or ',
    el('a', { href: to('interface') }, 'over REST'), '. It shows up on this page at once.'));
