/** `follow` through its action.yml: executions that something else started. */
import { setTimeout as sleep } from 'node:timers/promises';

import { afterEach, describe, expect, it } from '@jest/globals';

import { readFollow } from '../../src/actions/follow/inputs.ts';
import {
  closeAll,
  declaredIn,
  inputsReadBy,
  kindsOf,
  openGitHubApi,
  openSetup,
  pageOf,
  runMain,
  wrongInputs,
} from '../support/action.ts';
import { runAction, startStep } from '../support/runner/runner.ts';

afterEach(closeAll);

const follow = 'follow';

describe('follow', () => {
  it('follows an execution by its id, diagnoses it, and does not claim to have started it', async () => {
    const { simulator, where } = await openSetup({ speed: 8 });
    const { id } = simulator.past({ pipeline: 'red', agoMs: 0 });
    const { main, post } = await runAction({ action: follow, with: { ...where, execution: id, logs: 'failed' } });
    expect(main.result).toBe('failure');
    expect(main.annotations.map(({ level }) => level)).toEqual(['error']);
    expect(main.outputs).toMatchObject({
      'execution-id': id,
      'execution-url': pageOf(simulator, 'red', id),
      pipeline: 'red',
      status: 'failed',
      'harness-status': 'Failed',
      'failed-stages': '["deploy"]',
    });
    expect(Object.keys(main.outputs).toSorted()).toEqual(declaredIn(follow, 'outputs'));
    expect(JSON.parse(main.outputs['variables'] ?? '')).toMatchObject({ 'build.push.IMAGE': 'acme/web:1.2.0' });
    expect(main.groups).toContain('Log of Deploy › Rollout, 5 lines');
    expect(post.result).toBe('success');
    expect(post.summary).toContain('Red failed');
    expect(post.summary).toContain('followed by');
    expect(post.summary).not.toMatch(/started by \[acme\/shop/);
    expect(kindsOf(simulator)).not.toContain('start');
  });

  it.each([
    ['a page of the execution', (page: string) => page],
    ['a hash URL with a module', (page: string) => page.replace('/ng/', '/ng/#/').replace('/all/', '/cd/')],
    [
      'a list of deployments',
      (page: string) => page.replace('/executions/', '/deployments/').replace(/\/pipeline$/, ''),
    ],
  ])('needs only %s, the key and base-url, and reports an execution that ended long ago', async (_, form) => {
    const { simulator } = await openSetup();
    const { id } = simulator.past({ pipeline: 'rejected', agoMs: 86_400_000 });
    const execution = form(pageOf(simulator, 'rejected', id));
    const main = await runMain({
      action: follow,
      with: { 'api-key': simulator.apiKey, 'base-url': simulator.url, execution, wait: 'false' },
    });
    expect(main.result).toBe('failure');
    expect(main.outputs).toMatchObject({ 'execution-id': id, status: 'failed', 'harness-status': 'ApprovalRejected' });
    expect(main.log).toMatch(/✖ Approval +rejected/);
  });

  it('follows the newest execution of a pipeline, even if a URL of an older one names the pipeline', async () => {
    const { simulator, where } = await openSetup();
    const old = simulator.past({ pipeline: 'green', agoMs: 7_200_000 });
    const newest = simulator.past({ pipeline: 'green', agoMs: 3_600_000 });
    simulator.past({ pipeline: 'red', agoMs: 60_000 });
    for (const pipeline of ['green', pageOf(simulator, 'green', old.id)]) {
      const main = await runMain({ action: follow, with: { ...where, pipeline } });
      expect(main.result).toBe('success');
      expect(main.outputs).toMatchObject({ 'execution-id': newest.id, status: 'succeeded', 'run-sequence': '2' });
    }
  });

  it.each([
    [follow, 'execution'],
    ['abort', 'execution'],
    ['.', 'retry-of'],
  ])('fails immediately for an id that Harness does not know (action %s, %s)', async (action, input) => {
    const { simulator, where } = await openSetup();
    const pipeline = input === 'retry-of' ? { pipeline: 'red' } : {};
    const main = await runMain({ action, with: { ...where, ...pipeline, [input]: 'AAAAAAAAAAAAAAAAAAAAAA' } });
    expect(main.result).toBe('failure');
    expect(main.annotations[0]?.message).toContain('Harness returned "not found" when trying to read execution AAAA');
    expect(simulator.requests.map(({ kind }) => kind)).toEqual(['read']);
  });

  it('polls once with wait: false and leaves the execution running, with a notice', async () => {
    const { simulator, where } = await openSetup();
    const { id } = simulator.past({ pipeline: 'approval-forever', agoMs: 60_000 });
    const { main, post } = await runAction({ action: follow, with: { ...where, execution: id, wait: 'false' } });
    expect(main.result).toBe('success');
    expect(main.outputs).toMatchObject({ status: 'waiting', 'harness-status': 'ApprovalWaiting', 'ended-at': '' });
    expect(main.annotations).toEqual([
      expect.objectContaining({ level: 'notice', message: expect.stringContaining('is not finished: it is waiting') }),
    ]);
    expect(post.summary).toContain('is not finished');
    expect(kindsOf(simulator)).toEqual(['read']);
  });

  it('completes the commit status of the step that left the execution running', async () => {
    const { simulator, where } = await openSetup();
    const api = await openGitHubApi(['statuses: write']);
    const { id } = simulator.past({ pipeline: 'green', agoMs: 60_000 });
    const main = await runMain({
      action: follow,
      with: { ...where, execution: id, 'commit-status': 'harness/deploy' },
      env: { GITHUB_API_URL: api.url },
    });
    expect(main.result).toBe('success');
    expect(api.statuses.at(-1)).toMatchObject({ context: 'harness/deploy', state: 'success' });
  });

  it('times out, and is green with fail-step: false', async () => {
    const { simulator, where } = await openSetup();
    const { id } = simulator.past({ pipeline: 'slow', agoMs: 10_000 });
    const main = await runMain({
      action: follow,
      with: { ...where, execution: id, timeout: '3s', 'fail-step': 'false' },
    });
    expect(main.result).toBe('success');
    expect(main.annotations.map(({ level }) => level)).toEqual(['warning']);
    expect(main.outputs).toMatchObject({ status: 'running' });
    expect(main.outputs['message']).toContain("not finished within 3s (this step's timeout)");
  });
});

/** A step with `on-cancel: abort` whose first poll is never answered. */
async function hangingFirstPoll() {
  const { simulator, where } = await openSetup();
  const slow = simulator.past({ pipeline: 'slow', agoMs: 10_000 });
  simulator.fault({ on: 'read', do: { kind: 'stall' } });
  const step = startStep({ action: follow, with: { ...where, execution: slow.id, 'on-cancel': 'abort' } });
  while (simulator.requests.length === 0) await sleep(20);
  return { slow, step };
}

describe('follow, interrupted', () => {
  it('leaves the execution running on a cancel by default', async () => {
    const { simulator, where } = await openSetup();
    const slow = simulator.past({ pipeline: 'slow', agoMs: 10_000 });
    const step = startStep({ action: follow, with: { ...where, execution: slow.id } });
    await step.waitFor('● Soak');
    step.cancel();
    const main = await step.done;
    expect(main.result).toBe('cancelled');
    expect(main.signalsSent).toEqual(['SIGINT']);
    expect(main.log).toContain('left running (on-cancel: leave)');
    const post = await step.post();
    expect(post.summary).toContain('The job was cancelled while Slow was running');
    expect(slow.aborts).toBe(0);
  });

  it('aborts immediately with on-cancel: abort, even while the first poll stalls', async () => {
    const { slow, step } = await hangingFirstPoll();
    step.cancel();
    const main = await step.done;
    expect(main.signalsSent).toEqual(['SIGINT']);
    expect(slow.aborts).toBe(1);
    const post = await step.post();
    expect(post.summary).toContain('was aborted');
    expect(slow.aborts).toBe(1);
  });

  it('aborts in post when main was killed before the first poll', async () => {
    const { slow, step } = await hangingFirstPoll();
    step.kill();
    const main = await step.done;
    expect(main.outputs['execution-id']).toBe(slow.id);
    expect(slow.aborts).toBe(0);
    const post = await step.post();
    expect(post.summary).toContain('was aborted');
    expect(slow.aborts).toBe(1);
  });

  it('does not abort in post when main was killed, by default', async () => {
    const { simulator, where } = await openSetup();
    const slow = simulator.past({ pipeline: 'slow', agoMs: 10_000 });
    const step = startStep({ action: follow, with: { ...where, execution: slow.id } });
    await step.waitFor('● Soak');
    step.kill();
    await step.done;
    const post = await step.post();
    expect(post.result).toBe('success');
    expect(post.summary).toContain('followed by');
    expect(slow.aborts).toBe(0);
  });
});

describe('follow, when it cannot', () => {
  it('reads exactly the inputs that it declares, and leaves executions running by default', () => {
    expect(inputsReadBy((get) => readFollow(get, { runUrl: '' }))).toEqual(declaredIn(follow, 'inputs'));
    const given: Record<string, string> = { 'api-key': 'pat.Acme.b.c', project: 'shop', execution: 'abc' };
    expect(readFollow((name) => given[name] ?? '', { runUrl: '' }).onCancel).toBe('leave');
  });

  it('names every problem of its inputs before any request', async () => {
    const { simulator } = await openSetup();
    const { main, post } = await runAction({
      action: follow,
      with: { 'api-key': simulator.apiKey, 'base-url': simulator.url, wait: 'maybe', 'on-cancel': 'stop' },
    });
    expect(main.result).toBe('failure');
    expect(wrongInputs(main)).toEqual(['execution', 'project', 'wait', 'on-cancel']);
    expect(main.outputs).toEqual({});
    expect(post.log).toBe('');
    expect(simulator.requests).toEqual([]);
  });

  it('does not abort an execution of another pipeline', async () => {
    const { simulator, where } = await openSetup();
    const slow = simulator.past({ pipeline: 'slow', agoMs: 10_000 });
    const inputs = { ...where, execution: slow.id, pipeline: 'green', 'on-cancel': 'abort' };
    const { main, post } = await runAction({ action: follow, with: inputs });
    expect(main.result).toBe('failure');
    expect(main.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining('names an execution of slow, not of green'),
    ]);
    expect(main.outputs['status']).toBe('');
    expect(post.result).toBe('success');
    expect(slow.aborts).toBe(0);
    expect(kindsOf(simulator)).toEqual(['read']);
  });

  it('is red when the pipeline has no execution', async () => {
    const { where } = await openSetup();
    const { main, post } = await runAction({ action: follow, with: { ...where, pipeline: 'green' } });
    expect(main.result).toBe('failure');
    expect(main.outputs).toMatchObject({
      status: 'unknown',
      message: 'green has no execution to follow.',
    });
    expect(main.outputs).not.toHaveProperty('execution-id');
    expect(post.summary).toContain('green has no execution to follow');
  });

  it('is red without read permission, even with fail-step: false', async () => {
    const { simulator, where } = await openSetup();
    const { id } = simulator.past({ pipeline: 'green', agoMs: 60_000 });
    const message = 'Principal : Missing permission core_pipeline_view on pipeline with identifier green';
    simulator.fault({ on: 'read', times: 9, do: { kind: 'status', status: 403, code: 'NG_ACCESS_DENIED', message } });
    const { main, post } = await runAction({ action: follow, with: { ...where, execution: id, 'fail-step': 'false' } });
    expect(main.result).toBe('failure');
    expect(main.annotations).toEqual([
      expect.objectContaining({
        level: 'error',
        message: expect.stringContaining('Pipeline: View (core_pipeline_view)'),
      }),
    ]);
    expect(main.outputs).toMatchObject({ 'execution-id': id, status: 'unknown' });
    expect(post.summary).toContain('has no permission to read execution');
  });

  it('reports its own timeout when Harness never responds', async () => {
    const { simulator, where } = await openSetup();
    const { id } = simulator.past({ pipeline: 'green', agoMs: 60_000 });
    simulator.fault({ on: 'read', times: Infinity, do: { kind: 'status', status: 503, as: 'html' } });
    const inputs = { ...where, execution: id, timeout: '2s', 'fail-step': 'false' };
    const main = await runMain({ action: follow, with: inputs });
    expect(main.result).toBe('success');
    expect(main.outputs).toMatchObject({ 'execution-id': id, status: 'unknown' });
    expect(main.outputs['message']).toBe("The execution could not be read within 2s (this step's timeout).");
  });
});

