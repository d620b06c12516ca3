import { describe, expect, test } from '@jest/globals';

import type { Bounds } from '../../../src/base/clock.ts';
import { Cancelled, DeadlineExceeded, HarnessError } from '../../../src/harness/errors.ts';
import { type FaultKind, requestError } from '../../support/harness/fake.ts';
import { HOUR, MINUTE, most, openTalk, SECOND, thrown, type Answer, type Talk } from '../../support/harness/talk.ts';
import { NOON } from '../../support/job/clock.ts';

/** ms between a request and the next. */
const pauses = ({ purpose }: Talk): number[] =>
  purpose.slice(1).map(({ at }, before) => at - (purpose[before]?.at ?? 0));

describe('a temporary failure', () => {
  const PASSING = [
    ...(['refused', 'reset', 'stall', 'limited', 'limited-400', 'timeout', 'unavailable'] as const),
    ...(['page', 'half', 'error-in-200', 'empty'] as const),
  ];

  test.each(PASSING)('%s is retried until there is a response', async (is) => {
    const talk = openTalk();
    await expect(talk.run([is, is, is, is, is, 'ok'])).resolves.toBe('answer');
    expect(talk.purpose).toHaveLength(6);
  });

  test.each(PASSING)('%s is retried until the deadline', async (is) => {
    const talk = openTalk({ takes: 100 });
    const error = await thrown(talk.run([is]));
    expect(error).toBeInstanceOf(DeadlineExceeded);
    expect(error instanceof DeadlineExceeded ? error.last?.kind : undefined).toBe(requestError(is).kind);
    expect(talk.clock.now()).toBe(NOON + HOUR);
    expect(talk.purpose.length).toBeGreaterThan(100);
  });

  test('pauses are random, from 0 to 0.5 s x 2^n, at most 5 s', async () => {
    const longest = openTalk({ random: most });
    await longest.run([...Array<FaultKind>(8).fill('reset'), 'ok']);
    expect(pauses(longest).map(Math.round)).toEqual([500, 1000, 2000, 4000, 5000, 5000, 5000, 5000]);
    const shortest = openTalk({ random: () => 0 });
    await shortest.run([...Array<FaultKind>(8).fill('reset'), 'ok']);
    expect(pauses(shortest)).toEqual(Array(8).fill(0));
  });

  test('pauses are longer when the matrix would exceed the rate limit with 5 s', async () => {
    const few = openTalk({ random: most, matrixSize: 33 });
    await few.run([...Array<FaultKind>(9).fill('reset'), 'ok']);
    expect(Math.round(pauses(few).at(-1) ?? 0)).toBe(5000);
    const many = openTalk({ random: most, matrixSize: 256 });
    await many.run([...Array<FaultKind>(9).fill('reset'), 'ok']);
    // 256 requests in 38.4 s are 400 a minute.
    expect(Math.round(pauses(many).at(-1) ?? 0)).toBe(38_400);
  });

  test('pauses after a rate limit in a large matrix are longer from the first one on', async () => {
    const one = openTalk({ random: most });
    await one.run(['limited', 'ok']);
    expect(pauses(one).map(Math.round)).toEqual([500]);
    const soonest = openTalk({ random: () => 0, matrixSize: 256 });
    await soonest.run(['limited', 'ok']);
    const latest = openTalk({ random: most, matrixSize: 256 });
    await latest.run(['limited', 'ok']);
    expect([pauses(soonest)[0], pauses(latest)[0]].map((ms = 0) => Math.round(ms / 100))).toEqual([576, 960]);
  });

  test('a response ends an outage, and the next one starts with short pauses', async () => {
    const talk = openTalk({ random: most });
    await talk.run([...Array<FaultKind>(6).fill('reset'), 'ok']);
    const before = talk.purpose.length;
    await talk.run(['reset', 'ok']);
    expect(Math.round(pauses(talk)[before] ?? 0)).toBe(500);
  });

  test('rate limits are counted', async () => {
    const talk = openTalk();
    await talk.run(['limited', 'reset', 'limited-400', 'ok']);
    expect(talk.retry.rateLimited).toBe(2);
  });

  test('an internal error is not an outage', async () => {
    const talk = openTalk();
    const fault = new TypeError('a fault');
    const ask = (): Promise<never> => Promise.reject(fault);
    const until = { deadline: NOON + HOUR, signal: new AbortController().signal };
    expect(await thrown(talk.clock.run(talk.retry.untilAnswered(ask, until)))).toBe(fault);
  });
});

