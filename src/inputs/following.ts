/** The inputs that all actions which follow an execution have in common. */
import type { Form, Leg } from './form.ts';

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
  readonly logs: 'failed' | 'none' | 'auto';
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
    timeout: form.duration('timeout', '5h30m', 1000),
    pollInterval: form.pollInterval('poll-interval'),
    leg: form.leg('matrix-leg'),
    label: form.line('label', 100),
    onCancel: form.choice('on-cancel', onCancel === 'abort' ? ['abort', 'leave'] : ['leave', 'abort']),
    onTimeout: form.choice('on-timeout', ['leave', 'abort']),
    onWaiting: form.choice('on-waiting', ['wait', 'detach', 'fail']),
    logs: hasLogs ? form.choice('logs', ['auto', 'failed', 'none']) : 'none',
    failStep: form.flag('fail-step', true),
    summary: form.flag('summary', true),
    comment: form.choice('comment', ['never', 'on-failure', 'always']),
    pullRequest: form.number('pull-request'),
    commitStatus: form.line('commit-status', 255),
    githubToken: form.secret('github-token'),
  };
}
