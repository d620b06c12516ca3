/** When to poll next: often when an end is likely, rarely when it is not, and never too often for the key. */
import type { Clock } from '../base/clock.ts';
import type { Snapshot } from '../harness/execution.ts';
import { openRateBudget } from '../harness/rate-budget.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** ms between polls soon after a change, and for how long after it. */
const QUICK = 2.3 * SECOND;
const QUICK_FOR = 50 * SECOND;
/** The same while the execution waits for a person. */
const QUICK_WAITING = 5 * SECOND;
/** Minimum ms between two polls: with history, and without. */
const MIN_INTERVAL = { known: SECOND, unknown: 1.75 * SECOND };
/** Maximum ms between two polls: an unexpected end is noticed by then. */
const MAX_INTERVAL = { waiting: MINUTE, young: 15 * SECOND, old: 30 * SECOND };
/** ms after a change from which on an execution is old. */
const OLD = 10 * MINUTE;
/** Step of the integration: this many ms, or this part of the interval so far, whichever is longer. */
const STEP = { ms: 50, part: 0.04 };

/** Fewer executions than this are no history. */
const MIN_DURATIONS = 3;
/** The probability that an execution differs from its history: it fails, or the pipeline was changed. */
const UNEXPECTED_CHANCE = 0.03;
/** The factor by which history may lower the probability of an end, so that a misleading history at most quadruples the pause. */
const MAX_DISCOUNT = 4 ** 2;
/** The assumed precision of earlier durations: ms, and a part of each. */
const EXACT = { ms: 200, part: 0.01 };
/** The width of a distribution relative to the distance that covers a quarter of all durations. */
const SPREAD = 0.85;

export interface PaceOptions {
  /** A fixed interval in ms, or `auto`. */
  readonly interval: 'auto' | number;
  /** How many jobs of a matrix share the key. */
  readonly matrixSize: number;
  readonly clock: Clock;
  /** How many requests the step has made so far. */
  readonly requests: () => number;
  /** How often Harness has rate limited this key so far. */
  readonly limited: () => number;
  /** @returns within `limit` ms how long earlier executions took, in ms; absent where that cannot be read. Throws nothing. */
  readonly history?: ((limit: number) => Promise<readonly number[]>) | undefined;
}

/** When to poll. A fixed interval is kept as it was chosen, and stretched only when Harness rate limits the key. */
export interface Pace {
  /** ms until the first poll: none, unless so many jobs share the key that their starts alone use its requests up. */
  first(): number;
  /** Called after each poll. @returns ms until the next one. */
  next(snapshot: Snapshot): Promise<number>;
}

/**
 * For a given number of polls the mean delay is smallest when the interval is proportional to 1 / √(chance of an end in the
 * next moment). Of an unknown pipeline that chance falls with the time since its last change, so that the interval grows
 * with its root. The durations of earlier executions say where it is high.
 *
 * They are asked for once, in the pause after the second poll, and have no longer than that pause: no poll comes later for
 * it, and what ends within its first seconds does not pay for it. Nor does a job whose share of the key is so small that it
 * could not poll more often if it knew.
 */
export function openPace({ interval, matrixSize, clock, requests, limited, history }: PaceOptions): Pace {
  const budget = openRateBudget({ matrixSize, clock, requests });
  const startedAt = clock.now();
  let changedAt = startedAt;
  let before = '';
  let polls = 0;
  // Rate limits of a start are not rate limits of polls.
  let refusals = limited();
  let stretch = 1;
  let past: Past | undefined;
  const auto = (snapshot: Snapshot): number => {
    const now = clock.now();
    // Clocks differ: an execution is at least as old as its last known change.
    const age = now - Math.min(startedAt, snapshot.startedAt ?? startedAt);
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
      if (polls !== 2 || history === undefined || budget.cost >= MAX_INTERVAL.young) {
        return pause;
      }
      past = pastOf(await history(pause));
      return Math.max(0, Math.max(auto(snapshot), budget.wait()) * factor - (clock.now() - from));
    },
  };
}

/** A tenth more or less, so that jobs which began together do not poll together. */
function jitter({ random }: Clock): number {
  return 0.9 + 0.2 * random();
}

/** How far an execution is. */
interface Moment {
  /** ms since its last change */
  readonly since: number;
  /** ms since its start */
  readonly age: number;
  readonly isWaiting: boolean;
}

/** @returns the ms after which one more poll is due: as many as it takes for the rate of polls to add up to one. */
function intervalAt({ since, age, isWaiting }: Moment, past: Past | undefined): number {
  const quick = isWaiting ? QUICK_WAITING : QUICK;
  const most = isWaiting ? MAX_INTERVAL.waiting : since < OLD ? MAX_INTERVAL.young : MAX_INTERVAL.old;
  const least = past === undefined || isWaiting ? MIN_INTERVAL.unknown : MIN_INTERVAL.known;
  let ms = 0;
  for (let due = 0; due < 1 && ms < most;) {
    const step = Math.max(STEP.ms, STEP.part * ms);
    const unknown = 1 / Math.max(QUICK_FOR, since + ms);
    const known = past === undefined || isWaiting ? unknown : past.chance(age + ms, unknown);
    const chance = Math.max(known, unknown / MAX_DISCOUNT);
    due += (step / quick) * Math.sqrt(chance * QUICK_FOR);
    ms += step;
  }
  return Math.min(most, Math.max(least, ms));
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
 * is one that goes another way, more surely with each second: then it is polled as if there were no past.
 */
function pastOf(durations: readonly number[]): Past | undefined {
  const sorted = durations.filter((ms) => Number.isFinite(ms) && ms > 0).toSorted((one, other) => one - other);
  if (sorted.length < MIN_DURATIONS) {
    return undefined;
  }
  // The sparser the durations around it, the wider each one is, so that failures after a minute do not blur successes after ten.
  const bells = sorted.map((duration) => {
    const distances = sorted.map((other) => Math.abs(other - duration)).toSorted((one, other) => one - other);
    const near = distances[Math.max(1, Math.round(sorted.length / 4))] ?? 0;
    return { duration, width: Math.max(EXACT.ms, EXACT.part * duration, SPREAD * near) };
  });
  return {
    chance(age, unknown) {
      let outlived = 0;
      let ends = 0;
      for (const { duration, width } of bells) {
        const alive = 1 / (1 + Math.exp((age - duration) / width));
        outlived += alive / sorted.length;
        ends += (alive * (1 - alive)) / width / sorted.length;
      }
      // The part of the executions without a past that is still alive at this age.
      const others = UNEXPECTED_CHANCE * (age < QUICK_FOR ? Math.exp(-age / QUICK_FOR) : QUICK_FOR / Math.E / age);
      const same = 1 - UNEXPECTED_CHANCE;
      return (others * unknown + same * ends) / (others + same * outlived);
    },
  };
}
