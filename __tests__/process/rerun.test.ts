/** A job that is re-run, and a retry on request: whose execution is resumed, retried or left alone. */
import { afterAll, describe, expect, test } from '@jest/globals';

import type { Fault } from '../../src/simulator/simulator.ts';
import { closeRigs, onlyExecution, openRig, type Rig, startsOf } from '../support/rig.ts';
import type { Phase, StepOptions } from '../support/runner/runner.ts';

afterAll(closeRigs);

const DAY = 86_400_000;

/** One attempt of the same job. It leaves an execution that waits, so that it still runs in the next. */
const attempt = (rig: Rig, number: number, options: StepOptions = {}): Promise<Phase> =>
  rig.start({ attempt: number, ...options, with: { 'on-waiting': 'detach', logs: 'none', ...options.with } }).done;

const WAITING = { pipeline: 'approval-forever' };
const RED = { pipeline: 'red' };

const noticesOf = ({ annotations }: Phase): string[] =>
  annotations.filter(({ level }) => level === 'notice').map(({ message }) => message.split('\n')[0] ?? '');

describe('on-rerun: start', () => {
  test.concurrent('follows an execution that is still running, with a notice', async () => {
    const rig = await openRig();
    const first = await attempt(rig, 1, { with: WAITING });
    const second = await attempt(rig, 2, { with: WAITING });
    expect(startsOf(rig.simulator)).toBe(1);
    expect(second.outputs['execution-id']).toBe(first.outputs['execution-id']);
    expect(second.outputs['status']).toBe('waiting');
    expect(noticesOf(second)[0]).toBe(
      'An earlier attempt of this job started an execution that is still running; following it.',
    );
  });

  test.concurrent('starts a new execution after a failed one', async () => {
    const rig = await openRig();
    await attempt(rig, 1, { with: RED });
    const second = await attempt(rig, 2, { with: RED });
    expect(startsOf(rig.simulator)).toBe(2);
    expect(second.outputs['run-sequence']).toBe('2');
  });

  test.concurrent('uses the newest attempt', async () => {
    const rig = await openRig();
    await attempt(rig, 1, { with: RED });
    await attempt(rig, 2, { with: RED });
    const third = await attempt(rig, 3, { with: { ...RED, 'on-rerun': 'resume' } });
    expect(startsOf(rig.simulator)).toBe(3);
    expect(rig.simulator.executions[2]?.retryOf).toBe(rig.simulator.executions[1]?.id);
    expect(third.result).toBe('success');
  });
});

describe('on-rerun: resume', () => {
  const resume = (given: Readonly<Record<string, string>>) => ({ with: { ...given, 'on-rerun': 'resume' } });

  test.concurrent('accepts an earlier success', async () => {
    const rig = await openRig();
    const first = await attempt(rig, 1, { with: { pipeline: 'green' } });
    const second = await attempt(rig, 2, resume({ pipeline: 'green' }));
    expect(startsOf(rig.simulator)).toBe(1);
    expect(second.result).toBe('success');
    for (const name of ['execution-id', 'status', 'duration', 'variables', 'failed-stages']) {
      expect(second.outputs[name]).toBe(first.outputs[name]);
    }
    expect(noticesOf(second)).toEqual([
      'An earlier attempt of this job already succeeded; not starting another execution.',
    ]);
  });

  test.concurrent('retries a failure from its failed stages, with a new marker', async () => {
    const rig = await openRig();
    const first = await attempt(rig, 1, { with: RED });
    const second = await attempt(rig, 2, resume(RED));
    const [failed, retried] = rig.simulator.executions;
    expect(retried).toMatchObject({ via: 'retry', retryOf: failed?.id, status: 'Success' });
    expect([first.outputs['status'], second.outputs['status']]).toEqual(['failed', 'succeeded']);
    expect(second.outputs['execution-id']).toBe(retried?.id);
    expect(noticesOf(second)).toEqual(['Retrying the execution of the earlier attempt from deploy.']);
    const request = rig.simulator.requests.find(({ kind }) => kind === 'retry');
    expect(request?.query).toMatchObject({ planExecutionId: failed?.id, retryStages: 'deploy', runAllStages: 'true' });
    expect(retried?.notes).toMatch(/^run-harness-pipeline\/1 repository=acme%2Fshop run=4077 attempt=2 /);
  });

  test.concurrent("retries the legs of a matrix by their matrix's identifier", async () => {
    const rig = await openRig();
    await attempt(rig, 1, { with: { pipeline: 'matrix' } });
    expect((await attempt(rig, 2, resume({ pipeline: 'matrix' }))).outputs['status']).toBe('succeeded');
    expect(rig.simulator.requests.find(({ kind }) => kind === 'retry')?.query['retryStages']).toBe('deploy');
  });

  test.concurrent('starts a new execution when Harness does not allow the retry, and a notice says why', async () => {
    const rig = await openRig();
    await attempt(rig, 1, { with: RED });
    const cannot = (truth: unknown) => JSON.stringify(truth).replaceAll('"canRetry":true', '"canRetry":false');
    rig.simulator.fault({ on: 'read', do: { kind: 'replace', body: cannot } });
    const second = await attempt(rig, 2, resume(RED));
    expect(rig.simulator.executions.map(({ via }) => via)).toEqual(['yaml', 'yaml']);
    expect(noticesOf(second)).toEqual([
      expect.stringMatching(/Cannot retry .*Harness does not allow it.*Starting a new execution\.$/),
    ]);
  });

  test.concurrent('does not repeat a retry whose response was lost', async () => {
    const rig = await openRig();
    await attempt(rig, 1, { with: RED });
    rig.simulator.fault({ on: 'retry', acts: true, do: { kind: 'reset' } });
    const second = await attempt(rig, 2, resume(RED));
    expect([startsOf(rig.simulator), second.outputs['status']]).toEqual([2, 'succeeded']);
    expect(rig.simulator.requests.filter(({ kind }) => kind === 'retry')).toHaveLength(1);
  });
});

