/** `rollback` through its action.yml, on the simulator: triggered once, followed like any other execution. */
import { afterAll, describe, expect, it } from '@jest/globals';

import type { Fault, Simulator } from '../../src/simulator/simulator.ts';
import { closeAll, declaredIn, type Setup, kindsOf, openSetup, pageOf, runMain } from '../support/action.ts';
import { arrived, onlyExecution } from '../support/rig.ts';
import { type Phase, startStep, type StepOptions } from '../support/runner/runner.ts';

afterAll(closeAll);

const rollBack = ({ where }: Setup, inputs: Readonly<Record<string, string>> = {}): StepOptions => ({
  action: 'rollback',
  with: { ...where, service: 'web', environment: 'prod', infrastructure: 'prod_cluster', ...inputs },
});
/** The rollback has ended when it is first read. */
const openFast = (): Promise<Setup> => openSetup({ speed: 10_000 });
/** The requests for a rollback that arrived. */
const sent = ({ requests }: Simulator): unknown[] =>
  requests.filter(({ kind }) => kind === 'rollback').map(({ body }) => JSON.parse(body) as unknown);
const messageOf = ({ annotations }: Phase): string => annotations[0]?.message ?? '';

describe('rollback', () => {
  it.concurrent('triggers once, follows to the end, and reports the pipeline of the rollback', async () => {
    const setup = await openFast();
    const step = startStep(rollBack(setup, { 'environment-type': 'Production', 'chart-version': '1.10' }));
    const main = await step.done;
    const { simulator } = setup;
    expect([main.result, main.annotations]).toEqual(['success', []]);
    expect(sent(simulator)).toEqual([
      {
        serviceIdentifier: 'web',
        envIdentifier: 'prod',
        infraIdentifier: 'prod_cluster',
        environmentType: 'Production',
        chartVersion: '1.10',
      },
    ]);
    const { id } = onlyExecution(simulator);
    expect(main.outputs).toMatchObject({
      'execution-id': id,
      'execution-url': pageOf(simulator, 'deploy_prod', id),
      status: 'succeeded',
      pipeline: 'deploy_prod',
      message: expect.stringMatching(/^Deploy Prod succeeded in \ds\.$/),
    });
    expect(Object.keys(main.outputs).toSorted()).toEqual(declaredIn('rollback', 'outputs'));
    expect(main.log).toContain('Rollback of web in prod (prod_cluster) · default / shop · started by ');
    expect((await step.post()).summary).toMatch(/^### \S+ Deploy Prod succeeded/m);
  });

  it.concurrent('accepts the older spelling of the response', async () => {
    const setup = await openFast();
    setup.simulator.fault({ on: 'rollback', do: { kind: 'replace', body: withoutFlag } });
    const main = await runMain(rollBack(setup));
    expect([main.result, main.outputs['status']]).toEqual(['success', 'succeeded']);
  });

  it.concurrent('is red when the rollback fails, with the step and its reason', async () => {
    const main = await runMain(rollBack(await openFast(), { service: 'stuck', logs: 'none' }));
    expect([main.result, main.outputs['status']]).toEqual(['failure', 'failed']);
    expect(main.annotations).toHaveLength(1);
    expect(messageOf(main)).toContain('Release web-16 is not in the history of the cluster any more');
  });

  it.concurrent('ends immediately with wait: false', async () => {
    const setup = await openSetup();
    const main = await runMain(rollBack(setup, { wait: 'false', timeout: '2d' }));
    expect([main.result, main.outputs['status']]).toEqual(['success', 'running']);
    expect(main.outputs['execution-id']).toBe(onlyExecution(setup.simulator).id);
  });

  it.concurrent('is repeated when it certainly did not arrive', async () => {
    const setup = await openFast();
    setup.simulator.fault({ on: 'rollback', do: { kind: 'too-many', retryAfter: 1 } });
    const main = await runMain(rollBack(setup));
    expect([main.result, main.outputs['execution-id']]).toEqual(['success', onlyExecution(setup.simulator).id]);
  });
});

/** The answer with `rollbackTriggered` alone. */
function withoutFlag(truth: unknown): unknown {
  const { data, ...rest } = truth as { readonly data: Readonly<Record<string, unknown>> };
  return { ...rest, data: { ...data, isRollbackTriggered: undefined } };
}

/** The answer without an execution. */
function withoutExecution(truth: unknown): unknown {
  const { data, ...rest } = truth as { readonly data: Readonly<Record<string, unknown>> };
  return { ...rest, data: { ...data, planExecutionId: '' } };
}

describe('follows nothing, and is red,', () => {
  const access = { kind: 'status', status: 403, code: 'NG_ACCESS_DENIED' } as const;
  const message = 'Missing permission core_environment_rollback';

  it.concurrent.each<[string, string, { readonly fault?: Fault; readonly service?: string; readonly text: RegExp }]>([
    [
      'when Harness does not roll back, with its message',
      'failed',
      {
        service: 'never_deployed',
        text: /^Harness did not roll back never_deployed in prod: There is no successful deployment .*\n {2}Nothing was started\./,
      },
    ],
    [
      'when it was rolled back before',
      'failed',
      { service: 'rolled_back', text: /: A rollback of this deployment has been started already\./ },
    ],
    [
      'when Harness refuses',
      'failed',
      {
        fault: { on: 'rollback', do: { ...access, message } },
        text: /Missing permission core_environment_rollback/,
      },
    ],
    [
      'when the answer is lost, in doubt at once and without a search',
      'unknown',
      {
        fault: { on: 'rollback', acts: true, do: { kind: 'reset' } },
        text: /^Could not confirm whether .* started/,
      },
    ],
    [
      'when the answer holds no execution',
      'unknown',
      {
        fault: { on: 'rollback', do: { kind: 'replace', body: withoutExecution } },
        text: /^Could not confirm whether .* started/,
      },
    ],
  ])('%s', async (_when, status, { fault, service = 'web', text }) => {
    const setup = await openFast();
    if (fault !== undefined) {
      setup.simulator.fault(fault);
    }
    const main = await runMain(rollBack(setup, { service }));
    expect([main.result, main.outputs['status'], main.outputs['execution-id']]).toEqual(['failure', status, undefined]);
    expect(main.annotations).toEqual([
      expect.objectContaining({ level: 'error', message: expect.stringMatching(text) }),
    ]);
    expect(kindsOf(setup.simulator)).toEqual(['rollback']);
  });

  it.concurrent('when inputs are missing or wrong, before any request', async () => {
    const setup = await openFast();
    const main = await runMain(
      rollBack(setup, { service: '', environment: 'a b', infrastructure: '', 'environment-type': 'Prod' }),
    );
    for (const name of ['service', 'environment', 'infrastructure', 'environment-type']) {
      expect(messageOf(main)).toMatch(new RegExp(`^  ${name} `, 'm'));
    }
    expect(setup.simulator.requests).toEqual([]);
  });
});

describe('a cancelled job', () => {
  const LADDER = { interruptMs: 6000 };
  const slow = { 'poll-interval': '1m' };

  it.concurrent('aborts the rollback immediately, and post confirms the abort', async () => {
    // A tenth of the wall's pace: the rollback runs for longer than the test.
    const setup = await openSetup({ speed: 0.1 });
    const step = startStep(rollBack(setup, slow));
    await arrived(setup.simulator, 'read');
    step.cancel(LADDER);
    const main = await step.done;
    expect([main.signalsSent, onlyExecution(setup.simulator).aborts]).toEqual([['SIGINT'], 1]);
    const post = await step.post();
    expect([post.result, onlyExecution(setup.simulator).status]).toEqual(['success', 'Aborted']);
    expect(post.summary).toContain('Deploy Prod was aborted');
  });

  it.concurrent('that loses the response has nothing for post to find, and post reports that', async () => {
    const setup = await openSetup({ speed: 0.1 });
    setup.simulator.fault({ on: 'rollback', acts: true, do: { kind: 'stall' } });
    const step = startStep(rollBack(setup));
    await arrived(setup.simulator, 'rollback');
    step.cancel(LADDER);
    const main = await step.done;
    expect([main.signalsSent, main.outputs['status']]).toEqual([['SIGINT'], 'unknown']);
    const post = await step.post();
    expect(post.result).toBe('success');
    expect(post.annotations).toHaveLength(1);
    expect(kindsOf(setup.simulator)).toEqual(['rollback']);
  });
});
