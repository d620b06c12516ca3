/** `if-running` in fake time: who is waited for, followed, replaced, and what is never aborted. */
import { describe, expect, test } from '@jest/globals';

import type { RunInputs } from '../../../../src/actions/run/inputs.ts';
import type { FaultKind } from '../../../support/harness/fake.ts';
import { aborted, endsAfter, jobBeside, others, RUNS, started } from '../../../support/job/beside.ts';
import { NOON } from '../../../support/job/clock.ts';
import { type Ended, type Job, said } from '../../../support/job/job.ts';
import { postStateIn } from '../../../support/job/step.ts';
import { textOf } from '../../../support/reports.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const markerOf = (repository: string, run: string): string =>
  `run-harness-pipeline/1 repository=${encodeURIComponent(repository)} run=${run} attempt=1 job=deploy step=harness leg=0%2F1 digest=d nonce=n`;
const OWN = markerOf('acme/shop', '76');
const SAME_RUN = markerOf('acme/shop', '77');
const OTHER_REPOSITORY = markerOf('acme/other', '76');

const run = (job: Job, inputs: Partial<RunInputs>): Promise<Ended> => job.main(inputs);
const MODES = ['wait', 'follow', 'replace', 'fail'] as const;

test('start: sends no list request', async () => {
  const job = jobBeside([{}]);
  await run(job, {});
  expect(job.requestsOf('list')).toEqual([]);
  expect(started(job)).toBe(1);
});

test.each(MODES)('%s: a dry run sends no list request', async (ifRunning) => {
  const job = jobBeside([{}]);
  await run(job, { ifRunning, dryRun: true });
  expect(job.requestsOf('list')).toEqual([]);
});

describe('fail', () => {
  test('is red with all links, and starts nothing', async () => {
    const job = jobBeside([{}, {}]);
    const { verdict, step } = await run(job, { ifRunning: 'fail' });
    expect(verdict).toMatchObject({ status: 'failed', isRed: true });
    expect(textOf(verdict)).toMatch(
      /^deploy_prod was not started: 2 other executions have not ended[^]*other-1\/pipeline\n[^]*other-0\/pipeline$/,
    );
    expect([started(job), step.outputs.get('execution-id')]).toEqual([0, undefined]);
    expect(postStateIn(step.state)?.main).toBe('done');
  });

  test('is red even with fail-step: false', async () => {
    const { verdict } = await run(jobBeside([{}]), { ifRunning: 'fail', failStep: false });
    expect(verdict?.isRed).toBe(true);
  });
});

describe('follow', () => {
  test('follows the newest with a notice, whoever started it', async () => {
    const job = jobBeside([{ score: endsAfter(3 * MINUTE, 'Failed') }, { score: endsAfter(4 * MINUTE) }]);
    const ended = await run(job, { ifRunning: 'follow' });
    expect(ended.step.outputs.get('execution-id')).toBe('other-1');
    expect(ended.verdict).toMatchObject({ status: 'succeeded', isRed: false });
    expect(started(job)).toBe(0);
    expect(ended.step.words.find(({ level }) => level === 'notice')?.text).toContain(
      'following it instead of starting',
    );
  });

  test.each<[string, string, readonly string[]]>([
    ['an unknown user', '', []],
    ['another repository', OTHER_REPOSITORY, []],
    ['another leg of this very run', SAME_RUN, []],
    ['another run of this repository', OWN, ['other-0']],
  ])(
    'an execution that %s started is aborted on cancel or timeout only if it belongs to this repository',
    async (_who, notes, abort) => {
      for (const post of [false, true]) {
        const job = jobBeside([{ notes }]);
        const interruption = post ? { killAfter: 2 * MINUTE } : { cancelAfter: 2 * MINUTE };
        await job.post(await job.main({ ifRunning: 'follow' }, interruption));
        expect(aborted(job)).toEqual(abort);
      }
      const late = jobBeside([{ notes }]);
      await run(late, { ifRunning: 'follow', timeout: 2 * MINUTE, onTimeout: 'abort' });
      expect(aborted(late)).toEqual(abort);
    },
  );

  test('aborts nothing with on-cancel: leave', async () => {
    const job = jobBeside([{ notes: OWN }]);
    await job.post(await job.main({ ifRunning: 'follow', onCancel: 'leave' }, { cancelAfter: 2 * MINUTE }));
    expect(aborted(job)).toEqual([]);
  });
});

