/**
 * Secrets stay maskable: after GitHub's masks nothing of one is left in log, annotation and summary, and without any nothing in
 * comment and commit status. Some with every run of the tests, more on request: `MASKING=10000 npm test -- report/masking`.
 */
import { afterEach, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { redacted, forgetSecrets, protect } from '../../../src/base/secrets.ts';
import { annotation, logLines } from '../../../src/base/text.ts';
import { commentOf } from '../../../src/report/comment.ts';
import { statusUpdateOf } from '../../../src/report/commit-status.ts';
import { annotationText, type Report } from '../../../src/report/report.ts';
import { summaryOf } from '../../../src/report/summary.ts';
import { judge } from '../../../src/report/verdict.ts';
import { reportOf } from '../../support/hostile.ts';
import { leaksIn, masked, secret } from '../../support/masking.ts';
import { REF } from '../../support/reports.ts';

const RUNS = Number(process.env['MASKING'] ?? 100);

afterEach(forgetSecrets);

/** Words of Harness with a value in them. */
const AROUND: readonly (readonly [before: string, after: string])[] = [
  ['', ''],
  ['', '.'],
  ['the value ', ' is wrong'],
  ['Invalid value "', '" for key'],
  ["got '", "'."],
  ['https://user:', '@host.example/x?token=1'],
  ['export TOKEN=', ' && run'],
  ['many words come before it '.repeat(8), ` ${'and many after it '.repeat(40)}`],
  ['##[error]', ''],
  ['- `', '` | **'],
];

type Pages = Readonly<Record<'log' | 'annotation' | 'summary' | 'comment' | 'status', string>>;

/** Everything that a report with this text wherever there may be text becomes. */
function pagesOf(text: string): Pages {
  const hostile = reportOf(text);
  const { snapshot, failures } = hostile;
  const [cause, ...others] = failures;
  const verdict = judge({ kind: 'ended', snapshot }, { ref: REF, cause, others, timeout: 1, failStep: true });
  const report: Report = { ...hostile, verdict };
  const said = annotationText(verdict);
  const logged = failures.flatMap(({ log }) => (log !== undefined && 'lines' in log ? log.lines : []));
  return {
    log: [said, ...logged].flatMap(logLines).join('\n'),
    annotation: annotation(said),
    summary: summaryOf(report),
    comment: redacted(commentOf(report, '')),
    status: redacted(statusUpdateOf(report).description),
  };
}

const known = new Map<string, Pages>();

function harmlessIn(before: string, after: string): Pages {
  const text = `${before}harmless${after}`;
  const pages = known.get(text) ?? pagesOf(text);
  known.set(text, pages);
  return pages;
}

/** @returns the pages that give a secret away. */
function leaksOf(pages: Pages, harmless: Pages, value: string): string[] {
  const { comment, status, ...shown } = pages;
  return [
    ...Object.entries({ comment, status }),
    ...Object.entries(shown).map(([page, text]) => [page, masked(text, [value])] as const),
  ].flatMap(([page, text]) =>
    leaksIn(text, { secret: value, harmless: harmless[page as keyof Pages] }).map((run) => `${page}: ${run}`),
  );
}

test(`an input's value that Harness repeats, in ${RUNS} reports`, () => {
  fc.assert(
    fc.property(secret, fc.constantFrom(...AROUND), (value, [before, after]) => {
      forgetSecrets();
      const harmless = harmlessIn(before, after);
      protect([{ name: 'token', value }]);
      expect(leaksOf(pagesOf(`${before}${value}${after}`), harmless, value)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

/** Of what this step was not given only a word can be known for one: its end is a blank. */
const word = secret
  .map((value) => value.split(/\s/).find((part) => part.length >= 12) ?? '')
  .filter((one) => one !== '');

test(`a word of Harness's that this step was not given, in ${RUNS} reports`, () => {
  fc.assert(
    fc.property(word, fc.constantFrom(...AROUND), (value, [before, after]) => {
      const harmless = harmlessIn(before, after);
      // Where nothing is masked, what does not look like a token stays: it could be a name.
      const { comment, status } = harmless;
      expect(leaksOf({ ...pagesOf(`${before}${value}${after}`), comment, status }, harmless, value)).toEqual([]);
    }),
    { numRuns: RUNS },
  );
});

test('a cut, an escape or an altered character would be noticed', () => {
  const value = 'correct horse battery staple, nine lives';
  for (const altered of [value.slice(0, 14), value.replace('horse', 'h&#111;rse'), value.slice(0, -1)]) {
    expect(leaksIn(masked(`say ${altered}`, [value]), { secret: value, harmless: '' })).not.toEqual([]);
  }
  expect(masked(`say ${value} and ${value}`, [value])).toBe('say *** and ***');
});
