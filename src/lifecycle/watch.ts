/** From an execution's id to the step's verdict: the way that all doors which follow have in common. */
import type { Connection } from './connect.ts';
import { type Diagnosis, diagnose, type Inside } from '../diagnosis/diagnosis.ts';
import type { Listed } from '../harness/nextgen/executions.ts';
import { Cancelled, HarnessError, Overdue } from '../harness/errors.ts';
import { type Engine, isFinal, type Ref, type Snapshot } from '../harness/execution.ts';
import { close, reportOf, resultsOf, tell } from './finish.ts';
import { type Ending, follow } from '../follow/follow.ts';
import { durationsOf, pastDurations } from '../follow/history.ts';
import type { Following } from '../inputs/following.ts';
import { announce, conclude } from '../report/outputs.ts';
import type { Log } from '../runner/log.ts';
import { openPace, type PaceOptions } from '../follow/pace.ts';
import { openPublisher, type Publisher } from './publish.ts';
import { NO_DIAGNOSIS, type Report, type Verdict } from '../report/report.ts';
import { judge } from '../report/verdict.ts';
import { type Letter, LETTER, writeLetter } from './post-state.ts';
import type { Step } from '../runner/step.ts';
import { count, oneLine } from '../base/text.ts';
import { openWaiting } from '../follow/approvals.ts';

/** An execution to watch, and everything that this needs. */
export interface Watch {
  readonly step: Step;
  readonly connection: Connection;
  readonly engine: Engine;
  readonly ref: Ref;
  /** What is known of it so far. */
  readonly seen: Snapshot;
  readonly letter: Letter;
  readonly following: Following;
  /** false: announce it and leave. */
  readonly wait: boolean;
  /** Looks inside it; absent where the engine cannot, as without a key. */
  readonly inside?: Inside | undefined;
  /** Executions of the pipeline that were listed already, newest first. */
  readonly past?: readonly Listed[] | undefined;
}

/** ms after a cancel by which main must be gone; the runner kills it after 10 s, a cancelled background step after 7.5 s. */
const GONE_AFTER = 5500;
/** ms of these for one try: on a connection that died unnoticed it would take them all. */
const TRY = 2500;

/** Announces the execution, follows it to an ending, and says what that means. */
export async function watch(watched: Watch): Promise<Verdict> {
  const { step, ref, letter } = watched;
  announce(step.setOutput, ref, watched.seen);
  const open: Letter = { ...letter, execution: ref.id };
  step.saveState(LETTER, writeLetter(open));
  step.log.info(`Execution ${watched.seen.runSequence ?? ref.id}  ${ref.url}`);

  const publisher = openPublisher(step, open);
  publisher.say({ state: 'pending', description: 'started' }, ref.url);

  const ending = await end(watched, publisher);
  if (ending.kind === 'cancelled') {
    await leave(watched, open);
  }
  const diagnosis = await findOut(watched, ending);
  const { timeout, failStep } = watched.following;
  const [cause, ...others] = ending.snapshot.phase === 'ignored' ? diagnosis.ignored : diagnosis.failures;
  const verdict = judge(ending, { ref, cause, others, timeout, failStep });
  const report = reportOf({ ...watched, verdict, snapshot: ending.snapshot, diagnosis, ending: ending.kind });
  conclude(step.setOutput, { verdict, snapshot: ending.snapshot, results: resultsOf(watched, report, diagnosis) });
  showLogs(step.log, report);
  tell(step, verdict);
  if (ending.kind !== 'cancelled') {
    await publisher.end(report);
    close(step, open, report);
  }
  return verdict;
}

/** Why it ended so, and what it put out. A cancel cuts this short; the execution has ended all the same. */
async function findOut({ step, connection, inside, ref, following }: Watch, ending: Ending): Promise<Diagnosis> {
  if (ending.kind !== 'settled') {
    return NO_DIAGNOSIS;
  }
  const isHidden = following.logs === 'none' || (following.logs === 'auto' && step.workflow.isPublic);
  try {
    return await diagnose({
      ref,
      snapshot: ending.snapshot,
      inside,
      contact: connection.contact,
      clock: step.clock,
      signal: step.signal,
      logs: isHidden ? 'none' : 'failed',
    });
  } catch (error) {
    if (error instanceof Cancelled) {
      return NO_DIAGNOSIS;
    }
    throw error;
  }
}

