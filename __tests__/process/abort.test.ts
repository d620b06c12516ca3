/** `abort` through its action.yml: green once the execution has ended, however it did. */
import { afterEach, describe, expect, it } from '@jest/globals';

import { readAbort } from '../../src/actions/abort/inputs.ts';
import {
  closeAll,
  declaredIn,
  inputsReadBy,
  kindsOf,
  openSetup,
  pageOf,
  runMain,
  wrongInputs,
} from '../support/action.ts';
import { startStep } from '../support/runner/runner.ts';

afterEach(closeAll);

const action = 'abort';

describe('abort', () => {
  it('aborts a running execution once and waits for its end', async () => {
    const { simulator } = await openSetup({ speed: 4 });
    const slow = simulator.past({ pipeline: 'slow', agoMs: 10_000 });
    const execution = pageOf(simulator, 'slow', slow.id);
    const main = await runMain({ action, with: { 'api-key': simulator.apiKey, execution, 'base-url': simulator.url } });
    expect(main.result).toBe('success');
    expect(main.annotations).toEqual([]);
    expect(main.outputs).toMatchObject({
      'execution-id': slow.id,
      'execution-url': execution,
      pipeline: 'slow',
      status: 'aborted',
      'harness-status': 'Aborted',
      'failed-stages': '["soak"]',
    });
    expect(Object.keys(main.outputs).toSorted()).toEqual(declaredIn(action, 'outputs'));
    expect(main.outputs['message']).toMatch(/^Slow has ended: aborted after /);
    expect(main.outputs['ended-at']).toMatch(/^\d{4}-.*Z$/);
    expect(slow.aborts).toBe(1);
  });

  it.each([
    ['green', 'succeeded', 'Green had already ended: succeeded after'],
    ['red', 'failed', 'Red had already ended: failed after'],
  ])('does not abort an execution that has ended (%s)', async (pipeline, status, message) => {
    const { simulator, where } = await openSetup();
    const { id } = simulator.past({ pipeline, agoMs: 3_600_000 });
    const main = await runMain({ action, with: { ...where, execution: id } });
    expect(main.result).toBe('success');
    expect(main.outputs['status']).toBe(status);
    expect(main.outputs['message']).toContain(message);
    expect(kindsOf(simulator)).toEqual(['read']);
  });

  it('only waits for an execution that is already being aborted', async () => {
    const { simulator, where } = await openSetup();
    const slow = simulator.past({ pipeline: 'slow', agoMs: 10_000 });
    const query = `accountIdentifier=${simulator.account}&orgIdentifier=default&projectIdentifier=shop`;
    const interrupt = `${simulator.url}/pipeline/api/pipeline/execute/interrupt/${slow.id}?${query}&interruptType=AbortAll`;
    const answer = await fetch(interrupt, { method: 'PUT', headers: { 'x-api-key': simulator.apiKey } });
    expect(answer.status).toBe(200);
    const main = await runMain({ action, with: { ...where, execution: slow.id } });
    expect(main.result).toBe('success');
    expect(main.outputs['status']).toBe('aborted');
    expect(slow.aborts).toBe(1);
  });

  it('retries until there is a response', async () => {
    const { simulator, where } = await openSetup({ speed: 4 });
    const slow = simulator.past({ pipeline: 'slow', agoMs: 10_000 });
    simulator.fault({ on: 'interrupt', times: 2, do: { kind: 'status', status: 503, as: 'html' } });
    const main = await runMain({ action, with: { ...where, execution: slow.id } });
    expect(main.result).toBe('success');
    expect(slow.aborts).toBe(1);
    expect(kindsOf(simulator).filter((kind) => kind === 'interrupt')).toHaveLength(3);
  });

  it('is red when the execution does not end in time, and polls at poll-interval', async () => {
    const { simulator, where } = await openSetup();
    const { id } = simulator.past({ pipeline: 'stubborn', agoMs: 10_000 });
    const main = await runMain({ action, with: { ...where, execution: id, timeout: '4s', 'poll-interval': '2s' } });
    expect(main.result).toBe('failure');
    expect(main.outputs).toMatchObject({ status: 'running', 'harness-status': 'Discontinuing', 'ended-at': '' });
    expect(main.outputs['message']).toBe(
      "Stubborn has not ended within 4s (this step's timeout): it is being aborted.",
    );
    // the first poll, one after the abort, at most two more in their time, and the last.
    expect(kindsOf(simulator).filter((kind) => kind === 'read').length).toBeLessThanOrEqual(5);
  });

  it('is red when Harness refuses, and reports the status of the execution', async () => {
    const { simulator, where } = await openSetup();
    const slow = simulator.past({ pipeline: 'slow', agoMs: 10_000 });
    const message = 'Principal : Missing permission core_pipeline_execute on pipeline with identifier slow';
    simulator.fault({
      on: 'interrupt',
      times: Infinity,
      do: { kind: 'status', status: 403, code: 'NG_ACCESS_DENIED', message },
    });
    const main = await runMain({ action, with: { ...where, execution: slow.id } });
    expect(main.result).toBe('failure');
    expect(main.annotations).toEqual([
      expect.objectContaining({ level: 'error', message: expect.stringContaining('Pipeline: Execute') }),
    ]);
    expect(main.outputs['status']).toBe('running');
  });

  it('stops when the job is cancelled', async () => {
    const { simulator, where } = await openSetup();
    const stubborn = simulator.past({ pipeline: 'stubborn', agoMs: 10_000 });
    const step = startStep({ action, with: { ...where, execution: stubborn.id } });
    await step.waitFor('Harness accepted the abort request');
    step.cancel();
    const main = await step.done;
    expect(main.result).toBe('cancelled');
    expect(main.signalsSent).toEqual(['SIGINT']);
    expect(main.outputs['message']).toContain('The job was cancelled while');
    expect(stubborn.aborts).toBe(1);
  });

  it('reads exactly the inputs that it declares', () => {
    expect(inputsReadBy((get) => readAbort(get, { runUrl: '' }))).toEqual(declaredIn(action, 'inputs'));
  });

  it('names every problem of its inputs before any request', async () => {
    const { simulator } = await openSetup();
    const inputs = { 'base-url': simulator.url, timeout: 'soon', 'poll-interval': '1ms' };
    const main = await runMain({ action, with: inputs });
    expect(main.result).toBe('failure');
    expect(wrongInputs(main)).toEqual(['api-key', 'execution', 'project', 'timeout', 'poll-interval']);
    expect(main.outputs).toEqual({});
    expect(simulator.requests).toEqual([]);
  });
});
