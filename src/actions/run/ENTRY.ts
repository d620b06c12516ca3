/** `OWNER/run-harness-pipeline`: starts an execution, follows it to its end, lets its result decide the step. */
import { connect } from '../../lifecycle/connect.ts';
import { readRun } from './inputs.ts';
import { launch } from './run.ts';
import { newNonce } from '../../start/marker.ts';
import { openAuthor } from '../../inputs/yaml.ts';
import { runStep } from '../../runner/process.ts';

/** Runs main. */
export function run(): Promise<never> {
  return runStep(async (step, stop) => {
    step.mask(step.input('api-key').trim());
    step.mask(step.input('github-token').trim());
    const { withoutSecrets, url: runUrl } = step.workflow;
    const readAuthor = await openAuthor(step.input('inputs'));
    const inputs = readRun(step.input, { withoutSecrets, runUrl }, readAuthor);
    const nonce = newNonce();
    stop.watchFor(nonce);
    return launch({ step, inputs, nonce, connection: connect(step, { ...inputs, sharers: inputs.leg.total }) });
  });
}
