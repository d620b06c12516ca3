/** Earlier executions: listed from the newest on, as far as needed, and counted. */
import type { Bounds } from '../base/clock.ts';
import { HarnessError } from '../harness/errors.ts';
import type { ListedExecution, Snapshot } from '../harness/execution.ts';
import type { NextGen } from '../harness/nextgen/executions.ts';
import type { Retry, RetryBounds } from '../harness/retry.ts';
import { type FinalPhase, isFinal, isSameStatus, type Phase, STATUSES, statusOf } from '../harness/status.ts';

/** The query. */
interface Question {
  /** Empty for all pipelines of the project. */
  readonly pipeline: string;
  /** Empty for all. */
  readonly statuses: readonly string[];
  /**
   * @returns ms since 1970 by Harness's clock: only what ended since then. Called once its first answer has given that clock.
   * Undefined for the newest, running ones too.
   */
  readonly since: (() => number) | undefined;
  /** How many at the most. */
  readonly limit: number;
}

/** How executions are listed. */
interface Source {
  readonly harness: Pick<NextGen, 'list'>;
  readonly retry: Retry;
  readonly until: RetryBounds;
}

/** What was found. */
export interface History {
  /** What was asked for, newest start first. */
  readonly found: readonly ListedExecution[];
  /** Everything that was found in the same period, whatever its status, running ones included. */
  readonly seen: readonly ListedExecution[];
  /** What was found before that period, or before the newest; empty when a comparison would be incomplete. */
  readonly earlier: readonly ListedExecution[];
  /** Why something that was asked for may be missing: more ended since then than `limit`, or the walk was too long. */
  readonly cut?: 'limit' | 'pages';
  /** The number of responses. An execution that ended between two of them may be missing from all. */
  readonly pages: number;
}

const PAGE = 100;
const MAX_PAGES = 20;
/** ms. Harness sorts by the start, so a walk by the end goes on for as long as an execution may well take. */
const MAX_DURATION = 7 * 24 * 3_600_000;

/** Reads page by page, only as far as needed. @throws HarnessError, DeadlineExceeded, Cancelled. */
export async function walk({ harness, retry, until }: Source, question: Question): Promise<History> {
  const { pipeline, statuses, limit } = question;
  const isNewest = question.since === undefined && statuses.length === 0;
  // As many again, with the same request, for the comparison.
  const size = isNewest ? Math.min(PAGE, 2 * limit) : PAGE;
  const ids = new Set<string>();
  const seen: ListedExecution[] = [];
  const found: ListedExecution[] = [];
  const earlier: ListedExecution[] = [];
  let since: number | undefined;
  for (let page = 0; page < MAX_PAGES; page++) {
    const listed = await retry.untilAnswered((bounds) => harness.list({ pipeline, page, size }, bounds), until);
    since ??= question.since?.();
    for (const one of listed) {
      const end = endOf(one.snapshot);
      // An execution that starts between two requests moves the others, so one may be listed twice.
      if (ids.has(one.ref.id)) {
        continue;
      }
      ids.add(one.ref.id);
      if (since !== undefined && end !== undefined && end < since) {
        earlier.push(one);
        continue;
      }
      seen.push(one);
      if ((since === undefined || end !== undefined) && hasStatus(one.snapshot, statuses)) {
        found.push(one);
      }
    }
    if (since !== undefined && found.length > limit) {
      return { found: found.slice(0, limit), seen, earlier: [], cut: 'limit', pages: page + 1 };
    }
    const start = listed.findLast(({ snapshot }) => snapshot.startedAt !== undefined)?.snapshot.startedAt;
    const isBefore = since !== undefined && start !== undefined && start < since - MAX_DURATION;
    if (isBefore || listed.length < size || (since === undefined && found.length >= limit)) {
      return isNewest
        ? { found: found.slice(0, limit), seen: seen.slice(0, limit), earlier: seen.slice(limit), pages: page + 1 }
        : { found: found.slice(0, limit), seen, earlier, pages: page + 1 };
    }
  }
  return { found, seen, earlier: [], cut: 'pages', pages: MAX_PAGES };
}

/** ms since 1970; undefined while it runs. What never began, such as a denied execution, may have no end of its own. */
function endOf({ phase, endedAt, startedAt }: Snapshot): number | undefined {
  return isFinal(phase) ? (endedAt ?? startedAt ?? 0) : undefined;
}

/** The number of newest executions that are requested, and how many of them predict the next duration. */
const NEWEST = 30;
const MAX_DURATIONS = 20;

