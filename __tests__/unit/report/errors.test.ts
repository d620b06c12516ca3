/** The correlation id is a value of its own, and what a verdict says last. */
import { expect, test } from '@jest/globals';

import { HarnessError } from '../../../src/harness/errors.ts';
import { causedBy, explained, reasonsOf } from '../../../src/report/errors.ts';
import { annotationText } from '../../../src/report/report.ts';
import { judgeStart } from '../../../src/report/verdict.ts';
import { LIST } from '../../support/reports.ts';

const error = new HarnessError({
  kind: 'lost',
  purpose: 'start deploy_prod in default/shop',
  origin: 'https://app.harness.io',
  status: 502,
  detail: 'socket hang up',
  correlationId: 'c0a7df19-1',
});

test('nothing that an error says for a verdict holds the id', () => {
  const said = [explained(error), causedBy(error)].map(({ correlationId, ...text }) => [correlationId, text]);
  expect(said.map(([id]) => id)).toEqual(['c0a7df19-1', 'c0a7df19-1']);
  expect(JSON.stringify([said.map(([, text]) => text), reasonsOf(error)])).not.toContain('c0a7df19');
  expect(error.message).toMatch(/ Correlation id c0a7df19-1\.$/);
  expect(causedBy(undefined)).toEqual({});
});

test('the id is the last thing that is said before the pages', () => {
  const lines = annotationText(judgeStart({ kind: 'in-doubt', error, searches: 3 }, LIST)).split('\n');
  expect(lines.at(-1)).toBe(`  ${LIST}`);
  expect(lines.at(-2)).toBe("  Check the pipeline's executions before you re-run. Correlation id c0a7df19-1.");
  expect(lines.filter((line) => line.includes('c0a7df19'))).toHaveLength(1);
});
