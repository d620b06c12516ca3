/** How anything that may be asked twice is asked until it is answered: an outage is borne in time, not in attempts. */
import type { Bounds, Clock } from '../base/clock.ts';
import { Cancelled, HarnessError, meaningOf, Overdue } from './errors.ts';

/** ms that one request may take. */
export const REQUEST_LIMIT = 30_000;
/** ms for which Harness may not find what was just started, or answer with pages instead of JSON, before that counts. */
const LASTING = 60_000;
/** ms for which a host that never answered is tried before anything is started there. */
const NEVER_REACHED = 300_000;
/** ms between two words about the same outage. */
const REMINDER = 60_000;
/** Requests a minute that Harness allows a key (documented for external API requests). */
export const KEY_LIMIT = 400;

/** Whom to tell of an outage. */
export interface Listener {
  /** Once when contact is lost, then once a minute. `since` is ms, `pause` ms until the next try. */
  lost(error: HarnessError, told: { readonly since: number; readonly pause: number }): void;
  /** When contact is back, after so many ms. */
  back(ms: number): void;
}

/** Until when, and what ends it early. */
export interface Until {
  /** ms since 1970 */
  readonly deadline: number;
  readonly signal: AbortSignal;
  /** ms for each request; 30 s unless given. */
  readonly limit?: number;
  /** Whether a host that has never answered is given up after five minutes: it is, as long as nothing is started. */
  readonly givesUp?: boolean;
  /** Whether to ask although Harness wants to be left alone for a while: a last look cannot wait for that. */
  readonly atOnce?: boolean;
}

/** The contact with one Harness over the life of a step: what it was asked, and for how long it did not answer. */
export interface Contact {
  /**
   * Asks until there is an answer.
   *
   * @throws HarnessError once the answer is final: a refusal (401 and 403 are asked once more after an earlier success, 404
   * for 60 s), a redirect, an untrusted certificate. Overdue at the deadline. Cancelled when the signal aborts.
   */
  insist<T>(ask: (bounds: Bounds) => Promise<T>, until: Until): Promise<T>;
  /** Harness asked to be left alone for so many ms. */
  rest(ms: number): void;
  /** ms without contact, all outages together. */
  readonly out: number;
  /** How often Harness said that it is asked too often. */
  readonly limited: number;
}

export interface ContactOptions {
  readonly clock: Clock;
  readonly listener: Listener;
  /** How many jobs share the key. */
  readonly sharers: number;
  /** Whether Harness has answered this step with this key before: in main, where post asks. */
  readonly isKnown?: boolean | undefined;
  /**
   * Asks whether the key is valid, when Harness has answered with pages for a minute: expired keys get a login page.
   *
   * @throws HarnessError when it is not.
   */
  readonly validate?: ((bounds: Bounds) => Promise<void>) | undefined;
}

