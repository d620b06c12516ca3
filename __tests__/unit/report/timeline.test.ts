/** The timeline is what Mermaid itself understands, whatever the names are, and stays within its limits. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { systemClock } from '../../../src/base/clock.ts';
import type { TimedStep } from '../../../src/diagnosis/diagnosis.ts';
import { timedSteps } from '../../../src/diagnosis/steps.ts';
import type { Stage } from '../../../src/harness/execution.ts';
import { openHttp } from '../../../src/harness/http.ts';
import { nextGen } from '../../../src/harness/nextgen/executions.ts';
import { nextGenGraph } from '../../../src/harness/nextgen/graph.ts';
import { timelineOf } from '../../../src/report/timeline.ts';
import { scenarios } from '../../../src/simulator/simulator.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { blocks } from '../../support/examples.ts';
import { ask, simulate, word } from '../../support/harness/simulator.ts';
import { ATTACKS } from '../../support/hostile.ts';
import { openMermaid, type Task } from '../../support/mermaid.ts';
import { stage, timedStep } from '../../support/reports.ts';
import { ROOT } from '../../support/runner/action.ts';

const { ganttTasks, diagramType, close } = openMermaid();
afterAll(close);

const SECOND = 1000;
const START = stage('x', 'Running').startedAt ?? 0;

async function tasksOf(stages: readonly Stage[], steps: readonly TimedStep[] = []): Promise<readonly Task[]> {
  return ganttTasks(timelineOf(stages, steps) ?? 'no chart');
}

const many = <T>(most: number, make: (number: number) => T): T[] =>
  Array.from({ length: most }, (_, number) => make(number));
/** What is seen of a label. */
const shown = ({ label }: Task): string => label.replace('\u2060', '').trim();

describe('the timeline', () => {
  const build = stage('Build', 'Success', { took: 64 });
  const approve = stage('Approve', 'Success', { after: 64, took: 282 });
  const deploy = stage('Deploy', 'Failed', { after: 346, took: 124 });
  const verify = stage('Verify', 'NotStarted');
  const steps = [
    timedStep(build, 'Unit tests', { after: 2, took: 48 }),
    timedStep(build, 'Push image', { after: 50, took: 12 }),
    timedStep(build, 'Clean up', { after: 62, took: 0 }),
    timedStep(approve, 'Release managers', { after: 0, took: 280, isApproval: true }),
    timedStep(deploy, 'Rollout', { after: 1, took: 100, phase: 'failed' }),
    timedStep(deploy, 'Rollback', { after: 101, took: 20 }),
  ];

  test('shows stages and steps with their real times, and marks failures and waits', async () => {
    const tasks = await tasksOf([build, approve, deploy, verify], steps);
    expect(tasks.map((task) => `${task.section} ${shown(task)}`)).toEqual([
      '✅ 1 Build 1m 04s',
      '✅ 1 › Unit tests 48s',
      '✅ 1 › Push image 12s',
      '⏸️ 2 ⏸ Approve, waited 4m 42s',
      '❌ 3 Deploy 2m 04s',
      '❌ 3 › Rollout 1m 40s',
      '❌ 3 › Rollback 20s',
    ]);
    expect(tasks.map(({ isCritical }) => isCritical)).toEqual([false, false, false, false, true, true, false]);
    expect(tasks.map(({ isDone }) => isDone)).toEqual([false, true, true, true, false, false, true]);
    expect(tasks.map(({ start, end }) => [start - START, end - START])).toEqual([
      [0, 64_000],
      [2000, 50_000],
      [50_000, 62_000],
      [64_000, 346_000],
      [346_000, 470_000],
      [347_000, 447_000],
      [447_000, 467_000],
    ]);
  });

  test('a wait for a person among other steps is marked', async () => {
    const wait = timedStep(deploy, 'Go ahead?', { after: 0, took: 60, isApproval: true });
    const tasks = await tasksOf([build, deploy], [wait, ...steps.filter((each) => each.stage === deploy)]);
    expect(tasks.map(shown)).toContain('⏸ Go ahead, waited 1m 00s');
  });

  test.each<[string, readonly Stage[]]>([
    ['nothing ran', [verify]],
    ['one stage ran', [build, verify]],
    ['a group holds one stage', [stage('Regions', 'Success', { took: 64, isGroup: true }), { ...build, depth: 1 }]],
    ['nothing has ended', [stage('Build', 'Running'), stage('Test', 'Running')]],
  ])('is omitted when %s', (_when, stages) => {
    expect(timelineOf(stages, [])).toBeUndefined();
  });

  test('is shown for one stage with two steps', async () => {
    expect((await tasksOf([build], steps)).map(shown)).toHaveLength(3);
  });

  test('tolerates an end before the start', async () => {
    const odd = { ...build, endedAt: START - SECOND };
    const [first] = await tasksOf([odd, deploy]);
    expect(first).toMatchObject({ start: START, end: START });
  });

  test.each([
    [90, '%H:%M:%S'],
    [3600, '%H:%M'],
    [3 * 86_400, '%d %b %H:%M'],
  ])('has a suitable axis for %i seconds', (took, format) => {
    expect(timelineOf([build, stage('Deploy', 'Success', { took })], [])).toContain(`axisFormat ${format}\n`);
  });
});

