// The REST interface, read from its OpenAPI document.
import { get } from '../api.js';
import { el, fill } from '../dom.js';
import { base, command } from '../part/curl.js';
import { copyable } from '../part/copyable.js';
import { operation } from '../part/operation.js';
import { trouble } from '../part/trouble.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

export const title = () => 'The REST interface';

export function show(page, route, signal) {
  const body = el('div', {}, el('p.faint', {}, 'The document is on its way.'));
  fill(page,
    el('div.head', {}, el('h1', {}, 'The REST interface'), el('div.acts', {},
      el('a', { href: 'api/openapi.json' }, 'OpenAPI as JSON'), el('a', { href: 'api/openapi.yaml' }, 'as YAML'))),
    first(), body);
  get('openapi.json', { signal }).then((document_) => fill(body, sections(document_)))
    .catch((problem) => !signal.aborted && fill(body, trouble(problem)));
}

function first() {
  return el('section.panel', {},
    el('h2', {}, 'A first execution'),
    el('p', {}, 'All addresses begin with ', el('code', {}, base()), '. Put a token of an operator into ',
      el('code', {}, '$TOKEN'), ':'),
    copyable(command('executions', { type: 'http', input: { url: 'https://example.com/' } })
      .replace(' \\\n  -d', " \\\n  -H 'Prefer: wait=10' \\\n  -d")),
    el('p.hint', {}, 'The answer shows the execution once it has ended, or after ten seconds as it stands then.'));
}

function sections(document_) {
  const all = Object.entries(document_.paths).flatMap(([path, item]) => METHODS.filter((method) => item[method])
    .map((method) => ({ path, method, ...item[method] })));
  return [
    el('p', {}, document_.info.description),
    document_.tags.map((tag) => {
      const own = all.filter(({ tags = [] }) => tags.includes(tag.name));
      return own.length > 0 && el('section.panel', {},
        el('h2', {}, tag.name), el('p.faint', {}, tag.description),
        own.map((one) => operation(one, document_)));
    }),
  ];
}
