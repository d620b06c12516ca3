/** The page and the lines of `recent`. */
import { describe, expect, test } from '@jest/globals';

import { figuresOf, logOf, overviewPage, type RecentExecutions } from '../../../../src/actions/recent/overview.ts';
import { type Overview, overviewOf } from '../../../../src/follow/history.ts';
import type { ListedExecution, Snapshot } from '../../../../src/harness/execution.ts';
import { LIST, report } from '../../../support/reports.ts';

const NOW = Date.UTC(2026, 1, 12, 18, 0);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function execution(
  number: number,
  status: string,
  {
    ago,
    took,
    pipeline = 'deploy_prod',
    ...more
  }: { ago: number; took?: number; pipeline?: string } & Partial<Snapshot>,
): ListedExecution {
  const startedAt = NOW - ago;
  const { snapshot } = report(status, undefined, {
    snapshot: {
      pipelineName: pipeline === 'deploy_prod' ? 'Deploy Prod' : pipeline,
      runSequence: number,
      startedAt,
      ...(took === undefined ? {} : { endedAt: startedAt + took }),
      trigger: 'MANUAL',
      startedBy: 'jane',
      ...more,
    },
  });
  const id = `${pipeline}-${number}`;
  return { ref: { id, pipeline, url: `https://app.harness.io/${id}` }, snapshot, hasNotes: false, event: undefined };
}

function page(found: readonly ListedExecution[], more: Partial<RecentExecutions> = {}): RecentExecutions {
  return {
    history: { found, seen: found, earlier: [], pages: 1 },
    overview: overviewOf(found),
    before: undefined,
    pipeline: 'deploy_prod',
    place: 'default / shop',
    listUrl: LIST,
    since: undefined,
    until: NOW,
    approvers: new Map(),
    gaps: [],
    ...more,
  };
}

const FOUND = [
  execution(44, 'Running', { ago: 2 * MINUTE }),
  execution(43, 'ApprovalWaiting', { ago: HOUR }),
  execution(42, 'Failed', { ago: 2 * HOUR, took: 190_000, message: 'Pod *web* crashed' }),
  execution(41, 'Success', { ago: 20 * HOUR, took: 180_000 }),
];

describe('the page', () => {
  test('has a row for each execution, each date once, and details that the icon does not show', () => {
    const approvers = new Map([['deploy_prod-43', ' by release_managers until 2026-02-12 19:00 UTC']]);
    expect(overviewPage(page(FOUND, { approvers })).replaceAll('\u00A0', ' ').split('\n')).toEqual([
      '### Newest executions of deploy_prod',
      '',
      expect.stringContaining('1 of 2 ended executions succeeded (50%) · median duration 3m 00s · 2 running now'),
      '',
      '|  | Execution | Started (UTC) | Took | Trigger | Note |',
      '| :-: | :-- | --: | --: | :-- | :-- |',
      '| 🔵 | [44](https://app.harness.io/deploy_prod-44) | 2026‑02‑12 17:58 | 2m 00s | manual by jane | running |',
      '| ⏸️ | [43](https://app.harness.io/deploy_prod-43) | 17:00 | 1h 00m | manual by jane | waiting for approval by release_managers until 2026-02-12 19:00 UTC |',
      '| ❌ | [42](https://app.harness.io/deploy_prod-42) | 16:00 | 3m 10s | manual by jane | `Pod *web* crashed` |',
      '| ✅ | [41](https://app.harness.io/deploy_prod-41) | 2026‑02‑11 22:00 | 3m 00s | manual by jane |  |',
      '',
      '<sub>4 executions read, up to 2026-02-12 18:00 UTC</sub>',
      '',
    ]);
  });

  test('omits an empty column', () => {
    const found = [execution(1, 'Success', { ago: HOUR, took: 1000, trigger: '', startedBy: undefined })];
    expect(overviewPage(page(found))).toContain('|  | Execution | Started (UTC) | Took |\n| :-: | :-- | --: | --: |\n');
  });

  test('groups executions by pipeline, the one with the newest execution first', () => {
    const found = [
      execution(9, 'Success', { ago: MINUTE, took: 1000, pipeline: 'web' }),
      execution(8, 'Success', { ago: 2 * MINUTE, took: 1000 }),
      execution(7, 'Success', { ago: 3 * MINUTE, took: 1000, pipeline: 'web' }),
    ];
    const lines = overviewPage(page(found, { pipeline: '' })).split('\n');
    expect(lines.filter((line) => /^#### |^\| ✅/.test(line)).map((line) => /^#### .*|\[\d\]/.exec(line)?.[0])).toEqual(
      ['#### web', '[9]', '[7]', '#### Deploy Prod', '[8]'],
    );
  });

  test('has at most 300 rows, and says how many are omitted', () => {
    const found = Array.from({ length: 310 }, (_none, index) => execution(index, 'Success', { ago: HOUR, took: 1000 }));
    const text = overviewPage(page(found));
    expect(text.match(/^\| ✅/gm)).toHaveLength(300);
    expect(text).toContain('\n… and 10 more.\n');
  });

  test('says that there are no executions', () => {
    expect(overviewPage(page([]))).toContain('\nNone.\n');
  });
});

test('names the approvers in the log', () => {
  const approvers = new Map([['deploy_prod-43', ' by release_managers']]);
  expect(logOf(page(FOUND, { approvers }))[1]).toMatch(
    /^⏸ deploy_prod 43 {2}waiting for approval by release_managers \(1h 00m\) {2}https:/,
  );
});

describe('figures', () => {
  const figures = (ended: number, succeeded: number, median?: number): Overview => ({
    ended,
    succeeded,
    median,
    running: 0,
  });

  test.each([
    [
      figures(9, 8, 192_000),
      figures(21, 20, 170_000),
      '8 of 9 ended executions succeeded (88%), previously 20 of 21 (95%) · median duration 3m 12s, previously 2m 50s',
    ],
    [figures(9, 8, 192_000), undefined, '8 of 9 ended executions succeeded (88%) · median duration 3m 12s'],
    [figures(9, 8, 192_000), figures(0, 0), '8 of 9 ended executions succeeded (88%) · median duration 3m 12s'],
    [figures(0, 0), figures(9, 9, 1000), 'none have ended'],
  ])('%j beside %j', (now, before, expected) => {
    expect(figuresOf(now, before)).toBe(expected);
  });
});
