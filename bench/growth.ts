/** What a step costs as its work grows: whole processes of the bundle against the simulator. */
import { type Pipeline, startSimulator } from '../src/simulator/simulator.ts';
import type { Part } from './part.ts';
import { type Ran, start } from './process.ts';
import { medianOf } from './statistics.ts';
import { figure, type Table } from './table.ts';

const RUNS = 5;
const INPUTS = 2000;
/** Faster than any poll. */
const AT_ONCE = 1_000_000;

/** A pipeline that asks for so many variables. */
function asking(count: number): Pipeline {
  const variables = Array.from(
    { length: count },
    (_, index) => `    - { name: input_${index}, type: String, value: "<+input>.default(${index})" }`,
  );
  return { yaml: `pipeline:\n  identifier: asks_${count}\n  variables:\n${variables.join('\n')}\n`, plays: 'green' };
}

/** So many values for it. */
function giving(count: number): string {
  return Array.from({ length: count }, (_, index) => `input_${index}: value ${index}`).join('\n');
}

interface Work {
  readonly name: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** Whether Harness says that it failed. */
  readonly fails?: boolean;
}

const WORKS: readonly Work[] = [
  ...[10, 100, 1000, 5000].map((steps) => ({
    name: `graph of ${figure(steps)} steps`,
    inputs: { pipeline: `big-${steps}` },
  })),
  { name: 'failed step with a short log', inputs: { pipeline: 'red', logs: 'failed' }, fails: true },
  { name: 'failed step with a log of 25 MB', inputs: { pipeline: 'huge-log', logs: 'failed' }, fails: true },
  ...[10, 100, INPUTS].map((count) => ({
    name: `${figure(count)} runtime inputs, all given`,
    inputs: { pipeline: `asks_${count}`, inputs: giving(count) },
  })),
];

export const growth: Part = {
  about: 'Whole runs of the bundle against the simulator as the work grows',
  async measure() {
    const pipelines = Object.fromEntries([10, 100, INPUTS].map((count) => [`asks_${count}`, asking(count)]));
    const simulator = await startSimulator({ speed: AT_ONCE, pipelines });
    const rows: string[][] = [];
    const data: Record<string, { readonly ms: number; readonly cpu: number; readonly peak: number }> = {};
    for (const { name, inputs, fails = false } of WORKS) {
      const runs: Ran[] = [];
      for (let run = 0; run < RUNS; run++) {
        const base = { 'api-key': simulator.apiKey, 'base-url': simulator.url, project: 'shop' };
        const ran = await start({ action: '.', inputs: { ...base, ...inputs } }).done;
        if ((ran.code !== 0) !== fails) {
          throw new Error(`${name} ended with ${ran.code}`);
        }
        runs.push(ran);
      }
      const ms = medianOf(runs.map((ran) => ran.ms));
      const cpu = medianOf(runs.map((ran) => ran.cpu));
      const peak = medianOf(runs.map((ran) => ran.peak));
      data[name] = { ms, cpu, peak };
      rows.push([name, figure(ms), figure(cpu), figure(peak)]);
    }
    await simulator.close();
    const table: Table = {
      title: `The whole step, from its start to its end; median of ${RUNS}`,
      head: ['Work', 'Time with the simulator’s, ms', 'The step’s own work, ms of a core', 'Memory at the peak, MB'],
      rows,
    };
    return { tables: [table], data };
  },
};
