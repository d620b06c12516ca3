/** Who ended a node early: recorded answers carry all four issuers, three of them empty. */
import { expect, test } from '@jest/globals';

import { interrupter } from '../../../../src/harness/nextgen/interrupts.ts';

const UUID = 'lv0euRhKRCyiXWzS7pOg6g';
const EMPTY = {
  manualIssuer: { identifier: '', email_id: '', user_id: '', type: '' },
  adviserIssuer: { adviseType: 'UNKNOWN' },
  timeoutIssuer: { timeoutInstanceId: '' },
  triggerIssuer: { triggerRef: '', abortPrevConcurrentExecution: false },
};
const by = (issuers: object, interruptType = 'ABORT'): string | undefined =>
  interrupter(
    { interruptHistories: [{ interruptType, interruptConfig: { issuedBy: { ...EMPTY, ...issuers } } }] },
    { uuid: UUID, name: 'jdoe@example.com' },
  );

test.each<[string, object, string | undefined]>([
  ['no issuer', {}, undefined],
  ['the starter', { manualIssuer: { identifier: UUID } }, 'jdoe@example.com'],
  ['a user whom only Harness knows', { manualIssuer: { identifier: 'Xv0euRhKRCyiXWzS7pOg6g' } }, undefined],
  ['a person by name', { manualIssuer: { identifier: 'J. Doe', email_id: 'j@example.com' } }, 'J. Doe'],
  ['a person by address', { manualIssuer: { identifier: UUID, email_id: 'j@example.com' } }, 'j@example.com'],
  ['a time limit', { timeoutIssuer: { timeoutInstanceId: 'x1' } }, 'Harness, because of a timeout'],
  ['a newer run', { triggerIssuer: { triggerRef: 'push' } }, 'a newer run of the same trigger'],
  ['a failure strategy', { adviserIssuer: { adviseType: 'MARK_AS_FAILURE' } }, 'its failure strategy'],
])('%s', (_name, issuers, expected) => {
  expect(by(issuers)).toBe(expected);
});

test('a retry is not an abort', () => {
  expect(by({ manualIssuer: { identifier: 'J. Doe' } }, 'RETRY')).toBeUndefined();
  expect(interrupter({}, { uuid: undefined, name: undefined })).toBeUndefined();
});
