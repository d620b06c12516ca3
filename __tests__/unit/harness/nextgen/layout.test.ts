/** Stages as people see them, out of a layout that holds more than that. Shapes as in recorded answers. */
import { describe, expect, test } from '@jest/globals';

import type { Stage } from '../../../../src/harness/execution.ts';
import { readStages } from '../../../../src/harness/nextgen/layout.ts';

const links = (next: readonly string[] = [], children: readonly string[] = []): object => ({
  edgeLayoutList: { nextIds: next, currentNodeChildren: children },
});

const node = (id: string, status: string, more: object = {}): object => ({
  nodeType: 'Deployment',
  nodeGroup: 'STAGE',
  nodeIdentifier: id,
  name: id.toUpperCase(),
  status,
  ...links(),
  ...more,
});

const stages = (layoutNodeMap: object, startingNodeId = 'a'): Stage[] => readStages({ layoutNodeMap, startingNodeId });
const named = (all: readonly Stage[]): string[] => all.map(({ name, phase }) => `${name} ${phase}`);

describe('an unreachable node', () => {
  const rollback = (status: string, startTs?: number): object => ({
    nodeType: 'PipelineRollback',
    nodeGroup: 'STAGE',
    nodeIdentifier: 'prb-x',
    name: 'Pipeline Rollback',
    status,
    ...(startTs === undefined ? {} : { startTs }),
    ...links(),
  });
  const ofStage = (status: string): object =>
    node('a_rollback', status, { name: 'A (Rollback Stage)', isRollbackStageNode: true });

  test('is no stage before it has started', () => {
    const all = stages({ a: node('a', 'Failed'), p: rollback('NotStarted'), r: ofStage('NotStarted') });
    expect(named(all)).toEqual(['A failed']);
  });

  test('is a stage, and a rollback, when it runs or has run', () => {
    const all = stages({ a: node('a', 'Failed'), p: rollback('Running', 5), r: ofStage('Success') });
    expect(named(all)).toEqual(['A failed', 'Pipeline Rollback running', 'A (Rollback Stage) succeeded']);
    expect(all.map(({ isRollback }) => isRollback)).toEqual([undefined, true, true]);
  });

  test('is a stage while the plan is being created, unless it is a rollback', () => {
    const all = readStages({ layoutNodeMap: { a: node('a', 'NotStarted'), p: rollback('NotStarted') } });
    expect(named(all)).toEqual(['A queued']);
  });
});

describe('a parallel block', () => {
  const block = (first: object, second: object): Stage[] =>
    stages({
      a: {
        nodeType: 'parallel',
        nodeIdentifier: 'Rk3mmTz',
        name: null,
        status: 'NotStarted',
        ...links([], ['b', 'c']),
      },
      b: node('b', 'NotStarted', first),
      c: node('c', 'NotStarted', second),
    });

  test('has no id, and the status and the times of its members', () => {
    const [group] = block(
      { status: 'Success', startTs: 1000, endTs: 4000 },
      { status: 'Failed', startTs: 2000, endTs: 9000 },
    );
    expect(group).toMatchObject({
      id: '',
      name: '2 stages in parallel',
      status: 'Failed',
      phase: 'failed',
      startedAt: 1000,
      endedAt: 9000,
      isGroup: true,
    });
    expect(JSON.stringify({ ...group, node: undefined })).not.toContain('Rk3mmTz');
  });

  test.each([
    ['queued', {}, {}],
    ['running', { status: 'Success' }, {}],
    ['running', { status: 'Running' }, { status: 'Failed' }],
    ['waiting', { status: 'Running' }, { status: 'ApprovalWaiting' }],
    ['succeeded', { status: 'Success' }, { status: 'Skipped' }],
    ['ignored', { status: 'Success' }, { status: 'IgnoreFailed' }],
    ['aborted', { status: 'Success' }, { status: 'Aborted' }],
  ])('is %s', (phase, first, second) => {
    expect(block(first, second)[0]?.phase).toBe(phase);
  });
});

