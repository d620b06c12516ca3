/** `if-running` in fake time: who is waited for, followed, replaced, and what is never aborted. */
import { describe, expect, test } from '@jest/globals';

import type { RunInputs } from '../../../../src/actions/run/inputs.ts';
import type { FaultKind, Play, Score } from '../../../support/harness/fake.ts';
import { NOON } from '../../../support/job/clock.ts';
import { type Ended, type Job, type JobOptions, openJob, said } from '../../../support/job/job.ts';
import { postStateIn } from '../../../support/job/step.ts';
import { textOf } from '../../../support/reports.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const RUNS: Partial<Score> = { beats: [{ after: 0, status: 'Running' }] };
const endsAfter = (after: number, status = 'Success'): Partial<Score> => ({
  beats: [
    { after: 0, status: 'Running' },
    { after, status },
  ],
});

const markerOf = (repository: string, run: string): string =>
  `run-harness-pipeline/1 repository=${encodeURIComponent(repository)} run=${run} attempt=1 job=deploy step=harness leg=0%2F1 digest=d nonce=n`;
const OWN = markerOf('acme/shop', '76');
const SAME_RUN = markerOf('acme/shop', '77');
const OTHER_REPOSITORY = markerOf('acme/other', '76');

interface Other {
  readonly notes?: string;
  readonly score?: Partial<Score>;
}

/** A job in whose pipeline these run, the first of them for the longest time. */
function otherFailures(others: readonly Other[], options: JobOptions = {}): Job {
  const job = openJob(options);
  others.forEach(({ notes = '', score = RUNS }, index) => {
    job.harness.add({ id: `other-${index}`, notes, score, startedAt: NOON - MINUTE + index });
  });
  return job;
}

const started = (job: Job): number => job.requestsOf('start').length;
const others = (job: Job): readonly Play[] => job.harness.plays.filter(({ id }) => id.startsWith('other-'));
const aborted = (job: Job): string[] =>
  others(job).flatMap(({ id, abortedAt }) => (abortedAt === undefined ? [] : [id]));
const run = (job: Job, inputs: Partial<RunInputs>): Promise<Ended> => job.main(inputs);
const MODES = ['wait', 'follow', 'replace', 'fail'] as const;

test('start: nothing is listed', async () => {
  const job = otherFailures([{}]);
  await run(job, {});
  expect(job.requestsOf('list')).toEqual([]);
  expect(started(job)).toBe(1);
});

test.each(MODES)('%s: starts when everything has ended', async (ifRunning) => {
  const job = otherFailures([{ score: endsAfter(SECOND) }, { score: endsAfter(SECOND, 'Failed') }]);
  const { verdict, step } = await run(job, { ifRunning });
  expect(verdict?.status).toBe('succeeded');
  expect(step.outputs.get('execution-id')).toBe('execution-3');
  expect(job.requestsOf('notes')).toEqual([]);
});

test.each(MODES)('%s: what is new to this version has not ended', async (ifRunning) => {
  const job = otherFailures([{ score: endsAfter(SECOND, 'Mystery') }]);
  await run(job, { ifRunning, timeout: 2 * MINUTE });
  expect(started(job)).toBe(ifRunning === 'replace' ? 1 : 0);
});

test.each(MODES)('%s: a dry run does not list', async (ifRunning) => {
  const job = otherFailures([{}]);
  await run(job, { ifRunning, dryRun: true });
  expect(job.requestsOf('list')).toEqual([]);
});

test.each(MODES)('%s: one that waits for a person, far behind the newest, is seen', async (ifRunning) => {
  const job = otherFailures([{ score: { beats: [{ after: 0, status: 'ApprovalWaiting' }] } }]);
  for (let number = 0; number < 120; number++) {
    job.harness.add({ id: `ended-${number}`, startedAt: NOON - 30 * SECOND, score: endsAfter(SECOND) });
  }
  const ended = await run(job, { ifRunning, timeout: 5 * MINUTE });
  expect(said(ended)).toContain('executions/other-0/pipeline');
});

describe('fail', () => {
  test('is red with all links; nothing is started', async () => {
    const job = otherFailures([{}, {}]);
    const { verdict, step } = await run(job, { ifRunning: 'fail' });
    expect(verdict).toMatchObject({ status: 'failed', isRed: true });
    expect(textOf(verdict)).toMatch(
      /^deploy_prod was not started: 2 other executions have not ended[^]*other-1\/pipeline\n[^]*other-0\/pipeline$/,
    );
    expect([started(job), step.outputs.get('execution-id')]).toEqual([0, undefined]);
    expect(postStateIn(step.state)?.main).toBe('done');
  });

  test('is red also where fail-step makes verdicts green', async () => {
    const { verdict } = await run(otherFailures([{}]), { ifRunning: 'fail', failStep: false });
    expect(verdict?.isRed).toBe(true);
  });
});

