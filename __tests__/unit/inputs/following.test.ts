/** The inputs that all actions which follow an execution have in common. */
import { expect, test } from '@jest/globals';

import { readFollowing } from '../../../src/inputs/following.ts';
import { formOf, problemsIn, type Written } from '../../support/form.ts';

test('on-cancel has the default of its action, and accepts the other value', () => {
  const following = (written: Written): string => readFollowing(formOf(written), 'leave').onCancel;
  expect([following({}), following({ 'on-cancel': 'abort' }), following({ 'on-cancel': 'leave' })]).toEqual([
    'leave',
    'abort',
    'leave',
  ]);
});

test('logs are none where the API has none', () => {
  expect(readFollowing(formOf({ logs: 'all' }), 'abort', false).logs).toBe('none');
});

test.each([
  ['', 0, 1],
  ['2', 2, 1],
  ['2/', 2, 1],
  ['/3', 0, 3],
  ['/', 0, 1],
  ['0/1', 0, 1],
  ['255/256', 255, 256],
])('matrix-leg %j is %i of %i', (leg, index, total) => {
  expect(readFollowing(formOf({ 'matrix-leg': leg })).leg).toEqual({ index, total });
});

test.each<[string, number | undefined]>([
  ['', undefined],
  ['12', 12],
  ['#12', 12],
])('pull-request %j is %p', (written, number) => {
  expect(readFollowing(formOf({ 'pull-request': written })).pullRequest).toBe(number);
});

test.each([
  ['on-cancel', 'kill', "must be abort or leave, got 'kill'."],
  ['on-timeout', 'Abort', "must be leave or abort, got 'Abort'."],
  ['on-waiting', 'true', "must be wait, detach or fail, got 'true'."],
  ['logs', 'every', "must be auto, failed, none or all, got 'every'."],
  ['comment', 'true', "must be never, on-failure or always, got 'true'."],
  ['matrix-leg', '1 of 3', "must be a position in a matrix such as 0/3, got '1 of 3'. Omit it to use the default."],
  ['matrix-leg', '-1/3', "must be a position in a matrix such as 0/3, got '-1/3'. Omit it to use the default."],
  ['matrix-leg', '3/3', "must be a position in a matrix such as 0/3, got '3/3'. Omit it to use the default."],
  ['matrix-leg', '0/0', "must be a position in a matrix such as 0/3, got '0/0'. Omit it to use the default."],
  ['commit-status', 'a\nb', 'must be one line of at most 255 characters.'],
  ['commit-status', 'x'.repeat(256), 'must be one line of at most 255 characters.'],
  ['label', 'x'.repeat(101), 'must be one line of at most 100 characters.'],
  ['pull-request', '0', "must be a number, got '0'."],
  ['pull-request', 'twelve', "must be a number, got 'twelve'."],
])('%s: %j', (name, value, text) => {
  expect(problemsIn(formOf({ [name]: value }), readFollowing)).toEqual([`${name}: ${text}`]);
});
