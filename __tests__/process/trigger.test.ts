import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, describe, expect, it } from '@jest/globals';

import { readTrigger } from '../../src/actions/trigger/inputs.ts';
import { readTree } from '../../src/runtime-inputs/read-yaml.ts';
import type { Simulator, SimulatorOptions } from '../../src/simulator/simulator.ts';
import {
  closeAll,
  declaredIn,
  inputsReadBy,
  kindsOf as kinds,
  openSetup,
  pageOf,
  wrongInputs,
} from '../support/action.ts';
import { type Phase, runAction, startStep } from '../support/runner/runner.ts';

const TOKEN = 'kq7-Zp2_tRw9sXv4NbYc1D';
afterAll(closeAll);

const simulate = async (options: SimulatorOptions = {}): Promise<Simulator> =>
  (await openSetup({ speed: 20, ...options })).simulator;

interface Url {
  readonly pipeline?: string;
  readonly trigger?: string;
  readonly form?: string;
}

function urlOf(
  { url, account }: Simulator,
  { pipeline = 'green', trigger = 'on_push', form = `/${TOKEN}/v3` }: Url = {},
) {
  const query = { accountIdentifier: account, orgIdentifier: 'default', projectIdentifier: 'shop' };
  const more = { ...(pipeline === '' ? {} : { pipelineIdentifier: pipeline }), triggerIdentifier: trigger };
  return `${url}/gateway/pipeline/api/webhook/custom${form}?${new URLSearchParams({ ...query, ...more }).toString()}`;
}

const sent = (simulator: Simulator) => simulator.requests.filter(({ kind }) => kind === 'webhook');
const errors = ({ annotations }: Phase) =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message);

/** Everything that a step lets out, but for the commands that hide a secret. */
function printed(...phases: readonly Phase[]): string {
  return JSON.stringify(
    phases.map(({ raw, outputs, state, summary, annotations }) => [
      raw.split('\n').filter((line) => !line.startsWith('::add-mask::')),
      outputs,
      state,
      summary,
      annotations,
    ]),
  );
}

const FAST = { 'poll-interval': '1s' };