describe('replace', () => {
  test('aborts only executions that other runs of this repository started, and starts after their end', async () => {
    const job = jobBeside([{ notes: OWN }, { notes: OTHER_REPOSITORY }, { notes: SAME_RUN }, {}, { notes: OWN }]);
    const ended = await run(job, { ifRunning: 'replace' });
    expect(aborted(job)).toEqual(['other-0', 'other-4']);
    expect(job.requestsOf('start')[0]?.at).toBeGreaterThanOrEqual(
      Math.max(...others(job).map(({ abortedAt = 0, score }) => (abortedAt === 0 ? 0 : abortedAt + score.abortTakes))),
    );
    expect(ended.verdict?.status).toBe('succeeded');
    expect(said(ended)).toContain(
      '3 other executions left running, because no other run of this repository started them:',
    );
  });

  test('starts after 60 s with a warning when the end of an abort is not confirmed', async () => {
    const job = jobBeside([{ notes: OWN, score: { ...RUNS, abortTakes: 10 * MINUTE } }]);
    const ended = await run(job, { ifRunning: 'replace' });
    const at = (job.requestsOf('start')[0]?.at ?? 0) - NOON;
    expect(at).toBeGreaterThanOrEqual(60 * SECOND);
    expect(at).toBeLessThan(75 * SECOND);
    expect(ended.step.words.filter(({ level }) => level === 'warning')).toHaveLength(1);
  });

  test('starts nothing when Harness refuses the abort', async () => {
    const job = jobBeside([{ notes: OWN }], { faults: { abort: { is: 'forbidden' } } });
    const { verdict } = await run(job, { ifRunning: 'replace' });
    expect(verdict).toMatchObject({ status: 'failed', isRed: true });
    expect(textOf(verdict)).toContain('other-0');
    expect(started(job)).toBe(0);
  });

  test('aborts nothing where GitHub does not name the repository or the run', async () => {
    for (const missing of [{ repository: '' }, { runId: '' }]) {
      const job = jobBeside([{ notes: markerOf('', '') }, { notes: markerOf('acme/shop', '') }]);
      await job.main({ ifRunning: 'replace' }, { workflow: missing });
      expect(aborted(job)).toEqual([]);
    }
  });

  test.each<FaultKind>(['unavailable', 'reset', 'page', 'limited'])('retries %s', async (is) => {
    const job = jobBeside([{ notes: OWN }], {
      faults: { list: [{ is }], notes: [{ is }], abort: [{ is }], read: [{ is }] },
    });
    expect((await run(job, { ifRunning: 'replace' })).verdict?.status).toBe('succeeded');
    expect([started(job), aborted(job)]).toEqual([1, ['other-0']]);
  });
});

test.each(MODES)('%s applies to retry-of, too', async (ifRunning) => {
  const job = jobBeside([{ notes: OWN, score: endsAfter(3 * MINUTE) }]);
  job.harness.add({
    id: 'old',
    startedAt: NOON - 60 * MINUTE,
    score: { ...endsAfter(SECOND, 'Failed'), canRetry: true, failedStages: ['deploy'] },
  });
  const { step } = await run(job, { ifRunning, retryOf: 'old' });
  const retries = job.requestsOf('retry').length;
  expect([ifRunning, retries, step.outputs.get('execution-id')]).toEqual(
    ifRunning === 'fail'
      ? ['fail', 0, undefined]
      : ifRunning === 'follow'
        ? ['follow', 0, 'other-0']
        : [ifRunning, 1, 'execution-3'],
  );
});
