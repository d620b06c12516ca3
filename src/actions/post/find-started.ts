/** Finds the execution that main started, or was about to start, by the post state. */
import { pollUntil } from '../../base/poll-until.ts';
import { oneLine } from '../../base/text.ts';
import { Cancelled, DeadlineExceeded, HarnessError } from '../../harness/errors.ts';
import type { StartedExecution } from '../../harness/execution.ts';
import { webhookEvent } from '../../harness/webhook/events.ts';
import type { FinalSession } from '../../lifecycle/session.ts';
import { isOfNonce } from '../../start/marker.ts';
import { markerFinder } from '../../start/search.ts';
import { untilProcessed } from '../../start/webhook-event.ts';

/** Why there is no execution to finish. */
export type NoneFound =
  /** The start was sent, or about to be, and no execution carries its marker. */
  | { readonly kind: 'not-found'; readonly why: string }
  /** Main did not reach the start. */
  | { readonly kind: 'not-started' };

/** ms to find an execution whose id main never learned. */
const SEARCH_LIMIT = 90_000;
/** ms after which a main that is still running, as in a container job, has noticed the request to stop: it checks every second. */
const STOP_NOTICED_AFTER = 3000;
/** ms between two searches: at first short, because most starts that were sent did happen. */
const SEARCH_PAUSES = [1000, 2000, 4000, 8000, 10_000] as const;

/** @returns the execution, or why there is none; a failure of Harness is a reason as well. */
export async function findStarted(context: FinalSession): Promise<StartedExecution | NoneFound> {
  const { step, postState, connection } = context;
  if (postState.event !== '') {
    return findByEvent(context);
  }
  if (!(await wasSent(context))) {
    return { kind: 'not-started' };
  }
  if (postState.engine !== 'nextgen') {
    return { kind: 'not-found', why: 'this kind of execution carries no marker to search for' };
  }
  const { clock, signal } = step;
  const { harness, retry } = connection;
  const search = { harness, pipeline: postState.pipeline, retry, clock, signal };
  // If main reached the start after its state was taken, the marker is unknown, but not its random part.
  const matches = (marker: string): boolean =>
    postState.marker === '' ? isOfNonce(marker, postState.nonce) : marker === postState.marker;
  const find = markerFinder(search, { matches, since: postState.since });
  const deadline = clock.now() + SEARCH_LIMIT;
  try {
    const found = await pollUntil(() => find({ deadline, skipsBackOff: true }), {
      clock,
      signal,
      deadline,
      pauses: SEARCH_PAUSES,
    });
    return found ?? { kind: 'not-found', why: "no execution with this run's marker appeared within 90 s" };
  } catch (error) {
    return { kind: 'not-found', why: reason(error) };
  }
}

async function findByEvent({
  step,
  postState,
  connection: { http, retry },
}: FinalSession): Promise<StartedExecution | NoneFound> {
  const { clock, signal } = step;
  const event = webhookEvent(http, postState.scope, postState.event);
  const notFound = (why: string): NoneFound => ({ kind: 'not-found', why });
  try {
    const seen = await untilProcessed({ event, retry, clock, signal, deadline: clock.now() + SEARCH_LIMIT });
    return seen.kind === 'started'
      ? seen.started
      : notFound(`Harness reports ${oneLine(seen.status, 80)} for event ${postState.event} but names no execution`);
  } catch (error) {
    return error instanceof DeadlineExceeded && error.last === undefined
      ? notFound(`Harness has not processed event ${postState.event} within 90 s`)
      : notFound(reason(error));
  }
}

/**
 * @returns whether main came to the start. A marker, or FirstGen's id of the application, is in the state before that; without
 * it only a main that goes on beside post can still have come to it, and says so in a file.
 */
async function wasSent({ step, postState }: FinalSession): Promise<boolean> {
  const { clock, signal, folder } = step;
  const isReady = postState.engine === 'firstgen' ? postState.application?.id !== '' : postState.marker !== '';
  // The other two save their state right before they send the request.
  const isSaved = postState.engine === 'webhook' || postState.engine === 'rollback';
  // Where the request to stop could not be written, no other file says anything.
  if (isReady || isSaved || folder.read(postState.nonce, 'stop') === undefined) {
    return true;
  }
  await clock.sleep(STOP_NOTICED_AFTER, signal);
  return folder.read(postState.nonce, 'sent') !== undefined;
}

/** @returns why Harness could not say it. @throws the error itself, when it is a fault of this program. */
export function reason(error: unknown): string {
  if (error instanceof HarnessError) {
    return error.message;
  }
  if (error instanceof DeadlineExceeded) {
    return error.last?.message ?? 'the time limit was reached';
  }
  if (error instanceof Cancelled) {
    return 'the post step was interrupted as well';
  }
  throw error;
}