describe('which execution belongs to this use', () => {
  test.concurrent('each of two calls of a reusable workflow with different inputs finds only its own', async () => {
    const rig = await openRig();
    const of = (target: string) => ({ pipeline: 'approval-forever', notes: 'the same', 'pipeline-branch': target });
    const eu = await attempt(rig, 1, { with: of('eu') });
    const us = await attempt(rig, 1, { with: of('us') });
    const again = await attempt(rig, 2, { with: of('us') });
    const other = await attempt(rig, 2, { with: of('sa') });
    expect(again.outputs['execution-id']).toBe(us.outputs['execution-id']);
    expect(other.outputs['execution-id']).not.toBe(us.outputs['execution-id']);
    expect(other.outputs['execution-id']).not.toBe(eu.outputs['execution-id']);
    expect(startsOf(rig.simulator)).toBe(3);
  });

  test.concurrent.each<[string, StepOptions]>([
    ['leg of a matrix', { context: { 'strategy.job-index': '1', 'strategy.job-total': '2' } }],
    ['step', { stepId: 'harness_2' }],
    ['job', { job: 'deploy_again' }],
    ['workflow run', { runId: '4078' }],
    ['repository', { env: { GITHUB_REPOSITORY: 'acme/other' } }],
  ])('another %s does not resume it', async (_what, options) => {
    const rig = await openRig();
    await attempt(rig, 1, { with: WAITING });
    await attempt(rig, 2, { ...options, with: WAITING });
    expect(startsOf(rig.simulator)).toBe(2);
  });

  test.concurrent('several executions of one attempt: is red with all links, and nothing is started', async () => {
    const rig = await openRig();
    await attempt(rig, 1, { with: WAITING });
    const { id, notes } = onlyExecution(rig.simulator);
    const other = rig.simulator.past({
      pipeline: 'approval-forever',
      agoMs: 60_000,
      notes: notes.replace(/nonce=\w+/, 'nonce=00112233445566ff'),
    });
    const second = await attempt(rig, 2, { with: WAITING });
    expect(startsOf(rig.simulator)).toBe(1);
    expect(second.result).toBe('failure');
    expect(second.outputs['status']).toBe('unknown');
    expect(second.annotations).toHaveLength(1);
    for (const one of [id, other.id]) expect(second.annotations[0]?.message).toContain(`/executions/${one}/pipeline`);
  });

  test.concurrent('a marker that is changed, missing or not on the first line is ignored', async () => {
    const rig = await openRig();
    await attempt(rig, 1, { with: WAITING });
    const { notes } = onlyExecution(rig.simulator);
    const marker = notes.split('\n')[0] ?? '';
    const strange = ['', `see\n${marker}`, marker.toUpperCase(), `x${marker}`, marker.replace('digest=', 'digest=0')];
    const other = await openRig();
    for (const text of strange) other.simulator.past({ pipeline: 'approval-forever', agoMs: 30_000, notes: text });
    await attempt(other, 2, { with: { ...WAITING, 'base-url': other.simulator.url } });
    expect(startsOf(other.simulator)).toBe(1);
  });

  test.concurrent('missing GitHub variables never fail the step', async () => {
    const rig = await openRig();
    const names = [
      'ACTION',
      'JOB',
      'RUN_ID',
      'RUN_ATTEMPT',
      'REPOSITORY',
      'EVENT_PATH',
      'EVENT_NAME',
      'SERVER_URL',
      'SHA',
    ];
    const env = Object.fromEntries(names.map((name) => [`GITHUB_${name}`, undefined]));
    const { main, post } = await rig.run({ env });
    expect([main.result, post.result, main.annotations, post.annotations]).toEqual(['success', 'success', [], []]);
    expect(onlyExecution(rig.simulator).notes).toMatch(/^run-harness-pipeline\/1 repository= run= attempt=1 job= /);
  });
});

