/** `logs: all`: what running steps write is in the log while they run, each line once, and it never changes the verdict. */
import { afterAll, expect, test } from '@jest/globals';

import { arrived, closeRigs, onlyExecution, openRig } from '../support/rig.ts';

afterAll(closeRigs);

const LIVE = { logs: 'all', 'poll-interval': '1s' };

test.concurrent('prints each line once while the step runs, with at most two log requests a second', async () => {
  const { simulator, start } = await openRig({ speed: 4 });
  const step = start({ with: { pipeline: 'live-log', ...LIVE } });
  await step.waitFor(/^ {10}│ 3 of 20: 200 OK$/, 30_000);
  expect(onlyExecution(simulator).status).toBe('Running');
  const main = await step.done;
  expect([main.result, main.outputs['status']]).toEqual(['success', 'succeeded']);
  const lines = main.log.split('\n').filter((line) => line.includes('200 OK'));
  expect(lines).toEqual(Array.from({ length: 20 }, (_, index) => `          │ ${index + 1} of 20: 200 OK`));
  const times = simulator.requests.filter(({ kind }) => kind.startsWith('log')).map(({ at }) => at);
  expect(times.length).toBeGreaterThan(0);
  times.slice(2).forEach((at, index) => expect(at - (times[index] ?? 0)).toBeGreaterThan(900));
});

test.concurrent('reports a failed stream in one sentence, and keeps the verdict', async () => {
  const { simulator, run } = await openRig({ speed: 4 });
  simulator.fault({ on: 'log-stream', times: Infinity, do: { kind: 'status', status: 403 } });
  const { main } = await run({ with: { pipeline: 'live-log', ...LIVE } });
  expect([main.result, main.annotations]).toEqual(['success', []]);
  expect(main.log.match(/Could not stream the log/g)).toHaveLength(1);
});

test.concurrent('ends within the limits on a cancel with an open stream', async () => {
  const { simulator, start } = await openRig({ speed: 1 });
  const step = start({ with: { pipeline: 'live-log', ...LIVE } });
  await arrived(simulator, 'log-stream');
  const from = performance.now();
  step.cancel();
  const main = await step.done;
  expect(main.signalsSent).toEqual(['SIGINT']);
  expect(performance.now() - from).toBeLessThan(7500);
  expect(simulator.requests.filter(({ kind }) => kind === 'interrupt')).toHaveLength(1);
});

test.concurrent('prints the tail of a failed step once when it was streamed', async () => {
  const { run } = await openRig({ speed: 1 });
  const { main } = await run({ with: { pipeline: 'red', ...LIVE } });
  expect(main.outputs['status']).toBe('failed');
  // From the stream or as the tail at the end, whichever was there first.
  expect(main.log.match(/exec format error/g)).toHaveLength(1);
});

test.concurrent('warns in a public repository', async () => {
  const { run } = await openRig();
  const { main } = await run({
    with: { pipeline: 'green', ...LIVE },
    event: { payload: { repository: { private: false } } },
  });
  expect(main.annotations).toEqual([{ level: 'warning', message: expect.stringContaining('anyone') }]);
});
