// Asks before something is done that cannot be taken back.
import { el, fill, newId } from '../dom.js';
import { trouble } from './trouble.js';

/**
 * Shows a dialog with that content. The one who agrees waits for act; its problem is shown as explain says it, and the
 * dialog stays. Returns whether it was done.
 */
export function confirm({ heading, content = [], verb, danger = false, act, explain = trouble }) {
  return new Promise((resolve) => {
    const id = newId('dialog');
    const faults = el('div');
    const agree = el(danger ? 'button.danger' : 'button.primary', { type: 'submit' }, verb);
    let isDone = false;
    // Closed, not only taken away: the focus goes back to where it was.
    const dialog = el('dialog', {
      'aria-labelledby': id,
      onclose: () => {
        dialog.remove();
        resolve(isDone);
      },
    },
      el('form', {
        onsubmit: async (event) => {
          event.preventDefault();
          agree.disabled = true;
          try {
            await act();
            isDone = true;
            dialog.close();
          } catch (problem) {
            fill(faults, await explained(problem, explain));
            agree.disabled = false;
          }
        },
      },
      el('h2', { id }, heading), content, faults,
      el('div.acts', {}, el('button', { type: 'button', onclick: () => dialog.close() }, 'Leave it'), agree)));
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** What cannot be explained, as the server is away by then, is told as it is. */
const explained = async (problem, explain) => {
  try {
    return await explain(problem);
  } catch (other) {
    return trouble(other);
  }
};
