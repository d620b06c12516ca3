/** What post does about an execution that it knows. */
import { describe, expect, test } from '@jest/globals';

import type { FaultKind, Score } from '../../../support/harness/fake.ts';
import { killedMain, openJob, said, statuses, times, warnings } from '../../../support/job/job.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const RUNS_ON: Partial<Score> = { beats: [{ after: 0, status: 'Running' }] };
const ENDS = (seconds: number, status: string): Partial<Score> => ({
  beats: [
    { after: 0, status: 'Running' },
    { after: seconds * SECOND, status },
  ],
});

describe('after a main that was killed while it followed', () => {
  test('post aborts the execution and waits for its end', async () => {
    const job = openJob({ score: { ...RUNS_ON, abortTakes: 30 * SECOND } });
    const post = await job.post(await killedMain(job));
    expect(statuses(job)).toEqual(['Aborted']);
    expect(post.took).toBeLessThan(35 * SECOND);
    expect(job.requestsOf('abort', 'post')).toHaveLength(1);
    expect(said(post)).toContain('aborted');
  });

  test('post waits at most 60 s for the end, and reports that it is not confirmed', async () => {
    const job = openJob({ score: { ...RUNS_ON, abortTakes: 5 * MINUTE } });
    const post = await job.post(await killedMain(job));
    expect(post.took).toBe(MINUTE);
    expect(warnings(post)).toHaveLength(1);
    expect(warnings(post)[0]).toContain('did not report the end of the execution within 60 s');
    expect(warnings(post)[0]).toContain('executions/execution-1/pipeline');
  });

  test('post does not abort an execution that has ended in the meantime', async () => {
    const job = openJob({ score: ENDS(12, 'Success') });
    const main = await killedMain(job);
    await job.clock.run(job.clock.sleep(5 * SECOND));
    const post = await job.post(main);
    expect(job.requestsOf('abort')).toEqual([]);
    expect(said(post)).toContain('succeeded');
    expect(warnings(post)).toEqual([]);
  });

  test('post does not abort an execution that is already being aborted', async () => {
    const job = openJob({ score: { ...RUNS_ON, abortTakes: 20 * SECOND } });
    const main = await job.main({}, { cancelAfter: 10 * SECOND });
    await job.post(main);
    expect(job.requestsOf('abort').map(({ by }) => by)).toEqual(['main']);
    expect(statuses(job)).toEqual(['Aborted']);
  });

  test('post aborts nothing with on-cancel: leave, and reports the link', async () => {
    const job = openJob({ score: RUNS_ON });
    const post = await job.post(await killedMain(job, { onCancel: 'leave' }));
    expect(job.requestsOf('abort')).toEqual([]);
    expect(statuses(job)).toEqual(['Running']);
    expect(post.took).toBeLessThan(SECOND);
  });

  test.each<FaultKind>(['refused', 'reset', 'stall', 'limited', 'unavailable', 'page', 'empty'])(
    'post retries %s for a while',
    async (is) => {
      const job = openJob({ score: RUNS_ON, faults: { abort: [{ is }] } });
      await job.post(await killedMain(job));
      expect(statuses(job)).toEqual(['Aborted']);
    },
  );

  test.each<FaultKind>(['unavailable', 'stall', 'page', 'forbidden', 'unauthorized', 'redirect'])(
    'post aborts even if it cannot read the execution (%s)',
    async (is) => {
      const job = openJob({
        score: RUNS_ON,
        faults: { read: [...times(5, undefined), ...times(99, { is })] },
      });
      const main = await job.main({ pollInterval: 2 * SECOND }, { killAfter: 9500 });
      expect(job.requestsOf('read')).toHaveLength(5);
      const post = await job.post(main);
      expect(job.harness.plays[0]?.abortedAt).toBeDefined();
      expect(post.took).toBeLessThanOrEqual(MINUTE);
    },
  );

  test('post retries an abort that stalls', async () => {
    const job = openJob({ score: RUNS_ON, faults: { abort: times(3, { is: 'stall' }) } });
    await job.post(await killedMain(job));
    expect(statuses(job)).toEqual(['Aborted']);
  });

  test('post waits at most 60 s for an unreachable Harness, and reports that', async () => {
    const job = openJob({ score: RUNS_ON, faults: { abort: { is: 'stall' } } });
    const post = await job.post(await killedMain(job));
    expect(post.took).toBe(MINUTE);
    expect(warnings(post)).toHaveLength(1);
    expect(warnings(post)[0]).toContain('could not confirm that its execution was aborted');
  });

  test('post reports why an abort is refused', async () => {
    const job = openJob({ score: RUNS_ON, faults: { abort: { is: 'forbidden' } } });
    const post = await job.post(await killedMain(job));
    expect(warnings(post)[0]).toContain('NG_ACCESS_DENIED');
    expect(post.took).toBeLessThan(5 * SECOND);
  });

  test('an interrupted post ends immediately and reports that', async () => {
    const job = openJob({ score: { ...RUNS_ON, abortTakes: 5 * MINUTE } });
    const post = await job.post(await killedMain(job), { cancelAfter: 5 * SECOND });
    expect(post.took).toBe(5 * SECOND);
    expect(warnings(post)[0]).toContain('interrupted');
  });
});
