/** From an execution's id to the step's verdict: what all actions that follow an execution have in common. */
import { count, oneLine } from '../base/text.ts';
import { describeDecision } from '../diagnosis/decisions.ts';
import { diagnose, type Diagnosis, type Failure, type Inspector } from '../diagnosis/diagnosis.ts';
import { openWaiting, type Waiting } from '../follow/approvals.ts';
import { follow, type FollowOutcome } from '../follow/follow.ts';
import { durationsOf, newestEnded, type PastRuns, pastRuns } from '../follow/history.ts';
import { type LiveLogs, openLiveLogs } from '../follow/live-logs.ts';
import { openPace, type PaceOptions } from '../follow/pace.ts';
import { openQueue } from '../follow/queue.ts';
import { Cancelled, DeadlineExceeded, HarnessError } from '../harness/errors.ts';
import type { Engine, ExecutionRef, Snapshot } from '../harness/execution.ts';
import type { ListedExecution } from '../harness/nextgen/executions.ts';
import { isFinal } from '../harness/status.ts';
import type { Following } from '../inputs/following.ts';
import { setExecutionOutputs, setFinalOutputs } from '../report/outputs.ts';
import { NO_DIAGNOSIS, type Report, type Verdict } from '../report/report.ts';
import { judge } from '../report/verdict.ts';
import { originInWords } from '../report/which-run.ts';
import type { Log } from '../runner/log.ts';
import { printVerdict, reportOf, resultsOf, saveSummary } from './finish.ts';
import { logSaver } from './log-files.ts';
import { openPublisher, type Publisher } from './publish.ts';
import type { Session } from './session.ts';

