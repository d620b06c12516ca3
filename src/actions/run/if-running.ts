/**
 * `if-running`: what happens when another execution of the pipeline has not ended. Listing and starting are two requests, so two steps that
 * list executions at the same time may both start one; only a queue in Harness itself rules that out.
 */
import { mapSideBySide, sideBySide } from '../../base/side-by-side.ts';
import { count } from '../../base/text.ts';
import { abortUntilEnded } from '../../follow/abort.ts';
import type { ExecutionRef, ListedExecution, Snapshot } from '../../harness/execution.ts';
import { isSameRepository, isSameRun } from '../../start/marker.ts';
import { markerOrNone } from '../../start/search.ts';
import { haveNotEnded, linksTo, listRunning, nameOf, type RunStep } from './running.ts';
import { waitForRunning } from './wait-for-running.ts';

/** What was decided. */
type IfRunningDecision =
  | { readonly kind: 'start' }
  /** `mayAbort`: another run of this repository started it, so that `on-cancel` and `on-timeout` apply. */
  | { readonly kind: 'follow'; readonly listed: ListedExecution; readonly mayAbort: boolean }
  /** Nothing is to be started: a sentence, and what runs. */
  | { readonly kind: 'stop'; readonly why: string; readonly running: readonly ExecutionRef[] };

/** Who wants to start, and as what. */
interface IfRunningOptions extends RunStep {
  /** This start's own marker. */
  readonly marker: string;
  /** Called with each page of executions that is read, newest first. */
  readonly onPage: (page: readonly ListedExecution[]) => void;
}

/**
 * Finds executions of the pipeline that have not ended, and treats them as the author chose.
 *
 * @throws HarnessError when Harness refuses a read or an abort, DeadlineExceeded, Cancelled: nothing was started.
 */
export async function decideIfRunning(options: IfRunningOptions): Promise<IfRunningDecision> {
  const { step, inputs } = options;
  if (inputs.ifRunning === 'start') {
    return { kind: 'start' };
  }
  const running = await listRunning(options, options.onPage);
  const [newest] = running;
  if (newest === undefined) {
    return { kind: 'start' };
  }
  switch (inputs.ifRunning) {
    case 'fail':
      return stop(running, `${inputs.pipeline} was not started: ${haveNotEnded(running)} (if-running: fail).`);
    case 'follow': {
      const mayAbort = (await markersOf(options, [newest])).some((found) => isOfOtherRun(found, options.marker));
      step.log.notice(
        `${nameOf(newest)} of ${inputs.pipeline} has not ended; following it instead of starting another one (if-running: follow).\n  ${newest.ref.url}`,
      );
      return { kind: 'follow', listed: newest, mayAbort };
    }
    case 'replace':
      await abortOwn(options, running);
      return { kind: 'start' };
    case 'wait': {
      const left = await waitForRunning(options, running);
      return left.length === 0
        ? { kind: 'start' }
        : stop(
            left,
            `${inputs.pipeline} was not started within this step's timeout: ${haveNotEnded(left)} (if-running: wait).`,
          );
    }
  }
}

/** ms to wait for the end of the replaced executions; after that the start is sent anyway. */
const ABORT_LIMIT = 60_000;
/** Notes that are read, and aborts that are confirmed, side by side. */
const WIDTH = 8;

/** Aborts what other runs of this repository started. */
async function abortOwn(options: IfRunningOptions, running: readonly ListedExecution[]): Promise<void> {
  const { step, connection, marker, deadline } = options;
  const markers = await markersOf(options, running);
  const own = running.filter((_, index) => isOfOtherRun(markers[index] ?? '', marker));
  const others = running.filter((one) => !own.includes(one));
  if (others.length > 0) {
    step.log.info(
      `${count(others.length, 'other execution')} left running, because no other run of this repository started them:\n${linksTo(others)}`,
    );
  }
  const until = Math.min(deadline, step.clock.now() + ABORT_LIMIT);
  const ends = await sideBySide<(Snapshot | undefined)[]>(
    own.map((one) => {
      step.log.info(`Aborting ${nameOf(one)}, which this repository started (if-running: replace).\n  ${one.ref.url}`);
      const { retry, harness: engine } = connection;
      const { clock, signal } = step;
      const target = { engine, ref: one.ref, retry, clock, signal, onSnapshot: () => undefined };
      return abortUntilEnded(target, { phase: one.snapshot.phase, deadline: until });
    }),
  );
  const unseen = own.filter((_, index) => ends[index] === undefined);
  if (unseen.length > 0) {
    step.log.warning(
      `Could not confirm within 60 s that ${count(unseen.length, 'aborted execution')} ended; starting anyway.\n${linksTo(unseen)}`,
    );
  }
}

/** @returns the markers of these executions in their order; empty for one without. */
function markersOf(
  { step, connection, deadline }: IfRunningOptions,
  executions: readonly ListedExecution[],
): Promise<readonly string[]> {
  return mapSideBySide(executions, WIDTH, async ({ ref, hasNotes }) =>
    hasNotes === false ? '' : ((await markerOrNone(connection, ref, { deadline, signal: step.signal })) ?? ''),
  );
}

/** Whether another run of this repository started it. What this very run started, such as another matrix leg, is never aborted here. */
function isOfOtherRun(found: string, own: string): boolean {
  return isSameRepository(found, own) && !isSameRun(found, own);
}

function stop(running: readonly ListedExecution[], why: string): IfRunningDecision {
  return { kind: 'stop', why, running: running.map(({ ref }) => ref) };
}
