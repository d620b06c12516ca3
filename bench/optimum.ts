/** The least mean delay that a number of polls can have when the law of the durations is known, by dynamic programming. */

/** How long executions take. */
export interface Law {
  /** The part of executions that have ended by so many ms after the start. */
  readonly ended: (ms: number) => number;
  /** ms by which practically all have ended. */
  readonly longest: number;
}

/** ms that a pause may last: at least, and at most when it begins so many ms after the start. */
export interface PauseBounds {
  readonly min: number;
  readonly max: (ms: number) => number;
}

/** Moments at which a poll may be, from the start to the longest duration. */
const GRID = 1500;
/** Halvings of the range in which the price of a poll is sought. */
const HALVINGS = 22;

/**
 * A schedule costs its delay and a price for each poll. For a given price the best schedule follows from the best one for what is
 * left after each poll; the price is sought with which the best schedule makes the given number of polls.
 *
 * @param polls of a run on the average, the one at the start included
 * @param bounds of a pause; none unless given
 * @returns ms
 */
export function optimalDelay(law: Law, polls: number, bounds: PauseBounds = { min: 0, max: () => Infinity }): number {
  const grid = gridOf(law, bounds);
  let [cheap, dear] = [1e-3, 1e6];
  let best = bestFor(grid, cheap);
  for (let halving = 0; halving < HALVINGS; halving++) {
    const price = Math.sqrt(cheap * dear);
    const found = bestFor(grid, price);
    if (found.polls > polls) {
      cheap = price;
    } else {
      dear = price;
      best = found;
    }
  }
  return best.delay;
}

/** @returns the value at a place that the loops know to be there. */
function at(values: ArrayLike<number>, place: number): number {
  return values[place] ?? NaN;
}

interface Grid {
  readonly times: readonly number[];
  /** Part of the executions that have ended by each moment, and the sum of their ends. */
  readonly ended: readonly number[];
  readonly sums: readonly number[];
  /** The first and the last moment at which the next poll may be. */
  readonly nearest: readonly number[];
  readonly reach: readonly number[];
}

function gridOf({ ended: endedBy, longest }: Law, { min, max }: PauseBounds): Grid {
  const times = Array.from({ length: GRID + 1 }, (_, index) => (longest * index) / GRID);
  const ended = times.map((time, index) => (index === GRID ? 1 : endedBy(time)));
  const sums = [0];
  for (let index = 1; index <= GRID; index++) {
    const middle = (at(times, index - 1) + at(times, index)) / 2;
    sums.push(at(sums, index - 1) + (at(ended, index) - at(ended, index - 1)) * middle);
  }
  const least = Math.max(1, Math.ceil((min * GRID) / longest));
  const nearest = times.map((_, index) => Math.min(GRID, index + least));
  const reach = times.map((time, index) => {
    const steps = Math.floor((max(time) * GRID) / longest);
    return Math.min(GRID, index + Math.max(least, Number.isFinite(steps) ? steps : GRID));
  });
  return { times, ended, sums, nearest, reach };
}

/** The schedule that is best when a poll costs as much as so many ms of delay. */
function bestFor(
  { times, ended, sums, nearest, reach }: Grid,
  price: number,
): { readonly delay: number; readonly polls: number } {
  const cost = new Float64Array(GRID + 1);
  const delays = new Float64Array(GRID + 1);
  const polls = new Float64Array(GRID + 1);
  for (let from = GRID - 1; from >= 0; from--) {
    const alive = 1 - at(ended, from);
    let least = Infinity;
    for (let to = at(nearest, from); to <= at(reach, from); to++) {
      const delay = at(times, to) * (at(ended, to) - at(ended, from)) - (at(sums, to) - at(sums, from));
      const total = delay + price * alive + at(cost, to);
      if (total < least) {
        least = total;
        delays[from] = delay + at(delays, to);
        polls[from] = alive + at(polls, to);
      }
    }
    cost[from] = least;
  }
  return { delay: at(delays, 0), polls: 1 + at(polls, 0) };
}

/** @returns the part of a standard normal distribution below x (Abramowitz and Stegun 7.1.26, exact to 1e-7). */
export function normalPart(x: number): number {
  const t = 1 / (1 + (0.3275911 * Math.abs(x)) / Math.SQRT2);
  const poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const erf = 1 - poly * Math.exp((-x * x) / 2);
  return x >= 0 ? (1 + erf) / 2 : (1 - erf) / 2;
}
