/** At most one start: sent once, looked up when its answer is lost, taken up again when the job is re-run. */
import type { Bounds, Clock } from './clock.ts';
import { Cancelled, HarnessError, meaningOf, Overdue } from './errors.ts';
import { isFinal, type Ref } from './execution.ts';
import type { Listed, NextGen, Started } from './engines/nextgen.ts';
import { attemptOf, isSameJob } from './marker.ts';
import type { Contact, Until } from './patience.ts';

/** What became of a start; `T` is what its answer tells, an execution unless said otherwise. */
export type Launched<T = Started> =
  | { readonly kind: 'started'; readonly started: T; readonly how: 'answered' | 'found' }
  /** Certainly not started: refused, or never sent. */
  | { readonly kind: 'refused'; readonly error: HarnessError }
  /** Nobody knows. `looks` is undefined where a start leaves no mark by which it could be looked for. */
  | { readonly kind: 'in-doubt'; readonly error: HarnessError; readonly looks: number | undefined }
  /** The step's time was over before the start could be sent. Certainly not started. */
  | { readonly kind: 'too-late'; readonly error: HarnessError | undefined }
  /** `wasSent`: it may have been accepted; the post step looks. */
  | { readonly kind: 'cancelled'; readonly wasSent: boolean };

/** How long one look may take. */
export type LookUntil = Pick<Until, 'deadline' | 'atOnce'>;

/** A start, ready to be sent. */
export interface Launch<T = Started> {
  /** Sends the request once, over a fresh connection. */
  readonly send: (bounds: Bounds) => Promise<T>;
  /** One look for the execution, where its marker can be found. */
  readonly find?: ((until: LookUntil) => Promise<T | undefined>) | undefined;
  readonly contact: Contact;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** ms since 1970 */
  readonly deadline: number;
  /** Told when the answer was lost and the looking begins. */
  readonly doubting: (error: HarnessError) => void;
}

/** ms for the start: Harness fetches templates, checks policies and makes the plan before it answers. */
const START_LIMIT = 120_000;
/** ms that a cancelled job still waits for the answer to a start: with it the execution can be aborted at once. */
const CANCEL_GRACE = 4000;
/** In doubt not before so many looks over so many ms of contact found nothing. */
const LOOKS = 3;
const LOOKED_FOR = 90_000;
/** ms between looks: at first soon, because a start whose answer was lost has usually happened. */
const LOOK_PAUSES = [1000, 2000, 4000, 8000, 15_000] as const;
/** ms for one look when the time is already over. */
const LATE_LOOK = 10_000;

/** Starts at most once. */
export async function startOnce<T>(launch: Launch<T>): Promise<Launched<T>> {
  const { contact, clock, signal, deadline } = launch;
  const patience = graceAfter(signal, clock);
  try {
    // insist() repeats what it is thrown, so only the fates that certainly did not arrive are thrown at it.
    const answer = await contact.insist(
      async ({ limit }): Promise<T | HarnessError> => {
        try {
          return await launch.send({ signal: patience.signal, limit });
        } catch (error) {
          if (!(error instanceof HarnessError) || error.fate === 'unsent' || error.fate === 'limited') {
            throw error;
          }
          return error;
        }
      },
      { deadline, signal, limit: START_LIMIT, givesUp: true },
    );
    if (!(answer instanceof HarnessError)) {
      return { kind: 'started', started: answer, how: 'answered' };
    }
    if (isRefusal(answer)) {
      return { kind: 'refused', error: answer };
    }
    if (signal.aborted) {
      return { kind: 'cancelled', wasSent: true };
    }
    return await reconcile(launch, answer);
  } catch (error) {
    return endedBefore(error);
  } finally {
    patience.end();
  }
}

/**
 * @returns what an error on the way to a start means: nothing was started.
 * @throws the error itself, when it is about the inputs or a fault of this program.
 */
export function endedBefore(error: unknown): Exclude<Launched, { readonly kind: 'started' }> {
  if (error instanceof Cancelled) {
    return { kind: 'cancelled', wasSent: false };
  }
  if (error instanceof Overdue) {
    return { kind: 'too-late', error: error.last };
  }
  if (error instanceof HarnessError) {
    return { kind: 'refused', error };
  }
  throw error;
}

/**
 * Harness's own error in a 4xx is a clear no. An error inside a 200 is not: nobody knows what became of the start. Where
 * the HTTP status says nothing at all (GraphQL), the engine leaves it out.
 */
function isRefusal(error: HarnessError): boolean {
  return error.fate === 'untrusted' || (error.fate === 'refused' && (error.trouble.status ?? 400) >= 400);
}

/** A signal that aborts a while after the other one does. */
function graceAfter(signal: AbortSignal, clock: Clock): { readonly signal: AbortSignal; readonly end: () => void } {
  const late = new AbortController();
  const over = new AbortController();
  const abortAfter = async (ms: number): Promise<void> => {
    await clock.sleep(ms, over.signal);
    late.abort();
  };
  const begin = (): void => {
    void abortAfter(CANCEL_GRACE);
  };
  if (signal.aborted) {
    late.abort();
  }
  signal.addEventListener('abort', begin, { once: true });
  return {
    signal: late.signal,
    end: () => {
      signal.removeEventListener('abort', begin);
      over.abort();
    },
  };
}