/** Opens the book on a contact. */
export function openContact({ clock, listener, sharers, isKnown = false, validate }: ContactOptions): Contact {
  const book = { out: 0, limited: 0, answered: isKnown, restUntil: 0 };
  const born = clock.now();
  // ms over which all sharers can ask once without passing the key's limit.
  const spread = (sharers * 60_000) / KEY_LIMIT;
  const ceiling = Math.max(5000, spread);

  const isFinal = async (error: HarnessError, outage: Outage, until: Until): Promise<boolean> => {
    const now = clock.now();
    const meaning = error.fate === 'refused' ? meaningOf(error.trouble) : undefined;
    outage.missing = meaning === 'not-found' ? (outage.missing ?? now) : undefined;
    outage.pages = error.fate === 'nonsense' ? (outage.pages ?? now) : undefined;
    switch (error.fate) {
      case 'redirect':
        return true;
      case 'untrusted':
        return !book.answered;
      case 'refused':
        if (meaning === 'unauthorized' || meaning === 'forbidden') {
          outage.refusals += 1;
          return !book.answered || outage.refusals > 1;
        }
        return meaning === 'other' || now - (outage.missing ?? now) >= LASTING;
      case 'nonsense':
        if (validate !== undefined && !outage.validated && now - (outage.pages ?? now) >= LASTING) {
          outage.validated = true;
          await confirm(validate, { signal: until.signal, limit: Math.min(REQUEST_LIMIT, until.deadline - now) });
        }
        break;
      case 'limited':
        // Harness answers, and says itself how long to wait.
        book.limited += 1;
        return false;
      case 'unsent':
      case 'lost':
      case 'unavailable':
        break;
    }
    return until.givesUp === true && !book.answered && now - born >= NEVER_REACHED;
  };

  const pauseAfter = (error: HarnessError, { tries }: Outage): number => {
    const most = Math.min(ceiling, 500 * 2 ** Math.min(tries, 20));
    const chance = clock.random();
    // Who is asked too often is asked by all sharers at once, and has nothing to give before most of the minute that they
    // used up is over.
    const room = error.fate === 'limited' && sharers > 1 ? (1.5 + chance) * spread : 0;
    return (error.trouble.retryAfter ?? 0) + Math.max(chance * most, room);
  };

  /** Waits before the next try, and says so: when the outage begins and then once a minute, however long one wait is. */
  const bide = async (error: HarnessError, outage: Outage, { deadline, signal }: Until): Promise<void> => {
    const next = Math.min(clock.now() + pauseAfter(error, outage), deadline);
    outage.tries += 1;
    do {
      const now = clock.now();
      if (outage.told === undefined || now - outage.told >= REMINDER) {
        outage.told = now;
        listener.lost(error, { since: now - (outage.since ?? now), pause: Math.max(0, next - now) });
      }
      await clock.sleep(Math.max(0, Math.min(next, outage.told + REMINDER) - now), signal);
    } while (clock.now() < next && !isAborted(signal));
  };

  return {
    get out() {
      return book.out;
    },
    get limited() {
      return book.limited;
    },
    rest(ms) {
      book.restUntil = Math.max(book.restUntil, clock.now() + ms);
    },
    async insist(ask, until) {
      const { signal, deadline, limit = REQUEST_LIMIT, atOnce = false } = until;
      const outage: Outage = { tries: 0, refusals: 0, validated: false };
      try {
        for (;;) {
          const rest = Math.min(book.restUntil, deadline) - clock.now();
          if (rest > 0 && !atOnce) {
            await clock.sleep(rest, signal);
          }
          if (isAborted(signal)) {
            throw new Cancelled();
          }
          const asked = clock.now();
          if (asked >= deadline) {
            throw new Overdue(outage.last);
          }
          const answer = await attempt(ask, { signal, limit: Math.min(limit, deadline - asked) });
          if (answer.error === undefined) {
            book.answered = true;
            if (outage.since !== undefined) {
              listener.back(clock.now() - outage.since);
            }
            return answer.value;
          }
          // What a cancelled request met with says nothing about Harness.
          if (!isAborted(signal)) {
            outage.last = answer.error;
            outage.since ??= asked;
            if (await isFinal(answer.error, outage, until)) {
              throw answer.error;
            }
            await bide(answer.error, outage, until);
          }
        }
      } finally {
        book.out += outage.since === undefined ? 0 : clock.now() - outage.since;
      }
    },
  };
}

type Attempt<T> = { readonly value: T; readonly error?: undefined } | { readonly error: HarnessError };

async function attempt<T>(ask: (bounds: Bounds) => Promise<T>, bounds: Bounds): Promise<Attempt<T>> {
  try {
    return { value: await ask(bounds) };
  } catch (error) {
    if (error instanceof HarnessError) {
      return { error };
    }
    throw error;
  }
}

/** What is known of one stretch without contact. Moments are ms since 1970. */
interface Outage {
  since?: number;
  told?: number;
  /** Since when there is nothing but 404. */
  missing?: number | undefined;
  /** Since when there is nothing but pages. */
  pages?: number | undefined;
  tries: number;
  refusals: number;
  validated: boolean;
  last?: HarnessError;
}

/** A question each time: what a signal says changes while one waits. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

/** Only a clear no ends the matter: a validation that is itself out of contact says nothing about the key. */
async function confirm(validate: (bounds: Bounds) => Promise<void>, bounds: Bounds): Promise<void> {
  try {
    await validate(bounds);
  } catch (error) {
    if (error instanceof HarnessError && error.fate === 'refused' && meaningOf(error.trouble) !== 'other') {
      throw error;
    }
  }
}
