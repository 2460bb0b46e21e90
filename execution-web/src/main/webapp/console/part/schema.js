// What a JSON value looks like, in words, its fields folded.
import { el, fill } from '../dom.js';

/** Follows a reference within the document. */
export const resolved = (value, document_) => (value?.$ref
  ? value.$ref.slice(2).split('/').reduce((at, part) => at[part.replaceAll('~1', '/')], document_) : value);

/** Returns an element that says the schema. */
export function schema(shape, document_) {
  const known = resolved(shape, document_) ?? {};
  const name = shape?.$ref?.split('/').pop();
  const fields = Object.entries(known.properties ?? {});
  if (known.type === 'array' && known.items) {
    return el('span', {}, 'a list of ', schema(known.items, document_));
  }
  if (fields.length === 0) {
    return known.anyOf && !known.type ? alternatives(known.anyOf, document_)
      : el('span.hint', {}, [known.anyOf ? '' : words(known), known.anyOf && alternatives(known.anyOf, document_)]);
  }
  const body = el('dl.facts');
  const made = el('details', {
    ontoggle: () => made.open && body.childElementCount === 0 && fill(body, fields.map(([field, value]) => [
      el('dt', {}, el('code', {}, field), known.required?.includes(field) && ' *'),
      el('dd', {}, resolved(value, document_).description, ' ', schema(value, document_))])),
  }, el('summary', {}, name ?? 'fields'), body);
  return made;
}

const alternatives = (shapes, document_) => el('div', {}, shapes.map((one) => schema(one, document_)));

function words({ type, format, pattern, minimum, maximum, default: usual, enum: values }) {
  return [
    [type].flat().filter((one) => one && one !== 'null').join(' or '), format && `(${format})`,
    minimum !== undefined && `from ${minimum}`, maximum !== undefined && `to ${maximum}`,
    values && `one of ${values.join(', ')}`, usual !== undefined && `by default ${usual}`, pattern && `like ${pattern}`,
  ].filter(Boolean).join(' ');
}
