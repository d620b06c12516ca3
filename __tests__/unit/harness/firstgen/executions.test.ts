/** FirstGen: an error comes inside a 200, and whatever comes back is an answer, a refusal or a doubt, never a success by itself. */
import { afterEach, describe, expect, it } from '@jest/globals';

import { readFirstGen } from '../../../../src/actions/firstgen/inputs.ts';
import { systemClock } from '../../../../src/base/clock.ts';
import { HarnessError, InputError } from '../../../../src/harness/errors.ts';
import { firstGen } from '../../../../src/harness/firstgen/executions.ts';
import { openHttp } from '../../../../src/harness/http.ts';
import { executionLink, executionsLink, placeOf } from '../../../../src/harness/links.ts';
import type { RequestFailure } from '../../../../src/harness/request-failure.ts';
import { parsePostState, type PostState, serializePostState } from '../../../../src/lifecycle/post-state.ts';
import { readTree } from '../../../../src/runtime-inputs/read-yaml.ts';
import { startServer, type TestServer } from '../../../support/harness/http-server.ts';

const ACCOUNT = '-t3V2C94szo9gyB2gL09ZV';
const APP = '-Hk5qYw3RJm2vXcT8bN1dA';
const ID = 'pQ8-rT2_wY5zUvX1sN4aBc';

const open: TestServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

type Answers = readonly (readonly [status: number, body: unknown])[];

