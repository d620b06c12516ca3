import { afterAll, describe, expect, it } from '@jest/globals';

import { readFirstGen } from '../../src/actions/firstgen/inputs.ts';
import { readTree } from '../../src/runtime-inputs/read-yaml.ts';
import type { Simulator, SimulatorOptions } from '../../src/simulator/simulator.ts';
import { closeAll, declaredIn, inputsReadBy, openSetup, wrongInputs } from '../support/action.ts';
import { type Phase, runAction, startStep } from '../support/runner/runner.ts';

afterAll(closeAll);

const simulate = async (options: SimulatorOptions = {}): Promise<Simulator> =>
  (await openSetup({ speed: 20, ...options })).simulator;

function inputs({ url, apiKey, account }: Simulator, more: Readonly<Record<string, string>>) {
  return { 'base-url': url, 'api-key': apiKey, account, application: 'Shop', 'poll-interval': '1s', ...more };
}

const errors = ({ annotations }: Phase) =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
const idOf = (kind: string, name: string) => Buffer.from(`${kind}:${name}`).toString('base64url');
const isStart = ({ body }: { readonly body: string }) => body.includes('mutation');
const starts = ({ requests }: Simulator) => requests.filter(isStart);

describe('firstgen', () => {
  it.concurrent('starts a pipeline by its name and follows it to its end', async () => {
    const simulator = await simulate();
    const { main, post } = await runAction({ action: 'firstgen', with: inputs(simulator, { pipeline: 'green' }) });
    expect(main.result).toBe('success');
    const [execution] = simulator.executions;
    const page = `${simulator.url}/#/account/${simulator.account}/app/${idOf('application', 'Shop')}/pipeline-execution/${execution?.id}/workflow-execution/undefined/details`;
    expect(main.outputs).toMatchObject({
      status: 'succeeded',
      'harness-status': 'SUCCESS',
      'execution-id': execution?.id,
      'execution-url': page,
      pipeline: 'green',
      'failed-stages': '[]',
      variables: '{}',
    });
    expect(Object.keys(main.outputs).toSorted()).toEqual(declaredIn('firstgen', 'outputs'));
    expect(execution?.notes).toBe('https://github.com/acme/shop/actions/runs/4077');
    expect(starts(simulator)).toHaveLength(1);
    expect(simulator.requests.every(({ headers }) => headers['x-api-key'] === simulator.apiKey)).toBe(true);
    expect(post.result).toBe('success');
    expect(post.summary).toContain('### ✅ green succeeded in');
    expect(post.summary).toContain(page);
  });

  it.concurrent('starts a workflow with variables, artifacts and notes', async () => {
    const simulator = await simulate();
    const { main } = await runAction({
      action: 'firstgen',
      with: inputs(simulator, {
        workflow: 'inputs',
        variables: 'image_tag: 1.10\nreplicas: 3\nticket: OPS-7',
        artifacts: 'web: {build: 1.10, source: library_nginx}',
        notes: 'by hand',
        wait: 'false',
      }),
    });
    expect(main.result).toBe('success');
    expect(main.outputs).toMatchObject({ status: 'running', pipeline: 'inputs' });
    expect(JSON.parse(simulator.executions[0]?.inputs ?? '')).toMatchObject({
      executionType: 'WORKFLOW',
      notes: 'by hand',
      variableInputs: [
        { name: 'image_tag', variableValue: { type: 'NAME', value: '1.10' } },
        { name: 'replicas', variableValue: { value: '3' } },
        { name: 'ticket', variableValue: { value: 'OPS-7' } },
      ],
      serviceInputs: [
        {
          name: 'web',
          artifactValueInput: { buildNumber: { buildNumber: '1.10', artifactSourceName: 'library_nginx' } },
        },
      ],
    });
  });

  it.concurrent.each([
    ['red', 'failure', { status: 'failed', 'harness-status': 'FAILED' }],
    ['rejected', 'failure', { status: 'failed', 'harness-status': 'REJECTED' }],
    ['expired', 'failure', { status: 'expired', 'harness-status': 'EXPIRED' }],
    ['aborted', 'failure', { status: 'aborted', 'harness-status': 'ABORTED' }],
    ['errored', 'failure', { status: 'failed', 'harness-status': 'ERROR' }],
    ['skipped', 'success', { status: 'succeeded', 'harness-status': 'SKIPPED' }],
  ] as const)('maps the final status %s to the verdict', async (pipeline, result, outputs) => {
    const simulator = await simulate();
    const { main } = await runAction({ action: 'firstgen', with: inputs(simulator, { pipeline }) });
    expect(main.result).toBe(result);
    expect(main.outputs).toMatchObject(outputs);
    expect(errors(main)).toHaveLength(result === 'failure' ? 1 : 0);
  });

  it.concurrent.each([
    ['detach', 'success'],
    ['fail', 'failure'],
  ] as const)('leaves a paused execution running when on-waiting is %s', async (onWaiting, result) => {
    const simulator = await simulate();
    const { main } = await runAction({
      action: 'firstgen',
      with: inputs(simulator, { pipeline: 'approval-forever', 'on-waiting': onWaiting }),
    });
    expect(main.result).toBe(result);
    expect(main.outputs).toMatchObject({ status: 'waiting', 'harness-status': 'PAUSED' });
    expect(simulator.executions[0]?.aborts).toBe(0);
  });
});

