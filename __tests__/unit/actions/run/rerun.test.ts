import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { RunInputs } from '../../../../src/actions/run/inputs.ts';
import { isFinal, phaseOf } from '../../../../src/harness/status.ts';
import { readRuntimeInputs } from '../../../../src/runtime-inputs/inputs.ts';
import type { Fault, FaultKind, Play, Score } from '../../../support/harness/fake.ts';
import { NOON, seeded } from '../../../support/job/clock.ts';
import { type Ended, type Job, type JobOptions, type MainOptions, openJob } from '../../../support/job/job.ts';
import { postStateIn } from '../../../support/job/step.ts';
import { textOf } from '../../../support/reports.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const ENDS = (status: string, more: Partial<Score> = {}): Partial<Score> => ({
  beats: [
    { after: 0, status: 'Running' },
    { after: 30 * SECOND, status },
  ],
  ...more,
});
const RUNS: Partial<Score> = { beats: [{ after: 0, status: 'Running' }] };

/** An attempt of the job, with a random part of its own. */
const attempt = (
  job: Job,
  which: number | (MainOptions & { readonly number: number }),
  inputs: Partial<RunInputs> = {},
): Promise<Ended> => {
  const { number, ...more } = typeof which === 'number' ? { number: which } : which;
  return job.main(inputs, {
    nonce: `00000000000000${number}0`,
    ...more,
    workflow: { attempt: number, ...more.workflow },
  });
};

/** A job whose first attempt was killed after ten seconds, a minute ago. */
const afterFirst = async (options: JobOptions = {}, inputs: Partial<RunInputs> = {}): Promise<Job> => {
  const job = openJob(options);
  await attempt(job, { number: 1, killAfter: 10 * SECOND }, inputs);
  await job.clock.run(job.clock.sleep(MINUTE));
  return job;
};

const notices = ({ step }: Ended): string =>
  step.words
    .filter(({ level }) => level === 'notice')
    .map(({ text }) => text)
    .join('\n');
const started = (job: Job): number => job.requestsOf('start').length;
const markerOf = ({ notes }: Play): string => notes.split('\n')[0] ?? '';

test('the first attempt does not search', async () => {
  const job = openJob();
  await attempt(job, 1);
  expect(job.requestsOf('list')).toEqual([]);
});

describe('on-rerun: start', () => {
  test('follows an execution of an earlier attempt that is still running, with a notice', async () => {
    const job = await afterFirst({
      score: { beats: [...(RUNS.beats ?? []), { after: 3 * MINUTE, status: 'Success' }] },
    });
    const second = await attempt(job, 2);
    expect(second.verdict).toMatchObject({ status: 'succeeded', isRed: false });
    expect(second.step.outputs.get('execution-id')).toBe('execution-1');
    expect(started(job)).toBe(1);
    expect(notices(second)).toContain('executions/execution-1/pipeline');
    expect(postStateIn(second.step.state)?.execution).toBe('execution-1');
  });

  test.each(['Success', 'Failed', 'Aborted'])(
    'starts a new execution after one that has ended (%s)',
    async (status) => {
      const job = await afterFirst({ score: ENDS(status) });
      const second = await attempt(job, 2);
      expect(second.step.outputs.get('execution-id')).toBe('execution-2');
      expect(started(job)).toBe(2);
    },
  );

  test('treats an unknown status as running', async () => {
    const job = await afterFirst({ score: ENDS('Mystery') });
    await attempt(job, 2, { timeout: 5 * MINUTE });
    expect(started(job)).toBe(1);
  });

  test('starts a new execution when an earlier attempt started none', async () => {
    const job = openJob();
    const second = await attempt(job, 2);
    expect(second.verdict?.status).toBe('succeeded');
    expect(started(job)).toBe(1);
  });

  test('starts a new execution when the run is unknown', async () => {
    const job = openJob({ score: RUNS });
    const nameless = { workflow: { runId: '' } };
    await attempt(job, { number: 1, ...nameless, killAfter: 10 * SECOND });
    await attempt(job, { number: 2, ...nameless }, { timeout: 5 * MINUTE });
    expect(started(job)).toBe(2);
  });
});

