/** The NextGen API: each request as Harness wants it, each answer read, each unexpected one reported. */
import { afterEach, describe, expect, test } from '@jest/globals';

import { systemClock } from '../../../../src/base/clock.ts';
import { HarnessError } from '../../../../src/harness/errors.ts';
import { openHttp } from '../../../../src/harness/http.ts';
import { executionLink, executionRef } from '../../../../src/harness/links.ts';
import { nextGen, type NextGen, type StartOrder } from '../../../../src/harness/nextgen/executions.ts';
import { pipelineApi, type PipelineApi } from '../../../../src/harness/nextgen/pipelines.ts';
import type { RequestFailure } from '../../../../src/harness/request-failure.ts';
import { type Simulator, startSimulator } from '../../../../src/simulator/simulator.ts';
import { startServer, type TestServer, type Visit } from '../../../support/harness/http-server.ts';

const E = '3y9YlBC9SrOn6W7bPT5nCw';
const KEY = 'pat.Acme.id.secret';
const BOUNDS = { signal: new AbortController().signal, limit: 20_000 };

const open: (TestServer | Simulator)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

type Answer = readonly [status: number, body: unknown];

/** Harness, as far as one test is about: what it answers to `METHOD /path`, with a 200 unless the status is given; all else is a 404. */
interface Harness extends NextGen, PipelineApi {
  readonly origin: string;
  readonly visits: readonly Visit[];
}

async function harness(answers: Readonly<Record<string, unknown>>): Promise<Harness> {
  const server = await startServer(({ response, visit }) => {
    const [path = ''] = visit.path.split('?');
    const answer = answers[`${visit.method} ${path}`];
    const [status, body] = Array.isArray(answer)
      ? (answer as unknown as Answer)
      : answer === undefined
        ? [404, { status: 'ERROR', code: 'ENTITY_NOT_FOUND', message: `no ${path}` }]
        : [200, answer];
    response.writeHead(status).end(JSON.stringify(body));
  });
  open.push(server);
  const http = openHttp({ origin: server.origin, key: KEY, clock: systemClock, onExchange: () => undefined });
  const scope = { origin: server.origin, account: 'Acme', org: 'default', project: 'shop' };
  return { ...nextGen(http, scope, KEY), ...pipelineApi(http, scope), origin: server.origin, visits: server.visits };
}

/** A request's line with its query in order, and its body. */
function requestOf({ method, path, headers, body }: Visit): {
  request: string;
  query: string[];
  type: string;
  body: string;
} {
  const { pathname, searchParams } = new URL(path, 'http://x');
  return {
    request: `${method} ${pathname}`,
    query: [...searchParams].map((pair) => pair.join('=')),
    type: headers['content-type'] ?? '',
    body,
  };
}

async function failureOf(answer: Promise<unknown>): Promise<RequestFailure> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof HarnessError)) {
    throw new Error(`No HarnessError, but ${String(error)}`);
  }
  return error.failure;
}

const SCOPE = ['accountIdentifier=Acme', 'orgIdentifier=default', 'projectIdentifier=shop'];
const EXECUTE = '/pipeline/api/pipeline/execute';
const EXECUTIONS = '/pipeline/api/pipelines/execution';
const NO_GIT = { branch: '', storeType: '', connectorRef: '', repoName: '' };
const GIT = { branch: 'main', storeType: 'REMOTE', connectorRef: 'account.github', repoName: 'web' };
const GIT_QUERY = ['branch=main', 'storeType=REMOTE', 'connectorRef=account.github', 'repoName=web'];
const ORDER: StartOrder = {
  pipeline: 'deploy_prod',
  yaml: '',
  inputSets: [],
  stages: [],
  git: NO_GIT,
  notes: 'marker\nnotes',
};
const PLAN = { uuid: E, status: 'RUNNING', startTs: 1000, endTs: null, metadata: { runSequence: 42 } };
const STARTED = { status: 'SUCCESS', data: { planExecution: PLAN } };