describe('each request', () => {
  test('has 30 s, or what is left until the deadline', async () => {
    const talk = openTalk({ random: most });
    expect(await thrown(talk.run(['stall'], { deadline: NOON + 70 * SECOND }))).toBeInstanceOf(DeadlineExceeded);
    const limits = talk.purpose.map(({ limit }) => Math.round(limit / 100) / 10);
    expect(limits).toEqual([30, 30, 8.5]);
    expect(talk.clock.now()).toBe(NOON + 70 * SECOND);
  });

  test('has its own limit where one is given', async () => {
    const talk = openTalk();
    await talk.run(['stall', 'ok'], { limit: 120 * SECOND });
    expect(talk.purpose[0]?.limit).toBe(120 * SECOND);
    expect(talk.purpose[1]?.at).toBeGreaterThanOrEqual(120 * SECOND);
  });

  test('is not sent after the deadline', async () => {
    const talk = openTalk();
    expect(await thrown(talk.run(['ok'], { deadline: NOON }))).toBeInstanceOf(DeadlineExceeded);
    expect(talk.purpose).toEqual([]);
  });
});

describe('Retry-After', () => {
  test('is waited for completely, with added jitter', async () => {
    const talk = openTalk({ random: most });
    await talk.run([requestError('limited', { retryAfter: 40 * SECOND }), 'ok']);
    expect(Math.round(pauses(talk)[0] ?? 0)).toBe(40_500);
  });

  test('applies to other errors as well', async () => {
    const talk = openTalk({ random: () => 0 });
    await talk.run([requestError('unavailable', { retryAfter: 7 * SECOND }), 'ok']);
    expect(pauses(talk)).toEqual([7000]);
  });

  test('never reaches beyond the deadline, and is reported', async () => {
    const talk = openTalk({ random: () => 0 });
    const error = await thrown(
      talk.run([requestError('limited', { retryAfter: HOUR })], { deadline: NOON + 50 * SECOND }),
    );
    expect(error).toBeInstanceOf(DeadlineExceeded);
    expect(talk.clock.now()).toBe(NOON + 50 * SECOND);
    expect(talk.purpose).toHaveLength(1);
    expect(talk.reported).toEqual(['0 lost limited for 0, next in 50']);
  });

  test('does not shorten the retries of a host', async () => {
    const talk = openTalk({ random: () => 0 });
    const wait = requestError('limited', { retryAfter: 200 * SECOND });
    await expect(talk.run([wait, wait, wait, 'ok'], { givesUpUnreached: true })).resolves.toBe('answer');
  });
});

describe('a back-off that Harness requests', () => {
  test('comes before the next request', async () => {
    const talk = openTalk();
    talk.retry.backOff(20 * SECOND);
    await talk.run(['ok']);
    expect(talk.purpose[0]?.at).toBe(20 * SECOND);
  });

  test('ends with the deadline', async () => {
    const talk = openTalk();
    talk.retry.backOff(20 * SECOND);
    expect(await thrown(talk.run(['ok'], { deadline: NOON + SECOND }))).toBeInstanceOf(DeadlineExceeded);
    expect(talk.clock.now()).toBe(NOON + SECOND);
  });

  test('is skipped by requests that cannot wait', async () => {
    const talk = openTalk();
    talk.retry.backOff(20 * SECOND);
    await talk.run(['ok'], { skipsBackOff: true });
    expect(talk.purpose[0]?.at).toBe(0);
  });
});

describe('a request that waits because of the rate limit', () => {
  const leftAt = async (talk: Talk, ms: number): Promise<number> => {
    await talk.clock.sleep(ms);
    return talk.retry.backOffLeft;
  };

  test('delays requests that can wait', async () => {
    const talk = openTalk({ random: most });
    const asked = talk.untilAnswered(['limited', 'limited', 'ok']);
    const left = await talk.clock.run(Promise.all([100, 600, 1600].map((ms) => leftAt(talk, ms))));
    await talk.clock.run(asked);
    expect(left.map(Math.round)).toEqual([400, 900, 0]);
  });

  test('delays no requests after another failure', async () => {
    const talk = openTalk({ random: most });
    const asked = talk.untilAnswered(['unavailable', 'ok']);
    expect(await talk.clock.run(leftAt(talk, 100))).toBe(0);
    await talk.clock.run(asked);
  });
});

