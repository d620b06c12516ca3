/** An execution that stays in Harness's queue: which executions of its pipeline run before it. Said once. */
import type { Bounds, Clock } from '../base/clock.ts';
import { count, duration, oneLine } from '../base/text.ts';
import { HarnessError } from '../harness/errors.ts';
import type { ExecutionRef, Snapshot } from '../harness/execution.ts';
import type { ListedExecution } from '../harness/nextgen/executions.ts';
import { isFinal } from '../harness/status.ts';
import { describeState } from '../harness/wording.ts';
import type { Log } from '../runner/log.ts';

interface QueueOptions {
  readonly ref: ExecutionRef;
  /** Lists the newest executions of the pipeline, newest first; absent where there is no key to do so. */
  readonly list: ((bounds: Bounds) => Promise<readonly ListedExecution[]>) | undefined;
  readonly log: Log;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** ms until the step's time is over; nothing is asked after that. */
  readonly left: () => number;
}

/** ms in the queue before anything is said: most executions leave it within seconds. */
const PATIENCE = 60_000;
/** ms for the one request. */
const LIMIT = 10_000;
const MAX_NAMED = 5;

/** @returns a function that is given each snapshot. */
export function openQueue({
  ref,
  list,
  log,
  clock,
  signal,
  left,
}: QueueOptions): (snapshot: Snapshot) => Promise<void> {
  let since: number | undefined;
  let isSaid = list === undefined;
  return async ({ phase }) => {
    if (phase !== 'queued' || isSaid) {
      since = undefined;
      return;
    }
    since ??= clock.now();
    const waited = clock.now() - since;
    const limit = Math.min(LIMIT, left());
    if (waited < PATIENCE || limit <= 0 || list === undefined) {
      return;
    }
    isSaid = true;
    const head = `Queued for ${duration(waited)}.`;
    try {
      log.info([head, ...linesOn(before(ref, await list({ signal, limit })), ref)].join('\n'));
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

function linesOn(ahead: readonly ListedExecution[], { pipeline }: ExecutionRef): string[] {
  if (ahead.length === 0) {
    return [
      `No other execution of ${pipeline} is ahead of it; the account may have reached its limit of concurrent executions.`,
    ];
  }
  const named = ahead.slice(0, MAX_NAMED).map(({ ref, snapshot }) => {
    const number = snapshot.runSequence === undefined ? '' : ` ${snapshot.runSequence}`;
    return `  Execution${number}, ${oneLine(describeState(snapshot), 60)}: ${ref.url}`;
  });
  const more = ahead.length > MAX_NAMED ? [`  … and ${ahead.length - MAX_NAMED} more`] : [];
  return [
    `${count(ahead.length, 'execution')} of ${pipeline} ${ahead.length === 1 ? 'is' : 'are'} ahead of it:`,
    ...named,
    ...more,
  ];
}