describe('a start', () => {
  test('sends the YAML as it is, over its own connection', async () => {
    const { start, visits, origin } = await harness({ [`POST ${EXECUTE}/deploy_prod`]: STARTED });
    const yaml = 'pipeline:\n  identifier: deploy_prod\n';
    const started = await start({ ...ORDER, yaml, git: GIT }, BOUNDS);
    await start({ ...ORDER, yaml: '' }, BOUNDS);
    expect(visits.map(requestOf)).toEqual([
      {
        request: `POST ${EXECUTE}/deploy_prod`,
        query: [...SCOPE, ...GIT_QUERY, 'notesForPipelineExecution=marker\nnotes'],
        type: 'application/yaml',
        body: yaml,
      },
      {
        request: `POST ${EXECUTE}/deploy_prod`,
        query: [...SCOPE, 'notesForPipelineExecution=marker\nnotes'],
        type: 'application/yaml',
        body: '',
      },
    ]);
    expect(visits.map(({ connection, headers }) => [connection, headers.connection])).toEqual([
      [1, 'close'],
      [2, 'close'],
    ]);
    expect(started.ref).toEqual({
      id: E,
      pipeline: 'deploy_prod',
      url: executionLink(
        { scope: { origin, account: 'Acme', org: 'default', project: 'shop' }, pipeline: 'deploy_prod' },
        E,
      ),
    });
    expect(started.snapshot).toMatchObject({ status: 'RUNNING', phase: 'running', runSequence: 42, startedAt: 1000 });
  });

  test('names the input sets that are in the YAML for the records of Harness', async () => {
    const { start, visits } = await harness({ [`POST ${EXECUTE}/deploy_prod`]: STARTED });
    await start({ ...ORDER, yaml: 'a: 1', inputSets: ['prod', 'eu'] }, BOUNDS);
    expect(visits.map(requestOf)).toMatchObject([
      {
        type: 'application/yaml',
        body: 'a: 1',
        query: expect.arrayContaining(['inputSetIdentifiers=prod', 'inputSetIdentifiers=eu']),
      },
    ]);
  });

  test('of some stages names them', async () => {
    const { start, visits } = await harness({ [`POST ${EXECUTE}/deploy_prod/stages`]: STARTED });
    await start({ ...ORDER, yaml: 'a: 1', stages: ['build'] }, BOUNDS);
    expect(JSON.parse(visits[0]?.body ?? '')).toEqual({ runtimeInputYaml: 'a: 1', stageIdentifiers: ['build'] });
  });

  test('that a policy denies has failed, though Harness says SUCCESS', async () => {
    const governanceMetadata = {
      deny: true,
      details: [
        { policySetName: 'Prod', policyMetadata: [{ policyName: 'P', status: 'error', denyMessages: ['no'] }] },
      ],
    };
    for (const status of ['ERRORED', 'RUNNING', null]) {
      const data = { planExecution: { ...PLAN, status, governanceMetadata } };
      const { start } = await harness({ [`POST ${EXECUTE}/deploy_prod`]: { status: 'SUCCESS', data } });
      expect((await start(ORDER, BOUNDS)).snapshot).toMatchObject({
        phase: 'failed',
        message: 'denied by policy Prod › P: no',
        deniedBy: ['Prod › P'],
      });
    }
  });

  test('whose status says nothing has started all the same', async () => {
    const data = { planExecution: { uuid: E, status: 7, metadata: null, startTs: '1000' } };
    const { start } = await harness({ [`POST ${EXECUTE}/deploy_prod`]: { data } });
    expect((await start(ORDER, BOUNDS)).snapshot).toMatchObject({ status: '', phase: 'unknown', startedAt: 1000 });
  });

  test.each<unknown>([
    { status: 'SUCCESS' },
    { data: null },
    { data: { planExecution: null } },
    { data: { planExecution: [] } },
    { data: { planExecution: { uuid: '' } } },
    { data: { planExecution: { uuid: 5 } } },
    { data: { planExecution: { uuid: '../x' } } },
    { data: { planExecution: { uuid: `${E}\n::error::x` } } },
    { uuid: E },
    { status: 'ERROR', message: 'Failed to start execution for Pipeline.' },
  ])('answered with %j is no execution, and no refusal', async (body) => {
    const { start } = await harness({ [`POST ${EXECUTE}/deploy_prod`]: body });
    expect(await failureOf(start(ORDER, BOUNDS))).toMatchObject({ kind: 'unexpected', status: 200 });
  });

  test('that Harness refuses says what was asked', async () => {
    const { start } = await harness({});
    const failure = await failureOf(start(ORDER, BOUNDS));
    expect(failure).toMatchObject({ kind: 'refused', purpose: 'start deploy_prod in default/shop', status: 404 });
  });
});

