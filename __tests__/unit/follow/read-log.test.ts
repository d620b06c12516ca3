import { expect, test } from '@jest/globals';

import { openLogTurns } from '../../../src/follow/log-turns.ts';
import { readLog } from '../../../src/follow/read-log.ts';
import type { HarnessError } from '../../../src/harness/errors.ts';
import type { LogStreamReader } from '../../../src/harness/nextgen/log-stream.ts';
import { requestError } from '../../support/harness/fake.ts';
import { openFakeClock } from '../../support/job/clock.ts';

interface Course {
  readonly streamLog: LogStreamReader['streamLog'];
  readonly readRest?: () => Promise<boolean>;
  /** Whether the step has ended, by how many streams were over. */
  readonly hasEnded?: (streams: number) => boolean;
}

/** @returns the lines, how many streams were over, how often the rest was asked for, and why it was given up. */
async function course({ streamLog, readRest, hasEnded = (streams) => streams > 0 }: Course) {
  const clock = openFakeClock();
  const { signal } = new AbortController();
  const lines: string[] = [];
  const errors: HarnessError[] = [];
  let [streams, rests] = [0, 0];
  const reading = {
    reader: {
      streamLog,
      readRest: () => {
        rests += 1;
        return readRest?.() ?? Promise.resolve(true);
      },
    },
    turns: openLogTurns({ clock, signal, matrixSize: 1, backOff: () => 0 }),
    clock,
    signal,
    hasEnded: () => hasEnded(streams),
    take: (more: readonly string[]) => void lines.push(...more),
    onStreamEnd: () => {
      streams += 1;
    },
    onUnreadable: (error: HarnessError) => void errors.push(error),
  };
  const position = { key: 'key', step: 'Rollout', rows: 0, last: undefined };
  await clock.run(readLog(position, reading));
  return { lines, streams, rests, errors: errors.map(({ kind }) => kind) };
}

const one: LogStreamReader['streamLog'] = (position, take) => {
  position.rows += 1;
  take([`line ${position.rows}`]);
  return Promise.resolve();
};

test('a stream that is over is opened again until the step has ended; then the rest is read', async () => {
  expect(await course({ streamLog: one, hasEnded: (streams) => streams === 3 })).toEqual({
    lines: ['line 1', 'line 2', 'line 3'],
    streams: 3,
    rests: 1,
    errors: [],
  });
});

test('a stream that breaks is opened four times without a line in between', async () => {
  const streamLog = (): Promise<void> => Promise.reject(requestError('reset'));
  expect(await course({ streamLog, hasEnded: () => false })).toEqual({
    lines: [],
    streams: 3,
    rests: 0,
    errors: ['lost'],
  });
});

test('a refusal is final, but for a log that Harness does not know yet', async () => {
  const refused = await course({ streamLog: () => Promise.reject(requestError('forbidden')) });
  expect(refused).toMatchObject({ streams: 0, rests: 0, errors: ['refused'] });
  const unknown = await course({
    streamLog: () => Promise.reject(requestError('not-found')),
    hasEnded: (streams) => streams === 20,
  });
  expect(unknown).toMatchObject({ streams: 20, rests: 1, errors: [] });
});

test('the rest is asked for four times', async () => {
  expect(await course({ streamLog: one, readRest: () => Promise.resolve(false) })).toMatchObject({
    rests: 4,
    errors: [],
  });
});
