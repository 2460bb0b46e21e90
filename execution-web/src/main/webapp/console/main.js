// Starts the console, and shows the view that the address names.
import { onSignedOut } from './api.js';
import { el, fill } from './dom.js';
import { nudge } from './live.js';
import { drawBar } from './part/bar.js';
import { watchService } from './part/notices.js';
import { here } from './route.js';
import { current, forget, may, recall } from './session.js';
import { MISSING, SIGN_IN, UNKNOWN, viewOf } from './views.js';

const main = document.getElementById('main');

let shown = null;
let turn = 0;

/** Shows what the address says: the view that stands already is told, another one takes its place. */
async function show() {
  const mine = ++turn;
  const route = here();
  const entry = chosen(route);
  const { name } = entry;
  if (shown?.name === name && shown.path === route.path && shown.update) {
    shown.update(route);
    return;
  }
  const view = await entry.load().catch(() => MISSING);
  if (mine !== turn) {
    return;
  }
  shown?.ending.abort();
  const ending = new AbortController();
  const page = el('div.view', { class: `view ${name}` });
  const first = shown === null;
  shown = { name, path: route.path, ending };
  document.title = `${view.title(route)} · Execution Service`;
  drawBar(entry);
  fill(main, page);
  shown.update = view.show(page, route, ending.signal);
  if (!first) {
    window.scrollTo(0, 0);
    if (!page.contains(document.activeElement)) {
      main.focus({ preventScroll: true });
    }
  }
}

/** Who is not signed in meets the sign-in wherever they go, but for what is open to all. */
function chosen(route) {
  const view = viewOf(route);
  if (current() === null) {
    return view.isOpen ? view : SIGN_IN;
  }
  return may(view.role) ? view : UNKNOWN;
}

window.addEventListener('hashchange', show);
window.addEventListener('session', () => {
  shown?.ending.abort();
  shown = shown && { ...shown, path: null };
  show();
  nudge();
});
onSignedOut(() => {
  if (current() !== null) {
    forget();
    window.dispatchEvent(new CustomEvent('session', { detail: 'ended' }));
  }
});

async function start() {
  try {
    await recall();
  } catch {
    // The sign-in says what stands in the way, and asks again.
  }
  watchService();
  show();
}

start();
