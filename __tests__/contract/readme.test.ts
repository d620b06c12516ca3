import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import {
  deadLinks,
  actionTables,
  entriesOf,
  folders,
  firstColumn,
  inputsTable,
  outputsTable,
  pathsAsked,
  pathsNamed,
  verdictsTable,
  withTables,
} from '../support/readme.ts';
import { ROOT } from '../support/runner/action.ts';
import { allFailures, commonFailures, failureWords } from '../support/troubleshooting.ts';

const README = join(ROOT, 'README.md');
const ACTIONS = join(ROOT, 'docs/actions.md');
const TROUBLESHOOTING = join(ROOT, 'docs/troubleshooting.md');

/** The text of every source in a folder and below it. The simulator is no part of the action. */
function sources(folder: string): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return names
    .filter((name) => name.endsWith('.ts') && !name.startsWith('simulator'))
    .map((name) => readFileSync(join(ROOT, folder, name), 'utf8'));
}

/** Compares a page with itself after its tables are generated; UPDATE_GOLDEN=1 writes them. */
function expectTables(page: string, tables: Readonly<Record<string, string>>): void {
  const text = readFileSync(page, 'utf8');
  const made = withTables(text, tables);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(page, made);
  else expect(text).toBe(made);
}

describe('README.md', () => {
  it('has the tables generated from action.yml and the code (UPDATE_GOLDEN=1 writes them)', () => {
    expectTables(README, {
      inputs: inputsTable(entriesOf('.', 'inputs')),
      outputs: outputsTable(entriesOf('.', 'outputs')),
      verdicts: verdictsTable(),
      failures: commonFailures(),
    });
  });

  it('shows the first YAML by line 12 and has at most 265 lines', () => {
    const lines = readFileSync(README, 'utf8').split('\n');
    expect(lines.findIndex((line) => line.startsWith('```yaml'))).toBeLessThan(12);
    expect(lines.length).toBeLessThanOrEqual(265);
  });

  it('lists, together with docs/actions.md, exactly the requests that are sent to Harness', () => {
    const named = [README, ACTIONS].flatMap((page) => pathsNamed(readFileSync(page, 'utf8')));
    const paths = sources('src/harness').flatMap(pathsAsked);
    const fits = (one: string, other: string): boolean => {
      const [parts, others] = [one.split('/'), other.split('/')];
      const isSame = (part: string, at: number): boolean => [part, '*'].includes(others[at] ?? '') || part === '*';
      return parts.length === others.length && parts.every(isSame);
    };
    expect(paths.filter((path) => !named.some((other) => fits(path, other)))).toEqual([]);
    // A custom webhook's path comes from its URL.
    const ours = named.filter((path) => !path.includes('/webhook/custom/'));
    expect(ours.filter((other) => !paths.some((path) => fits(other, path)))).toEqual([]);
    expect(paths.length).toBeGreaterThan(15);
  });
});

describe('messages quoted in docs', () => {
  it('docs/troubleshooting.md has the generated table (UPDATE_GOLDEN=1 writes it)', () => {
    expectTables(TROUBLESHOOTING, { 'all failures': allFailures() });
  });

  it('messages in docs/troubleshooting.md are in the code, word for word', () => {
    const code = sources('src').join('\n');
    expect(failureWords().filter((words) => !code.includes(words))).toEqual([]);
  });

  it.each([['docs/inputs.md', '## What is an error']])('%s: is in the code, word for word', (page, heading) => {
    const code = sources('src').join('\n');
    const sayings = firstColumn(readFileSync(join(ROOT, page), 'utf8'), heading);
    const parts = sayings.flatMap((saying) => saying.split(/[…;]/));
    const words = parts.map((part) => part.trim()).filter((part) => part !== '');
    expect(words.filter((part) => !code.includes(part))).toEqual([]);
    expect(words.length).toBeGreaterThan(9);
  });
});

describe('every action.yml', () => {
  it('has its generated table in docs/actions.md (UPDATE_GOLDEN=1 writes it)', () => {
    expectTables(ACTIONS, actionTables());
  });

  it.each(['inputs', 'outputs'] as const)('has a description with an example for each of its %s', (section) => {
    const entries = ['.', ...folders()].flatMap((action) =>
      entriesOf(action, section).map((entry) => ({ action, ...entry })),
    );
    expect(entries.filter(({ description }) => !/`[^`]+`\s*$/.test(description))).toEqual([]);
  });
});

it.each(
  ['.', 'docs', 'examples'].flatMap((folder) =>
    readdirSync(join(ROOT, folder)).flatMap((name) => (name.endsWith('.md') ? [join(folder, name)] : [])),
  ),
)('every link in %s has a target', (page) => {
  expect(deadLinks(page)).toEqual([]);
});
