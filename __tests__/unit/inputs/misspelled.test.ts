/** A name that is no input, but nearly one. */
import { expect, test } from '@jest/globals';

import { misspelled } from '../../../src/inputs/misspelled.ts';

const INPUTS = ['api-key', 'inputs', 'input-sets', 'on-cancel', 'timeout', 'github-token', 'stages', 'retry-of'];

/** @returns what each of the names was meant to be, where only `given` is given. */
function meantBy(names: readonly string[], given: readonly string[] = []): readonly string[] {
  const inputs = new Map(INPUTS.map((name) => [name, given.includes(name)]));
  return misspelled(names, inputs).map(({ written, meant }) => `${written}: ${meant}`);
}

test.each([
  ['ON_CANCEL', 'on_cancel: on-cancel'],
  ['TIME-OUT', 'time-out: timeout'],
  ['INPUTSETS', 'inputsets: input-sets'],
  ['GITHUB_TOKEN', 'github_token: github-token'],
  ['STAGE', 'stage: stages'],
])('%s resembles an input that was not given', (name, meant) => {
  expect(meantBy(['API-KEY', name], ['api-key'])).toEqual([meant]);
});

test.each([
  ['one that was given', ['ON_CANCEL'], ['on-cancel']],
  ['one that has another name altogether', ['REGION', 'ENVIRONMENT', 'TAG'], []],
  ['every declared input', ['API-KEY', 'INPUTS', 'ON-CANCEL', 'GITHUB-TOKEN', 'RETRY-OF'], []],
])('%s is not taken for another', (_what, names, given) => {
  expect(meantBy(names, given)).toEqual([]);
});
