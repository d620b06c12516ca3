/** A simulator and the bundled root action pointed at it: what every test of the whole process begins with. */
import { setTimeout as sleep } from 'node:timers/promises';

import {
  type ExecutionView,
  type RequestKind,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../src/simulator/simulator.ts';
import { endAll, type Phase, startStep, type Step, type StepOptions } from './runner/runner.ts';

export interface Run {
  readonly main: Phase;
  readonly post: Phase;
  readonly simulator: Simulator;
}

export interface Rig {
  readonly simulator: Simulator;
  /** Starts main. `with` comes on top of key, host and project, and with the root action the pipeline `green`. */
  start(options?: StepOptions): Step;
  /** Runs main to its end and then post. */
  run(options?: StepOptions): Promise<Run>;
}

/** Faster than any poll: an execution that waits for no person has ended when it is first polled. */
export const AT_ONCE = 10_000;

const open = new Set<Simulator>();

/** Opens a simulator at a speed of AT_ONCE, unless stated otherwise. */
export async function openRig(options: SimulatorOptions = {}): Promise<Rig> {
  const simulator = await startSimulator({ speed: AT_ONCE, ...options });
  open.add(simulator);
  const start = ({ with: given, ...rest }: StepOptions = {}): Step =>
    startStep({
      with: {
        'api-key': simulator.apiKey,
        'base-url': simulator.url,
        project: 'shop',
        ...((rest.action ?? '.') === '.' ? { pipeline: 'green' } : {}),
        ...given,
      },
      event: { name: 'push', payload: { repository: { private: true } } },
      ...rest,
    });
  return {
    simulator,
    start,
    run: async (options_) => {
      const step = start(options_);
      const main = await step.done;
      return { main, post: await step.post(), simulator };
    },
  };
}

/** Ends every step and every simulator of this test file. For `afterAll`. */
export async function closeRigs(): Promise<void> {
  await endAll();
  await Promise.all([...open].map((simulator) => simulator.close()));
  open.clear();
}

/** How many starts, retries among them, a simulator acted on. */
export function startsOf({ executions }: Simulator): number {
  return executions.filter(({ via }) => via !== 'past' && via !== 'chained').length;
}

/** The one execution that was started. Throws when there are more or none. */
export function onlyExecution({ executions }: Simulator): ExecutionView {
  const [first, ...others] = executions.filter(({ via }) => via !== 'past' && via !== 'chained');
  if (first === undefined || others.length > 0) throw new Error(`there are ${executions.length} executions, not one`);
  return first;
}

/** Resolves when so many requests of a kind have arrived. Throws after 20 s without. */
export async function arrived({ requests }: Simulator, kind: RequestKind, count = 1): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (requests.filter((request) => request.kind === kind).length < count) {
    if (Date.now() > deadline) throw new Error(`no ${kind} arrived: ${requests.map((each) => each.kind).join()}`);
    await sleep(5);
  }
}
