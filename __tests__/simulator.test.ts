import { afterEach, describe, expect, test } from '@jest/globals';
import { request, type IncomingHttpHeaders } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { SHAPES } from './support/harness/shapes.ts';
import {
  scenarios,
  startSimulator,
  type ExecutionView,
  type Fault,
  type Mischief,
  type Simulator,
  type SimulatorOptions,
} from '../src/simulator/simulator.ts';

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** The body as JSON; undefined when it is none. */
  readonly json: unknown;
}

interface Asked {
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly key?: string;
  readonly scope?: Readonly<Record<string, string>>;
}

const opened = new Set<Simulator>();

afterEach(async () => {
  await Promise.all([...opened].map((each) => each.close()));
  opened.clear();
});

async function simulate(options: SimulatorOptions = {}): Promise<Simulator> {
  const simulator = await startSimulator({ speed: 400, ...options });
  opened.add(simulator);
  return simulator;
}

/** One request over a connection of its own. Rejects with the code of what happened to the connection. */
async function ask(simulator: Simulator, line: string, asked: Asked = {}): Promise<Answer> {
  const [method = 'GET', path = '/'] = line.split(' ');
  const scope = asked.scope ?? {
    accountIdentifier: simulator.account,
    orgIdentifier: 'default',
    projectIdentifier: 'shop',
  };
  const url = new URL(path, simulator.url);
  for (const [name, value] of Object.entries({ ...scope, ...asked.query }))
    for (const each of [value].flat()) url.searchParams.append(name, each);
  const headers = {
    'x-api-key': asked.key ?? simulator.apiKey,
    ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...asked.headers,
  };
  return new Promise((done, fail) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', fail);
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        done({ status: response.statusCode ?? 0, headers: response.headers, body, json: jsonIn(body) });
      });
    });
    sent.on('error', fail);
    sent.end(asked.body);
  });
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** What stands at a path such as `data.content.0.status`; a `*` makes a list of what stands there in each item. */
function at(value: unknown, path: string): unknown {
  const [first = '', ...rest] = path.split('.');
  if (path === '') return value;
  if (typeof value !== 'object' || value === null) return undefined;
  if (first === '*') return Object.values(value).map((item: unknown) => at(item, rest.join('.')));
  return at((value as Readonly<Record<string, unknown>>)[first], rest.join('.'));
}

/** The same, as text. */
function word(value: unknown, path: string): string {
  return String(at(value, path));
}

/** The same, as a list: the values, if it is a map. */
function all(value: unknown, path: string): readonly unknown[] {
  return Object.values(at(value, path) ?? {});
}

const SUMMARY = 'data.pipelineExecutionSummary';
const GRAPH = { renderFullBottomGraph: 'true' };
const YAML = { 'content-type': 'application/yaml' };

async function begin(simulator: Simulator, pipeline: string, asked: Asked = {}): Promise<string> {
  const { status, json } = await ask(simulator, `POST /pipeline/api/pipeline/execute/${pipeline}`, asked);
  expect([status, at(json, 'message')]).toEqual([200, undefined]);
  return word(json, 'data.planExecution.uuid');
}

function read(simulator: Simulator, id: string, query: Asked['query'] = {}): Promise<Answer> {
  return ask(simulator, `GET /pipeline/api/pipelines/execution/v2/${id}`, { query });
}

async function summaryOf(simulator: Simulator, id: string): Promise<unknown> {
  return at((await read(simulator, id)).json, SUMMARY);
}

/** The steps in the graph of an execution. */
async function stepsOf(simulator: Simulator, id: string, query: Asked['query'] = GRAPH): Promise<readonly unknown[]> {
  const nodes = all((await read(simulator, id, query)).json, 'data.executionGraph.nodeMap');
  return nodes.filter((node) => /\.(steps|rollbackSteps)\./.test(word(node, 'baseFqn')));
}

function interrupt(simulator: Simulator, id: string): Promise<Answer> {
  const query = { interruptType: 'AbortAll' };
  return ask(simulator, `PUT /pipeline/api/pipeline/execute/interrupt/${id}`, { query });
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('It did not come to that in time.');
    await sleep(5);
  }
}

/** Runs a pipeline to its end. Returns its id. */
async function play(simulator: Simulator, pipeline: string, asked: Asked = {}): Promise<string> {
  const id = await begin(simulator, pipeline, asked);
  await until(async () => at(await summaryOf(simulator, id), 'endTs') !== undefined);
  return id;
}

function executionOf(simulator: Simulator, id: string): ExecutionView {
  const found = simulator.executions.find((each) => each.id === id);
  if (!found) throw new Error(`no execution ${id}`);
  return found;
}

function codeOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'an answer',
    (error: unknown) => at(error, 'code'),
  );
}

