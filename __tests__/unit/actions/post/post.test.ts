/** Post sends no request to Harness if main has finished. */
import { describe, expect, test } from '@jest/globals';

import { readRuntimeInputs } from '../../../../src/runtime-inputs/inputs.ts';
import { POST_STATE } from '../../../../src/lifecycle/post-state.ts';
import { NOON } from '../../../support/job/clock.ts';
import { killedMain, openJob } from '../../../support/job/job.ts';
import { postStateIn, openStep, runMain } from '../../../support/job/step.ts';

describe('after a main that finished', () => {
  test('post sends no request to Harness', async () => {
    const job = openJob();
    const main = await job.main();
    const before = job.harness.requests.length;
    await job.post(main);
    expect(job.harness.requests).toHaveLength(before);
  });

  test('post sends no request to Harness when the inputs were wrong', async () => {
    const job = openJob();
    const step = openStep({ clock: job.clock });
    await expect(
      job.clock.run(runMain(step, job.harness, { inputs: { inputs: readRuntimeInputs('region: eu', '') } })),
    ).rejects.toThrow('nothing was started');
    const before = job.harness.requests.length;
    await job.post({ step, verdict: undefined, took: 0 });
    expect(job.harness.requests).toHaveLength(before);
  });

  test('post sends no request to Harness when the state is missing or invalid', async () => {
    const job = openJob();
    const main = await killedMain(job);
    const before = job.harness.requests.length;
    for (const state of [new Map<string, string>(), new Map([[POST_STATE, '{"main":"unfinished"}']])]) {
      await job.post({ ...main, step: { ...main.step, state } });
    }
    expect(job.harness.requests).toHaveLength(before);
  });
});

test('the post state is saved before the start', async () => {
  const job = openJob();
  const main = await killedMain(job);
  expect(postStateIn(main.step.state)?.since).toBeLessThanOrEqual(NOON + 400);
});
