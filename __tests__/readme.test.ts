import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { entriesOf, inputsTable, outputsTable, verdictsTable, withTables } from './readme.ts';
import { ROOT } from './runner-action.ts';

const README = join(ROOT, 'README.md');

describe('README.md', () => {
  it('has the tables that action.yml and the code make (UPDATE_GOLDEN=1 writes them)', () => {
    const text = readFileSync(README, 'utf8');
    const made = withTables(text, {
      inputs: inputsTable('.'),
      outputs: outputsTable('.'),
      verdicts: verdictsTable(),
    });
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(README, made);
    else expect(text).toBe(made);
  });

  it('shows the first YAML by line 12 and is short enough to be read', () => {
    const lines = readFileSync(README, 'utf8').split('\n');
    expect(lines.findIndex((line) => line.startsWith('```yaml'))).toBeLessThan(12);
    expect(lines.length).toBeLessThanOrEqual(250);
  });

  it.each(['inputs', 'outputs'] as const)('has a description with an example for each of the %s', (section) => {
    const without = entriesOf('.', section).filter(({ description }) => !/`[^`]+`\s*$/.test(description));
    expect(without).toEqual([]);
  });
});