describe('on-rerun: resume', () => {
  test.each(['Success', 'IgnoreFailed', 'Skipped'])('accepts an earlier attempt that ended as %s', async (status) => {
    const job = await afterFirst({ score: ENDS(status) });
    const second = await attempt(job, 2, { onRerun: 'resume' });
    expect(second.verdict).toMatchObject({ status: 'succeeded', isRed: false });
    expect(second.step.outputs.get('execution-id')).toBe('execution-1');
    expect(started(job)).toBe(1);
    expect(job.requestsOf('retry')).toEqual([]);
    expect(notices(second)).toContain('already succeeded');
  });

  const FAILED = ENDS('Failed', { canRetry: true, failedStages: ['deploy', 'smoke'] });

  test('retries from the failed stages, over a new connection, with a marker', async () => {
    const job = await afterFirst({ score: FAILED });
    const second = await attempt(job, 2, { onRerun: 'resume' });
    const [retry, ...more] = job.requestsOf('retry');
    expect(more).toEqual([]);
    expect(retry?.call).toMatchObject({
      fresh: true,
      query: { planExecutionId: 'execution-1', retryStages: ['deploy', 'smoke'], runAllStages: 'true' },
    });
    expect(retry?.limit).toBe(120 * SECOND);
    expect(started(job)).toBe(1);
    expect(second.step.outputs.get('execution-id')).toBe('execution-2');
    const [first, again] = job.harness.plays.map(markerOf);
    expect(again).toBe(first?.replace('attempt=1', 'attempt=2').replace(/nonce=\w+/, 'nonce=0000000000000020'));
  });

  test('resumes the retry on the next attempt', async () => {
    const job = await afterFirst({ score: FAILED });
    await attempt(job, { number: 2, killAfter: 10 * SECOND }, { onRerun: 'resume' });
    const third = await attempt(job, 3, { onRerun: 'resume' });
    expect(third.step.outputs.get('execution-id')).toBe('execution-2');
    expect(job.requestsOf('retry')).toHaveLength(1);
    expect(started(job)).toBe(1);
  });

  test.each<[string, Partial<Score>, string]>([
    ['Harness does not allow it', { canRetry: false, failedStages: ['deploy'] }, 'does not allow'],
    ['no stage has failed', { canRetry: true, failedStages: [] }, 'no failed stage'],
  ])('starts a new execution and reports why when %s', async (_, score, why) => {
    const job = await afterFirst({ score: ENDS('Failed', score) });
    const second = await attempt(job, 2, { onRerun: 'resume' });
    expect(started(job)).toBe(2);
    expect(job.requestsOf('retry')).toEqual([]);
    expect(notices(second)).toContain(why);
  });

  test.each<FaultKind>(['bad-request', 'conflict', 'forbidden'])(
    'starts a new execution and reports why when the retry is refused by %s',
    async (is) => {
      const job = await afterFirst({ score: FAILED, faults: { retry: [{ is }] } });
      const second = await attempt(job, 2, { onRerun: 'resume' });
      expect(job.requestsOf('retry')).toHaveLength(1);
      expect(started(job)).toBe(2);
      expect(second.step.outputs.get('execution-id')).toBe('execution-2');
      expect(notices(second)).toContain('refused the retry');
    },
  );

  test.each<FaultKind>(['reset', 'stall', 'unavailable', 'page', 'redirect'])(
    'searches for a retry whose response was lost by %s',
    async (is) => {
      const job = await afterFirst({ score: FAILED, faults: { retry: [{ is, actsAfter: 0 }] } });
      const second = await attempt(job, 2, { onRerun: 'resume' });
      expect(second.step.outputs.get('execution-id')).toBe('execution-2');
      expect(job.requestsOf('retry')).toHaveLength(1);
      expect(started(job)).toBe(1);
    },
  );

  test('starts nothing when the retry is in doubt', async () => {
    const job = await afterFirst({ score: FAILED, faults: { retry: [{ is: 'reset' }] } });
    const second = await attempt(job, 2, { onRerun: 'resume' });
    expect(second.verdict).toMatchObject({ status: 'unknown', isRed: true });
    expect(started(job)).toBe(1);
  });

  test('follows one that is still running', async () => {
    const job = await afterFirst({
      score: { beats: [...(RUNS.beats ?? []), { after: 3 * MINUTE, status: 'Failed' }] },
    });
    const second = await attempt(job, 2, { onRerun: 'resume' });
    expect(second.verdict).toMatchObject({ status: 'failed', isRed: true });
    expect(started(job)).toBe(1);
  });
});

