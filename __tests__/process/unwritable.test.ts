/**
 * Files that cannot be written: before the start nothing is started, after it the step goes on, keeps its verdict, and says
 * once in each process what could not be written. A sample with every run of the tests, all of it with FAULTS=all.
 */
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from '@jest/globals';

import type { RequestKind, Simulator } from '../../src/simulator/simulator.ts';
import { arrived, closeRigs, onlyExecution, openRig, startsOf } from '../support/rig.ts';
import { type CommandFiles, spoil, type Spoil, SPOILS } from '../support/runner/files.ts';
import { type Phase, startStep, type Step, type StepOptions } from '../support/runner/runner.ts';

afterAll(closeRigs);

/** What fills a disk, see SPOILS. */
const onLinux = process.platform === 'linux' ? test : test.skip;

const FILES = ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY'] as const;
type File = (typeof FILES)[number];
type Cell = readonly [file: File, how: Spoil];

const all: readonly Cell[] = FILES.flatMap((file) => SPOILS.map((how): Cell => [file, how]));
/** Each file and each way once. */
const sample = all.filter(
  (_, position) => Math.floor(position / SPOILS.length) === (position % SPOILS.length) % FILES.length,
);
const cells = process.env['FAULTS'] === 'all' ? all : sample;

const CAUSES: Readonly<Record<Spoil, string>> = {
  gone: 'the file is gone (ENOENT)',
  'a folder': 'it is a folder (EISDIR)',
  full: 'no space left on the disk (ENOSPC)',
  'read-only': 'permission denied (EACCES)',
};

/** Held until the file is spoiled, and a little longer. */
const SLOW = { kind: 'slow', ms: 400 } as const;

/** Spoils a file of main's when this request has arrived, while it is being answered. */
async function spoiledAt(on: RequestKind, [file, how]: Cell, given: StepOptions['with'] = {}) {
  const { simulator, start } = await openRig();
  simulator.fault({ on, do: SLOW });
  const step = start({ with: given });
  await arrived(simulator, on);
  spoil(step.files[file], how);
  return { simulator, step, main: await step.done };
}

const abortsOf = ({ requests }: Simulator): number => requests.filter(({ kind }) => kind === 'interrupt').length;
const warnings = ({ annotations }: Phase): string[] =>
  annotations.filter(({ level }) => level === 'warning').map(({ message }) => message);
const errors = ({ annotations }: Phase): string[] =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message);

/** Main writes no summary, so that it has nothing to say of it. */
function expectSaidOnce(main: Phase, [file, how]: Cell): void {
  const expected = file === 'GITHUB_STEP_SUMMARY' ? [] : [expect.stringContaining(CAUSES[how])];
  expect(warnings(main)).toEqual(expected);
  expect(warnings(main).join()).toContain(expected.length === 0 ? '' : `${file} (`);
  expect(errors(main)).toEqual([]);
}

/** With the file goes what was saved before the start: post knows of nothing, and does nothing. */
const isStateLost = ([file, how]: Cell): boolean => file === 'GITHUB_STATE' && (how === 'gone' || how === 'a folder');

async function expectGreenPost(step: Step): Promise<Phase> {
  const post = await step.post();
  expect([post.result, post.code, warnings(post), errors(post)]).toEqual(['success', 0, [], []]);
  return post;
}

