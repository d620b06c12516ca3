/** The keys under which logs are asked for. */
import { describe, expect, test } from '@jest/globals';

import { logKeysOf } from '../../../../src/harness/nextgen/log-keys.ts';

const run = { account: 'acc', org: 'o', project: 'p', pipeline: 'pipe', id: 'exec', sequence: 7, simplified: false };

describe('keys', () => {
  const units = (...states: string[]): object[] =>
    states.map((status, index) => ({ unitName: ['Fetch Files', 'Apply', 'Wait'][index], status }));
  const task = {
    logKeys: ['k-commandUnit:Fetch Files', 'k-commandUnit:Apply', 'k-commandUnit:Wait'],
    units: ['Fetch Files', 'Apply', 'Wait'],
  };

  test('are ordered: the failed unit, the last unit, the step', () => {
    const node = {
      executableResponses: [{ task }],
      unitProgresses: units('SUCCESS', 'FAILURE', 'QUEUED'),
      logBaseKey: 'k',
    };
    expect(logKeysOf(node, run)).toEqual(['k-commandUnit:Apply', 'k-commandUnit:Wait', 'k']);
  });

  test('are those of the last started unit without a failed one', () => {
    const node = { executableResponses: [{ taskChain: task }], unitProgresses: units('SUCCESS', 'RUNNING', 'QUEUED') };
    expect(logKeysOf(node, run)[0]).toBe('k-commandUnit:Apply');
  });

  test.each(['task', 'taskChain', 'async', 'asyncChain', 'sync', 'child', 'children'])('are read from %s', (kind) => {
    expect(logKeysOf({ executableResponses: [{ [kind]: { logKeys: ['a'] } }] }, run)).toEqual(['a']);
    expect(logKeysOf({ executableResponses: [{ [kind]: { logKeysList: ['a'] } }] }, run)).toEqual(['a']);
  });

  test('are the base key and its units without response data', () => {
    expect(logKeysOf({ logBaseKey: 'base', unitProgresses: units('SUCCESS', 'FAILURE') }, run)).toEqual([
      'base-commandUnit:Apply',
      'base',
    ]);
  });

  test('are built from the position in the pipeline without a base key', () => {
    const node = { baseFqn: 'pipeline.stages.deploy.spec.execution.steps.canary.steps.rollout' };
    expect(logKeysOf(node, run)).toEqual([
      'accountId:acc/orgId:o/projectId:p/pipelineId:pipe/runSequence:7/level0:pipeline/level1:stages/level2:deploy/level3:spec/level4:execution/level5:steps/level6:canary/level7:steps/level8:rollout',
    ]);
    const short = { ...run, simplified: true };
    expect(logKeysOf(node, short)).toEqual(['acc/pipeline/pipe/7/-exec/deploy/canary/rollout']);
    const retried = { ...node, interruptHistories: [{ interruptType: 'RETRY' }, { interruptType: 'RETRY' }] };
    expect(logKeysOf(retried, short)).toEqual(['acc/pipeline/pipe/7/-exec/deploy/canary/rollout_2']);
  });

  test.each([
    ['nothing', {}],
    ['wrong types', { executableResponses: 'x', unitProgresses: 7, logBaseKey: [], baseFqn: {} }],
    ['endless keys', { logBaseKey: 'x'.repeat(5000) }],
  ])('none of %s', (_name, node) => {
    expect(logKeysOf(node, { ...run, sequence: undefined })).toEqual([]);
  });
});