describe('at most 40 bars', () => {
  const stages = (most: number): Stage[] =>
    many(most, (n) => stage(`Stage ${n}`, 'Success', { took: 60, after: n * 60 }));

  test('show the slowest steps of each stage, in execution order', async () => {
    const some = stages(4);
    const steps = some.flatMap((of) =>
      many(20, (n) => timedStep(of, `Step ${n}`, { after: n, took: 3 + ((n * 7) % 20) })),
    );
    const tasks = await tasksOf(some, steps);
    expect(tasks).toHaveLength(40);
    for (const of of some) {
      const own = tasks.filter(({ section }) => section === `✅ ${some.indexOf(of) + 1}`).slice(1);
      expect(own.map(({ end, start }) => end - start).every((took) => took >= 14 * SECOND)).toBe(true);
      expect(own.map(({ start }) => start)).toEqual(own.map(({ start }) => start).toSorted((a, b) => a - b));
      expect(own).toHaveLength(9);
    }
  });

  test('include every failed step', async () => {
    const some = stages(12);
    const [first = stage('x', 'Success')] = some;
    const slow = some.flatMap((of) => many(4, (n) => timedStep(of, `Slow ${n}`, { after: n, took: 50 })));
    const failed = timedStep(first, 'Short', { after: 59, took: 0, phase: 'failed' });
    expect((await tasksOf(some, [...slow, failed])).map(shown)).toContain('› Short 0s');
  });

  test('include, for many stages, only steps of failed ones', async () => {
    const some = [...stages(19), stage('Broken', 'Failed', { took: 60, after: 19 * 60 })];
    const steps = some.flatMap((of) => many(2, (n) => timedStep(of, `Step ${n}`, { after: n * 20, took: 30 })));
    expect((await tasksOf(some, steps)).map(shown).slice(-4)).toEqual([
      'Stage 18 1m 00s',
      'Broken 1m 00s',
      '› Step 0 30s',
      '› Step 1 30s',
    ]);
  });

  test('include only stages if there are 40', async () => {
    const some = stages(40);
    const steps = some.flatMap((of) => many(2, (n) => timedStep(of, `Step ${n}`, { after: n, took: 30 })));
    expect((await tasksOf(some, steps)).map(shown)).toEqual(many(40, (n) => `Stage ${n} 1m 00s`));
  });

  test('are omitted for more than 40 stages', () => {
    expect(timelineOf(stages(41), [])).toBeUndefined();
  });
});

