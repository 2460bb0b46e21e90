// The views: where each stands in the address, who may see it, and the file that shows it.
import { el, fill } from './dom.js';

const VIEWS = [
  { name: 'overview', label: 'Overview', role: 'viewer', load: () => import('./view/overview.js') },
  { name: 'executions', label: 'Executions', role: 'viewer', load: () => import('./view/executions.js') },
  { name: 'create', label: 'Create', role: 'operator', load: () => import('./view/create.js') },
  { name: 'bulk', label: 'Bulk', role: 'operator', load: () => import('./view/bulk.js') },
  { name: 'nodes', label: 'Nodes', role: 'viewer', load: () => import('./view/nodes.js') },
  { name: 'settings', label: 'Settings', role: 'viewer', load: () => import('./view/settings.js') },
  { name: 'tokens', label: 'Tokens', role: 'admin', load: () => import('./view/tokens.js') },
  { name: 'audit', label: 'Audit', role: 'operator', load: () => import('./view/audit.js') },
  { name: 'interface', label: 'REST', role: 'viewer', isOpen: true, load: () => import('./view/interface.js') },
];
const EXECUTION = { name: 'execution', role: 'viewer', load: () => import('./view/execution.js') };
const BULK_RUN = { name: 'bulk-run', role: 'operator', load: () => import('./view/bulk-run.js') };

/** What an address shows that leads nowhere, or where one may not go. */
export const UNKNOWN = { name: 'unknown', role: 'viewer', load: () => import('./view/unknown.js') };

export const SIGN_IN = { name: 'sign-in', role: 'viewer', load: () => import('./view/sign-in.js') };

/** Those that the bar leads to. */
export const listed = VIEWS;

/** Shown in the place of a view whose file does not come. */
export const MISSING = {
  title: () => 'Not loaded',
  show: (page) => {
    fill(page, el('div.empty', { role: 'alert' },
      el('h1', {}, 'This page could not be loaded'),
      el('p', {}, 'The server does not answer, or another version runs there now.'),
      el('p', {}, el('button', { onclick: () => location.reload() }, 'Load it again'))));
  },
};

/** Returns the view of that place. */
export function viewOf({ parts }) {
  if (parts.length === 0) {
    return VIEWS[0];
  }
  if (parts.length === 2 && parts[0] === 'executions') {
    return EXECUTION;
  }
  if (parts.length === 2 && parts[0] === 'bulk') {
    return BULK_RUN;
  }
  return (parts.length === 1 && VIEWS.find(({ name }) => name === parts[0])) || UNKNOWN;
}
