/** A decision whose answer was lost and that Harness never shows is not sent again. */
import { expect, test } from '@jest/globals';

import { decideApproval } from '../../../../src/actions/approve/approve.ts';
import { connect } from '../../../../src/lifecycle/connect.ts';
import { nextGenApprovalActivity } from '../../../../src/harness/nextgen/approval-activity.ts';
import { quickClock } from '../../../support/diagnosing.ts';
import { simulate } from '../../../support/harness/simulator.ts';
import { workflow } from '../../../support/job/step.ts';

test('looks for the decision in the approval for 90 s, and then reports it as not confirmed', async () => {
  const simulator = await simulate();
  const { id } = simulator.past({ pipeline: 'approval-forever', agoMs: 60_000 });
  simulator.fault({ on: 'approve', acts: false, do: { kind: 'reset' } });
  const clock = quickClock();
  const outputs = new Map<string, string>();
  const printed: string[] = [];
  const print = (text: string): void => {
    printed.push(text);
  };
  const step = {
    from: clock.now(),
    clock,
    log: { info: print, group: print, notice: print, warning: print, fail: print, debug: () => undefined },
    signal: new AbortController().signal,
    cancelledAt: () => undefined,
    input: () => '',
    inputNames: [],
    mask: () => undefined,
    redact: () => undefined,
    redacted: () => [],
    setOutput: (name: string, value: string) => void outputs.set(name, value),
    saveState: () => true,
    addSummary: () => undefined,
    testFiles: () => [],
    stopWithPost: () => undefined,
    onFault: () => undefined,
    workflow: workflow(),
    folder: { write: () => undefined, read: () => undefined, remove: () => undefined, isRemoved: () => false },
  };
  const scope = { origin: simulator.url, account: simulator.account, org: 'default', project: 'shop' };
  const inputs = {
    key: simulator.apiKey,
    scope,
    pipeline: '',
    execution: id,
    decision: 'approve' as const,
    comments: '',
    approverInputs: [],
    step: '',
    isDryRun: false,
  };
  const connection = connect(step, { ...inputs, matrixSize: 1 });
  const began = clock.now();
  const { isRed } = await decideApproval({
    step,
    inputs,
    connection,
    activity: nextGenApprovalActivity(connection.http, scope),
  });
  expect([isRed, outputs.get('status')]).toEqual([true, 'unknown']);
  expect(printed.at(-1)).toMatch(/^Could not confirm whether the decision to approve Approval Forever arrived\./);
  expect(simulator.requests.filter(({ kind }) => kind === 'approve')).toHaveLength(1);
  expect(clock.now() - began).toBeGreaterThanOrEqual(90_000);
});