describe('names', () => {
  /** What Mermaid makes of two stages and two steps with these names; each must stay a bar of its own. */
  async function expectTwoStages(names: readonly string[]): Promise<void> {
    const [first = '', second = ''] = names;
    const one = { ...stage('Build', 'Success', { took: 64 }), name: first };
    const other = { ...stage('Deploy', 'Failed', { after: 64, took: 60 }), name: second };
    const steps = [one, other].flatMap((of) => names.map((name) => timedStep(of, name, { after: 1, took: 30 })));
    const chart = timelineOf([one, other], steps) ?? '';
    const tasks = await ganttTasks(chart);
    expect(tasks).toHaveLength(6);
    expect(tasks.map(({ section }) => section)).toEqual(['✅ 1', '✅ 1', '✅ 1', '❌ 2', '❌ 2', '❌ 2']);
    expect(tasks.every(({ start, end }) => start >= START && end <= START + 124 * SECOND)).toBe(true);
    // Each label that Mermaid has is one that stands in the chart: nothing was taken for an entity or a comment.
    expect(tasks.every(({ label }) => chart.includes(`  ${label}:`))).toBe(true);
    expect(chart.split('\n')).toHaveLength(4 + 2 + 6);
    expect(chart).not.toMatch(/[`<>&"#;{}%$\\|[\]@]{1,}(?![HMSdb])/);
  }

  const KEYWORDS = [
    'section x',
    'title x',
    'gantt',
    'click a',
    'href "x"',
    'call f()',
    'dateFormat X',
    'excludes monday',
    'todayMarker on',
    'topAxis',
    'weekday monday',
    '2026-01-01',
    '%%{init: {}}%%',
    '%% x',
    'accTitle: x',
    'accDescr { x }',
    'a:crit, 1, 2',
    'x;y',
    '#35;',
    '---',
    'flowchart TD',
    'inclusiveEndDates',
  ];

  test.each([...ATTACKS, ...KEYWORDS].map((name) => [JSON.stringify(name.slice(0, 40)), name]))(
    '%s is a valid name',
    async (_shown, name) => {
      await expectTwoStages([name, `x ${name}`]);
    },
  );

  test('any mixture is a valid name', async () => {
    const name = fc
      .array(
        fc.oneof(fc.constantFrom(...KEYWORDS, ...ATTACKS.slice(0, -3), '\n', ' '), fc.string({ unit: anyCharacter })),
        { maxLength: 4 },
      )
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(name, name, async (...names) => {
        await expectTwoStages(names);
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['Deploy: prod & test (us, 1/2)', 'Deploy prod test (us, 1/2)'],
    ['Déploiement à l’étranger 部署', 'Déploiement à létranger 部署'],
    ['the longest name that a user ever gave to a stage', 'the longest name that a user ever gave…'],
    ['key=abcdefghijklmnop#x rest', '… rest'],
    [`${'x'.repeat(60)} rest`, '(60 characters) rest'],
    ['', '…'],
  ])('%j is shown as %j', async (name, read) => {
    const [task] = await tasksOf([
      { ...stage('Build', 'Success', { took: 4 }), name },
      stage('Deploy', 'Success', { took: 4 }),
    ]);
    expect(task === undefined ? '' : shown(task)).toBe(`${read} 4s`);
  });

  test('any length fits into the chart', () => {
    const long = many(40, (n) => ({ ...stage(`S${n}`, 'Success', { took: 60 }), name: '🎉界'.repeat(100_000) }));
    expect((timelineOf(long, []) ?? '').length).toBeLessThan(50_000);
  });
});

describe('the charts of the golden pages', () => {
  const folder = join(ROOT, '__tests__', 'golden');
  const charts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/^```mermaid\n([^]*?)\n```$/gm)].map(
        ([, chart = '']): [string, string] => [file, chart],
      ),
    );

  test('exist for most scenarios', () => {
    expect(charts.length).toBeGreaterThan(10);
  });

  test.each(charts)('%s: Mermaid parses and draws each bar', async (_file, chart) => {
    const tasks = await ganttTasks(chart);
    // Four lines above the bars, and one for each section.
    const sections = chart.match(/^ {2}section /gm)?.length ?? 0;
    expect(tasks).toHaveLength(chart.split('\n').length - 4 - sections);
    expect(tasks.length).toBeLessThanOrEqual(40);
    expect(tasks.every(({ start, end }) => start <= end)).toBe(true);
    expect(chart.length).toBeLessThan(50_000);
  });
});

test('Mermaid parses the diagrams in the docs', async () => {
  const types = await Promise.all(
    blocks('mermaid').map(async ({ file, source }) => `${file}: ${await diagramType(source)}`),
  );
  expect(types).toEqual([
    'docs/actions.md: flowchart-v2',
    'docs/cancelling.md: sequence',
    'docs/design.md: flowchart-v2',
  ]);
});

test('every scenario of the simulator has a valid chart, or fewer than two bars', async () => {
  const simulator = await simulate({ speed: 10_000 });
  const scope = { origin: simulator.url, account: simulator.account, org: 'default', project: 'shop' };
  const http = openHttp({ ...scope, key: simulator.apiKey, clock: systemClock, onExchange: () => undefined });
  const [harness, { graph }] = [nextGen(http, scope, simulator.apiKey), nextGenGraph(http, scope)];
  const bounds = { signal: new AbortController().signal, limit: 20_000 };
  const charts = scenarios().map(async ({ name }) => {
    const { status, json } = await ask(simulator, `POST /pipeline/api/pipeline/execute/${name}`);
    if (status !== 200) {
      return 0; // Its play is that the start is refused.
    }
    const id = word(json, 'data.planExecution.uuid');
    await systemClock.sleep(100); // What waits for no person has ended: a play takes some ms at this speed.
    const snapshot = await harness.read({ id, pipeline: name, url: '' }, bounds);
    const chart = timelineOf(snapshot.stages, timedSteps((await graph({ id }, bounds))?.nodes ?? [], snapshot));
    return chart === undefined ? 0 : (await ganttTasks(chart)).length;
  });
  const counts = await Promise.all(charts);
  expect(counts.filter((count) => count > 1).length).toBeGreaterThan(30);
  expect(counts).not.toContain(1);
  expect(Math.max(...counts)).toBeLessThanOrEqual(40);
});
