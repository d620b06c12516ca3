/** Custom webhooks: their URL is a secret, their answers prove little, and whatever they say nothing turns green by itself. */
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { readTrigger } from '../../../../src/actions/trigger/inputs.ts';
import { readPayload as readAny } from '../../../../src/actions/trigger/payload.ts';
import { readWebhookUrl, secretsOf } from '../../../../src/actions/trigger/webhook-url.ts';
import { systemClock } from '../../../../src/base/clock.ts';
import { Cancelled, DeadlineExceeded, HarnessError, InputError } from '../../../../src/harness/errors.ts';
import { type HttpOptions, openHttp } from '../../../../src/harness/http.ts';
import type { RequestFailure } from '../../../../src/harness/request-failure.ts';
import { openRetry } from '../../../../src/harness/retry.ts';
import { type EventState, sendEvent, type WebhookEvent, webhookEvent } from '../../../../src/harness/webhook/events.ts';
import { NOTHING_STARTED } from '../../../../src/harness/webhook/statuses.ts';
import { parsePostState, type PostState, serializePostState } from '../../../../src/lifecycle/post-state.ts';
import { readTree } from '../../../../src/runtime-inputs/read-yaml.ts';
import { untilProcessed } from '../../../../src/start/webhook-event.ts';
import { startServer, type TestServer } from '../../../support/harness/http-server.ts';
import { type FakeClock, NOON, openFakeClock } from '../../../support/job/clock.ts';

type Exchange = Parameters<HttpOptions['onExchange']>[0];

const TOKEN = 'kq7-Zp2_tRw9sXv4NbYc1D';
const SCOPE = { account: 'Acme-42', org: 'default', project: 'shop' };
const QUERY = 'accountIdentifier=Acme-42&orgIdentifier=default&projectIdentifier=shop&pipelineIdentifier=deploy';
const URL_V3 = `https://app.harness.io/gateway/pipeline/api/webhook/custom/${TOKEN}/v3?${QUERY}&triggerIdentifier=push`;
const HOSTILE = [
  null,
  17,
  'text',
  [],
  {},
  { data: null },
  { data: [] },
  { data: { webhookProcessingDetails: null } },
  { data: { webhookProcessingDetails: [] } },
  { data: { webhookProcessingDetails: 'TARGET_EXECUTION_REQUESTED' } },
  { data: { webhookProcessingDetails: { eventId: 'another' } } },
];

