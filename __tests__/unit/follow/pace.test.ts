import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { openPace, type PaceOptions } from '../../../src/follow/pace.ts';
import { NOTHING_SEEN, type Snapshot } from '../../../src/harness/execution.ts';
import { type FakeClock, openFakeClock, seeded } from '../../support/job/clock.ts';
import { type JobOptions, openJob } from '../../support/job/job.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const running = (stage = 'Running'): Snapshot => ({
  ...NOTHING_SEEN,
  status: 'Running',
  phase: 'running',
  stages: [{ id: 'build', name: 'Build', status: stage, phase: 'running', depth: 0, isGroup: false }],
});
const WAITING: Snapshot = { ...NOTHING_SEEN, status: 'ApprovalWaiting', phase: 'waiting' };

interface Look {
  /** ms since the first */
  readonly at: number;
  /** ms until the next */
  readonly pause: number;
}

/** Polls for so many ms as a step does. `seen` is what a poll shows, `refused` whether Harness says that it is too many. */
async function searches(
  lasts: number,
  options: Partial<Omit<PaceOptions, 'clock'>> & {
    readonly clock?: FakeClock;
    readonly seen?: (at: number) => Snapshot;
    readonly refused?: (at: number) => boolean;
  },
): Promise<Look[]> {
  const { seen = () => running(), refused = () => false, ...rest } = options;
  const clock = rest.clock ?? openFakeClock();
  const from = clock.now();
  let limited = 0;
  // Template and start came before.
  let made = 2;
  const pace = openPace({
    interval: 'auto',
    matrixSize: 1,
    requests: () => made,
    limited: () => limited,
    ...rest,
    clock,
  });
  const all: Look[] = [];
  const work = async (): Promise<void> => {
    await clock.sleep(pace.first());
    while (clock.now() - from < lasts) {
      made += 1;
      const at = clock.now() - from;
      limited += refused(at) ? 1 : 0;
      const pause = await pace.next(seen(at));
      all.push({ at, pause });
      await clock.sleep(pause);
    }
  };
  await clock.run(work());
  return all;
}

const between = (all: readonly Look[], from: number, to: number): Look[] =>
  all.filter(({ at }) => at >= from && at < to);
const longest = (all: readonly Look[]): number => Math.max(...all.map(({ pause }) => pause));
const shortest = (all: readonly Look[]): number => Math.min(...all.map(({ pause }) => pause));

describe('without history', () => {
  test('polls are frequent at first, then up to 15 s and finally 30 s apart', async () => {
    const all = await searches(3 * HOUR, {});
    expect(longest(between(all, 0, 40 * SECOND))).toBeLessThanOrEqual(2.5 * SECOND);
    expect(longest(between(all, 0, 10 * MINUTE))).toBeLessThanOrEqual(15 * SECOND);
    expect(longest(all)).toBe(30 * SECOND);
    const pauses = all.map(({ pause }) => pause);
    expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
  });

  test('polls become frequent again after a stage changes', async () => {
    const all = await searches(20 * MINUTE, { seen: (at) => running(at < 10 * MINUTE ? 'Running' : 'Success') });
    const before = between(all, 9 * MINUTE, 10 * MINUTE);
    const after = between(all, 10 * MINUTE, 10 * MINUTE + 40 * SECOND);
    expect(shortest(before)).toBeGreaterThan(3 * longest(after));
  });

  test('polls are less frequent while the execution waits for a person', async () => {
    const all = await searches(3 * HOUR, { seen: () => WAITING });
    expect(all[0]?.pause).toBeGreaterThan(4 * SECOND);
    expect(longest(all)).toBe(MINUTE);
  });

  test('jobs that start together do not poll together', async () => {
    const ends = await Promise.all(
      Array.from({ length: 20 }, async (_, job) => {
        const all = await searches(MINUTE, { clock: openFakeClock(seeded(job)) });
        return all.at(-1)?.at ?? 0;
      }),
    );
    expect(new Set(ends).size).toBe(20);
    expect(Math.max(...ends) - Math.min(...ends)).toBeGreaterThan(SECOND);
  });
});