/** An execution to watch, and everything that this needs. */
interface WatchOptions {
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

/** ms after a cancel by which main must be gone; the runner kills it after 10 s, a cancelled background step after 7.5 s. */
const EXIT_WITHIN = 5500;
/** ms of these for one try: on a connection that died unnoticed it would take them all. */
const ATTEMPT_LIMIT = 2500;

/** Announces the execution, follows it to an ending, and says what that means. */
export async function watch(options: WatchOptions): Promise<Verdict> {
  const { session, ref } = options;
  const { step } = session;
  setExecutionOutputs(step.setOutput, ref, options.seen);
  session.save({ execution: ref.id, pipeline: ref.pipeline });
  step.log.info(`Execution ${options.seen.runSequence ?? ref.id}  ${ref.url}`);
  const origin = session.postState.isStartedElsewhere === true ? originInWords(options.seen) : '';
  if (origin !== '') {
    step.log.info(origin);
  }

  const publisher = openPublisher(step, session.postState);
  publisher.setStatus({ state: 'pending', description: 'started' }, ref.url);

  const history = openHistory(options);
  const live = liveLogsOf(options);
  const waiting = waitingOf(options, publisher);
  const ending = await followToEnd(options, { waiting, history, live });
  await live?.close();
  if (ending.kind === 'cancelled') {
    await abortOnCancel(options);
  } else {
    publisher.expectEnd(ending.snapshot);
  }
  const diagnosis = await diagnoseEnd(options, ending);
  const { timeout, failStep } = options.following;
  const [cause, ...others] = ending.snapshot.phase === 'ignored' ? diagnosis.ignored : diagnosis.failures;
  const { rollback } = diagnosis;
  const verdict = judge(ending, { ref, cause, others, rollback, wait: waiting.current(), timeout, failStep });
  const report = reportOf(session, {
    ref,
    verdict,
    snapshot: ending.snapshot,
    diagnosis,
    ending: ending.kind,
    past: history.runs(),
  });
  setFinalOutputs(step.setOutput, {
    verdict,
    snapshot: ending.snapshot,
    results: resultsOf(session, report, diagnosis),
  });
  showLogs(step.log, report, live);
  printVerdict(step, verdict);
  if (ending.kind !== 'cancelled') {
    await publisher.end(report);
    saveSummary(session, report);
  }
  return verdict;
}

/** Why it ended so, and what it put out. A cancel cuts this short; the execution has ended all the same. */
async function diagnoseEnd(
  { session, inspector, ref, following }: WatchOptions,
  ending: FollowOutcome,
): Promise<Diagnosis> {
  const { step, connection } = session;
  if (ending.kind !== 'ended') {
    return NO_DIAGNOSIS;
  }
  const isHidden = following.logs === 'none' || (following.logs === 'auto' && step.workflow.isPublic);
  try {
    return await diagnose({
      ref,
      snapshot: ending.snapshot,
      inspector,
      retry: connection.retry,
      clock: step.clock,
      signal: step.signal,
      logs: isHidden ? 'none' : 'failed',
      saveLog: isHidden ? undefined : logSaver(step, session.postState.nonce),
    });
  } catch (error) {
    if (error instanceof Cancelled) {
      return NO_DIAGNOSIS;
    }
    throw error;
  }
}

/** A collapsed group for each failed step, named after it; a log that cannot be read is one line. */
function showLogs(log: Log, { failures, gaps, decisions }: Report, live: LiveLogs | undefined): void {
  // The verdict names who rejected.
  for (const decision of decisions.filter(({ isRejection }) => !isRejection)) {
    const place = [decision.stage?.name ?? '', decision.step].filter((part) => part !== '').join(' › ');
    log.info(`${oneLine(place, 150)} was ${oneLine(describeDecision(decision), 300)}`);
  }
  const isNew = ({ stage, step, log: tail }: Failure): boolean =>
    tail === undefined || 'missing' in tail || live?.hasPrinted(stage, step, tail.lines.at(-1) ?? '') !== true;
  for (const failure of failures.filter(isNew)) {
    const place = [failure.stage, failure.step].filter((part) => part !== undefined).join(' › ');
    const tail = failure.log;
    if (tail !== undefined && 'missing' in tail) {
      log.info(`No log of ${oneLine(place, 150)}: ${oneLine(tail.missing, 300)}`);
    } else if (tail !== undefined && tail.lines.length > 0) {
      const which = tail.isComplete ? '' : 'last ';
      log.group(
        `Log of ${oneLine(place, 150)}, ${which}${count(tail.lines.length, 'line')}`,
        tail.lines.map((line) => `  │ ${line}`),
      );
    }
  }
  for (const gap of gaps) {
    log.info(oneLine(gap, 500));
  }
}

/** `logs: all`, where the engine has log streams. */
function liveLogsOf({ session, inspector, ref, following, wait }: WatchOptions): LiveLogs | undefined {
  const { step, connection } = session;
  if (following.logs !== 'all' || inspector === undefined || !wait) {
    return undefined;
  }
  if (step.workflow.isPublic) {
    step.log.warning('logs: all prints Harness logs where anyone can read them if this repository is public.');
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

/** Says who is waited for, in the log and the commit status. */
function waitingOf({ session, ref, inspector, following }: WatchOptions, publisher: Publisher): Waiting {
  const { step } = session;
  return openWaiting({
    ref,
    inspector,
    log: step.log,
    signal: step.signal,
    left: () => step.from + following.timeout - step.clock.now(),
    say: (words) => {
      publisher.setStatus({ state: 'pending', description: words }, ref.url);
    },
  });
}

/** Where else snapshots go, and where durations come from. */
interface Companions {
  readonly waiting: Waiting;
  readonly history: History;
  readonly live: LiveLogs | undefined;
}

function followToEnd(
  options: WatchOptions,
  { waiting, history, live }: Companions,
): Promise<FollowOutcome> | FollowOutcome {
  const { session, engine, ref, seen, following, inspector } = options;
  const { step, connection, postState } = session;
  if (step.signal.aborted) {
    return { kind: 'cancelled', snapshot: seen };
  }
  // A start's answer has no stages yet; what something else started may have come far, or to its end.
  if (seen.stages.length > 0) {
    connection.progress.onSnapshot(seen);
  }
  if (!options.wait && !isFinal(seen.phase)) {
    return {
      kind: 'left',
      snapshot: seen,
      why: postState.isStartedElsewhere === true ? 'one-poll' : 'no-wait',
    };
  }
  const { onTimeout, onWaiting, pollInterval, leg, timeout } = following;
  const deadline = step.from + timeout;
  const queue = openQueue({
    ref,
    // Without a key there is nothing to read it from.
    list:
      inspector === undefined || ref.pipeline === ''
        ? undefined
        : (bounds) => connection.harness.list({ pipeline: ref.pipeline, page: 0, size: 20 }, bounds),
    locks: inspector === undefined ? undefined : connection.locks,
    log: step.log,
    clock: step.clock,
    signal: step.signal,
    left: () => deadline - step.clock.now(),
  });
  let isStrange = false;
  const { retry, progress } = connection;
  return follow({
    engine,
    ref,
    seen,
    retry,
    isGiven: postState.isStartedElsewhere,
    clock: step.clock,
    signal: step.signal,
    deadline,
    onTimeout,
    onWaiting,
    pace: openPace({
      interval: pollInterval,
      matrixSize: leg.total,
      clock: step.clock,
      requests: connection.requests,
      limited: () => retry.rateLimited,
      history: history.durations,
    }),
    onSnapshot: async (snapshot) => {
      progress.onSnapshot(snapshot);
      if (snapshot.phase === 'unknown' && !isStrange) {
        isStrange = true;
        step.log.warning(
          `Harness reports '${oneLine(snapshot.status, 60)}', a status unknown to this version. The step keeps following; a newer version may know it.`,
        );
      }
      live?.onSnapshot(snapshot);
      await waiting.onSnapshot(snapshot);
      await queue(snapshot);
    },
    onIdle: progress.onIdle,
  });
}

/** What earlier executions of the pipeline say: read once, for the pace, and then known to progress and report, too. */
interface History {
  /** Absent where it cannot be known, as without a key. */
  readonly durations: PaceOptions['history'];
  /** Undefined as long as nothing was read, and when there are too few. */
  readonly runs: () => PastRuns | undefined;
}

function openHistory({ session: { step, connection }, inspector, ref, listed, following }: WatchOptions): History {
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
  const isKnown = inspector !== undefined && ref.pipeline !== '';
  const read = async (limit: number): Promise<readonly number[]> => {
    const left = step.from + following.timeout - step.clock.now();
    const bounds = { signal: step.signal, limit: Math.min(limit, left) };
    return keep(await newestEnded(connection.harness, ref.pipeline, bounds));
  };
  return { durations: isKnown ? read : undefined, runs: () => runs };
}

/** The job was cancelled: aborts the execution at once, if that is wanted. Post confirms the end. */
async function abortOnCancel({ session, engine, ref }: WatchOptions): Promise<void> {
  const { step, connection, postState } = session;
  if (postState.onCancel === 'leave') {
    step.log.info('The execution is left running (on-cancel: leave).');
    return;
  }
  const deadline = (step.cancelledAt() ?? step.clock.now()) + EXIT_WITHIN;
  try {
    // The step's own signal is aborted already; this request is what is still to be done.
    const { signal } = new AbortController();
    await connection.retry.untilAnswered((bounds) => engine.abort(ref, bounds), {
      deadline,
      signal,
      limit: ATTEMPT_LIMIT,
      skipsBackOff: true,
    });
    step.log.info('Sent the abort to Harness.');
  } catch (error) {
    if (!(error instanceof HarnessError || error instanceof DeadlineExceeded)) {
      throw error;
    }
    step.log.info(`The abort is not confirmed yet; the post step continues it. ${error.message}`);
  }
}
