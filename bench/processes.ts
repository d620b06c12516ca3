/** The jobs of one matrix as real processes of the bundle, in real time, against the simulator with a limit for the key. */
import { setTimeout as sleep } from 'node:timers/promises';

import { closeRigs, openRig } from '../__tests__/support/rig.ts';
import type { Outcome } from './outcome.ts';
import { meanOf, percentileOf } from './statistics.ts';

const JOBS = 32;
/** The play `slow` takes ten minutes; so many times faster it takes 75 s. */
const SPEED = 8;

/** @param limit requests a minute, the refused ones counted among them */
export async function playProcesses(limit: number): Promise<Outcome> {
  const { simulator, start } = await openRig({ speed: SPEED, requestsPerMinute: limit });
  const ends = new Map<string, number>();
  const watch = new AbortController();
  const watching = watchEnds();
  const begun = Date.now();
  const steps = await Promise.all(
    Array.from({ length: JOBS }, async (_, index) => {
      const { code, outputs } = await start({
        with: { pipeline: 'slow', 'matrix-leg': `${index}/${JOBS}`, summary: 'false' },
      }).done;
      return { isGreen: code === 0, id: outputs['execution-id'] ?? '', at: Date.now() };
    }),
  );
  watch.abort();
  await watching;
  const delays = steps.map(({ id, at }) => at - (ends.get(id) ?? at));
  const starts = simulator.executions.map(({ startedAt }) => startedAt - begun);
  const { requests } = simulator;
  const outcome: Outcome = {
    name: `${JOBS} processes of 75 s, at once, in real time`,
    failures: steps.filter(({ isGreen }) => !isGreen).length,
    requests: requests.length,
    refused: requests.filter(({ status }) => status === 429).length,
    starts: { mean: meanOf(starts), p95: percentileOf(starts, 95) },
    delays: { mean: meanOf(delays), p95: percentileOf(delays, 95) },
  };
  await closeRigs();
  return outcome;

  async function watchEnds(): Promise<void> {
    while (!watch.signal.aborted) {
      for (const { id, status } of simulator.executions) {
        if (status === 'Success' && !ends.has(id)) {
          ends.set(id, Date.now());
        }
      }
      await sleep(20);
    }
  }
}
