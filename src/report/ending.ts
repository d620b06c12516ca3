/** Words on an end that Harness told: one sentence with the root cause, and what its annotation adds. */
import { count, oneLine } from '../base/text.ts';
import type { Failure } from '../diagnosis/diagnosis.ts';
import { failedStages, type Snapshot } from '../harness/execution.ts';
import { isRedundantMessage, describeState } from '../harness/wording.ts';
import { ROLLED_BACK } from './paragraphs.ts';

/** An execution that ended, and why. */
export interface Ended {
  readonly snapshot: Snapshot;
  /** What to call it. */
  readonly name: string;
  /** The root cause, when it is known. */
  readonly cause: Failure | undefined;
  /** What failed beside it. */
  readonly others: readonly Failure[];
}

/** @returns `Deploy › Rollout failed: Deployment of web exceeded its progress deadline.` */
export function sentenceOn({ snapshot, name, cause }: Ended): string {
  const word = describeState(snapshot);
  const isEnded = snapshot.phase === 'aborted' || word === 'rejected';
  const who = isEnded ? (cause?.by ?? snapshot.abortedBy) : undefined;
  const by = who === undefined ? '' : ` by ${oneLine(who, 200)}`;
  if (snapshot.deniedBy !== undefined) {
    return sentence(`${name} was ${snapshot.message ?? 'denied by a policy'}`);
  }
  if (cause !== undefined) {
    const why = isRedundantMessage({ ...cause, by: who }) ? '' : `: ${cause.message}`;
    return sentence(`${oneLine(placeOf(cause), 150)} ${verb(word)}${by}${why}`);
  }
  // Whoever aborts an execution aborts the whole of it.
  const stages = snapshot.phase === 'aborted' ? [] : failedStages(snapshot).slice(0, 5);
  const where = stages.length === 0 ? name : stages.map((stage) => oneLine(stage.name, 60)).join(', ');
  const why = snapshot.message === undefined ? '' : `: ${oneLine(snapshot.message, 400)}`;
  return sentence(`${where} ${verb(word)}${by}${why}`);
}

/** @returns the sentence with what Harness explains and advises, then lines for what else is worth seeing beside it. */
export function annotationOn(said: string, { snapshot, cause, others }: Ended): string {
  const [hint] = [...(cause?.hints ?? []), ...snapshot.hints];
  const [explanation] = [...(cause?.explanations ?? []), ...snapshot.explanations];
  const first = [
    said,
    ...(explanation === undefined ? [] : [sentence(oneLine(explanation, 300))]),
    ...(cause?.isRolledBack === true ? [ROLLED_BACK] : []),
    ...(hint === undefined ? [] : [`Hint: ${oneLine(hint, 300)}`]),
  ].join(' ');
  return [first, ...(hint === undefined && explanation === undefined ? logEnd(cause) : []), ...besides(others)].join(
    '\n',
  );
}

/** @returns `: Deploy › Smoke test: exit code 1.`; a full stop alone when nothing is known of the cause. */
export function because({ snapshot, cause }: Ended): string {
  const why = cause === undefined ? snapshot.message : `${placeOf(cause)}: ${cause.message}`;
  return why === undefined ? '.' : `: ${sentence(oneLine(why, 400))}`;
}

/** Lines of a log, and characters of each, that an annotation shows. */
const END = { lines: 3, characters: 200 };

/** An annotation stands alone among a pull request's checks: without advice the log's last words are the best there is. */
function logEnd(cause: Failure | undefined): string[] {
  const log = cause?.log;
  return log === undefined || 'missing' in log
    ? []
    : log.lines
        .filter((line) => line.trim() !== '')
        .slice(-END.lines)
        .map((line) => `  │ ${oneLine(line, END.characters)}`);
}

const MOST_PLACES = 5;

/** @returns `1 more failure: Deploy (us) › Rollout`, indented; nothing when there is none. */
export function besides(others: readonly Failure[]): string[] {
  const more = others.length > MOST_PLACES ? ', …' : '';
  const places = others.slice(0, MOST_PLACES).map((failure) => oneLine(placeOf(failure), 150));
  return others.length === 0 ? [] : [`  ${count(others.length, 'more failure')}: ${places.join(', ')}${more}`];
}

function placeOf({ stage, step }: Failure): string {
  return [stage, step].filter((part) => part !== undefined).join(' › ');
}

function verb(word: string): string {
  return word === 'failed' || word === 'expired' ? word : `was ${word}`;
}

function sentence(text: string): string {
  const line = oneLine(text, 700);
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}
