// The bar at the top: where one can go, what the cluster does, who is signed in.
import { el, fill, announce } from '../dom.js';
import { to } from '../route.js';
import { current, may, signOut } from '../session.js';
import { listed } from '../views.js';
import { find } from './find.js';

const THEMES = { '': 'Auto', light: 'Light', dark: 'Dark' };

/** Where the state of the cluster is said; see notices. It has its place before that comes. */
export const pulse = el('a.pulse', { href: to('nodes') },
  '– of –', el('span.roomy', {}, ' running'), ' · – pending');

/** Draws the bar for that view. */
export function drawBar(shown) {
  const bar = document.getElementById('bar');
  fill(bar,
    el('button.skip', { onclick: () => document.getElementById('main').focus() }, 'Skip to the content'),
    el('a.brand', { href: to('') }, 'Execution Service'),
    current() && el('nav', { 'aria-label': 'Views' }, el('ul', {}, listed
      .filter((view) => may(view.role))
      .map((view) => el('li', {}, el('a', {
        href: to(view.name === 'overview' ? '' : view.name),
        'aria-current': view.name === (shown.of ?? shown.name) ? 'page' : undefined,
      }, view.label))))),
    el('div.who', {}, current() && [pulse, find()], themes(), ...whoIsIn()));
  showCurrent(bar);
}

/** On a phone the views are a line that can be moved: where one is, is to be seen. */
function showCurrent(bar) {
  const here = bar.querySelector('[aria-current]');
  const line = here?.closest('ul');
  if (line) {
    line.scrollLeft = here.offsetLeft - line.offsetLeft - (line.clientWidth - here.offsetWidth) / 2;
  }
}

function whoIsIn() {
  if (!current()) {
    return [];
  }
  const { name, role } = current();
  return [
    el('span.me', { title: `Signed in as ${name}, with the role ${role}` }, name === role ? role : `${name} (${role})`),
    el('button.quiet', { onclick: leave }, 'Sign out'),
  ];
}

async function leave() {
  try {
    await signOut();
    window.dispatchEvent(new CustomEvent('session'));
  } catch (problem) {
    announce(`Not signed out: ${problem.message}`);
  }
}

function themes() {
  const chosen = document.documentElement.dataset.theme ?? '';
  return el('select.quiet', { 'aria-label': 'Theme', title: 'Light or dark; auto: as the system', onchange: (event) => choose(event.target.value) },
    Object.entries(THEMES).map(([value, label]) => el('option', { value, selected: value === chosen }, label)));
}

function choose(theme) {
  if (theme === '') {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // It holds until the page is left.
  }
  window.dispatchEvent(new CustomEvent('theme'));
}
