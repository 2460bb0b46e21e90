// A piece of code, with a button that copies it where the browser lets a page do so.
import { announce, el } from '../dom.js';

export function copyable(text) {
  const code = el('pre.code', { tabindex: 0 }, el('code', {}, text));
  if (!navigator.clipboard) {
    return code;
  }
  return el('div.copyable', {}, code, el('button.small', {
    onclick: () => navigator.clipboard.writeText(text).then(() => announce('Copied.'),
      () => announce('Not copied: the browser does not let this page do so.')),
  }, 'Copy'));
}
