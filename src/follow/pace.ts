/** When to look next: often where an end is likely, seldom where it is not, and never too often for the key. */
import type { Clock } from '../base/clock.ts';
import type { Snapshot } from '../harness/execution.ts';
import { REQUESTS_PER_MINUTE } from '../harness/retry.ts';

/** The part of a key's requests that looks may use: starts and reports need some. */
const SHARE = 0.8;

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** ms whose requests a job may make in advance: with it the minute that SHARE leaves something of is full. */
const LENT = (1 / SHARE - 1) * MINUTE;
/** ms between looks where an end is as likely as soon after a change, and for how long after it that holds. */
const QUICK = 2.3 * SECOND;
const QUICK_FOR = 50 * SECOND;
/** The same while a person is waited for, who takes longer than a machine. */
const QUICK_WAITING = 5 * SECOND;
/** ms between two looks at the least, however sure the end is. */
const MIN_INTERVAL = 1.75 * SECOND;
/** ms between two looks at the most: what nobody foresaw is seen then. */
const MAX_INTERVAL = { waiting: MINUTE, young: 15 * SECOND, old: 30 * SECOND };
/** ms after a change from which on an execution is old. */
const OLD = 10 * MINUTE;
/** ms of the steps in which the look ahead goes. */
const STEP = 250;

/** Fewer executions than this say nothing. */
const FEWEST = 3;
/** The chance that an execution will go another way than those of the past: it fails, or the pipeline was changed. */
const OTHERWISE = 0.03;
/** An end is taken for so many times less likely at the most, so that a past which misleads costs four times the pause. */
const DOUBT = 4 ** 2;
/** Durations of the past are taken for so exact and no more: ms, and of their median. */
const EXACT = { ms: 200, part: 0.01 };

export interface PaceOptions {
  /** A fixed interval in ms, or `auto`. */
  readonly interval: 'auto' | number;
  /** How many jobs of a matrix share the key. */
  readonly matrixSize: number;
  readonly clock: Clock;
  /** How many requests the step has made so far. */
  readonly requests: () => number;
  /** How often Harness has said so far that it is asked too often. */
  readonly limited: () => number;
  /** Tells within so many ms how long earlier successful executions took, in ms; absent where nobody can. Throws nothing. */
  readonly history?: ((limit: number) => Promise<readonly number[]>) | undefined;
}

/** When to look, with `auto`. A fixed interval is kept as it was chosen, and stretched only when Harness asks for it. */
export interface Pace {
  /** ms until the first look: none, unless so many jobs share the key that their starts alone use its requests up. */
  first(): number;
  /** Told each look. @returns ms from its own answer until the next. */
  next(snapshot: Snapshot): Promise<number>;
}

/**
 * For a given number of looks the mean delay is smallest when the interval is proportional to 1 / √(chance of an end in the
 * next moment). Of an unknown pipeline that chance falls with the time since its last change, so that the interval grows
 * with its root. Where earlier executions tell how long it takes, it is high there and low before.
 *
 * They are asked for once, in the pause after the second look, and have no longer than that pause: no look comes later for
 * it, and what ends within its first seconds does not pay for it. Nor does a job whose share of the key is so small that it
 * could not look more often if it knew.
 */
export function openPace({ interval, matrixSize, clock, requests, limited, history }: PaceOptions): Pace {
  const share = (matrixSize * MINUTE) / (REQUESTS_PER_MINUTE * SHARE);
  const budget = openRateBudget(share, { clock, requests });
  const born = clock.now();
  let changedAt = born;
  let before = '';
  let polls = 0;
  // What a start met with says nothing of how often one may look.
  let refusals = limited();
  let stretch = 1;
  let past: Past | undefined;
  const auto = (snapshot: Snapshot): number => {
    const now = clock.now();
    // Clocks differ: an execution is at least as old as what is known of it.
    const age = now - Math.min(born, snapshot.startedAt ?? born);
    return intervalAt({ since: now - changedAt, age, isWaiting: snapshot.phase === 'waiting' }, past);
  };
  return {
    first: () => (interval === 'auto' ? budget.wait() * jitter(clock) : 0),
    async next(snapshot) {
      const from = clock.now();
      const face = [snapshot.status, ...snapshot.stages.map((stage) => stage.status)].join();
      if (face !== before) {
        before = face;
        changedAt = from;
      }
      // Doubles with each refusal, and recovers slowly once there are none.
      stretch = limited() > refusals ? Math.min(16, stretch * 2) : Math.max(1, stretch * 0.9);
      refusals = limited();
      if (interval !== 'auto') {
        return interval * stretch;
      }
      const factor = jitter(clock) * stretch;
      const pause = Math.max(auto(snapshot), budget.wait()) * factor;
      polls += 1;
      if (polls !== 2 || history === undefined || share >= MAX_INTERVAL.young) {
        return pause;
      }
      past = pastOf(await history(pause));
      return Math.max(0, Math.max(auto(snapshot), budget.wait()) * factor - (clock.now() - from));
    },
  };
}

