/** A fault of this program between start and end is no cancel: the execution is left running, and post only reports. */
import { afterAll, describe, expect, test } from '@jest/globals';

import type { Fault, RequestKind, Simulator } from '../../src/simulator/simulator.ts';
import { arrived, closeRigs, onlyExecution, openRig } from '../support/rig.ts';
import { spoil } from '../support/runner/files.ts';
import type { Phase, Step } from '../support/runner/runner.ts';

afterAll(closeRigs);

/** Code that Node loads before the bundle, and that makes it fail when the test sends SIGUSR2. */
const FAULTS = {
  'an exception in a callback': `process.once('SIGUSR2', () => { throw new Error('broken on purpose'); });`,
  'a promise that is not awaited': `process.once('SIGUSR2', () => { void Promise.reject(new Error('broken on purpose')); });`,
  'an exception where it works': `process.once('SIGUSR2', () => {
    const min = Math.min;
    Math.min = () => { Math.min = min; throw new Error('broken on purpose'); };
  });`,
} as const;
type FaultName = keyof typeof FAULTS;

interface Scene {
  readonly step: Step;
  readonly simulator: Simulator;
  /** Makes main fail now. */
  fail(): void;
}

interface Setting {
  readonly given?: Readonly<Record<string, string>>;
  readonly faults?: readonly Fault[];
}

async function open(fault: FaultName, { given = {}, faults = [] }: Setting = {}): Promise<Scene> {
  const { simulator, start } = await openRig({ speed: 1 });
  faults.forEach(simulator.fault);
  const step = start({
    with: { pipeline: 'slow', 'poll-interval': '1s', ...given },
    env: { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(FAULTS[fault])}` },
  });
  return { step, simulator, fail: () => process.kill(step.pid ?? 0, 'SIGUSR2') };
}

/** Post without the fault: it never fails the job. */
async function post({ step }: Scene): Promise<Phase> {
  const phase = await step.post({ env: { NODE_OPTIONS: '' } });
  expect([phase.result, phase.code]).toEqual(['success', 0]);
  return phase;
}

const abortsOf = ({ requests }: Simulator): number => requests.filter(({ kind }) => kind === 'interrupt').length;
const errors = ({ annotations }: Phase): string[] =>
  annotations.filter(({ level }) => level === 'error').map(({ message }) => message);

describe.each(Object.keys(FAULTS) as FaultName[])('%s', (fault) => {
  test.each(['abort', 'leave'])(
    'while the execution is followed (on-cancel: %s): is red with the link, and leaves the execution running',
    async (onCancel) => {
      const scene = await open(fault, { given: { 'on-cancel': onCancel } });
      await arrived(scene.simulator, 'read');
      scene.fail();
      const main = await scene.step.done;
      expect([main.result, main.code, main.signal]).toEqual(['failure', 1, null]);
      const { id } = onlyExecution(scene.simulator);
      expect(errors(main)).toHaveLength(1);
      expect(errors(main)[0]).toContain('This is a bug in run-harness-pipeline');
      expect(errors(main)[0]).toContain('broken on purpose');
      expect(errors(main)[0]).toContain(`Execution ${id} was not aborted.`);
      expect(errors(main)[0]).toContain(`/executions/${id}/pipeline`);
      expect(main.outputs).toMatchObject({ 'execution-id': id, status: 'unknown' });
      const { log, summary, annotations } = await post(scene);
      expect(annotations).toEqual([]);
      expect(log).not.toContain('cancelled');
      expect(summary).toContain('The step ended without a report while Slow was running');
      expect(summary).toContain(id);
      expect(onlyExecution(scene.simulator)).toMatchObject({ status: 'Running', aborts: 0 });
      expect(abortsOf(scene.simulator)).toBe(0);
    },
  );
});

describe('an internal error', () => {
  const AT: RequestKind = 'start';

  test('while the start is being sent: post finds the execution, reports it, and leaves it running', async () => {
    const scene = await open('an exception in a callback', {
      faults: [{ on: AT, acts: true, do: { kind: 'stall' } }],
    });
    await arrived(scene.simulator, AT);
    scene.fail();
    const main = await scene.step.done;
    expect(main.result).toBe('failure');
    expect(errors(main)[0]).toContain('If anything was started, it is left running');
    const { id } = onlyExecution(scene.simulator);
    expect((await post(scene)).summary).toContain(id);
    expect(onlyExecution(scene.simulator)).toMatchObject({ status: 'Running', aborts: 0 });
  });

  test('in a cancelled job: post aborts the execution', async () => {
    const scene = await open('an exception in a callback', {
      faults: [{ on: 'interrupt', do: { kind: 'stall' } }],
    });
    await arrived(scene.simulator, 'read');
    scene.step.cancel({ interruptMs: 6000 });
    await arrived(scene.simulator, 'interrupt');
    scene.fail();
    const main = await scene.step.done;
    expect(main.signalsSent).toEqual(['SIGINT']);
    await post(scene);
    expect(onlyExecution(scene.simulator).status).not.toBe('Running');
  });

  // Only Linux has a file that no user may write.
  (process.platform === 'linux' ? test : test.skip)(
    'where the state cannot be written either: nothing is aborted',
    async () => {
      const scene = await open('an exception in a callback');
      await arrived(scene.simulator, 'read');
      spoil(scene.step.files.GITHUB_STATE, 'read-only');
      scene.fail();
      expect((await scene.step.done).result).toBe('failure');
      await post(scene);
      expect(onlyExecution(scene.simulator)).toMatchObject({ status: 'Running', aborts: 0 });
    },
  );
});
