// What a schedule does while its last execution is unfinished, and after an outage; how it is described. Fields of a form.
import { el, newId } from '../dom.js';
import { whole } from './run-fields.js';
import { field } from './trouble.js';

/** What is done at a time while the last execution is pending or running. */
export const OVERLAP = {
  skip: 'skip: leaves the time out', queue: 'queue: lets one time wait for its end', allow: 'allow: creates another one all the same',
};

/** What is created for times that were missed. */
export const CATCH_UP = { latest: 'latest: one for all of them', all: 'all: one for each', none: 'none: nothing' };

/** Returns {fields, put(schedule), given()}; one that is new may begin paused. */
export function ruleFields(isNew) {
  const paused = el('input', { id: newId('paused'), type: 'checkbox' });
  const fields = {
    overlap: field('While the last one is unfinished', choice(OVERLAP), { pointer: '/overlap', hint: 'That is, pending or running' }),
    catchUp: field('For times missed in an outage', choice(CATCH_UP), { pointer: '/catchUp', hint: 'All: only where overlap is allow' }),
    catchUpWindow: field('Missed for good after', text(), { pointer: '/catchUpWindow', hint: 'Such as PT24H' }),
    jitterMs: field('Spread, ms', text({ inputmode: 'numeric' }), { pointer: '/jitterMs', hint: 'Each runs up to so much later, by chance' }),
    expiresAfter: field('Expires after', text(), { pointer: '/expiresAfter', hint: 'Such as PT1H; cancelled unless it has started' }),
    description: field('Description', text(), { pointer: '/description' }),
  };
  const written = (name) => fields[name].control.value.trim();
  return {
    fields,
    paused: isNew && el('span.check', {}, paused, el('label', { for: paused.id }, 'Paused at first')),
    put: ({ overlap = 'skip', catchUp = 'latest', catchUpWindow = 'PT24H', jitterMs = 0, expiresAfter = '', description = '' }) => {
      const shown = { overlap, catchUp, catchUpWindow, jitterMs: String(jitterMs), expiresAfter, description };
      Object.entries(shown).forEach(([name, value]) => {
        fields[name].control.value = value;
      });
    },
    given: () => ({
      overlap: written('overlap'), catchUp: written('catchUp'), catchUpWindow: written('catchUpWindow') || undefined,
      jitterMs: whole(written('jitterMs')), expiresAfter: written('expiresAfter') || undefined, description: written('description') || undefined,
      paused: isNew && paused.checked ? true : undefined,
    }),
  };
}

const choice = (choices) => el('select', { id: newId('rule') }, Object.entries(choices).map(([value, label]) => el('option', { value }, label)));

const text = (attributes) => el('input', { id: newId('rule'), type: 'text', autocomplete: 'off', ...attributes });
