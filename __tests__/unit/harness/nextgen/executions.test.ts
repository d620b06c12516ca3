/** The NextGen API: each request as Harness wants it, each answer read, each unexpected one reported. */
import { afterEach, describe, expect, test } from '@jest/globals';

import { systemClock } from '../../../../src/base/clock.ts';
import { openHttp } from '../../../../src/harness/http.ts';
import { executionRef } from '../../../../src/harness/links.ts';
import { nextGen } from '../../../../src/harness/nextgen/executions.ts';
import { startSimulator } from '../../../../src/simulator/simulator.ts';
import {
  type Answer,
  BOUNDS,
  closeHarness,
  E,
  EXECUTE,
  EXECUTIONS,
  failureOf,
  harness,
  KEY,
  NO_GIT,
  requestOf,
  SCOPE,
} from '../../../support/harness/nextgen.ts';

afterEach(closeHarness);

const REF = { id: E, pipeline: 'deploy_prod', url: '' };

describe('a poll', () => {
  test('requests only the summary', async () => {
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
  ])('with the response %j fails: %s', async (body, detail) => {
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
])('reads from %j the pipeline %s', async (more, pipeline) => {
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

  test('aborts the whole execution', async () => {
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
  ])('of an execution that is being aborted or has ended succeeds: %i %j', async (status, body) => {
    const { abort } = await harness({ [PATH]: [status, body] });
    await expect(abort(REF, BOUNDS)).resolves.toBeUndefined();
  });

  test('that Harness cannot register because of another interrupt is retried', async () => {
    const body = { status: 'ERROR', code: 'INVALID_REQUEST', message: 'Cannot register the interrupt. Please retry.' };
    const { abort } = await harness({ [PATH]: [400, body] });
    expect(await failureOf(abort(REF, BOUNDS))).toMatchObject({ kind: 'unavailable', status: 400 });
  });

  test.each<Answer>([
    [400, { status: 'ERROR', code: 'INVALID_REQUEST', message: 'Invalid request' }],
    [403, { status: 'ERROR', code: 'NG_ACCESS_DENIED', message: 'already finished? no' }],
    [500, { status: 'ERROR', code: 'ABORT_ALL_ALREADY_NG', message: 'already finished' }],
  ])('that is refused or gets no response fails: %i %j', async (status, body) => {
    const { abort } = await harness({ [PATH]: [status, body] });
    expect((await failureOf(abort(REF, BOUNDS))).status).toBe(status);
  });
});

test.each<[unknown, string]>([
  ['run-harness-pipeline/1 run=77\nRelease', 'run-harness-pipeline/1 run=77\nRelease'],
  ['Release', 'Release'],
  ['', ''],
  [null, ''],
  [['run-harness-pipeline/1 run=77'], ''],
])('reads from %j the notes %j', async (notes, expected) => {
  const { notesOf, visits } = await harness({ [`GET ${EXECUTIONS}/${E}/notes`]: { data: { notes } } });
  expect(await notesOf(E, BOUNDS)).toBe(expected);
  expect(visits.map((visit) => requestOf(visit).query)).toEqual([SCOPE]);
});

test('the key is validated by the same host', async () => {
  const { validate, visits } = await harness({
    'POST /ng/api/token/validate': { status: 'SUCCESS', data: { valid: true } },
  });
  await validate(BOUNDS);
  expect(visits.map(requestOf)).toEqual([
    { request: 'POST /ng/api/token/validate', query: ['accountIdentifier=Acme'], type: 'text/plain', body: KEY },
  ]);
});

test('an execution on the simulator is read from start to end', async () => {
  const simulator = await startSimulator({ speed: 2000 });
  try {
    const { url: origin, apiKey: key, account } = simulator;
    const http = openHttp({ origin, key, clock: systemClock, onExchange: () => undefined });
    const api = nextGen(http, { origin, account, org: 'default', project: 'shop' }, key);
    await api.validate(BOUNDS);
    const notes = 'run-harness-pipeline/1 run=77';
    const { ref } = await api.start(
      { pipeline: 'green', yaml: '', inputSets: [], stages: [], git: NO_GIT, notes },
      BOUNDS,
    );
    let snapshot = await api.read(ref, BOUNDS);
    while (snapshot.phase !== 'succeeded') {
      snapshot = await api.read(ref, BOUNDS);
    }
    expect(snapshot.stages.map(({ phase }) => phase)).toEqual(snapshot.stages.map(() => 'succeeded'));
    expect(snapshot.stages.length).toBeGreaterThan(0);
    const [listed] = await api.list({ pipeline: 'green', page: 0, size: 10 }, BOUNDS);
    expect(listed).toMatchObject({ ref, hasNotes: true, snapshot: { status: 'Success' } });
    expect(await api.notesOf(ref.id, BOUNDS)).toContain(notes);
    await expect(api.abort(ref, BOUNDS)).resolves.toBeUndefined(); // it has ended: nothing is left to abort
  } finally {
    await simulator.close();
  }
});
