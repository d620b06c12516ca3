/** Reports once, for an execution that stays queued, which executions run before it or use the resource that it waits for. */
import type { Bounds, Clock } from '../base/clock.ts';
import { count, duration, oneLine } from '../base/text.ts';
import { HarnessError } from '../harness/errors.ts';
import type { ExecutionRef, ListedExecution, Snapshot } from '../harness/execution.ts';
import type { LockReader, LockUser } from '../harness/nextgen/locks.ts';
import { isFinal } from '../harness/status.ts';
import { describeState } from '../harness/wording.ts';
import type { Log } from '../runner/log.ts';

interface QueueOptions {
  readonly ref: ExecutionRef;
  /** Lists the newest executions of the pipeline, newest first; absent where there is no key to do so. */
  readonly list: ((bounds: Bounds) => Promise<readonly ListedExecution[]>) | undefined;
  readonly locks: LockReader | undefined;
  readonly log: Log;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** ms until the step's timeout; no request is sent after that. */
  readonly left: () => number;
}

/** ms in the queue before anything is reported: most executions leave it within seconds. */
const NOTICE_AFTER = 60_000;
/** ms for each list. */
const LIMIT = 10_000;
const MAX_NAMED = 5;

/** @returns a function that is given each snapshot. */
export function openQueue({
  ref,
  list,
  locks,
  log,
  clock,
  signal,
  left,
}: QueueOptions): (snapshot: Snapshot) => Promise<void> {
  let since: number | undefined;
  let isReported = list === undefined;
  return async ({ phase, status }) => {
    if (phase !== 'queued' || isReported) {
      since = undefined;
      return;
    }
    since ??= clock.now();
    const waited = clock.now() - since;
    const limit = Math.min(LIMIT, left());
    if (waited < NOTICE_AFTER || limit <= 0 || list === undefined) {
      return;
    }
    isReported = true;
    const head = `Queued for ${duration(waited)}.`;
    const bounds = { signal, limit };
    try {
      const isLocked = status === 'ResourceWaiting';
      const users = isLocked && locks !== undefined ? await lockedBy(locks, ref, bounds) : [];
      const lines = users.length > 0 ? linesOnLock(users) : linesOn(before(ref, await list(bounds)), { ref, isLocked });
      log.info([head, ...lines].join('\n'));
    } catch (error) {
      if (!(error instanceof HarnessError)) {
        throw error;
      }
      log.info(`${head} Could not list the executions ahead of it: ${error.headline}`);
    }
  };
}

/** @returns those that have not ended and were started before it; all that have not, where the list does not show it. */
function before({ id }: ExecutionRef, listed: readonly ListedExecution[]): readonly ListedExecution[] {
  return listed
    .slice(listed.findIndex(({ ref }) => ref.id === id) + 1)
    .filter(({ snapshot }) => !isFinal(snapshot.phase));
}

/** If the key cannot read locks, the list is used. */
async function lockedBy(locks: LockReader, ref: ExecutionRef, bounds: Bounds): Promise<readonly LockUser[]> {
  try {
    return await locks.lockedBy(ref, bounds);
  } catch (error) {
    if (!(error instanceof HarnessError)) {
      throw error;
    }
    return [];
  }
}

function linesOnLock(users: readonly LockUser[]): string[] {
  return [
    'It is waiting for a resource, such as an infrastructure, that only one execution can use at a time:',
    ...firstOf(users, ({ ref, name, isHolder }) => {
      return `${name}, which ${isHolder ? 'is using it' : 'is also waiting for it'}: ${ref.url}`;
    }),
  ];
}

function linesOn(
  ahead: readonly ListedExecution[],
  { ref: { pipeline }, isLocked }: { readonly ref: ExecutionRef; readonly isLocked: boolean },
): string[] {
  if (ahead.length === 0) {
    const cause = isLocked
      ? 'an execution of another pipeline may be using the resource that it is waiting for.'
      : 'the account may have reached its limit of concurrent executions.';
    return [`No other execution of ${pipeline} is ahead of it; ${cause}`];
  }
  return [
    `${count(ahead.length, 'execution')} of ${pipeline} ${ahead.length === 1 ? 'is' : 'are'} ahead of it:`,
    ...firstOf(ahead, ({ ref, snapshot }) => {
      const number = snapshot.runSequence === undefined ? '' : ` ${snapshot.runSequence}`;
      return `Execution${number}, ${oneLine(describeState(snapshot), 60)}: ${ref.url}`;
    }),
  ];
}

/** @returns an indented line for each of the first, and one that counts the rest. */
function firstOf<T>(all: readonly T[], describe: (one: T) => string): string[] {
  const more = all.length > MAX_NAMED ? [`… and ${all.length - MAX_NAMED} more`] : [];
  return [...all.slice(0, MAX_NAMED).map(describe), ...more].map((line) => `  ${line}`);
}