describe('follow by the event of a custom webhook', () => {
  /** Sends an event as any client that knows the URL can. */
  async function sendEvent(
    { url, account }: { readonly url: string; readonly account: string },
    { pipeline = 'green', trigger = 'on_push' } = {},
  ): Promise<{ readonly id: string; readonly apiUrl: string }> {
    const query = new URLSearchParams({
      accountIdentifier: account,
      orgIdentifier: 'default',
      projectIdentifier: 'shop',
      pipelineIdentifier: pipeline,
      triggerIdentifier: trigger,
    });
    const hook = `${url}/gateway/pipeline/api/webhook/custom/any-token/v3?${query.toString()}`;
    const answer = await fetch(hook, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } });
    const { data } = (await answer.json()) as { data: { eventCorrelationId: string; apiUrl: string } };
    return { id: data.eventCorrelationId, apiUrl: data.apiUrl };
  }
  const FAST = { 'poll-interval': '1s' };

  it('needs only the apiUrl: follows the execution without a key, in the project that the event names', async () => {
    const { simulator } = await openSetup({ speed: 20 });
    const { apiUrl } = await sendEvent(simulator);
    const { main, post } = await runAction({
      action: follow,
      with: { ...FAST, 'base-url': simulator.url, event: apiUrl },
    });
    expect(main.annotations).toEqual([]);
    const [execution] = simulator.executions;
    expect(main.outputs).toMatchObject({
      status: 'succeeded',
      'execution-id': execution?.id,
      'execution-url': pageOf(simulator, 'green', execution?.id ?? ''),
      pipeline: 'green',
    });
    expect(main.result).toBe('success');
    expect(post.summary).toContain('followed by');
    expect(new Set(kindsOf(simulator))).toEqual(new Set(['webhook', 'event']));
    expect(simulator.requests.every(({ headers }) => headers['x-api-key'] === undefined)).toBe(true);
  });

  it('accepts an id, and diagnoses the failure with a key', async () => {
    const { simulator, where } = await openSetup({ speed: 20 });
    const { id } = await sendEvent(simulator, { pipeline: 'red' });
    const { project: _, ...rest } = where;
    const main = await runMain({ action: follow, with: { ...FAST, ...rest, event: id, logs: 'failed' } });
    expect(main.result).toBe('failure');
    expect(main.outputs).toMatchObject({ status: 'failed', 'failed-stages': '["deploy"]' });
    expect(main.groups).toContain('Log of Deploy › Rollout, 5 lines');
    expect(kindsOf(simulator)).toContain('graph');
  });

  it('reports an event that started nothing, with what to do', async () => {
    const { simulator } = await openSetup({ speed: 20 });
    const { apiUrl } = await sendEvent(simulator, { trigger: 'EXCEPTION_WHILE_PROCESSING' });
    const main = await runMain({ action: follow, with: { ...FAST, 'base-url': simulator.url, event: apiUrl } });
    expect([main.result, main.outputs['status']]).toEqual(['failure', 'failed']);
    expect(main.annotations).toHaveLength(1);
    expect(main.annotations[0]?.message).toContain('EXCEPTION_WHILE_PROCESSING');
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'beside execution',
      { event: 'abcdef0123', execution: 'abcdef0123' },
      'event    cannot be combined with execution',
    ],
    ['that is no event', { event: 'https://app.harness.io/ng/account/x' }, "event  must be an event's id"],
    [
      'of an unknown host',
      { event: 'https://evil.example/pipeline/api/webhook/triggerExecutionDetails/abcdef0123?accountIdentifier=Acme' },
      'evil.example',
    ],
    ['of an unknown account', { event: 'abcdef0123' }, 'account  is empty'],
    [
      'that is to be aborted without a key',
      { event: 'abcdef0123', account: 'Acme', 'on-cancel': 'abort' },
      "on-cancel  cannot be 'abort' without api-key",
    ],
  ])('an event %s is an input error', async (_what, given, problem) => {
    const main = await runMain({ action: follow, with: given });
    expect(main.result).toBe('failure');
    expect(main.annotations[0]?.message).toContain(problem);
  });
});
