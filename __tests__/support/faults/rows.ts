/** The fault matrix: which request meets with which fault, and how the step has to end. What it is held against are the promises. */
import type { Fault } from '../../../src/simulator/simulator.ts';
import { APPROVE_AND_ROLLBACK } from './approve-and-rollback.ts';
import { ALL, end, type End, KEY, OPEN, PASSING, type Row, type Scene, without } from './table.ts';

const aborted = (step: End['step'], status: string): End => ({ step, status, starts: 1, isAborted: true });

const SUCCEEDED = end('green', 'succeeded', 1);
const FAILED = end('red', 'failed', 1);
const REFUSED = end('red', 'failed', 0);
const WRONG_INPUT = end('red', '', 0);
const IN_DOUBT = end('red', 'unknown', 0);
const UNKNOWN = end('red', 'unknown', 1);
const STILL_RUNNING = end('red', 'running', 1);

/** One of each kind, where all of them go one way and each takes its time. */
const SOME = ['connection refused', 'no answer', '503 as a page', 'a login page', '403', '404'] as const;

const GREEN = { with: { pipeline: 'green' } };
/** Ends between the third poll and the fourth. */
const MIN_SEARCHES = { with: { pipeline: 'green', 'poll-interval': '1s' }, speed: 3 };
const SLOW = { pipeline: 'slow', 'poll-interval': '1m' };
const LOST: Fault = { on: 'start', acts: true, do: { kind: 'reset' } };
const NOT_YET: Fault = {
  on: 'list',
  do: { kind: 'replace', body: () => ({ status: 'SUCCESS', data: { content: [] } }) },
};
const RERUN = { with: { pipeline: 'slow', wait: 'false' }, speed: 1, isRerun: true };
const LEFT = end('green', 'running', 1);
const RETRY = { with: { timeout: '10s' }, isRetry: true };
const SHORT = { with: { pipeline: 'green', timeout: '7s' }, within: 40 };
const OVERDUE = { with: { ...SLOW, timeout: '6s', 'on-timeout': 'abort' }, speed: 1, within: 60 };
const CANCELLED: Scene = { with: SLOW, speed: 1, until: { arrived: 'read', how: 'cancel' }, within: 100 };
const KILLED: Scene = { with: SLOW, speed: 1, until: { arrived: 'read', how: 'kill' }, within: 100 };
const KILLED_AT_START: Scene = {
  with: SLOW,
  speed: 1,
  before: [{ on: 'start', acts: true, do: { kind: 'stall' } }],
  until: { arrived: 'start', how: 'kill' },
  within: 160,
};

const BEFORE: readonly Row[] = [
  {
    on: 'template',
    when: 'before the start',
    which: 'the first',
    scene: GREEN,
    follows: 'nothing',
    ends: [
      [SUCCEEDED, [...PASSING, '400', '403', '404']],
      [REFUSED, ['401', 'a redirect']],
    ],
  },
  {
    on: 'template',
    when: 'before the start',
    which: 'each',
    scene: SHORT,
    follows: 'nothing',
    ends: [
      [SUCCEEDED, ['400', '403', '404']],
      [REFUSED, [...PASSING, '401', 'a redirect']],
    ],
  },
  {
    on: 'input-set',
    when: 'before the start',
    which: 'the first',
    scene: { with: { pipeline: 'build', 'input-sets': 'main' } },
    follows: 'nothing',
    ends: [
      [SUCCEEDED, PASSING],
      [WRONG_INPUT, ['400', '403', '404']],
      [REFUSED, ['401', 'a redirect']],
    ],
  },
  {
    on: 'stages-list',
    when: 'before the start',
    which: 'the first',
    scene: { with: { pipeline: 'selective', stages: 'notify', inputs: 'version: 1' } },
    follows: 'nothing',
    ends: [
      [SUCCEEDED, [...PASSING, '400', '403', '404']],
      [REFUSED, ['401', 'a redirect']],
    ],
  },
  {
    on: 'list',
    when: 're-run, searching for the earlier attempt',
    which: 'the first',
    scene: RERUN,
    follows: 'nothing',
    ends: [
      [LEFT, [...PASSING, ...KEY, '404']],
      [FAILED, ['400', 'a redirect']],
    ],
  },
  {
    on: 'notes',
    when: 're-run, searching for the earlier attempt',
    which: 'the first',
    scene: RERUN,
    follows: { kind: 'list' },
    ends: [
      [LEFT, [...PASSING, ...KEY]],
      [end('green', 'running', 2), ['400', '404']],
      [FAILED, ['a redirect']],
    ],
  },
  {
    on: 'inputset-v2',
    when: 'before a retry',
    which: 'the first',
    scene: { ...RETRY, with: {} },
    follows: { kind: 'read' },
    ends: [
      [SUCCEEDED, [...PASSING, ...KEY, '404']],
      [REFUSED, ['400', 'a redirect']],
    ],
  },
];

