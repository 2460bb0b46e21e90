// Leads to an execution by its id, or to those of a type, from every view.
import { el, newId } from '../dom.js';
import { go } from '../route.js';

/** Returns the form. */
export function find() {
  const what = el('input', {
    id: newId('find'), type: 'search', 'aria-label': 'Go to', placeholder: 'Id or type', title: 'The id of an execution, or a type',
    autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false',
  });
  return el('form.find', {
    role: 'search',
    onsubmit: (event) => {
      event.preventDefault();
      const asked = what.value.trim().replace(/^#/, '');
      if (asked !== '') {
        what.value = '';
        go(...(/^\d+$/.test(asked) ? [`executions/${asked}`] : ['executions', { type: asked }]));
      }
    },
  }, what);
}
