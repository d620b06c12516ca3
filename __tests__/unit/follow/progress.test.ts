/** The log while an execution runs: one line when something changes, one a minute when nothing does, and nothing else. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { openProgress, type Progress } from '../../../src/follow/progress.ts';
import { HarnessError } from '../../../src/harness/errors.ts';
import type { Snapshot, Stage } from '../../../src/harness/execution.ts';
import { phaseOf } from '../../../src/harness/status.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { report, stage } from '../../support/reports.ts';

const START = Date.UTC(2026, 1, 12, 18, 42, 10);
const MINUTE = 60_000;

/** A progress whose clock the test turns; `at` is in ms since the step's start. */
function open(): Progress & { readonly at: (ms: number) => void; readonly lines: () => string[] } {
  let now = START;
  const printed: string[] = [];
  const progress = openProgress({ print: (line) => printed.push(line), now: () => now, from: START });
  return {
    ...progress,
    at: (ms) => {
      now = START + ms;
    },
    lines: () => printed.splice(0),
  };
}

function snapshot(status: string, stages: readonly Stage[] = []): Snapshot {
  return { ...report(status, undefined).snapshot, stages };
}

const failure = (detail: string): HarnessError =>
  new HarnessError({
    kind: 'lost',
    purpose: 'read execution E',
    origin: 'https://app.harness.io',
    code: 'ECONNRESET',
    detail,
  });

test('prints a successful run line by line', () => {
  const { onSnapshot, onIdle, at, lines } = open();
  const see = (ms: number, status: string, ...stages: Stage[]): void => {
    at(ms);
    onSnapshot(snapshot(status, stages));
    onIdle(snapshot(status, stages));
  };
  const build = stage('Build', 'Success', { after: 4, took: 64 });
  const deploy = { after: 360 };
  see(0, 'Queued');
  see(4000, 'Running', stage('Build', 'Running', { after: 4 }), stage('Deploy', 'NotStarted'));
  see(30_000, 'Running', stage('Build', 'AsyncWaiting', { after: 4 }), stage('Deploy', 'NotStarted'));
  see(68_000, 'ApprovalWaiting', build, stage('Deploy', 'ApprovalWaiting'));
  see(100_000, 'ApprovalWaiting', build, stage('Deploy', 'ApprovalWaiting'));
  see(140_000, 'ApprovalWaiting', build, stage('Deploy', 'ApprovalWaiting'));
  see(362_000, 'Running', build, stage('Deploy', 'Running', deploy));
  see(571_000, 'Success', build, stage('Deploy', 'Success', { ...deploy, took: 211 }));
  expect(lines()).toEqual([
    '     0s ○ queued',
    '     4s ● Build              running',
    ' 1m 08s ✔ Build              succeeded in 1m 04s',
    ' 1m 08s ⏸ Deploy             waiting for approval',
    ' 2m 20s   still waiting for approval (1m 12s), stage 2 of 2',
    ' 6m 02s ● Deploy             running',
    ' 9m 31s ✔ Deploy             succeeded in 3m 31s',
  ]);
});

