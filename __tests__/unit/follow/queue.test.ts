/** What is said of an execution that stays queued: once, after a minute, with links, by one list request. */
import { describe, expect, test } from '@jest/globals';

import { openJob } from '../../support/job/job.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

const queuedFor = (ms: number) => ({
  beats: [
    { after: 0, status: 'QueuedExecutionConcurrencyReached' },
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

describe('an execution that is queued', () => {
  test('for less than a minute is not spoken of', async () => {
    const usual = await queued(30 * SECOND);
    expect(usual.lines).toEqual([]);
    expect(usual.main.verdict?.status).toBe('succeeded');
  });

  test('for more than a minute gets one line with what runs before it, and its link', async () => {
    const short = await queued(30 * SECOND, {}, 2);
    const long = await queued(10 * MINUTE, {}, 2);
    expect(long.lines).toHaveLength(1);
    expect(long.lines[0]).toMatch(/^Queued for 1m 0?\ds?\.\n2 executions of deploy_prod are ahead of it:\n/);
    expect(long.lines[0]).toContain('/executions/ahead-0/pipeline');
    expect(long.lines[0]).toContain('/executions/ahead-1/pipeline');
    expect(long.lists - short.lists).toBe(1);
  });

  test('behind nobody of its pipeline is reported of the account', async () => {
    const { lines } = await queued(5 * MINUTE);
    expect(lines[0]).toContain('No other execution of deploy_prod is ahead of it');
  });

  test('behind many names five', async () => {
    const { lines } = await queued(5 * MINUTE, {}, 9);
    expect(lines[0]?.match(/\/executions\/ahead-/g)).toHaveLength(5);
    expect(lines[0]).toContain('… and 4 more');
  });

  test('is followed on when the list cannot be read', async () => {
    const { main, lines } = await queued(5 * MINUTE, { faults: { list: { is: 'forbidden' } } });
    expect(lines[0]).toContain('Could not list');
    expect(main.verdict?.status).toBe('succeeded');
  });
});