const STARTS: readonly Row[] = [
  {
    on: 'start',
    when: 'it certainly did not arrive, or was refused',
    which: 'the first',
    scene: GREEN,
    follows: { kind: 'template' },
    ends: [
      [SUCCEEDED, ['connection refused', '429 with Retry-After', '429 without']],
      [REFUSED, ['400', ...KEY, '404']],
    ],
  },
  {
    on: 'start',
    when: 'until the timeout it certainly did not arrive',
    which: 'each',
    scene: SHORT,
    ends: [[REFUSED, ['429 with Retry-After', '429 without']]],
  },
  {
    // Its connection is opened while the template is awaited: it arrives, and nothing after it does.
    on: 'start',
    when: 'over the connection that is open already, then nothing listens',
    which: 'each',
    scene: SHORT,
    follows: { kind: 'template' },
    ends: [[end('red', 'unknown', 1), ['connection refused']]],
  },
  {
    on: 'start',
    when: 'Harness started it, its answer is lost',
    which: 'the first',
    scene: { with: { pipeline: 'green', timeout: '10s' } },
    acts: true,
    ends: [[SUCCEEDED, ['reset after Harness acted', ...OPEN]]],
  },
  {
    on: 'start',
    when: 'Harness did not start it, its answer is lost, until the timeout',
    which: 'the first',
    scene: SHORT,
    acts: false,
    ends: [[IN_DOUBT, ['reset before Harness acts', ...OPEN]]],
  },
  {
    on: 'start',
    when: 'the same with enough time: searched for over 90 s',
    which: 'the first',
    scene: { ...GREEN, within: 130 },
    takes: 95,
    acts: false,
    ends: [[IN_DOUBT, ['reset before Harness acts', '503 as a page']]],
  },
  {
    on: 'retry',
    when: 'instead of a start',
    which: 'the first',
    scene: RETRY,
    follows: { kind: 'inputset-v2' },
    acts: true,
    ends: [
      [SUCCEEDED, ['connection refused', '429 with Retry-After', '429 without', 'reset after Harness acted', ...OPEN]],
      [REFUSED, ['400', ...KEY, '404']],
    ],
  },
  {
    on: 'list',
    when: 'searching for a start whose answer was lost',
    which: 'the first',
    scene: { ...GREEN, before: [LOST] },
    ends: [
      [SUCCEEDED, [...without(PASSING, 'connection refused'), ...KEY, '404']],
      [UNKNOWN, ['400', 'a redirect']],
    ],
  },
  {
    on: 'list',
    when: 'searching for a start whose answer was lost',
    which: 'the second',
    scene: { ...GREEN, before: [LOST, NOT_YET] },
    ends: [
      [SUCCEEDED, [...without(PASSING, 'connection refused'), ...KEY, '404']],
      [UNKNOWN, ['400', 'a redirect']],
    ],
  },
  {
    on: 'list',
    when: 'searching for a start whose answer was lost',
    which: 'each',
    scene: { ...SHORT, before: [LOST] },
    ends: [[UNKNOWN, without(ALL, 'connection refused')]],
  },
  {
    on: 'notes',
    when: 'searching for a start whose answer was lost',
    which: 'the first',
    scene: { ...GREEN, before: [LOST] },
    follows: { kind: 'list' },
    ends: [
      [SUCCEEDED, [...PASSING, '400', ...KEY, '404']],
      [UNKNOWN, ['a redirect']],
    ],
  },
  {
    on: 'notes',
    when: 'searching for a start whose answer was lost',
    which: 'each',
    scene: { ...SHORT, before: [LOST] },
    follows: { kind: 'list' },
    ends: [[UNKNOWN, ALL]],
  },
];

