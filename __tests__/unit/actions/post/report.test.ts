/** What post says of an execution, and what of it may be shown where GitHub masks nothing. */
import { describe, expect, test } from '@jest/globals';

import { connectOptionsOf } from '../../../../src/actions/post/post.ts';
import { reportOn, withoutWords } from '../../../../src/actions/post/report.ts';
import type { Resolution } from '../../../../src/actions/post/resolve.ts';
import type { Snapshot } from '../../../../src/harness/execution.ts';
import { connect } from '../../../../src/lifecycle/connect.ts';
import type { FinalSession } from '../../../../src/lifecycle/session.ts';
import { killedMain, openJob } from '../../../support/job/job.ts';
import { openStep, postStateIn } from '../../../support/job/step.ts';
import { REF, report, stage } from '../../../support/reports.ts';

/** Post after a main that was killed. */
async function session(): Promise<FinalSession> {
  const job = openJob();
  const postState = postStateIn((await killedMain(job)).step.state);
  if (postState === undefined) throw new Error('main left no state');
  const step = openStep({ clock: job.clock });
  return {
    step,
    postState,
    connection: connect(
      step,
      connectOptionsOf(postState),
      job.harness.open('post', () => true),
    ),
  };
}

const shown = (status: string, took?: number): Snapshot => report(status, took).snapshot;
const seen = (snapshot: Snapshot): Resolution => ({ kind: 'seen', ref: REF, snapshot });
const INTERRUPTED = { hasEnded: false, aborts: true };
const LEFT = { hasEnded: false, aborts: false };
const ENDED = { hasEnded: true, aborts: false };

const UNSEEN: Resolution = { kind: 'unseen', ref: REF, snapshot: shown('Running'), why: 'no answer' };

describe('post reports', () => {
  const rows: readonly (readonly [string, Resolution, typeof ENDED, readonly [string, string]])[] = [
    ['an abort', seen(shown('Aborted', 9)), INTERRUPTED, ['ended', 'Deploy Prod was aborted']],
    [
      'what it left',
      seen(shown('Running')),
      LEFT,
      ['cancelled', 'The job was cancelled while Deploy Prod was running.'],
    ],
    [
      'what a fault left',
      seen(shown('Running')),
      ENDED,
      ['left', 'The step ended without a report while Deploy Prod was running.'],
    ],
    [
      'an end that it did not see',
      UNSEEN,
      INTERRUPTED,
      ['cancelled', 'The step was interrupted, and could not confirm that its execution was aborted'],
    ],
    [
      'what it could not read',
      UNSEEN,
      ENDED,
      ['cancelled', 'The step ended without a report, and its execution could not be read'],
    ],
    [
      'a start that it did not find',
      { kind: 'not-found', why: 'no marker' },
      INTERRUPTED,
      ['cancelled', 'The step was interrupted while starting deploy_prod'],
    ],
    [
      'that nothing was started',
      { kind: 'not-started' },
      INTERRUPTED,
      ['cancelled', 'The step was interrupted before anything was started.'],
    ],
  ];
  for (const [what, resolution, circumstances, expected] of rows) {
    test(what, async () => {
      const { ending, verdict } = reportOn(await session(), resolution, circumstances);
      expect([ending, verdict.headline]).toEqual(expected);
    });
  }

  test('why an execution was aborted, unless Harness reports the reason', async () => {
    const aborted = shown('Aborted', 9);
    const messageOf = async (snapshot: Snapshot): Promise<string | undefined> =>
      reportOn(await session(), seen(snapshot), INTERRUPTED).snapshot.message;
    expect(await messageOf({ ...aborted, message: undefined })).toMatch(/^The step was interrupted/);
    expect(await messageOf({ ...aborted, message: 'by octo' })).toBe('by octo');
  });
});

test.each<[string, Resolution]>([
  [
    'seen',
    seen({
      ...shown('Failed', 9),
      stages: [{ ...stage('Build', 'Failed', { took: 9 }), name: 'Secret', message: 'Secret' }],
      message: 'Secret',
      pipelineName: 'Secret',
    }),
  ],
  ['unseen', { kind: 'unseen', ref: REF, snapshot: { ...shown('Running'), message: 'Secret' }, why: 'Secret' }],
  ['not-found', { kind: 'not-found', why: 'Secret' }],
])('no text from Harness for an execution that was %s', (_kind, resolution) => {
  expect(JSON.stringify(resolution)).toContain('Secret');
  expect(JSON.stringify(withoutWords(resolution))).not.toContain('Secret');
});
