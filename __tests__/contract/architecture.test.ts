/** The reading order is the import order: who reads from the top never meets a word that was not explained. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, posix } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { ROOT } from '../support/runner/action.ts';

/**
 * Each room imports only what stands above it. A folder is one room; inside it nothing may go round in a circle.
 * A new file is put where a reader should meet it.
 */
const READING_ORDER = [
  'text.ts',
  'shape.ts',
  'clock.ts',
  'execution.ts',
  'errors.ts',
  'address.ts',
  'scope.ts',
  'pages.ts',
  'answer.ts',
  'http.ts',
  'patience.ts',
  'workflow.ts',
  'marker.ts',
  'simulator/', // stands here because it needs nothing; the rest does not need it either, see below
  'runtime-inputs/',
  'yaml.ts',
  'inputs/',
  'engines/',
  'search.ts',
  'start.ts',
  'event.ts',
  'pace.ts',
  'follow.ts',
  'history.ts',
  'diagnosis/',
  'report/',
  'outputs.ts',
  'state.ts',
  'log.ts',
  'step.ts',
  'github/',
  'publish.ts',
  'connect.ts',
  'waiting.ts',
  'finish.ts',
  'watch.ts',
  'send.ts',
  'prepare.ts',
  'dry-run.ts',
  'rerun.ts',
  'launch.ts',
  'existing.ts',
  'join.ts',
  'trigger.ts',
  'firstgen.ts',
  'abort.ts',
  'recent.ts',
  'settle.ts',
  'detach.ts',
  'doors/',
];

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

function readModule(path: string): Module {
  const text = readFileSync(join(ROOT, 'src', path), 'utf8');
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

const MODULES = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts'))
  .map(readModule);

const roomOf = (path: string): string => (path.includes('/') ? `${path.split('/')[0]}/` : path);

/** The modules that match, as `path: match`. */
function where(rule: (module: Module) => readonly string[]): string[] {
  return MODULES.flatMap((module) => rule(module).map((found) => `${module.path}: ${found}`));
}

test('what imports what is read right', () => {
  const { ours, others } = readModule('http.ts');
  expect(ours).toEqual(['answer.ts', 'clock.ts', 'errors.ts', 'shape.ts', 'text.ts']);
  expect(others).toContain('@actions/http-client');
  expect(readModule('prepare.ts').ours).toContain('runtime-inputs/fit.ts'); // imported when it is needed
  expect(readModule('doors/doors.ts').ours).toEqual(expect.arrayContaining(['doors/run.ts', 'doors/post.ts']));
  expect(MODULES.length).toBeGreaterThan(80);
});

test('every room has its place, and every place its room', () => {
  expect([...new Set(MODULES.map(({ path }) => roomOf(path)))].toSorted()).toEqual(READING_ORDER.toSorted());
  expect(new Set(READING_ORDER).size).toBe(READING_ORDER.length);
});

test('CONTRIBUTING.md has the same order', () => {
  const [, list = ''] = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8').split('```');
  const rooms = [...list.matchAll(/^(\S.*?)(?: {2,}|$)/gm)].flatMap(([, names = '']) => names.split(', '));
  expect(rooms.map((room) => (room.endsWith('/') ? room : `${room}.ts`))).toEqual(READING_ORDER);
});

test('every import goes upwards', () => {
  const place = (path: string): number => READING_ORDER.indexOf(roomOf(path));
  expect(where(({ path, ours }) => ours.filter((target) => place(target) > place(path)))).toEqual([]);
});

test('no imports go round in a circle', () => {
  const modules = new Map(MODULES.map((module) => [module.path, module]));
  const cleared = new Set<string>();
  const circles: string[] = [];
  const walk = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) {
      circles.push([...way.slice(way.indexOf(path)), path].join(' -> '));
    } else if (!cleared.has(path)) {
      for (const target of modules.get(path)?.ours ?? []) {
        walk(target, [...way, path]);
      }
      cleared.add(path);
    }
  };
  for (const { path } of MODULES) {
    walk(path, []);
  }
  expect(circles).toEqual([]);
});

test('every import exists and says its ending', () => {
  const paths = new Set(MODULES.map(({ path }) => path));
  expect(where(({ ours }) => ours.filter((target) => !paths.has(target)))).toEqual([]);
});

describe('only', () => {
  test('the doors know the process', () => {
    const found = where(({ path, code, others }) =>
      path.startsWith('doors/')
        ? []
        : [
            ...(code.match(/\bprocess\s*(?:\.|\[|\?\.)\s*\w+/g) ?? []),
            ...others.filter((other) => /^(node:)?process$/.test(other)),
          ],
    );
    expect(found).toEqual([]);
  });

  test.each([
    ['@actions/core', /^(log\.ts|doors\/.*)$/],
    ['@actions/http-client', /^http\.ts$/],
    ['@actions/github', /^github\/github\.ts$/],
    ['yaml', /^runtime-inputs\/|^simulator\//],
  ])('%s is imported by %s', (name, owners) => {
    const users = MODULES.filter(({ others }) =>
      others.some((other) => other === name || other.startsWith(`${name}/`)),
    );
    expect(users.map(({ path }) => path).filter((path) => !owners.test(path))).toEqual([]);
    expect(users.length).toBeGreaterThan(0);
  });

  test('these packages are imported, and modules of Node by their full name', () => {
    const allowed = /^(node:[\w/]+|@actions\/(core|http-client|github)(\/.+)?|yaml)$/;
    expect(where(({ others }) => others.filter((other) => !allowed.test(other)))).toEqual([]);
  });

  test('the door of the simulator knows the simulator, and the simulator knows nobody', () => {
    const isOf = (path: string): boolean => path.startsWith('simulator/');
    expect(where(({ path, ours }) => (isOf(path) ? ours.filter((target) => !isOf(target)) : []))).toEqual([]);
    const users = MODULES.filter(({ path, ours }) => !isOf(path) && ours.some(isOf)).map(({ path }) => path);
    expect(users.toSorted()).toEqual(['doors/simulate.ts']);
  });

  test('engines know how Harness spells things, and know nothing of GitHub', () => {
    const strangers = ['workflow.ts', 'github/', 'step.ts', 'log.ts', 'outputs.ts', 'report/'];
    const found = where(({ path, ours }) =>
      path.startsWith('engines/') ? ours.filter((target) => strangers.includes(roomOf(target))) : [],
    );
    expect(found).toEqual([]);
  });

  test('the outputs set outputs, by the one function that is handed to them', () => {
    const found = where(({ path, code }) =>
      /^(outputs|step)\.ts$|^doors\//.test(path) ? [] : (code.match(/\bsetOutput\((?!\))[^)]*\)/g) ?? []),
    );
    expect(found).toEqual([]);
  });
});

test('files are named after what they are about', () => {
  const names = MODULES.flatMap(({ path }) => [basename(path, '.ts'), ...dirname(path).split('/')]);
  expect(names.filter((name) => /^(utils?|helpers?|common|types?|constants?|index|misc|lib)$/i.test(name))).toEqual([]);
  expect(names.filter((name) => !/^([a-z]+(-[a-z]+)*|\.)$/.test(name))).toEqual([]);
});

test('to import a module is to do nothing', () => {
  const urls = MODULES.map(({ path }) => new URL(`../src/${path.replace(/\.ts$/, '.js')}`, import.meta.url).href);
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
