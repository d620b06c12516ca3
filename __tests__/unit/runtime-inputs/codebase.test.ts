import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

import { fit, problems, sentText, type Asked } from '../../support/runtime-inputs/fit.ts';

const CODEBASE = 'pipeline:\n  identifier: p\n  properties:\n    ci:\n      codebase:\n        build: <+input>\n';

/** What would be sent, as a YAML parser reads it. */
async function sent(wanted: Asked): Promise<unknown> {
  return parse(await sentText(wanted));
}

describe('ref', () => {
  it.each([
    ['refs/heads/feature/x', { type: 'branch', spec: { branch: 'feature/x' } }],
    ['main', { type: 'branch', spec: { branch: 'main' } }],
    ['branch', { type: 'branch', spec: { branch: 'branch' } }],
    ['deadbeef', { type: 'branch', spec: { branch: 'deadbeef' } }],
    ['refs/tags/v1.10', { type: 'tag', spec: { tag: 'v1.10' } }],
    ['refs/pull/7/merge', { type: 'PR', spec: { number: '7' } }],
    ['refs/pull/12/head', { type: 'PR', spec: { number: '12' } }],
    ['0'.repeat(40), { type: 'commitSha', spec: { commitSha: '0'.repeat(40) } }],
    ['A1'.repeat(32), { type: 'commitSha', spec: { commitSha: 'A1'.repeat(32) } }],
  ])('%s', async (ref, build) => {
    const wanted = { pipeline: { identifier: 'p', properties: { ci: { codebase: { build } } } } };
    expect(await sent({ ref, template: CODEBASE })).toStrictEqual(wanted);
    expect(await sent({ ref, template: CODEBASE, inputs: 'pipeline: {identifier: p}' })).toStrictEqual(wanted);
  });

  it.each(['refs/pull/x/merge', 'refs/pull/7', 'refs/heads/', 'refs/remotes/origin/main', 'refs', 'a b', 'a~1'])(
    '%s is rejected',
    async (ref) => {
      expect(await problems({ ref, template: CODEBASE })).toContainEqual(
        expect.stringMatching(/^ref: '.*' is not a ref such as refs\/heads\/main,/),
      );
    },
  );

  it.each([
    ['abc1234', 'the beginning of a commit SHA. Write all 40 digits of the SHA'],
    ['0'.repeat(39), 'the beginning of a commit SHA. Write all 40 digits of the SHA'],
    ['12', "a pull request's number. Write refs/pull/12/merge"],
    ['origin/main', 'a remote-tracking branch. Write main'],
    ['remotes/origin/feature/x', 'a remote-tracking branch. Write feature/x'],
    ['pull/7/merge', 'a ref without its refs/ prefix. Write refs/pull/7/merge'],
    ['heads/main', 'a ref without its refs/ prefix. Write refs/heads/main'],
    ['v1.10.0', 'a tag. Write refs/tags/v1.10.0'],
    ['HEAD', 'what is checked out. Write the branch, or ${{ github.ref }}'],
  ])('%s is treated as a branch, with a warning', async (ref, said) => {
    const fitted = await fit({ ref, template: CODEBASE });
    expect('problems' in fitted ? fitted : fitted.warnings).toStrictEqual([
      `ref: '${ref}' is treated as a branch, but looks like ${said}, or refs/heads/${ref} if a branch has that name.`,
    ]);
    expect(await sent({ ref, template: CODEBASE })).toMatchObject({
      pipeline: { properties: { ci: { codebase: { build: { type: 'branch', spec: { branch: ref } } } } } },
    });
  });

  it.each(['main', 'deadbeef', 'feature/123', 'release-1.2', 'refs/heads/12', 'refs/tags/v1', '0'.repeat(40)])(
    '%s is accepted without a warning',
    async (ref) => {
      const fitted = await fit({ ref, template: CODEBASE });
      expect('problems' in fitted ? fitted : fitted.warnings).toStrictEqual([]);
    },
  );

  it('inputs and ref cannot both say what to build', async () => {
    const inputs = 'build: { type: tag, spec: { tag: v1 } }';
    expect(await problems({ ref: 'main', inputs, template: CODEBASE })).toStrictEqual([
      'ref: sets what to build, and so does inputs (properties.ci.codebase.build). Specify only one of them.',
    ]);
    expect(await sent({ inputs, template: CODEBASE })).toMatchObject({
      pipeline: { properties: { ci: { codebase: { build: { type: 'tag', spec: { tag: 'v1' } } } } } },
    });
  });

  it('a missing build without a ref says to set ref', async () => {
    expect(await problems({ template: CODEBASE })).toStrictEqual([
      "inputs: 'build' (in the pipeline, properties.ci.codebase.build) has no value. Set ref.",
    ]);
  });

  it('a pipeline with a fixed build type accepts a ref of that type', async () => {
    const template = CODEBASE.replace(
      '<+input>',
      '{ type: branch, spec: { branch: "<+input>.allowedValues(main,next)" } }',
    );
    expect(await sent({ ref: 'refs/heads/next', template })).toMatchObject({
      pipeline: { properties: { ci: { codebase: { build: { type: 'branch', spec: { branch: 'next' } } } } } },
    });
    expect((await problems({ ref: 'refs/tags/v1', template }))[0]).toBe('ref: is a tag, but p expects a branch.');
    expect(await problems({ ref: 'other', template })).toStrictEqual([
      "ref: 'branch' (in the pipeline) must be one of main, next; got 'other'.",
    ]);
  });

  it('a pipeline with an open type and branch accepts only a branch', async () => {
    const template = CODEBASE.replace('<+input>', '{ type: <+input>, spec: { branch: <+input> } }');
    expect(await sent({ ref: 'branch', template })).toMatchObject({
      pipeline: { properties: { ci: { codebase: { build: { type: 'branch', spec: { branch: 'branch' } } } } } },
    });
    expect((await problems({ ref: 'refs/tags/v1', template }))[0]).toBe('ref: is a tag, but p expects something else.');
  });

  it('a build in a pipeline template is found, and several builds are ambiguous', async () => {
    const inner = CODEBASE.replace('  properties', '  template:\n   templateInputs:\n    properties').replace(
      /\n {4}ci/,
      '\n     ci',
    );
    expect(await sent({ ref: 'main', template: inner })).toMatchObject({
      pipeline: { template: { templateInputs: {} } },
    });
    const stage = (id: string): string =>
      `{stage: {identifier: ${id}, spec: {inputs: {properties: {ci: {codebase: {build: <+input>}}}}}}}`;
    const chained = `pipeline: {identifier: p, stages: [${stage('a')}, ${stage('b')}]}`;
    expect((await problems({ ref: 'main', template: chained }))[0]).toMatch(
      /^ref: is ambiguous \(2 builds\): stages\.a\..*, stages\.b\./,
    );
  });
});