describe('a refusal by FirstGen', () => {
  it.concurrent.each([
    [{ pipeline: 'missing' }, "pipeline  'missing' was not found", ''],
    [{ workflow: 'missing' }, "workflow  'missing' was not found", ''],
    [{ pipeline: 'green', application: 'missing' }, "application  'missing' was not found", ''],
    [{ pipeline: 'inputs', variables: 'image_tga: 1' }, 'Its variables: image_tag', ''],
    [{ pipeline: 'forbidden' }, 'not authorized', 'failed'],
    [{ pipeline: 'inputs' }, 'required variable', 'failed'],
    [{ pipeline: 'green', 'api-key': 'pat.a.b.c' }, '401 INVALID_TOKEN', 'failed'],
    [{ pipeline: 'green', account: 'another' }, 'another account', 'failed'],
  ] as const)('is red, and nothing is started: %j', async (more, words, status) => {
    const simulator = await simulate();
    const { main } = await runAction({ action: 'firstgen', with: inputs(simulator, more) });
    expect(main.result).toBe('failure');
    expect(errors(main)).toEqual([expect.stringContaining(words)]);
    expect(main.outputs['status'] ?? '').toBe(status);
    expect(main.outputs['execution-id'] ?? '').toBe('');
    expect(simulator.executions).toEqual([]);
  });

  it('reads the inputs that it declares', () => {
    expect(inputsReadBy((get) => readFirstGen(get, { runUrl: '' }, readTree))).toEqual(
      declaredIn('firstgen', 'inputs'),
    );
  });

  it.concurrent('reports all wrong inputs at once', async () => {
    const { main } = await runAction({ action: 'firstgen', with: { workflow: 'a', pipeline: 'b', variables: '[' } });
    expect(main.result).toBe('failure');
    expect(wrongInputs(main)).toEqual(['api-key', 'account', 'variables', 'application', 'workflow']);
  });
});

describe('the start is sent once', () => {
  it.concurrent.each([
    ['reset', { kind: 'reset' }],
    ['half an answer', { kind: 'half' }],
    ['503', { kind: 'status', status: 503 }],
    ['a page', { kind: 'html' }],
    ['no execution', { kind: 'replace', body: '{"data":{"startExecution":{"execution":null}}}' }],
  ] as const)('and a lost response is in doubt immediately: %s', async (_, effect) => {
    const simulator = await simulate();
    simulator.fault({ on: 'firstgen', where: isStart, acts: true, do: effect });
    const { main, post } = await runAction({ action: 'firstgen', with: inputs(simulator, { pipeline: 'green' }) });
    expect(main.result).toBe('failure');
    expect(main.outputs).toMatchObject({ status: 'unknown', message: expect.stringContaining('Could not confirm') });
    expect(main.outputs).not.toHaveProperty('execution-id');
    expect(errors(main)).toEqual([expect.stringContaining(`/#/account/${simulator.account}/executions`)]);
    expect(starts(simulator)).toHaveLength(1);
    expect(post.summary).toContain('Could not confirm');
  });

  it.concurrent('and requests before and after it are retried', async () => {
    const simulator = await simulate();
    simulator.fault({ on: 'firstgen', do: { kind: 'reset' } });
    simulator.fault({ on: 'firstgen', from: 3, do: { kind: 'too-many' }, where: (request) => !isStart(request) });
    simulator.fault({
      on: 'firstgen',
      where: ({ body }) => body.includes('execution(executionId'),
      do: {
        kind: 'replace',
        body: '{"data":null,"errors":[{"message":"Exception while fetching data (/execution) : null"}]}',
      },
    });
    const { main } = await runAction({ action: 'firstgen', with: inputs(simulator, { pipeline: 'green' }) });
    expect(main.outputs).toMatchObject({ status: 'succeeded' });
    expect(starts(simulator)).toHaveLength(1);
    expect(simulator.executions).toHaveLength(1);
  });
});

