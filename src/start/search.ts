/** Executions found again by the markers in their notes: after a lost answer, after a kill, when a job is re-run. */
import type { Bounds, Clock } from '../base/clock.ts';
import { HarnessError } from '../harness/errors.ts';
import type { ExecutionRef, ListedExecution, StartedExecution } from '../harness/execution.ts';
import type { NextGen } from '../harness/nextgen/executions.ts';
import type { RateBudget } from '../harness/rate-budget.ts';
import { refusalReason } from '../harness/request-failure.ts';
import type { Retry, RetryBounds } from '../harness/retry.ts';
import { isFinal } from '../harness/status.ts';
import { attemptOf, isSameRun, isSameUse, markerIn } from './marker.ts';

/** How long one search may take. */
export type SearchBounds = Pick<RetryBounds, 'deadline' | 'skipsBackOff'>;

/** Where to search for executions with markers. */
interface Search {
  readonly harness: Pick<NextGen, 'list' | 'notesOf'>;
  readonly pipeline: string;
  readonly retry: Retry;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Keeps the notes of many executions within the key's limit; absent where few are read. */
  readonly budget?: RateBudget | undefined;
  /** Called with each page that is read. */
  readonly onPage?: ((page: readonly ListedExecution[]) => void) | undefined;
}

/** What one search covers: the newest executions of the pipeline. */
const MAX_EXECUTIONS = 200;
const PAGE = 50;
/** Notes that are read side by side on a re-run, where all of them count. */
const WIDTH = 8;
/** ms by which the clocks of runner, GitHub and Harness may differ. */
const CLOCK_SKEW = 600_000;

/** What is searched for. */
interface Wanted {
  /** Whether this is the marker. */
  readonly matches: (marker: string) => boolean;
  /** ms since 1970 before which nothing of interest started */
  readonly since: number;
}

/**
 * @returns a function that searches once for the execution with such a marker. Notes do not change, so that each is read once
 * over all searches. They are read one after the other: once the id is known, it is saved before the next request.
 */
export function markerFinder(
  search: Search,
  { matches, since }: Wanted,
): (until: SearchBounds) => Promise<StartedExecution | undefined> {
  const known = new Map<string, string | undefined>();
  return async (until) => {
    for await (const { listed, marker } of marked(search, { ...until, since, known, width: 1 })) {
      if (matches(marker)) {
        return listed;
      }
    }
    return undefined;
  };
}

interface Scan extends SearchBounds {
  /** ms since 1970 */
  readonly since: number;
  /** Markers of executions whose notes have been read; undefined for notes without one. */
  readonly known: Map<string, string | undefined>;
  /** Notes that are read side by side. */
  readonly width: number;
  /** Whether the notes of this execution are of interest; all are unless given. */
  readonly isWanted?: (listed: ListedExecution) => boolean;
}

interface Marked {
  readonly listed: ListedExecution;
  readonly marker: string;
}

/** The newest executions that have a marker, newest first, each once. */
async function* marked(
  search: Search,
  { since, known, width, isWanted = () => true, ...bounds }: Scan,
): AsyncGenerator<Marked> {
  const { harness, pipeline, retry, clock, signal, onPage } = search;
  const until = { ...bounds, signal };
  // What starts between two pages moves the others on, so that one may be on both.
  const passed = new Set<string>();
  for (let page = 0; page * PAGE < MAX_EXECUTIONS; page++) {
    const listed = await retry.untilAnswered((limits) => harness.list({ pipeline, page, size: PAGE }, limits), until);
    onPage?.(listed);
    const tooOld = listed.findIndex(({ snapshot }) => (snapshot.startedAt ?? clock.now()) < since - CLOCK_SKEW);
    const recent = (tooOld < 0 ? listed : listed.slice(0, tooOld)).filter(({ ref }) => !passed.has(ref.id));
    for (const { ref } of recent) {
      passed.add(ref.id);
    }
    for (let from = 0; from < recent.length;) {
      // Filtered again each time: what was found may have settled some of the rest.
      const batch = recent
        .slice(from)
        .filter((one) => isWanted(one))
        .slice(0, width);
      const last = batch.at(-1);
      from = last === undefined ? recent.length : recent.indexOf(last) + 1;
      yield* await markersOf(search, { batch, known, until });
    }
    if (tooOld >= 0 || listed.length < PAGE) {
      return;
    }
  }
}