describe('scenarios', () => {
  const ENDS: Readonly<Record<string, string>> = {
    green: 'Success',
    red: 'Failed',
    'tests-failed': 'Failed',
    approval: 'Success',
    'approval-forever': 'ApprovalWaiting',
    rejected: 'ApprovalRejected',
    slow: 'Success',
    queued: 'Success',
    'queued-forever': 'Queued',
    ignored: 'IgnoreFailed',
    'policy-denied': 'Errored',
    aborted: 'Aborted',
    stubborn: 'Running',
    expired: 'Expired',
    frozen: 'AbortedByFreeze',
    errored: 'Errored',
    skipped: 'Skipped',
    suspended: 'Suspended',
    matrix: 'Failed',
    parallel: 'Success',
    rollback: 'Failed',
    chained: 'Failed',
    'chained-deep': 'Failed',
    unknown: 'Success',
    'unknown-forever': 'Reticulating',
    intervention: 'InterventionWaiting',
    'input-waiting': 'InputWaiting',
    'upload-waiting': 'UploadWaiting',
    paused: 'Paused',
    locked: 'Success',
    retried: 'Failed',
    'late-graph': 'Failed',
    'late-log': 'Failed',
    'huge-log': 'Failed',
    'no-log': 'Failed',
    'old-outcomes': 'Success',
    'big-5000': 'Success',
  };
  const REFUSED = ['missing', 'draft', 'forbidden', 'out-of-sync'];

  test('are all named here', () => {
    expect(scenarios().map(({ name }) => name)).toEqual([...Object.keys(ENDS), ...REFUSED]);
    expect(scenarios().filter(({ about }) => about === '')).toEqual([]);
  });

  test.each(Object.entries(ENDS))(
    '%s comes to %s, every answer on the way shaped as at Harness',
    async (name, ends) => {
      const simulator = await simulate({ speed: name === 'slow' ? 4_000 : 400 });
      const id = await begin(simulator, name);
      const problems = new Set<string>();
      await until(async () => {
        const { json } = await read(simulator, id, GRAPH);
        for (const problem of SHAPES.graph(json, name)) problems.add(problem);
        return at(json, `${SUMMARY}.status`) === ends;
      });
      expect([...problems]).toEqual([]);
      const over = at(await summaryOf(simulator, id), 'endTs') !== undefined;
      expect(over).toBe(!/Waiting|Queued|Paused|Running|Reticulating/.test(ends));
    },
  );

  test.each([
    ['queued', 1_000, 'QueuedExecutionConcurrencyReached'],
    ['approval', 4_000, 'ApprovalWaiting'],
    ['aborted', 5_500, 'Discontinuing'],
    ['unknown', 2_000, 'Reticulating'],
    ['parallel', 4_000, 'Running'],
    ['locked', 1_000, 'ResourceWaiting'],
  ])('%s is %i ms after its start %s', async (pipeline, agoMs, status) => {
    const simulator = await simulate({ speed: 1 });
    expect(simulator.past({ pipeline, agoMs }).status).toBe(status);
  });

  test.each(REFUSED)('%s is refused at the start', async (name) => {
    const simulator = await simulate();
    const answer = await ask(simulator, `POST /pipeline/api/pipeline/execute/${name}`);
    expect([answer.status, SHAPES.error(answer.json, name)]).toEqual([name === 'forbidden' ? 403 : 400, []]);
    expect(simulator.executions).toHaveLength(0);
  });

  test('any other pipeline plays the chosen one, and durations are those of the play at any speed', async () => {
    const simulator = await simulate({ scenario: 'red' });
    const summary = await summaryOf(simulator, await play(simulator, 'deploy_prod'));
    expect([at(summary, 'name'), at(summary, 'status')]).toEqual(['Deploy Prod', 'Failed']);
    expect(Number(at(summary, 'endTs')) - Number(at(summary, 'startTs'))).toBe(7_000);
    await expect(startSimulator({ scenario: 'nonsense' })).rejects.toThrow("no scenario 'nonsense'");
  });

  test('red says why: the step, its ancestors repeat it, hints are INFO', async () => {
    const simulator = await simulate();
    const { json } = await read(simulator, await play(simulator, 'red'), GRAPH);
    const failed = all(json, 'data.executionGraph.nodeMap').filter((node) => at(node, 'failureInfo.message') !== '');
    expect(new Set(failed.map((node) => at(node, 'identifier')))).toEqual(
      new Set(['rollout', 'execution', 'deploy', 'stages', 'pipeline']),
    );
    const messages = all(json, `${SUMMARY}.failureInfo.responseMessages`);
    expect(messages.map((each) => [at(each, 'code'), at(each, 'level')])).toEqual([
      ['HINT', 'INFO'],
      ['EXPLANATION', 'INFO'],
      ['KUBERNETES_TASK_EXCEPTION', 'ERROR'],
    ]);
  });

  test('stages follow each other from the starting node on', async () => {
    const simulator = await simulate();
    const summary = await summaryOf(simulator, await play(simulator, 'parallel'));
    const seen: string[] = [];
    for (let id = word(summary, 'startingNodeId'); id !== 'undefined';) {
      const node = at(summary, `layoutNodeMap.${id}`);
      const children = all(node, 'edgeLayoutList.currentNodeChildren').map((child) =>
        word(summary, `layoutNodeMap.${String(child)}.nodeIdentifier`),
      );
      seen.push(children.length > 0 ? children.join('+') : word(node, 'nodeIdentifier'));
      id = word(node, 'edgeLayoutList.nextIds.0');
    }
    expect(seen).toEqual(['build', 'deploy+docs', 'verify']);
  });

  test('one stage of the graph by its node, in a matrix by its execution', async () => {
    const simulator = await simulate();
    const id = await play(simulator, 'matrix');
    const legs = all(await summaryOf(simulator, id), 'layoutNodeMap').filter((node) => at(node, 'strategyMetadata'));
    expect(
      legs.map((leg) => [
        at(leg, 'nodeIdentifier'),
        at(leg, 'strategyMetadata.matrixMetadata.matrixValues.region'),
        at(leg, 'status'),
      ]),
    ).toEqual([
      ['deploy_0', 'eu', 'Success'],
      ['deploy_1', 'us', 'Failed'],
      ['deploy_2', 'apac', 'Success'],
      ['deploy_3', 'sa', 'Failed'],
    ]);
    const query = { stageNodeId: word(legs[1], 'nodeUuid'), stageNodeExecutionId: word(legs[1], 'nodeExecutionId') };
    expect((await stepsOf(simulator, id, query)).map((node) => at(node, 'baseFqn'))).toEqual([
      'pipeline.stages.deploy_1.spec.execution.steps.rollout',
    ]);
    expect(at((await read(simulator, id)).json, 'data.executionGraph')).toBeUndefined();
  });

  test('a chained pipeline is an execution of its own, linked from its stage and hidden in lists', async () => {
    const simulator = await simulate();
    const id = await play(simulator, 'chained-deep');
    const stage = all(await summaryOf(simulator, id), 'layoutNodeMap').find(
      (node) => at(node, 'nodeType') === 'Pipeline',
    );
    const child = word(stage, 'stepDetails.childPipelineExecutionDetails.planExecutionId');
    expect(executionOf(simulator, child)).toMatchObject({ pipeline: 'data_release', parent: id, status: 'Failed' });
    const { json } = await read(simulator, id, { stageNodeId: word(stage, 'nodeUuid') });
    expect(at(json, 'data.childGraph.pipelineExecutionSummary')).toMatchObject({
      planExecutionId: child,
      parentStageInfo: { executionId: id },
    });
    const listed = await ask(simulator, 'POST /pipeline/api/pipelines/execution/summary', { body: '{}' });
    expect(at(listed.json, 'data.content.*.pipelineIdentifier')).toEqual(['chained-deep']);
    expect(simulator.executions.map((each) => each.pipeline)).toEqual(['chained-deep', 'data_release', 'migrate_db']);
  });

  test('policy denial is a success with an errored execution', async () => {
    const simulator = await simulate();
    const { status, json } = await ask(simulator, 'POST /pipeline/api/pipeline/execute/policy-denied');
    expect([status, at(json, 'status')]).toEqual([200, 'SUCCESS']);
    expect(at(json, 'data.planExecution')).toMatchObject({
      status: 'ERRORED',
      governanceMetadata: { deny: true, status: 'error' },
    });
  });

  test('outcomes are a map, in old versions a list', async () => {
    const simulator = await simulate();
    const outcomes = async (name: string): Promise<unknown> => {
      const steps = await stepsOf(simulator, await play(simulator, name));
      return at(
        steps.find((step) => at(step, 'identifier') === 'unit_tests'),
        'outcomes',
      );
    };
    const outputVariables = { TESTS: '214', COVERAGE: '93.1', FLAKY: null };
    expect(await outcomes('green')).toEqual({ output: { outputVariables } });
    expect(await outcomes('old-outcomes')).toEqual([{ outputVariables }]);
  });

  test('a graph can lag behind', async () => {
    const simulator = await simulate({ speed: 1 });
    const status = async (agoMs: number): Promise<unknown> => {
      const [step] = await stepsOf(simulator, simulator.past({ pipeline: 'late-graph', agoMs }).id);
      return at(step, 'status');
    };
    expect([await status(5_000), await status(7_000)]).toEqual(['Running', 'Failed']);
  });

  test('a step that was retried says so, and so does the key of its log', async () => {
    const simulator = await simulate();
    const [step] = await stepsOf(simulator, await play(simulator, 'retried'));
    expect(at(step, 'interruptHistories.*.interruptType')).toEqual(['RETRY']);
    expect(at(step, 'logBaseKey')).toMatch(/\/level6:rollout_1$/);
  });

  test('a graph has the size that is asked for', async () => {
    const simulator = await simulate();
    expect(await stepsOf(simulator, await play(simulator, 'big-120'))).toHaveLength(120);
  });
});