describe.each(cells)('%s is %s', (file, how) => {
  const cell = [file, how] as const;

  test('before the start: starts nothing, and one error names file, cause and remedy', async () => {
    const { simulator, start } = await openRig();
    const step = start({ prepare: (files) => spoil(files[file], how) });
    const main = await step.done;
    expect([main.result, startsOf(simulator)]).toEqual(['failure', 0]);
    expect(errors(main)).toEqual([
      expect.stringContaining(`Nothing was started: ${file} cannot be written: ${CAUSES[how]}.`),
    ]);
    expect(errors(main)[0]).toContain(step.files[file]);
    expect(warnings(main)).toEqual([]);
    expect(main.outputs['status'] ?? 'failed').toBe('failed');
    await expectGreenPost(step);
    expect(startsOf(simulator)).toBe(0);
  });

  test('after the start: continues, keeps the verdict, and warns once', async () => {
    const { simulator, step, main } = await spoiledAt('start', cell);
    expect([main.result, startsOf(simulator)]).toEqual(['success', 1]);
    expect(main.log).toContain(`Execution 1  ${simulator.url}/ng/account/`);
    expect(main.log).toContain('succeeded');
    expectSaidOnce(main, cell);
    if (file !== 'GITHUB_OUTPUT') {
      expect(main.outputs).toMatchObject({ status: 'succeeded', 'execution-id': onlyExecution(simulator).id });
    }
    expect((await expectGreenPost(step)).summary).toMatch(isStateLost(cell) ? /^$/ : /^### \S+ Green succeeded/m);
    expect(abortsOf(simulator)).toBe(0);
  });

  test('after a start with wait: false: does not abort the execution', async () => {
    const { simulator, step, main } = await spoiledAt('start', cell, { pipeline: 'slow', wait: 'false' });
    expect(main.result).toBe('success');
    await expectGreenPost(step);
    expect([startsOf(simulator), abortsOf(simulator)]).toEqual([1, 0]);
  });

  test('at the end: keeps the verdict', async () => {
    const { simulator, step, main } = await spoiledAt('graph', cell, { pipeline: 'red', logs: 'none' });
    expect(main.result).toBe('failure');
    expect(errors(main)).toHaveLength(1);
    expect(errors(main)[0]).toContain('failed');
    expect((await expectGreenPost(step)).summary).toMatch(isStateLost(cell) ? /^$/ : /^### \S+ Red failed/m);
    expect(abortsOf(simulator)).toBe(0);
  });

  test('in post: is green, and warns once about each failed write', async () => {
    const { simulator, start } = await openRig();
    const step = start();
    await step.done;
    const post = await step.post({ prepare: (files: CommandFiles) => spoil(files[file], how) });
    expect([post.result, post.code]).toEqual(['success', 0]);
    expect(warnings(post)).toEqual(file === 'GITHUB_STEP_SUMMARY' ? [expect.stringContaining(CAUSES[how])] : []);
    expect(abortsOf(simulator)).toBe(0);
  });
});

/** The two other actions that change something in Harness with one request. */
describe.each(sample)('approve and rollback: %s is %s', (file, how) => {
  const prepare = (files: CommandFiles): void => spoil(files[file], how);
  const target = { service: 'web', environment: 'prod', infrastructure: 'prod_cluster' };

  test('before a rollback: starts none', async () => {
    const { simulator, start } = await openRig();
    const main = await start({ action: 'rollback', with: target, prepare }).done;
    expect([main.result, simulator.requests]).toEqual(['failure', []]);
    expect(errors(main)).toEqual([
      expect.stringContaining(`Nothing was started: ${file} cannot be written: ${CAUSES[how]}.`),
    ]);
  });

  test('before a decision: sends none if the outputs cannot be written', async () => {
    const { simulator, start } = await openRig();
    const { id } = simulator.past({ pipeline: 'approval-forever', agoMs: 60_000 });
    const main = await start({ action: 'approve', with: { execution: id }, prepare }).done;
    // It has no post step and writes no summary.
    const isNeeded = file === 'GITHUB_OUTPUT';
    const decided = simulator.requests.filter(({ kind }) => kind === 'approve').length;
    expect([main.result, decided]).toEqual(isNeeded ? ['failure', 0] : ['success', 1]);
    expect(errors(main)).toEqual(
      isNeeded ? [expect.stringContaining(`Nothing was decided: ${file} cannot be written: ${CAUSES[how]}.`)] : [],
    );
  });
});

/** The further actions that start something, or whose outputs are all that they are for. */
interface Further {
  readonly action: string;
  /** What it is given, beside key and host. */
  readonly with: (simulator: Simulator) => Readonly<Record<string, string>>;
  /** The request by which it starts something. */
  readonly on?: RequestKind;
  readonly what: string;
  readonly hasPost: boolean;
}

const webhookUrl = ({ url, account }: Simulator): string => {
  const scope = { accountIdentifier: account, orgIdentifier: 'default', projectIdentifier: 'shop' };
  const query = new URLSearchParams({ ...scope, pipelineIdentifier: 'green', triggerIdentifier: 'on_push' });
  return `${url}/gateway/pipeline/api/webhook/custom/token/v3?${query.toString()}`;
};
const FURTHER: readonly Further[] = [
  {
    action: 'trigger',
    with: (simulator) => ({ 'webhook-url': webhookUrl(simulator) }),
    on: 'webhook',
    what: 'started',
    hasPost: true,
  },
  {
    action: 'firstgen',
    with: ({ account }) => ({ account, application: 'Shop', pipeline: 'green' }),
    on: 'firstgen',
    what: 'started',
    hasPost: true,
  },
  {
    action: 'rollback',
    with: () => ({ project: 'shop', service: 'web', environment: 'prod', infrastructure: 'prod_cluster' }),
    on: 'rollback',
    what: 'started',
    hasPost: true,
  },
  { action: 'simulator', with: () => ({}), what: 'started', hasPost: false },
  { action: 'recent', with: () => ({ project: 'shop' }), what: 'listed', hasPost: false },
];

/** Each further action, with all cells or with one. */
const furtherCells = FURTHER.flatMap((further) =>
  (process.env['FAULTS'] === 'all' ? all : all.slice(0, 1))
    .filter(([file]) => further.hasPost || file === 'GITHUB_OUTPUT')
    .map(([file, how]) => ({ ...further, file, how })),
);

function startFurther(
  { action, hasPost, with: given }: Further,
  simulator: Simulator,
  options: StepOptions = {},
): Step {
  const where = {
    'api-key': simulator.apiKey,
    'base-url': simulator.url,
    ...(hasPost ? { 'poll-interval': '1s' } : {}),
  };
  return startStep({ action, with: { ...(action === 'simulator' ? {} : where), ...given(simulator) }, ...options });
}

describe('the other actions', () => {
  test.concurrent.each(furtherCells)('$action, before it begins: $file is $how', async ({ file, how, ...further }) => {
    const { simulator } = await openRig();
    const main = await startFurther(further, simulator, { prepare: (files) => spoil(files[file], how) }).done;
    expect([main.result, startsOf(simulator), main.log.includes('Simulator at')]).toEqual(['failure', 0, false]);
    expect(errors(main)).toEqual([
      expect.stringContaining(`Nothing was ${further.what}: ${file} cannot be written: ${CAUSES[how]}.`),
    ]);
    expect(warnings(main)).toEqual([]);
  });

  test.concurrent.each(furtherCells.filter(({ on }) => on !== undefined))(
    '$action, after its start: $file is $how',
    async ({ file, how, on = 'start', ...further }) => {
      const { simulator } = await openRig();
      // FirstGen's third request starts, after those for the names.
      const from = on === 'firstgen' ? 3 : 1;
      simulator.fault({ on, from, do: SLOW });
      const step = startFurther(further, simulator);
      await arrived(simulator, on, from);
      spoil(step.files[file], how);
      const main = await step.done;
      expect([main.result, startsOf(simulator)]).toEqual(['success', 1]);
      expectSaidOnce(main, [file, how]);
      expect(abortsOf(simulator)).toBe(0);
      const post = await expectGreenPost(step);
      expect(post.summary).toMatch(isStateLost([file, how]) ? /^$/ : /^### \S+ .+ succeeded/m);
    },
  );

  test.concurrent(
    'recent, at its end: is red, because the next step would read an empty output as a success',
    async () => {
      const { simulator } = await openRig();
      simulator.fault({ on: 'list', do: SLOW });
      const step = startStep({
        action: 'recent',
        with: { 'api-key': simulator.apiKey, 'base-url': simulator.url, project: 'shop' },
      });
      await arrived(simulator, 'list');
      spoil(step.files.GITHUB_OUTPUT, 'gone');
      const main = await step.done;
      expect([main.result, warnings(main)]).toEqual(['failure', []]);
      expect(errors(main)).toEqual([
        expect.stringContaining('GITHUB_OUTPUT cannot be written: the file is gone (ENOENT)'),
      ]);
    },
  );
});

describe('the folder that main and post share', () => {
  /** RUNNER_TEMP itself holds the runner's files, so only what this program made there is spoiled. */
  const own = (temp: string): string[] =>
    readdirSync(temp)
      .filter((name) => name.startsWith('run-harness-pipeline-'))
      .map((name) => join(temp, name));

  test.each(['gone', 'a file'])('%s after the start: keeps the verdict and aborts nothing', async (how) => {
    const { simulator, start } = await openRig();
    simulator.fault({ on: 'start', do: SLOW });
    const step = start({ with: { pipeline: 'slow', wait: 'false' } });
    await arrived(simulator, 'start');
    for (const folder of own(step.temp)) {
      rmSync(folder, { recursive: true });
      if (how === 'a file') writeFileSync(folder, '');
    }
    const main = await step.done;
    expect([main.result, main.outputs['status'], warnings(main)]).toEqual(['success', 'running', []]);
    await expectGreenPost(step);
    expect(abortsOf(simulator)).toBe(0);
  });

  onLinux('takes no new file, and the state is full: nothing is aborted either', async () => {
    const { simulator, start } = await openRig();
    simulator.fault({ on: 'start', do: SLOW });
    const step = start({ with: { pipeline: 'slow', wait: 'false' } });
    await arrived(simulator, 'start');
    // As on a full disk: the changes of the state do not fit into the folder, either.
    for (const folder of own(step.temp)) fill(folder);
    spoil(step.files.GITHUB_STATE, 'full');
    const main = await step.done;
    expect([main.result, main.outputs['status']]).toEqual(['success', 'running']);
    const post = await expectGreenPost(step);
    expect(post.log).not.toContain('cancelled');
    expect(abortsOf(simulator)).toBe(0);
  });
});

/** No new file can be written, but one that is there can be taken away. */
function fill(folder: string): void {
  for (const name of ['patch.json', 'summary.md', 'result.json']) spoil(join(folder, name), 'a folder');
}

describe('without a state that could be changed', () => {
  onLinux('post still finishes for a main that is killed', async () => {
    const { simulator, start } = await openRig({ speed: 1 });
    simulator.fault({ on: 'start', do: SLOW });
    const step = start({ with: { pipeline: 'slow', 'poll-interval': '1m' } });
    await arrived(simulator, 'start');
    spoil(step.files.GITHUB_STATE, 'full');
    await arrived(simulator, 'read');
    step.kill();
    await step.done;
    const post = await step.post();
    expect(post.code).toBe(0);
    expect(onlyExecution(simulator)).toMatchObject({ status: 'Aborted', aborts: 1 });
  });
});

describe('a standard output without a reader', () => {
  test('does not end the step: the execution is followed to its end', async () => {
    const { simulator, start } = await openRig();
    simulator.fault({ on: 'start', do: SLOW });
    const step = start({ with: { pipeline: 'red', logs: 'none' } });
    await arrived(simulator, 'start');
    step.closeOutput();
    const main = await step.done;
    expect([main.code, main.signal]).toEqual([1, null]);
    expect(main.outputs).toMatchObject({ status: 'failed', 'failed-stages': '["deploy"]' });
    expect((await step.post()).summary).toMatch(/^### \S+ Red failed/m);
    expect(abortsOf(simulator)).toBe(0);
  });
});