/** A tenth more or less, so that jobs which began together do not look together. */
function jitter({ random }: Clock): number {
  return 0.9 + 0.2 * random();
}

/** What a job may ask without taking it from the others. */
interface RateBudget {
  /** ms until the requests made so far are paid for. */
  wait(): number;
}

/**
 * Each request costs a share of the key's minute, and a quarter of a minute is lent: no job asks more than its part of the
 * key's limit in any minute, and one that began with several requests at once makes up for them.
 */
function openRateBudget(share: number, { clock, requests }: Pick<PaceOptions, 'clock' | 'requests'>): RateBudget {
  let paidAt = -Infinity;
  let counted = 0;
  return {
    wait() {
      const now = clock.now();
      paidAt = Math.max(paidAt, now - LENT) + (requests() - counted) * share;
      counted = requests();
      return Math.max(0, paidAt - now);
    },
  };
}

/** Where an execution stands. */
interface Moment {
  /** ms since its last change */
  readonly since: number;
  /** ms since its start */
  readonly age: number;
  readonly isWaiting: boolean;
}

/** @returns the ms after which one more look is due: as many as it takes for the rate of looks to add up to one. */
function intervalAt({ since, age, isWaiting }: Moment, past: Past | undefined): number {
  const quick = isWaiting ? QUICK_WAITING : QUICK;
  const most = isWaiting ? MAX_INTERVAL.waiting : since < OLD ? MAX_INTERVAL.young : MAX_INTERVAL.old;
  let ms = 0;
  for (let due = 0; due < 1 && ms < most; ms += STEP) {
    const unknown = 1 / Math.max(QUICK_FOR, since + ms);
    const known = past === undefined || isWaiting ? unknown : past.chance(age + ms, unknown);
    const chance = Math.max(known, unknown / DOUBT);
    due += (STEP / quick) * Math.sqrt(chance * QUICK_FOR);
  }
  return Math.min(most, Math.max(MIN_INTERVAL, ms));
}

/** What earlier executions say. */
interface Past {
  /** The chance of an end per ms at an age in ms; `unknown` is that of a pipeline without a past. */
  chance(age: number, unknown: number): number;
}

/**
 * @returns what these durations say; undefined when they are too few.
 *
 * Each stands for a bell curve (logistic, because its tail is closed-form and long). An execution that has outlived them
 * is one that goes another way, more surely with each second: then it is looked at as if there were no past.
 */
function pastOf(durations: readonly number[]): Past | undefined {
  const sorted = durations.filter((ms) => Number.isFinite(ms) && ms > 0).toSorted((one, other) => one - other);
  if (sorted.length < FEWEST) {
    return undefined;
  }
  const at = (part: number): number => sorted[Math.round(part * (sorted.length - 1))] ?? 0;
  const width = Math.max(EXACT.ms, EXACT.part * at(0.5), (at(0.75) - at(0.25)) / 5);
  return {
    chance(age, unknown) {
      let outlived = 0;
      let ends = 0;
      for (const duration of sorted) {
        const alive = 1 / (1 + Math.exp((age - duration) / width));
        outlived += alive / sorted.length;
        ends += (alive * (1 - alive)) / width / sorted.length;
      }
      // The part of the executions without a past that is still alive at this age.
      const others = OTHERWISE * (age < QUICK_FOR ? Math.exp(-age / QUICK_FOR) : QUICK_FOR / Math.E / age);
      const same = 1 - OTHERWISE;
      return (others * unknown + same * ends) / (others + same * outlived);
    },
  };
}