test('a retry names the execution and its stages, and sends the inputs that it had', async () => {
  const { retry, visits } = await harness({ [`POST ${EXECUTE}/retry/deploy_prod`]: STARTED });
  const order = {
    pipeline: 'deploy_prod',
    execution: E,
    stages: ['build', 'deploy'],
    notes: 'n',
    yaml: 'pipeline: {}',
    git: GIT,
  };
  expect((await retry(order, BOUNDS)).ref.id).toBe(E);
  expect(visits.map(requestOf)).toEqual([
    {
      request: `POST ${EXECUTE}/retry/deploy_prod`,
      query: [
        ...SCOPE,
        ...GIT_QUERY,
        `planExecutionId=${E}`,
        'retryStages=build',
        'retryStages=deploy',
        'runAllStages=true',
        'notesForPipelineExecution=n',
      ],
      type: 'application/yaml',
      body: 'pipeline: {}',
    },
  ]);
  expect(visits[0]?.headers.connection).toBe('close');
});

const REF = { id: E, pipeline: 'deploy_prod', url: '' };

describe('a poll', () => {
  test('asks for the summary alone', async () => {
    const summary = { planExecutionId: E, status: 'Running', runSequence: '42' };
    const { read, visits } = await harness({
      [`GET ${EXECUTIONS}/v2/${E}`]: { data: { pipelineExecutionSummary: summary } },
    });
    expect(await read(REF, BOUNDS)).toMatchObject({ status: 'Running', phase: 'running', runSequence: 42 });
    expect(visits.map(requestOf)).toEqual([{ request: `GET ${EXECUTIONS}/v2/${E}`, query: SCOPE, type: '', body: '' }]);
  });

  test.each<[unknown, string]>([
    [{ data: { pipelineExecutionSummary: { planExecutionId: 'another', status: 'Success' } } }, 'another execution'],
    [{ data: { pipelineExecutionSummary: { planExecutionId: E, status: '' } } }, 'no status'],
    [{ data: { pipelineExecutionSummary: { planExecutionId: E, status: ['Success'] } } }, 'no status'],
    [{ data: { pipelineExecutionSummary: null } }, 'no status'],
    [{ data: [] }, 'no status'],
    [{ status: 'Success' }, 'no status'],
  ])('answered with %j saw nothing: %s', async (body, detail) => {
    const { read } = await harness({ [`GET ${EXECUTIONS}/v2/${E}`]: body });
    const failure = await failureOf(read(REF, BOUNDS));
    expect(failure.kind).toBe('unexpected');
    expect(failure.detail).toContain(detail);
  });
});

test.each([
  [{ pipelineIdentifier: 'build' }, 'build'],
  [{ pipelineIdentifier: '' }, 'deploy_prod'],
  [{ pipelineIdentifier: '\uD800/../x' }, 'deploy_prod'],
  [{}, 'deploy_prod'],
])('an execution that is found with %j is of the pipeline %s', async (more, pipeline) => {
  const summary = { planExecutionId: E, status: 'Running', ...more };
  const answer = { data: { pipelineExecutionSummary: summary } };
  const { find, origin } = await harness({ [`GET ${EXECUTIONS}/v2/${E}`]: answer });
  const { ref, snapshot } = await find({ id: E, pipeline: 'deploy_prod' }, BOUNDS);
  const scope = { origin, account: 'Acme', org: 'default', project: 'shop' };
  expect(ref).toEqual(executionRef({ scope, pipeline }, E));
  expect(snapshot.status).toBe('Running');
});

