/** What Harness says of a failure, in whichever field it says it. */
import { expect, test } from '@jest/globals';

import { readFailureInfo } from '../../../../src/harness/nextgen/failure-info.ts';

test('hints and explanations are five each at most, each once', () => {
  const responseMessages = [
    ...Array.from({ length: 9 }, (_, n) => ({ code: 'HINT', message: `h${n % 7}` })),
    null,
    { code: 'HINT' },
    { code: 'EXPLANATION', message: 'e' },
    { code: 'EXPLANATION', message: 'e' },
  ];
  expect(readFailureInfo({ responseMessages })).toMatchObject({
    explanations: ['e'],
    hints: ['h0', 'h1', 'h2', 'h3', 'h4'],
  });
  for (const nothing of [null, { responseMessages: {} }, { responseMessages: 'x' }, []]) {
    expect(readFailureInfo(nothing)).toEqual({ message: undefined, explanations: [], hints: [], types: [] });
  }
});
