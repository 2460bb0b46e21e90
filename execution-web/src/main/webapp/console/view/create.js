// Creates an execution: its type, an input to begin with, when and how it is to run.
import { ask, get } from '../api.js';
import { announce, el, fill } from '../dom.js';
import { command } from '../part/curl.js';
import { copyable } from '../part/copyable.js';
import { creationFields } from '../part/creation-fields.js';
import { flowFields } from '../part/flow-fields.js';
import { runFields } from '../part/run-fields.js';
import { spread, tell, trouble } from '../part/trouble.js';
import { go } from '../route.js';

export const title = () => 'Create an execution';

export function show(page, route, signal) {
  const what = creationFields();
  const run = runFields();
  const flow = flowFields();
  const fields = [...what.fields, ...Object.values(run.fields), ...flow.fields];
  const faults = el('div');
  const send = el('button.primary', { type: 'submit' }, 'Create');
  const shell = el('details', { ontoggle: () => retell() }, el('summary', {}, 'The same, by curl'));
  const given = () => ({ type: what.type(), ...run.given(), ...flow.given() });
  const retell = () => shell.open && fill(shell, shell.firstElementChild,
    copyable(command('executions', { ...given(), input: what.input() ?? {} })));
  // Sent again as it is, because no answer came, it is still one execution.
  let key = newKey();
  const create = async () => {
    fill(faults);
    spread({}, fields);
    try {
      const { body, status } = await ask('POST', 'executions', { body: what.body(given()), headers: { 'Idempotency-Key': key } });
      announce(status === 201 ? `Execution ${body.id} is created.` : `Execution ${body.id} has that key: none is created.`);
      go(`executions/${body.id}`);
    } catch (problem) {
      flow.section.open ||= flow.fields.some(({ pointer }) => problem.errors?.some((each) => each.pointer.startsWith(pointer)));
      tell(problem, fields, faults);
    }
  };
  const form = el('form.panel.form', {
    oninput: () => {
      key = newKey();
      retell();
    },
    onsubmit: async (event) => {
      event.preventDefault();
      send.disabled = true;
      await create();
      send.disabled = false;
    },
  }, what.fields, el('div.row', {}, Object.values(run.fields)), flow.section, faults, el('div.acts', {}, send), shell);
  fill(page, el('div.head', {}, el('h1', {}, 'Create an execution')), form);
  what.focus();
  run.put({});
  begin(what, run, flow, route.query, faults, signal).then(retell);
}

/** Offers the types, and an example of what the chosen one takes, or what another execution was given. */
async function begin(what, run, flow, query, faults, signal) {
  try {
    const types = await what.know(signal);
    const like = query.get('like') && await get(`executions/${encodeURIComponent(query.get('like'))}`, { signal, exactly: true });
    what.put(like || { type: query.get('type') ?? types[0]?.type ?? '' });
    if (like) {
      run.put({ ...like, runAt: undefined });
      flow.put({ ...like, expiresAt: undefined });
    }
  } catch (problem) {
    if (!signal.aborted) {
      fill(faults, trouble(problem));
    }
  }
}

const newKey = () => crypto.getRandomValues(new Uint32Array(4)).join('-');