describe('an abort', () => {
  const PATH = `PUT ${EXECUTE}/interrupt/${E}`;

  test('asks for all of the execution', async () => {
    const { abort, visits } = await harness({ [PATH]: { status: 'SUCCESS', data: { id: 'i', type: 'AbortAll' } } });
    await abort(REF, BOUNDS);
    expect(visits.map(requestOf)).toEqual([
      { request: PATH, query: [...SCOPE, 'interruptType=AbortAll'], type: '', body: '' },
    ]);
  });

  test.each<Answer>([
    [400, { status: 'ERROR', code: 'ABORT_ALL_ALREADY_NG', message: 'Execution abort is already under progress.' }],
    [
      400,
      {
        status: 'ERROR',
        code: 'INVALID_REQUEST',
        message: 'Invalid request: Execution is already finished with status: [SUCCEEDED]',
      },
    ],
  ])('of what is being aborted or has ended is done: %i %j', async (status, body) => {
    const { abort } = await harness({ [PATH]: [status, body] });
    await expect(abort(REF, BOUNDS)).resolves.toBeUndefined();
  });

  test('that Harness could not register, for another interrupt, passes', async () => {
    const body = { status: 'ERROR', code: 'INVALID_REQUEST', message: 'Cannot register the interrupt. Please retry.' };
    const { abort } = await harness({ [PATH]: [400, body] });
    expect(await failureOf(abort(REF, BOUNDS))).toMatchObject({ kind: 'unavailable', status: 400 });
  });

  test.each<Answer>([
    [400, { status: 'ERROR', code: 'INVALID_REQUEST', message: 'Invalid request' }],
    [403, { status: 'ERROR', code: 'NG_ACCESS_DENIED', message: 'already finished? no' }],
    [500, { status: 'ERROR', code: 'ABORT_ALL_ALREADY_NG', message: 'already finished' }],
  ])('that is refused, or not answered, is not: %i %j', async (status, body) => {
    const { abort } = await harness({ [PATH]: [status, body] });
    expect((await failureOf(abort(REF, BOUNDS))).status).toBe(status);
  });
});

describe('the list', () => {
  const PATH = `POST ${EXECUTIONS}/summary`;

  test('is asked for page by page, of one pipeline or of all', async () => {
    const { list, visits } = await harness({ [PATH]: { data: { content: [] } } });
    await list({ pipeline: 'deploy_prod', page: 1, size: 50, statuses: ['Failed', 'Aborted'] }, BOUNDS);
    await list({ pipeline: '', page: 0, size: 10 }, BOUNDS);
    expect(visits.map((visit) => requestOf(visit).query.slice(3))).toEqual([
      ['pipelineIdentifier=deploy_prod', 'page=1', 'size=50', 'status=Failed', 'status=Aborted'],
      ['page=0', 'size=10'],
    ]);
    expect(visits.map(({ body }) => body)).toEqual(
      Array.from({ length: 2 }, () => '{"filterType":"PipelineExecution"}'),
    );
  });

  test('gives what is an execution, whatever else is in it', async () => {
    const content: unknown[] = [
      {
        planExecutionId: 'a',
        pipelineIdentifier: 'build',
        status: 'Running',
        startTs: 5,
        notesExistForPlanExecutionId: true,
      },
      { planExecutionId: 'b', status: 'Success', notesExistForPlanExecutionId: false },
      { planExecutionId: 'c', pipelineIdentifier: '\uD800/../x', notesExistForPlanExecutionId: 'true' },
    ];
    content.push(null, 'text', [], {}, { planExecutionId: '' }, { planExecutionId: 7 }, { planExecutionId: 'a/b' });
    const { list } = await harness({ [PATH]: { data: { content } } });
    const listed = await list({ pipeline: 'deploy_prod', page: 0, size: 50 }, BOUNDS);
    expect(listed.map(({ ref, snapshot, hasNotes }) => [ref.id, ref.pipeline, snapshot.status, hasNotes])).toEqual([
      ['a', 'build', 'Running', true],
      ['b', 'deploy_prod', 'Success', false],
      ['c', 'deploy_prod', '', undefined],
    ]);
  });

  test.each<unknown>([{ data: {} }, { data: { content: null } }, { data: { content: { a: 1 } } }, { data: [] }, {}])(
    'is not in %j',
    async (body) => {
      const { list } = await harness({ [PATH]: body });
      const failure = await failureOf(list({ pipeline: '', page: 0, size: 50 }, BOUNDS));
      expect(failure).toMatchObject({ kind: 'unexpected', purpose: 'list the executions in default/shop' });
    },
  );
});