describe('requests', () => {
  test('start with notes, read them, abort, abort again', async () => {
    const simulator = await simulate();
    const query = { notesForPipelineExecution: 'mark', branch: 'main' };
    const started = await ask(simulator, 'POST /gateway/pipeline/api/pipeline/execute/stubborn', { query });
    expect(SHAPES.start(started.json, 'start')).toEqual([]);
    const id = word(started.json, 'data.planExecution.uuid');
    expect(id).toMatch(/^[\w-]{22}$/);
    const notes = await ask(simulator, `GET /pipeline/api/pipelines/execution/${id}/notes`);
    expect([SHAPES.notes(notes.json, 'notes'), at(notes.json, 'data.notes')]).toEqual([[], 'mark']);
    await ask(simulator, `PUT /pipeline/api/pipelines/execution/${id}/notes`, {
      query: { notesForPipelineExecution: 'other' },
    });
    expect(SHAPES.interrupt((await interrupt(simulator, id)).json, 'interrupt')).toEqual([]);
    expect(at((await interrupt(simulator, id)).json, 'code')).toBe('ABORT_ALL_ALREADY_NG');
    expect(executionOf(simulator, id)).toMatchObject({
      notes: 'other',
      branch: 'main',
      aborts: 2,
      via: 'yaml',
      status: 'Discontinuing',
    });
  });

  test('an abort ends it, at once when queued; what has ended refuses it', async () => {
    const simulator = await simulate({ speed: 20 });
    const queued = await begin(simulator, 'queued-forever');
    await interrupt(simulator, queued);
    expect(await summaryOf(simulator, queued)).toMatchObject({
      status: 'Aborted',
      abortedBy: { userName: 'Release Bot' },
    });
    const soaking = await begin(simulator, 'slow');
    expect((await interrupt(simulator, soaking)).status).toBe(200);
    await until(() => executionOf(simulator, soaking).status === 'Aborted');
    const again = await interrupt(simulator, soaking);
    expect(again.status).toBe(400);
    expect(at(again.json, 'message')).toBe('Invalid request: Execution is already finished with status: [ABORTED]');
  });

  test('keys, scopes and paths that do not fit', async () => {
    const simulator = await simulate();
    const path = `GET /pipeline/api/pipelines/execution/v2/${await begin(simulator, 'green')}`;
    const scope = { accountIdentifier: simulator.account, orgIdentifier: 'default', projectIdentifier: 'shop' };
    const refused = async (shape: 'error' | 'failure', asked: Asked, line = path): Promise<unknown[]> => {
      const { status, json } = await ask(simulator, line, asked);
      expect(SHAPES[shape](json, line)).toEqual([]);
      return [status, at(json, 'code')];
    };
    expect(await refused('error', { key: 'pat.a.b.c' })).toEqual([401, 'INVALID_TOKEN']);
    expect(await refused('error', { scope: { ...scope, accountIdentifier: 'other' } })).toEqual([401, 'INVALID_TOKEN']);
    expect(await refused('error', { scope: { ...scope, projectIdentifier: 'other' } })).toEqual([
      404,
      'ENTITY_NOT_FOUND',
    ]);
    expect(await refused('failure', { scope: { accountIdentifier: simulator.account } })).toEqual([
      400,
      'INVALID_REQUEST',
    ]);
    expect(await refused('failure', {}, 'GET /pipeline/api/nothing')).toEqual([400, 'RESOURCE_NOT_FOUND_EXCEPTION']);
    expect(await refused('failure', {}, path.replace('GET', 'PUT'))).toEqual([405, 'INVALID_REQUEST']);
    const text = { headers: { 'content-type': 'text/plain' }, body: '' };
    expect(await refused('failure', text, 'POST /pipeline/api/pipeline/execute/green')).toEqual([
      415,
      'INVALID_REQUEST',
    ]);
  });

  test('the keys of a person and of a service account, with the account in them or not', async () => {
    const [simulator, same, other] = [
      await simulate({ secret: 'x' }),
      await simulate({ secret: 'x' }),
      await simulate(),
    ];
    expect([same.apiKey === simulator.apiKey, other.apiKey === simulator.apiKey]).toEqual([true, false]);
    expect(simulator.apiKey).toMatch(new RegExp(String.raw`^pat\.${simulator.account}\.\w+\.\w{20}$`));
    const id = await begin(simulator, 'green');
    const withoutAccount = simulator.apiKey.split('.').toSpliced(1, 1).join('.');
    for (const key of [simulator.sat, withoutAccount]) {
      expect((await ask(simulator, `GET /pipeline/api/pipelines/execution/v2/${id}`, { key })).status).toBe(200);
    }
    const validate = (body: string): Promise<Answer> => ask(simulator, 'POST /ng/api/token/validate', { body });
    const valid = await validate(simulator.sat);
    expect([SHAPES.validate(valid.json, 'token'), at(valid.json, 'data.apiKeyType')]).toEqual([[], 'SERVICE_ACCOUNT']);
    expect(at((await validate(other.sat)).json, 'code')).toBe('INVALID_TOKEN');
    expect((await ask(simulator, 'GET /ng/api/user/currentUser', { key: simulator.sat })).status).toBe(400);
  });

  test('lists the newest first, with filters, in pages', async () => {
    const simulator = await simulate();
    const past = [
      ['green', 300_000],
      ['red', 200_000],
      ['red', 100_000],
      ['stubborn', 50_000],
    ] as const;
    for (const [pipeline, agoMs] of past) simulator.past({ pipeline, agoMs });
    const listed = async (
      query: Readonly<Record<string, string | readonly string[]>>,
      more: object = {},
    ): Promise<unknown> => {
      const body = JSON.stringify({ filterType: 'PipelineExecution', ...more });
      const { status, json } = await ask(simulator, 'POST /pipeline/api/pipelines/execution/summary', { query, body });
      if (status === 200) expect(SHAPES.list(json, 'list')).toEqual([]);
      return status === 200 ? at(json, 'data') : at(json, 'message');
    };
    const names = async (...asked: Parameters<typeof listed>): Promise<unknown> =>
      at(await listed(...asked), 'content.*.pipelineIdentifier');
    expect(await names({})).toEqual(['stubborn', 'red', 'red', 'green']);
    expect(await names({ myDeployments: 'true', pipelineIdentifier: 'red' })).toEqual(['red', 'red']);
    expect(await names({ status: ['Failed', 'Success'] })).toEqual(['red', 'red', 'green']);
    expect(await names({}, { status: ['RUNNING'], planExecutionIds: ['ignored'] })).toEqual(['stubborn']);
    const timeRange = { startTime: Date.now() - 250_000, endTime: Date.now() - 75_000 };
    expect(await names({}, { timeRange })).toEqual(['red', 'red']);
    const second = { totalElements: 4, totalPages: 2, number: 1, numberOfElements: 1, first: false, last: true };
    expect(await listed({ size: '3', page: '1' })).toMatchObject(second);
    expect(await listed({ size: '1001' })).toContain('page and size');
    expect(await listed({}, { timeRange: { startTime: 1 } })).toContain('timeRange');
  });

  test('remembers every request by its kind', async () => {
    const simulator = await simulate();
    const id = await begin(simulator, 'green');
    await read(simulator, id, GRAPH);
    await ask(simulator, 'GET /gateway/elsewhere?a=1&a=2', { scope: {} });
    expect(simulator.requests.map(({ kind, acted, status }) => [kind, acted, status])).toEqual([
      ['start', true, 200],
      ['graph', true, 200],
      ['other', true, 400],
    ]);
    const { apiKey } = simulator;
    expect(simulator.requests[2]).toMatchObject({
      method: 'GET',
      path: '/gateway/elsewhere',
      query: { a: ['1', '2'] },
      headers: { 'x-api-key': apiKey },
    });
  });

  test('limits requests per key', async () => {
    const simulator = await simulate({ requestsPerMinute: 2 });
    const statuses = [];
    for (const key of [simulator.apiKey, simulator.apiKey, simulator.apiKey, simulator.sat]) {
      statuses.push((await ask(simulator, 'GET /x', { key })).status);
    }
    expect(statuses).toEqual([400, 400, 429, 400]);
    expect(simulator.requests[2]).toMatchObject({ acted: false, status: 429 });
  });

  test('ends itself when nobody asks', async () => {
    let ended = false;
    const simulator = await simulate({ idleMs: 50, onIdle: () => (ended = true) });
    await until(() => ended);
    expect(await codeOf(ask(simulator, 'GET /x'))).toBe('ECONNREFUSED');
  });
});