describe('with history', () => {
  /** Durations in ms around so many, by up to 5%. */
  const around = (ms: number): number[] => Array.from({ length: 20 }, (_, index) => ms * (0.95 + 0.005 * index));
  const history = (durations: readonly number[]) => () => Promise.resolve(durations);

  test.each([30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR])(
    'of %d ms polls are frequent around that time and rare before',
    async (ms) => {
      const past = await searches(2 * ms, { history: history(around(ms)) });
      const none = await searches(2 * ms, {});
      const dense = longest(between(past, 0.98 * ms, 1.02 * ms));
      expect(longest(between(past, 0, 0.8 * ms))).toBeGreaterThan(2 * dense);
      expect(dense).toBeLessThanOrEqual(longest(between(none, 0.98 * ms, 1.02 * ms)));
      expect(between(past, 0, 1.02 * ms).length).toBeLessThan(0.7 * between(none, 0, 1.02 * ms).length);
    },
  );

  test('an execution that lasts longer is polled as without history', async () => {
    const past = await searches(HOUR, { history: history(around(2 * MINUTE)) });
    const none = await searches(HOUR, {});
    const late = (all: readonly Look[]): number => between(all, 10 * MINUTE, HOUR).length;
    expect(Math.abs(late(past) - late(none))).toBeLessThanOrEqual(2);
  });

  test('the age of an execution counts from its own start', async () => {
    const clock = openFakeClock();
    const startedAt = clock.now() - 9 * MINUTE;
    const seen = (): Snapshot => ({ ...running(), startedAt });
    const all = await searches(5 * MINUTE, { clock, seen, history: history(around(10 * MINUTE)) });
    expect(longest(between(all, 50 * SECOND, 70 * SECOND))).toBeLessThan(3 * SECOND);
  });

  test.each<[string, number[]]>([
    ['none', []],
    ['too few', [30 * SECOND, 31 * SECOND]],
    ['zeros', Array.from({ length: 20 }, () => 0)],
    ['what is no number', Array.from({ length: 20 }, () => NaN)],
    ['infinities and negative ones', [Infinity, -Infinity, -5, Infinity]],
  ])('that is unusable (%s) changes nothing', async (_, durations) => {
    expect(await searches(HOUR, { history: history(durations) })).toEqual(await searches(HOUR, {}));
  });

  test('every pause is within its limits', async () => {
    const duration = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(1, 1e-300, 1e300, Number.MAX_VALUE));
    await fc.assert(
      fc.asyncProperty(fc.array(duration, { maxLength: 30 }), async (durations) => {
        const all = await searches(15 * MINUTE, { history: history(durations) });
        expect(longest(between(all, 0, 9.7 * MINUTE))).toBeLessThanOrEqual(15 * SECOND);
        expect(longest(all)).toBeLessThanOrEqual(30 * SECOND);
        expect(shortest(all)).toBeGreaterThanOrEqual(SECOND);
      }),
      { numRuns: 50 },
    );
  });

  test('a misleading one lengthens the pause at most four times', async () => {
    const none = await searches(10 * MINUTE, {});
    const misled = await searches(10 * MINUTE, { history: history(around(HOUR)) });
    for (const { at, pause } of misled.slice(2)) {
      const usual = none.findLast((poll) => poll.at <= at + pause)?.pause ?? 0;
      expect(pause).toBeLessThanOrEqual(4.2 * usual);
    }
    expect(longest(between(misled, 0, 40 * SECOND))).toBeGreaterThan(3 * longest(between(none, 0, 40 * SECOND)));
  });

  test('it is requested once, after the second poll, within the pause', async () => {
    const clock = openFakeClock();
    const from = clock.now();
    const purpose: { at: number; limit: number }[] = [];
    const slow = async (limit: number): Promise<number[]> => {
      purpose.push({ at: clock.now() - from, limit });
      await clock.sleep(limit);
      return [];
    };
    const all = await searches(10 * MINUTE, { clock, history: slow });
    const none = await searches(10 * MINUTE, {});
    expect(purpose).toEqual([{ at: none[1]?.at, limit: none[1]?.pause }]);
    expect(all.slice(2)).toEqual(none.slice(2));
  });

  test.each<[string, Pick<Partial<PaceOptions>, 'matrixSize' | 'interval'>, number]>([
    ['one job', {}, 1],
    ['the jobs of a small matrix', { matrixSize: 20 }, 1],
    ['the jobs of a matrix that could not poll more often if they knew', { matrixSize: 80 }, 0],
    ['a fixed interval', { interval: 5 * SECOND }, 0],
  ])('%s', async (_, options, times) => {
    let purpose = 0;
    const counted = (): Promise<number[]> => {
      purpose += 1;
      return Promise.resolve([]);
    };
    await searches(10 * MINUTE, { ...options, history: counted });
    expect(purpose).toBe(times);
  });
});

