/** What starts an execution: each request as Harness wants it, each answer read, each unexpected one reported. */
import { afterEach, describe, expect, test } from '@jest/globals';

import { executionLink } from '../../../../src/harness/links.ts';
import type { StartOrder } from '../../../../src/harness/nextgen/start.ts';
import {
  BOUNDS,
  closeHarness,
  E,
  EXECUTE,
  failureOf,
  GIT,
  GIT_QUERY,
  harness,
  NO_GIT,
  requestOf,
  SCOPE,
} from '../../../support/harness/nextgen.ts';

afterEach(closeHarness);

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
  test('sends the YAML unchanged, over its own connection', async () => {
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

  test('sends the identifiers of the merged input sets', async () => {
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

  test('sends the selected stages', async () => {
    const { start, visits } = await harness({ [`POST ${EXECUTE}/deploy_prod/stages`]: STARTED });
    await start({ ...ORDER, yaml: 'a: 1', stages: ['build'] }, BOUNDS);
    expect(JSON.parse(visits[0]?.body ?? '')).toEqual({ runtimeInputYaml: 'a: 1', stageIdentifiers: ['build'] });
  });

  test('that a policy denies has failed, although Harness returns SUCCESS', async () => {
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

  test('without a status has started', async () => {
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
  ])('with the response %j is neither an execution nor a refusal', async (body) => {
    const { start } = await harness({ [`POST ${EXECUTE}/deploy_prod`]: body });
    expect(await failureOf(start(ORDER, BOUNDS))).toMatchObject({ kind: 'unexpected', status: 200 });
  });

  test('that Harness refuses reports the request', async () => {
    const { start } = await harness({});
    const failure = await failureOf(start(ORDER, BOUNDS));
    expect(failure).toMatchObject({ kind: 'refused', purpose: 'start deploy_prod in default/shop', status: 404 });
  });
});

test('a retry sends the execution, its stages and its inputs', async () => {
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
