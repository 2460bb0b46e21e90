// What is going on: how much runs and waits, how it went of late, what fails, who works, what is wrong.
import { get } from '../api.js';
import { el, fill, refill } from '../dom.js';
import { watch } from '../live.js';
import { nodesInBrief } from '../part/nodes-in-brief.js';
import { tiles } from '../part/tiles.js';
import { to } from '../route.js';
import { may } from '../session.js';
import { lastStatus, onStatus, readiness } from '../status.js';

export const title = () => 'Overview';

export function show(page, route, signal) {
  const places = {
    warnings: el('div'), tiles: el('div'), nodes: el('section.panel'),
  };
  fill(page,
    el('div.head', {}, el('h1', {}, 'Overview'), may('operator')
      && el('div.acts', {}, el('a.button.primary', { href: to('create') }, 'Create an execution'))),
    places.warnings, places.tiles, places.nodes);

  const draw = { stats: undefined };
  const drawTiles = () => refill(places.tiles, tiles(lastStatus(), draw.stats));
  onStatus((status) => {
    drawTiles();
    refill(places.nodes, nodesInBrief(status));
  }, signal);
  watch((ended) => get('stats', { signal: ended }), (stats) => {
    draw.stats = stats;
    drawTiles();
  }, { signal });
  watch(readiness, (known) => refill(places.warnings, warnings(known)), { signal, every: 5000 });
}

function warnings({ problems, warnings: notes }) {
  return [...problems, ...notes].length > 0 && el('div.trouble', {},
    el('ul', {}, [...problems, ...notes].map((text) => el('li', {}, text))));
}
