/** The table of stages in the summary. */
import { describe, expect, test } from '@jest/globals';

import { stageTable } from '../../../src/report/stage-table.ts';
import { failure, report, stage, timedStep } from '../../support/reports.ts';

const table = (
  stages: readonly ReturnType<typeof stage>[],
  more: Parameters<typeof report>[2] = {},
  most = 500,
): string[] =>
  stageTable(report('Failed', 90, { snapshot: { stages }, ...more }), most)
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('\u00A0', ' ')
    .split('\n')
    .slice(2);

const green = (count: number, after = 0) =>
  Array.from({ length: count }, (_none, index) =>
    stage(`Green ${after + index}`, 'Success', { took: 60, after: 60 * (after + index) }),
  );

describe('a row', () => {
  test('has the slowest step of a successful stage, and the failed steps of a failed one', () => {
    const build = stage('Build', 'Success', { took: 64 });
    const deploy = stage('Deploy', 'Failed', { took: 10, after: 64 });
    const steps = [
      timedStep(build, 'Compile', { after: 0, took: 16 }),
      timedStep(build, 'Unit tests', { after: 16, took: 48 }),
    ];
    expect(
      table([build, deploy, stage('Verify', 'NotStarted')], { steps, failures: [failure('Deploy › Rollout', 'no')] }),
    ).toEqual([
      '| ✅ | Build | 1m 04s | slowest: Unit tests 48s |',
      '| ❌ | Deploy | 10s | failed in Rollout |',
      '| ⚪ | Verify |  | not run |',
    ]);
  });

  test('has no note, and the table no column, if there are no notes', () => {
    expect(table([stage('Build', 'Success', { took: 64 })])).toEqual(['| ✅ | Build | 1m 04s |']);
  });

  test('says who approved or rejected, and why a stage was skipped', () => {
    const approve = stage('Approve', 'Success', { took: 300 });
    const decisions = [{ stage: approve, step: 'Ask', isRejection: false, by: 'J. Doe', comment: undefined }];
    const skipped = stage('Docs', 'Skipped', { took: 0, startedAt: 1, skippedBecause: 'its condition is false' });
    expect(table([approve, skipped], { decisions })).toEqual([
      expect.stringMatching(/^\| ✅ \| Approve \| 5m 00s \| approved by J\. Doe/),
      '| ⚪ | Docs |  | not run: its condition is false |',
    ]);
  });

  test('does not repeat a reason from the failures above the table', () => {
    const deploy = stage('Deploy', 'Failed', { took: 10, message: 'no delegate' });
    const rows = (failures: readonly ReturnType<typeof failure>[]): string[] => table([deploy], { failures });
    expect(rows([])).toEqual(['| ❌ | Deploy | 10s | failed: no delegate |']);
    expect(rows([failure('Deploy', 'no delegate')])).toEqual(['| ❌ | Deploy | 10s | failed |']);
  });

  test('of a parallel block has no link', () => {
    const block = stage('2 stages in parallel', 'Success', { took: 9, id: '', isGroup: true });
    expect(stageTable(report('Success', 9, { snapshot: { stages: [block] } }), 9)).not.toContain('](');
  });

  test('keeps a hostile name in its cell', () => {
    const [row = ''] = table([stage('a | <b>x</b>', 'Success', { took: 1 })]);
    expect([row.split('|').length, row.includes('<b>')]).toEqual([5, false]);
  });
});

describe('more than twelve stages', () => {
  test('collapse consecutive successful stages, and keep failed ones open', () => {
    const failed = stage('Deploy', 'Failed', { took: 9, after: 600 });
    const rows = table([...green(10), failed, ...green(1, 11), ...green(2, 12)]);
    expect(rows.map((row) => row.replace(/<\/summary>.*<\/details>/, ''))).toEqual([
      '| ✅ | <details><summary>10 stages succeeded | 10m 00s |  |',
      expect.stringMatching(/^\| ❌ \| Deploy \| 9s \| failed/),
      '| ✅ | <details><summary>3 stages succeeded | 3m 00s |  |',
    ]);
  });

  test('keep the reasons of skipped stages', () => {
    const skipped = (name: string, why?: string) =>
      stage(name, 'Skipped', { took: 0, ...(why === undefined ? {} : { skippedBecause: why }) });
    const rows = table([...green(9), skipped('A', 'no release'), skipped('B'), skipped('C'), skipped('D')]);
    expect(rows.map((row) => row.replace(/<\/summary>.*<\/details>/, ''))).toEqual([
      expect.stringContaining('9 stages succeeded'),
      '| ⚪ | A |  | not run: no release |',
      '| ⚪ | <details><summary>3 stages not run |  |  |',
    ]);
  });

  test('never omit a failed stage', () => {
    const rows = table([...green(20), stage('Last', 'Failed', { took: 1 })], {}, 10);
    expect(rows.some((row) => row.startsWith('| ❌ | Last'))).toBe(true);
    expect(rows.at(-1)).toContain('… and 10 more stages');
  });
});
