/** Did it work: the first words of the summary, the comment and the commit status. Plain text, still untrusted. */
import { count, oneLine } from '../base/text.ts';
import type { Snapshot } from '../harness/execution.ts';
import { type FinalPhase, isFinal } from '../harness/status.ts';
import { describeState, emojiOf, took } from '../harness/wording.ts';
import { rolledBack } from './ending.ts';
import type { Report } from './report.ts';

/** Whether to report Harness's own end of the execution, and not this step's. */
export function isSettled({ ending, snapshot }: Report): boolean {
  return ending === 'ended' && isFinal(snapshot.phase);
}

/** @returns the emoji that answers before anything is read. */
export function markOf(report: Report): string {
  switch (report.ending) {
    case 'ended':
    case 'left':
      return emojiOf(report.snapshot.phase);
    case 'access-lost':
    case 'in-doubt':
      return '⚠️';
    case 'blocked':
    case 'timed-out':
    case 'cancelled':
    case 'refused':
    case 'too-late':
    case 'several':
      return '❌';
    case 'dry-run':
      return '⚪';
  }
}

/** @returns `Deploy Prod failed in 3m 12s`; for this step's own endings the verdict's headline. */
export function headlineOf(report: Report): string {
  const { phase } = report.snapshot;
  return report.ending === 'ended' && isFinal(phase)
    ? `${nameOf(report)} ${endOf(report, phase)}`
    : report.verdict.headline.replace(/\.$/, '');
}

function nameOf({ snapshot, pipeline }: Report): string {
  return oneLine(snapshot.pipelineName ?? pipeline, 100);
}

function endOf({ snapshot, rollback, ignored }: Report, phase: FinalPhase): string {
  const by = snapshot.abortedBy === undefined ? '' : ` by ${oneLine(snapshot.abortedBy, 80)}`;
  switch (phase) {
    case 'succeeded':
      return `succeeded${took('in', snapshot)}`;
    case 'ignored':
      return `succeeded${took('in', snapshot)}, with ${count(Math.max(1, ignored.length), 'ignored failure')}`;
    case 'skipped':
      return `was ${snapshot.status.toLowerCase() === 'suspended' ? 'suspended' : 'skipped'}; no stage ran`;
    case 'aborted':
      return `was aborted${by}${took('after', snapshot)}${rolledBack(rollback)}`;
    case 'expired':
      return `expired${took('after', snapshot)}${rolledBack(rollback)}`;
    case 'failed':
      return snapshot.deniedBy === undefined
        ? `${failedAs(snapshot)}${rolledBack(rollback)}`
        : 'was denied by a policy';
  }
}

function failedAs(snapshot: Snapshot): string {
  const state = describeState(snapshot);
  return state === 'failed' ? `failed${took('in', snapshot)}` : `was ${state}${took('after', snapshot)}`;
}
