/** Text from Harness stays text in summary and comment, whatever it is and however much there is of it. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { commentOf } from '../../../src/report/comment.ts';
import { link } from '../../../src/report/paragraphs.ts';
import { summaryOf } from '../../../src/report/summary.ts';
import { ATTACKS, referencesIn, reportOf, skeletonOf } from '../../support/hostile.ts';
import { failure, report, stage } from '../../support/reports.ts';

const MARK = '<!-- mark -->';
const PAGES = { summary: summaryOf, comment: (shown: Parameters<typeof commentOf>[0]) => commentOf(shown, MARK) };

describe.each(Object.entries(PAGES))('in the %s', (_name, pageOf) => {
  const harmless = skeletonOf(pageOf(reportOf('harmless')));

  test.each(ATTACKS.map((attack) => [JSON.stringify(attack.slice(0, 40)), attack]))(
    '%s forms no markup',
    (_shown, attack) => {
      const page = pageOf(reportOf(attack));
      expect(skeletonOf(page)).toBe(harmless);
      expect(referencesIn(page)).toEqual([]);
    },
  );

  test('any mixture of them forms no markup', () => {
    const pieces = fc.array(fc.oneof(fc.constantFrom(...ATTACKS.slice(0, -3)), fc.string()), { maxLength: 6 });
    fc.assert(
      fc.property(pieces, (parts) => {
        const page = pageOf(reportOf(parts.join('')));
        expect(skeletonOf(page)).toBe(harmless);
        expect(referencesIn(page)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

test('the test separates markup from text', () => {
  for (const markup of ['<b>x</b>', '[x](https://x.example)', 'a\n| b |', '**x**', '~~~', '\n']) {
    expect(skeletonOf(`x ${markup} x`)).not.toBe(skeletonOf('x x x'));
  }
  expect(referencesIn('@octocat, see #1 and https://x.example')).toHaveLength(3);
});

describe('a link', () => {
  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '//evil.example',
    'x',
    '',
    `https://a.example/${'x'.repeat(3000)}`,
  ])('to %.40s is shown as text', (url) => {
    expect(link('shown', url)).toBe('shown');
  });

  test('cannot be ended by its target', () => {
    expect(link('shown', 'https://a.example/x?y=1#z')).toBe('[shown](https://a.example/x?y=1#z)');
    for (const end of [')', ' ', '|', '<b>', '"', "'", '`', '\\', '(']) {
      expect(link('shown', `https://a.example/x${end}`)).toBe('shown');
    }
  });

  test('that a browser would normalize is shown as text, because GitHub could not mask a secret in it', () => {
    for (const url of [
      'https://a.example/ü',
      'https://A.example/',
      'https://a.example/x/../y',
      'https://a.example/^{}',
    ]) {
      expect(link('shown', url)).toBe('shown');
    }
    expect(link('shown', 'https://a.example')).toBe('[shown](https://a.example)');
  });
});

describe('a report that is too large', () => {
  const bytes = (text: string): number => Buffer.byteLength(text);
  const MOST = 2 ** 20;
  const long = (number: number): string => `${number} ${`${'界'.repeat(99)} `.repeat(20)}`;
  const many = <T>(most: number, make: (number: number) => T): T[] =>
    Array.from({ length: most }, (_, number) => make(number));
  const log = { lines: many(200, long), isComplete: false };

  test('omits log lines first, then logs, then stages, and says so', () => {
    const withLogs = (failures: number, stages = 3) =>
      summaryOf(
        report('Failed', 192, {
          failures: many(failures, (number) =>
            failure(`Stage ${number} › Step`, long(number), { log, hints: many(9, (hint) => long(number * 9 + hint)) }),
          ),
          snapshot: {
            stages: many(stages, (number) => stage(long(number), 'Failed', { took: 1, message: long(number) })),
          },
        }),
      );
    const few = withLogs(2);
    const some = withLogs(10);
    const lots = withLogs(20);
    const all = withLogs(20, 5000);

    for (const text of [few, some, lots, all]) {
      expect(bytes(text)).toBeLessThan(MOST);
      expect(text).toMatch(/^### ❌ Deploy Prod failed in 3m 12s\n\n\[Execution 42\]/);
    }
    expect(few).toContain('last 50 lines');
    expect(few).not.toContain('left out');
    expect(some).toContain('last 15 lines');
    expect(some).toContain('left out');
    expect(lots).not.toContain('<details>');
    expect(lots).toContain('Stage 19 ›');
    expect(all).toContain('Stage 9 ›');
    expect(all).toMatch(/… and \d+ more stages/);
  });

  test('keeps the headline and the link', () => {
    const url = `https://app.harness.io/${'x'.repeat(1900)}`;
    const text = summaryOf(
      report('Failed', 192, {
        gaps: many(10, long),
        variableNames: many(1e4, long),
        services: many(1e4, (number) => ({ id: long(number), name: long(number) })),
        artifacts: many(1e4, (number) => ({ name: long(number), url })),
        snapshot: { stages: many(1e4, (number) => stage(long(number), 'Failed', { took: 1 })) },
      }),
    );
    expect(bytes(text)).toBeLessThan(MOST);
    expect(text).toContain('[Execution 42](https://');
  });

  test('keeps a comment below 65,536 characters', () => {
    const text = commentOf(
      report('Failed', 192, {
        failures: many(1000, (number) =>
          failure(`${long(number)} › ${long(number)}`, long(number), { log, hints: many(9, long) }),
        ),
        snapshot: { stages: many(1000, (number) => stage(long(number), 'Failed', { took: 1 })) },
        services: many(1000, (number) => ({ id: long(number), name: long(number) })),
      }),
      MARK,
    );
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain('… and 997 more failures.');
  });

  test('keeps failed stages', () => {
    const stages = [
      ...many(600, (number) => stage(`Good ${number}`, 'Success', { took: 1 })),
      stage('Culprit', 'Failed', { took: 1 }),
    ];
    const text = summaryOf(report('Failed', 192, { snapshot: { stages } }));
    expect(text).toContain('Culprit');
    expect(text).toContain('… and 100 more stages');
  });
});