describe('which execution is resumed', () => {
  /** An execution with the marker of the first attempt, changed. */
  const addLike = (job: Job, change: (marker: string) => string, score = RUNS): Play => {
    const [first] = job.harness.plays;
    return job.harness.add({ notes: change(first === undefined ? '' : markerOf(first)), score });
  };

  const TWIN = (marker: string): string => marker.replace(/nonce=\w+/, 'nonce=fedcba9876543210');
  const expectSeveral = (job: Job, { verdict }: Ended): void => {
    expect(verdict).toMatchObject({ status: 'unknown', isRed: true });
    for (const id of ['execution-1', 'execution-2']) {
      expect(textOf(verdict)).toContain(`executions/${id}/pipeline`);
    }
    expect(started(job)).toBe(1);
    expect(job.requestsOf('abort')).toEqual([]);
  };

  test.each(['start', 'resume'] as const)(
    'none of several running ones (on-rerun: %s): red with all links',
    async (onRerun) => {
      const job = await afterFirst({ score: RUNS });
      addLike(job, TWIN);
      expectSeveral(job, await attempt(job, 2, { onRerun }));
    },
  );

  test('several ended ones do not prevent a new start', async () => {
    const job = await afterFirst({ score: ENDS('Failed') });
    addLike(job, TWIN, ENDS('Success'));
    await job.clock.run(job.clock.sleep(MINUTE));
    const second = await attempt(job, 2);
    expect(second.step.outputs.get('execution-id')).toBe('execution-3');
    expect(started(job)).toBe(2);
    expect(job.requestsOf('notes')).toEqual([]);
  });

  test('the only one of several that is still running', async () => {
    const job = await afterFirst({ score: ENDS('Failed') });
    addLike(job, TWIN, RUNS);
    const second = await attempt(job, 2, { timeout: 5 * MINUTE });
    expect(second.step.outputs.get('execution-id')).toBe('execution-2');
    expect(started(job)).toBe(1);
  });

  test('none of several ended ones: red with all links and advice', async () => {
    const job = await afterFirst({ score: ENDS('Failed', { canRetry: true, failedStages: ['deploy'] }) });
    addLike(job, TWIN, ENDS('Success'));
    await job.clock.run(job.clock.sleep(MINUTE));
    const second = await attempt(job, 2, { onRerun: 'resume' });
    expectSeveral(job, second);
    expect(textOf(second.verdict)).toContain('label');
  });

  test.each<[string, (use: number) => MainOptions, (use: number) => Partial<RunInputs>]>([
    ['labels', () => ({}), (use) => ({ label: `call ${use}` })],
    ['orchestration ids', (use) => ({ workflow: { orchestration: `call_${use}.__default` } }), () => ({})],
  ])('two uses with equal names are distinguished by their %s', async (_what, workflow, inputs) => {
    const job = openJob({ score: ENDS('Success') });
    const start = (use: number, number: number): Promise<Ended> =>
      attempt(
        job,
        { number, ...workflow(use), nonce: `${use}${number}`.padStart(16, '0') },
        { ...inputs(use), onRerun: 'resume' },
      );
    await start(1, 1);
    await start(2, 1);
    const [first, second] = [await start(1, 2), await start(2, 2)];
    expect([first, second].map(({ step }) => step.outputs.get('execution-id'))).toEqual(['execution-1', 'execution-2']);
    expect(started(job)).toBe(2);
  });

  test('the same one after a runner update between two attempts', async () => {
    const job = await afterFirst({ score: ENDS('Success') });
    const second = await attempt(
      job,
      { number: 2, workflow: { orchestration: 'deploy.__default' } },
      { onRerun: 'resume' },
    );
    expect(second.step.outputs.get('execution-id')).toBe('execution-1');
  });

  test('the one of the newest attempt', async () => {
    const job = await afterFirst({ score: ENDS('Failed') });
    addLike(job, (marker) => marker.replace('attempt=1', 'attempt=2'), ENDS('Success'));
    await job.clock.run(job.clock.sleep(MINUTE));
    const third = await attempt(job, 3, { onRerun: 'resume' });
    expect(third.step.outputs.get('execution-id')).toBe('execution-2');
    expect(third.verdict?.status).toBe('succeeded');
  });

  test('a running one rather than a newer one that has ended', async () => {
    const job = await afterFirst({ score: RUNS });
    addLike(job, (marker) => marker.replace('attempt=1', 'attempt=2'), { beats: [{ after: 0, status: 'Failed' }] });
    const third = await attempt(job, 3, { timeout: 5 * MINUTE });
    expect(third.step.outputs.get('execution-id')).toBe('execution-1');
    expect(started(job)).toBe(1);
  });

  test.each<[string, (marker: string) => string]>([
    ['another run', (marker) => marker.replace('run=77', 'run=78')],
    ['another repository', (marker) => marker.replace('acme%2Fshop', 'acme%2Fother')],
    ['another job', (marker) => marker.replace('job=deploy', 'job=test')],
    ['another step', (marker) => marker.replace('step=harness', 'step=other')],
    ['another leg of the matrix', (marker) => marker.replace('leg=0%2F1', 'leg=1%2F2')],
    ['another digest', (marker) => marker.replace(/digest=\w+/, `digest=${'0'.repeat(32)}`)],
    ['this very attempt', (marker) => marker.replace('attempt=1', 'attempt=2')],
    ['a later attempt', (marker) => marker.replace('attempt=1', 'attempt=3')],
    ['no marker', () => 'by hand'],
  ])('none for %s', async (_, change) => {
    const job = openJob({ score: ENDS('Success') });
    await attempt(job, 1);
    const other = openJob({ score: ENDS('Success') });
    const [first] = job.harness.plays;
    other.harness.add({ id: 'stranger', notes: change(first === undefined ? '' : markerOf(first)), score: RUNS });
    const second = await attempt(other, 2);
    expect(started(other)).toBe(1);
    expect(second.step.outputs.get('execution-id')).not.toBe('stranger');
  });

  test.each(['unauthorized', 'forbidden'] as const)('one whose notes are refused once (%s)', async (is) => {
    const job = await afterFirst({ score: RUNS, faults: { notes: [{ is }] } });
    const second = await attempt(job, 2, { timeout: 5 * MINUTE });
    expect(second.step.outputs.get('execution-id')).toBe('execution-1');
    expect(started(job)).toBe(1);
  });

  test('none when the key is not accepted for the notes, and nothing is started', async () => {
    const job = await afterFirst({ score: RUNS, faults: { notes: { is: 'unauthorized' } } });
    const second = await attempt(job, 2, { timeout: 5 * MINUTE });
    expect(second.verdict).toMatchObject({ status: 'failed', isRed: true });
    expect(started(job)).toBe(1);
  });

  test('the own one of two calls of a workflow with different inputs', async () => {
    // The template may not be read, so that complete YAML is sent as it is.
    const job = openJob({ score: RUNS, faults: { template: { is: 'forbidden' } } });
    const called = (region: string): Partial<RunInputs> => ({
      inputs: readRuntimeInputs(
        `pipeline:\n  identifier: deploy_prod\n  variables:\n    - {name: region, type: String, value: ${region}}\n`,
        'deploy_prod',
      ),
      timeout: 2 * MINUTE,
    });
    await attempt(job, { number: 1, killAfter: 10 * SECOND }, called('eu'));
    await attempt(job, { number: 1, nonce: '00000000000000aa', killAfter: 10 * SECOND }, called('us'));
    expect(started(job)).toBe(2);
    const us = await attempt(job, 2, called('us'));
    const eu = await attempt(job, 2, called('eu'));
    const asia = await attempt(job, { number: 2, nonce: '00000000000000bb' }, called('asia'));
    expect([eu, us, asia].map(({ step }) => step.outputs.get('execution-id'))).toEqual([
      'execution-1',
      'execution-2',
      'execution-3',
    ]);
  });

  test('not the one of another call of the same workflow in this attempt', async () => {
    const job = openJob({ score: RUNS });
    await attempt(job, { number: 2, killAfter: 10 * SECOND });
    const other = await attempt(job, { number: 2, nonce: '00000000000000aa' }, { timeout: MINUTE });
    expect(other.step.outputs.get('execution-id')).toBe('execution-2');
  });

  test('one that is listed on two pages counts once', async () => {
    const job = await afterFirst({
      score: ENDS('Success'),
      // Between two pages another execution starts, which moves all others on.
      onRequest: ({ kind, call }) => {
        if (kind === 'list' && call.query?.['page'] === '1') {
          job.harness.add({ id: 'in-between', notes: 'by hand' });
        }
      },
    });
    for (let number = 0; number < 49; number++) {
      job.harness.add({ id: `later-${number}`, notes: '' });
    }
    const second = await attempt(job, 2, { onRerun: 'resume' });
    expect(job.requestsOf('list').map(({ call }) => call.query?.['page'])).toEqual(['0', '1']);
    expect(second.verdict?.status).toBe('succeeded');
    expect(started(job)).toBe(1);
  });

  test.each<FaultKind>(['forbidden', 'bad-request', 'redirect'])(
    'none when Harness refuses the search by %s, and nothing is started',
    async (is) => {
      const job = await afterFirst({ score: RUNS, faults: { list: { is } } });
      const second = await attempt(job, 2);
      expect(second.verdict?.isRed).toBe(true);
      expect(started(job)).toBe(1);
    },
  );

  test('none when the job is cancelled during the search, and nothing is started', async () => {
    const job = await afterFirst({ score: RUNS, faults: { list: { is: 'stall' } } });
    const second = await attempt(job, { number: 2, cancelAfter: 5 * SECOND });
    expect(second.took).toBe(5 * SECOND);
    expect(started(job)).toBe(1);
    expect(postStateIn(second.step.state)?.main).toBe('done');
  });
});