describe('persistent HTML', () => {
  /** Pages forever, with a key that is or is not valid. */
  const openPages = (answer: (bounds: Bounds) => Promise<void>) => {
    const validated: number[] = [];
    const talk = openTalk({
      takes: 100,
      validate: (bounds) => {
        validated.push(talk.clock.now() - NOON);
        return answer(bounds);
      },
    });
    return { talk, validated };
  };

  test('causes one validation after 60 s, and an invalid key is final', async () => {
    const { talk, validated } = openPages(() => Promise.reject(requestError('unauthorized')));
    const error = await thrown(talk.run(['page']));
    expect(error instanceof HarnessError ? error.failure.code : error).toBe('INVALID_TOKEN');
    expect(validated).toHaveLength(1);
    expect(validated[0]).toBeGreaterThanOrEqual(60 * SECOND);
    expect(validated[0]).toBeLessThan(67 * SECOND);
    expect(talk.retry.unreachableMs).toBeGreaterThanOrEqual(60 * SECOND);
  });

  test('with a valid key is retried until the deadline, and validated once', async () => {
    const { talk, validated } = openPages(() => Promise.resolve());
    expect(await thrown(talk.run(['page']))).toBeInstanceOf(DeadlineExceeded);
    expect(validated).toHaveLength(1);
  });

  test.each<FaultKind>(['reset', 'unavailable', 'page', 'limited'])(
    'with a validation that ends as %s is retried',
    async (is) => {
      const { talk, validated } = openPages(() => Promise.reject(requestError(is)));
      expect(await thrown(talk.run(['page']))).toBeInstanceOf(DeadlineExceeded);
      expect(validated).toHaveLength(1);
    },
  );

  test('that ends within 60 s causes no validation', async () => {
    const { talk, validated } = openPages(() => Promise.resolve());
    await talk.run([...Array<FaultKind>(12).fill('page'), 'ok']);
    expect(validated).toEqual([]);
  });

  test('restarts its 60 s after another failure', async () => {
    const { talk, validated } = openPages(() => Promise.resolve());
    const half = Array<FaultKind>(18).fill('page');
    await talk.run([...half, 'reset', ...half, 'ok']);
    expect(talk.purpose.at(-1)?.at).toBeGreaterThan(MINUTE);
    expect(validated).toEqual([]);
  });
});

describe('a cancel', () => {
  const cancelAfter = (talk: Talk, ms: number): AbortSignal => {
    const job = new AbortController();
    talk.clock.after(ms, () => {
      job.abort();
    });
    return job.signal;
  };

  test.each<[string, readonly Answer[], number]>([
    ['a request', ['stall'], 12_345],
    ['a pause', [requestError('limited', { retryAfter: 50 * SECOND })], 12_345],
    ['a wait of minutes', [requestError('limited', { retryAfter: HOUR })], 100_000],
  ])('ends %s immediately', async (_, script, ms) => {
    const talk = openTalk();
    const error = await thrown(talk.run(script, { signal: cancelAfter(talk, ms) }));
    expect(error).toBeInstanceOf(Cancelled);
    expect(talk.clock.now()).toBe(NOON + ms);
    expect(talk.purpose).toHaveLength(1);
  });

  test('ends a back-off immediately', async () => {
    const talk = openTalk();
    talk.retry.backOff(50 * SECOND);
    expect(await thrown(talk.run(['ok'], { signal: cancelAfter(talk, 1000) }))).toBeInstanceOf(Cancelled);
    expect(talk.clock.now()).toBe(NOON + 1000);
    expect(talk.purpose).toEqual([]);
  });

  test('prevents any later request', async () => {
    const talk = openTalk();
    expect(await thrown(talk.run(['ok'], { signal: AbortSignal.abort() }))).toBeInstanceOf(Cancelled);
    expect(talk.purpose).toEqual([]);
  });

  test('takes precedence over a past deadline', async () => {
    const talk = openTalk();
    const until = { deadline: NOON - 1, signal: AbortSignal.abort() };
    expect(await thrown(talk.run(['ok'], until))).toBeInstanceOf(Cancelled);
  });

  test('does not count as an outage', async () => {
    const talk = openTalk();
    await thrown(talk.run(['stall'], { signal: cancelAfter(talk, 5000) }));
    expect(talk.reported).toEqual([]);
    expect(talk.retry.unreachableMs).toBe(0);
  });
});
