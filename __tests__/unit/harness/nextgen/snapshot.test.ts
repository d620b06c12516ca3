/** Harness's answer about an execution becomes a snapshot, whatever is missing in it, and whatever it says instead. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { Snapshot, Stage } from '../../../../src/harness/execution.ts';
import { toSnapshot } from '../../../../src/harness/nextgen/snapshot.ts';
import { phaseOf } from '../../../../src/harness/status.ts';

interface NodeOptions {
  readonly status?: string;
  readonly type?: string;
  readonly next?: readonly string[];
  readonly children?: readonly string[];
  readonly [more: string]: unknown;
}

/** A node of the layout, in the API's shape. */
function node(
  id: string,
  { status = 'Success', type = 'Deployment', next = [], children = [], ...more }: NodeOptions = {},
) {
  return {
    nodeType: type,
    nodeGroup: 'STAGE',
    nodeIdentifier: id,
    name: `Stage ${id}`,
    nodeUuid: `uuid-${id}`,
    nodeExecutionId: `run-${id}`,
    status,
    edgeLayoutList: { currentNodeChildren: children, nextIds: next },
    ...more,
  };
}

function summary(nodes: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}) {
  return {
    planExecutionId: 'E',
    status: 'Success',
    layoutNodeMap: nodes,
    startingNodeId: Object.keys(nodes)[0],
    ...more,
  };
}

/** The stages as `id` at their depth. */
function outline(nodes: Readonly<Record<string, unknown>>, more: Readonly<Record<string, unknown>> = {}): string[] {
  return toSnapshot(summary(nodes, more)).stages.map(
    ({ id, depth, isGroup }) => `${'  '.repeat(depth)}${id}${isGroup ? ':' : ''}`,
  );
}

describe('a response', () => {
  test('with all fields is read completely', () => {
    const nodes = {
      a: node('build', { next: ['b'], startTs: 1000, endTs: 65_000 }),
      b: node('deploy', {
        status: 'Failed',
        startTs: 65_000,
        endTs: 189_000,
        failureInfo: { message: 'old words' },
        failureInfoDTO: { message: 'image not found' },
        moduleInfo: {
          cd: {
            serviceInfo: {
              identifier: 'web',
              displayName: 'Web shop',
              artifacts: {
                primary: { imagePath: 'acme/web', tag: '1.2', __recast: 'noise' },
                sidecars: [
                  { image: 'acme/log', version: '3' },
                  null,
                  { artifactPath: 'a.jar' },
                  { imagePath: 'acme/web', tag: '1.2' },
                ],
              },
            },
            infraExecutionSummary: { identifier: 'prod', name: 'Production EU', type: 'Production' },
          },
        },
      }),
    };
    const snapshot = toSnapshot(
      summary(nodes, {
        status: 'Failed',
        name: 'Deploy Prod',
        runSequence: 42,
        startTs: 1000,
        endTs: 193_000,
        canRetry: true,
        failureInfo: {
          message: 'image not found',
          responseMessages: [
            { code: 'HINT', level: 'INFO', message: 'Push it first.' },
            { code: 'EXPLANATION', level: 'INFO', message: 'There is no such tag.' },
            { code: 'GENERAL_ERROR', level: 'ERROR', message: 'more' },
          ],
        },
        executionTriggerInfo: { triggeredBy: { identifier: 'jdoe', extraInfo: { email: 'jdoe@example.com' } } },
        abortedBy: { userName: 'J. Doe', email: 'jdoe@example.com' },
        moduleInfo: { cd: { serviceIdentifiers: ['web', 'worker'], envIdentifiers: ['prod'] } },
      }),
    );
    expect(snapshot).toEqual({
      status: 'Failed',
      phase: 'failed',
      pipelineName: 'Deploy Prod',
      runSequence: 42,
      startedAt: 1000,
      endedAt: 193_000,
      stages: [
        {
          id: 'build',
          name: 'Stage build',
          status: 'Success',
          phase: 'succeeded',
          startedAt: 1000,
          endedAt: 65_000,
          depth: 0,
          isGroup: false,
          node: 'uuid-build',
          nodeExecution: 'run-build',
        },
        {
          id: 'deploy',
          name: 'Stage deploy',
          status: 'Failed',
          phase: 'failed',
          startedAt: 65_000,
          endedAt: 189_000,
          depth: 0,
          isGroup: false,
          node: 'uuid-deploy',
          nodeExecution: 'run-deploy',
          message: 'image not found',
        },
      ],
      message: 'image not found',
      explanations: ['There is no such tag.'],
      hints: ['Push it first.'],
      startedBy: 'jdoe@example.com',
      abortedBy: 'J. Doe',
      canRetry: true,
      services: [
        { id: 'web', name: 'Web shop' },
        { id: 'worker', name: 'worker' },
      ],
      environments: [{ id: 'prod', name: 'Production EU', type: 'Production' }],
      artifacts: [{ name: 'acme/web', tag: '1.2' }, { name: 'acme/log', tag: '3' }, { name: 'a.jar' }],
    });
  });

  test.each([undefined, null, '', 'Success', 3, true, [], {}, [{ status: 'Success' }]])('%j is empty', (answer) => {
    expect(toSnapshot(answer)).toEqual({
      status: '',
      phase: 'unknown',
      stages: [],
      explanations: [],
      hints: [],
      canRetry: false,
      services: [],
      environments: [],
      artifacts: [],
    });
  });

  test('of the list has its times and error under other names', () => {
    expect(toSnapshot({ createdAt: '1000', executionErrorInfo: { message: 'old' } })).toMatchObject({
      startedAt: 1000,
      message: 'old',
    });
    expect(toSnapshot({ createdAt: 1000, startTs: 2000, endTs: 0 })).toMatchObject({
      startedAt: 2000,
      endedAt: undefined,
    });
    expect(toSnapshot({ failureInfo: null, executionErrorInfo: { message: 'old' } }).message).toBe('old');
  });

  test('has its message in several places', () => {
    const responseMessages = [
      { level: 'INFO', message: 'no' },
      null,
      { level: 'ERROR' },
      { level: 'ERROR', message: 'yes' },
    ];
    expect(toSnapshot({ failureInfo: { message: '', responseMessages } }).message).toBe('yes');
    const stages = { a: node('a', { status: 'Failed', failureInfo: { message: 'in the stage' } }) };
    expect(toSnapshot(summary(stages)).message).toBe('in the stage');
    expect(
      toSnapshot(summary({ a: node('a', { failureInfo: { message: 'not of a failure' } }) })).message,
    ).toBeUndefined();
  });
});

