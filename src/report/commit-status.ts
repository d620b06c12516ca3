/** The commit status: one word and one line beside a commit. */
import { mayTruncate } from '../base/secrets.ts';
import { oneLine } from '../base/text.ts';
import { type FinalPhase, isFinal } from '../harness/status.ts';
import { describeState } from '../harness/wording.ts';
import { messageOf, type Report } from './report.ts';

/** What a commit status says. */
export interface StatusUpdate {
  /** GitHub's four words: `error` is for an end that says nothing about the work itself. */
  readonly state: 'pending' | 'success' | 'failure' | 'error';
  /** One line of at most 140 characters, which is all that GitHub takes. */
  readonly description: string;
}

const MAX_LENGTH = 140;

/** @returns the status at the step's end. It speaks of the execution, so `fail-step` makes no difference. */
export function statusUpdateOf(report: Report): StatusUpdate {
  const { snapshot, ending, ref, verdict } = report;
  const message = messageOf(verdict);
  const description = oneLine(
    (message.length > MAX_LENGTH && !mayTruncate() ? verdict.headline : message).replace(/\.$/, ''),
    MAX_LENGTH,
  );
  if (isFinal(snapshot.phase)) {
    return { state: WORDS[snapshot.phase], description };
  }
  // Whether a lost or interrupted one still runs is unknown: pending would stay forever.
  if (ref === undefined || ending === 'access-lost' || (ending === 'cancelled' && snapshot.status === '')) {
    return { state: verdict.isRed ? 'error' : 'success', description };
  }
  const state = snapshot.phase === 'running' ? '' : `: ${describeState(snapshot)}`;
  return { state: 'pending', description: oneLine(`left running${state}`, MAX_LENGTH) };
}

const WORDS: Readonly<Record<FinalPhase, StatusUpdate['state']>> = {
  succeeded: 'success',
  ignored: 'success',
  skipped: 'success',
  failed: 'failure',
  expired: 'failure',
  aborted: 'error',
};
