/** Executions found again by the markers in their notes: after a lost answer, after a kill, when a job is re-run. */
import type { Bounds, Clock } from '../base/clock.ts';
import { HarnessError, refusalReason } from '../harness/errors.ts';
import { isFinal, type ExecutionRef } from '../harness/execution.ts';
import type { ListedExecution, NextGen, StartedExecution } from '../harness/nextgen/executions.ts';
import type { Retry, RetryBounds } from '../harness/retry.ts';
import { attemptOf, isSameJob, markerIn } from './marker.ts';

/** How long one look may take. */
export type SearchBounds = Pick<RetryBounds, 'deadline' | 'skipsBackOff'>;

/** Where to look for executions with markers. */
export interface Search {
  readonly harness: Pick<NextGen, 'list' | 'notesOf'>;
  readonly pipeline: string;
  readonly retry: Retry;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told each page that is read. */
  readonly passed?: ((page: readonly ListedExecution[]) => void) | undefined;
}

/** What one look covers: the newest executions of the pipeline, and the notes that are read of them. */
const MOST_EXECUTIONS = 200;
const MOST_NOTES = 100;
const PAGE = 50;
/** ms by which the clocks of runner and Harness may differ. */
const CLOCKS_DIFFER = 600_000;

/** What one looks for. */
export interface Wanted {
  /** Whether this is the marker. */
  readonly matches: (marker: string) => boolean;
  /** ms since 1970 before which nothing of interest started */
  readonly since: number;
}

/**
 * @returns a function that looks once for the execution with such a marker. Notes do not change, so that each is read once
 * over all looks.
 */
export function markerFinder(
  search: Search,
  { matches, since }: Wanted,
): (until: SearchBounds) => Promise<StartedExecution | undefined> {
  const known = new Map<string, string | undefined>();
  return async (until) => {
    for await (const { listed, marker } of marked(search, { ...until, since, known })) {
      if (matches(marker)) {
        return listed;
      }
    }
    return undefined;
  };
}

interface Scan extends SearchBounds {
  readonly since: number;
  readonly known: Map<string, string | undefined>;
}

/** The newest executions that bear a marker, newest first, each once. */
async function* marked(
  { harness, pipeline, retry, clock, signal, passed: tell }: Search,
  { since, known, ...look }: Scan,
): AsyncGenerator<{ readonly listed: ListedExecution; readonly marker: string }> {
  // What starts between two pages moves the others on, so that one may stand on both.
  const passed = new Set<string>();
  const until = { ...look, signal };
  let read = 0;
  for (let page = 0; page * PAGE < MOST_EXECUTIONS; page++) {
    const listed = await retry.untilAnswered((bounds) => harness.list({ pipeline, page, size: PAGE }, bounds), until);
    tell?.(listed);
    for (const one of listed.filter(({ ref }) => !passed.has(ref.id))) {
      const { id } = one.ref;
      const startedAt = one.snapshot.startedAt ?? clock.now();
      if (startedAt < since - CLOCKS_DIFFER) {
        return;
      }
      passed.add(id);
      if (!known.has(id) && one.hasNotes !== false && read < MOST_NOTES) {
        read += 1;
        const marker = await markerOrNone({ harness, retry }, one.ref, until);
        // Notes may be written a moment after the execution: no marker yet is asked again at the next look.
        if (marker !== undefined || clock.now() - startedAt > CLOCKS_DIFFER) {
          known.set(id, marker);
        }
        if (marker !== undefined) {
          yield { listed: one, marker };
        }
      } else {
        const marker = known.get(id);
        if (marker !== undefined) {
          yield { listed: one, marker };
        }
      }
    }
    if (listed.length < PAGE) {
      return;
    }
  }
}

/** Notes that Harness refuses to show are notes without a marker of ours; a key that it does not accept shows nothing at all. */
async function markerOrNone(
  { harness, retry }: Pick<Search, 'harness' | 'retry'>,
  { id }: ExecutionRef,
  until: RetryBounds,
): Promise<string | undefined> {
  const ask = async (bounds: Bounds): Promise<string | undefined> => {
    try {
      return markerIn(await harness.notesOf(id, bounds));
    } catch (error) {
      // Not asked again, unlike an execution that was just started: each of many could cost a minute.
      if (isRefused(error, ['not-found', 'other'])) {
        return undefined;
      }
      throw error;
    }
  };
  try {
    return await retry.untilAnswered(ask, until);
  } catch (error) {
    if (isRefused(error, ['forbidden'])) {
      return undefined;
    }
    throw error;
  }
}

function isRefused(error: unknown, meanings: readonly ReturnType<typeof refusalReason>[]): boolean {
  return error instanceof HarnessError && error.kind === 'refused' && meanings.includes(refusalReason(error.failure));
}

/** What earlier attempts of this very job left in Harness. */
export type EarlierAttempt =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly listed: ListedExecution; readonly isRunning: boolean }
  /** Several executions in one attempt: nobody can say which one to take. */
  | { readonly kind: 'several'; readonly refs: readonly ExecutionRef[] };

/**
 * Looks for the execution of the newest earlier attempt that agrees with the marker in everything but attempt and nonce;
 * one that still runs goes before newer ones that do not.
 *
 * @throws HarnessError when Harness refuses the look, Overdue, Cancelled: nothing was started.
 */
export async function earlierAttempt(search: Search, marker: string, deadline: number): Promise<EarlierAttempt> {
  const same: { readonly listed: ListedExecution; readonly attempt: number; readonly isRunning: boolean }[] = [];
  for await (const { listed, marker: found } of marked(search, { deadline, since: 0, known: new Map() })) {
    const attempt = attemptOf(found);
    // What asks for the same in this very attempt is another call of the same workflow.
    if (isSameJob(found, marker) && attempt < attemptOf(marker)) {
      same.push({ listed, attempt, isRunning: !isFinal(listed.snapshot.phase) });
    }
  }
  const running = same.filter(({ isRunning }) => isRunning);
  const newest = Math.max(...(running.length > 0 ? running : same).map(({ attempt }) => attempt));
  const [first, ...others] = same.filter(({ attempt }) => attempt === newest);
  if (first === undefined) {
    return { kind: 'none' };
  }
  return others.length > 0
    ? { kind: 'several', refs: [first, ...others].map(({ listed }) => listed.ref) }
    : { kind: 'one', listed: first.listed, isRunning: first.isRunning };
}