describe('stages', () => {
  test('are in execution order, groups before their members', () => {
    const nodes = {
      z: node('verify'),
      m: node('regions', { type: 'MATRIX', children: ['m1', 'm2'], next: ['z'] }),
      m1: node('regions_eu'),
      m2: node('regions_us', { children: ['x'] }),
      x: node('inner'),
      s: node('build', { next: ['p'] }),
      p: node('both', { type: 'parallel', children: ['p1', 'p2'], next: ['m'] }),
      p1: node('test', { next: ['p3'] }),
      p2: node('scan'),
      p3: node('test_more'),
    };
    expect(outline(nodes, { startingNodeId: 's' })).toEqual([
      'build',
      ':',
      '  test',
      '  test_more',
      '  scan',
      'regions:',
      '  regions_eu',
      '  regions_us:',
      '    inner',
      'verify',
    ]);
    const legs = toSnapshot(summary(nodes, { startingNodeId: 's' })).stages.map(({ id, inPipeline }) => [
      id,
      inPipeline,
    ]);
    expect(Object.fromEntries(legs)).toMatchObject({ regions_eu: 'regions', test: undefined, regions: undefined });
  });

  test('are found without a starting node, and with several', () => {
    const nodes = { c: node('c'), a: node('a', { next: ['b'] }), b: node('b'), d: node('d') };
    expect(outline(nodes, { startingNodeId: undefined })).toEqual(['c', 'a', 'b', 'd']);
    expect(outline(nodes, { startingNodeId: 'missing' })).toEqual(['c', 'a', 'b', 'd']);
    expect(outline(nodes, { startingNodeId: null, startingNodeIds: ['d', 'a'] })).toEqual(['d', 'a', 'b', 'c']);
  });

  test('are found once in a cycle', () => {
    const nodes = {
      a: node('a', { next: ['b'] }),
      b: node('b', { next: ['a', 'b'], children: ['c'] }),
      c: node('c', { children: ['a'] }),
    };
    expect(outline(nodes)).toEqual(['a', 'b:', '  c:']);
    expect(outline(nodes, { startingNodeId: undefined })).toEqual(['a', 'b:', '  c:']);
  });

  test('that are hidden are omitted, but their successors are shown', () => {
    const nodes = { a: node('a', { hidden: true, next: ['b'], children: ['c'] }), b: node('b'), c: node('c') };
    expect(outline(nodes)).toEqual(['  c', 'b']);
  });

  test('without names have their keys', () => {
    const { stages } = toSnapshot(summary({ key: { status: 'Running' } }));
    expect(stages).toEqual([
      { id: 'key', name: 'key', status: 'Running', phase: 'running', node: 'key', depth: 0, isGroup: false },
    ]);
  });

  test('of another type are ignored', () => {
    const nodes = {
      a: null,
      b: 'text',
      c: [node('c')],
      d: node('d', { next: ['a', 'b', 'c'], children: ['unknown'] }),
      e: 7,
    };
    expect(outline(nodes)).toEqual(['d:']);
    expect(outline([node('in a list')] as unknown as Record<string, unknown>)).toEqual(['in a list']);
    expect(toSnapshot({ status: 'Running', layoutNodeMap: 'nothing' }).stages).toEqual([]);
  });

  test('with names of built-in properties are ordinary stages', () => {
    const nodes = JSON.parse(
      `{"__proto__": ${JSON.stringify(node('__proto__', { next: ['constructor'] }))}, "constructor": ${JSON.stringify(node('toString'))}}`,
    ) as Record<string, unknown>;
    expect(outline(nodes, { startingNodeId: '__proto__' })).toEqual(['__proto__', 'toString']);
    expect(Object.prototype).not.toHaveProperty('nodeIdentifier');
  });
});

