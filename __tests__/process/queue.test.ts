/** What runs ahead of an execution that stays queued, with the bundle. It takes a real minute, so it runs where the whole fault matrix does. */
import { afterAll, expect, test } from '@jest/globals';

import { closeRigs, openRig, startsOf } from '../support/rig.ts';

afterAll(closeRigs);

const long = process.env['FAULTS'] === 'all' ? test : test.skip;

long(
  'is reported once, after a minute, with links, by one list request',
  async () => {
    const { simulator, start } = await openRig({ speed: 1 });
    const ahead = simulator.past({ pipeline: 'queued-forever', agoMs: 60_000 });
    const main = await start({
      with: { pipeline: 'queued-forever', 'poll-interval': '10s', timeout: '90s', 'on-timeout': 'abort' },
    }).done;
    expect([main.result, main.outputs['status'], startsOf(simulator)]).toEqual(['failure', 'aborted', 1]);
    const lines = main.log.split('\n');
    const first = lines.findIndex((line) => line.includes('Queued for 1m '));
    expect(lines[first + 1]).toContain('1 execution of queued-forever is ahead of it:');
    expect(lines[first + 2]).toContain(`Execution 1, queued: `);
    expect(lines[first + 2]).toContain(`/executions/${ahead.id}/pipeline`);
    expect(main.log.match(/Queued for /g)).toHaveLength(1);
    // One for the usual durations, one for the queue.
    expect(simulator.requests.filter(({ kind }) => kind === 'list').length).toBeLessThanOrEqual(2);
  },
  180_000,
);
