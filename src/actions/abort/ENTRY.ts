/** `OWNER/run-harness-pipeline/abort`: aborts a running execution and waits until it has ended. Has no post step. */
import { abort as abortExecution } from './abort.ts';
import { connect } from '../../lifecycle/connect.ts';
import { readAbort } from './inputs.ts';
import { runStep } from '../../runner/process.ts';

/** Runs main. */
export function abort(): Promise<never> {
  return runStep((step) => {
    step.mask(step.input('api-key').trim());
    const { withoutSecrets, url: runUrl } = step.workflow;
    const inputs = readAbort(step.input, { withoutSecrets, runUrl });
    return abortExecution({ step, inputs, connection: connect(step, { ...inputs, sharers: 1 }) });
  });
}
