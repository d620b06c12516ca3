/**
 * `OWNER/run-harness-pipeline/simulator`: starts a local Harness simulator for the rest of the job, and ends immediately. Has no post step:
 * the runner ends it with the job.
 */
import { dirname, join } from 'node:path';

import { at, text } from '../../base/shape.ts';
import { InputError } from '../../harness/errors.ts';
import { inputContext } from '../../inputs/form.ts';
import { UnwritableError } from '../../lifecycle/session.ts';
import { setSimulator } from '../../report/outputs.ts';
import { startDetached } from '../../runner/detached.ts';
import { runStep } from '../../runner/process.ts';
import { readSimulator } from './inputs.ts';

/** Runs main. The key is not masked: it is valid only for the simulator, and a masked text cannot be a job's output. */
export function simulator(): Promise<never> {
  return runStep(async (step) => {
    // This action alone needs it.
    const plays = await import(/* webpackIgnore: true */ './serve.ts');
    const { scenario, port } = readSimulator(step.input, inputContext(step), plays);
    const problems = step.testFiles(['GITHUB_OUTPUT']);
    if (problems.length > 0) {
      step.log.fail(new UnwritableError(problems).message);
      return { isRed: true };
    }
    // Beside the script that the runner started, wherever the bundle of both lies.
    const script = join(dirname(process.argv[1] ?? ''), 'simulate.js');
    const answer = await startDetached(script, [scenario, String(port)]);
    const [url, apiKey] = [text(at(answer, 'url')), text(at(answer, 'apiKey'))];
    if (url === undefined || apiKey === undefined) {
      const why = text(at(answer, 'problem')) ?? 'no reason given';
      throw new InputError([{ input: 'port', text: `cannot be opened: ${why}. Omit it to use a free port.` }]);
    }
    step.log.info(`Simulator at ${url} with the API key ${apiKey}, which only it accepts.`);
    step.log.info(
      `Every pipeline runs the scenario ${scenario}, except a pipeline that has the name of another scenario.`,
    );
    const list = plays.scenarios().map(({ name, about }) => `${name.padEnd(20)} ${about}`);
    step.log.group('Scenarios', list);
    setSimulator(step.setOutput, { url, apiKey });
    return { isRed: false };
  });
}
