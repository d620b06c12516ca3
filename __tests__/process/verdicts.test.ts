/** Both tables of verdicts, seen through the bundle: color, outputs, annotations and the summary's first line. */
import { existsSync, readFileSync } from 'node:fs';

import { afterAll, describe, expect, test } from '@jest/globals';

import type { Fault, SimulatorOptions } from '../../src/simulator/simulator.ts';
import { closeRigs, onlyExecution, openRig, type Run, startsOf } from '../support/rig.ts';

afterAll(closeRigs);

/** Each row runs a process of its own; they wait more than they work, so some run side by side. */
const each = test.concurrent.each;

interface Row {
  readonly name: string;
  readonly with: Readonly<Record<string, string>>;
  readonly simulator?: SimulatorOptions;
  readonly faults?: readonly Fault[];
  readonly step: 'green' | 'red';
  readonly status: string;
  /** The output `harness-status`; missing when there is no execution. */
  readonly harness?: string;
  /** The output `message`, whole. */
  readonly message: string | RegExp;
  /** The level of each annotation with the beginning of its text. */
  readonly annotations: readonly (readonly ['error' | 'warning' | 'notice', string])[];
  readonly headline: string;
  readonly failedStages?: readonly string[];
  /** The execution's status and the aborts that were asked for, in the simulator. */
  readonly left?: readonly [status: string, aborts: number];
}

async function play({ with: given, simulator, faults = [] }: Pick<Row, 'with' | 'simulator' | 'faults'>): Promise<Run> {
  const rig = await openRig(simulator);
  faults.forEach(rig.simulator.fault);
  return rig.run({ with: { logs: 'none', 'poll-interval': '1s', ...given } });
}

const ALL = [
  'duration',
  'ended-at',
  'execution-id',
  'execution-url',
  'failed-stages',
  'harness-status',
  'message',
  'pipeline',
  'result',
  'result-file',
  'run-sequence',
  'started-at',
  'status',
  'variables',
];
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

/** The outputs agree with each other, with the simulator and with the shapes that the contract names. */
function expectOutputs({ main, simulator }: Run, row: Row): void {
  const { outputs } = main;
  expect(outputs['status']).toBe(row.status);
  if (typeof row.message === 'string') expect(outputs['message']).toBe(row.message);
  else expect(outputs['message']).toMatch(row.message);
  if (row.harness === undefined) {
    // No execution: no id, and the outputs about one are empty.
    expect(Object.keys(outputs).toSorted()).toEqual(ALL.filter((name) => !name.startsWith('execution-')));
    expect(JSON.parse(outputs['result'] ?? '')).toMatchObject({ status: row.status, 'execution-id': '', stages: [] });
    return;
  }
  expect(Object.keys(outputs).toSorted()).toEqual(ALL);
  const { id } = onlyExecution(simulator);
  const pipeline = row.with['pipeline'] ?? 'green';
  const scope = `account/${simulator.account}/all/orgs/default/projects/shop`;
  const isOver = !['running', 'waiting', 'unknown'].includes(row.status) && !outputs['message']?.includes('denied');
  expect(outputs).toMatchObject({
    'execution-id': id,
    'execution-url': `${simulator.url}/ng/${scope}/pipelines/${pipeline}/executions/${id}/pipeline`,
    'harness-status': row.harness,
    pipeline,
    'run-sequence': '1',
    'started-at': expect.stringMatching(MOMENT),
    'ended-at': isOver ? expect.stringMatching(MOMENT) : '',
    duration: isOver ? expect.stringMatching(/^\d+$/) : '',
    'failed-stages': JSON.stringify(row.failedStages ?? []),
  });
  const result = JSON.parse(outputs['result'] ?? '') as Record<string, unknown>;
  for (const name of ['execution-id', 'execution-url', 'status', 'harness-status', 'message', 'pipeline'] as const) {
    expect(result[name]).toBe(outputs[name]);
  }
  expect(result['duration']).toBe(isOver ? Number(outputs['duration']) : null);
  expect(Object.keys(result).toSorted()).toEqual([
    'artifacts',
    'build',
    'duration',
    'ended-at',
    'environments',
    'execution-id',
    'execution-url',
    'failures',
    'harness-status',
    'message',
    'parent',
    'pipeline',
    'pipeline-name',
    'run-sequence',
    'services',
    'stages',
    'started-at',
    'status',
    'truncated',
  ]);
  const file = outputs['result-file'] ?? '';
  expect(existsSync(file)).toBe(true);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    result,
    variables: expect.objectContaining(JSON.parse(outputs['variables'] ?? '') as object),
  });
}

