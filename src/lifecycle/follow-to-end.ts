/** Follows an execution to an ending, and everything that goes along: progress, approvals, the queue, live logs, history. */
import { oneLine } from '../base/text.ts';
import type { Inspector } from '../diagnosis/diagnosis.ts';
import { openWaiting, type Wait, type Waiting } from '../follow/approvals.ts';
import { follow, type FollowOutcome } from '../follow/follow.ts';
import type { PastRuns } from '../follow/history.ts';
import { type LiveLogs, openLiveLogs } from '../follow/live-logs.ts';
import { openPace } from '../follow/pace.ts';
import { openQueue } from '../follow/queue.ts';
import type { Engine, ExecutionRef, ListedExecution, Snapshot } from '../harness/execution.ts';
import { isFinal } from '../harness/status.ts';
import type { Following } from '../inputs/following.ts';
import type { Log } from '../runner/log.ts';
import { openHistory, type PipelineHistory } from './pipeline-history.ts';
import type { Session } from './session.ts';

/** An execution to watch, and everything that this needs. */
export interface WatchOptions {
  readonly session: Session;
  readonly engine: Engine;
  readonly ref: ExecutionRef;
  /** What is known of it so far. */
  readonly seen: Snapshot;
  readonly following: Following;
  /** false: announce it and leave. */
  readonly wait: boolean;
  /** Looks inside it; absent where the engine cannot, as without a key. */
  readonly inspector?: Inspector | undefined;
  /** Executions of the pipeline that were listed already, newest first. */
  readonly listed?: readonly ListedExecution[] | undefined;
}

/** How following ended, and what was learned on the way. */
interface Followed {
  readonly ending: FollowOutcome;
  /** What is known of the wait for a person that goes on. */
  readonly wait: Wait | undefined;
  readonly past: PastRuns | undefined;
  /** The logs that were printed meanwhile; undefined unless they were wanted. */
  readonly live: LiveLogs | undefined;
}

/** @param say called with who is waited for */
export async function followToEnd(options: WatchOptions, say: (words: string) => void): Promise<Followed> {
  const { session, ref, inspector, following, listed } = options;
  const { step } = session;
  const deadline = step.from + following.timeout;
  const history = openHistory({ session, ref, listed, deadline, isReadable: inspector !== undefined });
  const live = liveLogsOf(options);
  const waiting = openWaiting({
    ref,
    inspector,
    log: step.log,
    signal: step.signal,
    left: () => deadline - step.clock.now(),
    say,
  });
  const ending = await endingOf(options, { deadline, waiting, history, live });
  await live?.close();
  return { ending, wait: waiting.current(), past: history.runs(), live };
}

/** `logs: all`, where the engine has log streams. */
function liveLogsOf({ session, inspector, ref, following, wait }: WatchOptions): LiveLogs | undefined {
  const { step, connection } = session;
  if (following.logs !== 'all' || inspector === undefined || !wait) {
    return undefined;
  }
  if (step.workflow.isPublic) {
    step.log.warning('With logs: all, anyone can read the Harness logs if this repository is public.');
  }
  return openLiveLogs({
    reader: { ...connection.logStreams, graph: inspector.graph },
    ref,
    clock: step.clock,
    signal: step.signal,
    matrixSize: following.leg.total,
    backOff: () => connection.retry.backOffLeft,
    print: step.log.info,
  });
}

/** Where else snapshots go, where durations come from, and until when. */
interface Companions {
  /** ms since 1970 */
  readonly deadline: number;
  readonly waiting: Waiting;
  readonly history: PipelineHistory;
  readonly live: LiveLogs | undefined;
}

function endingOf(options: WatchOptions, companions: Companions): Promise<FollowOutcome> | FollowOutcome {
  const { session, engine, ref, seen, following } = options;
  const { step, connection, postState } = session;
  const { retry, progress, requests } = connection;
  const { deadline, waiting, history, live } = companions;
  const { clock, signal } = step;
  if (signal.aborted) {
    return { kind: 'cancelled', snapshot: seen };
  }
  // A start's answer has no stages yet; what something else started may have come far, or to its end.
  if (seen.stages.length > 0) {
    progress.onSnapshot(seen);
  }
  if (!options.wait && !isFinal(seen.phase)) {
    return { kind: 'left', snapshot: seen, why: postState.isStartedElsewhere === true ? 'one-poll' : 'no-wait' };
  }
  const { pollInterval: interval, leg, onTimeout, onWaiting } = following;
  const { total: matrixSize } = leg;
  const queue = queueOf(options, deadline);
  const warnOfStatus = statusWarning(step.log);
  return follow({
    engine,
    ref,
    seen,
    retry,
    isGiven: postState.isStartedElsewhere,
    clock,
    signal,
    deadline,
    onTimeout,
    onWaiting,
    pace: openPace({
      interval,
      matrixSize,
      clock,
      requests,
      limited: () => retry.rateLimited,
      history: history.durations,
    }),
    onSnapshot: async (snapshot) => {
      progress.onSnapshot(snapshot);
      warnOfStatus(snapshot);
      live?.onSnapshot(snapshot);
      await waiting.onSnapshot(snapshot);
      await queue(snapshot);
    },
    onIdle: progress.onIdle,
  });
}

function queueOf({ session, ref, inspector }: WatchOptions, deadline: number): ReturnType<typeof openQueue> {
  const { step, connection } = session;
  const { harness, locks } = connection;
  const { pipeline } = ref;
  return openQueue({
    ref,
    // Without a key there is nothing to read it from.
    list:
      inspector === undefined || pipeline === ''
        ? undefined
        : (bounds) => harness.list({ pipeline, page: 0, size: 20 }, bounds),
    locks: inspector === undefined ? undefined : locks,
    log: step.log,
    clock: step.clock,
    signal: step.signal,
    left: () => deadline - step.clock.now(),
  });
}

/** @returns what warns of a status that this version does not know, once. */
function statusWarning(log: Log): (snapshot: Snapshot) => void {
  let isPrinted = false;
  return ({ phase, status }) => {
    if (phase === 'unknown' && !isPrinted) {
      isPrinted = true;
      log.warning(
        `Harness reports '${oneLine(status, 60)}', a status unknown to this version. The step continues to follow the execution; a newer version of this action may recognize the status.`,
      );
    }
  };
}
