/** Inputs as they are written, and the problems with them. */
import { describe, expect, test } from '@jest/globals';

import { readFollowing } from '../../../src/inputs/following.ts';
import { formOf, problemsIn } from '../../support/form.ts';

describe('an unknown input name', () => {
  const named = (inputNames: readonly string[], given = {}): readonly string[] =>
    problemsIn(formOf(given, { inputNames }), readFollowing);

  test('is a problem where it nearly spells an input that was not given', () => {
    expect(named(['ON_CANCEL'])).toEqual(['on_cancel: is not an input of this action. Did you mean on-cancel?']);
    expect(named(['ON_CANCEL'], { 'on-cancel': 'leave' })).toEqual([]);
  });

  test('defaults of action.yml do not count as given', () => {
    expect(named(['ON_CANCEL', 'TIME-OUT'], { 'on-cancel': 'abort', timeout: '5h30m' })).toHaveLength(2);
  });

  test('what the runner fills in by itself does not count as given', () => {
    expect(named(['GITHUB_TOKEN'], { 'github-token': 'ghs_x' })).toHaveLength(1);
  });
});

describe('an invisible character', () => {
  test.each([
    ['pipeline', 'deploy\u200B_prod', 'U+200B'],
    ['project', 'sh\u200Eop', 'U+200E'],
    ['stages', 'build,de\u00ADploy', 'U+00AD'],
    ['on-cancel', 'leave\u2060', 'U+2060'],
  ])('in %s is one problem that names it, whatever else is wrong', (name, value, point) => {
    const form = formOf({ [name]: value });
    form.text(name);
    expect(problemsIn(form, () => form.problem(name, 'is wrong.'))).toEqual([
      `${name}: contains an invisible character (${point}). Type it instead of pasting it.`,
    ]);
  });

  test('is none in a label or a note', () => {
    expect(problemsIn(formOf({ notes: 'caf\u00E9 \u{1F469}\u200D\u{1F4BB}' }), (form) => form.text('notes'))).toEqual(
      [],
    );
  });
});

test('the same problem of an input is reported once, and others beside it', () => {
  const found = problemsIn(formOf({}), (form) => {
    form.problem('stages', 'is wrong.');
    form.problem('stages', 'is wrong.');
    form.problem('stages', 'is empty.');
    form.problem('notes', 'is wrong.');
  });
  expect(found).toEqual(['stages: is wrong.', 'stages: is empty.', 'notes: is wrong.']);
});