describe('thousands', () => {
  const many = (count: number, of: (n: number) => NodeOptions): Record<string, unknown> =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`n${n}`, node(`s${n}`, of(n))]));

  test.each<[string, (n: number) => NodeOptions]>([
    ['one after the other', (n) => ({ next: [`n${n + 1}`] })],
    ['one inside the other', (n) => ({ children: [`n${n + 1}`] })],
    ['beside each other', () => ({})],
    ['each leading to all', () => ({ next: Array.from({ length: 100 }, (_, n) => `n${n * 50}`) })],
    ['each inside all', () => ({ children: Array.from({ length: 100 }, (_, n) => `n${n * 50}`) })],
  ])('of stages %s are limited', (_name, of) => {
    const { stages } = toSnapshot(summary(many(5000, of)));
    expect(stages).toHaveLength(2000);
    expect(new Set(stages.map(({ id }) => id)).size).toBe(2000);
  });

  test('of links, messages and names take linear time', () => {
    const lots = Array.from({ length: 300_000 }, (_, n) => `n${n}`);
    const nodes = { a: node('a', { next: lots, children: lots }), n5: node('n5') };
    const policyMetadata = [{ status: 'error', policyName: 'p', denyMessages: lots }];
    const snapshot = toSnapshot(
      summary(nodes, {
        startingNodeIds: lots,
        moduleInfo: { cd: { serviceIdentifiers: lots, envIdentifiers: lots } },
        failureInfo: { responseMessages: lots.map((message) => ({ code: 'HINT', message })) },
        governanceMetadata: {
          deny: true,
          details: lots.map(() => ({ policySetName: 's', policyMetadata })).slice(0, 3),
        },
      }),
    );
    expect(snapshot.stages.map(({ id }) => id)).toEqual(['a', 'n5']);
    expect([snapshot.services.length, snapshot.environments.length, snapshot.hints.length]).toEqual([50, 50, 5]);
    expect(snapshot.deniedBy).toEqual(['s › p']);
  });
});

/** What a snapshot promises to everything that reads it. */
function isSound(snapshot: Snapshot): void {
  const isText = (value: unknown): boolean => value === undefined || (typeof value === 'string' && value !== '');
  const isTime = (value: unknown): boolean => value === undefined || (typeof value === 'number' && value > 0);
  const isStage = (stage: Stage): boolean =>
    typeof stage.status === 'string' &&
    stage.phase === phaseOf(stage.status) &&
    typeof stage.id === 'string' &&
    stage.name !== '' &&
    [stage.message, stage.inPipeline, stage.node, stage.nodeExecution].every(isText) &&
    [stage.startedAt, stage.endedAt].every(isTime) &&
    Number.isInteger(stage.depth);
  expect(snapshot.phase).toBe(phaseOf(snapshot.status));
  expect([snapshot.pipelineName, snapshot.message, snapshot.startedBy, snapshot.abortedBy].every(isText)).toBe(true);
  expect([snapshot.startedAt, snapshot.endedAt].every(isTime)).toBe(true);
  expect(snapshot.stages.every(isStage)).toBe(true);
  expect([...snapshot.hints, ...(snapshot.deniedBy ?? [])].every(isText)).toBe(true);
  expect(
    [...snapshot.services, ...snapshot.environments].every(({ id, name }) => id !== '' && isText(id) && isText(name)),
  ).toBe(true);
  expect(snapshot.artifacts.every(({ name, tag }) => name !== '' && isText(name) && isText(tag))).toBe(true);
  expect(typeof snapshot.canRetry).toBe('boolean');
}

