/** What Harness says of a failure, in whichever field it says it. */
import { expect, test } from '@jest/globals';

import { readFailureInfo } from '../../../../src/harness/nextgen/failure-info.ts';

test('hints and explanations are at most five each, without duplicates', () => {
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

const error = (message: string): object => ({ code: 'GENERAL_ERROR', level: 'ERROR', message });
const info = (code: string, message: string): object => ({ code, level: 'INFO', message });

test.each<[string, unknown, string | undefined]>([
  ['the message', { message: 'boom', responseMessages: [error('other')] }, 'boom'],
  [
    'the first error where the message is empty',
    { message: '', responseMessages: [error('one'), error('two')] },
    'one',
  ],
  [
    'the first error where the message sends the reader elsewhere',
    { message: 'Step failed.', responseMessages: [error('exit 3')] },
    'exit 3',
  ],
  ['the message where there is no better one', { message: 'Stage failed' }, 'Stage failed'],
  ['no hint, whatever its level', { message: '', responseMessages: [{ ...error('x'), code: 'HINT' }] }, undefined],
  ['nothing', { message: '  ', responseMessages: [info('X', 'y')] }, undefined],
])('the cause is %s', (_name, failure, expected) => {
  expect(readFailureInfo(failure).message).toBe(expected);
});

test('advice repeats neither the message nor itself', () => {
  expect(
    readFailureInfo({
      message: 'boom',
      failureTypeList: ['TIMEOUT_ERROR', 'TIMEOUT_ERROR'],
      responseMessages: [
        info('EXPLANATION', 'boom'),
        info('HINT', 'try'),
        info('HINT', 'try '),
        info('EXPLANATION', 'try'),
        info('EXPLANATION', 'why'),
      ],
    }),
  ).toEqual({ message: 'boom', hints: ['try'], explanations: ['why'], types: ['TIMEOUT_ERROR'] });
});
