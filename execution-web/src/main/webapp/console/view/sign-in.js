// Who wants to see anything gives a token, once; from then on a cookie that no script can read stands for it.
import { el, fill, newId } from '../dom.js';
import { to } from '../route.js';
import { watch } from '../live.js';
import { current, hasEnded, recall, signIn } from '../session.js';
import { readiness } from '../status.js';

export const title = () => 'Sign in';

export function show(page, route, signal) {
  const token = el('input', {
    id: newId('token'), type: 'password', name: 'token', required: true, autocomplete: 'current-password',
    spellcheck: 'false', autofocus: true,
  });
  const trouble = el('div.trouble', { role: 'alert', hidden: true });
  const send = el('button.primary', { type: 'submit' }, 'Sign in');
  const form = el('form.panel', {
    onsubmit: (event) => {
      event.preventDefault();
      enter(token, send, trouble);
    },
  },
  el('h1', {}, 'Sign in'),
  hasEnded() && el('p', { role: 'status' }, 'Your session has ended. Sign in again, and you are back where you were.'),
  trouble,
  el('div.field', {}, el('label', { for: token.id }, 'Token'), token),
  el('div.acts', {}, send),
  hints());
  fill(page, form);
  token.focus();
  whenItReturns(trouble, signal);
}

function hints() {
  return el('div.hint', {},
    el('p', {}, 'The administrator’s token was printed when the service was started for the very first time: look in its log for ',
      el('code', {}, 'Admin token:'), '. If ', el('code', {}, 'EXECUTION_ADMIN_TOKEN'),
      ' was set, it is that one. Administrators can make others, with a name, here.'),
    el('p', {}, el('a', { href: to('interface') }, 'The REST interface'), ' can be read without a token.'));
}

async function enter(token, send, trouble) {
  send.disabled = true;
  try {
    await signIn(token.value.trim());
    token.value = '';
    window.dispatchEvent(new CustomEvent('session'));
  } catch (problem) {
    await tell(trouble, problem);
    token.select();
  } finally {
    send.disabled = false;
  }
}

async function tell(trouble, problem) {
  const causes = problem.status === 503 ? (await readiness().catch(() => ({ problems: [] }))).problems : [];
  const text = problem.status === 401 ? 'No such token, or it has ended.' : `${problem.message}.`.replace(/\.\.$/, '.');
  fill(trouble, el('p', {}, text), el('ul', {}, causes.map((cause) => el('li', {}, cause))));
  trouble.hidden = false;
}

/** While the database is away nobody knows who is signed in; once it is back, the cookie counts again. */
function whenItReturns(trouble, signal) {
  let asks = true;
  let away = false;
  watch(async () => {
    if (!asks) {
      return undefined;
    }
    try {
      await recall();
    } catch (problem) {
      away = true;
      await tell(trouble, problem);
      throw problem;
    }
    asks = false;
    return current();
  }, (session) => {
    trouble.hidden ||= away;
    if (session !== null) {
      window.dispatchEvent(new CustomEvent('session'));
    }
  }, { signal });
}
