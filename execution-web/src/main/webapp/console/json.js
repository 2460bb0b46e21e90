// JSON that keeps numbers as they were written, also those that a double cannot hold.

const canBeRaw = typeof JSON.rawJSON === 'function';

export function parse(text) {
  return canBeRaw ? JSON.parse(text, kept) : JSON.parse(text);
}

function kept(key, value, context) {
  return typeof value === 'number' && context?.source && String(value) !== context.source
    ? JSON.rawJSON(context.source)
    : value;
}

/** Whether it is a number that only its text holds. */
export const isRaw = (value) => canBeRaw && JSON.isRawJSON(value);

/** Returns what the value is: null, array, object, string, number or boolean. */
export function kind(value) {
  if (value === null) {
    return 'null';
  }
  if (isRaw(value)) {
    return 'number';
  }
  return Array.isArray(value) ? 'array' : typeof value;
}

export const pretty = (value) => JSON.stringify(value, null, 2);
