// The REST interface, as all pages ask it. Addresses are relative, so any context root will do.
import { setBy } from './clock.js';
import { parse } from './json.js';

const PATIENCE_MS = 15_000;

/** What the service, or the way to it, has answered instead. Status 0: nobody has answered. */
export class Problem extends Error {
  constructor(status, document = {}) {
    const { title, detail, errors = [], instance } = document;
    super(detail || title || `The server has answered with ${status}`);
    Object.assign(this, { status, title, errors, instance, document });
  }

  /** Whether this service has said so: what stands in between, or in its place, knows no problem documents. */
  get isOfService() {
    return this.document.status !== undefined;
  }

  /** Whether it may be gone the next time. */
  get passing() {
    return this.status === 0 || this.status === 429 || this.status >= 500 || !this.isOfService;
  }
}

let whenSignedOut = () => {};

/** Who is told that the session has ended. */
export function onSignedOut(listener) {
  whenSignedOut = listener;
}

/** Returns the query as an address has it; what is empty is left out. */
export function query(parameters) {
  const given = Object.entries(parameters)
    .filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false);
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

/**
 * Returns {status, body, headers, content}; anything but success is thrown as a Problem. A body may be text, which
 * is JSON then. Asked exactly, numbers come as they were written, which takes longer. Given the last answer, its
 * body is handed out again where the text is the same, and not read anew.
 */
export async function ask(method, path, { body, headers = {}, signal, exactly = false, last } = {}) {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const { response, content } = await answer(method, path, text, headers, signal);
  setBy(response.headers);
  if (!response.ok) {
    const problem = new Problem(response.status, document_(content));
    if (response.status === 401 && path !== 'session') {
      whenSignedOut(problem);
    }
    throw problem;
  }
  const isSame = last?.content === content;
  return { status: response.status, body: isSame ? last.body : read(content, exactly), headers: response.headers, content };
}

async function answer(method, path, body, headers, signal) {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    const response = await fetch(`api/${path}`, {
      method,
      body,
      headers: body === undefined ? headers : { 'Content-Type': 'application/json', ...headers },
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
      credentials: 'same-origin',
      cache: 'no-store',
    });
    // What breaks off is no answer either.
    return { response, content: await response.text() };
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw new Problem(0, { detail: 'The server does not answer' });
  }
}

function read(content, exactly) {
  if (content === '') {
    return undefined;
  }
  try {
    return exactly ? parse(content) : JSON.parse(content);
  } catch {
    throw new Problem(0, { detail: 'What answers is not the service: it has sent no JSON' });
  }
}

function document_(content) {
  try {
    return JSON.parse(content) ?? {};
  } catch {
    return {};
  }
}

export const get = async (path, options) => (await ask('GET', path, options)).body;
export const post = async (path, body) => (await ask('POST', path, { body })).body;
export const patch = async (path, body, headers) => (await ask('PATCH', path, { body, headers })).body;
export const remove = async (path) => (await ask('DELETE', path)).body;
