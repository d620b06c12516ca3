/** Whole runs as files that one can open and read: log, annotations, outputs, names of the state, summary, requests. */
import { setTimeout as sleep } from 'node:timers/promises';

import { afterAll, describe, expect, test } from '@jest/globals';

import type { Fault } from '../../src/simulator/simulator.ts';
import { type Look, onTheWay } from '../support/polls.ts';
import { closeRigs, openRig, type Rig } from '../support/rig.ts';
import type { StepOptions } from '../support/runner/runner.ts';
import { expectGolden, transcript } from '../support/transcript.ts';

afterAll(closeRigs);

const QUEUED: Look = { status: 'Queued' };
const BUILDING: Look = { status: 'Running', stages: { build: 'Running' } };
const DEPLOYING: Look = { status: 'Running', stages: { build: 'Success', deploy: 'Running' } };

async function opened(faults: readonly Fault[] = []): Promise<Rig> {
  const rig = await openRig();
  faults.forEach(rig.simulator.fault);
  return rig;
}

async function expectRun(name: string, faults: readonly Fault[], options: StepOptions): Promise<void> {
  const { simulator, run } = await opened(faults);
  const done = await run({ ...options, with: { 'poll-interval': '1s', logs: 'failed', ...options.with } });
  expectGolden(name, transcript({ ...done, requests: simulator.requests }));
}

describe('the transcript of', () => {
  test.concurrent('a run that succeeds', () =>
    expectRun('green', onTheWay([QUEUED, BUILDING, DEPLOYING]), { with: { pipeline: 'green' } }),
  );

  test.concurrent('a run that fails', () =>
    expectRun('red', onTheWay([BUILDING, DEPLOYING]), { with: { pipeline: 'red' } }),
  );

  test.concurrent('a run in which a person approves', async () => {
    const { simulator, start } = await opened();
    const step = start({ with: { pipeline: 'approval-forever', 'poll-interval': '1s' } });
    await step.waitFor('Approvers must provide');
    const { url, apiKey, executions } = simulator;
    const path = `/pipeline/api/v1/orgs/default/projects/shop/approvals/execution/${executions[0]?.id}`;
    const body = JSON.stringify({ action: 'APPROVE', comments: 'Tested on staging' });
    const headers = { 'x-api-key': apiKey, 'content-type': 'application/json' };
    expect((await fetch(url + path, { method: 'POST', headers, body })).status).toBe(200);
    const main = await step.done;
    const post = await step.post();
    expect(JSON.parse(main.outputs['result'] ?? '')).toMatchObject({
      stages: [{ why: '' }, { id: 'approval', why: 'approved by Release Bot: Tested on staging' }, { why: '' }],
      build: { repository: 'web', branch: 'main', commit: expect.stringMatching(/^[0-9a-f]{40}$/) },
      environments: [{ id: 'prod', name: 'Production EU', type: 'Production' }],
    });
    const requests = simulator.requests.filter(({ kind, method }) => kind !== 'approvals' || method === 'GET');
    expectGolden('approval', transcript({ main, post, requests }));
  });

  test.concurrent('a dry run', () =>
    expectRun('dry-run', [], {
      with: {
        pipeline: 'inputs',
        'dry-run': 'true',
        'input-sets': 'prod',
        inputs: 'image_tag: 1.10\nstages.deploy.variables.region: us\nticket: CHG-1042',
      },
    }),
  );

  test.concurrent('inputs with invalid values', () =>
    expectRun('input-errors', [], {
      with: {
        'api-key': '',
        pipeline: 'Deploy Prod',
        project: '',
        'base-url': 'http://harness.example.com',
        timeout: 'soon',
        'poll-interval': '10ms',
        wait: 'yes',
        'on-cancel': 'ask',
        ref: 'refs/notes/x',
        inputs: '- image_tag: 1.10',
        'input-sets': '../prod',
        stages: 'build, Deploy Prod',
      },
    }),
  );

  test.concurrent('runtime inputs that do not match the pipeline', () =>
    expectRun('runtime-input-errors', [], {
      with: {
        pipeline: 'inputs',
        'input-sets': 'prdo, old',
        inputs: 'image_tga: 1.10\nregion: eu\nchannel: nightly\nticket: 1042\nreplicas: many',
      },
    }),
  );

  test.concurrent('a start that Harness forbids', () => expectRun('refused', [], { with: { pipeline: 'forbidden' } }));

  test.concurrent('a job that is cancelled', async () => {
    // A play that waits forever, reported as running; once it is aborted the real state is reported.
    const running = (truth: unknown) => JSON.stringify(truth).replaceAll('InterventionWaiting', 'Running');
    const { simulator, start } = await opened([
      { on: 'read', times: Infinity, do: { kind: 'replace', body: running } },
    ]);
    const step = start({ with: { pipeline: 'intervention', 'poll-interval': '1m' } });
    await step.waitFor('● Prepare');
    step.cancel({ interruptMs: 6000 });
    const main = await step.done;
    expect(main.signalsSent).toEqual(['SIGINT']);
    // An abort takes a moment; post would report it or not, depending on the moment.
    for (let tries = 0; tries < 100 && simulator.executions[0]?.status !== 'Aborted'; tries++) await sleep(50);
    expectGolden('cancelled', transcript({ main, post: await step.post(), requests: simulator.requests }));
  });
});
