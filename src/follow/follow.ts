/**
 * Polls an execution until it has ended, the step's time is over, a person is needed, or the job is cancelled. The search for a
 * start and the wait for a webhook's event are loops of their own, in `start`.
 */
import { Cancelled, DeadlineExceeded, HarnessError } from '../harness/errors.ts';
import type { Snapshot } from '../harness/execution.ts';
import { isFinal } from '../harness/status.ts';
import { abortUntilEnded, type Target } from './abort.ts';
import type { Pace } from './pace.ts';

/** How following an execution ended. Every kind has the last snapshot. */
export type FollowOutcome =
  /** Harness reported a final status. */
  | { readonly kind: 'ended'; readonly snapshot: Snapshot }
  /** Left running, as the author chose. */
  | { readonly kind: 'left'; readonly snapshot: Snapshot; readonly why: 'no-wait' | 'one-poll' | 'waiting' }
  /** It waits for a person, with `on-waiting: fail`. */
  | { readonly kind: 'blocked'; readonly snapshot: Snapshot }
  /** The step timed out. `abort` is the result of an abort, if one was wanted; `refusal` says why it failed. */
  | {
      readonly kind: 'timed-out';
      readonly snapshot: Snapshot;
      readonly inContact: boolean;
      readonly abort: 'unwanted' | 'seen' | 'unseen';
      readonly refusal?: HarnessError | undefined;
    }
  /** Harness no longer lets this key read it. */
  | { readonly kind: 'access-lost'; readonly snapshot: Snapshot; readonly error: HarnessError }
  /** The job was cancelled. */
  | { readonly kind: 'cancelled'; readonly snapshot: Snapshot };

export type TimedOut = Extract<FollowOutcome, { readonly kind: 'timed-out' }>;

/** What to follow, and how. */
interface FollowOptions extends Omit<Target, 'interval'> {
  /** The content of the start's response. */
  readonly seen: Snapshot;
  /** ms since 1970 */
  readonly deadline: number;
  readonly onTimeout: 'abort' | 'leave';
  readonly onWaiting: 'wait' | 'detach' | 'fail';
  readonly pace: Pace;
  /** Called before each wait of `next` ms, and each minute of it. */
  readonly onIdle: (snapshot: Snapshot, next: number) => void;
}

/** ms for the last poll at the deadline: an ended execution is not a timeout. */
export const LAST_POLL_LIMIT = 10_000;
/** ms to confirm an abort. */
const ABORT_CONFIRM_LIMIT = 30_000;
const MINUTE = 60_000;

/** Follows an execution until one of the outcomes. Does not throw, whatever Harness responds. */
export async function follow(options: FollowOptions): Promise<FollowOutcome> {
  const { deadline } = options;
  let snapshot = options.seen;
  // A start's response has neither stages nor times, so even an execution that ended immediately is read, unless a policy denied it.
  let isRead = snapshot.endedAt !== undefined || snapshot.deniedBy !== undefined;
  try {
    if (!isFinal(snapshot.phase)) {
      await pause(options, snapshot, options.pace.first());
    }
    while (!isFinal(snapshot.phase) || !isRead) {
      isRead = true;
      snapshot = await poll(options, { deadline });
      if (snapshot.phase === 'waiting' && options.onWaiting !== 'wait') {
        return options.onWaiting === 'detach'
          ? { kind: 'left', snapshot, why: 'waiting' }
          : { kind: 'blocked', snapshot };
      }
      if (!isFinal(snapshot.phase)) {
        await pause(options, snapshot, await options.pace.next(snapshot));
      }
    }
    return { kind: 'ended', snapshot };
  } catch (error) {
    return error instanceof DeadlineExceeded ? await atDeadline(options, snapshot) : outcomeOfError(error, snapshot);
  }
}

/** Waits so many ms, at most until the deadline or a cancel, and reports that once a minute. */
async function pause(
  { clock, deadline, signal, onIdle }: FollowOptions,
  snapshot: Snapshot,
  ms: number,
): Promise<void> {
  const next = Math.min(clock.now() + ms, deadline);
  while (clock.now() < next && !signal.aborted) {
    onIdle(snapshot, next - clock.now());
    await clock.sleep(Math.min(MINUTE, next - clock.now()), signal);
  }
}

async function poll(
  { engine, ref, retry, isGiven, signal, onSnapshot }: FollowOptions,
  until: { readonly deadline: number; readonly skipsBackOff?: boolean },
): Promise<Snapshot> {
  const snapshot = await retry.untilAnswered((bounds) => engine.read(ref, bounds), { ...until, signal, isGiven });
  await onSnapshot(snapshot);
  return snapshot;
}

/** The outcome for an error; unexpected errors are rethrown. */
function outcomeOfError(error: unknown, snapshot: Snapshot): FollowOutcome {
  if (error instanceof Cancelled) {
    return { kind: 'cancelled', snapshot };
  }
  if (error instanceof HarnessError) {
    // A final status stays final, even if nothing more can be read.
    return isFinal(snapshot.phase) ? { kind: 'ended', snapshot } : { kind: 'access-lost', snapshot, error };
  }
  throw error;
}

/** At the deadline: one last poll, and the abort if one is wanted. */
async function atDeadline(options: FollowOptions, before: Snapshot): Promise<FollowOutcome> {
  const { clock } = options;
  let snapshot = before;
  let inContact = true;
  try {
    snapshot = await poll(options, { deadline: clock.now() + LAST_POLL_LIMIT, skipsBackOff: true });
  } catch (error) {
    if (!(error instanceof DeadlineExceeded)) {
      return outcomeOfError(error, snapshot);
    }
    inContact = false;
  }
  if (isFinal(snapshot.phase)) {
    return { kind: 'ended', snapshot };
  }
  if (options.onTimeout === 'leave') {
    return { kind: 'timed-out', snapshot, inContact, abort: 'unwanted' };
  }
  return abortAtDeadline(options, { snapshot, inContact });
}

/** Aborts it and waits for its end; if it is already being aborted, only waits. */
async function abortAtDeadline(
  options: FollowOptions,
  before: Pick<TimedOut, 'snapshot' | 'inContact'>,
): Promise<FollowOutcome> {
  const isAborting = before.snapshot.phase === 'stopping';
  let { snapshot, inContact } = before;
  const onSnapshot: FollowOptions['onSnapshot'] = (seen) => {
    snapshot = seen;
    inContact = true;
    return options.onSnapshot(seen);
  };
  const deadline = options.clock.now() + ABORT_CONFIRM_LIMIT;
  try {
    const end = await abortUntilEnded({ ...options, onSnapshot }, { phase: snapshot.phase, deadline });
    if (end === undefined) {
      return { kind: 'timed-out', snapshot, inContact, abort: isAborting ? 'unwanted' : 'unseen' };
    }
    // An execution that ended with another status was not aborted by this step.
    return end.phase === 'aborted' && !isAborting
      ? { kind: 'timed-out', snapshot: end, inContact: true, abort: 'seen' }
      : { kind: 'ended', snapshot: end };
  } catch (error) {
    const ending = outcomeOfError(error, snapshot);
    return ending.kind === 'access-lost'
      ? { kind: 'timed-out', snapshot, inContact, abort: 'unseen', refusal: ending.error }
      : ending;
  }
}