/** FirstGen with these answers, the last of them forever. */
async function answering(...answers: Answers) {
  const server = await startServer(({ response }) => {
    const [status, body] = answers[Math.min(server.visits.length, answers.length) - 1] ?? [500, ''];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  open.push(server);
  const http = openHttp({ origin: server.origin, key: 'key', clock: systemClock, onExchange: () => undefined });
  return { api: firstGen(http, ACCOUNT), server };
}

const bounds = { signal: new AbortController().signal, limit: 20_000 };
const bodies = ({ visits }: TestServer) =>
  visits.map(({ body }) => JSON.parse(body) as { query: string; variables: object });

async function failureOf(work: Promise<unknown>): Promise<RequestFailure> {
  try {
    await work;
  } catch (error) {
    if (error instanceof HarnessError) return error.failure;
    throw error;
  }
  throw new Error('an answer');
}

const failed = (message: string, data: unknown = null) => ({
  data,
  errors: [{ message, path: ['found'], locations: [] }],
});
const fetching = (message: string) => `Exception while fetching data (/found) : ${message}`;
const errorOf = (code: string, message: string) => ({
  metaData: {},
  resource: null,
  responseMessages: [{ code, level: 'ERROR', message, failureTypes: [] }],
});

describe('a name', () => {
  it('is looked up with the account and the key', async () => {
    const { api, server } = await answering([200, { data: { found: { id: APP, name: 'Shop' } } }]);
    expect(await api.application('Shop', bounds)).toEqual({ id: APP, name: 'Shop' });
    expect(server.visits).toMatchObject([
      { method: 'POST', path: `/gateway/api/graphql?accountId=${ACCOUNT}`, headers: { 'x-api-key': 'key' } },
    ]);
    expect(bodies(server)).toMatchObject([{ variables: { name: 'Shop' } }]);
    expect(bodies(server)[0]?.query).toContain('applicationByName(name: $name)');
  });

  it('that does not exist may be an id', async () => {
    const { api, server } = await answering(
      [200, failed(fetching('Pipeline does not exist'))],
      [
        200,
        { data: { found: { id: ID, name: 'Deploy Prod', pipelineVariables: [{ name: 'env' }, null, { name: 7 }] } } },
      ],
    );
    const which = { application: APP, isWorkflow: false, nameOrId: ID };
    expect(await api.target(which, bounds)).toEqual({ id: ID, name: 'Deploy Prod', variables: ['env'] });
    expect(bodies(server)).toMatchObject([{ variables: { app: APP, name: ID } }, { variables: { id: ID } }]);
  });

  it('that is neither name nor id is missing, with the reason', async () => {
    const { api, server } = await answering([200, failed(fetching('Workflow does not exist'))]);
    const which = { application: APP, isWorkflow: true, nameOrId: 'Roll out' };
    expect(await api.target(which, bounds)).toEqual({ missing: 'Workflow does not exist' });
    expect(server.visits).toHaveLength(1); // With a blank in it, it can be no id.
    await api.target({ ...which, nameOrId: 'Rollout' }, bounds);
    expect(server.visits).toHaveLength(3);
    expect(bodies(server)[2]?.query).toContain('workflow(workflowId: $id)');
  });

  it('does not count as missing when the key is wrong', async () => {
    for (const status of [200, 401]) {
      const { api, server } = await answering([status, errorOf('INVALID_TOKEN', 'Token is not valid.')]);
      expect(await failureOf(api.application('Shop', bounds))).toMatchObject({
        kind: 'refused',
        code: 'INVALID_TOKEN',
      });
      expect(server.visits).toHaveLength(1);
    }
  });

  it('is retried when rate limited', async () => {
    const { api } = await answering([200, errorOf('DEFAULT_ERROR_CODE', 'Too many requests. Throttled.')]);
    expect(await failureOf(api.application('Shop', bounds))).toMatchObject({ kind: 'limited' });
  });

  it('may have no variables in the response', async () => {
    const { api } = await answering([200, { data: { found: { id: ID, name: null, pipelineVariables: null } } }]);
    const which = { application: APP, isWorkflow: false, nameOrId: 'x' };
    expect(await api.target(which, bounds)).toEqual({ id: ID, name: 'x', variables: undefined });
  });

  it.each([
    null,
    17,
    [],
    {},
    { data: null },
    { data: [] },
    { data: { found: null } },
    { data: { found: { id: 'a/b' } } },
  ])('is not found in %j', async (answer) => {
    const { api } = await answering([200, answer]);
    expect(await failureOf(api.application('Shop', bounds))).toMatchObject({ kind: 'unexpected' });
  });
});

const ORDER: Parameters<ReturnType<typeof firstGen>['start']>[0] = {
  application: { id: APP, name: 'Shop' },
  isWorkflow: true,
  target: { id: ID, name: 'Rollout' },
  variables: [{ name: 'env', value: 'prod' }],
  artifacts: [{ service: 'web', build: '1.10', source: 'library_nginx' }],
  notes: 'by a test',
};

describe('a start', () => {
  it('sends everything that was requested', async () => {
    const execution = { id: ID, status: 'QUEUED', startedAt: 1_770_000_000_000 };
    const { api, server } = await answering([200, { data: { startExecution: { execution, warningMessage: 'mind' } } }]);
    expect(await api.start(ORDER, bounds)).toMatchObject({
      id: ID,
      warning: 'mind',
      snapshot: { status: 'QUEUED', phase: 'queued', startedAt: 1_770_000_000_000 },
    });
    expect(bodies(server)[0]?.variables).toEqual({
      startExecution: {
        applicationId: APP,
        entityId: ID,
        executionType: 'WORKFLOW',
        notes: 'by a test',
        variableInputs: [{ name: 'env', variableValue: { type: 'NAME', value: 'prod' } }],
        serviceInputs: [
          {
            name: 'web',
            artifactValueInput: {
              valueType: 'BUILD_NUMBER',
              buildNumber: { buildNumber: '1.10', artifactSourceName: 'library_nginx' },
            },
          },
        ],
      },
    });
  });

  it('is successful if the response has an execution, even with errors', async () => {
    const data = { startExecution: { execution: { id: ID, status: null } } };
    const { api } = await answering([200, failed('something about a field', data)]);
    expect(await api.start(ORDER, bounds)).toMatchObject({ id: ID, snapshot: { phase: 'unknown' } });
  });

  it.each([
    failed(fetching('User is not authorized')),
    failed('Validation error of type FieldUndefined', undefined),
    { errors: [{ message: 'no' }] },
    { data: { startExecution: null }, errors: [{}] },
    errorOf('INVALID_REQUEST', 'Invalid request'),
  ])('is refused by an error in a 200 without data: %j', async (answer) => {
    const { api } = await answering([200, answer]);
    const failure = await failureOf(api.start(ORDER, bounds));
    expect(failure).toMatchObject({ kind: 'refused' });
    // No HTTP status: the one of GraphQL says nothing, and must not be taken for a doubt.
    expect(failure.status).toBeUndefined();
    expect(failure.detail).not.toContain('Exception while');
  });

  it.each([
    { data: { startExecution: { execution: null } }, errors: [{ message: 'a field' }] },
    failed(fetching('null')),
    failed(fetching('Read timed out')),
    { data: { startExecution: { execution: { id: '../x' } } } },
    { data: { startExecution: {} } },
    { data: {} },
    {},
    [],
    null,
  ])('is in doubt after %j', async (answer) => {
    const { api } = await answering([200, answer]);
    expect(await failureOf(api.start(ORDER, bounds))).toMatchObject({ kind: 'unexpected' });
  });
});

describe('an execution', () => {
  const ref = { id: ID, pipeline: 'Rollout', url: '' };
  const reading = async (...answers: Answers) => {
    const { api } = await answering(...answers);
    return api.following(APP).read(ref, bounds);
  };

  it.each([
    ['QUEUED', 'queued'],
    ['WAITING', 'queued'],
    ['RUNNING', 'running'],
    ['RESUMED', 'running'],
    ['PAUSED', 'waiting'],
    ['SUCCESS', 'succeeded'],
    ['SKIPPED', 'skipped'],
    ['FAILED', 'failed'],
    ['ERROR', 'failed'],
    ['REJECTED', 'failed'],
    ['ABORTED', 'aborted'],
    ['EXPIRED', 'expired'],
    ['SUCCESSFUL', 'unknown'],
    ['constructor', 'unknown'],
  ])('that is %s is %s', async (status, phase) => {
    const execution = { id: ID, status, startedAt: 1_770_000_000_000, endedAt: null };
    const seen = await reading([200, { data: { execution } }]);
    expect(seen).toMatchObject({ status, phase, startedAt: 1_770_000_000_000 });
    expect(seen.endedAt).toBeUndefined();
  });

  it.each([
    { data: { execution: { id: 'another', status: 'SUCCESS' } } },
    { data: { execution: { id: ID } } },
    { data: { execution: { id: ID, status: ['SUCCESS'] } } },
    { data: { execution: null } },
    { data: 'SUCCESS' },
    {},
    [],
    17,
  ])('is not read from %j', async (answer) => {
    expect(await failureOf(reading([200, answer]))).toMatchObject({ kind: 'unexpected' });
  });

  it.each([
    [fetching('null'), 'unavailable'],
    [fetching('Timed out after 30000 ms while waiting for a server'), 'unavailable'],
    [fetching('Execution does not exist'), 'refused'],
    [fetching('User not authorized'), 'refused'],
    ["Validation error of type FieldUndefined: Field 'endedAt'", 'refused'],
    ['Too many requests', 'limited'],
  ])('with the FirstGen status %p is %s', async (message, kind) => {
    expect(await failureOf(reading([200, failed(message)]))).toMatchObject({ kind });
  });

  it('is aborted through the old API', async () => {
    const { api, server } = await answering([200, { resource: {}, responseMessages: [] }]);
    await api.following(APP).abort(ref, bounds);
    expect(server.visits).toMatchObject([
      { method: 'PUT', path: `/gateway/api/executions/${ID}?appId=${APP}&routingId=${ACCOUNT}` },
    ]);
    expect(bodies(server)).toEqual([{ executionInterruptType: 'ABORT_ALL' }]);
  });

  it('that has ended or is being aborted is not aborted', async () => {
    for (const body of [
      errorOf('STATE_NOT_FOR_ABORT', 'Current state does not allow an abort'),
      errorOf('ABORT_ALL_ALREADY', 'x'),
      errorOf('INVALID_REQUEST', 'Execution is already finished'),
    ]) {
      const { api } = await answering([400, body]);
      await api.following(APP).abort(ref, bounds);
    }
    const busy = await answering([
      400,
      errorOf('INVALID_REQUEST', 'Another interrupt is registered. Please try again.'),
    ]);
    expect(await failureOf(busy.api.following(APP).abort(ref, bounds))).toMatchObject({ kind: 'unavailable' });
    const { api } = await answering([400, errorOf('INVALID_ARGUMENT', 'No workflow execution exists')]);
    expect(await failureOf(api.following(APP).abort(ref, bounds))).toMatchObject({
      kind: 'refused',
      code: 'INVALID_ARGUMENT',
      detail: 'No workflow execution exists',
    });
  });
});

describe('the inputs of firstgen', () => {
  const GOOD = { 'api-key': 'k', account: ACCOUNT, application: 'Shop', pipeline: 'Deploy Prod' };
  const read = (inputs: Readonly<Record<string, string>>) =>
    readFirstGen((name) => inputs[name] ?? '', { runUrl: 'https://github.com/acme/shop/actions/runs/77' }, readTree);
  const problems = (inputs: Readonly<Record<string, string>>) => {
    try {
      read(inputs);
      return [];
    } catch (error) {
      if (error instanceof InputError) return error.problems.map(({ input }) => input);
      throw error;
    }
  };

  it('keep the text as typed', () => {
    const inputs = read({
      ...GOOD,
      variables: 'version: 1.10\nsure: yes\nempty:\n"two words": "quoted"\nlong: |\n  a\n  b\n',
      artifacts: 'web: {build: 1.10, source: library_nginx}\napi:\n  source: "007"\n  build: 0x1F',
    });
    expect(inputs).toMatchObject({
      pipeline: 'Deploy Prod',
      isWorkflow: false,
      scope: { origin: 'https://app.harness.io', account: ACCOUNT, org: '', project: '' },
      notes: 'https://github.com/acme/shop/actions/runs/77',
      onCancel: 'abort',
      logs: 'none',
    });
    expect(inputs.variables).toEqual([
      { name: 'version', value: '1.10' },
      { name: 'sure', value: 'yes' },
      { name: 'empty', value: '' },
      { name: 'two words', value: 'quoted' },
      { name: 'long', value: 'a\nb\n' },
    ]);
    expect(inputs.artifacts).toEqual([
      { service: 'web', build: '1.10', source: 'library_nginx' },
      { service: 'api', build: '0x1F', source: '007' },
    ]);
  });

  it('accept a workflow instead', () => {
    const { pipeline, ...workflow } = { ...GOOD, workflow: 'Rollout', notes: 'by hand' };
    expect(pipeline).toBe('Deploy Prod');
    expect(read(workflow)).toMatchObject({ pipeline: 'Rollout', isWorkflow: true, notes: 'by hand' });
  });

  it('are all rejected with their problems', () => {
    expect(problems({})).toEqual(['api-key', 'account', 'application', 'pipeline']);
    expect(problems({ ...GOOD, workflow: 'x', account: 'a b', 'base-url': 'http://example.com' }).toSorted()).toEqual([
      'account',
      'base-url',
      'workflow',
    ]);
    expect(problems({ ...GOOD, variables: '[a]', artifacts: 'words' })).toEqual(['variables', 'artifacts']);
    expect(problems({ ...GOOD, variables: 'a: [1]\nb: {c: d}\ne: f' })).toEqual(['variables', 'variables']);
    expect(problems({ ...GOOD, artifacts: 'a: 1.10\nb: {build: 1}\nc: {build: 1, source: x, buld: 2}' })).toEqual([
      'artifacts',
      'artifacts',
      'artifacts',
    ]);
    expect(problems({ ...GOOD, variables: 'a: &x 1\nb: *x', artifacts: 'a: {' })).toEqual([
      'variables',
      'variables',
      'artifacts',
    ]);
  });
});

describe('the page of an execution', () => {
  const scope = { origin: 'https://harness.example.com', account: ACCOUNT, org: '', project: '' };
  const at = { scope, pipeline: 'Deploy', application: { id: APP, name: 'Shop', isWorkflow: false } };

  it('is a page of FirstGen', () => {
    const home = `https://harness.example.com/#/account/${ACCOUNT}`;
    expect(placeOf(at)).toBe('Shop');
    expect(executionsLink(at)).toBe(`${home}/executions`);
    expect(executionLink(at, ID)).toBe(
      `${home}/app/${APP}/pipeline-execution/${ID}/workflow-execution/undefined/details`,
    );
    const workflow = { ...at, application: { ...at.application, isWorkflow: true } };
    expect(executionLink(workflow, ID)).toBe(`${home}/app/${APP}/env/undefined/executions/${ID}/details`);
  });

  const postState: PostState = {
    ...at,
    nonce: '0123456789abcdef',
    engine: 'firstgen',
    key: 'k',
    marker: '',
    event: '',
    since: 1,
    onCancel: 'abort',
    execution: ID,
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

  it('is in the post state only in a valid shape', () => {
    expect(parsePostState(serializePostState(postState))).toMatchObject(postState);
    const { application, ...without } = postState;
    expect(parsePostState(JSON.stringify(without))).toBeUndefined();
    for (const id of ['../x', 17, null, undefined, 'x'.repeat(65)]) {
      expect(parsePostState(JSON.stringify({ ...postState, application: { ...application, id } }))).toBeUndefined();
    }
    // What NextGen follows is in a project.
    expect(parsePostState(JSON.stringify({ ...postState, engine: 'nextgen' }))).toBeUndefined();
  });
});