describe('wait', () => {
  test('starts once all have ended, also one that began meanwhile', async () => {
    const job = otherFailures([{ score: endsAfter(3 * MINUTE) }, { score: endsAfter(2 * MINUTE) }]);
    job.clock.after(90 * SECOND, () => {
      job.harness.add({ id: 'other-late', score: endsAfter(4 * MINUTE) });
    });
    const ended = await run(job, { ifRunning: 'wait' });
    const start = job.requestsOf('start')[0]?.at ?? 0;
    const last = NOON + 90 * SECOND + 4 * MINUTE;
    expect(start).toBeGreaterThanOrEqual(last);
    expect(start).toBeLessThan(last + 30 * SECOND);
    expect(ended.verdict?.status).toBe('succeeded');
    expect(said(ended)).toMatch(/still waiting for execution 2, which is running/);
    expect(aborted(job)).toEqual([]);
  });

  test('is bounded by the timeout, and says for what it waited', async () => {
    const job = otherFailures([{}]);
    const { verdict, took } = await run(job, { ifRunning: 'wait', timeout: 10 * MINUTE });
    expect(verdict).toMatchObject({ status: 'failed', isRed: true });
    expect(textOf(verdict)).toMatch(/^deploy_prod was not started within this step's timeout: [^]*other-0\/pipeline$/);
    expect(took).toBeLessThan(11 * MINUTE);
    expect(started(job)).toBe(0);
    expect(aborted(job)).toEqual([]);
  });

  test.each<FaultKind>(['unavailable', 'reset', 'page', 'limited'])('retries %s', async (is) => {
    const job = otherFailures([{ score: endsAfter(2 * MINUTE) }], {
      faults: { list: [{ is }], read: [{ is }, { is }] },
    });
    expect((await run(job, { ifRunning: 'wait' })).verdict?.status).toBe('succeeded');
    expect(started(job)).toBe(1);
  });

  test('a cancelled job starts nothing and aborts nothing, in main as in post', async () => {
    const job = otherFailures([{ notes: OWN }]);
    const main = await job.main({ ifRunning: 'wait' }, { cancelAfter: 2 * MINUTE });
    await job.post(main);
    expect(main.took).toBeLessThan(2 * MINUTE + 6 * SECOND);
    expect([started(job), aborted(job)]).toEqual([0, []]);
  });

  test('a killed one starts nothing and aborts nothing in post', async () => {
    const job = otherFailures([{ notes: OWN }]);
    await job.post(await job.main({ ifRunning: 'wait' }, { killAfter: 2 * MINUTE }));
    expect([started(job), aborted(job)]).toEqual([0, []]);
  });
});

describe('follow', () => {
  test('follows the newest with a notice, whoever started it', async () => {
    const job = otherFailures([{ score: endsAfter(3 * MINUTE, 'Failed') }, { score: endsAfter(4 * MINUTE) }]);
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
  ])('what %s started: a cancel and a timeout abort it only if it is ours', async (_who, notes, abort) => {
    for (const post of [false, true]) {
      const job = otherFailures([{ notes }]);
      const interruption = post ? { killAfter: 2 * MINUTE } : { cancelAfter: 2 * MINUTE };
      await job.post(await job.main({ ifRunning: 'follow' }, interruption));
      expect(aborted(job)).toEqual(abort);
    }
    const late = otherFailures([{ notes }]);
    await run(late, { ifRunning: 'follow', timeout: 2 * MINUTE, onTimeout: 'abort' });
    expect(aborted(late)).toEqual(abort);
  });

  test('on-cancel: leave is obeyed', async () => {
    const job = otherFailures([{ notes: OWN }]);
    await job.post(await job.main({ ifRunning: 'follow', onCancel: 'leave' }, { cancelAfter: 2 * MINUTE }));
    expect(aborted(job)).toEqual([]);
  });
});

describe('replace', () => {
  test('aborts what other runs of this repository started, nothing else, and starts after their end', async () => {
    const job = otherFailures([{ notes: OWN }, { notes: OTHER_REPOSITORY }, { notes: SAME_RUN }, {}, { notes: OWN }]);
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

  test('starts after 60 s when the end of an abort is not seen, with a warning', async () => {
    const job = otherFailures([{ notes: OWN, score: { ...RUNS, abortTakes: 10 * MINUTE } }]);
    const ended = await run(job, { ifRunning: 'replace' });
    const at = (job.requestsOf('start')[0]?.at ?? 0) - NOON;
    expect(at).toBeGreaterThanOrEqual(60 * SECOND);
    expect(at).toBeLessThan(75 * SECOND);
    expect(ended.step.words.filter(({ level }) => level === 'warning')).toHaveLength(1);
  });

  test('starts nothing when Harness refuses the abort', async () => {
    const job = otherFailures([{ notes: OWN }], { faults: { abort: { is: 'forbidden' } } });
    const { verdict } = await run(job, { ifRunning: 'replace' });
    expect(verdict).toMatchObject({ status: 'failed', isRed: true });
    expect(textOf(verdict)).toContain('other-0');
    expect(started(job)).toBe(0);
  });

  test('aborts nothing where GitHub does not name the repository or the run', async () => {
    for (const missing of [{ repository: '' }, { runId: '' }]) {
      const job = otherFailures([{ notes: markerOf('', '') }, { notes: markerOf('acme/shop', '') }]);
      await job.main({ ifRunning: 'replace' }, { workflow: missing });
      expect(aborted(job)).toEqual([]);
    }
  });

  test.each<FaultKind>(['unavailable', 'reset', 'page', 'limited'])('retries %s', async (is) => {
    const job = otherFailures([{ notes: OWN }], {
      faults: { list: [{ is }], notes: [{ is }], abort: [{ is }], read: [{ is }] },
    });
    expect((await run(job, { ifRunning: 'replace' })).verdict?.status).toBe('succeeded');
    expect([started(job), aborted(job)]).toEqual([1, ['other-0']]);
  });
});

test.each(MODES)('%s applies to retry-of, too', async (ifRunning) => {
  const job = otherFailures([{ notes: OWN, score: endsAfter(3 * MINUTE) }]);
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