describe('retry', () => {
  const retry = (
    simulator: Simulator,
    pipeline: string,
    query: Readonly<Record<string, string | readonly string[]>>,
  ): Promise<Answer> =>
    ask(simulator, `POST /pipeline/api/pipeline/execute/retry/${pipeline}`, {
      query: { retryStages: 'deploy', ...query },
    });

  test('goes on from the failed stage, once, and is healed', async () => {
    const simulator = await simulate();
    const id = await play(simulator, 'red');
    expect(at(await summaryOf(simulator, id), 'canRetry')).toBe(true);
    const offered = await ask(simulator, `GET /pipeline/api/pipeline/execute/${id}/retryStages`, {
      query: { pipelineIdentifier: 'red' },
    });
    expect([SHAPES.retryStages(offered.json, 'stages'), at(offered.json, 'data.groups.*.info.0.identifier')]).toEqual([
      [],
      ['build', 'deploy'],
    ]);
    const { json } = await retry(simulator, 'red', { planExecutionId: id, notesForPipelineExecution: 'mark' });
    expect([SHAPES.start(json, 'retry'), at(json, 'data.planExecution.metadata.retryInfo.parentRetryId')]).toEqual([
      [],
      id,
    ]);
    const newer = word(json, 'data.planExecution.uuid');
    expect(executionOf(simulator, newer)).toMatchObject({ via: 'retry', retryOf: id, notes: 'mark' });
    await until(() => executionOf(simulator, newer).status === 'Success');
    expect(at((await retry(simulator, 'red', { planExecutionId: id })).json, 'message')).toContain('not the latest');
    expect(at((await retry(simulator, 'red', { planExecutionId: newer })).json, 'message')).toContain('ended Success');
    const history = await ask(simulator, `GET /pipeline/api/pipeline/execute/retryHistory/${id}`);
    expect([SHAPES.retryHistory(history.json, 'history'), at(history.json, 'data.executionInfos.*.uuid')]).toEqual([
      [],
      [newer, id],
    ]);
    const latest = await ask(simulator, `GET /pipeline/api/pipeline/execute/latestExecutionId/${id}`);
    expect(at(latest.json, 'data.latestExecutionId')).toBe(newer);
    const listed = await ask(simulator, 'POST /pipeline/api/pipelines/execution/summary', { body: '{}' });
    expect(at(listed.json, 'data.content.*.planExecutionId')).toEqual([newer]);
  });

  test('is refused when there is nothing to retry', async () => {
    const simulator = await simulate();
    const failed = simulator.past({ pipeline: 'red', agoMs: 60_000 }).id;
    const old = simulator.past({ pipeline: 'red', agoMs: 31 * 86_400_000 }).id;
    const running = simulator.past({ pipeline: 'stubborn', agoMs: 1_000 }).id;
    const message = async (...asked: Parameters<typeof retry>): Promise<unknown> =>
      at((await retry(...asked)).json, 'message');
    expect(await message(simulator, 'red', { planExecutionId: failed, retryStages: [] })).toContain('select the stage');
    expect(await message(simulator, 'red', { planExecutionId: failed, retryStages: 'gone' })).toContain(
      'not allowed for retrying',
    );
    expect(await message(simulator, 'red', { planExecutionId: old })).toContain('more than 30 days old');
    expect(await message(simulator, 'stubborn', { planExecutionId: running, retryStages: 'soak' })).toContain(
      'still runs',
    );
    expect(await message(simulator, 'green', { planExecutionId: failed })).toContain(
      'does not belong to pipeline green',
    );
    expect(simulator.executions).toHaveLength(3);
  });

  test('an incurable play fails again', async () => {
    const simulator = await simulate();
    const id = await play(simulator, 'tests-failed');
    const { json } = await retry(simulator, 'tests-failed', { planExecutionId: id, retryStages: 'build' });
    await until(() => executionOf(simulator, word(json, 'data.planExecution.uuid')).status === 'Failed');
  });

  test('only the legs that are named run again', async () => {
    const simulator = await simulate();
    const id = await play(simulator, 'matrix');
    const { json } = await retry(simulator, 'matrix', {
      planExecutionId: id,
      retryStages: ['deploy_1', 'deploy_3'],
      runAllStages: 'false',
    });
    const again = word(json, 'data.planExecution.uuid');
    await until(() => executionOf(simulator, again).status === 'Success');
    const legs = all(await summaryOf(simulator, again), 'layoutNodeMap').filter((node) => at(node, 'strategyMetadata'));
    expect(legs.map((leg) => Number(at(leg, 'endTs')) - Number(at(leg, 'startTs')))).toEqual([0, 2_000, 0, 2_000]);
  });
});

