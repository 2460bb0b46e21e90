// Where the reader is: all of it stands behind the # of the address, so that it can be kept and sent.

/** Returns {path, parts, query} of the address as it is. */
export function here() {
  const [path, query = ''] = location.hash.replace(/^#/, '').split('?');
  const parts = decoded(path.split('/').filter((part) => part !== ''));
  return { path: `/${parts.join('/')}`, parts, query: new URLSearchParams(query) };
}

/** What cannot be decoded is one part as it is, which leads nowhere. */
function decoded(parts) {
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return [parts.join('/')];
  }
}

/** Returns the address of a view: to('executions', {status: 'failed'}). */
export function to(path, parameters = {}) {
  const given = Object.entries(parameters)
    .filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false);
  const query = given.length > 0 ? `?${new URLSearchParams(given)}` : '';
  return `#/${path}${query}`;
}

/** Goes to a view. */
export function go(path, parameters) {
  location.hash = to(path, parameters);
}

/** Says in the address what has changed in the view, and lets the view hear of it. */
export function amend(path, parameters) {
  history.replaceState(null, '', to(path, parameters));
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

let list = to('executions');

/** Keeps where the list stands now, with its filter, to come back to it. */
export function keepList() {
  list = location.hash;
}

export const lastList = () => list;