describe('retry-of', () => {
  const failed = (job: Job, score: Partial<Score> = {}): Play =>
    job.harness.add({
      id: 'old',
      startedAt: NOON - 60 * MINUTE,
      score: { ...ENDS('Failed', { canRetry: true, failedStages: ['deploy'] }), ...score },
    });

  test('retries from the failed stages', async () => {
    const job = openJob();
    failed(job);
    const { verdict } = await job.main({ retryOf: 'old' });
    expect(verdict?.status).toBe('succeeded');
    expect(job.requestsOf('retry')[0]?.call.query).toMatchObject({ planExecutionId: 'old', retryStages: ['deploy'] });
    expect(started(job)).toBe(0);
    expect(job.harness.plays.at(-1)?.notes).toContain('run-harness-pipeline/1 ');
  });

  test('retries from the stages in stages', async () => {
    const job = openJob();
    failed(job);
    await job.main({ retryOf: 'old', stages: ['build', 'deploy'] });
    expect(job.requestsOf('retry')[0]?.call.query).toMatchObject({ retryStages: ['build', 'deploy'] });
  });

  test.each<[string, Partial<Score>]>([
    ['that has not ended', RUNS],
    ['without a failed stage', { failedStages: [] }],
  ])('reports an input error for an execution %s', async (what, score) => {
    const job = openJob();
    failed(job, score);
    await expect(job.main({ retryOf: 'old' })).rejects.toThrow(what);
    expect(job.requestsOf('retry')).toEqual([]);
  });

  test('follows the retry of an earlier attempt that is still running', async () => {
    const job = openJob({ score: RUNS });
    failed(job);
    await attempt(job, { number: 1, killAfter: 10 * SECOND }, { retryOf: 'old' });
    const second = await attempt(job, 2, { retryOf: 'old', timeout: MINUTE });
    expect(second.step.outputs.get('execution-id')).toBe('execution-2');
    expect(job.requestsOf('retry')).toHaveLength(1);
  });
});

