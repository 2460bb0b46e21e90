// The choice of a type, or of all, among those that are known.
import { get } from '../api.js';
import { el, refill } from '../dom.js';
import { nudge } from '../live.js';

let isPicked = false;
let known = [];

/** Returns the type that an address names, or nothing where that can be none. */
export const asType = (text) => (/^[a-z][a-z0-9._-]{0,99}$/.test(text ?? '') ? text : '');

/** Returns the choice; changed is told the type. Its offer(types) adds those that any execution has now. */
export function typeChoice(type, changed, signal) {
  let living = [];
  const select = el('select.of-type', {
    'aria-label': 'Figures of',
    onchange: () => {
      isPicked = true;
      changed(select.value);
    },
  });
  const draw = () => {
    const names = [...new Set([...living, ...known, type])].filter(Boolean).sort();
    refill(select, el('option', { value: '' }, 'All types'), names.map((one) => el('option', { value: one }, one)));
    select.value = type;
  };
  draw();
  get('types', { signal }).then(({ items }) => {
    known = items.map((one) => one.type);
    draw();
  }).catch(() => nudge());
  if (isPicked) {
    // A reader who goes from one to the next by key has it at hand again.
    isPicked = false;
    requestAnimationFrame(() => select.focus());
  }
  return Object.assign(select, {
    offer: (types) => {
      living = types.map((one) => one.type);
      draw();
    },
  });
}
