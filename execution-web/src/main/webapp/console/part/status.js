// The status of an execution, an attempt, a node or a bulk run, as a word with a colour.
import { el } from '../dom.js';

const WORDS = { timed_out: 'timed out' };

/** The word is the name, unless another one is given. */
export const status = (name, word = WORDS[name] ?? name) => el(`span.status.${name}`, {}, word);