describe('runtime inputs', () => {
  const FIELDS =
    'spec: {service: {serviceRef: web}, environment: {environmentRef: prod, infrastructureDefinitions: [{identifier: eu}]}}';
  const given = (...variables: readonly string[]): string =>
    `pipeline: {identifier: inputs, variables: [{name: image_tag, type: String, value: "1.2"}, ${variables.join(', ')}],
    stages: [{parallel: [{stage: {identifier: deploy, type: Deployment, ${FIELDS}}}]}]}`;
  const template = async (simulator: Simulator, pipelineIdentifier: string, body: object = {}): Promise<unknown> => {
    const query = { pipelineIdentifier };
    const { json } = await ask(simulator, 'POST /pipeline/api/inputSets/template', {
      query,
      body: JSON.stringify(body),
    });
    expect(SHAPES.template(json, 'template')).toEqual([]);
    const yaml = at(json, 'data.inputSetTemplateYaml');
    return typeof yaml === 'string' ? at(parse(yaml), 'pipeline') : undefined;
  };
  const refused = async (simulator: Simulator, way: string, asked: Asked): Promise<unknown> => {
    const { status, json } = await ask(simulator, `POST /pipeline/api/pipeline/execute/${way}`, asked);
    expect([status, SHAPES.error(json, way), simulator.executions.length]).toEqual([400, [], 0]);
    return at(json, 'message');
  };
  /** The pipeline as Harness would run it. */
  const applied = (simulator: Simulator, id: string): unknown => at(parse(executionOf(simulator, id).yaml), 'pipeline');

  test('the template shows the way to each input, and nothing else', async () => {
    const simulator = await simulate();
    const shown = await template(simulator, 'inputs');
    expect(at(shown, 'variables.*.name')).toEqual([
      'image_tag',
      'channel',
      'replicas',
      'ticket',
      'note',
      'db_password',
    ]);
    expect(at(shown, 'variables.0')).toMatchObject({ type: 'String', required: true, value: '<+input>' });
    expect(at(shown, 'stages.0.stage')).toMatchObject({
      identifier: 'build',
      type: 'Custom',
      variables: [{ name: 'region', value: '<+input>' }],
    });
    expect(at(shown, 'stages.0.stage.name')).toBeUndefined();
    expect(at(shown, 'stages.1.parallel.*.stage.identifier')).toEqual(['deploy', 'docs']);
    const group = 'stages.1.parallel.0.stage.spec.execution.steps.0.stepGroup.steps.0.step.spec';
    expect(at(shown, group)).toEqual({ skipDryRun: '<+input>.default(false)' });
    expect(
      at(await template(simulator, 'selective', { stageIdentifiers: ['deploy'] }), 'stages.*.stage.identifier'),
    ).toEqual(['deploy']);
    expect(await template(simulator, 'green')).toBeUndefined();
  });

  test('takes what is asked for, ignores the rest, fills in defaults', async () => {
    const simulator = await simulate();
    const ignored = [
      '{name: fixed, type: String, value: changed}',
      '{name: note, type: Number, value: wrong type}',
      '{name: gone, type: String, value: x}',
    ];
    const id = await begin(simulator, 'inputs', { headers: YAML, body: given(...ignored) });
    const pipeline = applied(simulator, id);
    const values = all(pipeline, 'variables').map((each) => `${word(each, 'name')} = ${word(each, 'value')}`);
    expect(values).toEqual([
      'image_tag = 1.2',
      'channel = stable',
      'replicas = 2',
      String.raw`ticket = <+input>.regex(^CHG-(\d+)$)`,
      'note = <+input>',
      'db_password = <+input>',
      'fixed = not to be changed',
    ]);
    expect(at(pipeline, 'stages.1.parallel.0.stage.spec.environment.infrastructureDefinitions')).toEqual([
      { identifier: 'eu' },
    ]);
    const { json } = await ask(simulator, `GET /pipeline/api/pipelines/execution/${id}/inputsetV2`);
    expect(SHAPES.pastInputs(json, 'inputs')).toEqual([]);
    expect(at(parse(word(json, 'data.inputSetYaml')), 'pipeline.variables.0.value')).toBe('1.2');
  });

  test('unquoted text arrives as what it looks like', async () => {
    const simulator = await simulate();
    const id = await begin(simulator, 'inputs', {
      headers: YAML,
      body: given('{name: note, type: String, value: 1.10}'),
    });
    expect(executionOf(simulator, id).yaml).toMatch(/name: note\n\s+type: String\n\s+value: 1.1\n/);
  });

  const REQUIRED = 'Value not provided for required variable: image_tag';
  test.each([
    ['a required variable', 'pipeline: {identifier: inputs}', REQUIRED],
    ['looking into a wrapper', JSON.stringify({ runtimeInputYaml: given() }), REQUIRED],
    ['the right identifier', given().replace('identifier: inputs', 'identifier: other'), REQUIRED],
    ['a field', given().replace('serviceRef: web', ''), 'pipeline.stages.deploy.spec.service.serviceRef: is missing'],
    [
      'an allowed value',
      given('{name: channel, type: String, value: gamma}'),
      "['gamma'] do not match any of the allowed values ['stable', 'beta', 'beta,canary']",
    ],
    [
      'the pattern',
      given('{name: ticket, type: String, value: CHG-x}'),
      '[pipeline.variables.ticket: CHG-x] does not match the required regex pattern',
    ],
    ['a number', given('{name: replicas, type: Number, value: many}'), 'is not a number'],
    ['YAML', 'pipeline: [', 'could not be parsed'],
  ])('refuses to start without %s', async (_, body, message) => {
    expect(await refused(await simulate(), 'inputs', { body })).toContain(message);
  });

  test.each(['stable', '"beta,canary"', '"stable,beta"'])('allows %s', async (value) => {
    const body = given(`{name: channel, type: String, value: ${value}}`);
    await begin(await simulate(), 'inputs', { headers: YAML, body });
  });

  test('input sets: in their order, the YAML on top, unknown ones skipped in silence', async () => {
    const simulator = await simulate();
    const lastYamlToMerge = 'pipeline: {identifier: inputs, variables: [{name: image_tag, type: String, value: v9}]}';
    const body = JSON.stringify({
      inputSetReferences: ['nonsense', 'prod_us', 'old'],
      lastYamlToMerge,
      stageIdentifiers: ['build'],
    });
    const pipeline = applied(simulator, await begin(simulator, 'inputs/inputSetList', { body }));
    expect(at(pipeline, 'variables.*.value')).toMatchObject([
      'v9',
      'stable',
      6,
      expect.anything(),
      'from an old set',
      '<+input>',
      'not to be changed',
    ]);
    expect(at(pipeline, 'stages.1.parallel.0.stage.variables.0.value')).toBe('us');
    expect(all(pipeline, 'stages')).toHaveLength(2);
  });

  test('input sets for a pipeline without inputs, or on the query alone, do not help', async () => {
    const simulator = await simulate();
    expect(await refused(simulator, 'green/inputSetList', { body: '{"inputSetReferences":["x"]}' })).toContain(
      'does not have any runtime input',
    );
    const query = { inputSetIdentifiers: 'prod' };
    expect(await refused(simulator, 'inputs', { query, body: given().replace('serviceRef: web', '') })).toContain(
      'serviceRef',
    );
  });

  test('input sets can be listed, read and merged; outdated ones say so', async () => {
    const simulator = await simulate();
    const query = { pipelineIdentifier: 'inputs' };
    const get = async (path: string): Promise<unknown> =>
      (await ask(simulator, `GET /pipeline/api/inputSets${path}`, { query })).json;
    const listed = await get('');
    expect(SHAPES.inputSets(listed, 'sets')).toEqual([]);
    expect(at(listed, 'data.content')).toMatchObject([
      { identifier: 'prod', inputSetType: 'INPUT_SET', isOutdated: false },
      { identifier: 'us', inputSetType: 'INPUT_SET', isOutdated: false },
      { identifier: 'old', inputSetType: 'INPUT_SET', isOutdated: true },
      { identifier: 'prod_us', inputSetType: 'OVERLAY_INPUT_SET', isOutdated: false },
    ]);
    const one = await get('/prod');
    expect([
      SHAPES.inputSet(one, 'set'),
      at(parse(word(one, 'data.inputSetYaml')), 'inputSet.pipeline.variables.1.value'),
    ]).toEqual([[], 6]);
    const overlay = await get('/overlay/prod_us');
    expect([SHAPES.overlay(overlay, 'overlay'), at(overlay, 'data.inputSetReferences')]).toEqual([[], ['prod', 'us']]);
    expect([at(await get('/nonsense'), 'code'), at(await get('/prod_us'), 'code')]).toEqual([
      'ENTITY_NOT_FOUND',
      'ENTITY_NOT_FOUND',
    ]);
  });

  test('merging honours stages and skips unknown sets; an outdated set makes it an error', async () => {
    const simulator = await simulate();
    const merge = async (body: object): Promise<unknown> => {
      const query = { pipelineIdentifier: 'inputs' };
      const { json } = await ask(simulator, 'POST /pipeline/api/inputSets/merge', {
        query,
        body: JSON.stringify(body),
      });
      expect(SHAPES.merge(json, 'merge')).toEqual([]);
      return at(json, 'data');
    };
    const merged = await merge({
      inputSetReferences: ['prod', 'nonsense'],
      stageIdentifiers: ['build'],
      withMergedPipelineYaml: true,
    });
    expect(at(parse(word(merged, 'pipelineYaml')), 'pipeline.stages.*.stage.identifier')).toEqual(['build']);
    expect(at(merged, 'completePipelineYaml')).toContain('not to be changed');
    expect(await merge({ inputSetReferences: ['old'] })).toMatchObject({
      isErrorResponse: true,
      inputSetErrorWrapper: { invalidInputSetReferences: ['old'] },
    });
  });

  test('stages can be chosen where the pipeline allows it', async () => {
    const simulator = await simulate();
    const stages = async (pipelineIdentifier: string): Promise<unknown> => {
      const { json } = await ask(simulator, 'GET /pipeline/api/pipeline/execute/stagesExecutionList', {
        query: { pipelineIdentifier },
      });
      expect(SHAPES.stagesList(json, 'stages')).toEqual([]);
      return at(json, 'data.*.stageIdentifier');
    };
    expect([await stages('selective'), await stages('inputs'), await stages('green')]).toEqual([
      ['migrate', 'deploy', 'notify'],
      [],
      [],
    ]);
    const runtimeInputYaml = `pipeline: {identifier: selective, variables: [{name: version, type: String, value: "1"}],
      stages: [{stage: {identifier: deploy, type: Custom, variables: [{name: target, type: String, value: eu}]}}]}`;
    const body = JSON.stringify({ runtimeInputYaml, stageIdentifiers: ['deploy'] });
    expect(await refused(simulator, 'inputs/stages', { body })).toContain('Stage executions are not allowed');
    const id = await begin(simulator, 'selective/stages', { body });
    expect(executionOf(simulator, id).stages).toEqual(['deploy']);
    expect(all(await summaryOf(simulator, id), 'layoutNodeMap').map((node) => at(node, 'nodeIdentifier'))).toEqual([
      'deploy',
    ]);
  });

  test('the codebase of a CI build is an input like others; own pipelines can be brought along', async () => {
    const yaml = 'pipeline: {identifier: mine, variables: [{name: a, type: String, value: <+input>}]}';
    const simulator = await simulate({ pipelines: { mine: { yaml, plays: 'red' } } });
    const body = 'pipeline: {identifier: build, properties: {ci: {codebase: {build: {type: tag, spec: {tag: v1}}}}}}';
    const pipeline = applied(simulator, await begin(simulator, 'build', { headers: YAML, body }));
    expect(at(pipeline, 'properties.ci.codebase.build')).toEqual({ type: 'tag', spec: { tag: 'v1' } });
    expect(executionOf(simulator, await play(simulator, 'mine')).status).toBe('Failed');
  });
});

