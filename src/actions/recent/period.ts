/** From when to when executions are listed: the author's words, the workflow's previous run, and the clocks of both sides. */
import type { History } from '../../follow/history.ts';
import { Cancelled, InputError } from '../../harness/errors.ts';
import { requireProxy } from '../../harness/proxy.ts';
import type { Connection } from '../../lifecycle/connect.ts';
import type { Step } from '../../runner/step.ts';
import type { RecentInputs } from './inputs.ts';

/** ms by which the clocks of Harness's own servers may differ, of the one that ends executions and of the one that answers. */
const CLOCK_DIFFERENCE = 5000;

/** A moment, by this machine's clock or by Harness's. */
interface Moment {
  /** ms since 1970 */
  readonly ms: number;
  /** Whether it was counted back from now by this machine's clock. */
  readonly isRelative: boolean;
}

/** @returns the moment that is asked for; undefined for the newest executions. @throws InputError when GitHub does not say it; Cancelled. */
export async function sinceOf(step: Step, { since, githubToken: token }: RecentInputs): Promise<Moment | undefined> {
  switch (since?.kind) {
    case undefined:
      return undefined;
    case 'at':
      return { ms: since.ms, isRelative: false };
    case 'ago':
      return { ms: step.clock.now() - since.ms, isRelative: true };
    case 'last-run':
      break;
  }
  // Loaded when needed: most runs of this action send no request to GitHub.
  const { openGitHub } = await import(/* webpackIgnore: true */ '../../github/github.ts');
  const { workflow, clock, signal, log } = step;
  requireProxy(workflow.apiUrl, step.proxies);
  const found = await openGitHub({ token, apiUrl: workflow.apiUrl, workflow, clock, signal }).lastRun();
  if (signal.aborted) {
    throw new Cancelled();
  }
  if (typeof found === 'string') {
    throw new InputError([{ input: 'since', text: found }]);
  }
  if (found.previous === undefined) {
    log.notice('This workflow has no earlier run: listing the executions that have ended since this run started.');
  }
  return { ms: (found.previous ?? found.own).createdAt, isRelative: false };
}

/** @throws InputError when the moment lies in the future, which Harness's clock decides: it may be ahead of this one. */
export function inHarnessTime(
  { ms, isRelative }: Moment,
  { clockAhead }: Pick<Connection, 'clockAhead'>,
  now: number,
): number {
  const ahead = clockAhead() ?? { least: 0, most: CLOCK_DIFFERENCE };
  if (isRelative) {
    return ms + ahead.least;
  }
  if (ms > now + ahead.most + CLOCK_DIFFERENCE) {
    throw new InputError([{ input: 'since', text: `'${new Date(ms).toISOString()}' is in the future.` }]);
  }
  return ms;
}

/**
 * @param asked ms since 1970 by Harness's clock at which the list was asked for, at the earliest
 * @returns ms since 1970: the next `since`. Late enough to repeat nothing that was listed, early enough to miss nothing.
 */
export function untilOf({ found, pages }: History, asked: number): number {
  const newest = pages > 1 ? asked : asked + CLOCK_DIFFERENCE;
  const ends = found.map(({ snapshot: { endedAt = 0 } }) => endedAt + 1).filter((end) => end <= newest);
  return Math.max(asked - CLOCK_DIFFERENCE, ...ends);
}
