// An address that leads nowhere.
import { el, fill } from '../dom.js';
import { to } from '../route.js';

export const title = () => 'Not found';

export function show(page, route) {
  fill(page, el('div.empty', {},
    el('h1', {}, 'There is nothing here'),
    el('p', {}, `No page stands at ${route.path}.`),
    el('p', {}, el('a', { href: to('') }, 'To the overview'))));
}
