// The request that creates the same, for a shell.
import { el } from '../dom.js';
import { copyable } from './copyable.js';

const LARGEST = 8192;
const GIVEN = ['type', 'input', 'priority', 'maxAttempts', 'timeoutMs', 'queue', 'concurrencyKey', 'tags', 'uniqueKey', 'backoff'];

/** The address of the REST interface, as the page has it. */
export const base = () => new URL('api', location.href.split('#')[0]).href;

/** Returns the body that creates an execution like that one. */
export function likeThis(execution) {
  const body = Object.fromEntries(GIVEN.filter((name) => execution[name] !== undefined).map((name) => [name, execution[name]]));
  if (body.priority === 0) {
    delete body.priority;
  }
  if (body.queue === 'default') {
    delete body.queue;
  }
  if (body.maxAttempts === 1) {
    delete body.maxAttempts;
  }
  return body;
}

/** Returns the command that posts the body there. */
export function command(path, body) {
  const text = JSON.stringify(body);
  const data = text.length > LARGEST ? '@execution.json' : text;
  return [`curl ${quoted(`${base()}/${path}`)}`, '-H "Authorization: Bearer $TOKEN"',
    "-H 'Content-Type: application/json'", `-d ${quoted(data)}`].join(' \\\n  ');
}

/** Within single quotes a shell reads nothing but them. */
const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** Returns the section that shows it. */
export function curl(execution) {
  const body = likeThis(execution);
  const isLarge = JSON.stringify(body).length > LARGEST;
  return el('details.panel', {}, el('summary', {}, 'The same, by curl'),
    el('p.hint', {}, 'With a token of an operator in ', el('code', {}, '$TOKEN'), isLarge
      && ', and the body in the file execution.json: it is too large for a command'),
    copyable(command('executions', body)));
}