test.each<[unknown, string]>([
  ['run-harness-pipeline/1 run=77\nRelease', 'run-harness-pipeline/1 run=77\nRelease'],
  ['Release', 'Release'],
  ['', ''],
  [null, ''],
  [['run-harness-pipeline/1 run=77'], ''],
])('of the answer %j the notes are %j', async (notes, expected) => {
  const { notesOf, visits } = await harness({ [`GET ${EXECUTIONS}/${E}/notes`]: { data: { notes } } });
  expect(await notesOf(E, BOUNDS)).toBe(expected);
  expect(visits.map((visit) => requestOf(visit).query)).toEqual([SCOPE]);
});

test('the key is validated by sending it, to the same host as ever', async () => {
  const { validate, visits } = await harness({
    'POST /ng/api/token/validate': { status: 'SUCCESS', data: { valid: true } },
  });
  await validate(BOUNDS);
  expect(visits.map(requestOf)).toEqual([
    { request: 'POST /ng/api/token/validate', query: ['accountIdentifier=Acme'], type: 'text/plain', body: KEY },
  ]);
});

describe('of a pipeline', () => {
  const TEMPLATE = 'POST /pipeline/api/inputSets/template';
  const SETS = 'GET /pipeline/api/inputSets';
  const OF = [...SCOPE, 'pipelineIdentifier=deploy_prod'];
  const PIPELINE = { pipeline: 'deploy_prod', git: NO_GIT };

  test('the template is asked for, for all stages or some', async () => {
    const { template, visits } = await harness({ [TEMPLATE]: { data: { inputSetTemplateYaml: 'pipeline: {}' } } });
    expect(await template({ ...PIPELINE, stages: [] }, BOUNDS)).toBe('pipeline: {}');
    await template({ ...PIPELINE, git: GIT, stages: ['build'] }, BOUNDS);
    expect(visits.map(requestOf)).toEqual([
      { request: TEMPLATE, query: OF, type: 'application/json', body: '{}' },
      {
        request: TEMPLATE,
        query: [...OF, ...GIT_QUERY],
        type: 'application/json',
        body: '{"stageIdentifiers":["build"]}',
      },
    ]);
  });

  test.each<unknown>([
    { data: {} },
    { data: { inputSetTemplateYaml: null } },
    { data: { inputSetTemplateYaml: '' } },
    {},
  ])('%j is no template', async (body) => {
    const { template } = await harness({ [TEMPLATE]: body });
    expect(await template({ ...PIPELINE, stages: [] }, BOUNDS)).toBeUndefined();
  });

  test('an input set is read with its state', async () => {
    const { inputSet, visits } = await harness({
      [`${SETS}/prod`]: { data: { identifier: 'prod', inputSetYaml: 'inputSet: {}', isOutdated: false } },
      [`${SETS}/old`]: { data: { inputSetYaml: 'inputSet: {}', isOutdated: true } },
      [`${SETS}/bad`]: { data: { inputSetYaml: 'inputSet: {}', outdated: true } },
    });
    expect(await inputSet({ ...PIPELINE, git: GIT, id: 'prod' }, BOUNDS)).toEqual({
      id: 'prod',
      isOutdated: false,
      yaml: 'inputSet: {}',
      members: [],
    });
    expect((await inputSet({ ...PIPELINE, id: 'old' }, BOUNDS)).isOutdated).toBe(true);
    expect((await inputSet({ ...PIPELINE, id: 'bad' }, BOUNDS)).isOutdated).toBe(true);
    expect(requestOf(visits[0] as Visit).query).toEqual([...OF, ...GIT_QUERY]);
  });

  test('an overlay is read from its own endpoint, and an unknown input set has the error of the first endpoint', async () => {
    const { inputSet } = await harness({
      [`${SETS}/overlay/all`]: { data: { inputSetReferences: ['prod', '', null, 'eu'] } },
      [`${SETS}/empty`]: { data: { inputSetType: 'OVERLAY_INPUT_SET' } },
      [`${SETS}/overlay/empty`]: { data: {} },
    });
    expect(await inputSet({ ...PIPELINE, id: 'all' }, BOUNDS)).toEqual({
      id: 'all',
      isOutdated: false,
      yaml: undefined,
      members: ['prod', 'eu'],
    });
    expect((await inputSet({ ...PIPELINE, id: 'empty' }, BOUNDS)).members).toEqual([]);
    const failure = await failureOf(inputSet({ ...PIPELINE, id: 'unknown' }, BOUNDS));
    expect(failure).toMatchObject({ kind: 'refused', detail: 'no /pipeline/api/inputSets/unknown' });
  });

  test('an outage on the way to an overlay is no word on the input set', async () => {
    const { inputSet } = await harness({ [`${SETS}/overlay/all`]: [503, {}] });
    const failure = await failureOf(inputSet({ ...PIPELINE, id: 'all' }, BOUNDS));
    expect(failure.kind).toBe('unavailable'); // and so it is asked again
  });

  test.each<[string, unknown, string | undefined]>([
    ['with its templates resolved', { yamlPipeline: 'a', resolvedTemplatesPipelineYaml: 'b' }, 'b'],
    ['as it is stored', { yamlPipeline: 'a', resolvedTemplatesPipelineYaml: null }, 'a'],
    ['that is unknown', {}, undefined],
  ])('its own YAML %s', async (_, data, expected) => {
    const { yaml, visits } = await harness({ 'GET /pipeline/api/pipelines/deploy_prod': { data } });
    expect(await yaml({ ...PIPELINE, git: GIT }, BOUNDS)).toBe(expected);
    expect(requestOf(visits[0] as Visit).query).toEqual([...SCOPE, ...GIT_QUERY, 'getTemplatesResolvedPipeline=true']);
  });

  test('the stages that can be run individually are those with an identifier', async () => {
    const data = [{ stageIdentifier: 'build', stageName: 'Build' }, { stageIdentifier: 'deploy' }, null, {}, 'x'];
    const { stages, visits } = await harness({ [`GET ${EXECUTE}/stagesExecutionList`]: { data } });
    expect(await stages(PIPELINE, BOUNDS)).toEqual([
      { id: 'build', name: 'Build' },
      { id: 'deploy', name: 'deploy' },
    ]);
    expect(visits.map((visit) => requestOf(visit).query)).toEqual([OF]);
  });
});

