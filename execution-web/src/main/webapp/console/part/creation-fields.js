// What is to be created: its type, and its input as JSON, which begins with an example of what the type takes.
import { Problem, get } from '../api.js';
import { el, fill, newId } from '../dom.js';
import { parse, pretty } from '../json.js';
import { field } from './trouble.js';

/** Returns the fields of a form, with know(signal), put(creation), focus(), type(), input(), and body(others). */
export function creationFields() {
  const list = el('datalist', { id: newId('types') });
  const type = el('input', { id: newId('type'), type: 'text', list: list.id, required: true, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false' });
  const input = el('textarea', { id: newId('input'), rows: 12, spellcheck: 'false', value: '{}' });
  const ofType = field('Type', type, { pointer: '/type', hint: 'A type that a node handles' });
  ofType.append(list);
  let types = [];
  let example = input.value;
  const exemplify = () => {
    const known = types.find((one) => one.type === type.value.trim());
    if (known && input.value === example) {
      example = pretty(known.exampleInput);
      input.value = example;
    }
  };
  type.addEventListener('input', exemplify);
  return {
    fields: [ofType, field('Input, as JSON', input, { pointer: '/input' })],
    /** Learns which types there are, and returns them. */
    know: async (signal) => {
      types = (await get('types', { signal, exactly: true })).items;
      fill(list, types.map((one) => el('option', { value: one.type })));
      return types;
    },
    /** Shows that type and input, or an example; what was written meanwhile stays. */
    put: (creation) => {
      if (type.value === '') {
        type.value = creation.type;
        if (document.activeElement === type) {
          // Who is just about to write there writes over it, not behind it.
          type.select();
        }
      }
      if (creation.input === undefined) {
        exemplify();
      } else {
        input.value = pretty(creation.input);
      }
    },
    focus: () => type.focus(),
    type: () => type.value.trim(),
    /** Returns the input, or undefined where it is no JSON. */
    input: () => {
      try {
        return parse(input.value);
      } catch {
        return undefined;
      }
    },
    /**
     * Returns the request that has the input beside these fields. The text goes in as it was written: numbers that a
     * double cannot hold arrive as they are. What is no JSON is a Problem.
     */
    body: (others) => {
      try {
        JSON.parse(input.value);
      } catch (error) {
        throw new Problem(400, { errors: [{ pointer: '/input', detail: `is no JSON: ${error.message}` }] });
      }
      return `${JSON.stringify(others).slice(0, -1)},"input":${input.value}}`;
    },
  };
}
