/** From the event of a custom webhook to the execution that it started: Harness processes it some 10 to 30 s later. */
import type { Clock } from '../base/clock.ts';
import { duration } from '../base/text.ts';
import { DeadlineExceeded } from '../harness/errors.ts';
import type { Retry } from '../harness/retry.ts';
import type { EventState, WebhookEvent } from '../harness/webhook/events.ts';

/** An event whose outcome is waited for. */
interface Wait {
  readonly event: Pick<WebhookEvent, 'state'>;
  /** Whether a person gave its id: one that Harness does not know is not waited for to the deadline. */
  readonly isGiven?: boolean | undefined;
  readonly retry: Retry;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** ms since 1970 */
  readonly deadline: number;
  /** Called once a minute while nothing has happened yet. */
  readonly onWait?: (text: string) => void;
}

/** An event that Harness is done with. */
export type Processed = Exclude<EventState, { readonly kind: 'queued' }>;

/** ms between polls. */
const PAUSES = [1000, 2000, 3000, 5000, 5000, 5000, 5000, 10_000] as const;
/** ms for the last poll at the deadline. */
const LAST_POLL_LIMIT = 10_000;
/** ms for which an outcome may be unclear before that is what there is to say. */
const GRACE_PERIOD = 60_000;
/** ms for which Harness may not know an event that a person gave: it shows one as soon as it has processed it. */
const UNKNOWN_LIMIT = 120_000;
const MINUTE = 60_000;

/**
 * Polls until Harness has processed the event.
 *
 * @throws DeadlineExceeded when the time is over first; HarnessError when Harness no longer shows the event; Cancelled.
 */
export async function untilProcessed({
  event,
  isGiven,
  retry,
  clock,
  signal,
  deadline,
  onWait,
}: Wait): Promise<Processed> {
  const from = clock.now();
  let reportedAt = from;
  let unclear: number | undefined;
  for (let polls = 0; ; polls++) {
    const isLast = clock.now() >= deadline;
    const until = { deadline: isLast ? clock.now() + LAST_POLL_LIMIT : deadline, signal };
    const seen = await retry.untilAnswered((bounds) => event.state(bounds), until);
    unclear = seen.kind === 'unclear' ? (unclear ?? clock.now()) : undefined;
    if (seen.kind !== 'queued' && (unclear === undefined || isLast || clock.now() - unclear >= GRACE_PERIOD)) {
      return seen;
    }
    if (
      isGiven === true &&
      seen.kind === 'queued' &&
      seen.missing !== undefined &&
      clock.now() - from >= UNKNOWN_LIMIT
    ) {
      throw seen.missing;
    }
    if (isLast) {
      throw new DeadlineExceeded();
    }
    if (clock.now() - reportedAt >= MINUTE) {
      reportedAt = clock.now();
      const isQueued = seen.kind === 'queued' && seen.missing === undefined;
      const advice = isQueued ? " It is queued; if this persists, check the trigger's Pipeline Reference Branch." : '';
      onWait?.(`Harness has not processed the event yet (${duration(reportedAt - from)}).${advice}`);
    }
    const pause = (PAUSES[Math.min(polls, PAUSES.length - 1)] ?? 0) * (0.9 + 0.2 * clock.random());
    await clock.sleep(Math.max(0, Math.min(pause, deadline - clock.now())), signal);
  }
}
