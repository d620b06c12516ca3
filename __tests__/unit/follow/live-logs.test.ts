/** The bounds of live logs: lines, requests, what a broken stream costs, and how soon they end. Hours pass on a clock of the test. */
import { describe, expect, test } from '@jest/globals';

import type { Bounds } from '../../../src/base/clock.ts';
import { type LiveLogs, openLiveLogs } from '../../../src/follow/live-logs.ts';
import { HarnessError } from '../../../src/harness/errors.ts';
import type { Snapshot } from '../../../src/harness/execution.ts';
import type { LogPosition, LogStreamReader } from '../../../src/harness/nextgen/log-stream.ts';
import type { GraphNode } from '../../../src/harness/nextgen/node.ts';
import { requestError } from '../../support/harness/fake.ts';
import { type FakeClock, openFakeClock } from '../../support/job/clock.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

const NODE: GraphNode = {
  id: 'node',
  plan: undefined,
  kind: 'step',
  identifier: 'step',
  name: 'Step',
  isLeg: false,
  type: 'ShellScript',
  groups: [],
  status: 'Running',
  phase: 'running',
  startedAt: 1,
  endedAt: undefined,
  holder: undefined,
  stage: undefined,
  isOldTry: false,
  isRollback: false,
  isInternal: false,
  skippedBecause: undefined,
  decisions: [],
  child: undefined,
  variables: [],
  streamKeys: [],
  logKeys: [],
  artifacts: [],
  types: [],
  by: undefined,
  delegates: [],
  message: undefined,
  explanations: [],
  hints: [],
};
const STAGE: GraphNode = { ...NODE, kind: 'stage', name: 'Deploy' };
const steps = (...names: string[]): GraphNode[] =>
  names.map((name) => ({ ...NODE, id: name, name, stage: STAGE, streamKeys: [`key of ${name}`] }));

/** Plays one opening of a log's stream. */
type Play = (position: LogPosition, take: Parameters<LogStreamReader['streamLog']>[1], bounds: Bounds) => Promise<void>;

interface Rig {
  readonly clock: FakeClock;
  readonly live: LiveLogs;
  readonly printed: string[];
  /** ms from the beginning at which logs were asked for, and which. */
  readonly requests: { readonly at: number; readonly what: string }[];
  readonly cancel: () => void;
  /** A poll that finds a running stage. */
  readonly poll: (status?: string) => void;
}

interface RigOptions extends Partial<Pick<Parameters<typeof openLiveLogs>[0], 'matrixSize'>> {
  readonly nodes?: () => readonly GraphNode[];
  readonly play: Play;
  readonly rest?: () => Promise<boolean>;
  /** ms from the beginning between which Harness wants no request. */
  readonly backOffFrom?: number;
  readonly backOffUntil?: number;
}

function openRig({ nodes = () => steps('Rollout'), play, rest, matrixSize = 1, ...options }: RigOptions): Rig {
  const { backOffFrom = 0, backOffUntil = 0 } = options;
  const clock = openFakeClock();
  const from = clock.now();
  const cancel = new AbortController();
  const printed: string[] = [];
  const requests: { at: number; what: string }[] = [];
  const note = (what: string): void => void requests.push({ at: clock.now() - from, what });
  const live = openLiveLogs({
    reader: {
      graph: () => {
        note('graph');
        return Promise.resolve({ url: '', at: { id: 'exec' }, nodes: nodes() });
      },
      streamLog: (position, take, bounds) => {
        note(position.key);
        return play(position, take, bounds);
      },
      readRest: () => {
        note('rest');
        return rest?.() ?? Promise.resolve(true);
      },
    },
    ref: { id: 'exec', pipeline: 'deploy_prod', url: '' },
    clock,
    signal: cancel.signal,
    matrixSize,
    backOff: () => (clock.now() < from + backOffFrom ? 0 : Math.max(0, from + backOffUntil - clock.now())),
    print: (line) => printed.push(line.trim()),
  });
  const poll = (status = 'Running'): void => {
    const stage = { id: 'deploy', name: 'Deploy', status, phase: 'running', depth: 0, isGroup: false } as const;
    live.onSnapshot({ stages: [stage] } as unknown as Snapshot);
  };
  return { clock, live, printed, requests, cancel: () => cancel.abort(), poll };
}

