/** `if-running` with the bundle: another execution of the pipeline runs while this step wants to start one. */
import { afterAll, describe, expect, test } from '@jest/globals';

import { arrived, closeRigs, openRig, type Rig, startsOf } from '../support/rig.ts';
import type { StepOptions } from '../support/runner/runner.ts';

afterAll(closeRigs);

const WAITING = { pipeline: 'approval-forever' };

/** A step of another run of this repository has left an execution that waits forever. */
const withOwn = async (
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly rig: Rig; readonly id: string }> => {
  const rig = await openRig();
  const { main } = await rig.run({ runId: '4000', with: { ...WAITING, wait: 'false' }, env });
  return { rig, id: main.outputs['execution-id'] ?? '' };
};
/** One was started manually. */
const byHand = async (): Promise<{ readonly rig: Rig; readonly id: string }> => {
  const rig = await openRig();
  const { id } = rig.simulator.past({ pipeline: 'approval-forever', agoMs: 60_000, notes: 'by hand' });
  return { rig, id };
};
const statusOf = ({ simulator }: Rig, id: string): string | undefined =>
  simulator.executions.find((execution) => execution.id === id)?.status;
const mine = (ifRunning: string, more: StepOptions = {}): StepOptions => ({
  runId: '4077',
  ...more,
  with: { ...WAITING, 'if-running': ifRunning, ...more.with },
});

describe('if-running', () => {
  test.concurrent('start: starts another execution', async () => {
    const { rig, id } = await withOwn();
    await rig.run(mine('start', { with: { wait: 'false' } }));
    expect([startsOf(rig.simulator), statusOf(rig, id)]).toEqual([2, 'ApprovalWaiting']);
  });

  test.concurrent('fail: is red with the link of the running execution, and sets no ids', async () => {
    const { rig, id } = await withOwn();
    const { main } = await rig.run(mine('fail'));
    expect([main.result, main.outputs['status'], main.outputs['execution-id'] ?? '']).toEqual([
      'failure',
      'failed',
      '',
    ]);
    expect(main.annotations).toHaveLength(1);
    expect(main.annotations[0]?.message).toContain(`/executions/${id}/pipeline`);
    expect(startsOf(rig.simulator)).toBe(1);
  });

  test.concurrent('replace: aborts the execution, waits for its end, and starts', async () => {
    const { rig, id } = await withOwn();
    const { main } = await rig.run(mine('replace', { with: { wait: 'false' } }));
    expect([main.result, statusOf(rig, id), startsOf(rig.simulator)]).toEqual(['success', 'Aborted', 2]);
    const kinds = rig.simulator.requests.map(({ kind }) => kind);
    expect(kinds.indexOf('interrupt')).toBeLessThan(kinds.lastIndexOf('start'));
  });

  test.concurrent.each<[string, StepOptions]>([
    ['another repository', { env: { GITHUB_REPOSITORY: 'acme/other' } }],
    ['this very run', { runId: '4000', job: 'other_leg' }],
  ])('replace: does not abort for %s', async (_who, options) => {
    const { rig, id } = await withOwn();
    await rig.run(mine('replace', { ...options, with: { wait: 'false' } }));
    expect([statusOf(rig, id), startsOf(rig.simulator)]).toEqual(['ApprovalWaiting', 2]);
  });

  test.concurrent('replace: does not abort an execution that was started manually', async () => {
    const { rig, id } = await byHand();
    await rig.run(mine('replace', { with: { wait: 'false' } }));
    expect([statusOf(rig, id), startsOf(rig.simulator)]).toEqual(['ApprovalWaiting', 1]);
  });

  test.concurrent('wait: starts after the end of the running execution', async () => {
    const { rig, id } = await withOwn();
    const step = rig.start(mine('wait', { with: { wait: 'false', 'poll-interval': '1s' } }));
    await step.waitFor('is waiting to start');
    await arrived(rig.simulator, 'read', 2);
    expect(startsOf(rig.simulator)).toBe(1);
    const { url, apiKey, account } = rig.simulator;
    const scope = `accountIdentifier=${account}&orgIdentifier=default&projectIdentifier=shop`;
    await fetch(`${url}/pipeline/api/pipeline/execute/interrupt/${id}?${scope}&interruptType=AbortAll`, {
      method: 'PUT',
      headers: { 'x-api-key': apiKey },
    });
    const main = await step.done;
    expect([main.result, startsOf(rig.simulator), statusOf(rig, id)]).toEqual(['success', 2, 'Aborted']);
  });

  test.concurrent.each<[string, boolean]>([
    ['another run of this repository started is aborted', true],
    ['was started manually is left running', false],
  ])('follow, timed out with on-timeout: abort: an execution that %s', async (_what, isOwn) => {
    const { rig, id } = isOwn ? await withOwn() : await byHand();
    const { main } = await rig.run(mine('follow', { with: { timeout: '4s', 'on-timeout': 'abort' } }));
    expect([main.result, main.outputs['execution-id']]).toEqual(['failure', id]);
    expect([statusOf(rig, id), main.outputs['status']]).toEqual(
      isOwn ? ['Aborted', 'aborted'] : ['ApprovalWaiting', 'waiting'],
    );
  });

  test.concurrent('wait, with retry-of: sends the retry after the end of the running execution', async () => {
    const rig = await openRig({ speed: 2 });
    const failed = rig.simulator.past({ pipeline: 'red', agoMs: 86_400_000 });
    const running = rig.simulator.past({ pipeline: 'red', agoMs: 500 });
    const main = await rig.start({
      with: { pipeline: 'red', 'retry-of': failed.id, 'if-running': 'wait', wait: 'false', 'poll-interval': '1s' },
    }).done;
    expect([main.result, main.outputs['status'], startsOf(rig.simulator)]).toEqual(['success', 'running', 1]);
    expect(main.log).toContain(`/executions/${running.id}/pipeline`);
    const retry = rig.simulator.executions.find(({ retryOf }) => retryOf === failed.id);
    // It plays for 7 s, at twice the pace.
    expect((retry?.startedAt ?? 0) - running.startedAt).toBeGreaterThan(3000);
  });

  test.concurrent(
    'follow: follows the execution, and a cancel does not abort it if something else started it',
    async () => {
      const { rig, id } = await byHand();
      const step = rig.start(mine('follow', { with: { 'on-cancel': 'abort' } }));
      await step.waitFor('following it instead of starting');
      await arrived(rig.simulator, 'read', 1);
      step.cancel();
      const main = await step.done;
      const post = await step.post();
      expect(main.outputs['execution-id']).toBe(id);
      expect(post.result).toBe('success');
      expect([statusOf(rig, id), startsOf(rig.simulator)]).toEqual(['ApprovalWaiting', 0]);
    },
  );
});
