/** Scenarios played once on one simulator, for tests that look at many of their answers. */
import { afterAll } from '@jest/globals';

import { type Simulator, startSimulator } from '../../../../src/simulator/simulator.ts';
import { all, at, GRAPH, play, read, SUMMARY } from '../simulator.ts';

let simulator: Promise<Simulator> | undefined;
const played = new Map<string, Promise<unknown>>();

afterAll(async () => (await simulator)?.close());

/** One simulator for all tests of a file. */
export function openSimulator(): Promise<Simulator> {
  simulator ??= startSimulator({ speed: 20_000 });
  return simulator;
}

/** The answer about an execution that plays this scenario, at its end, with its graph. */
export function answerOf(scenario: string): Promise<unknown> {
  const answer = played.get(scenario) ?? playOf(scenario);
  played.set(scenario, answer);
  return answer;
}

async function playOf(scenario: string): Promise<unknown> {
  const harness = await openSimulator();
  return (await read(harness, await play(harness, scenario), GRAPH)).json;
}

/** The nodes of its layout. */
export async function stagesOf(scenario: string): Promise<readonly unknown[]> {
  return all(await answerOf(scenario), `${SUMMARY}.layoutNodeMap`);
}

/** The nodes of its graph. */
export async function nodesIn(scenario: string): Promise<readonly unknown[]> {
  return all(await answerOf(scenario), 'data.executionGraph.nodeMap');
}

/** What stands at this path in each of them, where anything does. */
export function each(values: readonly unknown[], path: string): readonly unknown[] {
  return values.map((value) => at(value, path)).filter((found) => found !== undefined && found !== null);
}

/** The same, and the items of the lists that stand there. */
export function listed(values: readonly unknown[], path: string): readonly unknown[] {
  return each(values, path).flatMap((list) => (Array.isArray(list) ? (list as readonly unknown[]) : []));
}
