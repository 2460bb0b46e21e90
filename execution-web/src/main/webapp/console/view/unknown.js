// An address that leads nowhere, or to where one may not go.
import { el, fill } from '../dom.js';
import { to } from '../route.js';
import { current, may } from '../session.js';
import { viewOf } from '../views.js';

const WHOM = { operator: 'operators and administrators', admin: 'administrators' };

export const title = (route) => (isForbidden(route) ? 'Not for this token' : 'Not found');

export function show(page, route) {
  fill(page, el('div.empty', {}, isForbidden(route) ? [
    el('h1', {}, 'You may not see this page'),
    el('p', {}, `It is for ${WHOM[viewOf(route).role]}, and you are signed in as ${whoIsIn(current())}. Sign in with another token to see it.`),
  ] : [
    el('h1', {}, 'There is nothing here'),
    el('p', {}, `No page stands at ${route.path}.`),
  ], el('p', {}, el('a', { href: to('') }, 'To the overview'))));
}

const isForbidden = (route) => !may(viewOf(route).role);

const whoIsIn = ({ name, role }) => (name === role ? role : `${name}, with the role ${role}`);