test('any response results in a valid snapshot', () => {
  const complete = summary(
    {
      a: node('a', { next: ['b'], failureInfoDTO: { message: 'm' } }),
      b: node('b', {
        children: ['c'],
        moduleInfo: { cd: { serviceInfo: { identifier: 'web', artifacts: { primary: {}, sidecars: [] } } } },
      }),
      c: node('c', { startTs: 1, endTs: 2 }),
    },
    {
      name: 'n',
      runSequence: 1,
      startTs: 1,
      endTs: 2,
      createdAt: 1,
      canRetry: true,
      startingNodeIds: ['a'],
      failureInfo: { message: 'm', responseMessages: [{ code: 'HINT', level: 'ERROR', message: 'm' }] },
      governanceMetadata: {
        deny: true,
        details: [{ policySetName: 's', policyMetadata: [{ policyName: 'p', denyMessages: ['m'] }] }],
      },
      executionTriggerInfo: { triggeredBy: { identifier: 'i', extraInfo: { email: 'e' } } },
      abortedBy: { userName: 'u', email: 'e' },
      moduleInfo: { cd: { serviceIdentifiers: ['s'], envIdentifiers: ['e'] } },
    },
  );
  const places = (value: unknown, path: readonly string[]): (readonly string[])[] =>
    typeof value === 'object' && value !== null
      ? [path, ...Object.entries(value).flatMap(([key, member]) => places(member, [...path, key]))]
      : [path];
  const all = places(complete, []);
  const put = (value: unknown, [first, ...rest]: readonly string[], what: unknown): unknown => {
    if (first === undefined || typeof value !== 'object' || value === null) {
      return what;
    }
    const copy: Record<string, unknown> = Array.isArray(value) ? ([...(value as unknown[])] as never) : { ...value };
    copy[first] = put(copy[first], rest, what);
    return copy;
  };
  const junk = fc.oneof(
    fc.constantFrom(null, undefined, '', 0, -1, 1e300, true, [], {}, 'Success', ['a'], { a: 'b' }, 'a'),
    fc.jsonValue(),
  );
  expect(all.length).toBeGreaterThan(60);
  for (const path of all) {
    for (const what of [null, undefined, '', 'text', 7, true, [], {}, [null], [[]], { '': null }, { '': {} }]) {
      isSound(toSnapshot(put(complete, path, what)));
    }
  }
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...all), junk), { maxLength: 5 }), (changes) => {
      isSound(toSnapshot(changes.reduce<unknown>((value, [path, what]) => put(value, path, what), complete)));
    }),
    { numRuns: 200 },
  );
});

test.each(['camel case', 'lower case'])('what started the execution is read in %s', (spelling) => {
  const parent = {
    hasParentPipeline: true,
    executionId: 'P1',
    identifier: 'release',
    orgId: 'default',
    projectId: 'shop',
  };
  const spelled = Object.entries(parent).map(([key, value]) => [
    spelling === 'lower case' ? key.toLowerCase() : key,
    value,
  ]);
  const snapshot = toSnapshot({
    parentStageInfo: Object.fromEntries(spelled) as object,
    executionTriggerInfo: {
      triggerType: 'WEBHOOK',
      isRerun: true,
      rerunInfo: { rootExecutionId: 'E1', prevExecutionId: 'E2' },
      triggeredBy: { identifier: 'jdoe', triggerName: 'Push to main' },
    },
  });
  expect(snapshot).toMatchObject({
    parent: { id: 'P1', pipeline: 'release', org: 'default', project: 'shop' },
    rerunOf: 'E2',
    triggerName: 'Push to main',
    trigger: 'WEBHOOK',
  });
  expect(toSnapshot({ parentStageInfo: { hasparentpipeline: false, executionid: '' } }).parent).toBeUndefined();
});

test('an empty error of the summary is replaced by that of the stages', () => {
  const a = node('a', {
    status: 'Failed',
    failureInfoDTO: { message: '', responseMessages: [{ level: 'ERROR', message: 'boom' }] },
  });
  expect(toSnapshot(summary({ a }, { status: 'Failed', executionErrorInfo: { message: '' } })).message).toBe('boom');
});
