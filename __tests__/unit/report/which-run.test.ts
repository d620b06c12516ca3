/** Which execution it was, and how it came to be. */
import { describe, expect, test } from '@jest/globals';

import { originInWords, whichRun } from '../../../src/report/which-run.ts';
import { REF, report } from '../../support/reports.ts';

const PARENT = { id: 'pArEnTBC9SrOn6W7bPT5nC', pipeline: 'release_train', org: 'default', project: 'platform' };

describe('an execution that something else started', () => {
  const snapshot = { startedBy: 'jane@example.com', triggerName: 'nightly' };

  test('names person, trigger and follower in the summary', () => {
    const line = whichRun(report('Success', 9, { isStartedHere: false, snapshot }));
    expect(line).toContain('started by `jane@example.com` through trigger `nightly` · followed by [acme/shop run 77');
  });

  test.each([
    [snapshot, 'Started by jane@example.com, through trigger nightly.'],
    [{ rerunOf: REF.id }, `Started as a re-run of execution ${REF.id}.`],
    [{ parent: PARENT }, 'Started as a chained pipeline of release_train, execution pArEnTBC9SrOn6W7bPT5nC.'],
    [{ startedBy: 'x\n::error::y' }, 'Started by x ::error::y.'],
    [{}, ''],
  ])('is described in the log: %j', (seen, words) => {
    expect(originInWords(report('Running', undefined, { snapshot: seen }).snapshot)).toBe(words);
  });
});

test('links the execution that it re-runs, and its parent pipeline', () => {
  const [rerunUrl, parentUrl] = ['https://app.harness.io/ng/before', 'https://app.harness.io/ng/parent'];
  expect(whichRun(report('Success', 9, { rerunUrl, parentUrl, snapshot: { parent: PARENT } }))).toContain(
    `· parent pipeline [\`release_train\`](${parentUrl}) · re-run of [an earlier execution](${rerunUrl})`,
  );
});

test('shows the pull request, tag or branch that CI built, and seven digits of the commit', () => {
  const built = (build: object): string => whichRun(report('Success', 9, { snapshot: { build } }));
  const commit = '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d';
  expect(built({ branch: 'main', pullRequest: 12, commit })).toMatch(/builds pull request 12 at `1a2b3c4`$/);
  expect(built({ branch: 'main', tag: 'v1' })).toMatch(/builds tag `v1`$/);
  expect(built({ branch: 'main' })).toMatch(/builds `main`$/);
});