const read = (which: Row['which'], follows: Row['follows']): Row => ({
  on: 'read',
  when: 'following',
  which,
  scene: MIN_SEARCHES,
  ...(follows === undefined ? {} : { follows }),
  ends: [
    [SUCCEEDED, [...PASSING, ...KEY, '404']],
    [UNKNOWN, ['400', 'a redirect']],
  ],
});

const FOLLOWING: readonly Row[] = [
  read('the first', { kind: 'start' }),
  read('the second', { kind: 'read' }),
  read('the last', { kind: 'read', number: 3 }),
  {
    on: 'read',
    when: 'following, until the timeout',
    which: 'each',
    scene: { with: { pipeline: 'slow', timeout: '6s' }, speed: 1, within: 30 },
    follows: { kind: 'start' },
    ends: [[UNKNOWN, ALL]],
  },
  {
    on: 'read',
    when: 'following, with time enough: not found for 60 s',
    which: 'each',
    scene: { with: { pipeline: 'slow' }, speed: 1, within: 90 },
    takes: 65,
    ends: [[UNKNOWN, ['404']]],
  },
  {
    on: 'validate',
    when: 'following, after 60 s of login pages; the timeout is 70 s',
    which: 'the first',
    scene: {
      with: { pipeline: 'slow', timeout: '70s' },
      speed: 1,
      before: [{ on: 'read', times: Infinity, do: { kind: 'html' } }],
      within: 95,
    },
    takes: 72,
    ends: [[UNKNOWN, ['400', ...KEY, '503 as a page', 'no answer', 'a redirect']]],
  },
  {
    on: 'approvals',
    when: 'while a person is waited for',
    which: 'the first',
    scene: { with: { pipeline: 'approval', 'poll-interval': '1s' }, speed: 3 },
    ends: [[SUCCEEDED, without(ALL, 'connection refused')]],
  },
  {
    on: 'graph',
    when: 'after the end',
    which: 'the first',
    scene: GREEN,
    follows: { kind: 'read' },
    ends: [[SUCCEEDED, ALL]],
  },
  {
    on: 'graph',
    when: 'after the end',
    which: 'each',
    scene: GREEN,
    follows: { kind: 'read' },
    takes: 20,
    ends: [[SUCCEEDED, SOME]],
  },
  {
    on: 'log',
    when: 'after a failure',
    which: 'the first',
    scene: { with: { pipeline: 'red', logs: 'failed' } },
    follows: { kind: 'graph' },
    ends: [[FAILED, ALL]],
  },
  {
    on: 'log',
    when: 'after a failure',
    which: 'each',
    scene: { with: { pipeline: 'red', logs: 'failed' } },
    follows: { kind: 'graph' },
    takes: 20,
    ends: [[FAILED, SOME]],
  },
];