describe('the limit of a key', () => {
  test.each([1, 2, 10, 32, 100, 256, 1000])('is kept by %d jobs in any minute', async (matrixSize) => {
    const clock = openFakeClock(seeded(matrixSize));
    const from = clock.now();
    const purpose: number[] = [];
    const history = (): Promise<number[]> => {
      purpose.push(clock.now() - from);
      return Promise.resolve(Array.from({ length: 20 }, () => 10 * MINUTE));
    };
    const all = await searches(20 * MINUTE, { matrixSize, clock, history });
    // What was asked before the first poll, too, unless these alone are more than there is.
    const start = 2 * matrixSize < 400 ? [0, 0] : [];
    const requests = [...start, ...purpose, ...all.map(({ at }) => at)];
    const busiest = Math.max(...requests.map((at) => requests.filter((one) => one >= at && one < at + MINUTE).length));
    expect(busiest).toBeLessThanOrEqual(Math.max(1, Math.ceil((1.1 * 400) / matrixSize)));
  });

  test('allows the first poll immediately, unless the starts alone use it up', async () => {
    const first = async (matrixSize: number): Promise<number> =>
      (await searches(10 * MINUTE, { matrixSize }))[0]?.at ?? NaN;
    expect([await first(1), await first(40)]).toEqual([0, 0]);
    expect(await first(256)).toBeGreaterThan(MINUTE);
  });

  test('does not change a fixed interval', async () => {
    const all = await searches(MINUTE, { interval: SECOND, matrixSize: 256 });
    expect(new Set(all.map(({ pause }) => pause))).toEqual(new Set([SECOND]));
  });

  test('doubles the pause after each refusal, which recovers without refusals', async () => {
    const refused = (at: number): boolean => at > 0 && at < 30 * SECOND;
    const all = await searches(10 * MINUTE, { interval: 5 * SECOND, refused });
    expect(all.slice(0, 3).map(({ pause }) => pause)).toEqual([5 * SECOND, 10 * SECOND, 20 * SECOND]);
    expect(longest(all)).toBe(20 * SECOND);
    expect(all.at(-1)?.pause).toBe(5 * SECOND);
  });

  test('limits the pause even with continuous refusals', async () => {
    const all = await searches(HOUR, { interval: 5 * SECOND, refused: () => true });
    expect(longest(all)).toBe(80 * SECOND);
  });
});

describe('a step', () => {
  const ENDS: JobOptions['score'] = {
    beats: [
      { after: 0, status: 'Running' },
      { after: 5 * MINUTE, status: 'Success' },
    ],
  };
  const withPast = (options: JobOptions = {}) => {
    const job = openJob({ score: ENDS, ...options });
    for (let number = 0; number < 20; number++) {
      job.harness.add({ startedAt: job.clock.now() - HOUR - number * 10 * MINUTE });
    }
    return job;
  };

  test('requests the history once, and detects the end sooner with fewer polls', async () => {
    const knowing = withPast();
    const without = openJob({ score: ENDS });
    const known = await knowing.main();
    const unknown = await without.main();
    expect(knowing.requestsOf('history').map(({ call }) => call.query)).toEqual([
      expect.objectContaining({
        pipelineIdentifier: 'deploy_prod',
        status: expect.arrayContaining(['Success', 'Failed', 'Expired']) as unknown,
        page: '0',
      }),
    ]);
    expect(known.took).toBeLessThanOrEqual(unknown.took);
    expect(knowing.requestsOf('read').length).toBeLessThan(0.7 * without.requestsOf('read').length);
  });

  test.each([
    'stall',
    'reset',
    'unavailable',
    'limited',
    'forbidden',
    'not-found',
    'page',
    'empty',
    'redirect',
  ] as const)('continues without history after %s, without a message', async (is) => {
    const job = withPast({ faults: { history: { is } } });
    const none = openJob({ score: ENDS });
    const main = await job.main();
    const other = await none.main();
    expect(job.requestsOf('history')).toHaveLength(1);
    expect(main.step.words.map(({ text }) => text.replace(/Execution \d+|execution-\d+/g, ''))).toEqual(
      other.step.words.map(({ text }) => text.replace(/Execution \d+|execution-\d+/g, '')),
    );
    expect(job.requestsOf('read').map(({ at }) => at)).toEqual(none.requestsOf('read').map(({ at }) => at));
  });

  test('requests no history with wait: false, when it leaves immediately, and after the timeout', async () => {
    const left = withPast();
    await left.main({ wait: false });
    const short = withPast({ score: { beats: [{ after: 0, status: 'Success' }] } });
    await short.main();
    const late = withPast();
    await late.main({ timeout: 2 * SECOND });
    expect([left, short, late].map((job) => job.requestsOf('history').length)).toEqual([0, 0, 0]);
  });

  test('ends the history request on a cancel', async () => {
    const job = withPast({ faults: { history: { is: 'stall' } } });
    const { took } = await job.main({}, { cancelAfter: 4 * SECOND });
    expect(job.requestsOf('history')).toHaveLength(1);
    expect(took).toBeLessThan(4.5 * SECOND);
  });

  test('uses the history from the marker search of a re-run', async () => {
    const job = withPast();
    await job.main({}, { workflow: { attempt: 2 } });
    expect(job.requestsOf('list').length).toBeGreaterThan(0);
    expect(job.requestsOf('history')).toEqual([]);
    const first = withPast();
    await first.main();
    expect(job.requestsOf('read').length).toBe(first.requestsOf('read').length);
  });
});
