/** `OWNER/run-harness-pipeline/follow`: follows an execution that something else started, lets its result decide the step. */
import { connect } from '../connect.ts';
import { readFollow } from '../inputs/follow.ts';
import { join } from '../join.ts';
import { newNonce } from '../marker.ts';
import { runStep } from './process.ts';

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