describe('an event that starts an execution', () => {
  it.concurrent('is followed to its end without a key', async () => {
    const simulator = await simulate();
    const { main, post } = await runAction({
      action: 'trigger',
      with: { ...FAST, 'base-url': simulator.url, 'webhook-url': urlOf(simulator) },
    });
    expect(main.result).toBe('success');
    const [execution] = simulator.executions;
    expect(main.outputs).toMatchObject({
      status: 'succeeded',
      'harness-status': 'Success',
      'execution-id': execution?.id,
      'execution-url': pageOf(simulator, 'green', execution?.id ?? ''),
      pipeline: 'green',
    });
    expect(main.outputs['event-id']).toMatch(/^[\w-]{8,64}$/);
    expect(Object.keys(main.outputs).toSorted()).toEqual(declaredIn('trigger', 'outputs'));
    expect(new Set(kinds(simulator))).toEqual(new Set(['webhook', 'event']));
    expect(sent(simulator)).toHaveLength(1);
    expect(simulator.requests.every(({ headers }) => headers['x-api-key'] === undefined)).toBe(true);
    expect(post.result).toBe('success');
    expect(post.summary).toContain('### ✅ Green succeeded in');
  });

  it.concurrent('is followed through the execution API with a key, and diagnosed when it fails', async () => {
    const simulator = await simulate({ speed: 4 });
    const { main } = await runAction({
      action: 'trigger',
      with: {
        ...FAST,
        'base-url': simulator.url,
        'webhook-url': urlOf(simulator, { pipeline: 'red' }),
        'api-key': simulator.apiKey,
        logs: 'failed',
      },
    });
    expect(main.result).toBe('failure');
    expect(main.outputs).toMatchObject({ status: 'failed', 'failed-stages': '["deploy"]' });
    expect(JSON.parse(main.outputs['result'] ?? '')).toMatchObject({ failures: [{ stage: 'Deploy' }] });
    expect(main.groups.some((title) => title.startsWith('Log of Deploy'))).toBe(true);
    expect(errors(main)).toHaveLength(1);
    expect(kinds(simulator)).toEqual(expect.arrayContaining(['webhook', 'event', 'read', 'graph']));
    expect(sent(simulator)[0]?.headers['x-api-key']).toBe(simulator.apiKey);
    // What is public is asked without the key.
    const events = simulator.requests.filter(({ kind }) => kind === 'event');
    expect(events.every(({ headers }) => headers['x-api-key'] === undefined)).toBe(true);
  });

  it.concurrent('is diagnosed without a key as far as the event allows', async () => {
    const simulator = await simulate();
    const { main } = await runAction({
      action: 'trigger',
      with: { ...FAST, 'base-url': simulator.url, 'webhook-url': urlOf(simulator, { pipeline: 'red' }) },
    });
    expect(main.outputs).toMatchObject({ status: 'failed', 'failed-stages': '["deploy"]' });
    expect(main.outputs['message']).toContain('Deploy failed: Deployment of web');
    expect(errors(main)).toHaveLength(1);
  });

  it.concurrent.each([
    ['/v2', 'v2, without a token'],
    ['', 'the oldest form, whose answer is the event id alone'],
  ])('can be sent to a URL that ends in %p: %s', async (form) => {
    const simulator = await simulate();
    const { main } = await runAction({
      action: 'trigger',
      with: { ...FAST, 'base-url': simulator.url, 'webhook-url': urlOf(simulator, { form, pipeline: '' }) },
    });
    expect(main.outputs).toMatchObject({ status: 'succeeded' });
    expect(main.outputs['event-id']).toMatch(/^[\w-]{8,64}$/);
    expect(sent(simulator)).toHaveLength(1);
  });

  it.concurrent('is not followed with wait: false', async () => {
    const simulator = await simulate({ speed: 4 });
    const { main, post } = await runAction({
      action: 'trigger',
      with: { 'base-url': simulator.url, 'webhook-url': urlOf(simulator, { pipeline: 'slow' }), wait: 'false' },
    });
    expect(main.result).toBe('success');
    expect(main.outputs).toMatchObject({ status: 'running', 'execution-id': simulator.executions[0]?.id });
    expect(main.annotations.map(({ level }) => level)).toEqual(['notice']);
    expect(post.result).toBe('success');
    expect(simulator.executions[0]).toMatchObject({ status: 'Running', aborts: 0 });
  });

  it.concurrent.each([true, false])(
    'can start several executions, and a warning names the others where they are known (key: %p)',
    async (hasKey) => {
      const simulator = await simulate();
      const { main } = await runAction({
        action: 'trigger',
        with: {
          ...FAST,
          'base-url': simulator.url,
          'webhook-url': urlOf(simulator, { trigger: 'twice' }),
          ...(hasKey ? { 'api-key': simulator.apiKey } : {}),
        },
      });
      expect(main.result).toBe('success');
      const [first, second] = simulator.executions;
      expect(main.outputs['execution-id']).toBe(first?.id);
      const warnings = main.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message);
      expect(warnings).toEqual(hasKey ? [expect.stringContaining(`/executions/${second?.id}/pipeline`)] : []);
    },
  );

  it.concurrent('is in the outputs before the next request', async () => {
    const simulator = await simulate();
    simulator.fault({ on: 'list', do: { kind: 'stall' } });
    const step = startStep({
      action: 'trigger',
      with: {
        'base-url': simulator.url,
        'webhook-url': urlOf(simulator, { pipeline: 'slow' }),
        'api-key': simulator.apiKey,
      },
    });
    while (!kinds(simulator).includes('list')) await new Promise((resolve) => setTimeout(resolve, 20));
    step.kill();
    const main = await step.done;
    expect(main.outputs).toMatchObject({ 'execution-id': simulator.executions[0]?.id, status: 'running' });
  });
});

