/** Random schedules over start, follow, cancel and settle: the promises hold in each of them. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { schedule } from './schedule-arbitrary.ts';
import { play } from './schedules.ts';

const RUNS = Number(process.env['SCHEDULES'] ?? 10_000);

test(`${RUNS} schedules`, async () => {
  const tally = new Map<string, number>();
  const count = (name: string): void => {
    tally.set(name, (tally.get(name) ?? 0) + 1);
  };
  await fc.assert(
    fc.asyncProperty(schedule, async (one) => {
      const { broken, verdict, excuse, sent } = await play(one);
      count(verdict === undefined ? 'killed' : `${verdict.isRed ? 'red' : 'green'} ${verdict.status}`);
      count(sent ? 'start sent' : 'no start sent');
      if (excuse !== '') {
        count(`left running: ${excuse.replace(/:.*/, '')}`);
      }
      expect(broken).toEqual([]);
    }),
    { numRuns: RUNS },
  );
  if (process.env['SCHEDULES'] !== undefined) {
    console.log(Object.fromEntries(tally));
  }
}, 600_000);
