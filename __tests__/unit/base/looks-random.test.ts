/** Tokens look random; what people write does not. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { looksRandom } from '../../../src/base/looks-random.ts';

describe('a text that', () => {
  test.each(
    [
      'AKIAIOSFODNN7EXAMPLE',
      'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      'ghp_16C7e42F292c6912E7710c838347Ae178B4a',
      'hunter2hunter2',
      '9f86d081884c7d659a2feaa0c55ad015',
      '$2b$12$KIXQ',
      'q7#Lm!z9 Kx^2',
      'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N',
    ].filter((text) => text.length >= 12),
  )('reads like %s looks random', (text) => {
    expect(looksRandom(text)).toBe(true);
  });

  test.each([
    '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d',
    'refs/heads/feature/login-form',
    'feature/JIRA-1234-new_login',
    'refs/pull/123/merge',
    'main-1a2b3c4',
    '1.2.3-rc.4+build.77',
    'v2.14.0-alpine3.19',
    'release-2026-11-26',
    `registry.example.com/team/web@sha256:${'a1'.repeat(32)}`,
    'ghcr.io/acme/shop:sha-1a2b3c4',
    'k8s-prod-eu-west-1',
    '127.0.0.1:40063',
    'arn:aws:iam::123456789012:role/deploy',
    'deployProdService',
    'Deploy the new version to 50% of users!',
    'dependabot/npm_and_yarn/lodash-4.17.21',
    'John.Doe@example.com',
    'short$%^&*(',
  ])('reads like %s does not', (text) => {
    expect(looksRandom(text)).toBe(false);
  });

  test('is random looks random', () => {
    const printable = fc.string({ unit: 'grapheme-ascii', minLength: 24, maxLength: 5000 });
    fc.assert(
      fc.property(printable, (text) => looksRandom(text.replaceAll(/\s/g, '$'))),
      { numRuns: 500 },
    );
  });
});