describe('the payload', () => {
  it.concurrent.each([
    ['JSON goes out as it is', ' {"version": 1.10, "n": 1e400}\n', '{"version": 1.10, "n": 1e400}'],
    [
      'YAML becomes JSON, and no number loses a digit',
      'version: 1.10\nreplicas: 3\nzero: 007\nsure: true\nnone:\nquoted: "5"\nlist: [a, 0x1F, -2.5]\nin: {side: "a\\nb"}',
      '{"version":"1.10","replicas":3,"zero":"007","sure":true,"none":null,"quoted":"5","list":["a","0x1F",-2.5],"in":{"side":"a\\nb"}}',
    ],
  ])('%s', async (_, payload, body) => {
    const simulator = await simulate();
    await runAction({
      action: 'trigger',
      with: { 'base-url': simulator.url, 'webhook-url': urlOf(simulator), payload, wait: 'false' },
    });
    expect(sent(simulator)).toMatchObject([{ body, headers: { 'content-type': 'application/json' } }]);
  });

  it.concurrent('describes the run by default', async () => {
    const simulator = await simulate();
    await runAction({
      action: 'trigger',
      attempt: 2,
      with: { 'base-url': simulator.url, 'webhook-url': urlOf(simulator), wait: 'false' },
    });
    expect(JSON.parse(sent(simulator)[0]?.body ?? '')).toEqual({
      repository: 'acme/shop',
      ref: 'refs/heads/main',
      sha: expect.stringMatching(/^[0-9a-f]{40}$/),
      run_id: '4077',
      run_attempt: 2,
      run_url: 'https://github.com/acme/shop/actions/runs/4077/attempts/2',
      actor: 'jdoe',
      event: 'push',
    });
  });
});

describe('an event that starts nothing', () => {
  it.concurrent('is red and says what to do', async () => {
    const simulator = await simulate();
    const { main, post } = await runAction({
      action: 'trigger',
      with: {
        'base-url': simulator.url,
        'webhook-url': urlOf(simulator, { trigger: 'NO_MATCHING_TRIGGER_FOR_PAYLOAD_CONDITIONS' }),
        'fail-step': 'false',
      },
    });
    expect(main.result).toBe('failure');
    expect(main.outputs).toMatchObject({ status: 'failed', 'event-id': expect.any(String) });
    expect(main.outputs['execution-id'] ?? '').toBe('');
    expect(errors(main)).toEqual([expect.stringContaining('Compare payload with the conditions')]);
    expect(errors(main)[0]).toContain('NO_MATCHING_TRIGGER_FOR_PAYLOAD_CONDITIONS');
    expect(post.summary).toContain('The webhook started nothing');
    expect(simulator.executions).toEqual([]);
  });

  it.concurrent.each(['never', 'queued'])(
    'is in doubt when Harness does not process it in time (%s)',
    async (trigger) => {
      const simulator = await simulate();
      const { main } = await runAction({
        action: 'trigger',
        with: { 'base-url': simulator.url, 'webhook-url': urlOf(simulator, { trigger }), timeout: '4s' },
      });
      expect(main.result).toBe('failure');
      expect(main.outputs).toMatchObject({ status: 'unknown', 'event-id': expect.any(String) });
      expect(errors(main)).toEqual([expect.stringContaining("within 4s (this step's timeout)")]);
      expect(errors(main)[0]).toContain('A trigger whose Pipeline Reference Branch does not exist leaves its events');
      expect(errors(main)[0]).not.toContain('xpired');
    },
  );

  it.concurrent.each([
    ['mandated', 'set api-key'],
    ['disabled', 'No enabled custom trigger found'],
  ])('is refused immediately by a trigger that is %s', async (trigger, words) => {
    const simulator = await simulate();
    const { main } = await runAction({
      action: 'trigger',
      with: { 'base-url': simulator.url, 'webhook-url': urlOf(simulator, { trigger }) },
    });
    expect(main.result).toBe('failure');
    expect(main.outputs).toMatchObject({ status: 'failed', message: expect.any(String) });
    expect(main.outputs).not.toHaveProperty('execution-id');
    expect(errors(main)).toEqual([expect.stringContaining(words)]);
    expect(kinds(simulator)).toEqual(['webhook']);
  });
});