async function expectRow(row: Row): Promise<void> {
  const run = await play(row);
  const { main, post, simulator } = run;
  expect(main.log).toMatch(
    /^Harness pipeline \S+ · default \/ shop · (started|dry run) by acme\/shop run 4077 \(attempt 1\)$/m,
  );
  expect({
    result: main.result,
    code: main.code,
    annotations: main.annotations.map(({ level, message }) => [
      level,
      row.annotations.find(([, text]) => message.startsWith(text))?.[1] ?? message,
    ]),
    // How long a play takes depends on how busy the machine is.
    headline: post.summary
      .split('\n')[0]
      ?.replace(/(?<= (?:in|after) )\d+s(?=$|,)/, 'Ns')
      .replace(/[\d-]{10} [\d:]{5} UTC$/, 'MOMENT'),
    post: [post.result, post.annotations],
  }).toEqual({
    result: row.step === 'green' ? 'success' : 'failure',
    code: row.step === 'green' ? 0 : 1,
    annotations: row.annotations,
    headline: row.headline,
    post: ['success', []],
  });
  expectOutputs(run, row);
  expect(startsOf(simulator)).toBe(row.harness === undefined ? 0 : 1);
  if (row.left !== undefined) {
    const { status, aborts } = onlyExecution(simulator);
    expect([status, aborts]).toEqual(row.left);
  }
}