describe('approvals', () => {
  const where = (id: string): string => `/v1/orgs/default/projects/shop/approvals/execution/${id}`;

  test('are shown to people, under both paths, and can be decided', async () => {
    const simulator = await simulate({ speed: 50 });
    const id = await begin(simulator, 'approval-forever');
    await until(() => executionOf(simulator, id).status === 'ApprovalWaiting');
    const waiting = await ask(simulator, `GET /pipeline/api${where(id)}`, {
      scope: {},
      query: { approval_status: 'WAITING' },
    });
    expect([SHAPES.approvals(waiting.json, 'approvals'), at(waiting.json, '*.details.approvers.userGroups')]).toEqual([
      [],
      [['release_managers']],
    ]);
    const refused = await ask(simulator, `GET ${where(id)}`, { scope: {}, key: simulator.sat });
    expect([refused.status, at(refused.json, 'message')]).toEqual([400, expect.stringContaining('service accounts')]);
    await ask(simulator, `POST ${where(id)}`, { scope: {}, body: '{"action":"REJECT","comments":"no"}' });
    expect(await summaryOf(simulator, id)).toMatchObject({
      status: 'ApprovalRejected',
      failureInfo: { failureTypeList: ['APPROVAL_REJECTION'] },
    });
    const after = await ask(simulator, `GET ${where(id)}`, { scope: {} });
    expect(after.json).toMatchObject([
      { status: 'REJECTED', details: { approvalActivities: [{ action: 'REJECT', comments: 'no' }] } },
    ]);
  });

  test('tell who rejected in the play', async () => {
    const simulator = await simulate();
    const { json } = await ask(simulator, `GET ${where(await play(simulator, 'rejected'))}`, { scope: {} });
    expect(at(json, '0.details.approvalActivities.0')).toMatchObject({
      user: { name: 'R. Roe' },
      comments: 'Not during the sale',
    });
  });
});

