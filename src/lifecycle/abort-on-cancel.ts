/** The job was cancelled: main aborts the execution at once, if that is wanted. Post confirms the end. */
import { DeadlineExceeded, HarnessError } from '../harness/errors.ts';
import type { Engine, ExecutionRef } from '../harness/execution.ts';
import type { FinalSession } from './session.ts';

/** ms after a cancel by which main must be gone; the runner kills it after 10 s, a cancelled background step after 7.5 s. */
const EXIT_WITHIN = 5500;
/** ms of these for one try: on a connection that died unnoticed it would take them all. */
const ATTEMPT_LIMIT = 2500;

/** Sends the abort, and says what came of it. An abort that fails is post's to repeat. */
export async function abortOnCancel(
  { step, connection, postState }: FinalSession,
  engine: Pick<Engine, 'abort'>,
  ref: ExecutionRef,
): Promise<void> {
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
    step.log.info('Sent the abort request to Harness.');
  } catch (error) {
    if (!(error instanceof HarnessError || error instanceof DeadlineExceeded)) {
      throw error;
    }
    step.log.info(`The abort is not confirmed yet; the post step continues it. ${error.message}`);
  }
}
