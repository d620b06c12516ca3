/** What steps say of their own failure, better than Harness's general message. */
import { expect, test } from '@jest/globals';

import { failureOf } from '../../../../src/harness/nextgen/failure.ts';
import { delegatesOf } from '../../../../src/harness/nextgen/outcomes.ts';

const run = { account: 'a', org: 'o', project: 'p', pipeline: 'x', id: 'e', sequence: 1, simplified: false };
const starter = { uuid: undefined, name: undefined };
const causeOf = (stepType: string, message: string, outcome: object): string | undefined =>
  failureOf({ stepType, failureInfo: { message } }, { outcomes: [outcome], run, starter }).message;

const policySetDetails = {
  id1: {
    policySetName: 'Production',
    status: 'error',
    policyDetails: {
      p1: { policyName: 'No Friday', status: 'error', denyMessages: ['not on Fridays'] },
      p2: { policyName: 'Labels', status: 'pass', denyMessages: [] },
    },
  },
};

test.each<[string, string, string, object, string]>([
  ['a command', 'ShellScript', 'Script failed', { exitCode: '3' }, 'Script failed (exit code 3)'],
  ['a code that is named', 'Run', 'exit status 3', { exitCode: 3 }, 'exit status 3'],
  ['a good code', 'Run', 'gone', { exitCode: 0 }, 'gone'],
  [
    'a verification',
    'Verify',
    'Verification failed',
    { progressPercentage: 40 },
    'Verification failed (after 40% of its analysis)',
  ],
  [
    'a chaos experiment',
    'Chaos',
    'Chaos step failed',
    { resiliencyScore: '50', faultsPassed: 1, faultsFailed: 1 },
    'Chaos step failed (resilience score 50; faults: 1 passed, 1 failed)',
  ],
  [
    'a policy',
    'Policy',
    'Policy failed',
    { policyOutput: { policySetDetails } },
    'denied by policy Production › No Friday: not on Fridays',
  ],
  [
    'a policy in its own outcome',
    'Policy',
    'Policy failed',
    { policySetDetails },
    'denied by policy Production › No Friday: not on Fridays',
  ],
  [
    'a policy that only its key names',
    'Policy',
    'Policy failed',
    { policySetDetails: { production: { policyDetails: { tags: { status: 'error', denyMessages: ['no latest'] } } } } },
    'denied by policy production › tags: no latest',
  ],
])('%s', (...[, type, message, outcome, expected]) => {
  expect(causeOf(type, message, outcome)).toBe(expected);
});

test('delegates are named once', () => {
  expect(delegatesOf({ delegateInfoList: [{ name: 'k8s-1' }, { name: 'k8s-1' }, { id: 'x' }, null] })).toEqual([
    'k8s-1',
  ]);
  expect(delegatesOf({ delegateInfoList: null })).toEqual([]);
});
