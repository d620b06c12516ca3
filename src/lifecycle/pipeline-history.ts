/** What earlier executions of the pipeline say: read once, for the pace, and then known to progress and report as well. */
import { durationsOf, newestEnded, type PastRuns, pastRuns } from '../follow/history.ts';
import type { PaceOptions } from '../follow/pace.ts';
import type { ExecutionRef, ListedExecution } from '../harness/execution.ts';
import type { FinalSession } from './session.ts';

/** Whose history, and what is known of it. */
interface HistoryOptions {
  readonly session: FinalSession;
  readonly ref: ExecutionRef;
  /** Executions of the pipeline that were listed already, newest first. */
  readonly listed?: readonly ListedExecution[] | undefined;
  /** ms since 1970 */
  readonly deadline: number;
  /** Whether Harness can be asked for it; without a key it cannot. */
  readonly isReadable: boolean;
}

/** The history of one pipeline. */
export interface PipelineHistory {
  /** Absent where it cannot be known. */
  readonly durations: PaceOptions['history'];
  /** @returns undefined as long as nothing was read, and when there are too few. */
  readonly runs: () => PastRuns | undefined;
}

/** Opens it; Harness is asked when the pace first needs durations. */
export function openHistory({ session, ref, listed, deadline, isReadable }: HistoryOptions): PipelineHistory {
  const { step, connection } = session;
  let runs: PastRuns | undefined;
  const keep = (executions: readonly ListedExecution[]): readonly number[] => {
    runs = pastRuns(executions, ref.id);
    if (runs?.usual !== undefined) {
      connection.progress.onUsual(runs.usual);
    }
    return durationsOf(executions);
  };
  if (listed !== undefined) {
    const durations = keep(listed);
    return { durations: () => Promise.resolve(durations), runs: () => runs };
  }
  const read = async (limit: number): Promise<readonly number[]> => {
    const bounds = { signal: step.signal, limit: Math.min(limit, deadline - step.clock.now()) };
    return keep(await newestEnded(connection.harness, ref.pipeline, bounds));
  };
  return { durations: isReadable && ref.pipeline !== '' ? read : undefined, runs: () => runs };
}