describe('a stage', () => {
  const shown = (one: Stage): string[] => {
    const { onSnapshot, at, lines } = open();
    at(100_000);
    onSnapshot(snapshot('Running', [one]));
    return lines();
  };

  test.each<[Stage, string]>([
    [
      stage('Deploy', 'Failed', { took: 124, message: 'image\nnot found' }),
      '✖ Deploy             failed in 2m 04s: image not found',
    ],
    [
      stage('Deploy', 'Failed', { took: 124, message: 'of no use', isGroup: true }),
      '✖ Deploy             failed in 2m 04s',
    ],
    [
      stage('Deploy', 'IgnoreFailed', { took: 124 }),
      '⚠ Deploy             succeeded with an ignored failure in 2m 04s',
    ],
    [stage('Deploy', 'Aborted', { took: 1 }), '✖ Deploy             aborted after 1s'],
    [stage('Deploy', 'Expired', { took: 7200 }), '✖ Deploy             expired after 2h 00m'],
    [
      stage('Deploy', 'ApprovalRejected', { took: 9, message: 'Approval Step has been Rejected' }),
      '✖ Deploy             rejected after 9s',
    ],
    [
      stage('Deploy', 'AbortedByFreeze', { startedAt: undefined }),
      '✖ Deploy             stopped by a deployment freeze',
    ],
    [stage('Deploy', 'Skipped', { message: 'when' }), '○ Deploy             not run'],
    [stage('Deploy', 'Discontinuing'), '● Deploy             being aborted'],
    [stage('Deploy', 'Paused'), '⏸ Deploy             paused'],
    [stage('Deploy', 'Reticulating'), '● Deploy             in a status unknown to this version (Reticulating)'],
  ])('%# is one line', (one, line) => {
    expect(shown(one)).toEqual([` 1m 40s ${line}`]);
  });

  test.each(['NotStarted', 'Queued', 'ResourceWaiting', ''])('that is %j has no line', (status) => {
    expect(shown(stage('Deploy', status)).filter((line) => line.includes('Deploy'))).toEqual([]);
  });

  test('of a group is listed under it, with each leg', () => {
    const { onSnapshot, lines } = open();
    const legs = ['eu', 'us'].map((leg) => ({
      ...stage('Region', 'Running', { depth: 1, nodeExecution: leg }),
      name: `Region ${leg}`,
    }));
    onSnapshot(snapshot('Running', [stage('Regions', 'Running', { isGroup: true }), ...legs]));
    expect(lines()).toEqual([
      '     0s ● Regions            running',
      '     0s ●   Region eu        running',
      '     0s ●   Region us        running',
    ]);
    onSnapshot(snapshot('Running', [stage('Regions', 'Running', { isGroup: true }), ...legs]));
    expect(lines()).toEqual([]);
  });

  test('with a long name is truncated, and widens the column', () => {
    const { onSnapshot, lines } = open();
    onSnapshot(snapshot('Running', [stage('A', 'Running'), stage('xx '.repeat(20), 'Running', { depth: 9 })]));
    expect(lines()).toEqual([
      `     0s ● A${' '.repeat(37)} running`,
      `     0s ●         ${'xx '.repeat(9)}xx… running`,
    ]);
  });
});

describe('the execution', () => {
  test('has a line for what no stage shows', () => {
    const { onSnapshot, lines } = open();
    for (const status of [
      'QUEUED_PLAN_CREATION',
      'QueuedLicenseLimitReached',
      'Running',
      'InputWaiting',
      'Reticulating',
      'Paused',
    ]) {
      onSnapshot(snapshot(status));
    }
    expect(lines()).toEqual([
      '     0s ○ queued',
      '     0s ○ queued: license limit reached',
      '     0s ⏸ waiting for input',
      '     0s ● in a status unknown to this version (Reticulating)',
      '     0s ⏸ paused',
    ]);
  });

  test('has no line at its end', () => {
    const { onSnapshot, lines } = open();
    onSnapshot(snapshot('Success'));
    expect(lines()).toEqual([]);
  });
});

test('is reported once a minute without changes', () => {
  const { onSnapshot, onIdle, at, lines } = open();
  const running = snapshot('Running', [stage('Build', 'Running')]);
  onSnapshot(running);
  for (let ms = 0; ms <= 10 * MINUTE; ms += 5000) {
    at(ms);
    onSnapshot(running);
    onIdle(running);
  }
  const printed = lines();
  expect(printed).toHaveLength(11);
  expect(printed[1]).toBe(' 1m 00s   still running (1m 00s)');
  expect(printed[10]).toBe('10m 00s   still running (10m 00s)');
});