describe('logs', () => {
  const keyOf = (step: unknown): string => {
    const key = String(
      all(step, 'executableResponses.0.task.logKeys').at(-1) ?? at(step, 'executableResponses.0.async.logKeys.0'),
    );
    expect(key.startsWith(word(step, 'logBaseKey'))).toBe(true);
    return key;
  };
  const failedKey = async (simulator: Simulator, id: string): Promise<string> =>
    keyOf((await stepsOf(simulator, id)).find((step) => at(step, 'status') === 'Failed'));
  const blob = (simulator: Simulator, key: string, asked: Asked = {}): Promise<Answer> =>
    ask(simulator, 'GET /gateway/log-service/blob', { scope: { accountID: simulator.account, key }, ...asked });

  test('are lines of JSON with colours, under long keys and short ones', async () => {
    const simulator = await simulate();
    const long = await failedKey(simulator, await play(simulator, 'red'));
    expect(long).toMatch(/^accountId:.*\/level6:rollout-commandUnit:Wait for Steady State$/);
    const lines = (await blob(simulator, long)).body.trim().split('\n').map(jsonIn);
    expect(lines.at(-1)).toMatchObject({ level: 'ERROR', out: expect.stringContaining('\u001b[1;31m') });
    const short = await failedKey(simulator, await play(simulator, 'tests-failed'));
    expect(short).toMatch(/^[\w-]{22}\/pipeline\/tests-failed\/1\/-[\w-]{22}\/build\/unit_tests$/);
    expect((await blob(simulator, short)).body).toContain('2 of 214 tests failed');
  });

  test('want the gateway, an account and a key; an unknown log is not found', async () => {
    const simulator = await simulate();
    const key = await failedKey(simulator, await play(simulator, 'red'));
    const elsewhere = await ask(simulator, 'GET /log-service/blob', { scope: { accountID: simulator.account, key } });
    expect(at(elsewhere.json, 'code')).toBe('RESOURCE_NOT_FOUND_EXCEPTION');
    expect((await blob(simulator, key, { key: 'x' })).status).toBe(403);
    expect(await blob(simulator, 'nonsense')).toMatchObject({ status: 404, json: { error_msg: 'not found' } });
  });

  test('may come late, be huge, or never come', async () => {
    const simulator = await simulate({ speed: 1 });
    const status = async (pipeline: string, agoMs: number): Promise<number> => {
      const { id } = simulator.past({ pipeline, agoMs });
      return (await blob(simulator, await failedKey(simulator, id))).status;
    };
    expect([await status('late-log', 3_500), await status('late-log', 6_000), await status('no-log', 6_000)]).toEqual([
      404, 200, 404,
    ]);
    const huge = await failedKey(simulator, simulator.past({ pipeline: 'huge-log', agoMs: 6_000 }).id);
    expect((await blob(simulator, huge)).body.length).toBeGreaterThan(25_000_000);
  });

  test('stream while they run, and end', async () => {
    const simulator = await simulate({ speed: 2 });
    const { id } = simulator.past({ pipeline: 'late-log', agoMs: 500 });
    const [running] = await stepsOf(simulator, id);
    const scope = { accountID: simulator.account, key: keyOf(running) };
    expect((await blob(simulator, scope.key)).status).toBe(404);
    const { headers, body } = await ask(simulator, 'GET /gateway/log-service/stream', { scope });
    expect(headers['content-type']).toBe('text/event-stream');
    expect(body.match(/^data: \{.*$/gm)).toHaveLength(5);
    expect(body.endsWith('event: error\ndata: eof\n\n')).toBe(true);
  });

  test('can be downloaded when asked twice, over a signed link that wants no key', async () => {
    const simulator = await simulate();
    const [prefix = ''] = (await failedKey(simulator, await play(simulator, 'red'))).split('/level0');
    const download = (asked: string): Promise<Answer> =>
      ask(simulator, 'POST /gateway/log-service/blob/download', {
        scope: { accountID: simulator.account, prefix: asked },
      });
    expect(at((await download(prefix)).json, 'status')).toBe('queued');
    const { json } = await download(prefix);
    expect([SHAPES.logDownload(json, 'download'), at(json, 'status')]).toEqual([[], 'success']);
    expect((await ask(simulator, `GET ${word(json, 'link').slice(simulator.url.length)}`)).status).toBe(403);
    expect((await download('nonsense')).status).toBe(400);
  });
});

describe('webhooks', () => {
  const post = (
    simulator: Simulator,
    triggerIdentifier: string,
    { form = '/token/v3', key = '' } = {},
  ): Promise<Answer> => {
    const query = { pipelineIdentifier: 'green', triggerIdentifier };
    return ask(simulator, `POST /gateway/pipeline/api/webhook/custom${form}`, { key, body: '{"ref":"main"}', query });
  };
  const event = (simulator: Simulator, id: string): Promise<Answer> =>
    ask(simulator, `GET /pipeline/api/webhook/triggerExecutionDetails/${id}`, {
      key: '',
      scope: { accountIdentifier: simulator.account },
    });
  const processed = async (simulator: Simulator, id: string): Promise<unknown> => {
    await until(async () => (await event(simulator, id)).status === 200);
    const { json } = await event(simulator, id);
    expect(SHAPES.event(json, 'event')).toEqual([]);
    return at(json, 'data');
  };

  test('start without a key, and tell how it goes', async () => {
    const simulator = await simulate();
    const { json } = await post(simulator, 'from_github');
    expect(SHAPES.webhook(json, 'webhook')).toEqual([]);
    const id = word(json, 'data.eventCorrelationId');
    expect(at(json, 'data.apiUrl')).toBe(
      `${simulator.url}/gateway/pipeline/api/webhook/triggerExecutionDetails/${id}?accountIdentifier=${simulator.account}`,
    );
    const data = await processed(simulator, id);
    const [execution] = simulator.executions;
    const details = {
      status: 'TARGET_EXECUTION_REQUESTED',
      pipelineExecutionId: execution?.id,
      payload: '{"ref":"main"}',
    };
    expect(at(data, 'webhookProcessingDetails')).toMatchObject(details);
    const triggeredBy = { identifier: 'from_github', extraInfo: { eventCorrelationId: id } };
    expect(at(data, 'executionDetails.pipelineExecutionSummary.executionTriggerInfo')).toMatchObject({
      triggerType: 'WEBHOOK_CUSTOM',
      triggeredBy,
    });
  });

  test('start nothing before the event is processed', async () => {
    const simulator = await simulate({ speed: 1 });
    const id = word((await post(simulator, 'late')).json, 'data.eventCorrelationId');
    const { status, json } = await event(simulator, id);
    expect([status, at(json, 'message')]).toEqual([400, expect.stringContaining(`eventId ${id}`)]);
    const listed = await ask(simulator, 'POST /pipeline/api/pipelines/execution/summary', { body: '{}' });
    expect([simulator.executions.length, at(listed.json, 'data.totalElements')]).toEqual([0, 0]);
  });

  test('have older forms, and can start two executions or none', async () => {
    const simulator = await simulate();
    await processed(simulator, word((await post(simulator, 'twice', { form: '' })).json, 'data'));
    expect(simulator.executions).toHaveLength(2);
    const { json } = await post(simulator, 'VALIDATION_FAILED_FOR_TRIGGER', { form: '/v2' });
    const none = { webhookProcessingDetails: { status: 'VALIDATION_FAILED_FOR_TRIGGER' }, executionDetails: null };
    expect(await processed(simulator, word(json, 'data.eventCorrelationId'))).toMatchObject(none);
    expect(simulator.executions).toHaveLength(2);
  });

  test.each([
    ['mandated', '/token/v3', 'Authorization is mandatory'],
    ['disabled', '/token/v3', 'No enabled custom trigger'],
    ['v3-only', '/v2', 'no longer supported'],
    ['any', '/wrong/v3', 'No custom trigger found'],
  ])('trigger %s on %s is refused', async (trigger, form, message) => {
    const simulator = await simulate();
    expect(at((await post(simulator, trigger, { form })).json, 'message')).toContain(message);
  });

  test('a trigger that mandates authorization takes a key', async () => {
    const simulator = await simulate();
    expect((await post(simulator, 'mandated', { key: simulator.apiKey })).status).toBe(200);
  });
});

describe('FirstGen', () => {
  const query = async (
    simulator: Simulator,
    text: string,
    asked: Asked & { readonly variables?: object } = {},
  ): Promise<Answer> => {
    const body = JSON.stringify({ query: text, variables: asked.variables ?? {} });
    return ask(simulator, 'POST /gateway/api/graphql', { scope: { accountId: simulator.account }, body, ...asked });
  };
  const START = `mutation($input: StartExecutionInput!) {
    startExecution(input: $input) { warningMessage execution { id status notes application { id } } }
  }`;
  const FIND = `query($app: String!) {
    app: applicationByName(name: $app) { id }
    pipelineByName(applicationId: "x", pipelineName: "slow") { id pipelineVariables { name required } }
    workflowByName(applicationId: "x", workflowName: "inputs") { id workflowVariables { name required } }
  }`;

  test('finds by name, starts, follows, aborts', async () => {
    const simulator = await simulate({ speed: 20 });
    const found = (await query(simulator, FIND, { variables: { app: 'Shop' } })).json;
    const applicationId = word(found, 'data.app.id');
    const input = {
      applicationId,
      entityId: word(found, 'data.pipelineByName.id'),
      executionType: 'PIPELINE',
      notes: 'mark',
    };
    const started = at((await query(simulator, START, { variables: { input } })).json, 'data.startExecution.execution');
    expect(started).toEqual({
      id: expect.any(String),
      status: 'RUNNING',
      notes: 'mark',
      application: { id: applicationId },
    });
    const id = word(started, 'id');
    const status = async (): Promise<unknown> => {
      const { json } = await query(
        simulator,
        `{ execution(executionId: "${id}") { id status ... on PipelineExecution { endedAt } } }`,
      );
      return at(json, 'data.execution.status');
    };
    expect(await status()).toBe('RUNNING');
    const abort = (): Promise<Answer> =>
      ask(simulator, `PUT /gateway/api/executions/${id}`, {
        scope: { appId: applicationId },
        body: '{"executionInterruptType":"ABORT_ALL"}',
      });
    expect((await abort()).status).toBe(200);
    await until(async () => (await status()) === 'ABORTED');
    expect(at((await abort()).json, 'responseMessages.0.code')).toBe('STATE_NOT_FOR_ABORT');
    expect(simulator.executions[0]).toMatchObject({ via: 'firstgen', aborts: 2, notes: 'mark' });
  });

  test.each([
    ['an unknown application', '{ applicationByName(name: "missing") { id } }', 'application'],
    ['an unknown field', '{ applicationByName(name: "x") { nonsense } }', "'nonsense'"],
    ['no GraphQL', 'nonsense', 'Invalid Syntax'],
  ])('%s is an error in a 200', async (_, text, message) => {
    const { status, json } = await query(await simulate(), text);
    expect([status, at(json, 'errors.0.message')]).toEqual([200, expect.stringContaining(message)]);
  });

  test('a required variable, another account, no key', async () => {
    const simulator = await simulate();
    const found = (await query(simulator, FIND, { variables: { app: 'x' } })).json;
    const input = {
      applicationId: word(found, 'data.app.id'),
      entityId: word(found, 'data.workflowByName.id'),
      executionType: 'WORKFLOW',
    };
    const refused = await query(simulator, START, { variables: { input } });
    expect(at(refused.json, 'errors.0.message')).toContain('image_tag');
    const variableInputs = [{ name: 'image_tag', variableValue: { type: 'NAME', value: '1' } }];
    const started = await query(simulator, START, { variables: { input: { ...input, variableInputs } } });
    expect(at(started.json, 'data.startExecution.execution.status')).toBe('QUEUED');
    const elsewhere = await query(simulator, '{ x }', { scope: { accountId: 'other' } });
    expect([elsewhere.status, at(elsewhere.json, 'responseMessages.0.level')]).toEqual([200, 'ERROR']);
    expect((await query(simulator, '{ x }', { key: 'x' })).status).toBe(401);
  });
});

describe('faults', () => {
  const PATH = 'POST /pipeline/api/pipeline/execute/green';
  const strike = async (
    mischief: Mischief,
    more: Partial<Fault> = {},
  ): Promise<{ simulator: Simulator; asked: Promise<Answer> }> => {
    const simulator = await simulate();
    simulator.fault({ on: 'start', do: mischief, ...more });
    return { simulator, asked: ask(simulator, PATH) };
  };

  test.each<[string, Mischief, { status: number; body?: object }]>([
    ['status 500', { kind: 'status', status: 500 }, { status: 500, body: { status: 'ERROR', code: 'UNKNOWN_ERROR' } }],
    [
      'TOO_MANY_REQUESTS',
      { kind: 'status', status: 400, code: 'TOO_MANY_REQUESTS' },
      { status: 400, body: { code: 'TOO_MANY_REQUESTS' } },
    ],
    ['a bad request', { kind: 'status', status: 400, as: 'failure' }, { status: 400, body: { status: 'FAILURE' } }],
    ['text', { kind: 'status', status: 502, as: 'text' }, { status: 502 }],
    ['nothing', { kind: 'status', status: 503, as: 'empty' }, { status: 503 }],
    ['a page', { kind: 'status', status: 403, as: 'html' }, { status: 403 }],
    ['429', { kind: 'too-many' }, { status: 429 }],
    ['a login page', { kind: 'html' }, { status: 200 }],
    ['a list', { kind: 'not-object', body: '[]' }, { status: 200, body: [] }],
    ['cut JSON', { kind: 'not-object', body: '{"status":"SUCC' }, { status: 200 }],
    ['an error', { kind: 'error-in-200', code: 'X' }, { status: 200, body: { status: 'ERROR', code: 'X' } }],
    ['a redirect', { kind: 'redirect', location: 'http://example.com/' }, { status: 302 }],
    [
      'more headers',
      { kind: 'headers', headers: { 'x-ratelimit-remaining': '0' } },
      { status: 200, body: { status: 'SUCCESS' } },
    ],
    [
      'another body',
      { kind: 'replace', body: (truth) => ({ truth }) },
      { status: 200, body: { truth: { status: 'SUCCESS' } } },
    ],
  ])('%s', async (_, mischief, { status, body }) => {
    const { simulator, asked } = await strike(mischief);
    const answer = await asked;
    expect(answer.status).toBe(status);
    expect({ json: answer.json }).toMatchObject({ json: body });
    const acted = ['replace', 'headers'].includes(mischief.kind);
    expect(simulator.requests[0]).toMatchObject({ acted, status });
    expect(simulator.executions).toHaveLength(acted ? 1 : 0);
    expect(at((await ask(simulator, PATH)).json, 'status')).toBe('SUCCESS');
  });

  test('Retry-After in seconds, as a date, or not at all', async () => {
    const retryAfter = async (mischief: Mischief): Promise<string | undefined> =>
      (await (await strike(mischief)).asked).headers['retry-after'];
    expect(await retryAfter({ kind: 'too-many' })).toBeUndefined();
    expect(await retryAfter({ kind: 'too-many', retryAfter: 7 })).toBe('7');
    const date = Date.parse((await retryAfter({ kind: 'too-many', retryAfter: 3_600, as: 'date' })) ?? '');
    expect(Math.round((date - Date.now()) / 60_000)).toBe(60);
  });

  test.each([
    [false, 0],
    [true, 1],
  ])('a reset, having acted: %s', async (acts, executions) => {
    const { simulator, asked } = await strike({ kind: 'reset' }, { acts });
    expect(await codeOf(asked)).toBe('ECONNRESET');
    expect([simulator.executions.length, simulator.requests[0]?.status]).toEqual([executions, undefined]);
  });

  test('half a body, after acting', async () => {
    const { simulator, asked } = await strike({ kind: 'half' });
    expect(await codeOf(asked)).toBe('ECONNRESET');
    expect(simulator.executions).toHaveLength(1);
  });

  test.each([false, true])(
    'a stall, with headers: %s, is never answered; others are; close ends it',
    async (headers) => {
      const { simulator, asked } = await strike({ kind: 'stall', headers });
      const code = codeOf(asked);
      await until(() => simulator.requests.length === 1);
      expect((await ask(simulator, PATH)).status).toBe(200);
      expect(await Promise.race([code, Promise.resolve('nothing yet')])).toBe('nothing yet');
      await simulator.close();
      expect(await code).toBe('ECONNRESET');
    },
  );

  test('a slow answer is late, the act is not', async () => {
    const { simulator, asked } = await strike({ kind: 'slow', ms: 1_000 });
    await until(() => simulator.executions.length === 1);
    expect(await Promise.race([asked, Promise.resolve('not yet')])).toBe('not yet');
    expect((await asked).status).toBe(200);
  });

  test('refuse: this one is answered, the next are refused until it opens again', async () => {
    const { simulator, asked } = await strike({ kind: 'refuse', forMs: 60_000 });
    expect((await asked).status).toBe(200);
    expect(await codeOf(ask(simulator, PATH))).toBe('ECONNREFUSED');
    simulator.refuse(20);
    await until(async () => (await codeOf(ask(simulator, PATH))) === 'an answer');
  });

  test('fall upon the occurrences that were named, of the kind and of the requests', async () => {
    const simulator = await simulate();
    simulator.fault({ on: 'start', from: 2, times: 2, every: 2, do: { kind: 'status', status: 500 } });
    simulator.fault({
      on: 'any',
      where: ({ query }) => query['branch'] === 'odd',
      times: Infinity,
      do: { kind: 'status', status: 418 },
    });
    const statuses = [];
    for (const line of [PATH, PATH, PATH, PATH, PATH]) statuses.push((await ask(simulator, line)).status);
    for (const line of [PATH, 'GET /x'])
      statuses.push((await ask(simulator, line, { query: { branch: 'odd' } })).status);
    expect(statuses).toEqual([200, 500, 200, 500, 200, 418, 418]);
  });
});
