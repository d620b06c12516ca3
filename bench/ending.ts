/** The end of a step: from the end of the execution, or the poll that sees it, to the exit of the process. */
import { openDistantSimulator } from './distance.ts';
import type { Part } from './part.ts';
import { start } from './process.ts';
import { medianOf } from './statistics.ts';
import { figure } from './table.ts';

const DISTANCE = { roundTrip: 80, serverTime: 0 };
const RUNS = 7;
/** ms: the goal of a green run, with a graph or without. */
const GREEN = 2000;

interface Kind {
  readonly name: string;
  readonly pipeline: string;
  readonly hidesGraph: boolean;
}

const KINDS: readonly Kind[] = [
  { name: 'green', pipeline: 'green', hidesGraph: false },
  { name: 'green, Harness shows no graph', pipeline: 'green', hidesGraph: true },
  { name: 'red, with the log of the failed step', pipeline: 'red', hidesGraph: false },
];

export const ending: Part = {
  about: `From the answer that shows the end to the exit of the process, at a round trip of ${DISTANCE.roundTrip} ms`,
  async measure() {
    const rows: string[][] = [];
    const data: Record<string, unknown> = {};
    for (const kind of KINDS) {
      const times: number[] = [];
      for (let run = 0; run < RUNS; run++) {
        times.push(await measureEnding(kind));
      }
      data[kind.name] = times;
      const ms = medianOf(times);
      rows.push([kind.name, figure(ms), kind.pipeline === 'green' ? (ms <= GREEN ? 'met' : 'missed') : '']);
    }
    const head = ['Run', 'End seen to exit, ms', `At most ${figure(GREEN)} ms`];
    return { tables: [{ title: `Median of ${RUNS}`, head, rows }], data };
  },
};

async function measureEnding({ pipeline, hidesGraph }: Kind): Promise<number> {
  const { simulator, url, env, openedAt, close } = await openDistantSimulator(DISTANCE);
  if (hidesGraph) {
    const hide = (truth: unknown): string =>
      JSON.stringify(truth, (name, value: unknown) => (name === 'executionGraph' ? null : value));
    simulator.fault({ on: 'graph', times: 100, do: { kind: 'replace', body: hide } });
  }
  const inputs = {
    'api-key': simulator.apiKey,
    'base-url': url,
    project: 'shop',
    pipeline,
    logs: 'failed',
    'fail-step': 'false',
  };
  const { code } = await start({ action: '.', inputs, env }).done;
  const exited = Date.now();
  const seen = simulator.requests.find(({ kind }) => kind === 'read')?.at;
  await close();
  if (code !== 0 || seen === undefined) {
    throw new Error(`${pipeline} ended with ${code}`);
  }
  return exited - (openedAt + seen) - DISTANCE.roundTrip / 2;
}
