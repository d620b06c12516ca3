import { expect, test } from '@jest/globals';

import type { ListedExecution } from '../../../src/harness/execution.ts';
import { executionRef } from '../../../src/harness/links.ts';
import { connect } from '../../../src/lifecycle/connect.ts';
import { openHistory } from '../../../src/lifecycle/pipeline-history.ts';
import { newPostState } from '../../../src/lifecycle/post-state.ts';
import { NOON } from '../../support/job/clock.ts';
import { type Job, openJob } from '../../support/job/job.ts';
import { NONCE, openStep, runInputs, SCOPE } from '../../support/job/step.ts';
import { report } from '../../support/reports.ts';

const MINUTE = 60_000;
const REF = executionRef({ scope: SCOPE, pipeline: 'deploy_prod' }, 'own');

/** A job in whose pipeline three executions took so many minutes each. */
function jobAfter(...minutes: readonly number[]): Job {
  const job = openJob();
  minutes.forEach((took, index) => {
    const beats = [
      { after: 0, status: 'Running' },
      { after: took * MINUTE, status: 'Success' },
    ];
    job.harness.add({ id: `past-${index}`, notes: '', score: { beats }, startedAt: NOON - 300 * MINUTE + index });
  });
  return job;
}

function opened(job: Job, more: Partial<Parameters<typeof openHistory>[0]> = {}): ReturnType<typeof openHistory> {
  const inputs = runInputs();
  const step = openStep({ clock: job.clock });
  const connection = connect(step, { ...inputs, matrixSize: 1 }, job.harness.open(step.name, step.isAlive));
  const session = { step, connection, postState: newPostState(inputs, { nonce: NONCE, now: NOON }) };
  return openHistory({ session, ref: REF, deadline: NOON + 60 * MINUTE, isReadable: true, ...more });
}

test('it is read when the pace asks for durations, in one request of so many ms', async () => {
  const job = jobAfter(1, 3, 5);
  const history = opened(job);
  expect([history.runs(), job.requestsOf('history')]).toEqual([undefined, []]);
  const durations = await job.clock.run(history.durations?.(2000) ?? Promise.resolve([]));
  expect(durations.toSorted((one, other) => one - other)).toEqual([MINUTE, 3 * MINUTE, 5 * MINUTE]);
  expect(job.requestsOf('history').map(({ limit }) => limit)).toEqual([2000]);
  expect(history.runs()).toEqual({ usual: 3 * MINUTE, results: ['succeeded', 'succeeded', 'succeeded'] });
});

test('its request takes no longer than the step has left', async () => {
  const job = jobAfter(1, 3, 5);
  const history = opened(job, { deadline: NOON + 700 });
  await job.clock.run(history.durations?.(2000) ?? Promise.resolve([]));
  expect(job.requestsOf('history').map(({ limit }) => limit)).toEqual([700]);
});

test('what was listed already needs no request', async () => {
  const job = openJob();
  const listed = [1, 3, 5].map((minutes): ListedExecution => {
    const { snapshot } = report('Success', minutes * 60);
    return { ref: { ...REF, id: `past-${minutes}` }, snapshot, hasNotes: false, event: undefined };
  });
  const history = opened(job, { listed });
  expect(history.runs()?.usual).toBe(3 * MINUTE);
  expect(await history.durations?.(2000)).toEqual([MINUTE, 3 * MINUTE, 5 * MINUTE]);
  expect(job.requestsOf('history')).toEqual([]);
});

test('nothing is read without a key, or where the pipeline is not known', () => {
  expect(opened(openJob(), { isReadable: false }).durations).toBeUndefined();
  expect(opened(openJob(), { ref: { ...REF, pipeline: '' } }).durations).toBeUndefined();
});
