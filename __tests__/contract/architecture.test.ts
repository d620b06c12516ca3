/** The reading order is the import order: who reads from the top never meets a term that was not defined. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { ROOT } from '../support/runner/action.ts';

/**
 * A module imports only from its own folder and from folders above it; inside a folder no imports form a cycle.
 * A new folder is put where a reader should meet it.
 */
const READING_ORDER = [
  'base/',
  'harness/',
  'runner/',
  'runtime-inputs/',
  'inputs/',
  'start/',
  'follow/',
  'diagnosis/',
  'report/',
  'github/',
  'lifecycle/',
  'simulator/', // needs nothing, see below; only the action that starts it needs it
  'actions/',
];

/** Folders of the repository with an action.yml. */
const ACTION_FOLDERS = readdirSync(ROOT).filter((name) => existsSync(join(ROOT, name, 'action.yml')));

interface Module {
  /** Below `src`, with slashes. */
  readonly path: string;
  /** Without comments. */
  readonly code: string;
  /** Modules of ours that it imports, below `src`. */
  readonly ours: readonly string[];
  /** Packages, and modules of Node. */
  readonly others: readonly string[];
}

function readModule(path: string, folder = 'src'): Module {
  const text = readFileSync(join(ROOT, folder, path), 'utf8');
  const code = text.replace(/^\s*\/\*[^]*?\*\//gm, '').replace(/(^|\s)\/\/.*$/gm, '$1');
  const targets = [
    ...code.matchAll(/^(?:import|export|\})[^'";]*? from '([^']+)'/gm),
    ...code.matchAll(/^import '([^']+)'/gm),
    ...code.matchAll(/\bimport\(\s*(?:\/\*.*?\*\/\s*)?'([^']+)'/g),
  ].map(([, target = '']) => target);
  return {
    path,
    code,
    ours: targets.filter((target) => target.startsWith('.')).map((target) => posix.join(posix.dirname(path), target)),
    others: targets.filter((target) => !target.startsWith('.')),
  };
}

/** @returns the paths of all modules below a folder of the repository, with slashes. */
function modulesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts'));
}

const MODULES = modulesIn('src').map((path) => readModule(path));

const folderOf = (path: string): string => (path.includes('/') ? `${path.split('/')[0]}/` : path);

/** The modules that match, as `path: match`. */
function where(rule: (module: Module) => readonly string[]): string[] {
  return MODULES.flatMap((module) => rule(module).map((found) => `${module.path}: ${found}`));
}

test('this test reads imports correctly', () => {
  const { ours, others } = readModule('harness/http.ts');
  expect(ours).toEqual(expect.arrayContaining(['harness/response.ts', 'base/clock.ts', 'harness/errors.ts']));
  expect(others).toContain('node:http');
  expect(readModule('actions/run/prepare.ts').ours).toContain('runtime-inputs/fit.ts'); // a dynamic import
  expect(readModule('actions/entry-points.ts').ours).toEqual(
    expect.arrayContaining(['actions/run/run.ts', 'actions/post/post.ts']),
  );
  expect(MODULES.length).toBeGreaterThan(80);
});

test('src contains only folders, and each has a place in the reading order', () => {
  expect([...new Set(MODULES.map(({ path }) => folderOf(path)))].toSorted()).toEqual(READING_ORDER.toSorted());
  expect(new Set(READING_ORDER).size).toBe(READING_ORDER.length);
});

test('CONTRIBUTING.md lists the same reading order', () => {
  const [, list = ''] = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8').split('```');
  expect([...list.matchAll(/^([a-z-]+\/)(?: {2,}|$)/gm)].map(([, folder]) => folder)).toEqual(READING_ORDER);
});

test('modules import only from folders that come earlier in the reading order', () => {
  const place = (path: string): number => READING_ORDER.indexOf(folderOf(path));
  expect(where(({ path, ours }) => ours.filter((target) => place(target) > place(path)))).toEqual([]);
});

/** @returns each cycle among these modules as `a -> b -> a`; what they import beside them is not followed. */
function cyclesOf(modules: ReadonlyMap<string, readonly string[]>): string[] {
  const cleared = new Set<string>();
  const cycles: string[] = [];
  const walk = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) {
      cycles.push([...way.slice(way.indexOf(path)), path].join(' -> '));
    } else if (!cleared.has(path)) {
      for (const target of modules.get(path) ?? []) {
        walk(target, [...way, path]);
      }
      cleared.add(path);
    }
  };
  for (const path of modules.keys()) {
    walk(path, []);
  }
  return cycles;
}

test('src and bench have no import cycles', () => {
  expect(cyclesOf(new Map(MODULES.map(({ path, ours }) => [path, ours])))).toEqual([]);
  const bench = modulesIn('bench').map((path) => readModule(path, 'bench'));
  expect(bench.length).toBeGreaterThan(5);
  expect(cyclesOf(new Map(bench.map(({ path, ours }) => [path, ours])))).toEqual([]);
  expect(
    cyclesOf(
      new Map([
        ['a.ts', ['b.ts']],
        ['b.ts', ['c.ts']],
        ['c.ts', ['b.ts']],
      ]),
    ),
  ).toEqual(['b.ts -> c.ts -> b.ts']);
});

/** Properties of several modules together: they are in the folder of the module at their end. */
const SPANNING = ['schedules', 'actions/run/masking', 'report/inert', 'report/masking'];

test('every unit test has the path of its module, with at most a suffix such as b-what.test.ts', () => {
  const paths = new Set(MODULES.map(({ path }) => path.replace(/\.ts$/, '')));
  const tests = modulesIn('__tests__/unit').map((path) => path.replace(/\.test\.ts$/, ''));
  expect(tests.length).toBeGreaterThan(80);
  const hasModule = (path: string): boolean => paths.has(path) || paths.has(path.replace(/-[a-z]+$/, ''));
  expect(tests.filter((path) => !hasModule(path) && !SPANNING.includes(path))).toEqual([]);
  expect(SPANNING.filter((path) => !tests.includes(path))).toEqual([]);
});

test('every import exists and includes the file extension', () => {
  const paths = new Set(MODULES.map(({ path }) => path));
  expect(where(({ ours }) => ours.filter((target) => !paths.has(target)))).toEqual([]);
});

describe('only', () => {
  test('runner/process.ts uses process', () => {
    const found = where(({ path, code, others }) =>
      /^runner\/process\.ts$|^actions\/simulator\//.test(path)
        ? []
        : [
            ...(code.match(/\bprocess\s*(?:\.(?!ts')|\[|\?\.)\s*\w+/g) ?? []).filter((access) => {
              return path !== 'base/clock.ts' || access !== 'process.uptime';
            }),
            ...others.filter((other) => /^(node:)?process$/.test(other)),
          ],
    );
    expect(found).toEqual([]);
  });

  test.each([
    ['@actions/core', /^(runner\/(log|process|command-files)\.ts|actions\/post\/.*)$/],
    ['@actions/http-client', /^harness\/client\.ts$/],
    ['@actions/github', /^github\/api\.ts$/],
    ['yaml', /^runtime-inputs\/|^simulator\//],
  ])('%s is imported by %s', (name, owners) => {
    const users = MODULES.filter(({ others }) =>
      others.some((other) => other === name || other.startsWith(`${name}/`)),
    );
    expect(users.map(({ path }) => path).filter((path) => !owners.test(path))).toEqual([]);
    expect(users.length).toBeGreaterThan(0);
  });

  test('the allowed packages are imported, and Node modules with the node: prefix', () => {
    const allowed = /^(node:[\w/]+|@actions\/(core|github|http-client)(\/.+)?|yaml)$/;
    expect(where(({ others }) => others.filter((other) => !allowed.test(other)))).toEqual([]);
  });

  test('earlier folders of the simulator are imported by later ones: plays, server, answers', () => {
    const order = ['shape.ts', 'plays/', 'server/', 'answers/', 'simulator.ts'];
    const place = (path: string): number => order.findIndex((each) => path.startsWith(`simulator/${each}`));
    const found = where(({ path, ours }) =>
      path.startsWith('simulator/') ? ours.filter((target) => place(target) > place(path)) : [],
    );
    expect(found).toEqual([]);
    const folders = MODULES.filter(({ path }) => path.startsWith('simulator/')).map(({ path }) => place(path));
    expect([...new Set(folders)].toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
  });

  test('the simulator action imports the simulator, which imports no other folder', () => {
    const isOf = (path: string): boolean => path.startsWith('simulator/');
    expect(where(({ path, ours }) => (isOf(path) ? ours.filter((target) => !isOf(target)) : []))).toEqual([]);
    const users = MODULES.filter(({ path, ours }) => !isOf(path) && ours.some(isOf)).map(({ path }) => path);
    expect(users.toSorted()).toEqual(['actions/simulator/serve.ts']);
  });

  test('modules outside harness/ import from runner/, github/ and report/', () => {
    const strangers = ['runner/', 'github/', 'report/'];
    const found = where(({ path, ours }) =>
      path.startsWith('harness/') ? ours.filter((target) => strangers.includes(folderOf(target))) : [],
    );
    expect(found).toEqual([]);
  });

  test('report/outputs.ts sets outputs', () => {
    const found = where(({ path, code }) =>
      /^(report\/outputs|runner\/(step|process|command-files))\.ts$/.test(path)
        ? []
        : (code.match(/\bsetOutput\((?!\))[^)]*\)/g) ?? []),
    );
    expect(found).toEqual([]);
  });
});

test('file names are specific, lower-case words', () => {
  const names = MODULES.flatMap(({ path }) => [basename(path, '.ts'), ...dirname(path).split('/')]);
  expect(names.filter((name) => /^(utils?|helpers?|common|types?|constants?|index|misc|lib)$/i.test(name))).toEqual([]);
  expect(names.filter((name) => !/^([a-z][a-z0-9]*(-[a-z]+)*|\.)$/.test(name))).toEqual([]);
});

test('importing a module has no side effects', () => {
  const urls = MODULES.map(({ path }) => new URL(`../../src/${path.replace(/\.ts$/, '.js')}`, import.meta.url).href);
  const script = `
    const before = process.eventNames().length;
    for (const url of ${JSON.stringify(urls)}) await import(url);
    console.log('listeners: ' + (process.eventNames().length - before));`;
  // It also ends by itself: nothing was opened, no clock was started.
  const out = execFileSync(process.execPath, ['--input-type=module', '-'], {
    input: script,
    encoding: 'utf8',
    timeout: 30_000,
  });
  expect(out).toBe('listeners: 0\n');
});

/**
 * Words for which docs/design.md has another term, and which nothing here needs in their own sense. A name is split into its
 * words, so that `openDoors` counts as well.
 */
const BANNED = new Set(
  'told nobody somebody anybody everybody licence licences colour colours behaviour misspelt spelt borne door doors estate estates fate fates purse purses bide bides insist insists bear bears parting mischief mishap mishaps mend mends mended sharer sharers neighbour neighbours neighbourhood anew'.split(
    ' ',
  ),
);
const BANNED_PHRASES =
  /\b(?:taken up|takes up|in silence|(?:could not|cannot|can) be had|(?:come|came) upon|for want of|in vain|for ever|the letter to post|(?:stands?|is) in the way|(?:came|comes?) to its end|without a word|all the same|lets? go of|lets? its result|is no verdict|whatever becomes of|gives? no secrets|lost from sight|MOST_[A-Z]+|LONGEST_[A-Z]+|LEAST_[A-Z]+)\b/gi;

function bannedIn(text: string): string[] {
  const words = text.match(/[A-Z]?[a-z]+/g) ?? [];
  return [
    ...words.map((word) => word.toLowerCase()).filter((word) => BANNED.has(word)),
    ...(text.match(BANNED_PHRASES) ?? []),
  ];
}

test('code, tests and docs use the terms of docs/design.md', () => {
  expect(bannedIn('it is openDoors that mends what was taken up; doorway, amended, indoors')).toEqual([
    'doors',
    'mends',
    'taken up',
  ]);
  const folders = ['src', '__tests__', 'bench', 'docs', 'examples', '.github', '.ci', ...ACTION_FOLDERS];
  const files = [
    ...folders.flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
    ),
    ...readdirSync(ROOT),
  ].filter((path) => /\.(?:ts|m?js|md|yml|sh|txt)$/.test(path) && basename(path) !== 'architecture.test.ts');
  const found = files.flatMap((path) =>
    bannedIn(readFileSync(join(ROOT, path), 'utf8')).map((word) => `${path}: ${word}`),
  );
  expect(found).toEqual([]);
});
