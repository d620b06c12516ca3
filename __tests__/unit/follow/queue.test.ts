/** What is said of an execution that stays queued: once, after a minute, with links, by one list request. */
import { describe, expect, test } from '@jest/globals';

import { systemClock } from '../../../src/base/clock.ts';
import { openQueue } from '../../../src/follow/queue.ts';
import { NOTHING_SEEN } from '../../../src/harness/execution.ts';
import type { LockReader, LockUser } from '../../../src/harness/nextgen/locks.ts';
import { consoleLog } from '../../../src/runner/log.ts';
import { openJob } from '../../support/job/job.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const queuedFor = (ms: number, status = 'QueuedExecutionConcurrencyReached') => ({
  beats: [
    { after: 0, status },
    { after: ms, status: 'Success' },
  ],
});

/** The job's lines about the queue, and how often the list was asked for. */
async function queued(ms: number, setting: Parameters<typeof openJob>[0] = {}, ahead = 0) {
  const job = openJob({ score: queuedFor(ms), ...setting });
  for (let number = 0; number < ahead; number++) {
    job.harness.add({ id: `ahead-${number}`, startedAt: job.clock.now() - (number + 1) * SECOND });
  }
  const main = await job.main({ pollInterval: 20 * SECOND });
  const lines = main.step.words.filter(({ text }) => text.startsWith('Queued for'));
  return { main, lines: lines.map(({ text }) => text), lists: job.requestsOf('list').length };
}

describe('an execution that is waiting for a lock', () => {
  const LOCKED = { score: queuedFor(5 * MINUTE, 'ResourceWaiting') };

  /** What is said once the execution has waited for a minute. */
  async function said(locks: LockReader): Promise<readonly string[]> {
    const lines: string[] = [];
    let now = 0;
    const queue = openQueue({
      ref: { id: 'own', pipeline: 'deploy_prod', url: '' },
      list: () => Promise.resolve([]),
      locks,
      log: { ...consoleLog, info: (line) => void lines.push(line) },
      clock: { ...systemClock, now: () => now },
      signal: new AbortController().signal,
      left: () => MINUTE,
    });
    const snapshot = { ...NOTHING_SEEN, status: 'ResourceWaiting', phase: 'queued' } as const;
    await queue(snapshot);
    now = MINUTE;
    await queue(snapshot);
    return lines;
  }

  test('reports which execution is using it and which have waited longer, with links', async () => {
    const user = (id: string, isHolder: boolean): LockUser => {
      return {
        ref: { id, pipeline: id, url: `https://harness.example/${id}` },
        name: `${id} in default/shop`,
        isHolder,
      };
    };
    const waiting = ['b', 'c', 'd', 'e', 'f'].map((id) => user(id, false));
    const lines = await said({ lockedBy: () => Promise.resolve([user('a', true), ...waiting]) });
    expect(lines).toEqual([
      expect.stringContaining('\n  a in default/shop, which is using it: https://harness.example/a\n'),
    ]);
    expect(lines[0]).toContain('\n  b in default/shop, which is also waiting for it: https://harness.example/b\n');
    expect(lines[0]).toMatch(/… and 1 more$/);
  });

  test.each(['forbidden', 'not-found', 'unavailable', 'page'] as const)(
    'falls back to the list when locks cannot be read: %s',
    async (is) => {
      const { main, lines } = await queued(0, { ...LOCKED, faults: { graph: { is }, other: { is } } });
      expect(lines).toEqual([expect.stringContaining('an execution of another pipeline may be using the resource')]);
      expect(main.verdict?.status).toBe('succeeded');
    },
  );

  test('reports executions of its own pipeline ahead of it', async () => {
    const { lines } = await queued(0, LOCKED, 2);
    expect(lines[0]).toContain('2 executions of deploy_prod are ahead of it');
  });
});

describe('an execution that is queued', () => {
  test('for less than a minute is not reported', async () => {
    const usual = await queued(30 * SECOND);
    expect(usual.lines).toEqual([]);
    expect(usual.main.verdict?.status).toBe('succeeded');
  });

  test('for more than a minute gets one line that lists the executions ahead of it, with links', async () => {
    const short = await queued(30 * SECOND, {}, 2);
    const long = await queued(10 * MINUTE, {}, 2);
    expect(long.lines).toHaveLength(1);
    expect(long.lines[0]).toMatch(/^Queued for 1m 0?\ds?\.\n2 executions of deploy_prod are ahead of it:\n/);
    expect(long.lines[0]).toContain('/executions/ahead-0/pipeline');
    expect(long.lines[0]).toContain('/executions/ahead-1/pipeline');
    expect(long.lists - short.lists).toBe(1);
  });

  test('without others of its pipeline ahead reports the limit of the account', async () => {
    const { lines } = await queued(5 * MINUTE);
    expect(lines[0]).toContain('No other execution of deploy_prod is ahead of it');
  });

  test('with many ahead lists five', async () => {
    const { lines } = await queued(5 * MINUTE, {}, 9);
    expect(lines[0]?.match(/\/executions\/ahead-/g)).toHaveLength(5);
    expect(lines[0]).toContain('… and 4 more');
  });

  test('is still followed when the list cannot be read', async () => {
    const { main, lines } = await queued(5 * MINUTE, { faults: { list: { is: 'forbidden' } } });
    expect(lines[0]).toContain('Could not list');
    expect(main.verdict?.status).toBe('succeeded');
  });
});
