/** Executions of the pipeline that have not ended: which there are, and how messages name them. */
import { oneLine } from '../../base/text.ts';
import type { ListedExecution } from '../../harness/execution.ts';
import { isFinal } from '../../harness/status.ts';
import type { ConnectedStep } from '../../lifecycle/connect.ts';
import type { RunInputs } from './inputs.ts';

/** A step of the root action, which wants to start an execution. */
export interface RunStep extends ConnectedStep<RunInputs> {
  /** ms since 1970 */
  readonly deadline: number;
}

/** How many of the newest executions are read. */
const MAX_EXECUTIONS = 200;
const PAGE = 50;

/**
 * @param onPage called with each page of executions that is read, newest first
 * @returns the executions of the pipeline that have not ended, newest first. An unknown status counts as running.
 * @throws HarnessError, DeadlineExceeded, Cancelled.
 */
export async function listRunning(
  { step, inputs, connection: { harness, retry }, deadline }: RunStep,
  onPage: (page: readonly ListedExecution[]) => void = () => undefined,
): Promise<readonly ListedExecution[]> {
  const running = new Map<string, ListedExecution>();
  const { pipeline } = inputs;
  for (let page = 0; page * PAGE < MAX_EXECUTIONS; page++) {
    const listed = await retry.untilAnswered((bounds) => harness.list({ pipeline, page, size: PAGE }, bounds), {
      deadline,
      signal: step.signal,
      givesUpUnreached: true,
    });
    onPage(listed);
    for (const one of listed.filter(({ snapshot }) => !isFinal(snapshot.phase))) {
      running.set(one.ref.id, one);
    }
    if (listed.length < PAGE) {
      break;
    }
  }
  return [...running.values()];
}

/** @returns the beginning of a sentence. */
export function haveNotEnded(running: readonly ListedExecution[]): string {
  return running.length === 1 ? 'another execution has not ended' : `${running.length} other executions have not ended`;
}

/** Links that a message holds; a pipeline may have many executions that wait for a person. */
const MAX_LINKS = 10;

/** @returns a line for each page. */
export function linksTo(executions: readonly ListedExecution[]): string {
  const shown = executions.slice(0, MAX_LINKS).map(({ ref }) => `  ${ref.url}`);
  return [...shown, ...(executions.length > MAX_LINKS ? [`  and ${executions.length - MAX_LINKS} more`] : [])].join(
    '\n',
  );
}

/** @returns `execution 42` */
export function nameOf({ ref, snapshot }: Pick<ListedExecution, 'ref' | 'snapshot'>): string {
  return `execution ${oneLine(String(snapshot.runSequence ?? ref.id), 60)}`;
}
