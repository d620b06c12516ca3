/** `abort`: ends an execution, and looks until it has ended. */
import type { Connection } from '../../lifecycle/connect.ts';
import { NOTHING_SEEN, type Started } from '../../harness/nextgen/executions.ts';
import { Cancelled, HarnessError, Overdue } from '../../harness/errors.ts';
import { type Engine, isFinal, type Snapshot, statusOf } from '../../harness/execution.ts';
import { findExecution, judgeUnread } from '../../lifecycle/existing.ts';
import { abortUntilEnded, LAST_LOOK } from '../../follow/follow.ts';
import type { AbortInputs } from './inputs.ts';
import { announce, conclude } from '../../report/outputs.ts';
import { stateOf } from '../../follow/progress.ts';
import { runName, type Verdict } from '../../report/report.ts';
import { judge, nameOf, redVerdict } from '../../report/verdict.ts';
import { executionLink } from '../../harness/links.ts';
import type { Step } from '../../runner/step.ts';
import { duration } from '../../base/text.ts';
import { tell } from '../../lifecycle/finish.ts';

/** `abort` with its inputs read. */
export interface Halt {
  readonly step: Step;
  readonly inputs: AbortInputs;
  readonly connection: Connection;
}

/** What became of the execution, and the last look at it. */
interface Halted {
  readonly verdict: Verdict;
  readonly snapshot: Snapshot;
}

/** Aborts the execution. Green once it has ended, however it did. */
export async function abort(halt: Halt): Promise<Verdict> {
  const { step, inputs } = halt;
  const { scope, pipeline, execution } = inputs;
  const by = runName(step.workflow);
  const asker = by === '' ? '' : ` · to be aborted for ${by}`;
  step.log.info(`Harness execution ${execution} · ${scope.org} / ${scope.project}${asker}`);
  const ref = { id: execution, pipeline, url: executionLink(scope, pipeline, execution) };
  announce(step.setOutput, ref, NOTHING_SEEN);
  const { verdict, snapshot } = await find(halt, { ref, snapshot: NOTHING_SEEN });
  conclude(step.setOutput, { verdict, snapshot });
  tell(step, verdict);
  return verdict;
}

async function find(halt: Halt, known: Started): Promise<Halted> {
  const { step, inputs, connection } = halt;
  let found: Started;
  try {
    const until = { deadline: step.from + inputs.timeout, signal: step.signal, givesUp: true };
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
  announce(step.setOutput, ref, snapshot);
  step.log.info(`Execution ${snapshot.runSequence ?? ref.id}  ${ref.url}`);
  connection.progress.saw(snapshot);
  return isFinal(snapshot.phase) ? { verdict: ended(found, 'had already ended'), snapshot } : end(halt, found);
}

async function end({ step, inputs, connection }: Halt, { ref, snapshot: before }: Started): Promise<Halted> {
  const { harness, contact, progress } = connection;
  const { clock, signal, log } = step;
  const { timeout, pollInterval } = inputs;
  let snapshot = before;
  let isAccepted = before.phase === 'stopping';
  const engine: Engine = {
    read: harness.read,
    abort: async (...call) => {
      await harness.abort(...call);
      log.info(`Harness accepts the abort${isAccepted ? ' once more' : ''}.`);
      isAccepted = true;
    },
  };
  const saw = (seen: Snapshot): void => {
    snapshot = seen;
    progress.saw(seen);
  };
  const interval = pollInterval === 'auto' ? undefined : pollInterval;
  const target = { engine, ref, contact, clock, signal, saw, interval };
  try {
    const deadline = step.from + timeout;
    if ((await abortUntilEnded(target, { phase: before.phase, deadline })) === undefined) {
      const until = { deadline: clock.now() + LAST_LOOK, signal, atOnce: true };
      saw(await contact.insist((bounds) => engine.read(ref, bounds), until));
    }
    const verdict = isFinal(snapshot.phase)
      ? ended({ ref, snapshot }, 'has ended')
      : overdue({ ref, snapshot }, timeout);
    return { verdict, snapshot };
  } catch (error) {
    if (error instanceof Cancelled) {
      return { verdict: cancelled({ ref, snapshot }, timeout), snapshot };
    }
    if (error instanceof Overdue) {
      return { verdict: overdue({ ref, snapshot }, timeout, error.last), snapshot };
    }
    if (error instanceof HarnessError) {
      // Once the abort is accepted, what was seen before says nothing any more.
      const status = isAccepted ? 'unknown' : statusOf(snapshot.phase);
      return { verdict: redVerdict(status, `${error.message}\n  ${ref.url}`), snapshot };
    }
    throw error;
  }
}

/** Green, however it ended. */
function ended(found: Started, how: string): Verdict {
  const { phase, startedAt, endedAt } = found.snapshot;
  const after = startedAt === undefined || endedAt === undefined ? '' : ` after ${duration(endedAt - startedAt)}`;
  const message = `${nameOf(found.ref, found.snapshot)} ${how}: ${stateOf(found.snapshot)}${after}.`;
  return { status: statusOf(phase), isRed: false, message };
}

/** @param silence what Harness answered last, when it gave no look at the deadline */
function overdue(found: Started, timeout: number, silence?: HarnessError): Verdict {
  const { ref, snapshot } = found;
  const state = silence === undefined ? `it is ${stateOf(snapshot)}` : 'Harness does not answer';
  const head = `${nameOf(ref, snapshot)} has not ended within ${duration(timeout)} (this step's timeout): ${state}.`;
  const lines = [head, ...(silence === undefined ? [] : [silence.message]), `  ${ref.url}`];
  return redVerdict(silence === undefined ? statusOf(snapshot.phase) : 'unknown', lines.join('\n'));
}

/** The job's cancel just stops this step: the abort that was asked for goes on in Harness. */
function cancelled({ ref, snapshot }: Started, timeout: number): Verdict {
  return judge({ kind: 'cancelled', snapshot }, { ref, timeout, failStep: true });
}
