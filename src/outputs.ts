/** The only caller of setOutput: action.yml's outputs and when each is set. */
import type { Ref, Snapshot } from './execution.ts';
import { failedStages } from './execution.ts';
import { isoTime, secondsOf } from './report/execution-result.ts';
import type { Verdict } from './report/report.ts';
import { oneLine } from './text.ts';

/** Sets one output. */
export type SetOutput = (name: string, value: string) => void;

/** Set the moment that the execution is known, before the next request: they survive a kill one instant later. */
export function announce(set: SetOutput, ref: Ref, snapshot: Snapshot): void {
  set('execution-id', ref.id);
  set('execution-url', ref.url);
  set('pipeline', ref.pipeline);
  set('status', 'running');
  set('harness-status', snapshot.status);
  set('run-sequence', String(snapshot.runSequence ?? ''));
}

/** What the end of a step puts out beside its verdict. */
export interface Results {
  /** JSON of at most 30,000 bytes each. */
  readonly variables: string;
  readonly result: string;
  /** Path of the file with both uncut; empty when it could not be written. */
  readonly resultFile: string;
}

/** Set at the end, whatever the end is; without an execution only what the verdict says. */
export function conclude(
  set: SetOutput,
  verdict: Verdict,
  end?: { readonly snapshot: Snapshot; readonly results: Results },
): void {
  set('status', verdict.status);
  set('message', oneLine(verdict.message, 1000));
  if (end === undefined) {
    return;
  }
  const { snapshot, results } = end;
  set('harness-status', snapshot.status);
  set('run-sequence', String(snapshot.runSequence ?? ''));
  set('started-at', isoTime(snapshot.startedAt));
  set('ended-at', isoTime(snapshot.endedAt));
  set('duration', String(secondsOf(snapshot) ?? ''));
  set('failed-stages', JSON.stringify([...new Set(failedStages(snapshot).map(({ id }) => id))]));
  set('variables', results.variables);
  set('result', results.result);
  set('result-file', results.resultFile);
}