const SETTLED: readonly Row[] = [
  {
    name: 'Success',
    with: { pipeline: 'green' },
    step: 'green',
    status: 'succeeded',
    harness: 'Success',
    message: /^Green succeeded in \d+s\.$/,
    annotations: [],
    headline: '### ✅ Green succeeded in Ns',
  },
  {
    name: 'IgnoreFailed',
    with: { pipeline: 'ignored' },
    step: 'green',
    status: 'succeeded',
    harness: 'IgnoreFailed',
    message: /^Ignored succeeded in \d+s, with an ignored failure: Deploy › Smoke test: GET \/health answered 503\.$/,
    annotations: [['warning', 'Ignored succeeded in ']],
    headline: '### ⚠️ Ignored succeeded in Ns, with 1 ignored failure',
  },
  {
    name: 'Skipped',
    with: { pipeline: 'skipped' },
    step: 'green',
    status: 'succeeded',
    harness: 'Skipped',
    message: 'Skipped was skipped; no stage ran.',
    annotations: [['notice', 'Skipped was skipped; no stage ran.']],
    headline: '### ⚪ Skipped was skipped; no stage ran',
  },
  {
    name: 'Suspended',
    with: { pipeline: 'suspended' },
    step: 'green',
    status: 'succeeded',
    harness: 'Suspended',
    message: 'Suspended was suspended; no stage ran.',
    annotations: [['notice', 'Suspended was suspended; no stage ran.']],
    headline: '### ⚪ Suspended was suspended; no stage ran',
  },
  {
    name: 'Failed',
    with: { pipeline: 'red' },
    step: 'red',
    status: 'failed',
    harness: 'Failed',
    message: 'Deploy › Rollout failed: Deployment of web exceeded its progress deadline of 600 s.',
    annotations: [['error', 'Deploy › Rollout failed: Deployment of web exceeded its progress deadline of 600 s.']],
    headline: '### ❌ Red failed in Ns',
    failedStages: ['deploy'],
  },
  {
    name: 'Errored',
    with: { pipeline: 'errored' },
    step: 'red',
    status: 'failed',
    harness: 'Errored',
    message: 'Deploy › Rollout failed: There are no eligible delegates available in the account to execute the task.',
    annotations: [['error', 'Deploy › Rollout failed: There are no eligible delegates']],
    headline: '### ❌ Errored failed in Ns',
    failedStages: ['deploy'],
  },
  {
    name: 'ApprovalRejected',
    with: { pipeline: 'rejected' },
    step: 'red',
    status: 'failed',
    harness: 'ApprovalRejected',
    message: /^Approval › Approve production was rejected/,
    annotations: [['error', 'Approval › Approve production was rejected']],
    headline: '### ❌ Rejected was rejected after Ns',
    failedStages: ['approval'],
  },
  {
    name: 'AbortedByFreeze',
    with: { pipeline: 'frozen' },
    step: 'red',
    status: 'failed',
    harness: 'AbortedByFreeze',
    message:
      'Deploy › Service was stopped by a deployment freeze: the freeze "Year end" is active until 2027-01-02 08:00 UTC.',
    annotations: [['error', 'Deploy › Service was stopped by a deployment freeze: the freeze "Year end" is active']],
    headline: '### ❌ Frozen was stopped by a deployment freeze after Ns',
    failedStages: ['deploy'],
  },
  {
    name: 'denied by a policy, inside a 200',
    with: { pipeline: 'policy-denied' },
    step: 'red',
    status: 'failed',
    harness: 'ERRORED',
    message:
      'policy-denied was denied by policy Production changes › Freeze on Fridays: deploy to prod is not allowed on a Friday.',
    annotations: [['error', 'policy-denied was denied by policy Production changes › Freeze on Fridays: deploy to']],
    headline: '### ❌ policy-denied was denied by a policy',
  },
  {
    name: 'Aborted by another user',
    with: { pipeline: 'aborted' },
    step: 'red',
    status: 'aborted',
    harness: 'Aborted',
    message: /^Deploy › Rollout was aborted by R\. Roe/,
    annotations: [['error', 'Deploy › Rollout was aborted by R. Roe']],
    headline: '### ❌ Aborted was aborted by R. Roe after Ns',
    failedStages: ['deploy'],
  },
  {
    name: 'Expired',
    with: { pipeline: 'expired' },
    step: 'red',
    status: 'expired',
    harness: 'Expired',
    message: 'Deploy › Rollout expired: Stage exceeded its timeout of 2s.',
    annotations: [['error', 'Deploy › Rollout expired: Stage exceeded its timeout of 2s.']],
    headline: '### ❌ Expired expired after Ns',
    failedStages: ['deploy'],
  },
  {
    name: 'a status that this version does not know, followed to its end',
    with: { pipeline: 'unknown' },
    simulator: { speed: 2 },
    step: 'green',
    status: 'succeeded',
    harness: 'Success',
    message: 'Unknown succeeded in 4s.',
    annotations: [
      [
        'warning',
        "Harness reports 'Reticulating', a status unknown to this version. The step continues to follow the execution; a newer version of this action may recognize the status.",
      ],
    ],
    headline: '### ✅ Unknown succeeded in Ns',
  },
];

describe('Harness says', () => {
  each(SETTLED)('$name', expectRow);
});

const NEVER: Pick<Fault, 'times'> = { times: Infinity };
/** Longer than a process needs to begin on a busy machine, as short as it may be. */
const SHORT = '6s';
const REALTIME = { speed: 1 };

