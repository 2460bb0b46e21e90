// Makes elements. All text goes in as text: nothing here reads markup.

/** el('a.quiet', {href, onclick, 'aria-label': ...}, children...): text, elements, arrays of them, or nothing. */
export function el(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  const made = document.createElement(tag || 'div');
  if (classes.length > 0) {
    made.className = classes.join(' ');
  }
  for (const [key, value] of Object.entries(attributes)) {
    put(made, key, value);
  }
  made.append(...settled(children));
  return made;
}

function put(element, key, value) {
  if (value === undefined || value === null || value === false) {
    return;
  }
  if (key.startsWith('on')) {
    element.addEventListener(key.slice(2), value);
  } else if (key === 'value' || key === 'checked' || key === 'selected' || key === 'open') {
    element[key] = value;
  } else {
    element.setAttribute(key, value === true ? '' : value);
  }
}

function settled(children) {
  return children.flat(Infinity).filter((child) => child !== undefined && child !== null && child !== false);
}

// What is replaced between the press of a button and its release gets no click: so it is replaced behind it.
let pressed = null;
const waiting = new Map();

addEventListener('pointerdown', ({ target, button }) => {
  pressed = button === 0 ? target : null;
}, true);
// A menu of the browser, or another window, may take the release.
['pointerup', 'pointercancel', 'contextmenu'].forEach((end) => addEventListener(end, () => setTimeout(release), true));
addEventListener('blur', () => setTimeout(release)); // of the window alone: that of an element comes with the press

function release() {
  pressed = null;
  const due = [...waiting];
  waiting.clear();
  due.forEach(([element, children]) => {
    const { said } = element;
    renew(element, ...children);
    element.said = said;
  });
}

/** Puts these children in the place of those that the element has. */
export function fill(element, ...children) {
  delete element.said;
  waiting.delete(element);
  element.replaceChildren(...settled(children));
  return element;
}

/** Puts the text into the element if it has another one, so that nothing is selected or read out anew. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
  return element;
}

let named = 0;

/** Returns an id that no other element of the page has. */
export function newId(stem) {
  named += 1;
  return `${stem}-${named}`;
}

/** Tells screen readers what has happened, and shows it for a moment. */
export function announce(text) {
  const place = document.getElementById('said');
  place.textContent = text;
  place.classList.add('seen');
  clearTimeout(place.hiding);
  place.hiding = setTimeout(() => place.classList.remove('seen'), 6000);
}

/** Does the same where it says something else now; where only times do, they alone change. What had the focus has it again. */
export function refill(element, ...children) {
  const next = el('div', {}, children);
  const said = new XMLSerializer().serializeToString(next)
    .replace(/<time[^>]*>[^<]*/g, (time) => time.replace(/ (datetime|title)="[^"]*"/g, '').replace(/>.*/s, '>'));
  if (element.said === said && !waiting.has(element)) {
    retime(element, next);
    return;
  }
  renew(element, ...next.childNodes);
  element.said = said;
}

/** Puts these children in the place of the others; what had the focus has it again. */
export function renew(element, ...children) {
  if (pressed !== null && element.contains(pressed)) {
    waiting.set(element, children);
    return;
  }
  const focused = element.contains(document.activeElement) ? nameOf(document.activeElement) : undefined;
  fill(element, children);
  if (focused !== undefined) {
    [...element.querySelectorAll('a, button, summary')].find((one) => nameOf(one) === focused)?.focus();
  }
}

/** Puts the times of the one into those of the other, so that nothing is replaced under a finger. */
function retime(element, next) {
  const times = next.querySelectorAll('time');
  element.querySelectorAll('time').forEach((time, index) => {
    for (const { name, value } of times[index].attributes) {
      time.setAttribute(name, value);
    }
    say(time, times[index].textContent);
  });
}

const nameOf = (element) => element.getAttribute('aria-label') ?? element.getAttribute('href') ?? element.textContent;
