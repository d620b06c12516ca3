/** `OWNER/run-harness-pipeline/follow`: follows an execution that something else started, lets its result decide the step. */
import { connect } from '../../lifecycle/connect.ts';
import { readFollow } from './inputs.ts';
import { join } from './follow.ts';
import { newNonce } from '../../start/marker.ts';
import { runStep } from '../../runner/process.ts';

/** Runs main. */
export function follow(): Promise<never> {
  return runStep((step, stop) => {
    step.mask(step.input('api-key').trim());
    step.mask(step.input('github-token').trim());
    const { withoutSecrets, url: runUrl } = step.workflow;
    const inputs = readFollow(step.input, { withoutSecrets, runUrl });
    const nonce = newNonce();
    stop.watchFor(nonce);
    return join({ step, inputs, nonce, connection: connect(step, { ...inputs, sharers: inputs.leg.total }) });
  });
}
