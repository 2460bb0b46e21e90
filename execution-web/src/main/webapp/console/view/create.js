// Creates an execution: its type, an input to begin with, when and how it is to run.
import { ask, get } from '../api.js';
import { announce, el, fill, newId } from '../dom.js';
import { parse, pretty } from '../json.js';
import { command } from '../part/curl.js';
import { copyable } from '../part/copyable.js';
import { runFields } from '../part/run-fields.js';
import { field, spread, trouble } from '../part/trouble.js';
import { go } from '../route.js';

export const title = () => 'Create an execution';

export function show(page, route, signal) {
  const list = el('datalist', { id: newId('types') });
  const type = el('input', { id: newId('type'), type: 'text', list: list.id, required: true, autocomplete: 'off', spellcheck: 'false' });
  const input = el('textarea', { id: newId('input'), rows: 12, spellcheck: 'false', value: '{}' });
  const run = runFields();
  const fields = [
    field('Type', type, { pointer: '/type', hint: 'A type that a node handles' }),
    field('Input, as JSON', input, { pointer: '/input' }),
    ...Object.values(run.fields),
  ];
  const faults = el('div');
  const send = el('button.primary', { type: 'submit' }, 'Create');
  const shell = el('details', { ontoggle: () => tell() }, el('summary', {}, 'The same, by curl'));
  const given = () => ({ type: type.value.trim(), ...run.given() });
  const tell = () => shell.open && fill(shell, shell.firstElementChild,
    copyable(command('executions', { ...given(), input: parsed(input.value) ?? {} })));
  // Sent again as it is, because no answer came, it is still one execution.
  let key = newKey();
  const form = el('form.panel.form', {
    oninput: () => {
      key = newKey();
      tell();
    },
    onsubmit: async (event) => {
      event.preventDefault();
      send.disabled = true;
      await create(given(), key, input, fields, faults);
      send.disabled = false;
    },
  }, list, fields[0], fields[1], el('div.row', {}, fields.slice(2)), faults, el('div.acts', {}, send), shell);
  fill(page, el('div.head', {}, el('h1', {}, 'Create an execution')), form);
  type.focus();
  run.put({});
  begin({ list, type, input, run }, route.query, faults, signal).then(tell);
}

/** Offers the types, and an example of what the chosen one takes, or what another execution was given. */
async function begin({ list, type, input, run }, query, faults, signal) {
  let example = input.value;
  let types = [];
  type.addEventListener('input', () => {
    const known = types.find((one) => one.type === type.value.trim());
    if (known && input.value === example) {
      example = pretty(known.exampleInput);
      input.value = example;
    }
  }, { signal });
  try {
    types = (await get('types', { signal, exactly: true })).items;
    fill(list, types.map((one) => el('option', { value: one.type })));
    const like = query.get('like') && await get(`executions/${encodeURIComponent(query.get('like'))}`, { signal, exactly: true });
    const first = like || { type: query.get('type') ?? types[0]?.type ?? '' };
    type.value ||= first.type;
    if (like) {
      input.value = pretty(like.input);
      run.put({ ...like, runAt: undefined });
    } else {
      type.dispatchEvent(new Event('input'));
    }
  } catch (problem) {
    if (!signal.aborted) {
      fill(faults, trouble(problem));
    }
  }
}

const newKey = () => crypto.getRandomValues(new Uint32Array(4)).join('-');

async function create(given, key, input, fields, faults) {
  fill(faults);
  spread({}, fields);
  if (parsed(input.value) === undefined) {
    spread({ errors: [{ pointer: '/input', detail: reason(input.value) }] }, fields);
    return;
  }
  try {
    // The text goes in as it was written: numbers that a double cannot hold arrive as they are.
    const others = JSON.stringify(given).slice(0, -1);
    const { body } = await ask('POST', 'executions', {
      body: `${others},"input":${input.value}}`, headers: { 'Idempotency-Key': key },
    });
    announce(`Execution ${body.id} is created.`);
    go(`executions/${body.id}`);
  } catch (problem) {
    const left = spread(problem, fields);
    fill(faults, left.length > 0 || !(problem.errors?.length > 0)
      ? trouble(Object.assign(problem, { errors: left })) : undefined);
  }
}

function parsed(text) {
  try {
    return parse(text);
  } catch {
    return undefined;
  }
}

function reason(text) {
  try {
    JSON.parse(text);
  } catch (error) {
    return `is no JSON: ${error.message}`;
  }
  return '';
}
