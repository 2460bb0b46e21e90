// Moments as the address has them, in UTC, and as a field of a form has them, in the reader's zone.

const MINUTE_MS = 60_000;

/** Returns the moment that the text says, or nothing. */
export const utc = (text) => (text && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : '');

/** Returns the moment that a field says; the known one, if that is what it shows: an hour in autumn comes twice. */
export const fieldUtc = (text, known) => (known && local(known) === text ? utc(known) : utc(text));

/** Returns what a field shows for the moment that the text says, or nothing. */
export function local(text) {
  if (utc(text) === '') {
    return '';
  }
  const moment = new Date(text);
  const shown = new Date(moment - moment.getTimezoneOffset() * MINUTE_MS).toISOString();
  return shown.slice(0, 19).replace(/:00$/, '');
}