describe('cancelled', () => {
  it.concurrent('while the execution runs: aborts it, and post waits for the end', async () => {
    const simulator = await simulate();
    const step = startStep({ action: 'firstgen', with: inputs(simulator, { pipeline: 'slow' }) });
    await step.waitFor('Execution ');
    step.cancel();
    const main = await step.done;
    expect(main.result).toBe('cancelled');
    expect(main.signalsSent).toEqual(['SIGINT']);
    const post = await step.post();
    expect(post.result).toBe('success');
    expect(simulator.executions).toMatchObject([{ status: 'Aborted' }]);
    // FirstGen has no word for being aborted: where post still sees it running, it asks once more.
    expect(simulator.executions[0]?.aborts).toBeGreaterThan(0);
    expect(post.summary).toContain('aborted');
  });

  it.concurrent('killed without a signal: post aborts it', async () => {
    const simulator = await simulate();
    const step = startStep({ action: 'firstgen', with: inputs(simulator, { pipeline: 'slow' }) });
    await step.waitFor('Execution ');
    step.kill();
    await step.done;
    await step.post();
    expect(simulator.executions).toMatchObject([{ status: 'Aborted' }]);
  });

  it.concurrent('while the start is being sent: waits for the response and aborts', async () => {
    const simulator = await simulate();
    simulator.fault({ on: 'firstgen', where: isStart, do: { kind: 'slow', ms: 2000 } });
    const step = startStep({ action: 'firstgen', with: inputs(simulator, { pipeline: 'slow' }) });
    while (starts(simulator).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    step.cancel();
    const main = await step.done;
    expect(main.outputs['execution-id']).toBe(simulator.executions[0]?.id);
    await step.post();
    expect(simulator.executions).toMatchObject([{ status: 'Aborted' }]);
  });

  it.concurrent('without a response to the start: reports that the result is unknown', async () => {
    const simulator = await simulate();
    simulator.fault({ on: 'firstgen', where: isStart, acts: true, do: { kind: 'stall' } });
    const step = startStep({ action: 'firstgen', with: inputs(simulator, { pipeline: 'slow' }) });
    while (starts(simulator).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    step.cancel();
    const main = await step.done;
    expect(main.signalsSent).toEqual(['SIGINT']);
    const post = await step.post();
    expect(post.result).toBe('success');
    expect(post.annotations).toMatchObject([
      { level: 'warning', message: expect.stringContaining('carries no marker') },
    ]);
    expect(starts(simulator)).toHaveLength(1);
  });

  it.concurrent('leaves the execution running with on-cancel: leave', async () => {
    const simulator = await simulate();
    const step = startStep({ action: 'firstgen', with: inputs(simulator, { pipeline: 'slow', 'on-cancel': 'leave' }) });
    await step.waitFor('Execution ');
    step.cancel();
    await step.done;
    await step.post();
    expect(simulator.executions).toMatchObject([{ status: 'Running', aborts: 0 }]);
  });

  it.concurrent('aborts the execution after the timeout with on-timeout: abort', async () => {
    const simulator = await simulate();
    const { main } = await runAction({
      action: 'firstgen',
      with: inputs(simulator, { pipeline: 'slow', timeout: '3s', 'on-timeout': 'abort' }),
    });
    expect(main.outputs).toMatchObject({ status: 'aborted' });
    expect(errors(main)).toEqual([expect.stringContaining("within 3s (this step's timeout)")]);
    expect(simulator.executions).toMatchObject([{ status: 'Aborted' }]);
  });
});
