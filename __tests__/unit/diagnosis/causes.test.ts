/** Which failures are causes, and how they are reported: graphs that a test writes down, over a real connection. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { causesIn } from '../../../src/diagnosis/causes.ts';
import type { Inspector } from '../../../src/diagnosis/diagnosis.ts';
import { whyOf } from '../../../src/diagnosis/decisions.ts';
import { variablesIn } from '../../../src/diagnosis/variables.ts';
import { nodesOf } from '../../../src/harness/nextgen/graph.ts';
import { answerOf, diagnosed, graphOf, pipeline, quickClock, stage, step } from '../../support/diagnosing.ts';

const boom = { status: 'Failed', message: 'boom' };

const interrupted = (interruptType: string, issuedBy: object): object => ({
  interruptHistories: [{ interruptType, interruptConfig: { issuedBy } }],
});

const retriedFrom = (retryId: string): object => ({
  interruptHistories: [{ interruptType: 'RETRY', interruptConfig: { retryInterruptConfig: { retryId } } }],
});

const places = ({ failures }: Awaited<ReturnType<typeof diagnosed>>): string[] =>
  failures.map((failure) => [failure.stage, failure.step].filter((part) => part !== undefined).join(' › '));

describe('leaf causes', () => {
  test('a node that contains a failed step repeats its message, and is not a cause', async () => {
    const graph = pipeline('Failed', [stage('deploy', [step('a', 'deploy'), step('b', 'deploy', boom)])]);
    expect(places(await diagnosed({ graph }))).toEqual(['deploy › b']);
  });

  test('the earliest comes first, and a failure comes before an abort at the same time', async () => {
    const graph = pipeline('Failed', [
      stage('one', [step('late', 'one', { ...boom, end: 9000 })]),
      stage('two', [step('aborted', 'two', { status: 'Aborted', end: 5000 })]),
      stage('three', [step('first', 'three', { ...boom, end: 5000 })]),
    ]);
    expect(places(await diagnosed({ graph }))).toEqual(['three › first', 'two › aborted', 'one › late']);
  });

  test('a failed rollback comes after the failure that caused it', async () => {
    const graph = pipeline('Failed', [
      stage('deploy', [
        step('rollout', 'deploy', { ...boom, end: 3000 }),
        {
          id: 'rollback',
          type: 'ROLLBACK_OPTIONAL_CHILD_CHAIN',
          fqn: 'pipeline.stages.deploy.spec.execution.rollbackSteps',
          status: 'Failed',
          end: 6000,
          holds: [
            {
              id: 'undo',
              type: 'ShellScript',
              fqn: 'pipeline.stages.deploy.spec.execution.rollbackSteps.undo',
              status: 'Failed',
              end: 6000,
            },
          ],
        },
      ]),
    ]);
    const diagnosis = await diagnosed({ graph });
    expect(places(diagnosis)).toEqual(['deploy › rollout', 'deploy › undo']);
    expect(diagnosis.rollback).toEqual({ end: 'failed' });
  });

  test.each([
    ['that passed at last', 'Success', []],
    ['that failed again', 'Failed', ['deploy › second']],
  ])('only the last try of a step %s counts', async (_name, status, expected) => {
    const second = step('second', 'deploy', { status, message: 'again', wire: retriedFrom('first') });
    const graph = pipeline(status, [
      stage('deploy', [step('first', 'deploy', { ...boom, wire: { retryIds: ['first'] } }), second], { status }),
    ]);
    expect(places(await diagnosed({ status, graph }))).toEqual(expected);
  });

  test('an older try of a step group is ignored with its steps', async () => {
    const group = (id: string, status: string, wire: object) => ({
      id,
      type: 'STEP_GROUP',
      fqn: `pipeline.stages.deploy.spec.execution.steps.${id}`,
      status,
      wire,
      holds: [
        step(`${id}.inner`, 'deploy', { status, wire: { outcomes: { output: { outputVariables: { N: id } } } } }),
      ],
    });
    const graph = pipeline('Success', [
      stage('deploy', [group('old', 'Failed', {}), group('new', 'Success', retriedFrom('old'))], { status: 'Success' }),
    ]);
    const { failures, variables } = await diagnosed({ status: 'Success', graph });
    expect(failures).toEqual([]);
    expect(variables.map(({ value }) => value)).toEqual(['new']);
  });

  test('a failure inside a group that is set to ignore it is ignored', async () => {
    const group = {
      id: 'group',
      type: 'STEP_GROUP',
      fqn: 'pipeline.stages.deploy.spec.execution.steps.group',
      status: 'IgnoreFailed',
      holds: [step('inner', 'deploy', boom)],
    };
    const graph = pipeline('IgnoreFailed', [stage('deploy', [group])]);
    const { failures, ignored } = await diagnosed({ status: 'IgnoreFailed', graph });
    expect(failures).toEqual([]);
    expect(ignored.map(({ step: name, message }) => [name, message])).toEqual([['inner', 'boom']]);
  });

  test('an ignored failure does not explain why its stage failed', async () => {
    const graph = pipeline('Failed', [
      stage('deploy', [step('soft', 'deploy', { status: 'IgnoreFailed' })], {
        status: 'Failed',
        message: 'no delegate',
      }),
    ]);
    const { failures, ignored } = await diagnosed({ graph });
    expect(failures.map(({ stage: name, step: none, message }) => [name, none, message])).toEqual([
      ['deploy', undefined, 'no delegate'],
    ]);
    expect(ignored).toHaveLength(1);
  });

  test('an ignored failure inside a group does not explain it either', async () => {
    const group = {
      id: 'group',
      type: 'STEP_GROUP',
      fqn: 'pipeline.stages.deploy.spec.execution.steps.group',
      status: 'IgnoreFailed',
      holds: [step('inner', 'deploy', boom)],
    };
    const graph = pipeline('Failed', [stage('deploy', [group], { status: 'Failed', message: 'no delegate' })]);
    const diagnosis = await diagnosed({ graph });
    expect(places(diagnosis)).toEqual(['deploy']);
    expect(diagnosis.ignored.map(({ step: name }) => name)).toEqual(['inner']);
  });

  test('a failure inside a node that succeeded is not a cause', async () => {
    const graph = pipeline('Failed', [
      stage('fine', [step('odd', 'fine', boom)], { status: 'Success' }),
      stage('bad', [step('real', 'bad', boom)]),
    ]);
    expect(places(await diagnosed({ graph }))).toEqual(['bad › real']);
  });

  test('legs of a step matrix and of a loop are named', async () => {
    const leg = (id: string, strategyMetadata: object) => step(id, 'test', { ...boom, wire: { strategyMetadata } });
    const graph = pipeline('Failed', [
      stage('test', [
        leg('unit_0', { matrixMetadata: { matrixValues: { os: 'linux', node: '24' } }, identifierPostFix: '_0' }),
        leg('unit', { forMetadata: { value: 'eu' }, identifierPostFix: '_1' }),
        leg('unit_linux', { matrixMetadata: { matrixValues: { os: 'linux' } } }),
        leg('unit_3', { currentIteration: 3, totalIterations: 4, identifierPostFix: '_3' }),
      ]),
    ]);
    const { failures } = await diagnosed({ graph });
    expect(failures.map(({ step: name, stepId }) => [name, stepId])).toEqual([
      ['unit_0 (linux, 24)', 'unit_0'],
      ['unit (eu)', 'unit_1'],
      ['unit_linux', 'unit_linux'],
      ['unit_3', 'unit_3'],
    ]);
  });
});

describe('how a failure is reported', () => {
  const failureFrom = async (more: object, written: object = {}) => {
    const graph = pipeline('Failed', [stage('deploy', [step('run', 'deploy', { status: 'Failed', ...more })])]);
    return (await diagnosed({ graph, ...written })).failures[0];
  };
  const failureInfo = (message: string, ...responses: readonly [string, string, string][]): object => ({
    failureInfo: {
      message,
      failureTypeList: ['APPLICATION_ERROR'],
      responseMessages: responses.map(([level, code, text]) => ({ level, code, message: text })),
    },
  });

  test('a specific message is preferred to one that refers to the log', async () => {
    const wire = failureInfo(
      'Shell Script execution failed. Please check execution logs.',
      ['INFO', 'HINT', 'Check the script.'],
      ['ERROR', 'SHELL', 'Step failed'],
      ['ERROR', 'SHELL', 'No such host: db.example.com'],
    );
    expect(await failureFrom({ wire })).toMatchObject({
      message: 'No such host: db.example.com',
      hints: ['Check the script.'],
    });
  });

  test('an exit code is added if the message has none', async () => {
    const wire = {
      ...failureInfo('Shell Script execution failed. Please check execution logs.'),
      outcomes: { output: { exitCode: '3', outputVariables: {} } },
    };
    expect((await failureFrom({ wire }))?.message).toBe(
      'Shell Script execution failed. Please check execution logs. (exit code 3)',
    );
    const known = { ...failureInfo('exit status 1'), outcomes: [{ exitCode: 1 }] };
    expect((await failureFrom({ wire: known }))?.message).toBe('exit status 1');
  });

  test('a step without a message has that of its stage, or the words for its status', async () => {
    const layout = {
      startingNodeId: 's',
      layoutNodeMap: {
        s: {
          nodeIdentifier: 'deploy',
          nodeUuid: 'plan-deploy',
          status: 'Failed',
          failureInfo: { message: 'from the stage' },
        },
      },
    };
    expect((await failureFrom({}, { summary: layout }))?.message).toBe('from the stage');
    expect((await failureFrom({}))?.message).toBe('Harness gives no reason');
    expect((await failureFrom({ status: 'Expired' }, { status: 'Expired' }))?.message).toContain('time limit');
    expect((await failureFrom({ status: 'AbortedByFreeze' }, { status: 'AbortedByFreeze' }))?.message).toContain(
      'freeze',
    );
  });

  test('a message of 1 MB, with colors and line ends, is one line of 2,000 characters at the most', async () => {
    const failure = await failureFrom({ message: `\u001B[31mline one\r\n::error::line two${' xx'.repeat(2 ** 18)}` });
    expect(failure?.message).toHaveLength(1998);
    expect(failure?.message).toMatch(/^line one ::error::line two/);
  });

  test.each([
    ['a person', { manualIssuer: { identifier: 'J. Doe', email_id: 'j.doe@example.com' } }, 'J. Doe'],
    ['a person without a name', { manualIssuer: { email_id: 'j.doe@example.com' } }, 'j.doe@example.com'],
    ['a time limit', { timeoutIssuer: { timeoutInstanceId: 'x' } }, 'Harness, because of a timeout'],
    ['a newer run', { triggerIssuer: { abortPrevConcurrentExecution: true } }, 'a newer run of the same trigger'],
    ['a failure strategy', { adviserIssuer: { adviseType: 'MARK_AS_FAILURE' } }, 'its failure strategy'],
    ['an unknown issuer', {}, undefined],
  ])('aborted by %s', async (_name, issuer, by) => {
    const more = { status: 'Aborted', wire: interrupted('ABORT_ALL', issuer) };
    expect((await failureFrom(more, { status: 'Aborted' }))?.by).toBe(by);
  });

  test('a step is reported as aborted by whoever aborted the execution', async () => {
    const summary = { abortedBy: { userName: 'J. Doe', email: 'j.doe@example.com' } };
    expect((await failureFrom({ status: 'Aborted' }, { status: 'Aborted', summary }))?.by).toBe('J. Doe');
    expect((await failureFrom({ status: 'Failed' }, { status: 'Aborted', summary }))?.by).toBeUndefined();
  });

  test('a failed stage without a known step is reported once', async () => {
    const node = (id: string, more: object = {}): object => ({
      nodeIdentifier: id,
      name: id,
      nodeUuid: `plan-${id}`,
      nodeExecutionId: id,
      status: 'Failed',
      startTs: 1,
      endTs: 9000,
      ...more,
    });
    const graph = pipeline('Failed', [stage('known', [step('run', 'known', boom)])]);
    const layoutNodeMap = {
      'plan-known': node('known'),
      'plan-other': node('other', { failureInfo: { message: 'no infrastructure' } }),
    };
    const diagnosis = await diagnosed({ graph, summary: { layoutNodeMap } });
    expect(places(diagnosis)).toEqual(['known › run', 'other']);
    expect(diagnosis.failures[1]).toMatchObject({ message: 'no infrastructure', stageId: 'other', endedAt: 9000 });
  });
});

test('the legs of a matrix are identified by their runs, not by name', async () => {
  const leg = (id: string) =>
    stage(id, [step(`${id}.run`, id, boom)], { wire: { strategyMetadata: {}, setupId: 'plan' } });
  const node = (run: string): object => ({
    nodeIdentifier: 'deploy',
    name: run,
    nodeUuid: 'plan',
    nodeExecutionId: run,
    status: 'Failed',
    startTs: 1,
    endTs: 9000,
  });
  const summary = { layoutNodeMap: { a: node('deploy_0'), b: node('deploy_1') } };
  const { failures } = await diagnosed({ graph: pipeline('Failed', [leg('deploy_0'), leg('deploy_1')]), summary });
  expect(failures.map(({ stage: name, stageId, step: inspector }) => [name, stageId, inspector])).toEqual([
    ['deploy_0', 'deploy', 'deploy_0.run'],
    ['deploy_1', 'deploy', 'deploy_1.run'],
  ]);
});

describe('without a graph', () => {
  test('aborted while it was queued', async () => {
    const summary = { abortedBy: { userName: 'J. Doe' }, startTs: 1000, endTs: 5000 };
    const { failures, gaps, requests } = await diagnosed({ status: 'Aborted', summary });
    expect(failures).toEqual([
      expect.objectContaining({ stage: 'Deploy Prod', stageId: '', phase: 'aborted', by: 'J. Doe', duration: 4000 }),
    ]);
    expect([gaps, requests.length]).toEqual([[], 1]);
  });

  test('the failed stages are reported', async () => {
    const layoutNodeMap = {
      a: { nodeIdentifier: 'build', name: 'Build', status: 'Failed', failureInfo: { message: 'no machine' } },
    };
    const { failures } = await diagnosed({ summary: { layoutNodeMap } });
    expect(failures).toEqual([expect.objectContaining({ stage: 'Build', stageId: 'build', message: 'no machine' })]);
  });

  test('when the key may not read the steps', async () => {
    const refusal = {
      status: 403,
      body: { status: 'ERROR', code: 'NG_ACCESS_DENIED', message: 'Missing permission core_pipeline_view' },
    };
    const { failures, gaps, requests } = await diagnosed(
      { summary: { failureInfo: { message: 'boom' } } },
      { reply: () => refusal },
    );
    expect(failures).toEqual([expect.objectContaining({ stage: 'Deploy Prod', message: 'boom' })]);
    expect(gaps).toEqual([
      'Could not read the steps: The API key has no permission to read the steps of execution exec (403 NG_ACCESS_DENIED).',
    ]);
    expect(requests).toHaveLength(1);
  });

  test('when Harness is unreachable, within 20 s', async () => {
    const { failures, gaps, slept } = await diagnosed(
      {},
      { reply: () => ({ status: 502, body: '<title>Bad Gateway</title>' }) },
    );
    expect(failures).toHaveLength(1);
    expect(gaps).toHaveLength(1);
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(20_000);
  });

  test('when the engine has no graph', async () => {
    const { failures, requests } = await diagnosed({}, { options: { inspector: undefined } });
    expect(failures).toHaveLength(1);
    expect(requests).toEqual([]);
  });
});

describe('a graph that is out of date', () => {
  test('is read again until it matches the status', async () => {
    const late = pipeline('Running', [stage('deploy', [step('run', 'deploy', { status: 'Running' })])]);
    const done = pipeline('Failed', [stage('deploy', [step('run', 'deploy', boom)])]);
    let reads = 0;
    const { failures, gaps, requests, slept } = await diagnosed(
      {},
      {
        reply: (url) =>
          url.pathname.includes('/execution/v2/')
            ? { body: answerOf({ graph: ++reads < 3 ? late : done }) }
            : undefined,
        options: { logs: 'none' },
      },
    );
    expect(failures.map(({ step: name }) => name)).toEqual(['run']);
    expect([requests.length, slept, gaps]).toEqual([3, [250, 500], []]);
  });

  test('is read again while it shows a running node, even with a failure', async () => {
    const running = pipeline('Running', [stage('deploy', [step('run', 'deploy', boom)])]);
    const { requests } = await diagnosed({ graph: running }, { options: { logs: 'none' } });
    expect(requests).toHaveLength(6);
  });

  test('is read at most six times within 10 s; then the stages and a gap are reported', async () => {
    const graph = pipeline('Failed', [stage('deploy', [step('run', 'deploy')])]);
    const { failures, gaps, requests, slept } = await diagnosed({ graph });
    expect([requests.length, slept]).toEqual([6, [250, 500, 1000, 2000, 4000]]);
    expect(failures).toEqual([expect.objectContaining({ stage: 'Deploy Prod' })]);
    expect(gaps).toEqual(['The execution graph does not match the final status; details may be incomplete.']);
  });
});

describe('when Harness shows no steps', () => {
  const layoutNodeMap = { a: { nodeIdentifier: 'a', status: 'Success', startTs: 1000, endTs: 2000 } };

  test('a success is read once more, and the missing steps are reported', async () => {
    const summary = { layoutNodeMap, startingNodeId: 'a' };
    const { gaps, requests, slept } = await diagnosed({ status: 'Success', summary });
    expect([requests.length, slept]).toEqual([2, [750]]);
    expect(gaps).toEqual(['Harness shows no steps for this execution, so their output variables are unknown.']);
  });

  test('an abort by Harness before the first stage is reported', async () => {
    const { failures, gaps, requests } = await diagnosed({ status: 'Aborted' });
    expect([failures[0]?.message, gaps, requests.length]).toEqual([
      'Harness aborted it before its first stage started; open the execution in Harness for the reason',
      [],
      1,
    ]);
    const summary = { abortedBy: { userName: 'J. Doe' } };
    expect((await diagnosed({ status: 'Aborted', summary })).failures[0]).toMatchObject({
      message: 'aborted',
      by: 'J. Doe',
    });
  });
});

describe('decisions and rollbacks', () => {
  const approval = (id: string, action: string, comments: string) =>
    step(id, 'release', {
      type: 'HarnessApproval',
      wire: {
        outcomes: { output: { approvalActivities: [{ action, comments, user: { name: 'J. Doe' } }] } },
      },
    });

  test('the approver is reported with the stage', async () => {
    const summary = { layoutNodeMap: { release: { nodeIdentifier: 'release', status: 'Success', startTs: 1 } } };
    const graph = pipeline('Success', [stage('release', [approval('yes', 'APPROVE', 'Looks good')])]);
    const { decisions } = await diagnosed({ status: 'Success', summary, graph });
    const [decision] = decisions;
    expect(decision).toMatchObject({ step: 'yes', by: 'J. Doe', comment: 'Looks good', isRejection: false });
    expect(decision?.stage && whyOf(decision.stage, decisions)).toBe('approved by J. Doe: Looks good');
  });

  test.each([
    ['succeeded', 'Success'],
    ['failed', 'Failed'],
  ])('a rollback that ran %s', async (expected, status) => {
    const undo = {
      id: 'undo',
      type: 'K8sRollingRollback',
      fqn: 'pipeline.stages.deploy.spec.execution.rollbackSteps.undo',
      status,
    };
    const graph = pipeline('Failed', [stage('deploy', [step('rollout', 'deploy', boom), undo], { status: 'Failed' })]);
    expect((await diagnosed({ graph })).rollback).toEqual({ end: expected });
  });

  test('no rollback is reported if none ran', async () => {
    const graph = pipeline('Failed', [stage('deploy', [step('rollout', 'deploy', boom)])]);
    expect((await diagnosed({ graph })).rollback).toBeUndefined();
  });

  test('a resource queue has no log', async () => {
    const queue = step('rc-x', 'deploy', { ...boom, type: 'ResourceConstraint' });
    const { failures, requests } = await diagnosed({ graph: pipeline('Failed', [stage('deploy', [queue])]) });
    expect([failures[0]?.log, requests.length]).toEqual([undefined, 1]);
  });
});

describe('chained pipelines', () => {
  const chain = (id: string, child: string, more: object = {}) => ({
    id,
    type: 'PIPELINE_STAGE',
    fqn: `pipeline.stages.${id}`,
    ...boom,
    wire: {
      stepDetails: {
        childPipelineExecutionDetails: { planExecutionId: child, orgId: 'other', projectId: 'data', ...more },
      },
    },
  });

  test('are read three levels deep, and no execution twice', async () => {
    const link: Record<string, object> = {
      exec: pipeline('Failed', [chain('one', 'c1'), chain('circle', 'exec')]),
      c1: pipeline('Failed', [chain('two', 'c2'), chain('back', 'exec')]),
      c2: pipeline('Failed', [chain('three', 'c3')]),
      c3: pipeline('Failed', [chain('four', 'c4')]),
      c4: pipeline('Failed', [stage('deep', [step('never', 'deep', boom)])]),
    };
    const seen: string[] = [];
    const diagnosis = await diagnosed(
      {},
      {
        reply: (url) => {
          const id = url.pathname.split('/').at(-1) ?? '';
          seen.push(`${id} ${url.searchParams.get('orgIdentifier')}/${url.searchParams.get('projectIdentifier')}`);
          return { body: answerOf({ id, graph: link[id] }) };
        },
      },
    );
    expect(seen).toEqual(['exec default/shop', 'c1 other/data', 'c2 other/data', 'c3 other/data']);
    expect(places(diagnosis)).toEqual(['one › two › three › four', 'one › back', 'circle']);
    expect(diagnosis.failures.map(({ stageId }) => stageId)).toEqual(['one', 'one', 'circle']);
    expect(diagnosis.failures[1]?.url).toContain('/orgs/other/projects/data/');
    expect(diagnosis.gaps).toEqual([
      'Some chained pipelines were not read: there are too many, or they are nested too deeply.',
    ]);
  });

  test('that cannot be read are reported as their parent stage', async () => {
    const { failures, gaps } = await diagnosed(
      { graph: pipeline('Failed', [chain('one', 'c1')]) },
      {
        reply: (url) =>
          url.pathname.endsWith('/c1') ? { status: 403, body: { code: 'NG_ACCESS_DENIED', message: 'no' } } : undefined,
      },
    );
    expect(failures).toEqual([expect.objectContaining({ stage: 'one', message: 'boom' })]);
    expect(gaps).toHaveLength(1);
  });

  test('with invalid ids are not read', async () => {
    const { requests, failures } = await diagnosed({
      graph: pipeline('Failed', [chain('one', '../../secrets'), chain('two', 'c1', { orgId: 'a/../b' })]),
    });
    expect(failures).toHaveLength(2);
    expect(requests).toHaveLength(1);
  });
});

describe('who rejected', () => {
  const rejected = (wire: object) =>
    pipeline('ApprovalRejected', [
      stage('gate', [step('ask', 'gate', { status: 'ApprovalRejected', type: 'HarnessApproval', wire })]),
    ]);

  test.each([
    ['a map', (output: object) => ({ output })],
    ['a list', (output: object) => [output]],
  ])('is read from the step’s outcome, %s, without another request', async (_name, outcomes) => {
    const activity = (action: string, name: string, comments?: string) => ({ action, comments, user: { name } });
    const approvalActivities = [activity('APPROVE', 'A. One', 'fine'), activity('REJECT', 'B. Two', 'not now')];
    const graph = rejected({ outcomes: outcomes({ approvalActivities }) });
    const { failures, requests } = await diagnosed({ status: 'ApprovalRejected', graph });
    expect(failures[0]?.by).toBe('B. Two: not now');
    expect(requests).toHaveLength(1);
  });

  test('is a gap for service accounts', async () => {
    const refusal = { status: 400, body: { code: 'INVALID_REQUEST', message: 'use a personal access token' } };
    const { failures, gaps, requests } = await diagnosed(
      { status: 'ApprovalRejected', graph: rejected({}) },
      { reply: (url) => (url.pathname.includes('/approvals/') ? refusal : undefined) },
    );
    expect(failures[0]).toMatchObject({ stage: 'gate', by: undefined });
    expect(gaps).toEqual([
      'Could not read who rejected the approval. Harness does not show approvals to this key: use a personal access token',
    ]);
    expect(requests.at(-1)?.search).toBe('?approval_status=REJECTED&node_execution_id=ask');
  });
});

describe('hostile graphs', () => {
  test.each([
    ['a number', 7],
    ['a list', [1, 2]],
    ['no nodes', { rootNodeId: 'x', nodeMap: {}, nodeAdjacencyListMap: {} }],
    [
      'nodes of every wrong type',
      {
        rootNodeId: {},
        nodeMap: {
          a: null,
          b: 1,
          c: [],
          d: {
            status: {},
            outcomes: 'x',
            failureInfo: 3,
            interruptHistories: {},
            endTs: 'soon',
            strategyMetadata: [],
            stepDetails: 0,
            executableResponses: 'no',
            unitProgresses: 9,
            name: {},
            baseFqn: 5,
          },
        },
        nodeAdjacencyListMap: 'none',
      },
    ],
    [
      'prototype keys',
      JSON.parse(
        '{"rootNodeId":"__proto__","nodeMap":{"__proto__":{"status":"Failed"},"constructor":{"status":"Failed","stepType":"toString"}},"nodeAdjacencyListMap":{"__proto__":{"children":["constructor","__proto__"],"nextIds":["hasOwnProperty"]}}}',
      ),
    ],
  ])('%s', async (_name, graph) => {
    const { failures } = await diagnosed({ graph });
    expect(failures.length).toBeGreaterThanOrEqual(1);
    expect(failures.every(({ message }) => message !== '')).toBe(true);
  });

  test('any shape: visits each node once, and reports causes only for failed nodes', () => {
    const run = { account: 'a', org: 'o', project: 'p', pipeline: 'x', id: 'e', sequence: 1, simplified: false };
    const key = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor');
    const some = <T>(wanted: fc.Arbitrary<T>) => fc.oneof({ weight: 4, arbitrary: wanted }, fc.jsonValue());
    const node = fc.record(
      {
        status: some(fc.constantFrom('Failed', 'Success', 'IgnoreFailed', 'Aborted', 'Running')),
        stepType: some(fc.constantFrom('ShellScript', 'NG_EXECUTION', 'CUSTOM_STAGE', 'STEP_GROUP')),
        baseFqn: some(fc.constantFrom('pipeline.stages.a', 'pipeline.stages.a.spec.execution.steps.b', '...')),
        outcomes: some(fc.dictionary(key, fc.jsonValue())),
        failureInfo: fc.jsonValue(),
        interruptHistories: fc.jsonValue(),
        retryIds: some(fc.array(key)),
        endTs: some(fc.nat()),
      },
      { requiredKeys: [] },
    );
    const graph = fc.record({
      rootNodeId: some(key),
      nodeMap: some(fc.dictionary(key, some(node))),
      nodeAdjacencyListMap: some(
        fc.dictionary(key, some(fc.record({ children: some(fc.array(key)), nextIds: some(fc.array(key)) }))),
      ),
    });
    fc.assert(
      fc.property(graph, (any) => {
        const nodes = nodesOf(any, run, { uuid: undefined, name: undefined });
        expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
        const { bad, ignored } = causesIn(nodes);
        expect([...bad, ...ignored].every(({ phase }) => ['failed', 'aborted', 'ignored'].includes(phase))).toBe(true);
        variablesIn(nodes);
      }),
      { numRuns: 1000 },
    );
  });

  test('circular parents and successors end', async () => {
    const graph = {
      rootNodeId: 'a',
      nodeMap: {
        a: { status: 'Failed', stepType: 'CUSTOM_STAGE', baseFqn: 'pipeline.stages.a', name: 'A' },
        b: { status: 'Failed', stepType: 'ShellScript', name: 'B', failureInfo: { message: 'boom' } },
      },
      nodeAdjacencyListMap: { a: { children: ['b'], nextIds: ['a'] }, b: { children: ['a'], nextIds: ['b'] } },
    };
    expect(places(await diagnosed({ graph }))).toEqual(['A › B']);
  });

  test('unreachable nodes belong to the stage in their path', async () => {
    const { rootNodeId, nodeMap } = pipeline('Failed', [stage('deploy', [step('run', 'deploy', boom)])]) as {
      rootNodeId: string;
      nodeMap: object;
    };
    expect(places(await diagnosed({ graph: { rootNodeId, nodeMap } }))).toEqual(['deploy › run']);
  });

  test('circular tries fall back to the stages', async () => {
    const graph = pipeline('Failed', [
      stage('deploy', [
        step('a', 'deploy', { ...boom, wire: retriedFrom('b') }),
        step('b', 'deploy', { ...boom, wire: retriedFrom('a') }),
      ]),
    ]);
    expect(places(await diagnosed({ graph }))).toEqual(['deploy']);
  });

  test('5,000 failures: reports fifty, reads ten logs, and counts the rest', async () => {
    const steps = Array.from({ length: 5000 }, (_none, index) =>
      step(`s${index}`, 'deploy', { ...boom, end: 10_000 - index, wire: { logBaseKey: `key${index}` } }),
    );
    const graph = pipeline('Failed', [stage('deploy', steps)]);
    const { failures, gaps, requests } = await diagnosed({ graph });
    expect(failures).toHaveLength(50);
    expect(failures[0]?.step).toBe('s4999');
    expect(gaps).toEqual(['4950 more failures not shown.']);
    expect(new Set(requests.flatMap(({ searchParams }) => searchParams.get('key') ?? [])).size).toBe(10);
    expect(failures[10]?.log).toEqual({ missing: 'Only the first 10 logs were read.' });
  });

  test('5,000 nested parents: finds the failed innermost node', async () => {
    let tree = step('leaf', 'deploy', boom);
    for (let depth = 0; depth < 5000; depth++) {
      tree = {
        id: `g${depth}`,
        type: 'STEP_GROUP',
        fqn: `pipeline.stages.deploy.spec.execution.steps.g${depth}`,
        status: 'Failed',
        holds: [tree],
      };
    }
    const graph = graphOf({
      id: 'deploy',
      type: 'CUSTOM_STAGE',
      fqn: 'pipeline.stages.deploy',
      status: 'Failed',
      holds: [tree],
    });
    expect(places(await diagnosed({ graph }))).toEqual(['deploy › leaf']);
  });
});

describe('bounds', () => {
  test('ends on a cancel', async () => {
    const cancel = new AbortController();
    const reply = (): undefined => {
      cancel.abort();
    };
    await expect(diagnosed({}, { reply, options: { signal: cancel.signal } })).rejects.toMatchObject({
      name: 'Cancelled',
    });
  });

  test('ends all requests within the time limit', async () => {
    const limits: number[] = [];
    const clock = quickClock();
    const inspector: Inspector = {
      graph: (_execution, { limit }) => {
        limits.push(limit);
        clock.skip(9500);
        return Promise.resolve(undefined);
      },
      expectLogs: () => undefined,
      log: () => Promise.resolve(undefined),
      approvals: () => Promise.resolve({ approvals: [] }),
    };
    const summary = { layoutNodeMap: { a: { nodeIdentifier: 'a', status: 'Failed', startTs: 1 } } };
    const { gaps } = await diagnosed({ summary }, { options: { inspector, clock } });
    expect(limits).toHaveLength(2); // a third read would come after the 10 s
    expect(limits[0]).toBeLessThanOrEqual(20_000);
    expect(limits[1]).toBeLessThanOrEqual(10_500);
    expect(gaps).toHaveLength(1);
  });

  test('an internal error is a gap, and a cause is still reported', async () => {
    const inspector = {
      graph: () => Promise.reject(new TypeError('x is undefined')),
      expectLogs: () => undefined,
      log: () => Promise.resolve(undefined),
      approvals: () => Promise.resolve({ approvals: [] }),
    };
    const { failures, gaps } = await diagnosed({}, { options: { inspector } });
    expect(failures).toHaveLength(1);
    expect(gaps).toEqual(['Some details are missing from the report: x is undefined']);
  });
});