/** Gives lines and ends, as the stream of a step that has ended. */
const saying =
  (...lines: string[]): Play =>
  (position, take) => {
    if (position.rows === 0) {
      position.rows += lines.length;
      take(lines);
    }
    return Promise.resolve();
  };

describe('the lines', () => {
  test('are at most 10,000; the rest is counted, and the end of the log counts as not printed', async () => {
    const lines = Array.from({ length: 10_050 }, (_, index) => `line ${index + 1}`);
    const { clock, live, printed, poll } = openRig({ play: saying(...lines) });
    poll();
    await clock.run(clock.sleep(5 * SECOND));
    await clock.run(live.close());
    expect(printed).toHaveLength(10_001);
    expect(printed.slice(-2)).toEqual(['│ line 10000', '│ … 50 lines left out']);
    expect(live.hasPrinted('Deploy', 'Rollout', 'line 10050')).toBe(false);
  });

  test('are prefixed with their step as soon as two steps print', async () => {
    const nodes = steps('Rollout', 'Smoke test');
    const { clock, live, printed, poll } = openRig({
      nodes: () => nodes,
      play: (position, take, bounds) => saying(`${position.step} runs`)(position, take, bounds),
    });
    poll();
    await clock.run(clock.sleep(3 * SECOND));
    await clock.run(live.close());
    expect(printed).toEqual(['│ Rollout runs', '│ [Smoke test] Smoke test runs']);
    expect(live.hasPrinted('Deploy', 'Rollout', 'Rollout runs')).toBe(true);
    expect(live.hasPrinted('Deploy', 'Rollout', 'something else')).toBe(false);
  });
});

describe('the requests', () => {
  const times = ({ requests }: Rig): number[] => requests.flatMap(({ at, what }) => (what === 'graph' ? [] : [at]));
  const gaps = (rig: Rig): number[] =>
    times(rig)
      .slice(1)
      .map((at, index) => at - (times(rig)[index] ?? 0));

  test.each([
    { matrixSize: 1, least: 500 },
    { matrixSize: 10, least: 3750 },
  ])('of $matrixSize jobs are at least $least ms apart', async ({ matrixSize, least }) => {
    const nodes = steps('A', 'B', 'C', 'D', 'E');
    const rig = openRig({ nodes: () => nodes, play: saying('x'), matrixSize });
    rig.poll();
    await rig.clock.run(rig.clock.sleep(60 * SECOND));
    await rig.clock.run(rig.live.close());
    expect(times(rig).length).toBeGreaterThanOrEqual(10);
    expect(Math.min(...gaps(rig))).toBeGreaterThanOrEqual(least);
  });

  test('wait for the end of a back-off', async () => {
    const rig = openRig({ play: saying('x'), backOffUntil: 40 * SECOND });
    rig.poll();
    await rig.clock.run(rig.clock.sleep(50 * SECOND));
    await rig.clock.run(rig.live.close());
    expect(rig.requests.map(({ at }) => at >= 40 * SECOND)).toEqual(rig.requests.map(() => true));
    expect(rig.printed).toEqual(['│ x']);
  });

  test('wait for a back-off that begins in the meantime, and are then sent one by one', async () => {
    const nodes = steps('A', 'B', 'C', 'D');
    const rig = openRig({ nodes: () => nodes, play: saying('x'), backOffFrom: 700, backOffUntil: 40 * SECOND });
    rig.poll();
    await rig.clock.run(rig.clock.sleep(60 * SECOND));
    await rig.clock.run(rig.live.close());
    expect(rig.requests.filter(({ at }) => at >= 700 && at < 40 * SECOND)).toEqual([]);
    expect(times(rig).filter((at) => at < 700)).toHaveLength(2);
    expect(Math.min(...gaps(rig))).toBeGreaterThanOrEqual(500);
  });

  test('pause for all logs when one is refused for the rate limit', async () => {
    const nodes = steps('A', 'B');
    let isRefused = false;
    const rig = openRig({
      nodes: () => nodes,
      play: (position, take, bounds) => {
        if (!isRefused) {
          isRefused = true;
          return Promise.reject(requestError('limited', { retryAfter: 20 * SECOND }));
        }
        return saying(position.step)(position, take, bounds);
      },
    });
    rig.poll();
    await rig.clock.run(rig.clock.sleep(60 * SECOND));
    await rig.clock.run(rig.live.close());
    // B had its turn already when A was refused.
    expect(gaps(rig).some((gap) => gap >= 19 * SECOND)).toBe(true);
    expect(rig.printed.join()).not.toContain('cannot be followed');
    expect(rig.printed).toHaveLength(2);
  });

  test('read the graph soon after a stream has ended, because the next step may be running', async () => {
    let isNext = false;
    const rig = openRig({
      nodes: () => steps('First', ...(isNext ? ['Second'] : [])),
      play: async (position, take, bounds) => {
        if (position.step === 'First' && position.rows === 0) {
          await rig.clock.sleep(8 * SECOND);
          isNext = true;
        }
        return saying(position.step)(position, take, bounds);
      },
    });
    rig.poll();
    await rig.clock.run(rig.clock.sleep(30 * SECOND));
    await rig.clock.run(rig.live.close());
    const second = rig.requests.find(({ what }) => what === 'key of Second')?.at ?? NaN;
    expect(second).toBeLessThanOrEqual(8 * SECOND + 2 * SECOND);
  });
});

