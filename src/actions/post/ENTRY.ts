/** The post step: settles what main left open, and shows the summary. Reads the state alone, and never fails the job. */
import * as core from '@actions/core';

import { connect } from '../../lifecycle/connect.ts';
import { lineOf, settleAndReport } from './post.ts';
import { LETTER, readLetter } from '../../lifecycle/post-state.ts';
import { runStep } from '../../runner/process.ts';

/** Runs post. */
export function post(): Promise<never> {
  return runStep(async (step) => {
    const state = core.getState(LETTER);
    const letter = readLetter(state);
    if (letter === undefined) {
      // Without any, main ended before it came to Harness, and its own words stand in the log.
      if (state !== '') {
        step.log.warning(
          'What the step left for its end cannot be read: look in Harness whether something still runs.',
        );
      }
      return { isRed: false };
    }
    step.mask(letter.key);
    step.mask(letter.githubToken);
    try {
      const summary =
        letter.at === 'done'
          ? step.folder.read(letter.nonce, 'summary.md')
          : await settleAndReport({ step, letter, connection: connect(step, lineOf(letter)) });
      if (letter.summary && summary !== undefined) {
        await core.summary.addRaw(summary).write();
      }
    } catch (error) {
      step.log.warning(`The report could not be finished: ${String(error)}`);
    }
    return { isRed: false };
  });
}