const open: TestServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** A client of a server that gives the same answer to everything. */
async function answering(answer: unknown, status = 200) {
  const server = await startServer(({ response }) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  open.push(server);
  const seen: Exchange[] = [];
  const { origin } = server;
  const http = openHttp({ origin, key: 'key', clock: systemClock, onExchange: (exchange) => seen.push(exchange) });
  return { http, seen, server, scope: { ...SCOPE, origin } };
}

const bounds = { signal: new AbortController().signal, limit: 20_000 };

async function failureOf(work: Promise<unknown>): Promise<RequestFailure & { readonly message: string }> {
  const error: unknown = await work.then(
    (answer) => {
      throw new Error(`an answer: ${JSON.stringify(answer)}`);
    },
    (reason: unknown) => reason,
  );
  if (error instanceof HarnessError) return { ...error.failure, message: error.message };
  throw error;
}

describe('sendEvent', () => {
  const hook = { path: `/pipeline/api/webhook/custom/${TOKEN}/v3`, query: { a: ['1', '2'] }, secrets: [TOKEN] };
  const order = { hook, payload: '{"a":1}', purpose: 'start deploy' };

  it.each([
    ['v3', { data: { eventCorrelationId: '6745d3a1f0c2b84e9d7a1c35', apiUrl: 'https://elsewhere.example.com' } }],
    ['the oldest', { status: 'SUCCESS', data: '6745d3a1f0c2b84e9d7a1c35' }],
  ])('reads the response of %s, and sends the payload unchanged', async (_, answer) => {
    const { http, server } = await answering(answer);
    expect(await sendEvent(http, order, bounds)).toBe('6745d3a1f0c2b84e9d7a1c35');
    expect(server.visits).toMatchObject([{ method: 'POST', path: `${hook.path}?a=1&a=2`, body: '{"a":1}' }]);
    expect(server.visits[0]?.headers).toMatchObject({ 'content-type': 'application/json', 'x-api-key': 'key' });
  });

  it.each([
    ...HOSTILE,
    { data: '' },
    { data: '../../etc' },
    { data: 'x'.repeat(65) },
    { data: { eventCorrelationId: 17 } },
    { data: { eventCorrelationId: ['a'] } },
    { data: { eventCorrelationId: 'a\nb' } },
  ])('reads no event from %j, which leaves the start in doubt', async (answer) => {
    const { http } = await answering(answer);
    expect(await failureOf(sendEvent(http, order, bounds))).toMatchObject({ kind: 'unexpected' });
  });

  it('shows no secret part of the path, whatever the response', async () => {
    for (const status of [200, 302, 400, 404, 500]) {
      const message = `no trigger for /pipeline/api/webhook/custom/${TOKEN}/v3`;
      const hints = [{ code: 'HINT', level: 'INFO', message: `${'x'.repeat(480)} ${TOKEN}` }];
      const { http, seen } = await answering(
        { status: 'ERROR', code: TOKEN, message, responseMessages: hints },
        status,
      );
      const failure = await failureOf(sendEvent(http, order, bounds));
      expect(JSON.stringify([failure, seen])).not.toContain(TOKEN.slice(0, 10));
      expect(seen).toMatchObject([{ path: '/pipeline/api/webhook/custom/***/v3' }]);
    }
  });

  it('names the input for the header that Harness requires', async () => {
    const message = 'Authorization is mandatory for custom triggers. Please add X-Api-Key header in the request';
    const { http } = await answering({ status: 'ERROR', code: 'INVALID_REQUEST', message }, 400);
    const { hints } = await failureOf(sendEvent(http, order, bounds));
    expect(hints).toEqual(['This trigger requires an API key: set api-key.']);
  });
});

/** Section by section as Harness's source has them; the doubled FOR included. */
const STATUSES = [
  'TARGET_DID_NOT_EXECUTE',
  'INVALID_RUNTIME_INPUT_YAML',
  'INVALID_PAYLOAD',
  'SCM_SERVICE_CONNECTION_FAILED',
  'TRIGGER_DID_NOT_MATCH_EVENT_CONDITION',
  'TRIGGER_DID_NOT_MATCH_METADATA_CONDITION',
  'TRIGGER_DID_NOT_MATCH_ARTIFACT_JEXL_CONDITION',
  'NO_MATCHING_TRIGGER_FOR_REPO',
  'NO_MATCHING_TRIGGER_FOR_EVENT_ACTION',
  'NO_MATCHING_TRIGGER_FOR_METADATA_CONDITIONS',
  'NO_MATCHING_TRIGGER_FOR_PAYLOAD_CONDITIONS',
  'NO_MATCHING_TRIGGER_FOR_JEXL_CONDITIONS',
  'NO_MATCHING_TRIGGER_FOR_HEADER_CONDITIONS',
  'NO_MATCHING_TRIGGER_FOR_FILEPATH_CONDITIONS',
  'NO_MATCHING_TRIGGER_FOR_FOR_EVENT_SIGNATURES',
  'NO_MATCHING_TRIGGER_FOR_FOR_EVENT_CONDITION',
  'NO_ENABLED_CUSTOM_TRIGGER_FOUND',
  'NO_ENABLED_CUSTOM_TRIGGER_FOUND_FOR_ACCOUNT',
  'NO_ENABLED_TRIGGER_FOR_PROJECT',
  'NO_ENABLED_TRIGGER_FOR_ACCOUNT',
  'NO_ENABLED_TRIGGER_FOR_SOURCEREPO_TYPE',
  'NO_ENABLED_TRIGGER_FOR_ACCOUNT_SOURCE_REPO',
  'FAILED_TO_FETCH_PR_DETAILS',
  'EXCEPTION_WHILE_PROCESSING',
  'TRIGGER_CONFIRMATION_SUCCESSFUL',
  'TRIGGER_CONFIRMATION_FAILED',
  'TRIGGER_AUTHENTICATION_FAILED',
  'VALIDATION_FAILED_FOR_TRIGGER',
  'ALL_MAPPED_TRIGGER_FAILED_VALIDATION_FOR_POLLING_EVENT',
  'POLLING_EVENT_WITH_NO_VERSIONS',
  'NEW_ARTIFACT_EVENT_PROCESSED',
  'NEW_MANIFEST_EVENT_PROCESSED',
];

const details = (processing: object, summary?: unknown) => ({
  data: {
    webhookProcessingDetails: { eventId: 'event-1', ...processing },
    executionDetails: summary === undefined ? null : { pipelineExecutionSummary: summary },
  },
});

async function stateFrom(answer: unknown, status = 200): Promise<EventState> {
  const { http, scope } = await answering(answer, status);
  return webhookEvent(http, scope, 'event-1').state(bounds);
}

describe('the result of an event', () => {
  it('is requested without the key', async () => {
    const { http, scope, server } = await answering(details({ status: 'QUEUED' }));
    expect(await webhookEvent(http, scope, 'event-1').state(bounds)).toEqual({ kind: 'queued' });
    const path = '/pipeline/api/webhook/triggerExecutionDetails/event-1?accountIdentifier=Acme-42';
    expect(server.visits).toMatchObject([{ method: 'GET', path }]);
    expect(server.visits[0]?.headers).not.toHaveProperty('x-api-key');
  });

  it('has advice for each status', async () => {
    expect(Object.keys(NOTHING_STARTED).toSorted()).toEqual(STATUSES.toSorted());
    for (const status of STATUSES) {
      const found = await stateFrom(details({ status, message: 'why' }));
      expect(found).toEqual({
        kind: 'nothing',
        status,
        message: 'why',
        advice: expect.stringMatching(/^[A-Z].{40,}\.$/),
      });
    }
  });

  it.each([
    [
      'before it is processed',
      { status: 'ERROR', code: 'INVALID_REQUEST', message: "Trigger event history doesn't exist" },
      400,
    ],
    ['where there is none', { status: 'ERROR', code: 'ENTITY_NOT_FOUND', message: 'no such event' }, 404],
    ['while it waits', details({ status: 'QUEUED', message: 'Trigger execution is queued' }), 200],
    ['while it is not found', details({ eventFound: false }), 200],
  ])('is not known %s', async (_, answer, status) => {
    expect(await stateFrom(answer, status)).toMatchObject({ kind: 'queued' });
  });

  it('is an execution as soon as the response names one', async () => {
    const named = { status: 'TARGET_EXECUTION_REQUESTED', pipelineExecutionId: 'E1', pipelineIdentifier: 'deploy' };
    expect(await stateFrom(details(named))).toMatchObject({
      kind: 'started',
      started: { ref: { id: 'E1', pipeline: 'deploy' }, snapshot: { status: '', phase: 'unknown' } },
      others: [],
    });
    const summary = { planExecutionId: 'E1', status: 'Running', name: 'Deploy', runSequence: 42 };
    expect(await stateFrom(details(named, summary))).toMatchObject({
      started: { snapshot: { phase: 'running', pipelineName: 'Deploy', runSequence: 42 } },
    });
  });

  it('is two executions when the response names two', async () => {
    const summary = { planExecutionId: 'E2', status: 'Success', pipelineIdentifier: '../x' };
    expect(await stateFrom(details({ pipelineExecutionId: 'E1' }, summary))).toMatchObject({
      started: { ref: { id: 'E2', pipeline: '' }, snapshot: { status: 'Success' } },
      others: ['E1'],
    });
  });

  it.each([
    { status: 'TARGET_EXECUTION_REQUESTED' },
    { status: 'TARGET_EXECUTION_REQUESTED', pipelineExecutionId: '../../x' },
    { status: 'SOMETHING_NEW', message: ['not', 'text'] },
    { status: 17 },
    { status: 'constructor' },
    {},
  ])('is unclear for %j', async (processing) => {
    expect(await stateFrom(details(processing))).toMatchObject({ kind: 'unclear' });
  });

  it.each(HOSTILE)('is an unexpected response for %j', async (answer) => {
    expect(await failureOf(stateFrom(answer))).toMatchObject({ kind: 'unexpected' });
  });

  it.each([401, 403])('is a refusal for %i', async (status) => {
    const refused = stateFrom({ status: 'ERROR', code: 'NG_ACCESS_DENIED', message: 'no' }, status);
    expect(await failureOf(refused)).toMatchObject({ kind: 'refused' });
  });
});

describe('the webhook engine', () => {
  const ref = { id: 'E1', pipeline: 'deploy', url: '' };

  it('reads its execution', async () => {
    const { http, scope } = await answering(details({}, { planExecutionId: 'E1', status: 'Success', endTs: 1 }));
    expect(await webhookEvent(http, scope, 'event-1').read(ref, bounds)).toMatchObject({ phase: 'succeeded' });
  });

  it.each([
    { planExecutionId: 'E2', status: 'Success' },
    { status: 'Success' },
    { planExecutionId: 'E1' },
    { planExecutionId: 'E1', status: null },
    null,
    [],
    undefined,
  ])('does not accept %j', async (summary) => {
    const { http, scope } = await answering(details({}, summary));
    expect(await failureOf(webhookEvent(http, scope, 'event-1').read(ref, bounds))).toMatchObject({
      kind: 'unexpected',
    });
  });

  it('aborts nothing', async () => {
    const { http, scope, server } = await answering({});
    const event = webhookEvent(http, scope, 'event-1');
    expect(await failureOf(event.abort(ref, bounds))).toMatchObject({ kind: 'refused' });
    expect(server.visits).toEqual([]);
  });
});

/** Waits for an event that gives these answers, the last of them forever. */
async function wait(
  clock: FakeClock,
  searches: readonly EventState[],
  more: { timeout?: number; signal?: AbortSignal } = {},
) {
  const listener = { onDisconnect: () => undefined, onReconnect: () => undefined };
  const retry = openRetry({ clock, listener, matrixSize: 1 });
  const { timeout = 3_600_000, signal = new AbortController().signal } = more;
  const reported: string[] = [];
  let purpose = 0;
  const event: Pick<WebhookEvent, 'state'> = {
    state: () => {
      purpose += 1;
      return Promise.resolve(searches[Math.min(purpose, searches.length) - 1] ?? { kind: 'queued' });
    },
  };
  const deadline = NOON + timeout;
  const onWait = (text: string) => reported.push(text);
  const end: unknown = await clock
    .run(untilProcessed({ event, retry, clock, signal, deadline, onWait }))
    .catch((error: unknown) => error);
  return { end, purpose, reported, took: clock.now() - NOON };
}

describe('the wait for an event', () => {
  const queued: EventState = { kind: 'queued' };
  const nothing: EventState = { kind: 'nothing', status: 'INVALID_PAYLOAD', message: '', advice: 'Do.' };
  const unclear: EventState = { kind: 'unclear', status: 'SOMETHING_NEW', message: '' };

  it('ends with the result of the event', async () => {
    expect(await wait(openFakeClock(), [queued, queued, nothing])).toMatchObject({ end: nothing, purpose: 3 });
  });

  it('polls some 10 times in the first half minute, then 6 times a minute, with a line a minute', async () => {
    const clock = openFakeClock();
    const { end, purpose, reported, took } = await wait(clock, [queued], { timeout: 600_000 });
    expect(end).toBeInstanceOf(DeadlineExceeded);
    expect(took).toBe(600_000);
    expect(purpose).toBeGreaterThan(55);
    expect(purpose).toBeLessThan(75);
    expect(reported).toHaveLength(9);
    expect(reported[0]).toMatch(
      /^Harness has not processed the event yet \(1m 0\ds\)\. It is queued; if this persists, check the trigger's Pipeline/,
    );
  });

  it('shows the advice about queued events only for a queued event', async () => {
    const missing = new HarnessError({ kind: 'refused', purpose: 'x', origin: 'https://h', detail: 'no' });
    const { reported } = await wait(openFakeClock(), [{ kind: 'queued', missing }], { timeout: 100_000 });
    expect(reported).toEqual([expect.stringMatching(/^Harness has not processed the event yet \(1m 0\ds\)\.$/)]);
  });

  it('polls once more at the deadline', async () => {
    expect(await wait(openFakeClock(), [queued, nothing], { timeout: 500 })).toMatchObject({ end: nothing, took: 500 });
  });

  it('accepts an unclear outcome for a minute', async () => {
    const { end, took } = await wait(openFakeClock(), [unclear]);
    expect(end).toEqual(unclear);
    expect(took).toBeGreaterThanOrEqual(60_000);
    expect(took).toBeLessThan(75_000);
    expect(await wait(openFakeClock(), [unclear, unclear, nothing])).toMatchObject({ end: nothing });
    expect(await wait(openFakeClock(), [unclear], { timeout: 2000 })).toMatchObject({ end: unclear, took: 2000 });
  });

  it('ends immediately when the job is cancelled', async () => {
    const clock = openFakeClock();
    const cancel = new AbortController();
    clock.after(7300, () => cancel.abort());
    const { end, took } = await wait(clock, [queued], { signal: cancel.signal });
    expect(end).toBeInstanceOf(Cancelled);
    expect(took).toBe(7300);
  });
});

describe('the URL of a webhook', () => {
  it.each([
    [`/gateway/pipeline/api/webhook/custom/${TOKEN}/v3`, [TOKEN]],
    [`/pipeline/api/webhook/custom/${TOKEN}/v3/`, [TOKEN]],
    ['/gateway/pipeline/api/webhook/custom/v2', []],
    ['/gateway/pipeline/api/webhook/custom', []],
    [`/pipeline/api/webhook/custom/${TOKEN}/v4`, [TOKEN]],
  ])('may have the path %s', (path, secrets) => {
    const read = readWebhookUrl(`https://acme.harness.io${path}?${QUERY}&more=a&more=b`, '');
    expect(read).toMatchObject({
      scope: { ...SCOPE, origin: 'https://acme.harness.io' },
      pipeline: 'deploy',
      hook: { path, query: { more: ['a', 'b'], orgIdentifier: ['default'] }, secrets },
      problems: [],
    });
  });

  it.each([
    ['https://harness.io', '', 'https://harness.io'],
    ['https://app3.harness.io', '', 'https://app3.harness.io'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://127.0.0.1:8080', '', undefined],
    ['http://localhost:8080', '', undefined],
    ['https://harness.example.com', 'https://harness.example.com/ng/account/x', 'https://harness.example.com'],
    ['https://harness.example.com', '', undefined],
    ['https://harness.io.example.com', '', undefined],
    ['https://evilharness.io', '', undefined],
    ['https://harness.example.com:8443', 'https://harness.example.com', undefined],
    ['http://app.harness.io', '', undefined],
    ['https://user:secret@app.harness.io', '', undefined],
    ['https://app.harness.io', 'https://harness.example.com', undefined],
    ['https://app.harness.io', 'unexpected', undefined],
  ])('at %s with base-url %p goes to %p', (origin, base, to) => {
    const { problems, scope } = readWebhookUrl(`${origin}/pipeline/api/webhook/custom/${TOKEN}/v3?${QUERY}`, base);
    expect(problems.length).toBe(to === undefined ? 1 : 0);
    if (to !== undefined) expect(scope.origin).toBe(to);
    expect(JSON.stringify(problems)).not.toMatch(new RegExp(`${TOKEN}|secret@`));
  });

  it.each([
    'words',
    TOKEN,
    `//app.harness.io/pipeline/api/webhook/custom/${TOKEN}/v3?${QUERY}`,
    `https://app.harness.io/api/webhooks/${TOKEN}?accountId=Acme-42`,
    `https://app.harness.io/ng/account/Acme-42/cd/orgs/default/projects/shop?${TOKEN}`,
    `https://app.harness.io/pipeline/api/webhook/custom/${TOKEN}/v3`,
    `https://app.harness.io/pipeline/api/webhook/custom/${TOKEN}/v3?${QUERY.replace('shop', '..%2Fx')}`,
    `https://app.harness.io/pipeline/api/webhook/custom/${TOKEN}/v3?${QUERY.replace('deploy', 'a/b')}`,
  ])('is rejected without quoting it: %s', (url) => {
    const { problems } = readWebhookUrl(url, '');
    expect(problems).toHaveLength(1);
    expect(JSON.stringify(problems)).not.toContain(TOKEN);
  });

  it('returns all parts to mask', () => {
    expect(secretsOf(URL_V3)).toEqual([URL_V3, TOKEN]);
    expect(secretsOf(`HTTPS://app.harness.io:443/pipeline/api/webhook/custom/${TOKEN}/v3`)).toEqual([
      `HTTPS://app.harness.io:443/pipeline/api/webhook/custom/${TOKEN}/v3`,
      `https://app.harness.io/pipeline/api/webhook/custom/${TOKEN}/v3`,
      TOKEN,
    ]);
    expect(secretsOf('')).toEqual([]);
    expect(secretsOf('no url')).toEqual(['no url']);
  });
});

describe('a payload', () => {
  const readPayload = (text: string) => readAny(text, readTree);

  it.each(['5', 'words', '"5"', 'true', '# nothing', '- a\n- &x b', 'a: 1\na: 2', '{a: [}', 'a: 1\n---\nb: 2'])(
    'rejects %j',
    (text) => {
      expect(readPayload(text)).toHaveProperty('faults');
    },
  );

  it('that is JSON is sent unchanged', () => {
    fc.assert(
      fc.property(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())), (value) => {
        const json = JSON.stringify(value, undefined, 1);
        expect(readPayload(json)).toEqual({ json });
      }),
    );
  });

  it('that is YAML becomes JSON that keeps the text of every scalar', () => {
    const scalar = fc.oneof(fc.stringMatching(/^-?[0-9.]{1,8}$/), fc.stringMatching(/^[A-Za-z][\w.+-]{0,8}$/));
    fc.assert(
      fc.property(scalar, (text) => {
        const read = readPayload(`a: ${text}`);
        const { a } = JSON.parse('json' in read ? read.json : '') as { a: unknown };
        const isWord = /^(?:null|true|false)$/i.test(text);
        expect(String(a).toLowerCase()).toBe(text.toLowerCase());
        if (!isWord) expect(String(a)).toBe(text);
      }),
    );
  });

  it('with a hostile name does not change a prototype', () => {
    expect(readPayload('__proto__: {a: 1}\nconstructor: x')).toEqual({
      json: '{"__proto__":{"a":1},"constructor":"x"}',
    });
  });
});

