/** Lists of names: one a line or comma separated, and no YAML. */
import { expect, test } from '@jest/globals';

import { readIdentifiers, readNames } from '../../../src/inputs/lists.ts';
import { formOf, problemsIn } from '../../support/form.ts';

test('names are separated by commas and line ends, and each counts once', () => {
  expect(readNames(formOf({ 'input-sets': 'prod, eu\n\n prod ,\r\nblue' }), 'input-sets')).toEqual([
    'prod',
    'eu',
    'blue',
  ]);
  expect(readNames(formOf({}), 'input-sets')).toEqual([]);
});

test.each([
  [
    'stages',
    'build, a b',
    "'a b' is not an identifier (letters, digits, _ $ - .). Use the stage's identifier, not its name.",
  ],
  [
    'input-sets',
    'prod\n../x',
    "'../x' is not an identifier (letters, digits, _ $ - .). Use the input set's identifier, not its name.",
  ],
])('%s: what is no identifier is a problem: %j', (name, value, text) => {
  const of = name === 'stages' ? 'stage' : 'input set';
  expect(problemsIn(formOf({ [name]: value }), (form) => readIdentifiers(form, name, of))).toEqual([
    `${name}: ${text}`,
  ]);
});

test.each(['["build", "deploy"]', '- build\n- deploy', '[]'])('stages: %j is a YAML list, one problem', (stages) => {
  expect(problemsIn(formOf({ stages }), (form) => readNames(form, 'stages'))).toEqual([
    expect.stringMatching(/^stages: is a YAML list\. Write one/),
  ]);
});