/** Reads the notes of these executions side by side, as far as they are not known yet. @returns those with a marker. */
async function markersOf(
  { harness, retry, clock, budget }: Search,
  {
    batch,
    known,
    until,
  }: { readonly batch: readonly ListedExecution[]; readonly until: RetryBounds } & Pick<Scan, 'known'>,
): Promise<readonly Marked[]> {
  const unread = batch.filter(({ ref, hasNotes }) => hasNotes !== false && !known.has(ref.id));
  const wait = unread.length === 0 ? 0 : Math.min(budget?.wait() ?? 0, until.deadline - clock.now());
  if (wait > 0) {
    await clock.sleep(wait, until.signal);
  }
  const read = new Map<string, string | undefined>();
  await Promise.all(
    unread.map(async ({ ref, snapshot }) => {
      const marker = await markerOrNone({ harness, retry }, ref, until);
      read.set(ref.id, marker);
      // Notes may be written a moment after the execution: no marker yet is read again by the next search.
      if (marker !== undefined || clock.now() - (snapshot.startedAt ?? clock.now()) > CLOCK_SKEW) {
        known.set(ref.id, marker);
      }
    }),
  );
  return batch.flatMap((listed) => {
    const marker = known.get(listed.ref.id) ?? read.get(listed.ref.id);
    return marker === undefined ? [] : [{ listed, marker }];
  });
}

/** Notes that Harness refuses to show are notes without a marker of ours; a key that it does not accept shows nothing at all. */
export async function markerOrNone(
  { harness, retry }: Pick<Search, 'retry'> & { readonly harness: Pick<NextGen, 'notesOf'> },
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

/** What earlier attempts of this very use left in Harness. */
export type EarlierAttempt =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly listed: ListedExecution; readonly isRunning: boolean }
  /** It cannot be decided which one to take: several run, or several of the newest attempt have ended. */
  | { readonly kind: 'several'; readonly refs: readonly ExecutionRef[]; readonly areRunning: boolean };

/** Which earlier attempt is searched for. */
interface EarlierOptions {
  /** This attempt's own marker; awaited once there is something to compare it with, because it is made of what is prepared meanwhile. */
  readonly marker: Promise<string>;
  /** Whether what has ended is of interest, too. */
  readonly includesEnded: boolean;
  /** ms since 1970 before which the run had not begun; 0 when that is not known. */
  readonly since: number;
  /** ms since 1970 */
  readonly deadline: number;
}

/**
 * Searches for what earlier attempts started that agree with the marker in everything but attempt and nonce. What still runs
 * comes first; of what has ended only the newest attempt counts.
 *
 * @throws HarnessError when Harness refuses the search, DeadlineExceeded, Cancelled: nothing was started.
 */
export async function earlierAttempt(
  search: Search,
  { marker, includesEnded, since, deadline }: EarlierOptions,
): Promise<EarlierAttempt> {
  const same: { readonly listed: ListedExecution; readonly attempt: number; readonly isRunning: boolean }[] = [];
  // An execution of an older attempt of this run: it and all before it started before the attempt that was found began.
  let isPast = false;
  const isWanted = ({ snapshot }: ListedExecution): boolean => !isFinal(snapshot.phase) || (includesEnded && !isPast);
  for await (const { listed, marker: found } of marked(search, {
    deadline,
    since,
    known: new Map(),
    width: WIDTH,
    isWanted,
  })) {
    const own = await marker;
    const attempt = attemptOf(found);
    // What asks for the same in this very attempt is another call of the same workflow.
    if (isSameUse(found, own) && attempt < attemptOf(own)) {
      same.push({ listed, attempt, isRunning: !isFinal(listed.snapshot.phase) });
    }
    isPast ||= isSameRun(found, own) && same.some((one) => one.attempt > attempt);
  }
  const running = same.filter(({ isRunning }) => isRunning);
  const newest = Math.max(...same.map(({ attempt }) => attempt));
  const [first, ...others] = running.length > 0 ? running : same.filter(({ attempt }) => attempt === newest);
  if (first === undefined) {
    return { kind: 'none' };
  }
  const areRunning = first.isRunning;
  return others.length > 0
    ? { kind: 'several', refs: [first, ...others].map(({ listed }) => listed.ref), areRunning }
    : { kind: 'one', listed: first.listed, isRunning: areRunning };
}
