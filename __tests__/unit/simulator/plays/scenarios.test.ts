/** The scenarios, played to their ends. */
import { expect, test } from '@jest/globals';

import { scenarios, startSimulator } from '../../../../src/simulator/simulator.ts';
import { SHAPES } from '../../../support/harness/shapes.ts';
import {
  ask,
  at,
  begin,
  GRAPH,
  play,
  read,
  simulate,
  SUMMARY,
  summaryOf,
  until,
} from '../../../support/harness/simulator.ts';

const ENDS: Readonly<Record<string, string>> = {
  green: 'Success',
  red: 'Failed',
  slow: 'Success',
  skipped: 'Skipped',
  conditional: 'Success',
  suspended: 'Suspended',
  parallel: 'Success',
  'new-image': 'Success',
  'old-outcomes': 'Success',
  approval: 'Success',
  'approval-forever': 'ApprovalWaiting',
  'approval-two': 'ApprovalWaiting',
  'approval-foreign': 'ApprovalWaiting',
  'approval-four-eyes': 'ApprovalWaiting',
  approvals: 'ApprovalWaiting',
  rejected: 'ApprovalRejected',
  queued: 'Success',
  'queued-forever': 'Queued',
  locked: 'Success',
  intervention: 'InterventionWaiting',
  'input-waiting': 'InputWaiting',
  'upload-waiting': 'UploadWaiting',
  paused: 'Paused',
  unknown: 'Success',
  'unknown-forever': 'Reticulating',
  'tests-failed': 'Failed',
  ignored: 'IgnoreFailed',
  'policy-denied': 'Errored',
  expired: 'Expired',
  frozen: 'AbortedByFreeze',
  errored: 'Errored',
  retried: 'Failed',
  'no-delegate': 'Failed',
  'verify-failed': 'Failed',
  'chaos-failed': 'Failed',
  'policy-failed': 'Failed',
  aborted: 'Aborted',
  'aborted-unnamed': 'Aborted',
  'aborted-early': 'Aborted',
  'busy-abort': 'Running',
  stubborn: 'Running',
  matrix: 'Failed',
  'multi-service': 'Success',
  loop: 'Success',
  rollback: 'Failed',
  'pipeline-rollback': 'Failed',
  'nothing-to-undo': 'Failed',
  chained: 'Failed',
  'chained-deep': 'Failed',
  'late-graph': 'Failed',
  'late-log': 'Failed',
  'huge-log': 'Failed',
  'no-log': 'Failed',
  'no-graph': 'Success',
  'live-log': 'Success',
  'big-5000': 'Success',
};
/** Pipelines that are refused, with the HTTP status of the refusal. */
const REFUSED = {
  missing: 400,
  draft: 400,
  forbidden: 403,
  'out-of-sync': 400,
  broken: 400,
  'remote-missing': 400,
  'server-error': 500,
};

test('are all named here', () => {
  expect(scenarios().map(({ name }) => name)).toEqual([...Object.keys(ENDS), ...Object.keys(REFUSED)]);
  expect(scenarios().filter(({ about }) => about === '')).toEqual([]);
});

test.each(Object.entries(ENDS))('%s ends as %s, with every response in the shape of Harness', async (name, ends) => {
  const simulator = await simulate({ speed: name === 'slow' ? 4_000 : 400 });
  const id = await begin(simulator, name);
  const problems = new Set<string>();
  await until(async () => {
    const { json } = await read(simulator, id, GRAPH);
    for (const problem of SHAPES.graph(json, name)) problems.add(problem);
    return at(json, `${SUMMARY}.status`) === ends;
  });
  expect([...problems]).toEqual([]);
  const over = at(await summaryOf(simulator, id), 'endTs') !== undefined;
  expect(over).toBe(!/Waiting|Queued|Paused|Running|Reticulating/.test(ends));
});

test.each([
  ['queued', 1_000, 'QueuedExecutionConcurrencyReached'],
  ['approval', 4_000, 'ApprovalWaiting'],
  ['aborted', 5_500, 'Discontinuing'],
  ['unknown', 2_000, 'Reticulating'],
  ['parallel', 4_000, 'Running'],
  ['locked', 1_000, 'ResourceWaiting'],
])('%s is %i ms after its start %s', async (pipeline, agoMs, status) => {
  const simulator = await simulate({ speed: 1 });
  expect(simulator.past({ pipeline, agoMs }).status).toBe(status);
});

test.each(Object.entries(REFUSED))('%s is refused at the start', async (name, status) => {
  const simulator = await simulate();
  const answer = await ask(simulator, `POST /pipeline/api/pipeline/execute/${name}`);
  expect([answer.status, SHAPES.error(answer.json, name)]).toEqual([status, []]);
  expect(simulator.executions).toHaveLength(0);
});

test('any other pipeline runs the chosen scenario, with the same durations at any speed', async () => {
  const simulator = await simulate({ scenario: 'red' });
  const summary = await summaryOf(simulator, await play(simulator, 'deploy_prod'));
  expect([at(summary, 'name'), at(summary, 'status')]).toEqual(['Deploy Prod', 'Failed']);
  expect(Number(at(summary, 'endTs')) - Number(at(summary, 'startTs'))).toBe(7_000);
  await expect(startSimulator({ scenario: 'nonsense' })).rejects.toThrow("no scenario 'nonsense'");
});