/** A closed group for each failed step, named after it; a log that cannot be had is one line. */
function showLogs(log: Log, { failures, gaps }: Report): void {
  for (const failure of failures) {
    const place = [failure.stage, failure.step].filter((part) => part !== undefined).join(' › ');
    const tail = failure.log;
    if (tail !== undefined && 'missing' in tail) {
      log.info(`No log of ${oneLine(place, 150)}: ${oneLine(tail.missing, 300)}`);
    } else if (tail !== undefined && tail.lines.length > 0) {
      const which = tail.isWhole ? '' : 'last ';
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

function end(watched: Watch, publisher: Publisher): Promise<Ending> | Ending {
  const { step, connection, engine, ref, seen, following, inside } = watched;
  if (step.signal.aborted) {
    return { kind: 'cancelled', snapshot: seen };
  }
  // A start's answer has no stages yet; what something else started may have come far, or to its end.
  if (seen.stages.length > 0) {
    connection.progress.saw(seen);
  }
  if (!watched.wait && !isFinal(seen.phase)) {
    return { kind: 'left', snapshot: seen, why: watched.letter.isForeign === true ? 'one-look' : 'no-wait' };
  }
  const say = (words: string): void => {
    publisher.say({ state: 'pending', description: words }, ref.url);
  };
  const { onTimeout, onWaiting, pollInterval, leg, timeout } = following;
  const deadline = step.from + timeout;
  const left = (): number => deadline - step.clock.now();
  const waiting = openWaiting({ ref, approvals: inside, log: step.log, signal: step.signal, left, say });
  let isStrange = false;
  const { contact, progress } = connection;
  return follow({
    engine,
    ref,
    seen,
    contact,
    clock: step.clock,
    signal: step.signal,
    deadline,
    onTimeout,
    onWaiting,
    pace: openPace({
      interval: pollInterval,
      sharers: leg.total,
      clock: step.clock,
      requests: connection.requests,
      limited: () => contact.limited,
      history: historyOf(watched, left),
    }),
    saw: async (snapshot) => {
      progress.saw(snapshot);
      if (snapshot.phase === 'unknown' && !isStrange) {
        isStrange = true;
        step.log.warning(
          `Harness says '${oneLine(snapshot.status, 60)}', which this version does not know. It goes on following; a newer version may know it.`,
        );
      }
      await waiting(snapshot);
    },
    still: progress.still,
  });
}

/** What tells the pace how long the pipeline usually takes; without a key nobody does. @param left ms until the deadline */
function historyOf({ step, connection, inside, ref, past }: Watch, left: () => number): PaceOptions['history'] {
  if (past !== undefined) {
    return () => Promise.resolve(durationsOf(past));
  }
  return inside === undefined || ref.pipeline === ''
    ? undefined
    : (limit) =>
        pastDurations(connection.harness, ref.pipeline, { signal: step.signal, limit: Math.min(limit, left()) });
}

/** The job was cancelled: aborts the execution at once, if that is wished for. Post confirms the end. */
async function leave({ step, connection, engine, ref }: Watch, letter: Letter): Promise<void> {
  if (letter.onCancel === 'leave') {
    step.log.info('The execution is left running (on-cancel: leave).');
    return;
  }
  const deadline = (step.cancelledAt() ?? step.clock.now()) + GONE_AFTER;
  try {
    // The step's own signal is aborted already; this request is what is still to be done.
    const { signal } = new AbortController();
    await connection.contact.insist((bounds) => engine.abort(ref, bounds), {
      deadline,
      signal,
      limit: TRY,
      atOnce: true,
    });
    step.log.info('Asked Harness to abort the execution.');
  } catch (error) {
    if (!(error instanceof HarnessError || error instanceof Overdue)) {
      throw error;
    }
    step.log.info(`The abort is not confirmed yet; the post step goes on with it. ${error.message}`);
  }
}
