// Makes a schedule, or changes one: when it comes, with its next times as one writes, and what it creates.
import { Problem, ask, get } from '../api.js';
import { announce, el, fill, newId } from '../dom.js';
import { creationFields } from '../part/creation-fields.js';
import { flowFields } from '../part/flow-fields.js';
import { ruleFields } from '../part/rule-fields.js';
import { runFields } from '../part/run-fields.js';
import { ownZone, timingFields } from '../part/timing-fields.js';
import { field, spread, tell, trouble } from '../part/trouble.js';
import { asType } from '../part/type-choice.js';
import { go, to } from '../route.js';

const DEFINED = ['cron', 'every', 'timeZone', 'startAt', 'endAt', 'overlap', 'catchUp', 'catchUpWindow', 'jitterMs', 'expiresAfter', 'description', 'create'];

const edited = ({ parts }) => (parts.length > 1 ? parts[1] : undefined);

export const title = (route) => (edited(route) ? `Edit ${edited(route)}` : 'New schedule');

export function show(page, route, signal) {
  const old = edited(route);
  const name = field('Name', el('input', {
    id: newId('name'), type: 'text', required: true, autocomplete: 'off', autocapitalize: 'none', spellcheck: 'false',
  }), { pointer: '/name', hint: 'Small letters, digits, dots, dashes: nightly.report' });
  const parts = {
    timing: timingFields(signal), what: creationFields(), flow: flowFields({ again: true }), run: runFields(['priority', 'maxAttempts', 'timeoutMs']), rules: ruleFields(!old),
  };
  const { timing, what, run, flow, rules } = parts;
  const fields = [...(old ? [] : [name]), ...[timing, what, run, flow, rules].flatMap((one) => Object.values(one.fields))];
  const faults = el('div');
  const send = el('button.primary', { type: 'submit' }, old ? 'Keep the changes' : 'Make it');
  let known;
  let begun;
  const save = async () => {
    fill(faults);
    spread({}, fields);
    const named = old ?? name.control.value.trim();
    const path = `schedules/${encodeURIComponent(named)}`;
    try {
      const wrong = old ? undefined : wrongName(named);
      if (wrong) {
        throw atName(wrong);
      }
      const body = what.body({ ...timing.given(), type: what.type(), ...run.given(), ...flow.given(), ...kept(begun, flow.given()), ...rules.given() });
      const stands = await find(path);
      const told = old ? news(known, stands) : stands && atName('is taken by another schedule');
      known = stands;
      if (told) {
        throw told;
      }
      await ask('PUT', path, { body });
      announce(`The schedule ${named} is kept.`);
      go(path);
    } catch (problem) {
      tell(problem, fields, faults);
    }
  };
  const form = el('form', {
    onsubmit: async (event) => {
      event.preventDefault();
      send.disabled = true;
      await save();
      send.disabled = false;
    },
  },
  el('section.panel.form', {}, el('h2', {}, 'When'), el('div.timing', {}, el('div.row', {}, !old && name, Object.values(timing.fields)), timing.preview)),
  el('section.panel.form', {}, el('h2', {}, 'What it creates'), what.fields, el('div.row', {}, Object.values(run.fields)), flow.section),
  el('section.panel.form', {}, el('h2', {}, 'How it goes about it'), el('div.row', {}, Object.values(rules.fields)), rules.paused),
  faults, el('div.acts', {}, send, el('a.button', { href: to(old ? `schedules/${encodeURIComponent(old)}` : 'schedules') }, 'Leave it')));
  fill(page, el('div.head', {}, el('h1', {}, title(route))), el('div', {}, el('p.faint', {}, 'It is on its way.')));
  begin(parts, old ?? route.query.get('like'), Boolean(old), signal).then((schedule) => {
    known = schedule;
    begun = schedule;
    fill(page, el('div.head', {}, el('h1', {}, title(route))), form);
    (old ? timing.fields.kind : name).control.focus();
  }).catch((problem) => !signal.aborted && fill(page, el('div.head', {}, el('h1', {}, title(route))), trouble(problem)));
}

/** Puts into the fields what that schedule has, or what a new one begins with. */
async function begin({ timing, what, run, flow, rules }, name, isEdited, signal) {
  const schedule = name ? await get(`schedules/${encodeURIComponent(name)}`, { signal, exactly: true }) : undefined;
  if (isEdited && schedule.source === 'code') {
    throw new Problem(409, { detail: 'This schedule is defined in code, and only code changes it' });
  }
  const types = await what.know(signal);
  timing.put(isEdited ? schedule : { timeZone: ownZone(), ...schedule, nextRunAt: undefined });
  what.put(schedule?.create ?? { type: types[0]?.type ?? '' });
  run.put(schedule?.create ?? {});
  flow.put(schedule?.create ?? {});
  rules.put(schedule ?? {});
  return schedule;
}

/** What has no field here stays as it is. */
const kept = (schedule, { uniqueKey }) => ({ backoff: schedule?.create.backoff, uniqueFor: uniqueKey && schedule?.create.uniqueFor });

const atName = (detail) => new Problem(400, { errors: [{ pointer: '/name', detail }] });

/** What the address of a request could not hold, the service cannot refuse. */
const wrongName = (name) => (name === 'preview' ? 'is none for schedules: requests for a preview go there'
  : asType(name) === '' && 'must begin with a small letter, followed by small letters, digits, dots, dashes and low lines');

/** Returns the schedule as it is now, or undefined. */
async function find(path) {
  try {
    return await get(path, { exactly: true });
  } catch (problem) {
    if (problem.status === 404) {
      return undefined;
    }
    throw problem;
  }
}

/** Returns what somebody else has done to it meanwhile, if anything. Asked again, the reader knows it. */
function news(known, stands) {
  if (!stands) {
    return known && new Problem(409, { detail: 'Somebody has removed it meanwhile. Keep it again to make it anew' });
  }
  const changed = known ? DEFINED.filter((name) => JSON.stringify(known[name]) !== JSON.stringify(stands[name])) : [];
  return changed.length > 0 && new Problem(409, {
    detail: `Somebody has changed it meanwhile: ${changed.map((name) => `${name} is ${JSON.stringify(stands[name] ?? null)} now`).join(', ')}. `
      + 'Keep it again to overwrite that, or load this page anew to see it',
  });
}
