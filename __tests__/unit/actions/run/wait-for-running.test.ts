/** `if-running: wait` in fake time: who is waited for, how long, and that nothing is aborted. */
import { describe, expect, test } from '@jest/globals';

import type { FaultKind } from '../../../support/harness/fake.ts';
import { aborted, endsAfter, jobBeside, started } from '../../../support/job/beside.ts';
import { NOON } from '../../../support/job/clock.ts';
import { said } from '../../../support/job/job.ts';
import { textOf } from '../../../support/reports.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const OWN =
  'run-harness-pipeline/1 repository=acme%2Fshop run=76 attempt=1 job=deploy step=harness leg=0%2F1 digest=d nonce=n';

describe('wait', () => {
  test('starts once all have ended, including one that started in the meantime', async () => {
    const job = jobBeside([{ score: endsAfter(3 * MINUTE) }, { score: endsAfter(2 * MINUTE) }]);
    job.clock.after(90 * SECOND, () => {
      job.harness.add({ id: 'other-late', score: endsAfter(4 * MINUTE) });
    });
    const ended = await job.main({ ifRunning: 'wait' });
    const start = job.requestsOf('start')[0]?.at ?? 0;
    const last = NOON + 90 * SECOND + 4 * MINUTE;
    expect(start).toBeGreaterThanOrEqual(last);
    expect(start).toBeLessThan(last + 30 * SECOND);
    expect(ended.verdict?.status).toBe('succeeded');
    expect(said(ended)).toMatch(/still waiting for execution 2, which is running/);
    expect(aborted(job)).toEqual([]);
  });

  test('is limited by the timeout, and reports what it waited for', async () => {
    const job = jobBeside([{}]);
    const { verdict, took } = await job.main({ ifRunning: 'wait', timeout: 10 * MINUTE });
    expect(verdict).toMatchObject({ status: 'failed', isRed: true });
    expect(textOf(verdict)).toMatch(/^deploy_prod was not started within this step's timeout: [^]*other-0\/pipeline$/);
    expect(took).toBeLessThan(11 * MINUTE);
    expect(started(job)).toBe(0);
    expect(aborted(job)).toEqual([]);
  });

  test.each<FaultKind>(['unavailable', 'reset', 'page', 'limited'])('retries %s', async (is) => {
    const job = jobBeside([{ score: endsAfter(2 * MINUTE) }], {
      faults: { list: [{ is }], read: [{ is }, { is }] },
    });
    expect((await job.main({ ifRunning: 'wait' })).verdict?.status).toBe('succeeded');
    expect(started(job)).toBe(1);
  });

  test('starts nothing and aborts nothing in a cancelled job, in main and in post', async () => {
    const job = jobBeside([{ notes: OWN }]);
    const main = await job.main({ ifRunning: 'wait' }, { cancelAfter: 2 * MINUTE });
    await job.post(main);
    expect(main.took).toBeLessThan(2 * MINUTE + 6 * SECOND);
    expect([started(job), aborted(job)]).toEqual([0, []]);
  });

  test('starts nothing and aborts nothing in post after a kill', async () => {
    const job = jobBeside([{ notes: OWN }]);
    await job.post(await job.main({ ifRunning: 'wait' }, { killAfter: 2 * MINUTE }));
    expect([started(job), aborted(job)]).toEqual([0, []]);
  });
});
