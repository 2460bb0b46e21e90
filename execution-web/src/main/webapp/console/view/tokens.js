// The tokens: who may do what, since when, until when; new ones, shown once; the end of one.
import { get, post, remove } from '../api.js';
import { announce, el, fill, newId, refill } from '../dom.js';
import { ago, at } from '../format.js';
import { nudge, watch } from '../live.js';
import { confirm } from '../part/dialog.js';
import { copyable } from '../part/copyable.js';
import { field, spread, tell, trouble } from '../part/trouble.js';

// Only a start with another setting, or with none, takes these away.
const OF_SETTINGS = ['admin', 'operator', 'viewer'];

export const title = () => 'Tokens';

export function show(page, route, signal) {
  const list = el('div.scroll');
  const shown = el('div');
  fill(page,
    el('div.head', {}, el('h1', {}, 'Tokens')),
    shown,
    el('section.panel', {}, list),
    newToken(shown));
  watch((ended) => get('tokens', { signal: ended }), ({ items }) => {
    refill(list, table(items));
  }, { signal, refused: (problem) => fill(list, trouble(problem)) });
}

function table(items) {
  return el('table', {}, el('caption.only-read', {}, 'Tokens'),
    el('thead', {}, el('tr', {}, [['Name'], ['Role'], ['Created', 'wide'], ['Used last', 'wide'], ['Ends']]
      .map(([label, kind]) => el('th', { scope: 'col', class: kind }, label)), el('td'))),
    el('tbody', {}, items.map(({ name, role, createdAt, lastUsedAt, expiresAt }) => el('tr', {},
      el('td', {}, name), el('td', {}, role), el('td.wide', {}, ago(createdAt)),
      el('td.wide', {}, lastUsedAt ? ago(lastUsedAt) : 'never'), el('td', {}, expiresAt ? at(expiresAt) : 'never'),
      el('td.tight', {}, !OF_SETTINGS.includes(name) && el('button.small.danger', { onclick: () => take(name), 'aria-label': `Remove ${name}` }, 'Remove…'))))));
}

async function take(name) {
  const done = await confirm({
    heading: `Remove the token ${name}?`, verb: 'Remove it', danger: true,
    content: el('p', {}, 'All who use it, or have signed in with it, are refused within five seconds, on all nodes.'),
    act: () => remove(`tokens/${encodeURIComponent(name)}`),
  });
  if (done) {
    announce(`The token ${name} is removed.`);
    nudge();
  }
}

function newToken(shown) {
  const name = el('input', { id: newId('name'), type: 'text', required: true, autocomplete: 'off', spellcheck: 'false' });
  const role = el('select', { id: newId('role') }, ['viewer', 'operator', 'admin'].map((one) => el('option', {}, one)));
  const expiresAt = el('input', { id: newId('end'), type: 'datetime-local' });
  const fields = [
    field('Name', name, { pointer: '/name', hint: 'Of whom or what uses it, such as ci or anna' }),
    field('Role', role, { pointer: '/role', hint: 'A viewer reads, an operator moves executions, an admin does all' }),
    field('Ends', expiresAt, { pointer: '/expiresAt', hint: 'In your zone; empty: never' }),
  ];
  const faults = el('div');
  return el('form.panel.form', {
    onsubmit: async (event) => {
      event.preventDefault();
      fill(faults);
      try {
        const made = await post('tokens', { name: name.value.trim(), role: role.value,
          expiresAt: expiresAt.value ? new Date(expiresAt.value).toISOString() : undefined });
        spread({}, fields);
        name.value = '';
        fill(shown, once(made, shown));
        nudge();
      } catch (problem) {
        tell(problem, fields, faults);
      }
    },
  }, el('h2', {}, 'A new token'), el('div.row', {}, fields), faults, el('div.acts', {}, el('button', { type: 'submit' }, 'Create')));
}

function once({ name, token }, shown) {
  return el('section.panel.once', { role: 'status' },
    el('h2', {}, `The token of ${name}`),
    el('p', {}, 'It is shown this once, and can never be shown again.'),
    copyable(token),
    el('div.acts', {}, el('button.small', { onclick: () => fill(shown) }, 'I have it')));
}