describe('a stream', () => {
  test('that Harness ends after an hour is reopened', async () => {
    let openings = 0;
    const { clock, live, printed, poll } = openRig({
      play: async (position, take) => {
        openings += 1;
        position.rows += 1;
        take([`hour ${openings}`]);
        await clock.sleep(HOUR);
      },
    });
    poll();
    await clock.run(clock.sleep(2.5 * HOUR));
    await clock.run(live.close());
    expect(printed).toEqual(['│ hour 1', '│ hour 2', '│ hour 3']);
  });

  test('whose first line comes after minutes is shown, and is requested less and less often until then', async () => {
    const { clock, live, printed, requests, poll } = openRig({
      play: (position, take, bounds) =>
        clock.now() - from < 300 * SECOND
          ? Promise.reject(requestError('reset', { kind: 'refused', status: 404 }))
          : saying('at last')(position, take, bounds),
    });
    const from = clock.now();
    poll();
    await clock.run(clock.sleep(400 * SECOND));
    await clock.run(live.close());
    expect(printed).toEqual(['│ at last']);
    expect(requests.filter(({ at, what }) => what === 'key of Rollout' && at < 300 * SECOND).length).toBeLessThan(12);
  });

  test.each([
    ['refused', requestError('reset', { kind: 'refused', status: 403 }), 1],
    ['broken each time', requestError('reset'), 4],
  ])('that is %s is reported in one sentence', async (_name, error: HarnessError, tries) => {
    const { clock, live, printed, requests, poll } = openRig({ play: () => Promise.reject(error) });
    for (let second = 0; second < 60; second += 10) {
      poll();
      await clock.run(clock.sleep(10 * SECOND));
    }
    await clock.run(live.close());
    expect(printed).toEqual([expect.stringMatching(/^│ Could not stream the log of Deploy › Rollout: /)]);
    expect(requests.filter(({ what }) => what === 'key of Rollout')).toHaveLength(tries);
  });

  test('ends within 1.5 s of the execution, and immediately on a cancel', async () => {
    for (const isCancelled of [false, true]) {
      const { clock, live, cancel, poll } = openRig({
        play: (_position, _take, { signal }) =>
          new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true })),
      });
      poll();
      await clock.run(clock.sleep(10 * SECOND));
      const from = clock.now();
      if (isCancelled) {
        cancel();
      }
      await clock.run(live.close());
      expect(clock.now() - from).toBe(isCancelled ? 0 : 1500);
    }
  });
});
