// The views: where each stands in the address, who may see it, and the file that shows it.
import { el, fill } from './dom.js';

const sheets = new Map();

const VIEWS = [
  { name: 'overview', label: 'Overview', role: 'viewer', load: () => import('./view/overview.js') },
  { name: 'executions', label: 'Executions', role: 'viewer', load: () => import('./view/executions.js') },
  { name: 'schedules', label: 'Schedules', role: 'viewer', load: () => styled('schedules', import('./view/schedules.js')) },
  { name: 'create', label: 'Create', role: 'operator', load: () => import('./view/create.js') },
  { name: 'bulk', label: 'Bulk', role: 'operator', load: () => import('./view/bulk.js') },
  { name: 'queues', label: 'Queues', role: 'viewer', load: () => import('./view/queues.js') },
  { name: 'nodes', label: 'Nodes', role: 'viewer', load: () => import('./view/nodes.js') },
  { name: 'settings', label: 'Settings', role: 'viewer', load: () => import('./view/settings.js') },
  { name: 'tokens', label: 'Tokens', role: 'admin', load: () => import('./view/tokens.js') },
  { name: 'audit', label: 'Audit', role: 'operator', load: () => import('./view/audit.js') },
  { name: 'interface', label: 'REST', role: 'viewer', isOpen: true, load: () => import('./view/interface.js') },
];

/** Those that belong to one that the bar leads to, by where they stand; * is any name. */
const WITHIN = {
  'executions/*': { name: 'execution', of: 'executions', role: 'viewer', load: () => import('./view/execution.js') },
  'bulk/*': { name: 'bulk-run', of: 'bulk', role: 'operator', load: () => import('./view/bulk-run.js') },
  'queues/*': { name: 'queue', of: 'queues', role: 'viewer', load: () => import('./view/queue.js') },
  'schedules/*': { name: 'schedule', of: 'schedules', role: 'viewer', load: () => styled('schedules', import('./view/schedule.js')) },
  'schedules/*/edit': { name: 'schedule-form', of: 'schedules', role: 'admin', load: () => styled('schedules', import('./view/schedule-form.js')) },
  'new-schedule': { name: 'schedule-form', of: 'schedules', role: 'admin', load: () => styled('schedules', import('./view/schedule-form.js')) },
};

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

/** Returns the view once its own sheet of styles is there, too, or does not come. */
async function styled(name, view) {
  if (!sheets.has(name)) {
    sheets.set(name, new Promise((resolve) => document.head.append(
      el('link', { rel: 'stylesheet', href: `style/${name}.css`, onload: resolve, onerror: resolve }))));
  }
  const [loaded] = await Promise.all([view, sheets.get(name)]);
  return loaded;
}

/** Returns the view of that place. */
export function viewOf({ parts }) {
  if (parts.length === 0) {
    return VIEWS[0];
  }
  const place = parts.map((part, index) => (index === 1 ? '*' : part)).join('/');
  return (Object.hasOwn(WITHIN, place) && WITHIN[place])
    || (parts.length === 1 && VIEWS.find(({ name }) => name === parts[0])) || UNKNOWN;
}