const OWN: readonly Row[] = [
  {
    name: 'wait: false',
    with: { pipeline: 'slow', wait: 'false' },
    simulator: REALTIME,
    step: 'green',
    status: 'running',
    harness: 'RUNNING',
    message: 'slow is not finished: it is running.',
    annotations: [['notice', 'slow is not finished: ']],
    headline: '### 🔵 slow is not finished: it is running',
    left: ['Running', 0],
  },
  {
    name: 'on-waiting: detach',
    with: { pipeline: 'approval-forever', 'on-waiting': 'detach' },
    step: 'green',
    status: 'waiting',
    harness: 'ApprovalWaiting',
    message:
      /^Approval Forever is not finished: it is waiting for approval by release_managers until [\d-]+ [\d:]+ UTC\.$/,
    annotations: [
      ['notice', 'Approval is waiting for approval by release_managers until '],
      ['notice', 'Approval Forever is not finished: it is waiting for approval by release_managers until '],
    ],
    headline: '### ⏸️ Approval Forever is not finished: it is waiting for approval by release_managers until MOMENT',
    left: ['ApprovalWaiting', 0],
  },
  {
    name: 'on-waiting: fail',
    with: { pipeline: 'intervention', 'on-waiting': 'fail' },
    step: 'red',
    status: 'waiting',
    harness: 'InterventionWaiting',
    message:
      'Intervention is waiting for manual intervention, which fails this step (on-waiting: fail): Prepare › Wait for it failed: The plan has changed since it was reviewed.',
    annotations: [
      ['notice', 'Prepare is waiting for manual intervention.'],
      ['error', 'Intervention is waiting for manual intervention, which fails this step (on-waiting: fail): Prepare'],
    ],
    headline: '### ❌ Intervention is waiting for manual intervention, which fails this step (on-waiting: fail)',
    left: ['InterventionWaiting', 0],
  },
  {
    name: 'on-waiting: wait',
    with: { pipeline: 'approval' },
    simulator: { speed: 2 },
    step: 'green',
    status: 'succeeded',
    harness: 'Success',
    message: /^Approval succeeded in \d+s\.$/,
    annotations: [['notice', 'Approval is waiting for approval by release_managers until ']],
    headline: '### ✅ Approval succeeded in Ns',
  },
  {
    name: 'the timeout, on-timeout: leave',
    with: { pipeline: 'slow', timeout: SHORT },
    simulator: REALTIME,
    step: 'red',
    status: 'running',
    harness: 'Running',
    message: "Slow has not finished within 6s (this step's timeout); it is running.",
    annotations: [['error', "Slow has not finished within 6s (this step's timeout); it is running."]],
    headline: "### ❌ Slow has not finished within 6s (this step's timeout); it is running",
    left: ['Running', 0],
  },
  {
    name: 'the timeout while a person is waited for',
    with: { pipeline: 'input-waiting', timeout: SHORT },
    step: 'red',
    status: 'waiting',
    harness: 'InputWaiting',
    message: /^Input Waiting has not finished within 6s \(this step's timeout\); it is waiting for input\./,
    annotations: [
      ['notice', 'Prepare is waiting for input.'],
      ['error', 'Input Waiting has not finished within 6s'],
    ],
    headline: "### ❌ Input Waiting has not finished within 6s (this step's timeout); it is waiting for input",
    left: ['InputWaiting', 0],
  },
  {
    name: 'the timeout, on-timeout: abort',
    with: { pipeline: 'slow', timeout: SHORT, 'on-timeout': 'abort' },
    simulator: REALTIME,
    step: 'red',
    status: 'aborted',
    harness: 'Aborted',
    message: "Slow was aborted by this action after 6s: it had not finished within 6s (this step's timeout).",
    annotations: [['error', 'Slow was aborted by this action after 6s: ']],
    headline: "### ❌ Slow was aborted by this action after 6s: it had not finished within 6s (this step's timeout)",
    failedStages: ['soak'],
    left: ['Aborted', 1],
  },
  {
    name: 'the timeout while Harness is unreachable',
    with: { pipeline: 'slow', timeout: SHORT },
    simulator: REALTIME,
    faults: [{ on: 'read', from: 2, ...NEVER, do: { kind: 'status', status: 503, as: 'html' } }],
    step: 'red',
    status: 'unknown',
    harness: 'Running',
    message: "Slow has not finished within 6s (this step's timeout); Harness is unreachable.",
    annotations: [['error', "Slow has not finished within 6s (this step's timeout); Harness is unreachable."]],
    headline: "### ❌ Slow has not finished within 6s (this step's timeout); Harness is unreachable",
    left: ['Running', 0],
  },
  {
    name: 'access lost while following',
    with: { pipeline: 'slow', 'on-cancel': 'abort', 'on-timeout': 'abort' },
    simulator: REALTIME,
    faults: [
      {
        on: 'read',
        from: 2,
        ...NEVER,
        do: { kind: 'status', status: 403, code: 'NG_ACCESS_DENIED', message: 'Missing permission core_pipeline_view' },
      },
    ],
    step: 'red',
    status: 'unknown',
    harness: 'Running',
    message: 'Lost access to Slow; it may still run in Harness.',
    annotations: [['error', 'Lost access to Slow; it may still run in Harness.\n  The API key has no permission']],
    headline: '### ⚠️ Lost access to Slow; it may still run in Harness',
    left: ['Running', 0],
  },
  {
    name: 'a start that Harness forbids',
    with: { pipeline: 'forbidden' },
    step: 'red',
    status: 'failed',
    message: /^The API key has no permission to start forbidden in default\/shop \(403 NG_ACCESS_DENIED\): /,
    annotations: [
      ['warning', 'The runtime inputs are not checked, because the runtime-input template of forbidden cannot be read'],
      ['error', 'The API key has no permission to start forbidden in default/shop (403 NG_ACCESS_DENIED): '],
    ],
    headline: '### ❌ The API key has no permission to start forbidden in default/shop (403 NG_ACCESS_DENIED)',
  },
  {
    name: 'a start that Harness refuses',
    with: { pipeline: 'green' },
    faults: [{ on: 'start', do: { kind: 'status', status: 400, message: 'Invalid request: it is a draft' } }],
    step: 'red',
    status: 'failed',
    message: 'Harness refused to start green in default/shop (400 INVALID_REQUEST): "Invalid request: it is a draft"',
    annotations: [
      ['error', 'Harness refused to start green in default/shop (400 INVALID_REQUEST): "Invalid request: '],
    ],
    headline: '### ❌ Harness refused to start green in default/shop (400 INVALID_REQUEST)',
  },
  {
    name: 'a start in doubt until the timeout',
    with: { pipeline: 'green', timeout: SHORT },
    faults: [{ on: 'start', do: { kind: 'reset' } }],
    step: 'red',
    status: 'unknown',
    message: /^Could not confirm whether the pipeline was started: /,
    annotations: [['error', 'Could not confirm whether the pipeline was started: Lost the connection to ']],
    headline: '### ⚠️ Could not confirm whether the pipeline was started',
  },
  {
    name: 'a start whose answer was lost, found by its marker',
    with: { pipeline: 'green' },
    faults: [{ on: 'start', acts: true, do: { kind: 'reset' } }],
    step: 'green',
    status: 'succeeded',
    harness: 'Success',
    message: 'Green succeeded in 8s.',
    annotations: [],
    headline: '### ✅ Green succeeded in Ns',
  },
  {
    name: 'no contact before the start until the timeout',
    with: { pipeline: 'green', timeout: SHORT },
    faults: [{ on: 'template', ...NEVER, do: { kind: 'status', status: 503 } }],
    step: 'red',
    status: 'failed',
    message: "Nothing was started: this step's timeout was reached before the start request could be sent.",
    annotations: [
      [
        'error',
        "Nothing was started: this step's timeout was reached before the start request could be sent.\n  Harness",
      ],
    ],
    headline: "### ❌ Nothing was started: this step's timeout was reached before the start request could be sent",
  },
  {
    name: 'dry-run',
    with: { pipeline: 'green', 'dry-run': 'true' },
    step: 'green',
    status: '',
    message: /^Dry run: would start green\.$/i,
    annotations: [],
    headline: expect.stringMatching(/^### ⚪ Dry run: would start green$/i) as unknown as string,
  },
];

describe("the action's own ending", () => {
  each(OWN)('$name', expectRow);
});

const GREEN_ALL_THE_SAME: readonly Row[] = [
  {
    name: 'a failure',
    with: { pipeline: 'red' },
    step: 'green',
    status: 'failed',
    harness: 'Failed',
    message: 'Deploy › Rollout failed: Deployment of web exceeded its progress deadline of 600 s.',
    annotations: [['warning', 'Deploy › Rollout failed: ']],
    headline: '### ❌ Red failed in Ns',
    failedStages: ['deploy'],
  },
  {
    name: 'the timeout',
    with: { pipeline: 'slow', timeout: SHORT },
    simulator: REALTIME,
    step: 'green',
    status: 'running',
    harness: 'Running',
    message: /^Slow has not finished within 6s/,
    annotations: [['warning', 'Slow has not finished within 6s']],
    headline: "### ❌ Slow has not finished within 6s (this step's timeout); it is running",
  },
  {
    name: 'on-waiting: fail',
    with: { pipeline: 'upload-waiting', 'on-waiting': 'fail' },
    step: 'green',
    status: 'waiting',
    harness: 'UploadWaiting',
    message: 'Upload Waiting is waiting for an upload, which fails this step (on-waiting: fail).',
    annotations: [
      ['notice', 'Prepare is waiting for an upload.'],
      ['warning', 'Upload Waiting is waiting for an upload, which fails this step (on-waiting: fail).'],
    ],
    headline: '### ❌ Upload Waiting is waiting for an upload, which fails this step (on-waiting: fail)',
  },
];

const RED_ALL_THE_SAME: readonly Row[] = [
  {
    name: 'a refused start',
    with: { pipeline: 'green' },
    faults: [{ on: 'start', do: { kind: 'status', status: 401, code: 'EXPIRED_TOKEN', message: 'Token expired.' } }],
    step: 'red',
    status: 'failed',
    message:
      'Harness rejected the API key when trying to start green in default/shop (401 EXPIRED_TOKEN): "Token expired."',
    annotations: [['error', 'Harness rejected the API key when trying to start green']],
    headline: '### ❌ Harness rejected the API key when trying to start green in default/shop (401 EXPIRED_TOKEN)',
  },
  {
    name: 'a doubtful start',
    with: { pipeline: 'green', timeout: SHORT },
    faults: [{ on: 'start', do: { kind: 'status', status: 502, as: 'html' } }],
    step: 'red',
    status: 'unknown',
    message: /^Could not confirm whether the pipeline was started: /,
    annotations: [['error', 'Could not confirm whether the pipeline was started: ']],
    headline: '### ⚠️ Could not confirm whether the pipeline was started',
  },
  {
    name: 'lost access',
    with: { pipeline: 'slow' },
    simulator: REALTIME,
    faults: [{ on: 'read', from: 2, ...NEVER, do: { kind: 'status', status: 401, code: 'INVALID_TOKEN' } }],
    step: 'red',
    status: 'unknown',
    harness: 'Running',
    message: 'Lost access to Slow; it may still run in Harness.',
    annotations: [['error', 'Lost access to Slow']],
    headline: '### ⚠️ Lost access to Slow; it may still run in Harness',
  },
];

describe('fail-step: false', () => {
  const allowing = (row: Row): Row => ({ ...row, with: { ...row.with, 'fail-step': 'false' } });
  each(GREEN_ALL_THE_SAME.map(allowing))('leaves the step green for $name', expectRow);
  each(RED_ALL_THE_SAME.map(allowing))('leaves the step red for $name', expectRow);
});

describe('where the report is written', () => {
  test.concurrent('summary: false writes no summary and changes nothing else', async () => {
    const { main, post } = await play({ with: { pipeline: 'green', summary: 'false' } });
    expect([main.summary, post.summary, post.log]).toEqual(['', '', '']);
    expect(main.outputs['status']).toBe('succeeded');
  });

  test.concurrent('either main or post writes the summary, and neither prints it', async () => {
    const { main, post } = await play({ with: { pipeline: 'red' } });
    expect(main.summary).toBe('');
    expect(post.summary.match(/^### /gm)).toHaveLength(1);
    expect(main.log + post.log).not.toContain('###');
  });

  test.concurrent(
    'with container hooks a failed step loses its files, and keeps them with fail-step: false',
    async () => {
      const onDisconnect = await openRig();
      const kept = await openRig();
      const red = { pipeline: 'red', logs: 'none' };
      const [one, other] = await Promise.all([
        onDisconnect.run({ isHooked: true, with: red }),
        kept.run({ isHooked: true, with: { ...red, 'fail-step': 'false' } }),
      ]);
      expect([one.main.outputs, one.post.summary, one.post.result]).toEqual([{}, '', 'success']);
      expect(one.main.annotations).toHaveLength(1);
      expect(other.main.outputs).toMatchObject({ status: 'failed', 'failed-stages': '["deploy"]' });
      expect(other.post.summary).toContain('### ❌ Red failed');
    },
  );

  test.concurrent('values of output variables appear only in the outputs', async () => {
    const { main, post } = await play({ with: { pipeline: 'green' } });
    expect(JSON.parse(main.outputs['variables'] ?? '')).toMatchObject({
      'deploy.smoke_test.URL': 'https://web.example.com',
      URL: 'https://web.example.com',
      'build.unit_tests.FLAKY': null,
    });
    expect(main.log + post.log + post.summary).not.toContain('https://web.example.com');
    expect(post.summary).toContain('`deploy.smoke_test.URL`');
  });
});
