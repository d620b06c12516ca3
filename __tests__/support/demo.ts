/**
 * npm run demo: the bundled action against the simulator, as a runner would run it: a green and a red execution with their
 * live logs, outputs and summaries. `npm run demo -- approval matrix` plays these scenarios instead. Needs no account and
 * no network.
 */
import { scenarios, startSimulator } from '../../src/simulator/simulator.ts';
import { endAll, type Phase, startStep } from './runner/runner.ts';

/** The plays take about 8 s; twice as fast they are still slow enough to be watched. */
const SPEED = 1.6;

const title = (text: string): void => {
  console.log(`\n\u001B[1m${text}\u001B[0m`);
};

/** Plays a scenario and shows what a person would see of it. `expected` is how the step should end, where that is known. */
async function show(scenario: string, expected?: string): Promise<Phase> {
  const simulator = await startSimulator({ scenario, speed: SPEED });
  title(`uses: OWNER/run-harness-pipeline@v1   with: pipeline: ${scenario}`);
  const step = startStep({
    with: {
      'api-key': simulator.apiKey,
      'base-url': simulator.url,
      project: 'shop',
      pipeline: scenario,
      logs: 'failed',
    },
    event: { name: 'push', payload: {} },
  });
  step.onLine((line) => {
    console.log(`  ${line}`);
  });
  const main = await step.done;
  const post = await step.post();
  await simulator.close();
  const surprise = expected === undefined || expected === main.result ? '' : ', which it should not be';
  title(`${scenario}: the step is ${main.result}${surprise}. Its outputs:`);
  for (const [name, value] of Object.entries(main.outputs)) {
    console.log(`  ${name.padEnd(15)} ${value.length > 110 ? `${value.slice(0, 110)}…` : value}`);
  }
  title('Its summary, as Markdown:');
  console.log(post.summary.replace(/^/gm, '  '));
  return main;
}

const asked = process.argv.slice(2);
const known = scenarios().map(({ name }) => name);
const unknown = asked.filter((name) => !known.includes(name) && !/^big-\d+$/.test(name));
if (unknown.length > 0) {
  console.error(`There is no scenario ${unknown.join(', ')}. There are ${known.join(', ')}.`);
  process.exitCode = 2;
} else if (asked.length > 0) {
  for (const scenario of asked) {
    await show(scenario);
  }
} else {
  const green = await show('green', 'success');
  const red = await show('red', 'failure');
  process.exitCode = green.result === 'success' && red.result === 'failure' ? 0 : 1;
}
await endAll();
