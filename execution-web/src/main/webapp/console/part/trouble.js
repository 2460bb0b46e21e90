// Says what the server has refused, and why: at the field that it names, or else above the form.
import { el, fill } from '../dom.js';

/** Returns a box that says the problem. */
export function trouble(problem) {
  return el('div.trouble', { role: 'alert' },
    el('p', {}, problem.message),
    problem.errors?.length > 0 && el('ul', {}, problem.errors.map(({ pointer, detail }) =>
      el('li', {}, pointer ? `${pointer}: ${detail}` : detail))),
    problem.instance && el('p.hint', {}, `In the service’s log: ${problem.instance}`));
}

/** Returns the problem as a line, with each fault. */
export const inShort = ({ message, errors = [] }) => [message,
  ...errors.map(({ pointer, detail }) => (pointer ? `${pointer}: ${detail}` : detail))].join('; ');

/** A label, its control, and room for a fault. The pointer is what a problem calls the field. */
export function field(label, control, { pointer, hint } = {}) {
  const fault = el('p.fault', { id: `${control.id}-fault`, hidden: true });
  const note = hint && el('p.hint', { id: `${control.id}-hint` }, hint);
  control.setAttribute('aria-describedby', `${control.id}-fault${hint ? ` ${control.id}-hint` : ''}`);
  const made = el('div.field', {}, el('label', { for: control.id }, label), control, note, fault);
  Object.assign(made, { pointer, control, fault });
  return made;
}

/** Tells each fault at the field that it names; returns a box that says all else, if there is any. */
export function told(problem, fields) {
  const left = spread(problem, fields);
  return left.length > 0 || !(problem.errors?.length > 0) ? trouble(Object.assign(problem, { errors: left })) : undefined;
}

/** Does the same, and puts that box there. */
export const tell = (problem, fields, place) => fill(place, told(problem, fields));

/**
 * Puts each fault at the field that it names, and the focus into the first one; returns those that none of them has.
 * Somebody who writes as yet is left where they are.
 */
export function spread(problem, fields, isWriting = false) {
  const left = [];
  const named = new Map();
  for (const error of problem.errors ?? []) {
    const owner = fields.find(({ pointer }) => pointer && (error.pointer === pointer || error.pointer.startsWith(`${pointer}/`)));
    if (owner) {
      const inside = error.pointer.slice(owner.pointer.length);
      named.set(owner, [...(named.get(owner) ?? []), inside ? `${inside} ${error.detail}` : error.detail]);
    } else {
      left.push(error);
    }
  }
  for (const one of fields) {
    const texts = named.get(one) ?? [];
    one.fault.hidden = texts.length === 0;
    fill(one.fault, texts.join('; '));
    one.control.toggleAttribute('aria-invalid', texts.length > 0);
    if (texts.length > 0) {
      one.control.setAttribute('aria-invalid', 'true');
    }
  }
  if (!isWriting) {
    named.keys().next().value?.control.focus();
  }
  return left;
}
