/** The rows of the fault matrix for the two other actions that change something in Harness with one request. */
import type { Fault } from '../../../src/simulator/simulator.ts';
import { ALL, end, type End, KEY, OPEN, PASSING, type Row, type Scene, without } from './table.ts';

const APPROVE: Scene = { action: 'approve', runs: { pipeline: 'approval-forever', by: 'hand' }, with: {} };
const approve = (row: Pick<Row, 'on' | 'when' | 'ends'> & Partial<Row>): Row => ({
  which: 'the first',
  scene: APPROVE,
  ...row,
});
const APPROVED = end('green', 'approved', 1);
/** Nothing was decided. */
const undecided = (status: string): End => end('red', status, 0);
const DECISION_LOST: Fault = { on: 'approve', acts: true, do: { kind: 'reset' } };

const APPROVALS: readonly Row[] = [
  approve({
    on: 'read',
    when: '`approve`, finding the execution',
    follows: 'nothing',
    ends: [
      [APPROVED, PASSING],
      [undecided('unknown'), ['400', ...KEY, '404', 'a redirect']],
    ],
  }),
  approve({
    on: 'approvals',
    when: '`approve`, what waits',
    follows: { kind: 'read' },
    ends: [
      [APPROVED, without(PASSING, 'no object')],
      // An empty list is an answer here: nothing waits.
      [undecided(''), ['no object', '400', ...KEY]],
      [undecided('unknown'), ['404', 'a redirect']],
    ],
  }),
  approve({
    on: 'authorization',
    when: '`approve`, whether this person may',
    follows: { kind: 'approvals' },
    ends: [
      [APPROVED, [...PASSING, ...KEY, '404']],
      [undecided('unknown'), ['400', 'a redirect']],
    ],
  }),
  approve({
    on: 'approve',
    when: 'it certainly did not arrive, or was refused',
    follows: { kind: 'authorization' },
    ends: [
      [APPROVED, ['connection refused', '429 with Retry-After', '429 without']],
      [undecided('waiting'), ['400', ...KEY, '404']],
    ],
  }),
  approve({
    on: 'approve',
    when: 'Harness took the decision, its answer is lost',
    scene: { ...APPROVE, within: 150 },
    acts: true,
    ends: [[APPROVED, ['reset after Harness acted', ...OPEN]]],
  }),
  approve({
    on: 'approve',
    when: 'Harness took no decision, its answer is lost: looked up for 90 s',
    scene: { ...APPROVE, within: 130 },
    takes: 95,
    acts: false,
    ends: [[undecided('unknown'), ['reset before Harness acts', '503 as a page']]],
  }),
  approve({
    on: 'approval',
    when: 'looking up a decision whose answer was lost',
    scene: { ...APPROVE, before: [DECISION_LOST] },
    ends: [
      [APPROVED, [...without(PASSING, 'connection refused'), ...KEY, '404']],
      [end('red', 'unknown', 1), ['400', 'a redirect']],
    ],
  }),
];

const ROLLBACK: Scene = {
  action: 'rollback',
  with: { service: 'web', environment: 'prod', infrastructure: 'prod_cluster', timeout: '20s' },
};

const ROLLBACKS: readonly Row[] = [
  {
    on: 'rollback',
    when: 'it certainly did not arrive, or was refused',
    which: 'the first',
    scene: ROLLBACK,
    follows: 'nothing',
    ends: [
      [end('green', 'succeeded', 1), ['connection refused', '429 with Retry-After', '429 without']],
      [end('red', 'failed', 0), ['400', ...KEY, '404']],
    ],
  },
  {
    on: 'rollback',
    when: 'Harness started it, its answer is lost: in doubt at once, without a search',
    which: 'the first',
    scene: ROLLBACK,
    acts: true,
    ends: [[end('red', 'unknown', 1), ['reset after Harness acted', ...OPEN]]],
  },
  {
    on: 'rollback',
    when: 'Harness did not start it, its answer is lost: the same',
    which: 'the first',
    scene: ROLLBACK,
    acts: false,
    ends: [[end('red', 'unknown', 0), ['reset before Harness acts', ...OPEN]]],
  },
  {
    on: 'read',
    when: 'a rollback, which pipeline does it',
    which: 'the first',
    scene: ROLLBACK,
    follows: { kind: 'rollback' },
    ends: [[end('green', 'succeeded', 1), ALL]],
  },
];

/** `approve` first, then `rollback`, each in the order of a run. */
export const APPROVE_AND_ROLLBACK: readonly Row[] = [...APPROVALS, ...ROLLBACKS];
