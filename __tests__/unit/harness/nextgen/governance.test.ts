/** A policy's denial is read whatever its answer looks like. */
import { describe, expect, test } from '@jest/globals';

import { readDenial } from '../../../../src/harness/nextgen/governance.ts';
import { toSnapshot } from '../../../../src/harness/nextgen/snapshot.ts';

describe('a policy that denies', () => {
  test('is reported with its set and its message', () => {
    const governance = {
      deny: true,
      status: 'error',
      details: [
        {
          policySetName: 'Production',
          deny: true,
          policyMetadata: [
            { policyName: 'No Friday', status: 'error', denyMessages: ['not on Fridays', 'wait for Monday'] },
            { policyName: 'Labels', status: 'pass', denyMessages: ['passed over'] },
            { policyName: 'Tags', status: 'warning', denyMessages: ['passed over'] },
          ],
        },
        { policySetName: 'Naming', deny: true, policyMetadata: [] },
        { policySetName: 'Others', deny: false },
      ],
    };
    expect(readDenial(governance)).toEqual({
      message: 'denied by policy Production › No Friday, Naming: not on Fridays; wait for Monday',
      by: ['Production › No Friday', 'Naming'],
    });
    const snapshot = toSnapshot({
      status: 'Errored',
      failureInfo: { message: 'something' },
      governanceMetadata: governance,
    });
    expect([snapshot.phase, snapshot.message, snapshot.deniedBy]).toEqual([
      'failed',
      'denied by policy Production › No Friday, Naming: not on Fridays; wait for Monday',
      ['Production › No Friday', 'Naming'],
    ]);
  });

  test('is read in three spellings', () => {
    const other = {
      deny: true,
      detailsList: [
        { policy_set: 'S', policy_metadata: [{ policy_name: 'P', deny_messages: ['no'], status: 'error' }] },
      ],
    };
    expect(readDenial(other)?.message).toBe('denied by policy S › P: no');
    const third = {
      deny: true,
      details: [{ identifier: 'S', policyMetadataList: [{ identifier: 'P', denyMessagesList: ['no'] }] }],
    };
    expect(readDenial(third)?.message).toBe('denied by policy S › P: no');
  });

  test.each<[unknown, string]>([
    [{ deny: true }, 'denied by a policy'],
    [{ deny: true, message: 'no', details: null }, 'denied by a policy: no'],
    [{ deny: true, details: { a: 1 } }, 'denied by a policy'],
    [{ deny: true, details: [null, 1, { policyMetadata: [null, 'x', { denyMessages: 'x' }] }] }, 'denied by a policy'],
  ])('is a denial whatever else %j contains', (governance, message) => {
    expect(readDenial(governance)?.message).toBe(message);
  });

  test.each([undefined, null, {}, { deny: 'true' }, { deny: 1 }, { deny: false }, [{ deny: true }]])(
    'is not read from %j',
    (governance) => {
      expect(readDenial(governance)).toBeUndefined();
    },
  );
});