describe('the inputs of trigger', () => {
  const read = (inputs: Readonly<Record<string, string>>) =>
    readTrigger((name) => inputs[name] ?? '', { runUrl: 'https://github.com/acme/shop/actions/runs/77' }, readTree);
  const problems = (inputs: Readonly<Record<string, string>>) => {
    try {
      read(inputs);
      return [];
    } catch (error) {
      if (error instanceof InputError) return error.problems;
      throw error;
    }
  };

  it('leave the execution running without a key', () => {
    expect(read({ 'webhook-url': URL_V3 })).toMatchObject({
      key: '',
      onCancel: 'leave',
      onTimeout: 'leave',
      wait: true,
    });
    expect(read({ 'webhook-url': URL_V3, 'api-key': 'k' })).toMatchObject({ onCancel: 'abort', onTimeout: 'leave' });
    const words = { 'webhook-url': URL_V3, 'api-key': 'k', 'on-cancel': 'leave', 'on-timeout': 'abort' };
    expect(read(words)).toMatchObject({ onCancel: 'leave', onTimeout: 'abort' });
    expect(problems({ 'webhook-url': URL_V3, 'on-cancel': 'abort', 'on-timeout': 'abort' })).toMatchObject([
      { input: 'on-cancel' },
      { input: 'on-timeout' },
    ]);
  });

  it('reject the key of another account', () => {
    expect(problems({ 'webhook-url': URL_V3, 'api-key': 'pat.Other.id.secret' })).toMatchObject([{ input: 'api-key' }]);
    expect(problems({ 'webhook-url': URL_V3, 'api-key': 'pat.Acme-42.id.secret' })).toEqual([]);
  });

  it('require a URL', () => {
    expect(problems({})).toEqual([{ input: 'webhook-url', text: expect.stringContaining('is empty') }]);
  });
});

describe('the post state', () => {
  const postState: PostState = {
    nonce: '0123456789abcdef',
    engine: 'webhook',
    key: '',
    scope: { ...SCOPE, origin: 'https://app.harness.io' },
    pipeline: '',
    marker: '',
    event: '6745d3a1f0c2b84e9d7a1c35',
    since: NOON,
    onCancel: 'leave',
    execution: '',
    main: 'unfinished',
    hasFolder: true,
    redacts: false,
    summary: true,
    comment: 'never',
    pullRequest: 0,
    commitStatus: '',
    githubToken: '',
    label: '',
    leg: '0/1',
    timeout: 1000,
  };

  it('keeps the event only in a valid shape', () => {
    expect(parsePostState(serializePostState(postState))).toMatchObject(postState);
    for (const event of ['../x', 'a b', 'x'.repeat(65), 17, null, undefined]) {
      expect(parsePostState(JSON.stringify({ ...postState, event }))).toBeUndefined();
    }
  });
});
