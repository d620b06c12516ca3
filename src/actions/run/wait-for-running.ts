/** `if-running: wait`: the start waits until the pipeline's other executions have ended. */
import { duration } from '../../base/text.ts';
import { openPace } from '../../follow/pace.ts';
import { Cancelled, DeadlineExceeded, HarnessError } from '../../harness/errors.ts';
import type { ListedExecution } from '../../harness/execution.ts';
import { refusalReason } from '../../harness/request-failure.ts';
import { isFinal } from '../../harness/status.ts';
import { describeState } from '../../harness/wording.ts';
import { haveNotEnded, linksTo, listRunning, nameOf, type RunStep } from './running.ts';

/**
 * Waits until no execution of the pipeline is running, including those that start in the meantime.
 *
 * @returns what still runs when the step's time is over; empty when nothing does.
 * @throws HarnessError, Cancelled.
 */
export async function waitForRunning(
  options: RunStep,
  first: readonly ListedExecution[],
): Promise<readonly ListedExecution[]> {
  const { step, inputs } = options;
  const from = step.clock.now();
  let running = first;
  try {
    while (running.length > 0) {
      step.log.info(
        `${inputs.pipeline} is waiting to start: ${haveNotEnded(running)} (if-running: wait).\n${linksTo(running)}`,
      );
      for (const one of running) {
        await untilEnded(options, one);
      }
      running = await listRunning(options);
    }
  } catch (error) {
    if (!(error instanceof DeadlineExceeded)) {
      throw error;
    }
    return running;
  }
  step.log.info(`Waited ${duration(step.clock.now() - from)}; starting now.`);
  return [];
}

/** ms between two lines about the same wait. */
const REMINDER_INTERVAL = 60_000;

/** Polls one execution until it has ended, or is gone. @throws DeadlineExceeded, Cancelled, HarnessError. */
async function untilEnded(
  { step, inputs, connection: { harness, retry, requests }, deadline }: RunStep,
  { ref, snapshot }: ListedExecution,
): Promise<void> {
  const { clock, signal, log } = step;
  const pace = openPace({
    interval: inputs.pollInterval,
    matrixSize: inputs.leg.total,
    clock,
    requests,
    limited: () => retry.rateLimited,
  });
  let seen = snapshot;
  let reportedAt = clock.now();
  while (!isFinal(seen.phase)) {
    const next = Math.min(deadline, clock.now() + (await pace.next(seen)));
    while (clock.now() < next && !signal.aborted) {
      await clock.sleep(Math.max(1, Math.min(next, reportedAt + REMINDER_INTERVAL) - clock.now()), signal);
      if (clock.now() - reportedAt >= REMINDER_INTERVAL) {
        reportedAt = clock.now();
        log.info(`  still waiting for ${nameOf({ ref, snapshot })}, which is ${describeState(seen)}`);
      }
    }
    if (signal.aborted) {
      throw new Cancelled();
    }
    try {
      seen = await retry.untilAnswered((bounds) => harness.read(ref, bounds), { deadline, signal });
    } catch (error) {
      if (error instanceof HarnessError && error.kind === 'refused' && refusalReason(error.failure) === 'not-found') {
        return; // Deleted.
      }
      throw error;
    }
  }
}
