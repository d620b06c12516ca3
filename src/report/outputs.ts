/** The only caller of setOutput: action.yml's outputs and when each is set. */
import { oneLine } from '../base/text.ts';
import type { ExecutionRef, Snapshot } from '../harness/execution.ts';
import { failedStages } from '../harness/execution.ts';
import { isoTime, secondsOf } from './execution-result.ts';
import { messageOf, type Verdict } from './report.ts';

/** Sets one output. */
type SetOutput = (name: string, value: string) => void;

/** Set the moment that the execution is known, before the next request: they survive a kill one instant later. */
export function setExecutionOutputs(set: SetOutput, ref: ExecutionRef, snapshot: Snapshot): void {
  set('execution-id', ref.id);
  set('execution-url', ref.url);
  set('pipeline', ref.pipeline);
  set('status', 'running');
  set('harness-status', snapshot.status);
  set('run-sequence', String(snapshot.runSequence ?? ''));
}

/** Set the moment that a webhook's event is accepted, before it is known what it starts. */
export function setEventOutput(set: SetOutput, event: string): void {
  set('event-id', event);
}

/** What the end of a step puts out beside its verdict. */
export interface Results {
  /** JSON of at most 30,000 bytes each. */
  readonly variables: string;
  readonly result: string;
  /** Path of the file with both uncut; empty when it could not be written. */
  readonly resultFile: string;
}

/** The end of a step. */
interface End {
  readonly verdict: Verdict;
  /** Absent when it was announced with an execution. */
  readonly pipeline?: string;
  /** The last snapshot; without an execution nothing was seen. */
  readonly snapshot: Snapshot;
  /** Absent where an action has no such outputs. */
  readonly results?: Results;
}

/** Set at the end, whatever the end is: what reads `result` after a refused start finds JSON there, too. */
export function setFinalOutputs(set: SetOutput, { verdict, pipeline, snapshot, results }: End): void {
  set('status', verdict.status);
  set('message', messageOf(verdict));
  if (pipeline !== undefined) {
    set('pipeline', pipeline);
  }
  set('harness-status', snapshot.status);
  set('run-sequence', String(snapshot.runSequence ?? ''));
  set('started-at', isoTime(snapshot.startedAt));
  set('ended-at', isoTime(snapshot.endedAt));
  set('duration', String(secondsOf(snapshot) ?? ''));
  set('failed-stages', JSON.stringify([...new Set(failedStages(snapshot).map(({ id }) => id))]));
  if (results !== undefined) {
    set('variables', results.variables);
    set('result', results.result);
    set('result-file', results.resultFile);
  }
}

/** Set when a fault of this program ends the step: what became of the execution is not known to it. */
export function setFaultOutputs(set: SetOutput): void {
  set('status', 'unknown');
  set('message', 'An internal error in run-harness-pipeline ended the step.');
}

/** What the `recent` action outputs. */
interface Recent {
  /** JSON of at most 30,000 bytes. */
  readonly executions: string;
  /** How many are in it. */
  readonly count: number;
  /** ms since 1970 */
  readonly until: number;
  readonly truncated: boolean;
}

/** Set when the executions could be read; a red step sets none, so that no later `since` skips what it missed. */
export function setRecent(set: SetOutput, { executions, count, until, truncated }: Recent): void {
  set('executions', executions);
  set('count', String(count));
  // With its ms: a since that is a second too early would list what ended in that second once more.
  set('until', new Date(until).toISOString());
  set('truncated', String(truncated));
}

/** What became of an approval. */
interface ApprovalOutputs {
  /** Empty when no approval was found. */
  readonly approvalId: string;
  /** `approved`, `rejected`, `waiting`; `unknown` when it could not be seen; empty when nothing was decided. */
  readonly status: string;
  /** Who decided; empty without a decision. */
  readonly approver: string;
  readonly message: string;
}

/** Set at the end of `approve`, on red steps too. */
export function setApproval(set: SetOutput, { approvalId, status, approver, message }: ApprovalOutputs): void {
  set('approval-id', approvalId);
  set('status', status);
  set('approver', approver);
  set('message', oneLine(message, 1000));
}

/** Set once the simulator answers. */
export function setSimulator(set: SetOutput, { url, apiKey }: { readonly url: string; readonly apiKey: string }): void {
  set('url', url);
  set('api-key', apiKey);
}
