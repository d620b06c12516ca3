/** `OWNER/run-harness-pipeline/trigger`: starts what a custom webhook triggers, finds the execution and follows it. */
import { connect } from '../../lifecycle/connect.ts';
import { readTrigger } from './inputs.ts';
import { secretsOf } from './webhook-url.ts';
import { newNonce } from '../../start/marker.ts';
import { trigger as follow } from './trigger.ts';
import { openYaml } from '../../inputs/yaml.ts';
import { runStep } from '../../runner/process.ts';

/** Runs main. */
export function trigger(): Promise<never> {
  return runStep(async (step, stop) => {
    step.mask(step.input('api-key').trim());
    step.mask(step.input('github-token').trim());
    secretsOf(step.input('webhook-url').trim()).forEach(step.mask);
    const { withoutSecrets, url: runUrl } = step.workflow;
    const readYaml = await openYaml([step.input('payload')]);
    const inputs = readTrigger(step.input, { withoutSecrets, runUrl }, readYaml);
    const nonce = newNonce();
    stop.watchFor(nonce);
    return follow({ step, inputs, nonce, connection: connect(step, { ...inputs, sharers: inputs.leg.total }) });
  });
}
