/** The inputs that all actions which follow an execution have in common. */
import { quotedValue } from '../base/text.ts';
import { readChoice, readFlag } from './choices.ts';
import { readPollInterval, readTimeout } from './durations.ts';
import type { Form } from './form.ts';
import { readSecret } from './secret.ts';

/** Which of how many jobs of a matrix this is. */
interface Leg {
  readonly index: number;
  readonly total: number;
}

/** How to follow an execution and what to report of it; the same for every action that follows one. */
export interface Following {
  /** ms from the step's start */
  readonly timeout: number;
  /** ms, or `auto` */
  readonly pollInterval: 'auto' | number;
  readonly leg: Leg;
  /** Tells apart two uses that GitHub gives the same names; empty for none. */
  readonly label: string;
  readonly onCancel: 'abort' | 'leave';
  readonly onTimeout: 'abort' | 'leave';
  readonly onWaiting: 'wait' | 'detach' | 'fail';
  readonly logs: 'failed' | 'none' | 'auto' | 'all';
  readonly failStep: boolean;
  readonly summary: boolean;
  readonly comment: 'never' | 'on-failure' | 'always';
  /** Number of the pull request to report on; undefined to take it from the event. */
  readonly pullRequest: number | undefined;
  /** A context name; empty for none. */
  readonly commitStatus: string;
  readonly githubToken: string;
}

/**
 * Reads the inputs that all actions which follow an execution have in common.
 *
 * @param onCancel what happens unless the author says otherwise
 * @param hasLogs whether the API has step logs; an action without them has no such input
 */
export function readFollowing(form: Form, onCancel: 'abort' | 'leave' = 'abort', hasLogs = true): Following {
  return {
    timeout: readTimeout(form, '5h30m'),
    pollInterval: readPollInterval(form),
    leg: readLeg(form),
    label: readLine(form, 'label', 100),
    onCancel: readChoice(form, 'on-cancel', onCancel === 'abort' ? ['abort', 'leave'] : ['leave', 'abort']),
    onTimeout: readChoice(form, 'on-timeout', ['leave', 'abort']),
    onWaiting: readChoice(form, 'on-waiting', ['wait', 'detach', 'fail']),
    logs: hasLogs ? readChoice(form, 'logs', ['auto', 'failed', 'none', 'all']) : 'none',
    failStep: readFlag(form, 'fail-step', true),
    summary: readFlag(form, 'summary', true),
    comment: readChoice(form, 'comment', ['never', 'on-failure', 'always']),
    pullRequest: readPullRequest(form),
    commitStatus: readLine(form, 'commit-status', 255),
    githubToken: readSecret(form, 'github-token'),
  };
}

/** @returns the place in a matrix, out of `1/3`; 0 of 1 where parts are missing. */
function readLeg(form: Form): Leg {
  const written = form.text('matrix-leg');
  const found = /^(\d{0,6})(?:\/(\d{0,6}))?$/.exec(written);
  const [, index = '', total = ''] = found ?? [];
  if (found === null || (index !== '' && total !== '' && Number(index) >= Number(total))) {
    const text = `must be a position in a matrix such as 0/3, got ${quotedValue(written)}. Omit it to use the default.`;
    form.problem('matrix-leg', text);
  }
  return { index: Number(index), total: Math.max(1, Number(total)) };
}

/** @returns a number with or without `#`; undefined when the input is empty. */
function readPullRequest(form: Form): number | undefined {
  const written = form.text('pull-request');
  const found = /^#?(\d{1,15})$/.exec(written)?.[1];
  if (written !== '' && !(Number(found) > 0)) {
    form.problem('pull-request', `must be a number, got ${quotedValue(written)}.`);
  }
  return found === undefined ? undefined : Number(found);
}

function readLine(form: Form, name: string, max: number): string {
  const text = form.text(name);
  if (/[\u0000-\u001F\u007F-\u009F\u2028\u2029]/.test(text) || text.length > max) {
    form.problem(name, `must be one line of at most ${max} characters.`);
  }
  return text;
}
