/** `OWNER/run-harness-pipeline/recent`: lists recent executions. Has no post step: it is over at once. */
import * as core from '@actions/core';

import { connect } from '../../lifecycle/connect.ts';
import { readRecent } from './inputs.ts';
import { recent as lookBack } from './recent.ts';
import { runStep } from '../../runner/process.ts';

/** Runs main. */
export function recent(): Promise<never> {
  return runStep(async (step) => {
    step.mask(step.input('api-key').trim());
    step.mask(step.input('github-token').trim());
    const { withoutSecrets, url: runUrl } = step.workflow;
    const inputs = readRecent(step.input, { withoutSecrets, runUrl });
    const { isRed, summary } = await lookBack({ step, inputs, connection: connect(step, { ...inputs, sharers: 1 }) });
    try {
      if (summary !== undefined) {
        await core.summary.addRaw(summary).write();
      }
    } catch (error) {
      step.log.warning(`The summary could not be written: ${String(error)}`);
    }
    return { isRed };
  });
}
