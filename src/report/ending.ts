/** Words on an execution that has ended: what failed, why, and what is worth seeing beside it. */
import { count, oneLine } from '../base/text.ts';
import type { Failure } from '../diagnosis/diagnosis.ts';
import { failedStages, type Snapshot } from '../harness/execution.ts';
import { isRedundantMessage, describeState } from '../harness/wording.ts';
import { type Report, sentence, type Verdict } from './report.ts';

/** An execution that ended, and why. */
interface Ended {
  readonly snapshot: Snapshot;
  /** What to call it. */
  readonly name: string;
  /** The root cause, when it is known. */
  readonly cause: Failure | undefined;
  /** What failed beside it. */
  readonly others: readonly Failure[];
  /** How the rollback ended, when one ran. */
  readonly rollback: Report['rollback'];
}

/** @returns `Deploy › Rollout failed`, and why: `Deployment of web exceeded its progress deadline`. */
export function causeOf({ snapshot, name, cause, rollback }: Ended): Pick<Verdict, 'headline' | 'reason'> {
  const state = describeState(snapshot);
  const isOfPeople = snapshot.phase === 'aborted' || state === 'rejected';
  const who = isOfPeople ? (cause?.by ?? snapshot.abortedBy) : undefined;
  const by = who === undefined ? '' : ` by ${oneLine(who, 200)}`;
  if (snapshot.deniedBy !== undefined) {
    return { headline: `${name} was ${oneLine(snapshot.message ?? 'denied by a policy', 600)}` };
  }
  const end = `${verb(state)}${by}${rolledBack(rollback)}`;
  if (cause !== undefined) {
    const reason = isRedundantMessage({ ...cause, by: who }) ? undefined : cause.message;
    return { headline: `${oneLine(placeOf(cause), 150)} ${end}`, reason };
  }
  // Whoever aborts an execution aborts all of it.
  const stages = snapshot.phase === 'aborted' ? [] : failedStages(snapshot).slice(0, 5);
  const where = stages.length === 0 ? name : stages.map((stage) => oneLine(stage.name, 60)).join(', ');
  return { headline: `${where} ${end}`, reason: snapshot.message };
}

const ROLLED_BACK = { succeeded: ', rolled back', failed: ', rollback failed', idle: ', nothing rolled back' } as const;

/** @returns `, rolled back`, to follow what became of the execution; empty when no rollback ran. */
export function rolledBack(rollback: Report['rollback']): string {
  return rollback === undefined ? '' : ROLLED_BACK[rollback.end];
}

/** @returns what is worth seeing beside the cause: what Harness explains and advises, why nothing was rolled back, what else failed. */
export function detailsOf({ snapshot, cause, others, rollback }: Ended): string[] {
  const [hint] = [...(cause?.hints ?? []), ...snapshot.hints];
  const [explanation] = [...(cause?.explanations ?? []), ...snapshot.explanations];
  return [
    ...(explanation === undefined ? [] : [sentence(explanation, 300)]),
    ...(rollback?.reason === undefined ? [] : [sentence(`Nothing was rolled back: ${rollback.reason}`, 300)]),
    ...(hint === undefined ? [] : [`Hint: ${oneLine(hint, 300)}`]),
    ...ranOn(cause?.delegates ?? []).map((text) => sentence(text)),
    ...(hint === undefined && explanation === undefined ? logEnd(cause) : []),
    ...otherFailures(others),
  ];
}

/** @returns `Ran on delegate eu-7d9c`: the machine to check; nothing when Harness does not say. */
export function ranOn(delegates: readonly string[]): string[] {
  return delegates.length === 0 ? [] : [`Ran on delegate${delegates.length === 1 ? '' : 's'} ${delegates.join(', ')}`];
}

/** @returns `Deploy › Smoke test: exit code 1`; undefined when nothing is known of the cause. */
export function ignoredCauseOf({ snapshot, cause }: Ended): string | undefined {
  return cause === undefined ? snapshot.message : `${placeOf(cause)}: ${cause.message}`;
}

/** Lines of a log, and characters of each, that an annotation shows. */
const END = { lines: 3, characters: 200 };

/** A pull request's checks show only the annotation: without advice, the end of the log is the best hint. */
function logEnd(cause: Failure | undefined): string[] {
  const log = cause?.log;
  return log === undefined || 'missing' in log
    ? []
    : log.lines
        .filter((line) => line.trim() !== '')
        .slice(-END.lines)
        .map((line) => `│ ${oneLine(line, END.characters)}`);
}

const MAX_PLACES = 5;

/** @returns `1 more failure: Deploy (us) › Rollout`; nothing when there is none. */
export function otherFailures(others: readonly Failure[]): string[] {
  const more = others.length > MAX_PLACES ? ', …' : '';
  const places = others.slice(0, MAX_PLACES).map((failure) => oneLine(placeOf(failure), 150));
  return others.length === 0 ? [] : [`${count(others.length, 'more failure')}: ${places.join(', ')}${more}`];
}

function placeOf({ stage, step }: Failure): string {
  return [stage, step].filter((part) => part !== undefined).join(' › ');
}

function verb(word: string): string {
  return word === 'failed' || word === 'expired' ? word : `was ${word}`;
}