test('a play from start to end, as the simulator gives it', async () => {
  const simulator = await startSimulator({ speed: 2000 });
  open.push(simulator);
  const scope = { origin: simulator.url, account: simulator.account, org: 'default', project: 'shop' };
  const http = openHttp({
    origin: simulator.url,
    key: simulator.apiKey,
    clock: systemClock,
    onExchange: () => undefined,
  });
  const api = nextGen(http, scope, simulator.apiKey);
  await api.validate(BOUNDS);
  const { ref } = await api.start({ ...ORDER, pipeline: 'green', notes: 'run-harness-pipeline/1 run=77' }, BOUNDS);
  let snapshot = await api.read(ref, BOUNDS);
  while (snapshot.phase !== 'succeeded') {
    snapshot = await api.read(ref, BOUNDS);
  }
  expect(snapshot.stages.map(({ phase }) => phase)).toEqual(snapshot.stages.map(() => 'succeeded'));
  expect(snapshot.stages.length).toBeGreaterThan(0);
  const [listed] = await api.list({ pipeline: 'green', page: 0, size: 10 }, BOUNDS);
  expect(listed).toMatchObject({ ref, hasNotes: true, snapshot: { status: 'Success' } });
  expect(await api.notesOf(ref.id, BOUNDS)).toContain('run-harness-pipeline/1 run=77');
  await expect(api.abort(ref, BOUNDS)).resolves.toBeUndefined(); // it has ended: nothing is left to abort
});