describe('a re-run reads', () => {
  /** So many executions of other runs before it. */
  const past = (job: Job, many: number, ago = 2 * MINUTE): void => {
    for (let number = 0; number < many; number++) {
      job.harness.add({
        id: `past-${number}`,
        notes: `run-harness-pipeline/1 repository=acme%2Fshop run=${number} attempt=1`,
        startedAt: NOON - ago - number * SECOND,
        score: ENDS('Success'),
      });
    }
  };

  test('no notes of ended executions with on-rerun: start', async () => {
    const job = openJob({ score: ENDS('Failed') });
    past(job, 120);
    await attempt(job, 2);
    expect(job.requestsOf('notes')).toEqual([]);
    expect(job.requestsOf('list')).toHaveLength(3);
  });

  test('notes eight at a time, back to the beginning of the run, with on-rerun: resume', async () => {
    const job = openJob({ score: ENDS('Success') });
    past(job, 3, 0);
    past(job, 60, 20 * MINUTE);
    await attempt(job, { number: 1, workflow: { beganAt: NOON } });
    await attempt(job, { number: 2, workflow: { beganAt: NOON } }, { onRerun: 'resume' });
    expect(started(job)).toBe(1);
    const moments = job.requestsOf('notes').map(({ at }) => at);
    expect(moments).toHaveLength(4);
    expect(new Set(moments).size).toBe(1);
  });

  test('no further than the first attempt that decides', async () => {
    const job = openJob({ score: ENDS('Success') });
    past(job, 60);
    await attempt(job, 1);
    await attempt(job, 2, { onRerun: 'start' });
    const before = job.requestsOf('notes').length;
    const third = await attempt(job, 3, { onRerun: 'resume' });
    expect(third.step.outputs.get('execution-id')).toBe('execution-62');
    expect(job.requestsOf('notes').length - before).toBeLessThanOrEqual(8);
  });

  test('the list in parallel with the template', async () => {
    const job = openJob({ score: ENDS('Success') });
    await attempt(job, 2);
    const [list] = job.requestsOf('list');
    const [template] = job.requestsOf('template');
    expect(list?.at).toBe(template?.at);
  });

  test('a wrong input is reported whatever the search returns', async () => {
    const job = openJob({ faults: { list: { is: 'forbidden' } } });
    await expect(attempt(job, 2, { inputs: readRuntimeInputs('no_such_input: 1', '') })).rejects.toThrow(
      'no_such_input',
    );
    expect(started(job)).toBe(0);
  });
});

