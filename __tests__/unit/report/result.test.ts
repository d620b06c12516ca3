/** The outputs `result` and `variables`, their size rule, and the file that holds both. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { StageDecision } from '../../../src/diagnosis/decisions.ts';
import type { Failure, Variable } from '../../../src/diagnosis/diagnosis.ts';
import { executionResult, isoTime, type Reported, secondsOf } from '../../../src/report/execution-result.ts';
import { fitResults } from '../../../src/report/result.ts';
import { failure, REF, report, stage } from '../../support/reports.ts';

const MOST = 30_000;

const variable = (path: string, value: unknown): Variable => ({ path, name: path.split('.').at(-1) ?? '', value });
const fitted = (
  variables: readonly Variable[],
  failures: readonly Failure[] = [],
  reported: Reported & { readonly decisions: readonly StageDecision[] } = report('Success', 60),
) => fitResults(reported, { variables, failures, decisions: reported.decisions });
const keys = (json: string): string[] => Object.keys(JSON.parse(json) as object);

describe('result', () => {
  const build = stage('Build', 'Success', { took: 64 });
  const deploy = { took: 124, after: 64 };
  const reported = report('Failed', 192, {
    services: [{ id: 'web', name: 'web' }],
    environments: [{ id: 'prod', name: 'prod' }],
    artifacts: [
      { name: 'web', tag: '1.2' },
      { name: 'x.zip', url: 'https://files.example/x.zip' },
    ],
    verdict: { status: 'failed', isRed: true, headline: 'Deploy › Rollout failed: boom.' },
    snapshot: {
      stages: [
        stage('Both', 'Failed', { isGroup: true }),
        build,
        stage('Deploy', 'Failed', deploy),
        stage('Verify', 'NotStarted'),
        stage('Notify', 'Skipped', { skippedBecause: 'its condition is false: <+branch> == "main"' }),
      ],
      build: { repository: 'shop', branch: 'main', commit: 'c0ffee1', pullRequest: 12 },
    },
    decisions: [
      { stage: build, step: 'Ask', isRejection: false, by: 'J. Doe', comment: 'Go' },
      { stage: build, step: 'Ask', isRejection: false, by: 'M. Roe', comment: undefined },
    ],
    parentUrl: 'https://app.harness.io/ng/parent',
  });

  test('has exactly the documented keys, in order', () => {
    const { result } = fitted(
      [],
      [
        failure('Deploy › Rollout', 'boom', { explanations: ['it went'], hints: ['check it'] }),
        failure('Verify', 'bang'),
      ],
      reported,
    );
    expect(JSON.parse(result)).toEqual({
      'execution-id': REF.id,
      'execution-url': REF.url,
      pipeline: 'deploy_prod',
      'pipeline-name': 'Deploy Prod',
      'run-sequence': 42,
      status: 'failed',
      'harness-status': 'Failed',
      message: 'Deploy › Rollout failed: boom.',
      'started-at': '2026-02-12T18:42:10Z',
      'ended-at': '2026-02-12T18:45:22Z',
      duration: 192,
      stages: [
        {
          id: 'build',
          name: 'Build',
          status: 'succeeded',
          'started-at': '2026-02-12T18:42:10Z',
          'ended-at': '2026-02-12T18:43:14Z',
          duration: 64,
          why: 'approved by J. Doe: Go; approved by M. Roe',
        },
        {
          id: 'deploy',
          name: 'Deploy',
          status: 'failed',
          'started-at': '2026-02-12T18:43:14Z',
          'ended-at': '2026-02-12T18:45:18Z',
          duration: 124,
          why: '',
        },
        { id: 'verify', name: 'Verify', status: 'queued', 'started-at': '', 'ended-at': '', duration: null, why: '' },
        {
          id: 'notify',
          name: 'Notify',
          status: 'skipped',
          'started-at': '',
          'ended-at': '',
          duration: null,
          why: 'its condition is false: <+branch> == "main"',
        },
      ],
      failures: [
        {
          stage: 'Deploy',
          step: 'Rollout',
          message: 'boom',
          hints: ['check it', 'it went'],
          url: failure('Deploy › Rollout', '').url,
          'log-file': '',
        },
        { stage: 'Verify', step: '', message: 'bang', hints: [], url: failure('Verify', '').url, 'log-file': '' },
      ],
      services: [{ id: 'web', name: 'web' }],
      environments: [{ id: 'prod', name: 'prod', type: '' }],
      artifacts: [
        { name: 'web', tag: '1.2', url: '' },
        { name: 'x.zip', tag: '', url: 'https://files.example/x.zip' },
      ],
      build: { repository: 'shop', branch: 'main', tag: '', commit: 'c0ffee1', 'pull-request': 12 },
      parent: 'https://app.harness.io/ng/parent',
      truncated: false,
    });
    expect(keys(result)).toEqual([
      'execution-id',
      'execution-url',
      'pipeline',
      'pipeline-name',
      'run-sequence',
      'status',
      'harness-status',
      'message',
      'started-at',
      'ended-at',
      'duration',
      'stages',
      'failures',
      'services',
      'environments',
      'artifacts',
      'build',
      'parent',
      'truncated',
    ]);
  });

  test('without an execution has empty texts and nulls', () => {
    const snapshot = { pipelineName: undefined, runSequence: undefined, startedAt: undefined, endedAt: undefined };
    expect(executionResult(report('', undefined, { ref: undefined, snapshot }))).toMatchObject({
      'execution-id': '',
      'execution-url': '',
      'pipeline-name': '',
      'run-sequence': null,
      'started-at': '',
      duration: null,
      build: { repository: '', branch: '', tag: '', commit: '', 'pull-request': null },
      parent: '',
    });
  });

  test('times', () => {
    expect(isoTime(undefined)).toBe('');
    expect(isoTime(1_770_921_730_999)).toBe('2026-02-12T18:42:10Z');
    expect(secondsOf({ startedAt: 1000, endedAt: 1999 })).toBe(1);
    expect(secondsOf({ startedAt: 2000, endedAt: 1000 })).toBe(0);
    expect(secondsOf({ startedAt: 2000 })).toBeUndefined();
  });
});

describe('variables', () => {
  test('have their path as key, and their name as well if it is unique', () => {
    const { variables } = fitted([variable('a.x.IMAGE', 'web'), variable('a.y.TAG', '1'), variable('b.y.TAG', null)]);
    expect(variables).toBe('{"a.x.IMAGE":"web","a.y.TAG":"1","b.y.TAG":null,"IMAGE":"web"}');
  });

  test('keep a path that equals the name of another variable', () => {
    const taken: Variable = { path: 'c.z.other', name: 'a.x.A', value: 'taken' };
    expect(fitted([variable('a.x.A', 'mine'), taken]).variables).toBe(
      '{"a.x.A":"mine","c.z.other":"taken","A":"mine"}',
    );
  });

  test('keep names of built-in properties, and the order of numeric names', () => {
    const { variables } = fitted([variable('s.t.__proto__', 'p'), variable('s.t.10', 'ten'), variable('s.t.2', 'two')]);
    expect(variables).toBe('{"s.t.__proto__":"p","s.t.10":"ten","s.t.2":"two","__proto__":"p","10":"ten","2":"two"}');
    expect(Object.hasOwn(JSON.parse(variables) as object, '__proto__')).toBe(true);
  });

  test('keep their values unchanged', () => {
    const value = { nested: ['::set-output', '\u001B[31m', 'ü😀'], n: 1.5, none: null };
    expect(JSON.parse(fitted([variable('s.t.V', value)]).variables)).toEqual({ 's.t.V': value, V: value });
  });
});

describe('the size rule', () => {
  test('omits bare duplicates first', () => {
    const half = 'x'.repeat(MOST / 2 - 100);
    const { variables, result, uncut, warning } = fitted([
      variable('s.t.LONG', half),
      variable('s.t.SHORT', 'y'),
      variable('s.t.MORE', half),
    ]);
    expect(Buffer.byteLength(variables)).toBeLessThanOrEqual(MOST);
    expect(keys(variables)).toEqual(['s.t.LONG', 's.t.SHORT', 's.t.MORE', 'SHORT']);
    expect(JSON.parse(result)).toMatchObject({ truncated: true });
    expect(warning).toMatch(/30,000 bytes.*result-file/);
    const file = JSON.parse(uncut) as { variables: object; result: object };
    expect(Object.keys(file.variables)).toHaveLength(6);
    expect(file.result).toMatchObject({ truncated: false });
  });

  test('then omits the longest values, with their names', () => {
    const { variables } = fitted([
      variable('s.t.HUGE', 'x'.repeat(MOST)),
      variable('s.t.SMALL', 'y'),
      variable('s.t.BIG', 'ü'.repeat(MOST / 4)),
    ]);
    expect(keys(variables)).toEqual(['s.t.SMALL', 's.t.BIG']);
  });

  test('one byte decides', () => {
    const empty = '{"s.t.A":"","A":""}'.length;
    const exactly = (most: number) => fitted([variable('s.t.A', 'x'.repeat((most - empty) / 2))]).variables;
    expect([Buffer.byteLength(exactly(29_999)), keys(exactly(29_999)).length]).toEqual([29_999, 2]);
    expect(keys(exactly(30_001))).toEqual(['s.t.A']);
  });

  test('of result: long texts are shortened only as far as necessary, and links and names are kept', () => {
    const failures = [failure('Deploy › Rollout', 'mm '.repeat(17_000)), failure('Verify', 'short')];
    const { result, uncut, warning } = fitted([], failures);
    const { failures: reported } = JSON.parse(result) as { failures: Failure[] };
    expect(Buffer.byteLength(result)).toBeLessThanOrEqual(MOST);
    expect(Buffer.byteLength(result)).toBeGreaterThan(MOST - 100);
    expect(reported[1]).toMatchObject({ stage: 'Verify', message: 'short', url: failures[1]?.url });
    expect(reported[0]?.message).toMatch(/^(?:mm )+mm…$/);
    expect(warning).toBeDefined();
    expect(uncut).toContain('mm '.repeat(17_000));
  });

  test('of result: the last members of the longest lists are omitted if shortening is not enough', () => {
    const stages = Array.from({ length: 2000 }, (_none, index) => stage(`Stage ${index}`, 'Success', { took: 1 }));
    const { result } = fitted([], [failure('Deploy', 'boom')], report('Failed', 60, { snapshot: { stages } }));
    const reported = JSON.parse(result) as { stages: { name: string }[]; failures: unknown[]; truncated: boolean };
    expect(Buffer.byteLength(result)).toBeLessThanOrEqual(MOST);
    expect(Buffer.byteLength(result)).toBeGreaterThan(MOST - 400);
    expect(reported.stages[0]?.name).toBe('Stage 0');
    expect([reported.failures.length, reported.truncated]).toEqual([1, true]);
  });

  test('does not warn when everything fits', () => {
    expect(fitted([variable('s.t.A', '1')]).warning).toBeUndefined();
  });

  test('applies to any response, and the rest is complete', () => {
    const long = fc
      .string({ unit: 'grapheme', maxLength: 400 })
      .chain((text) => fc.nat({ max: 200 }).map((times) => text.repeat(times)));
    const any = fc.record({
      failures: fc.array(
        fc.record({
          stage: long,
          message: long,
          explanations: fc.constant([]),
          hints: fc.array(long, { maxLength: 3 }),
        }),
        {
          maxLength: 20,
        },
      ),
      variables: fc.array(
        fc.record({ path: long, name: fc.constantFrom('A', '__proto__', ''), value: fc.oneof(long, fc.jsonValue()) }),
        { maxLength: 20 },
      ),
      name: long,
    });
    fc.assert(
      fc.property(any, ({ failures, variables, name }) => {
        const reported = report('Failed', 60, { snapshot: { pipelineName: name, stages: [stage(name, 'Failed')] } });
        const all = fitted(
          variables,
          failures.map((each) => failure('x', '', each)),
          reported,
        );
        const left = JSON.parse(all.variables) as Record<string, unknown>;
        expect(Buffer.byteLength(all.result)).toBeLessThanOrEqual(MOST);
        expect(Buffer.byteLength(all.variables)).toBeLessThanOrEqual(MOST);
        expect(keys(all.result)).toHaveLength(19);
        const given = new Set(variables.map(({ value }) => JSON.stringify(value)));
        expect(Object.values(left).every((value) => given.has(JSON.stringify(value)))).toBe(true);
        JSON.parse(all.uncut);
      }),
      { numRuns: 100 },
    );
  });
});