async function reconcile<T>(launch: Launch<T>, error: HarnessError): Promise<Launched<T>> {
  const { clock, contact, find, signal } = launch;
  if (find === undefined) {
    return { kind: 'in-doubt', error, looks: undefined };
  }
  launch.doubting(error);
  let looks = 0;
  let since: { readonly at: number; readonly out: number } | undefined;
  try {
    for (;;) {
      const began = { at: clock.now(), out: contact.out };
      const late = looks === 0 ? began.at + LATE_LOOK : 0;
      const found = await find({ deadline: Math.max(launch.deadline, late), atOnce: late > launch.deadline });
      if (found !== undefined) {
        return { kind: 'started', started: found, how: 'found' };
      }
      looks += 1;
      since ??= { at: clock.now(), out: contact.out };
      // A look tells what there was when it began, and time out of contact proves nothing.
      const looked = began.at - since.at - (began.out - since.out);
      if (looks >= LOOKS && looked >= LOOKED_FOR) {
        return { kind: 'in-doubt', error, looks };
      }
      const pause = LOOK_PAUSES[Math.min(looks, LOOK_PAUSES.length) - 1] ?? 0;
      await clock.sleep(Math.max(0, Math.min(pause, launch.deadline - clock.now())), signal);
    }
  } catch (trouble) {
    if (trouble instanceof Cancelled) {
      return { kind: 'cancelled', wasSent: true };
    }
    if (trouble instanceof HarnessError || trouble instanceof Overdue) {
      return { kind: 'in-doubt', error, looks };
    }
    throw trouble;
  }
}

/** Where to look for executions with markers. */
export interface Search {
  readonly harness: Pick<NextGen, 'list' | 'markerOf'>;
  readonly pipeline: string;
  readonly contact: Contact;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Told each page that is read. */
  readonly passed?: ((page: readonly Listed[]) => void) | undefined;
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
  readonly bears: (marker: string) => boolean;
  /** ms since 1970 before which nothing of interest started */
  readonly since: number;
}

/**
 * @returns a function that looks once for the execution with such a marker. Notes do not change, so that each is read once
 * over all looks.
 */
export function finder(search: Search, { bears, since }: Wanted): (until: LookUntil) => Promise<Started | undefined> {
  const known = new Map<string, string | undefined>();
  return async (until) => {
    for await (const { listed, marker } of marked(search, { ...until, since, known })) {
      if (bears(marker)) {
        return listed;
      }
    }
    return undefined;
  };
}

interface Scan extends LookUntil {
  readonly since: number;
  readonly known: Map<string, string | undefined>;
}

/** The newest executions that bear a marker, newest first, each once. */
async function* marked(
  { harness, pipeline, contact, clock, signal, passed: tell }: Search,
  { since, known, ...look }: Scan,
): AsyncGenerator<{ readonly listed: Listed; readonly marker: string }> {
  // What starts between two pages moves the others on, so that one may stand on both.
  const passed = new Set<string>();
  const until = { ...look, signal };
  let read = 0;
  for (let page = 0; page * PAGE < MOST_EXECUTIONS; page++) {
    const listed = await contact.insist((bounds) => harness.list({ pipeline, page, size: PAGE }, bounds), until);
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
        const marker = await markerOrNone({ harness, contact }, one.ref, until);
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
  { harness, contact }: Pick<Search, 'harness' | 'contact'>,
  { id }: Ref,
  until: Until,
): Promise<string | undefined> {
  const ask = async (bounds: Bounds): Promise<string | undefined> => {
    try {
      return await harness.markerOf(id, bounds);
    } catch (error) {
      // Not asked again, unlike an execution that was just started: each of many could cost a minute.
      if (isRefused(error, ['not-found', 'other'])) {
        return undefined;
      }
      throw error;
    }
  };
  try {
    return await contact.insist(ask, until);
  } catch (error) {
    if (isRefused(error, ['forbidden'])) {
      return undefined;
    }
    throw error;
  }
}

function isRefused(error: unknown, meanings: readonly ReturnType<typeof meaningOf>[]): boolean {
  return error instanceof HarnessError && error.fate === 'refused' && meanings.includes(meaningOf(error.trouble));
}

/** What earlier attempts of this very job left in Harness. */
export type Earlier =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly listed: Listed; readonly isRunning: boolean }
  /** Several executions in one attempt: nobody can say which one to take. */
  | { readonly kind: 'several'; readonly refs: readonly Ref[] };

/**
 * Looks for the execution of the newest earlier attempt that agrees with the marker in everything but attempt and nonce;
 * one that still runs goes before newer ones that do not.
 *
 * @throws HarnessError when Harness refuses the look, Overdue, Cancelled: nothing was started.
 */
export async function earlierAttempt(search: Search, marker: string, deadline: number): Promise<Earlier> {
  const same: { readonly listed: Listed; readonly attempt: number; readonly isRunning: boolean }[] = [];
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
