// The form that says which executions are listed. Whatever changes goes into the address.
import { el, fill, newId, say } from '../dom.js';
import { SORTS, STATUSES, WINDOWS, isSearch, orders, possible } from '../filter.js';
import { fieldUtc, local } from '../moment.js';

/** Returns the form; changed is told the whole filter. Its put(filter) shows one; know(types, nodes) offers names. */
export function filters(changed, signal) {
  const types = el('datalist', { id: newId('types') });
  const nodes = el('datalist', { id: newId('nodes') });
  const boxes = STATUSES.map((name) => el('input', { type: 'checkbox', id: newId(name), value: name }));
  const all = {
    sort: choice(SORTS),
    within: choice({ '': 'Any time', ...labels(WINDOWS), own: 'From … to …' }),
    after: el('input', { type: 'datetime-local', id: newId('after') }),
    before: el('input', { type: 'datetime-local', id: newId('before') }),
    type: text('type', types), schedule: text('schedule'), node: text('node', nodes), error: text('error'), tag: text('tag'),
    queue: text('queue'),
    retried: el('input', { type: 'checkbox', id: newId('retried') }),
    overdue: el('input', { type: 'checkbox', id: newId('overdue') }),
  };
  const time = labelled('Created', all.within);
  const note = el('p.hint');
  const own = el('div.own', {}, labelled('From', all.after), labelled('Until', all.before));
  const more = el('details.more', {}, el('summary', {}, 'More'), el('div.row', {},
    labelled('Queue', all.queue), labelled('Tag', all.tag), labelled('Schedule', all.schedule), labelled('Node', all.node), labelled('Error begins with', all.error),
    check(all.retried, 'More than one attempt'), check(all.overdue, 'Overdue: told to stop, and still runs')), note);
  let put = {};
  const read = () => ({
    status: boxes.filter((box) => box.checked && !box.disabled).map(({ value }) => value),
    sort: all.sort.value,
    within: all.within.value === 'own' ? '' : all.within.value,
    after: all.within.value === 'own' ? fieldUtc(all.after.value, put.after) : '',
    before: all.within.value === 'own' ? fieldUtc(all.before.value, put.before) : '',
    type: all.type.value.trim(), schedule: all.schedule.value.trim(), node: all.node.value.trim(), error: all.error.value,
    tag: all.tag.value.trim(), queue: all.queue.value.trim(),
    retried: all.retried.checked, overdue: all.overdue.checked,
  });
  const react = () => {
    const fitting = orders(all.schedule.value.trim(), all.tag.value.trim());
    [...all.sort.options].forEach((option) => {
      option.disabled = !fitting.includes(option.value);
    });
    all.sort.value = fitting.includes(all.sort.value) ? all.sort.value : 'newest';
    const isDue = all.sort.value === 'due';
    own.hidden = all.within.value !== 'own' || isDue;
    all.within.disabled = isDue;
    say(time.firstElementChild, all.sort.value === 'finished' ? 'Ended' : 'Created');
    boxes.forEach((box) => {
      box.disabled = all.overdue.checked || !possible(all.sort.value).includes(box.value);
    });
    const filter = read();
    note.textContent = isSearch(filter) && !filter.within && !filter.after ? 'Searched: the last 7 days.' : '';
  };
  const form = el('form.filters', {
    onsubmit: (event) => event.preventDefault(),
    onchange: () => {
      react();
      changed(read());
    },
  },
  el('fieldset', {}, el('legend', {}, 'Status'), boxes.map((box) => check(box, box.value))),
  el('div.row', {}, labelled('Type', all.type), time, own, labelled('Order', all.sort)),
  more, types, nodes);
  const box = folded(form, signal);
  box.put = (filter) => {
    put = filter;
    boxes.forEach((box) => {
      box.checked = filter.status.includes(box.value);
    });
    const shown = { ...filter, after: local(filter.after), before: local(filter.before) };
    for (const name of ['sort', 'within', 'after', 'before', 'type', 'schedule', 'node', 'error', 'tag', 'queue']) {
      if (all[name] !== document.activeElement) {
        all[name].value = shown[name];
      }
    }
    all.retried.checked = filter.retried;
    all.overdue.checked = filter.overdue;
    if (filter.after || filter.before) {
      all.within.value = 'own';
    }
    more.open ||= isSearch(filter) || filter.overdue || filter.schedule !== '' || filter.tag !== '' || filter.queue !== '';
    react();
  };
  box.know = (typeNames, nodeNames) => {
    offer(types, typeNames);
    offer(nodes, nodeNames);
  };
  return box;
}

/** On a phone it would stand in the way of the list. */
function folded(form, signal) {
  const wide = matchMedia('(min-width: 48rem)');
  const box = el('details.panel.filter-box', { open: wide.matches }, el('summary', {}, 'Filter'), form);
  wide.addEventListener('change', () => {
    box.open ||= wide.matches;
  }, { signal });
  return box;
}

/** An open list would close if it were made anew. */
function offer(list, names) {
  if ([...list.children].map(({ value }) => value).join() !== names.join()) {
    fill(list, names.map((value) => el('option', { value })));
  }
}

const labels = (choices) => Object.fromEntries(Object.entries(choices).map(([name, { label }]) => [name, label]));

const choice = (choices) => el('select', { id: newId('choice') },
  Object.entries(choices).map(([value, label]) => el('option', { value }, label)));

const text = (name, list) => el('input', {
  type: 'text', id: newId(name), list: list?.id, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false',
});

const labelled = (label, control) => el('div.field', {}, el('label', { for: control.id }, label), control);

const check = (box, label) => el('span.check', {}, box, el('label', { for: box.id }, label));
