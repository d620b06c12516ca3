/** `OWNER/run-harness-pipeline/firstgen`: starts a pipeline or a workflow of Harness FirstGen and follows it. */
import { connect } from '../../lifecycle/connect.ts';
import { launchFirstGen } from './firstgen.ts';
import { readFirstGen } from './inputs.ts';
import { newNonce } from '../../start/marker.ts';
import { openYaml } from '../../inputs/yaml.ts';
import { runStep } from '../../runner/process.ts';

/** Runs main. */
export function firstgen(): Promise<never> {
  return runStep(async (step, stop) => {
    step.mask(step.input('api-key').trim());
    step.mask(step.input('github-token').trim());
    const { withoutSecrets, url: runUrl } = step.workflow;
    const readYaml = await openYaml([step.input('variables'), step.input('artifacts')]);
    const inputs = readFirstGen(step.input, { withoutSecrets, runUrl }, readYaml);
    const nonce = newNonce();
    stop.watchFor(nonce);
    const connection = connect(step, { ...inputs, sharers: inputs.leg.total, engine: 'firstgen' });
    return launchFirstGen({ step, inputs, nonce, connection });
  });
}
