/** The process that the simulator runs in, started by `simulator` with a scenario and a port; and what it can play. */
import { at, text } from '../../base/shape.ts';
import { startSimulator } from '../../simulator/simulator.ts';

export { scenario, scenarios } from '../../simulator/plays/scenarios.ts';

/** ms without a request after which it ends itself: for runners that do not end what a step left behind. */
const IDLE = 30 * 60_000;

/** Starts the simulator and reports its address, or why it could not start, to the parent process. The process lives as long as it listens. */
export async function simulate(): Promise<void> {
  const [scenario = '', port = '0'] = process.argv.slice(2);
  let message: object;
  try {
    const { url, apiKey } = await startSimulator({ scenario, port: Number(port), idleMs: IDLE });
    message = { url, apiKey };
  } catch (error) {
    message = { problem: text(at(error, 'message')) ?? String(error) };
  }
  process.send?.(message);
}
