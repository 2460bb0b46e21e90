// The questions that are asked most, each a filter away.
import { el } from '../dom.js';
import { asAddress } from '../filter.js';
import { to } from '../route.js';

const NONE = { status: [], sort: 'newest', within: '', after: '', before: '', schedule: '', node: '', error: '', tag: '', queue: '', retried: false, overdue: false };
const PRESETS = {
  'All': {},
  'What runs': { status: ['running'] },
  'What waits longest': { status: ['pending'], sort: 'due' },
  'Failed in the last hour': { status: ['failed'], sort: 'finished', within: 'hour' },
  'Ended last': { sort: 'finished' },
  'Retried today': { retried: true, within: 'day' },
  'Will not stop': { overdue: true },
};

/** Returns the links, of the same type; the one that is shown is marked. */
export function presets(filter) {
  const shown = to('executions', asAddress(filter));
  return el('ul', {}, Object.entries(PRESETS).map(([label, preset]) => {
    const href = to('executions', asAddress({ ...NONE, ...preset, type: filter.type }));
    return el('li', {}, el('a', { href, 'aria-current': same(href, shown) ? 'true' : undefined }, label));
  }));
}

/** Whatever order their parameters have. */
const same = (one, other) => sorted(one) === sorted(other);

const sorted = (address) => address.split(/[?&]/).sort().join('&');
