/** `OWNER/run-harness-pipeline/abort`: aborts a running execution and waits until it has ended. Has no post step. */
import { duration } from '../../base/text.ts';
import { abortUntilEnded } from '../../follow/abort.ts';
import { LAST_POLL_LIMIT } from '../../follow/follow.ts';
import { Cancelled, DeadlineExceeded, HarnessError } from '../../harness/errors.ts';
import { type Engine, NOTHING_SEEN, type Snapshot, type StartedExecution } from '../../harness/execution.ts';
import { executionRef } from '../../harness/links.ts';
import { isFinal, statusOf } from '../../harness/status.ts';
import { describeState, took } from '../../harness/wording.ts';
import { inputContext } from '../../inputs/form.ts';
import { connect, type ConnectedStep } from '../../lifecycle/connect.ts';
import { findExecution, judgeUnread } from '../../lifecycle/existing.ts';
import { printVerdict } from '../../lifecycle/finish.ts';
import { causedBy, explained } from '../../report/errors.ts';
import { setExecutionOutputs, setFinalOutputs } from '../../report/outputs.ts';
import { runName, type Verdict } from '../../report/report.ts';
import { judge, nameOf, redVerdict } from '../../report/verdict.ts';
import { runStep } from '../../runner/process.ts';
import { type AbortInputs, readAbort } from './inputs.ts';

/** Runs main. */
export function abort(): Promise<never> {
  return runStep((step) => {
    step.mask(step.input('api-key').trim());
    const inputs = readAbort(step.input, inputContext(step));
    return abortExecution({ step, inputs, connection: connect(step, { ...inputs, matrixSize: 1 }) });
  });
}

/** The execution, and its last snapshot. */
interface AbortResult {
  readonly verdict: Verdict;
  readonly snapshot: Snapshot;
}

/** Aborts the execution. Green once it has ended, whatever its status. */
async function abortExecution(run: ConnectedStep<AbortInputs>): Promise<Verdict> {
  const { step, inputs } = run;
  const { scope, pipeline, execution } = inputs;
  const by = runName(step.workflow);
  const asker = by === '' ? '' : ` · abort requested by ${by}`;
  step.log.info(`Harness execution ${execution} · ${scope.org} / ${scope.project}${asker}`);
  const ref = executionRef({ scope, pipeline }, execution);
  setExecutionOutputs(step.setOutput, ref, NOTHING_SEEN);
  const { verdict, snapshot } = await find(run, { ref, snapshot: NOTHING_SEEN });
  setFinalOutputs(step.setOutput, { verdict, snapshot });
  printVerdict(step, verdict);
  return verdict;
}

async function find(run: ConnectedStep<AbortInputs>, known: StartedExecution): Promise<AbortResult> {
  const { step, inputs, connection } = run;
  let found: StartedExecution;
  try {
    const until = { deadline: step.from + inputs.timeout, signal: step.signal, givesUpUnreached: true, isGiven: true };
    found = await findExecution(connection, inputs, until);
  } catch (error) {
    const { timeout } = inputs;
    const verdict =
      error instanceof Cancelled
        ? cancelled(known, timeout)
        : judgeUnread(error, { timeout, failStep: true, url: known.ref.url });
    return { verdict, snapshot: known.snapshot };
  }
  const { ref, snapshot } = found;
  setExecutionOutputs(step.setOutput, ref, snapshot);
  step.log.info(`Execution ${snapshot.runSequence ?? ref.id}  ${ref.url}`);
  connection.progress.onSnapshot(snapshot);
  return isFinal(snapshot.phase) ? { verdict: ended(found, 'had already ended'), snapshot } : end(run, found);
}

async function end(
  { step, inputs, connection }: ConnectedStep<AbortInputs>,
  { ref, snapshot: before }: StartedExecution,
): Promise<AbortResult> {
  const { harness, retry, progress } = connection;
  const { clock, signal, log } = step;
  const { timeout, pollInterval } = inputs;
  let snapshot = before;
  let isAccepted = before.phase === 'stopping';
  const engine: Engine = {
    read: harness.read,
    abort: async (...call) => {
      await harness.abort(...call);
      log.info(`Harness accepted the abort request${isAccepted ? ' again' : ''}.`);
      isAccepted = true;
    },
  };
  const onSnapshot = (seen: Snapshot): void => {
    snapshot = seen;
    progress.onSnapshot(seen);
  };
  const interval = pollInterval === 'auto' ? undefined : pollInterval;
  const target = { engine, ref, retry, isGiven: true, clock, signal, onSnapshot, interval };
  try {
    const deadline = step.from + timeout;
    if ((await abortUntilEnded(target, { phase: before.phase, deadline })) === undefined) {
      const until = { deadline: clock.now() + LAST_POLL_LIMIT, signal, skipsBackOff: true, isGiven: true };
      onSnapshot(await retry.untilAnswered((bounds) => engine.read(ref, bounds), until));
    }
    const verdict = isFinal(snapshot.phase)
      ? ended({ ref, snapshot }, 'has ended')
      : overdue({ ref, snapshot }, timeout);
    return { verdict, snapshot };
  } catch (error) {
    if (error instanceof Cancelled) {
      return { verdict: cancelled({ ref, snapshot }, timeout), snapshot };
    }
    if (error instanceof DeadlineExceeded) {
      return { verdict: overdue({ ref, snapshot }, timeout, error.last), snapshot };
    }
    if (error instanceof HarnessError) {
      // Once the abort is accepted, earlier snapshots are out of date.
      const status = isAccepted ? 'unknown' : statusOf(snapshot.phase);
      return { verdict: redVerdict(status, { ...explained(error), link: ref.url }), snapshot };
    }
    throw error;
  }
}

/** Green, however it ended. */
function ended(found: StartedExecution, how: string): Verdict {
  const { phase } = found.snapshot;
  const after = took('after', found.snapshot);
  const headline = `${nameOf(found.ref, found.snapshot)} ${how}: ${describeState(found.snapshot)}${after}.`;
  return { status: statusOf(phase), isRed: false, headline };
}

/** @param lastError why the execution could not be read at the deadline */
function overdue(found: StartedExecution, timeout: number, lastError?: HarnessError): Verdict {
  const { ref, snapshot } = found;
  const state = lastError === undefined ? `it is ${describeState(snapshot)}` : 'Harness is unreachable';
  const headline = `${nameOf(ref, snapshot)} has not ended within ${duration(timeout)} (this step's timeout): ${state}.`;
  return redVerdict(lastError === undefined ? statusOf(snapshot.phase) : 'unknown', {
    headline,
    ...causedBy(lastError),
    link: ref.url,
  });
}

/** A cancel of the job only stops this step: the requested abort continues in Harness. */
function cancelled({ ref, snapshot }: StartedExecution, timeout: number): Verdict {
  return judge({ kind: 'cancelled', snapshot }, { ref, timeout, failStep: true });
}