test('any temporary fault leads to at most one new execution, and to none while one is running', async () => {
  const passing = fc.array(
    fc.constantFrom<FaultKind>('refused', 'reset', 'stall', 'limited', 'unavailable', 'page', 'half', 'empty'),
    { maxLength: 4 },
  );
  const situation = fc.record({
    seed: fc.nat(),
    status: fc.constantFrom('Running', 'Mystery', 'ApprovalWaiting', 'Success', 'Failed', 'Aborted'),
    canRetry: fc.boolean(),
    onRerun: fc.constantFrom('start', 'resume'),
    actsAfter: fc.constantFrom(undefined, 0, 5000),
    lists: passing,
    notes: passing,
    starts: passing,
    others: fc.array(fc.constantFrom('run=78', 'leg=1%2F2', 'job=test', 'attempt=2', `digest=${'0'.repeat(32)}`)),
  });
  await fc.assert(
    fc.asyncProperty(
      situation,
      async ({ seed, status, canRetry, onRerun, actsAfter, lists, notes, starts, others }) => {
        const faulty = (kinds: readonly FaultKind[]): Fault[] =>
          kinds.map((is) => ({ is, ...(actsAfter === undefined ? {} : { actsAfter }) }));
        const job = openJob({
          random: seeded(seed),
          score: ENDS(status, { canRetry, failedStages: ['deploy'] }),
          faults: {
            list: faulty(lists),
            notes: faulty(notes),
            start: [undefined, ...faulty(starts)],
            retry: faulty(starts),
          },
        });
        await attempt(job, { number: 1, killAfter: 10 * SECOND });
        await job.clock.run(job.clock.sleep(MINUTE));
        const [first] = job.harness.plays;
        const marker = first === undefined ? '' : markerOf(first);
        for (const other of others) {
          const name = other.split('=')[0] ?? '';
          job.harness.add({ notes: marker.replace(new RegExp(`${name}=\\S+`), other), score: RUNS });
        }
        const before = job.harness.plays.length;
        const second = await attempt(job, 2, { onRerun, timeout: 10 * MINUTE });
        const added = job.harness.plays.slice(before);
        expect(added.length).toBeLessThanOrEqual(1);
        const id = second.step.outputs.get('execution-id');
        expect([undefined, 'execution-1', ...added.map((play) => play.id)]).toContain(id);
        if (!isFinal(phaseOf(status))) {
          expect(added).toEqual([]);
          expect(id).toBe('execution-1');
        }
      },
    ),
    { numRuns: 300 },
  );
});