/** Executions that were not aborted: an abort does not show how long the pipeline takes. */
const OWN_ENDS: readonly Phase[] = ['succeeded', 'ignored', 'failed', 'expired'];
const FINAL_STATUSES = Object.entries(STATUSES).flatMap(([status, phase]) => (isFinal(phase) ? [status] : []));

/** @returns how long the newest of these took that came to their own end, in ms. */
export function durationsOf(executions: readonly ListedExecution[]): number[] {
  return executions
    .flatMap(({ snapshot: { phase, startedAt, endedAt } }) =>
      !OWN_ENDS.includes(phase) || startedAt === undefined || endedAt === undefined ? [] : endedAt - startedAt,
    )
    .slice(0, MAX_DURATIONS);
}

/**
 * @returns the pipeline's newest executions that have ended. One request, not repeated: nothing depends on it, so that there
 * is none when Harness does not answer in time, or refuses.
 */
export async function newestEnded(
  harness: Pick<NextGen, 'list'>,
  pipeline: string,
  bounds: Bounds,
): Promise<readonly ListedExecution[]> {
  try {
    return await harness.list({ pipeline, page: 0, size: NEWEST, statuses: FINAL_STATUSES }, bounds);
  } catch (error) {
    if (error instanceof HarnessError) {
      return [];
    }
    throw error;
  }
}

/** What the history of a pipeline says about an execution. */
export interface PastRuns {
  /** ms: half of those that succeeded took no longer. Undefined when too few succeeded. */
  readonly usual: number | undefined;
  /** How the last ten ended, the oldest first. */
  readonly results: readonly FinalPhase[];
}

/** Fewer executions than this are no history. */
const MIN_RUNS = 3;
const SHOWN_RESULTS = 10;

/** @returns what the executions that ended say, without the one with this id; undefined when they are too few. */
export function pastRuns(executions: readonly ListedExecution[], id: string): PastRuns | undefined {
  const others = executions.filter(({ ref }) => ref.id !== id);
  const results = others.flatMap(({ snapshot: { phase } }) => (isFinal(phase) ? [phase] : []));
  const durations = durationsOf(others.filter(({ snapshot }) => snapshot.phase === 'succeeded'));
  return results.length < MIN_RUNS
    ? undefined
    : {
        usual: durations.length < MIN_RUNS ? undefined : medianOf(durations),
        results: results.slice(0, SHOWN_RESULTS).toReversed(),
      };
}

function medianOf(durations: readonly number[]): number | undefined {
  return durations.toSorted((one, other) => one - other)[Math.floor((durations.length - 1) / 2)];
}

/** Executions in figures. */
export interface Overview {
  readonly ended: number;
  readonly succeeded: number;
  /** ms: half of those that ended took no longer. Undefined when none says so. */
  readonly median: number | undefined;
  readonly running: number;
}

/**
 * @param since ms since 1970; undefined for the newest
 * @param until ms since 1970
 * @returns what to compare with: as many of the executions before the newest, or what ended in as much time before `since`.
 *   Nothing where the walk may not have seen all of that.
 */
export function periodBefore(
  { earlier, seen }: History,
  since: number | undefined,
  until: number,
): readonly ListedExecution[] {
  if (since === undefined) {
    return earlier.slice(0, seen.length);
  }
  const from = since - (until - since);
  return since - from > MAX_DURATION / 2 ? [] : earlier.filter(({ snapshot }) => (endOf(snapshot) ?? 0) >= from);
}

/** @returns the figures of these executions. */
export function overviewOf(executions: readonly ListedExecution[]): Overview {
  const ended = executions.filter(({ snapshot }) => isFinal(snapshot.phase));
  const durations = ended.flatMap(({ snapshot: { startedAt, endedAt } }) =>
    startedAt === undefined || endedAt === undefined ? [] : Math.max(0, endedAt - startedAt),
  );
  return {
    ended: ended.length,
    succeeded: ended.filter(({ snapshot }) => statusOf(snapshot.phase) === 'succeeded').length,
    median: medianOf(durations),
    running: executions.length - ended.length,
  };
}

/** The words of the output `status` that an execution can have. */
export const FILTER_STATUSES: readonly string[] = ['succeeded', 'failed', 'aborted', 'expired', 'running', 'waiting'];

/** Whether an execution has one of the statuses; any has when none is named. `failed` is wider than Harness's `Failed`. */
function hasStatus({ status, phase }: Snapshot, statuses: readonly string[]): boolean {
  return (
    statuses.length === 0 ||
    statuses.some((word) => (FILTER_STATUSES.includes(word) ? word === statusOf(phase) : isSameStatus(word, status)))
  );
}
