/** Outages are counted once, and reported once a minute. */
import { describe, expect, test } from '@jest/globals';

import { HarnessError } from '../../../src/harness/errors.ts';
import { type FaultKind, requestError } from '../../support/harness/fake.ts';
import { most, openTalk, SECOND, thrown } from '../../support/harness/talk.ts';

describe('an outage is reported', () => {
  test('at its beginning, once a minute, and at its end', async () => {
    const talk = openTalk({ takes: 1000 });
    const waiting = talk.clock.run(talk.untilAnswered([...Array<FaultKind>(60).fill('unavailable'), 'ok']));
    await waiting;
    const moments = talk.reported.map((line) => Number(line.split(' ')[0]));
    expect(talk.reported[0]).toMatch(/^1 lost unavailable for 1,/);
    expect(talk.reported.at(-1)).toMatch(/back after \d+$/);
    expect(talk.reported.slice(1, -1).every((line) => line.includes(' lost '))).toBe(true);
    expect(moments.length).toBeGreaterThan(4);
    for (const [before, timestamp] of moments.slice(0, -2).entries()) {
      const gap = (moments[before + 1] ?? 0) - timestamp;
      expect(gap).toBeGreaterThanOrEqual(60);
      expect(gap).toBeLessThan(67);
    }
  });

  test('every minute, even during one long wait', async () => {
    const talk = openTalk({ random: () => 0 });
    await talk.run([requestError('limited', { retryAfter: 200 * SECOND }), 'ok']);
    expect(talk.reported).toEqual([
      '0 lost limited for 0, next in 200',
      '60 lost limited for 60, next in 140',
      '120 lost limited for 120, next in 80',
      '180 lost limited for 180, next in 20',
      '200 back after 200',
    ]);
  });

  test('once for parallel requests', async () => {
    const talk = openTalk({ random: () => 0 });
    const wait = (seconds: number): HarnessError => requestError('limited', { retryAfter: seconds * SECOND });
    await talk.clock.run(
      Promise.all([
        talk.untilAnswered([wait(30), 'ok']),
        talk.untilAnswered([wait(100), 'ok']),
        talk.untilAnswered([wait(70), 'ok']),
      ]),
    );
    expect(talk.reported).toEqual([
      '0 lost limited for 0, next in 30',
      '60 lost limited for 60, next in 40',
      '100 back after 100',
    ]);
    expect(talk.retry.unreachableMs).toBe(100 * SECOND);
  });

  test('without an end if the last request is refused', async () => {
    const talk = openTalk({ random: () => 0 });
    const refused = talk.untilAnswered([
      requestError('limited', { retryAfter: 20 * SECOND }),
      requestError('reset', { kind: 'refused', status: 400 }),
    ]);
    await talk.clock.run(Promise.all([thrown(refused), talk.untilAnswered(['reset', 'ok'])]));
    expect(talk.reported).toEqual(['0 lost limited for 0, next in 20']);
    await talk.run([requestError('limited', { retryAfter: 5 * SECOND }), 'ok']);
    expect(talk.reported.slice(1)).toEqual(['20 lost limited for 0, next in 5', '25 back after 5']);
  });

  test('only if there is one', async () => {
    const talk = openTalk();
    await talk.run(['ok']);
    expect(talk.reported).toEqual([]);
  });
});

test('the unreachable time is the sum of all outages', async () => {
  const talk = openTalk({ random: most });
  await talk.run(['reset', 'reset', 'ok']);
  expect(Math.round(talk.retry.unreachableMs)).toBe(1500);
  await talk.run(['ok']);
  expect(Math.round(talk.retry.unreachableMs)).toBe(1500);
  await talk.run(['stall', 'ok']);
  expect(Math.round(talk.retry.unreachableMs)).toBe(32_000);
});