const ABORTS: readonly Row[] = [
  {
    on: 'interrupt',
    when: 'over time, on-timeout: abort',
    which: 'the first',
    scene: OVERDUE,
    follows: { kind: 'read', number: 2 },
    ends: [
      [aborted('red', 'aborted'), [...PASSING, ...KEY, '404']],
      [STILL_RUNNING, ['400', 'a redirect']],
    ],
  },
  {
    on: 'interrupt',
    when: 'over time, on-timeout: abort',
    which: 'each',
    scene: OVERDUE,
    follows: { kind: 'read', number: 2 },
    takes: 40,
    ends: [[STILL_RUNNING, SOME]],
  },
  {
    on: 'interrupt',
    when: 'cancelled while following: main, then post',
    which: 'the first',
    scene: CANCELLED,
    follows: 'nothing',
    ends: [[aborted('cancelled', 'running'), ALL]],
  },
  {
    on: 'interrupt',
    when: 'cancelled while following: main, then post',
    which: 'each',
    scene: CANCELLED,
    takes: 65,
    ends: [[end('cancelled', 'running', 1), ['403', '503 as a page']]],
  },
  {
    on: 'read',
    when: 'main was killed while following: post',
    which: 'the first',
    scene: KILLED,
    follows: 'nothing',
    ends: [[aborted('killed', 'running'), ALL]],
  },
  {
    on: 'interrupt',
    when: 'main was killed while following: post',
    which: 'the first',
    scene: KILLED,
    follows: { kind: 'read' },
    ends: [
      [aborted('killed', 'running'), [...PASSING, ...KEY, '404']],
      [end('killed', 'running', 1), ['400', 'a redirect']],
    ],
  },
  {
    on: 'list',
    when: 'main was killed during the start: post',
    which: 'the first',
    scene: KILLED_AT_START,
    follows: 'nothing',
    ends: [
      [aborted('killed', ''), [...PASSING, ...KEY, '404']],
      [end('killed', '', 1), ['400', 'a redirect']],
    ],
  },
  {
    on: 'notes',
    when: 'main was killed during the start: post',
    which: 'the first',
    scene: KILLED_AT_START,
    follows: { kind: 'list' },
    ends: [
      [aborted('killed', ''), [...PASSING, '400', ...KEY, '404']],
      [end('killed', '', 1), ['a redirect']],
    ],
  },
];

const BY_HAND = { pipeline: 'approval-forever', by: 'hand' } as const;
const ANOTHER_RUN = { pipeline: 'approval-forever', by: 'another run' } as const;
const REPLACE: Scene = {
  runs: ANOTHER_RUN,
  with: { pipeline: 'approval-forever', 'if-running': 'replace', wait: 'false' },
};

const REPLACED: End = { ...end('green', 'running', 2), isAborted: true };

const IF_RUNNING: readonly Row[] = [
  {
    on: 'list',
    when: 'if-running: follow',
    which: 'the first',
    scene: {
      runs: BY_HAND,
      with: { pipeline: 'approval-forever', 'if-running': 'follow', 'on-waiting': 'detach' },
    },
    follows: 'nothing',
    ends: [
      [end('green', 'waiting', 0), [...PASSING, ...KEY, '404']],
      [REFUSED, ['400', 'a redirect']],
    ],
  },
  {
    on: 'notes',
    when: 'if-running: replace, whose the other one is',
    which: 'the first',
    scene: REPLACE,
    follows: { kind: 'list' },
    ends: [
      [REPLACED, [...PASSING, ...KEY]],
      [end('green', 'running', 2), ['400', '404']],
      [FAILED, ['a redirect']],
    ],
  },
  {
    on: 'interrupt',
    when: 'if-running: replace, aborting the other one',
    which: 'the first',
    scene: REPLACE,
    follows: { kind: 'notes' },
    ends: [
      [REPLACED, [...PASSING, ...KEY, '404']],
      [FAILED, ['400', 'a redirect']],
    ],
  },
];

/** The whole matrix, in the order of a run. */
export const ROWS: readonly Row[] = [
  ...BEFORE,
  ...IF_RUNNING,
  ...STARTS,
  ...FOLLOWING,
  ...ABORTS,
  ...APPROVE_AND_ROLLBACK,
];