describe('the webhook request is sent once', () => {
  it.concurrent.each([
    ['reset', { kind: 'reset' }],
    ['half an answer', { kind: 'half' }],
    ['503', { kind: 'status', status: 503 }],
    ['a page', { kind: 'html' }],
    [
      'no event in the answer',
      { kind: 'replace', body: '{"status":"SUCCESS","data":{"eventCorrelationId":"a/../b"}}' },
    ],
    ['an error in a 200', { kind: 'error-in-200' }],
    ['a redirect', { kind: 'redirect', location: 'https://elsewhere.example.com/' }],
  ] as const)('and a lost answer is in doubt at once: %s', async (_, effect) => {
    const simulator = await simulate();
    simulator.fault({ on: 'webhook', acts: true, do: effect });
    const { main, post } = await runAction({
      action: 'trigger',
      with: { 'base-url': simulator.url, 'webhook-url': urlOf(simulator) },
    });
    expect(main.result).toBe('failure');
    expect(main.outputs).toMatchObject({ status: 'unknown', message: expect.stringContaining('Could not confirm') });
    expect(main.outputs).not.toHaveProperty('execution-id');
    expect(errors(main)).toEqual([expect.stringContaining('/pipelines/green/executions')]);
    expect(kinds(simulator)).toEqual(['webhook']);
    expect(post.summary).toContain('Could not confirm');
  });

  it.concurrent('and repeated only when it certainly did not arrive', async () => {
    const simulator = await simulate();
    simulator.fault({ on: 'webhook', do: { kind: 'too-many', retryAfter: 0 } });
    simulator.refuse(1500);
    const { main } = await runAction({
      action: 'trigger',
      with: { ...FAST, 'base-url': simulator.url, 'webhook-url': urlOf(simulator) },
    });
    expect(main.outputs).toMatchObject({ status: 'succeeded' });
    expect(sent(simulator).map(({ status }) => status)).toEqual([429, 200]);
    expect(simulator.executions).toHaveLength(1);
  });

  it.concurrent('and a URL in the response is not requested', async () => {
    const simulator = await simulate();
    let visits = 0;
    const other = createServer((_, response) => {
      visits += 1;
      response.end('{}');
    });
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}/`;
    simulator.fault({
      on: 'webhook',
      do: {
        kind: 'replace',
        body: (truth) => {
          const { data, ...rest } = truth as { data: object };
          return { ...rest, data: { ...data, apiUrl: elsewhere, uiUrl: elsewhere, uiSetupUrl: elsewhere } };
        },
      },
    });
    const { main, post } = await runAction({
      action: 'trigger',
      with: { ...FAST, 'base-url': simulator.url, 'webhook-url': urlOf(simulator), 'api-key': simulator.apiKey },
    });
    other.close();
    expect(main.outputs).toMatchObject({ status: 'succeeded' });
    expect(visits).toBe(0);
    expect(printed(main, post)).not.toContain(elsewhere);
  });
});

describe('cancelled', () => {
  it.concurrent('while Harness processes the event: post finds the execution and aborts it', async () => {
    const simulator = await simulate({ speed: 10 });
    const step = startStep({
      action: 'trigger',
      with: {
        'base-url': simulator.url,
        'webhook-url': urlOf(simulator, { trigger: 'late', pipeline: 'slow' }),
        'api-key': simulator.apiKey,
      },
    });
    await step.waitFor('Harness accepted event');
    step.cancel();
    const main = await step.done;
    expect(main.result).toBe('cancelled');
    expect(main.signalsSent).toEqual(['SIGINT']);
    expect(main.outputs['event-id']).toMatch(/^[\w-]{8,64}$/);
    expect(simulator.executions).toEqual([]);
    const post = await step.post();
    expect(post.result).toBe('success');
    expect(simulator.executions).toMatchObject([{ status: 'Aborted', aborts: 1 }]);
    expect(post.summary).toContain('aborted');
  });

  it.concurrent('while the execution runs: aborts it with a key, and leaves it running without', async () => {
    for (const hasKey of [true, false]) {
      const simulator = await simulate({ speed: 10 });
      const step = startStep({
        action: 'trigger',
        with: {
          'base-url': simulator.url,
          'webhook-url': urlOf(simulator, { pipeline: 'slow' }),
          ...(hasKey ? { 'api-key': simulator.apiKey } : {}),
        },
      });
      await step.waitFor(/● Soak|● Build/);
      step.cancel();
      const main = await step.done;
      expect(main.signalsSent).toEqual(['SIGINT']);
      const post = await step.post();
      expect(post.result).toBe('success');
      expect(simulator.executions).toMatchObject([
        hasKey ? { status: 'Aborted', aborts: 1 } : { status: 'Running', aborts: 0 },
      ]);
    }
  });

  it.concurrent('killed without a signal: post finds the execution by its event', async () => {
    const simulator = await simulate({ speed: 10 });
    const step = startStep({
      action: 'trigger',
      with: {
        'base-url': simulator.url,
        'webhook-url': urlOf(simulator, { trigger: 'late', pipeline: 'slow' }),
        'api-key': simulator.apiKey,
      },
    });
    await step.waitFor('Harness accepted event');
    step.kill();
    await step.done;
    await step.post();
    expect(simulator.executions).toMatchObject([{ status: 'Aborted', aborts: 1 }]);
  });
});

describe('inputs', () => {
  it('are exactly those that are declared', () => {
    expect(inputsReadBy((get) => readTrigger(get, { runUrl: '' }, readTree))).toEqual(declaredIn('trigger', 'inputs'));
  });

  it.concurrent('are all checked at once, and nothing is sent', async () => {
    const simulator = await simulate();
    const { main, post } = await runAction({
      action: 'trigger',
      with: {
        'webhook-url': urlOf(simulator, { form: `/${TOKEN}/v3` }).replace('accountIdentifier', 'account'),
        'on-cancel': 'abort',
        'on-timeout': 'abort',
        payload: 'just words',
        wait: 'no',
        'base-url': 'https://harness.example.com',
      },
    });
    expect(main.result).toBe('failure');
    expect(wrongInputs(main)).toEqual(['webhook-url', 'webhook-url', 'payload', 'wait', 'on-cancel', 'on-timeout']);
    expect(simulator.requests).toEqual([]);
    expect(printed(main, post)).not.toContain(TOKEN);
    expect(main.outputs).toEqual({});
  });

  it.concurrent('report that GitHub does not pass secrets to a fork', async () => {
    const payload = { pull_request: { head: { repo: { fork: true } } } };
    const { main } = await runAction({ action: 'trigger', with: {}, event: { name: 'pull_request', payload } });
    expect(errors(main)).toEqual([
      expect.stringContaining('GitHub does not pass secrets to workflow runs for pull requests from forks'),
    ]);
  });
});

describe('the URL is a secret', () => {
  it.concurrent('that appears in no log, debug log, error, output, state or summary', async () => {
    const simulator = await simulate();
    const webhook = urlOf(simulator, { pipeline: 'red' });
    const good = await runAction({
      action: 'trigger',
      env: { RUNNER_DEBUG: '1' },
      with: { ...FAST, 'base-url': simulator.url, 'webhook-url': webhook, 'api-key': simulator.apiKey },
    });
    expect(good.main.masks).toEqual(expect.arrayContaining([webhook, TOKEN]));
    // The masks come before anything else is said.
    expect(good.main.commands.slice(0, 3).map(({ name }) => name)).toEqual(['add-mask', 'add-mask', 'add-mask']);
    expect(good.main.debug.some((line) => line.includes('POST /gateway/pipeline/api/webhook/custom/***/v3'))).toBe(
      true,
    );
    simulator.fault({
      on: 'webhook',
      do: { kind: 'status', status: 400, message: `${'x '.repeat(490)}No trigger found for the token: ${TOKEN}` },
    });
    simulator.fault({
      on: 'webhook',
      from: 2,
      do: { kind: 'status', status: 502, as: 'html', message: `${TOKEN} is down` },
    });
    const refused = await runAction({
      action: 'trigger',
      with: { 'base-url': simulator.url, 'webhook-url': webhook },
    });
    expect(errors(refused.main)[0]).toContain('400 INVALID_REQUEST');
    const broken = await runAction({
      action: 'trigger',
      with: { 'base-url': simulator.url, 'webhook-url': webhook },
    });
    expect(errors(broken.main)[0]).toContain('*** is down');
    for (const { main, post } of [good, refused, broken]) {
      expect(printed(main, post)).not.toContain(TOKEN.slice(0, 12));
      expect(printed(main, post)).not.toContain('triggerIdentifier');
    }
  });
});
