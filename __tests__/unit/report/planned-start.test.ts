/** What a dry run would have sent, on the page. */
import { describe, expect, it } from '@jest/globals';

import { type PlannedStart, plannedParts } from '../../../src/report/planned-start.ts';
import { ATTACKS, referencesIn, skeletonOf } from '../../support/hostile.ts';

const pageOf = (planned: Partial<PlannedStart>): string =>
  plannedParts({ inputs: [], yaml: '', notes: 'run-harness-pipeline/1', ...planned }).join('\n\n');
const inputs = (most: number): PlannedStart['inputs'] =>
  Array.from({ length: most }, (_, number) => ({ path: `variables.v${number}`, value: 'x', from: 'inputs' }));

describe('the page of a dry run', () => {
  it('has a row for each input, and distinguishes placeholders from values', () => {
    const page = pageOf({
      inputs: [
        { path: 'variables.image_tag', value: '1.10', from: 'inputs' },
        { path: 'variables.kubeconfig', value: '(353 characters)', from: 'inputs' },
        { path: 'variables.pattern', value: '(a|b)', from: 'default' },
      ],
    });
    expect(page.split('\n').filter((line) => line.startsWith('| '))).toEqual([
      '| Runtime input | Value | From |',
      '| :-- | :-- | :-- |',
      '| `variables.image_tag` | `1.10` | inputs |',
      '| `variables.kubeconfig` | (353 characters) | inputs |',
      '| `variables.pattern` | (5 characters) | default |',
    ]);
  });

  it('collapses many inputs, and omits those that do not fit into a summary', () => {
    expect(pageOf({ inputs: inputs(25) })).not.toContain('<summary>25 runtime inputs');
    expect(pageOf({ inputs: inputs(26) })).toContain('<details><summary>26 runtime inputs</summary>');
    const page = pageOf({ inputs: inputs(600), yaml: `a: ${'x'.repeat(200_000)}` });
    expect(page).toContain('\n| … and 100 more | | |\n');
    expect(page).toContain('1 line: only in the log, because it does not fit into the summary.');
    expect(page.length).toBeLessThan(50_000);
  });

  it('collapses the YAML and the notes', () => {
    expect(pageOf({ yaml: 'pipeline:\n  identifier: x' })).toContain(
      '<details><summary>Runtime-input YAML that would be sent, 2 lines</summary>\n\n```yaml\npipeline:',
    );
    expect(pageOf({})).toMatch(
      /^No runtime-input YAML would be sent\.\n\n<details><summary>Execution notes that would be saved/m,
    );
  });

  it.each(ATTACKS.map((text) => [JSON.stringify(text.slice(0, 40)), text]))('keeps %s inert', (_shown, text) => {
    const page = (of: string): string =>
      pageOf({
        inputs: [{ path: of, value: of, from: `input set ${of}` }],
        yaml: `a: ${of.slice(0, 10_000)}`,
        notes: of,
      });
    expect(skeletonOf(page(text))).toBe(skeletonOf(page('harmless')));
    expect(referencesIn(page(text))).toEqual([]);
  });
});
