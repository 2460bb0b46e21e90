// One operation of the REST interface: folded to a line, opened to its parameters, bodies and answers.
import { el, fill } from '../dom.js';
import { jsonView } from './json-view.js';
import { resolved, schema } from './schema.js';

export function operation({ path, method, summary, description, parameters = [], requestBody, responses, security }, document_) {
  const body = el('div.inside');
  const made = el('details.operation', {
    ontoggle: () => made.open && body.childElementCount === 0 && fill(body,
      description && el('p', {}, description),
      security?.some((one) => Object.keys(one).length === 0) && el('p.hint', {}, 'It wants no token.'),
      parameters.length > 0 && [el('h3', {}, 'Parameters'), table(parameters.map((one) => resolved(one, document_)), document_)],
      requestBody && [el('h3', {}, 'Body'), content(resolved(requestBody, document_), document_)],
      el('h3', {}, 'Answers'), answers(responses, document_)),
  }, el('summary', {}, el(`span.method.${method}`, {}, method.toUpperCase()), ' ', el('code', {}, path), ' ', el('span.faint', {}, summary)), body);
  return made;
}

function table(parameters, document_) {
  return el('dl.facts', {}, parameters.map(({ name, in: place, required, description, schema: shape }) => [
    el('dt', {}, el('code', {}, name), ` ${place}${required ? ', required' : ''}`),
    el('dd', {}, description, ' ', schema(shape, document_))]));
}

function content({ content: contents = {} }, document_) {
  return Object.entries(contents).slice(0, 1).map(([type, { schema: shape, example }]) => [
    el('p.hint', {}, type), schema(shape, document_),
    example !== undefined && el('details', { open: true }, el('summary', {}, 'An example'), jsonView(example)),
  ]);
}

function answers(responses, document_) {
  return el('dl.facts', {}, Object.entries(responses).map(([status, response]) => {
    const { description, headers = {}, content: contents = {} } = resolved(response, document_);
    const shape = Object.values(contents)[0]?.schema;
    return [el('dt', {}, status), el('dd', {}, description,
      Object.keys(headers).length > 0 && el('span.hint', {}, ` With ${Object.keys(headers).join(', ')}.`),
      Number(status) < 300 && shape && schema(shape, document_))];
  }));
}
