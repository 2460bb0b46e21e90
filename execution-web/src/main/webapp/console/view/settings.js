// What holds for all nodes: the limit, the pause, how long ended executions are kept.
import { get, patch } from '../api.js';
import { announce, el, fill, newId } from '../dom.js';
import { isShorter } from '../duration.js';
import { count } from '../format.js';
import { nudge, watch } from '../live.js';
import { confirm } from '../part/dialog.js';
import { status as badge } from '../part/status.js';
import { field, inShort, spread, tell } from '../part/trouble.js';
import { may } from '../session.js';

export const title = () => 'Settings';

export function show(page, route, signal) {
  const pause = el('section.panel');
  const limit = may('admin') ? form('maxConcurrentExecutions', 'How many may run at once, in the whole cluster', 'From 1 to 10,000. What runs goes on.') : null;
  const retention = may('admin') ? form('retention', 'How long ended executions are kept', 'An ISO-8601 duration such as P30D or PT12H, or none to keep all.') : null;
  const facts = el('section.panel');
  fill(page,
    el('div.head', {}, el('h1', {}, 'Settings'), el('span.hint', {}, 'They hold for all nodes at once, and survive restarts.')),
    el('div.cards', {}, pause, limit ?? facts, retention));
  let said;
  watch((ended) => get('settings', { signal: ended }), (settings) => {
    const now = JSON.stringify(settings);
    if (now === said) {
      return;
    }
    said = now;
    fill(pause, pausing(settings));
    if (limit) {
      limit.put(String(settings.maxConcurrentExecutions));
      retention.put(settings.retention);
    } else {
      fill(facts, reading(settings));
    }
  }, { signal });
}

function pausing({ paused }) {
  return [
    el('div.panel-head', {}, el('h2', {}, 'Claims'), paused ? badge('draining', 'paused') : badge('polling', 'going on')),
    el('p', {}, paused ? 'Nothing is claimed, on any node. What runs goes on, and executions can be created.'
      : 'Nodes claim what is due, up to the limit.'),
    may('admin') && el('div.acts', {}, paused
      ? el('button.primary', { onclick: () => set({ paused: false }, 'Claims go on.') }, 'Resume')
      : el('button', { onclick: () => askToPause() }, 'Pause…')),
  ];
}

async function askToPause() {
  const done = await confirm({
    heading: 'Pause all claims?', verb: 'Pause',
    content: el('p', {}, 'No node claims anything until somebody resumes. What runs goes on.'),
    act: () => patch('settings', { paused: true }),
  });
  if (done) {
    announce('Claims are paused.');
    nudge();
  }
}

async function set(change, text) {
  try {
    await patch('settings', change);
    announce(text);
  } catch (problem) {
    announce(`Not done: ${inShort(problem)}`);
  }
  nudge();
}

/** A form of one setting. What the reader has begun to write is not overwritten by news. */
function form(name, label, hint) {
  const control = el('input', { id: newId(name), type: 'text', required: true, autocomplete: 'off', disabled: true });
  const one = field(label, control, { pointer: `/${name}`, hint });
  const faults = el('div');
  let kept = '';
  const made = el('form.panel', {
    onsubmit: async (event) => {
      event.preventDefault();
      fill(faults);
      try {
        const given = typed(control.value.trim());
        const settings = await agreed(name, kept, given, () => patch('settings', { [name]: given }));
        if (settings) {
          spread({}, [one]);
          kept = String(settings[name]);
          control.value = kept;
          announce('It is kept.');
          nudge();
        }
      } catch (problem) {
        tell(problem, [one], faults);
      }
    },
  }, one, faults, el('div.acts', {}, el('button', { type: 'submit' }, 'Set')));
  made.put = (value) => {
    if (control.value === kept && control !== document.activeElement) {
      control.value = value;
    }
    control.disabled = false;
    kept = value;
  };
  return made;
}

/** Does it, after a question where executions would be removed for good that are kept as yet. */
async function agreed(name, kept, given, act) {
  if (name !== 'retention' || !isShorter(given, kept)) {
    return act();
  }
  let settings;
  await confirm({
    heading: `Keep ended executions for ${given} only?`, verb: 'Keep them for less', danger: true,
    content: el('p', {}, `All that ended longer ago are removed for good, with their attempts. So far they are kept ${kept === 'none' ? 'for ever' : `for ${kept}`}.`),
    act: async () => {
      settings = await act();
    },
  });
  return settings;
}

const typed = (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : text);

function reading({ maxConcurrentExecutions, retention }) {
  return [el('h2', {}, 'What is set'), el('dl.facts', {},
    el('dt', {}, 'At once, at most'), el('dd', {}, count(maxConcurrentExecutions)),
    el('dt', {}, 'Ended ones are kept'), el('dd', {}, retention === 'none' ? 'for ever' : retention))];
}
