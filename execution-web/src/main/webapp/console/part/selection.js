// Which executions are selected, and what can be done to all of them, or to all that the filter finds.
import { post } from '../api.js';
import { announce, el, fill } from '../dom.js';
import { capped, count, exact } from '../format.js';
import { narrowing, verbsFor } from '../filter.js';
import { go } from '../route.js';
import { may } from '../session.js';
import { confirm } from './dialog.js';
import { inShort } from './trouble.js';

const VERBS = {
  cancel: { label: 'Cancel', role: 'operator' },
  retry: { label: 'Retry', role: 'operator' },
  delete: { label: 'Delete', role: 'admin', danger: true },
};

/** Returns the bar of bulk verbs, with box(id), setAll(ids, chosen), keep(ids), isEmpty(), and offer(filter). */
export function selection() {
  const chosen = new Set();
  const boxes = new Map();
  let filter;
  const bar = el('div.acts.bulk', { role: 'group', 'aria-label': 'Many at once' });
  // Of the moment in which it is asked for: "Last hour" moves on.
  const all = () => given(narrowing(filter));
  const draw = () => {
    const isNarrow = Object.keys(all()).length > 0;
    const verbs = Object.entries(VERBS).filter(([name, { role }]) =>
      may(role) && (chosen.size > 0 || (isNarrow && verbsFor(filter)[name])));
    fill(bar,
      el('span.faint', {}, chosen.size > 0 ? `${count(chosen.size)} selected`
        : isNarrow ? 'What the filter finds:' : 'Filter or select, to cancel, retry or delete many at once.'),
      verbs.map(([name, { label, danger }]) => el(danger ? 'button.small.danger' : 'button.small', {
        onclick: () => act(name, chosen.size > 0 ? { ids: [...chosen] } : { filter: all() }, clear),
      }, chosen.size > 0 ? `${label}…` : `${label} all…`)),
      chosen.size > 0 && el('button.small.quiet', { onclick: clear }, 'Select none'));
  };
  const clear = () => {
    chosen.clear();
    boxes.forEach((box) => {
      box.checked = false;
    });
    draw();
  };
  const mark = (id, isChosen) => (isChosen ? chosen.add(id) : chosen.delete(id));
  bar.box = (id) => {
    const box = el('input', {
      type: 'checkbox', checked: chosen.has(id), 'aria-label': `Select execution ${id}`,
      onchange: ({ target }) => {
        mark(id, target.checked);
        draw();
      },
    });
    boxes.set(id, box);
    return box;
  };
  bar.setAll = (ids, isChosen) => {
    ids.forEach((id) => {
      mark(id, isChosen);
      boxes.get(id).checked = isChosen;
    });
    draw();
  };
  /** Forgets the boxes of all other rows; what is selected stays so. */
  bar.keep = (ids) => {
    const standing = new Set(ids);
    [...boxes.keys()].filter((id) => !standing.has(id)).forEach((id) => boxes.delete(id));
  };
  bar.isEmpty = () => chosen.size === 0;
  bar.offer = (next) => {
    filter = next;
    draw();
  };
  return bar;
}

const given = (parameters) => Object.fromEntries(Object.entries(parameters)
  .filter(([, value]) => value !== '' && value !== false && value !== undefined));

/** Asks how many there are, asks whether it is meant, and goes to see it done. */
async function act(verb, what, clear) {
  const { label, danger } = VERBS[verb];
  try {
    const found = await post(`executions/${verb}`, { ...what, validateOnly: true });
    if (found.count === 0) {
      announce(`Nothing here can be ${verb === 'retry' ? 'retried' : verb === 'delete' ? 'deleted' : 'cancelled'}.`);
      return;
    }
    const many = `${capped(found.count, found.capped)} execution${found.count === 1 ? '' : 's'}`;
    let bulk;
    const done = await confirm({
      heading: `${label} ${many}?`, verb: `${label} ${many}`, danger, content: explained(verb, what),
      act: async () => {
        bulk = await post(`executions/${verb}`, what);
      },
    });
    if (done) {
      clear();
      go(`bulk/${bulk.id}`);
    }
  } catch (problem) {
    announce(`Not done: ${inShort(problem)}`);
  }
}

function explained(verb, { filter }) {
  const effects = {
    cancel: 'Pending ones end at once; the handlers of running ones are told to stop.',
    retry: 'They become pending again, with a fresh budget of attempts.',
    delete: 'They are removed for good, with their attempts.',
  };
  return [el('p', {}, effects[verb]), filter && el('p.hint', {}, 'All that the filter finds: ',
    el('code', {}, Object.entries(filter).map(([name, value]) => `${name} ${moments.test(name) ? exact(value) : value}`).join(', ')))];
}

const moments = /(After|Before)$/;