describe('retry-of', () => {
  const play = async (given: (rig: Rig) => Readonly<Record<string, string>>, faults: readonly Fault[] = []) => {
    const rig = await openRig();
    faults.forEach(rig.simulator.fault);
    const main = await attempt(rig, 1, { with: given(rig) });
    return { rig, main };
  };
  const failed = (rig: Rig, ago = 60_000) => rig.simulator.past({ pipeline: 'red', agoMs: ago });

  test.concurrent('retries an id from its failed stages, with its own inputs', async () => {
    const { rig, main } = await play((at) => ({ ...RED, 'retry-of': failed(at).id }));
    expect(main.outputs['status']).toBe('succeeded');
    expect(rig.simulator.executions[1]).toMatchObject({ via: 'retry', retryOf: rig.simulator.executions[0]?.id });
  });

  test.concurrent('reads the pipeline from a URL', async () => {
    const { rig, main } = await play((at) => {
      const { url, account } = at.simulator;
      const page = `account/${account}/all/orgs/default/projects/shop/pipelines/red/executions/${failed(at).id}/pipeline`;
      return { pipeline: '', project: '', 'retry-of': `${url}/ng/#/${page}?step=x` };
    });
    expect([main.outputs['status'], main.outputs['pipeline']]).toEqual(['succeeded', 'red']);
    expect(startsOf(rig.simulator)).toBe(1);
  });

  test.concurrent('retries from the stages in stages', async () => {
    const { rig } = await play((at) => ({ ...RED, 'retry-of': failed(at).id, stages: 'build' }));
    expect(rig.simulator.requests.find(({ kind }) => kind === 'retry')?.query['retryStages']).toBe('build');
  });

  test.concurrent('reports the reason when Harness refuses, and nothing is started', async () => {
    const { rig, main } = await play((at) => ({ ...RED, 'retry-of': failed(at, 40 * DAY).id }));
    expect(main.annotations.filter(({ level }) => level === 'error')).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/^Harness refused to retry .*30 days old/) as unknown,
      }),
    ]);
    expect([main.outputs['status'], startsOf(rig.simulator)]).toEqual(['failed', 0]);
  });

  test.concurrent.each<[string, RegExp, (rig: Rig) => Readonly<Record<string, string>>]>([
    [
      'one that still runs',
      /has not ended \(ApprovalWaiting\)\. Wait for its end, or use the follow action\./,
      (at) => ({ ...WAITING, 'retry-of': at.simulator.past({ pipeline: 'approval-forever', agoMs: 60_000 }).id }),
    ],
    [
      'one that did not fail',
      /without a failed stage \(Success\)/,
      (at) => ({ pipeline: 'green', 'retry-of': at.simulator.past({ pipeline: 'green', agoMs: 60_000 }).id }),
    ],
    [
      'inputs beside it',
      /inputs +cannot be combined with retry-of/,
      (at) => ({ ...RED, 'retry-of': failed(at).id, inputs: 'a: 1' }),
    ],
  ])('is an input error for %s', async (_what, says, given) => {
    const { rig, main } = await play(given);
    expect(main.annotations).toHaveLength(1);
    expect(main.annotations[0]?.message).toMatch(says);
    expect([main.outputs, startsOf(rig.simulator)]).toEqual([{}, 0]);
  });
});
