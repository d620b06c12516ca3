/** What one of several jobs that share a key may request without taking it from the others. */
import type { Clock } from '../base/clock.ts';

/** Requests a minute that Harness allows a key (documented for external API requests). */
export const REQUESTS_PER_MINUTE = 400;

const MINUTE = 60_000;
/** The part of a key's requests that is planned with: unplanned requests need the rest. */
const SHARE = 0.8;
/** ms whose requests a job may make in advance: with it the minute that SHARE leaves something of is full. */
const BURST = (1 / SHARE - 1) * MINUTE;

/** A job's part of the key's requests. */
export interface RateBudget {
  /** ms that one request costs. */
  readonly cost: number;
  /** @returns ms until the requests made so far are paid for. */
  wait(): number;
}

/** @returns ms that one request of a job costs when so many share the key. */
export function requestCost(matrixSize: number): number {
  return (matrixSize * MINUTE) / (REQUESTS_PER_MINUTE * SHARE);
}

/** Who asks, and with how many others. */
interface RateBudgetOptions {
  /** How many jobs of a matrix share the key. */
  readonly matrixSize: number;
  readonly clock: Clock;
  /** How many requests the step has made so far. */
  readonly requests: () => number;
}

/**
 * Each request costs a share of the key's minute, and a quarter of a minute is lent: no job requests more than its part of the
 * key's limit in any minute, and one that began with several requests at once makes up for them.
 */
export function openRateBudget({ matrixSize, clock, requests }: RateBudgetOptions): RateBudget {
  const cost = requestCost(matrixSize);
  let paidAt = -Infinity;
  let counted = 0;
  return {
    cost,
    wait() {
      const now = clock.now();
      paidAt = Math.max(paidAt, now - BURST) + (requests() - counted) * cost;
      counted = requests();
      return Math.max(0, paidAt - now);
    },
  };
}

/** The part of the key's minute that the starts of a matrix may fill: some legs repeat a request. */
const FILLED = 0.95;

/**
 * @param each requests that each leg makes until it has started
 * @returns ms after the matrix began at which a leg may begin, so that the legs before it have started: a leg that came too
 * early would only take the requests with which another one could start.
 */
export function turnOf(index: number, each: number): number {
  const legs = Math.max(1, Math.floor((REQUESTS_PER_MINUTE * FILLED) / each));
  return Math.floor(index / legs) * MINUTE;
}
