/** Durations as inputs write them. */
import { quotedValue } from '../base/text.ts';
import type { Form } from './form.ts';

/** @returns ms of `90s`, `15m`, `2h`, `1h30m`, `2d`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const found = /^(?=\d)(?:(\d{1,4})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?$/.exec(text);
  if (found === null) {
    return undefined;
  }
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = found;
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

/** Reads `timeout`, in ms; `without` is its default. */
export function readTimeout(form: Form, without: string): number {
  const written = form.text('timeout', without);
  const ms = parseDuration(written === '' ? without : written);
  if (ms === undefined) {
    form.problem('timeout', `must be a duration such as 90s, 15m, 2h or 1h30m, got ${quotedValue(written)}.`);
  }
  return atLeastOneSecond(form, 'timeout', ms ?? 1000);
}

/** Reads `poll-interval`: ms, or `auto` when it is empty. */
export function readPollInterval(form: Form): 'auto' | number {
  const written = form.text('poll-interval', 'auto');
  if (['', 'auto'].includes(written)) {
    return 'auto';
  }
  const ms = parseDuration(written);
  if (ms === undefined) {
    form.problem('poll-interval', `must be auto or a duration such as 10s or 1m, got ${quotedValue(written)}.`);
    return 'auto';
  }
  return atLeastOneSecond(form, 'poll-interval', ms);
}

function atLeastOneSecond(form: Form, name: string, ms: number): number {
  if (ms < 1000) {
    form.problem(name, `must be at least 1s, got ${quotedValue(form.text(name))}.`);
  }
  return ms;
}
