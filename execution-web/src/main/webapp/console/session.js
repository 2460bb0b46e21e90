// Who is signed in. The cookie is out of reach of scripts; what is known here, the server has said.
import { now } from './clock.js';
import { ask, get } from './api.js';

const listeners = new Set();
const RANKS = ['viewer', 'operator', 'admin'];

let session = null;
let ending;
let isEnded = false;

export const current = () => session;

/** Calls the listener when somebody has signed in, and when nobody is signed in any more. */
export function onSession(listener) {
  listeners.add(listener);
}

/** Whether the one who is signed in may do what that role may. */
export const may = (role) => session !== null && RANKS.indexOf(session.role) >= RANKS.indexOf(role);

/** Learns who is signed in, and returns it, or null. Where nobody was, the server is not asked in vain. */
export async function recall() {
  if (!wasSignedIn()) {
    return null;
  }
  try {
    keep(await get('session'));
  } catch (problem) {
    if (problem.status !== 401) {
      throw problem;
    }
    keep(null);
  }
  return session;
}

export async function signIn(token) {
  keep((await ask('POST', 'session', { body: { token } })).body);
}

export async function signOut() {
  await ask('DELETE', 'session');
  keep(null);
}

/** Forgets who was signed in, as the server does not know them any longer. */
export function forget() {
  keep(null);
  isEnded = true;
}

/** Whether a session has ended here that nobody has signed out of. */
export const hasEnded = () => isEnded;

function keep(known) {
  session = known ?? null;
  isEnded = false;
  remember(session !== null);
  listeners.forEach((listener) => listener());
  clearTimeout(ending);
  if (session?.expiresAt) {
    const left = new Date(session.expiresAt).getTime() - now();
    // Longer ones would end at once: a timer holds 31 bits.
    ending = setTimeout(recheck, Math.min(Math.max(left, 1000), 2 ** 31 - 1));
  }
}

/** That somebody was signed in here, nothing else, may be known to any script. */
function remember(isSignedIn) {
  try {
    localStorage.setItem('signedIn', String(isSignedIn));
  } catch {
    // Then the server is asked.
  }
}

function wasSignedIn() {
  try {
    return localStorage.getItem('signedIn') === 'true';
  } catch {
    return true;
  }
}

/** Any answer tells: the server, not this machine's clock, says when a session has ended. */
const recheck = () => get('status').catch(() => {});