describe('the heartbeat', () => {
  const heartbeat = (stages: readonly Stage[], usual?: number, age = 2 * MINUTE): string | undefined => {
    const { onSnapshot, onIdle, onUsual, at, lines } = open();
    onSnapshot(snapshot('Running', stages));
    if (usual !== undefined) {
      onUsual(usual);
    }
    at(age);
    onIdle(snapshot('Running', stages));
    return lines().at(-1);
  };
  const some = [stage('Build', 'Success', { took: 9 }), stage('Deploy', 'Running'), stage('Verify', 'NotStarted')];

  test('has the position of the stage', () => {
    expect(heartbeat(some)).toBe(' 2m 00s   still running (2m 00s), stage 2 of 3');
  });

  test('counts groups, not their members', () => {
    const legs = ['eu', 'us'].map((leg) => stage(leg, 'Running', { depth: 1 }));
    const regions = stage('Regions', 'Running', { isGroup: true });
    expect(heartbeat([some[0] ?? regions, regions, ...legs])).toContain('stage 2 of 2');
  });

  test('has no position for a single stage, or before the first', () => {
    expect(heartbeat([stage('Build', 'Running')])).toBe(' 2m 00s   still running (2m 00s)');
    expect(heartbeat(['A', 'B'].map((name) => stage(name, 'NotStarted')))).not.toContain('stage');
  });

  test('has the usual end until that time has passed', () => {
    expect(heartbeat(some, 250_000)).toContain(', stage 2 of 3, usually ends in 2m 10s');
    expect(heartbeat(some, 250_000, 300_000)).toContain(', stage 2 of 3, usually takes 4m 10s');
  });
});

describe('Harness being unreachable', () => {
  test('is reported when it begins, while it lasts, and when it ends', () => {
    const { onDisconnect, onReconnect, at, lines } = open();
    at(10_000);
    onDisconnect(failure('read ECONNRESET'), { since: 0, pause: 300 });
    at(70_000);
    onDisconnect(failure('read ECONNRESET'), { since: MINUTE, pause: 4000 });
    at(130_000);
    onReconnect(2 * MINUTE);
    expect(lines()).toEqual([
      '    10s … Harness unreachable, retrying: Lost the connection to https://app.harness.io while trying to read execution E (ECONNRESET).',
      ' 1m 10s … Harness still unreachable (1m 00s), retrying: Lost the connection to https://app.harness.io while trying to read execution E (ECONNRESET).',
      ' 2m 10s … Harness reachable again after 2m 00s.',
    ]);
  });

  test('is reported with the wait that Harness asks for', () => {
    const { onDisconnect, lines } = open();
    onDisconnect(new HarnessError({ kind: 'limited', purpose: 'x', origin: 'y', detail: '' }), {
      since: 0,
      pause: 45_000,
    });
    expect(lines()[0]).toMatch(/Harness unreachable, retrying in 45s: /);
  });

  test('delays the next heartbeat by a minute', () => {
    const { onSnapshot, onIdle, onDisconnect, at, lines } = open();
    const running = snapshot('Running', [stage('Build', 'Running')]);
    onSnapshot(running);
    at(50_000);
    onDisconnect(failure('x'), { since: 0, pause: 0 });
    lines();
    at(MINUTE);
    onIdle(running);
    expect(lines()).toEqual([]);
    at(110_000);
    onIdle(running);
    expect(lines()).toHaveLength(1);
  });
});

test('any text from Harness stays on one line', () => {
  const text = fc.string({ unit: anyCharacter, maxLength: 60 });
  const stages = fc.array(
    fc.record({ id: text, name: text, status: text, message: fc.option(text, { nil: undefined }), depth: fc.nat(20) }),
    { maxLength: 4 },
  );
  fc.assert(
    fc.property(text, stages, (status, some) => {
      const { onSnapshot, onIdle, at, lines } = open();
      const seen = snapshot(
        status,
        some.map((one) => ({ ...one, phase: phaseOf(one.status), isGroup: false })),
      );
      onSnapshot(seen);
      at(2 * MINUTE);
      onIdle(seen);
      for (const line of lines()) {
        expect(line).not.toMatch(/[\u0000-\u0008\u000A-\u001F\u007F-\u009F\p{Cs}\u2028\u2029\u202E]/u);
      }
    }),
  );
});
