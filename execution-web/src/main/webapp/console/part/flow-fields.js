// What an execution shares its limits with, and how it is found: its queue and key, its tags, its unique key. Fields of a form.
import { el, newId } from '../dom.js';
import { local, utc } from '../moment.js';
import { field } from './trouble.js';

const NAMES = {
  queue: ['Queue', 'Empty: that of its type'],
  concurrencyKey: ['Concurrency key', 'What it is about, such as a customer'],
  tags: ['Tags', 'With commas between them'],
  uniqueKey: ['Unique key', 'None is created while another one of its type has it'],
  expiresAt: ['Expires', 'In your zone; cancelled unless it has started by then'],
};

/**
 * Returns {section, fields, put(execution), given()}; the section is open where something is in it, or wrong. Of what is created
 * again and again, each has the same unique key, and none a moment at which it expires.
 */
export function flowFields({ again = false } = {}) {
  const names = Object.entries(NAMES).filter(([name]) => !again || name !== 'expiresAt');
  const fields = names.map(([name, [label, hint]]) => field(label,
    el('input', { id: newId(name), autocomplete: 'off', spellcheck: 'false', ...(name === 'expiresAt' ? { type: 'datetime-local', step: '1' } : { type: 'text' }) }),
    { pointer: `/${name}`, hint }));
  const section = el('details', {}, el('summary', {}, again ? 'Queue, keys, tags' : 'Queue, keys, tags, expiry'), el('div.row', {}, fields));
  const control = (name) => fields.find(({ pointer }) => pointer === `/${name}`)?.control ?? {};
  const written = (name) => control(name).value?.trim() || undefined;
  return {
    section,
    fields,
    put: ({ queue = '', concurrencyKey = '', tags = [], uniqueKey = '', expiresAt }) => {
      control('queue').value = queue === 'default' && !again ? '' : queue;
      control('concurrencyKey').value = concurrencyKey;
      control('tags').value = tags.join(', ');
      control('uniqueKey').value = again ? uniqueKey : '';
      control('expiresAt').value = local(expiresAt);
      section.open = fields.some((one) => one.control.value !== '');
    },
    given: () => ({
      queue: written('queue'), concurrencyKey: control('concurrencyKey').value || undefined,
      tags: written('tags')?.split(',').map((tag) => tag.trim()).filter((tag) => tag !== ''),
      uniqueKey: control('uniqueKey').value || undefined, expiresAt: utc(written('expiresAt')) || undefined,
    }),
  };
}
