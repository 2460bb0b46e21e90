// The form that says which executions are listed. Whatever changes goes into the address.
import { el, fill, newId } from '../dom.js';
import { STATUSES } from '../filter.js';

/** Returns the form; changed is told the whole filter. Its put(filter) shows one; know(types) offers names. */
export function filters(changed) {
  const types = el('datalist', { id: newId('types') });
  const boxes = STATUSES.map((name) => el('input', { type: 'checkbox', id: newId(name), value: name }));
  const type = el('input', {
    type: 'text', id: newId('type'), list: types.id, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false',
  });
  const read = () => ({ status: boxes.filter((box) => box.checked).map(({ value }) => value), type: type.value.trim() });
  const form = el('form.filters.panel', {
    onsubmit: (event) => event.preventDefault(),
    onchange: () => changed(read()),
  },
  el('fieldset', {}, el('legend', {}, 'Status'), boxes.map((box) => check(box, box.value))),
  el('div.row', {}, el('div.field', {}, el('label', { for: type.id }, 'Type'), type)), types);
  form.put = (filter) => {
    boxes.forEach((box) => {
      box.checked = filter.status.includes(box.value);
    });
    if (type !== document.activeElement) {
      type.value = filter.type;
    }
  };
  form.know = (names) => fill(types, names.map((value) => el('option', { value })));
  return form;
}

const check = (box, label) => el('span.check', {}, box, el('label', { for: box.id }, label));
