import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { doors, doorTables, entriesOf, inputsTable, outputsTable, verdictsTable, withTables } from './readme.ts';
import { ROOT } from './runner-action.ts';

const README = join(ROOT, 'README.md');

/** Compares a page with itself, its tables made anew; UPDATE_GOLDEN=1 writes them. */
function expectTables(page: string, tables: Readonly<Record<string, string>>): void {
  const text = readFileSync(page, 'utf8');
  const made = withTables(text, tables);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(page, made);
  else expect(text).toBe(made);
}

describe('README.md', () => {
  it('has the tables that action.yml and the code make (UPDATE_GOLDEN=1 writes them)', () => {
    expectTables(README, {
      inputs: inputsTable(entriesOf('.', 'inputs')),
      outputs: outputsTable(entriesOf('.', 'outputs')),
      verdicts: verdictsTable(),
    });
  });

  it('shows the first YAML by line 12 and is short enough to be read', () => {
    const lines = readFileSync(README, 'utf8').split('\n');
    expect(lines.findIndex((line) => line.startsWith('```yaml'))).toBeLessThan(12);
    expect(lines.length).toBeLessThanOrEqual(250);
  });
});

describe('every action.yml', () => {
  it('has its table in docs/doors.md (UPDATE_GOLDEN=1 writes it)', () => {
    expectTables(join(ROOT, 'docs/doors.md'), doorTables());
  });

  it.each(['inputs', 'outputs'] as const)('has a description with an example for each of its %s', (section) => {
    const entries = ['.', ...doors()].flatMap((door) => entriesOf(door, section).map((entry) => ({ door, ...entry })));
    expect(entries.filter(({ description }) => !/`[^`]+`\s*$/.test(description))).toEqual([]);
  });
});
