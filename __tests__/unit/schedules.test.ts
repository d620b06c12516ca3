/**
 * Random schedules over start, follow, cancel and settle: some with every run of the tests, more on request.
 * `SCHEDULES=10000 npm test -- schedules` takes less than a minute and says how they ended.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { schedule } from '../support/job/schedule-arbitrary.ts';
import { play } from '../support/job/schedules.ts';

const wanted = process.env['SCHEDULES'];
const RUNS = Number(wanted ?? 1000);

test(
  `the promises hold in ${RUNS} schedules`,
  async () => {
    const tally = new Map<string, number>();
    const count = (name: string): void => {
      tally.set(name, (tally.get(name) ?? 0) + 1);
    };
    await fc.assert(
      fc.asyncProperty(schedule, async (one) => {
        const { scene, broken, excuse } = await play(one);
        const { verdict, harness } = scene;
        expect(broken).toEqual([]);
        count(
          scene.isFaulted === true
            ? 'own fault'
            : verdict === undefined
              ? 'killed'
              : `${verdict.isRed ? 'red' : 'green'} ${verdict.status}`,
        );
        count(harness.requests.some(({ kind }) => kind === 'start') ? 'start sent' : 'no start sent');
        count(scene.hasWriteFailures ? 'write failures' : 'everything is written');
        if (excuse !== '') {
          count(`left running: ${excuse}`);
        }
      }),
      { numRuns: RUNS },
    );
    // The schedules reach what they are about.
    for (const end of [
      'green succeeded',
      'red failed',
      'red unknown',
      'red running',
      'killed',
      'own fault',
      'write failures',
      'no start sent',
    ]) {
      expect(tally.get(end) ?? 0).toBeGreaterThan(RUNS / 100);
    }
    if (wanted !== undefined) {
      console.log(Object.fromEntries([...tally].toSorted(([one], [other]) => one.localeCompare(other))));
    }
  },
  600_000 + RUNS * 20,
);
