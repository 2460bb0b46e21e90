// Shows any JSON. What is large is folded, and made only when it is opened, a piece at a time.
import { el } from '../dom.js';
import { count } from '../format.js';
import { isRaw, kind } from '../json.js';

const OPEN_ENTRIES = 30;
const OPEN_DEPTH = 2;
const CHUNK = 200;
const TEXT_SHOWN = 2000;
const TEXT_CHUNK = 100_000;
const KEY_SHOWN = 400;

/** Returns an element that shows the value. */
export function jsonView(value) {
  return el('div.json', {}, node(value, 0));
}

function node(value, depth, key) {
  const name = key === undefined ? [] : [el('span.key', {}, cut(key)), ': '];
  const type = kind(value);
  if (type === 'string') {
    return el('div', {}, name, text(value));
  }
  if (type !== 'object' && type !== 'array') {
    return el('div', {}, name, el(`span.${type}`, {}, isRaw(value) ? value.rawJSON : String(value)));
  }
  const entries = type === 'array' ? value.length : Object.keys(value).length;
  const [start, end] = type === 'array' ? '[]' : '{}';
  if (entries === 0) {
    return el('div', {}, name, start + end);
  }
  return folded(value, depth, name, entries, start, end, type === 'array');
}

function folded(value, depth, name, entries, start, end, isArray) {
  const isOpen = depth < OPEN_DEPTH && entries <= OPEN_ENTRIES;
  const body = el('div.inside');
  const made = el('details', { open: isOpen, ontoggle: () => build() },
    el('summary', {}, name, start, el('span.size', {}, ` ${count(entries)} ${isArray ? 'item' : 'field'}${entries === 1 ? '' : 's'} `), end), body);
  const build = () => {
    if (made.open && body.childElementCount === 0) {
      more(body, isArray ? value : Object.entries(value), 0, depth, isArray);
    }
  };
  build();
  return made;
}

function more(body, entries, from, depth, isArray) {
  const until = Math.min(from + CHUNK, entries.length);
  for (let index = from; index < until; index += 1) {
    body.append(isArray ? node(entries[index], depth + 1, String(index)) : node(entries[index][1], depth + 1, entries[index][0]));
  }
  if (until < entries.length) {
    const next = el('button.small', {
      onclick: () => {
        next.remove();
        more(body, entries, until, depth, isArray);
      },
    }, `Show more: ${count(entries.length - until)} are left`);
    body.append(next);
  }
}

/** A text is cut where it is long, and shown on a piece at a time: one of a MiB would stop the page for seconds. */
function text(value) {
  const shown = el('span.string');
  const made = el('span', {}, shown);
  let until = 0;
  const show = (length) => {
    until = whole(value, Math.min(until + length, value.length));
    shown.textContent = until === value.length ? `"${value}"` : `"${value.slice(0, until)}…`;
  };
  show(value.length > TEXT_SHOWN ? TEXT_SHOWN : value.length);
  if (until < value.length) {
    const next = el('button.small', {
      onclick: () => {
        show(TEXT_CHUNK);
        next.textContent = left();
        next.hidden = until === value.length;
      },
    });
    const left = () => `Show more: ${count(value.length - until)} characters are left`;
    next.textContent = left();
    made.append(' ', next);
  }
  return made;
}

const cut = (key) => (key.length > KEY_SHOWN ? `${key.slice(0, whole(key, KEY_SHOWN))}…` : key);

/** Cuts no character in two that takes two places. */
const whole = (value, at) => (at < value.length && /[\ud800-\udbff]/.test(value[at - 1]) ? at + 1 : at);