describe('the legs of a matrix', () => {
  const leg = (strategyMetadata: object): string | undefined =>
    stages({
      a: { ...node('deploy', 'Running', { nodeType: 'MATRIX', nodeGroup: 'STRATEGY' }), ...links([], ['twin', 'b']) },
      twin: node('deploy', 'NotStarted', { hidden: true }),
      b: node('deploy_0', 'Running', { name: 'Deploy_0', startTs: 7, strategyMetadata }),
    }).at(-1)?.name;

  test.each<[string, object, string]>([
    ['in lower case', { matrixmetadata: { matrixvalues: { region: 'eu', tier: 'web' } } }, 'Deploy_0 (eu, web)'],
    ['in camel case', { matrixMetadata: { matrixValues: { region: 'eu' } } }, 'Deploy_0 (eu)'],
    [
      'as JSON text',
      { matrixmetadata: { matrixvalues: { service: '{"identifier":"web","tag":"1.2"}' } } },
      'Deploy_0 (web 1.2)',
    ],
    ['as text that only begins like JSON', { matrixmetadata: { matrixvalues: { x: '{nope' } } }, 'Deploy_0 ({nope)'],
    ['of a loop', { formetadata: { value: 'blue' } }, 'Deploy_0 (blue)'],
    ['of a loop over parts', { formetadata: { value: '', partition: ['a', 'b'] } }, 'Deploy_0 (a, b)'],
    ['of a parallelism', { currentiteration: 0, totaliterations: 3, identifierpostfix: '_0' }, 'Deploy_0'],
  ])('have their values %s', (_name, strategy, expected) => {
    expect(leg(strategy)).toBe(expected);
  });

  test('omit whole values that do not fit', () => {
    const long = 'x'.repeat(70);
    expect(leg({ matrixmetadata: { matrixvalues: { one: long, two: 'eu' } } })).toBe('Deploy_0 (eu, …)');
  });

  test('provide the times of their group, whose hidden twin is not a stage', () => {
    const all = stages({
      a: { ...node('deploy', 'Running', { nodeType: 'MATRIX' }), ...links([], ['twin', 'b']) },
      twin: node('deploy', 'NotStarted', { hidden: true }),
      b: node('deploy_0', 'Running', { startTs: 7 }),
    });
    expect(all.map(({ id, startedAt }) => [id, startedAt])).toEqual([
      ['deploy', 7],
      ['deploy_0', 7],
    ]);
  });
});

describe('why', () => {
  const only = (more: object): Stage | undefined => stages({ a: node('a', 'Failed', more) })[0];

  test('a stage failed is read from its response messages if its message is empty', () => {
    expect(
      only({
        failureInfo: { message: '' },
        failureInfoDTO: {
          message: '',
          failureTypeList: ['DELEGATE_PROVISIONING'],
          responseMessages: [
            { code: 'HINT', level: 'INFO', message: 'Start a delegate.' },
            { code: 'EXPLANATION', level: 'INFO', message: 'None is connected.' },
            { code: 'GENERAL_ERROR', level: 'ERROR', message: 'No eligible delegate.' },
          ],
        },
      }),
    ).toMatchObject({
      message: 'No eligible delegate.',
      hints: ['Start a delegate.'],
      explanations: ['None is connected.'],
    });
  });

  test('a freeze stopped it is the name of the freeze', () => {
    const cd = { freezeExecutionSummary: { freezeExecutionInfoList: [{ freezeId: 'f', name: 'Christmas' }] } };
    expect(only({ status: 'AbortedByFreeze', moduleInfo: { cd } })?.message).toBe('the freeze "Christmas" is active');
  });

  test('several freezes stopped it are all named', () => {
    const freezes = [{ name: 'Christmas' }, { freezeId: 'audit' }, {}];
    const cd = { freezeExecutionSummary: { freezeExecutionInfoList: freezes } };
    expect(only({ status: 'AbortedByFreeze', moduleInfo: { cd } })?.message).toBe(
      'the freezes "Christmas", "audit" are active',
    );
  });

  test.each<[object, string | undefined]>([
    [
      { nodeRunInfo: { whenCondition: '<+pipeline.variables.env> == "prod"', evaluatedCondition: false } },
      'its condition is false: <+pipeline.variables.env> == "prod"',
    ],
    [
      { nodeRunInfo: { whenCondition: '<+OnPipelineSuccess>', evaluatedCondition: false } },
      'it runs only if the pipeline has succeeded so far',
    ],
    [
      { nodeRunInfo: { whenCondition: '<+OnPipelineFailure> && (true)', evaluatedCondition: false } },
      'it runs only if the pipeline has failed',
    ],
    [{ skipInfo: { skipCondition: '<+x>', evaluatedCondition: true } }, 'its skip condition is true: <+x>'],
    [{ outcomes: { skipOutcome: { message: 'already built' } } }, 'already built'],
    [{ nodeRunInfo: { whenCondition: '<+x>', evaluatedCondition: true } }, undefined],
  ])('a stage was skipped: %j', (more, expected) => {
    expect(only({ status: 'Skipped', ...more })?.skippedBecause).toBe(expected);
    expect(only({ status: 'Success', ...more })?.skippedBecause).toBeUndefined();
  });
});
