/** Which output is set when, and to what. */
import { describe, expect, test } from '@jest/globals';

import { NOTHING_SEEN, type Snapshot } from '../../../src/harness/execution.ts';
import { isoTime, secondsOf } from '../../../src/report/execution-result.ts';
import { setExecutionOutputs, setFinalOutputs } from '../../../src/report/outputs.ts';
import type { Verdict } from '../../../src/report/report.ts';
import { REF, report, stage } from '../../support/reports.ts';

/** The outputs in the order in which they were set; of one that is set twice the newer value. */
function recording(): {
  readonly set: (name: string, value: string) => void;
  readonly outputs: Record<string, string>;
} {
  const outputs: Record<string, string> = {};
  return { outputs, set: (name, value) => void (outputs[name] = value) };
}

const RESULTS = { variables: '{"a":"b"}', result: '{"status":"failed"}', resultFile: '/temp/result.json' };
const VERDICT: Verdict = { status: 'failed', isRed: true, headline: 'Deploy failed.' };

test('all known outputs are set as soon as the execution is known', () => {
  const { set, outputs } = recording();
  setExecutionOutputs(set, REF, { ...NOTHING_SEEN, status: 'RUNNING', phase: 'running', runSequence: 42 });
  expect(outputs).toEqual({
    'execution-id': REF.id,
    'execution-url': REF.url,
    pipeline: 'deploy_prod',
    status: 'running',
    'harness-status': 'RUNNING',
    'run-sequence': '42',
  });
  const unknown = recording();
  setExecutionOutputs(unknown.set, REF, NOTHING_SEEN);
  expect(unknown.outputs).toMatchObject({ 'harness-status': '', 'run-sequence': '' });
});

describe('at the end', () => {
  function concluded(snapshot: Partial<Snapshot>, verdict = VERDICT): Record<string, string> {
    const { set, outputs } = recording();
    setFinalOutputs(set, { verdict, snapshot: { ...report('Failed', 225).snapshot, ...snapshot }, results: RESULTS });
    return outputs;
  }

  test('all outputs of an ended execution are set', () => {
    const stages = [
      stage('Build', 'Success', { took: 1 }),
      stage('Deploy', 'Failed', { took: 1 }),
      stage('Deploy', 'Failed', { took: 1 }), // another leg
      stage('Gate', 'ApprovalRejected', { took: 1 }),
    ];
    expect(concluded({ stages })).toEqual({
      status: 'failed',
      message: 'Deploy failed.',
      'harness-status': 'Failed',
      'run-sequence': '42',
      'started-at': '2026-02-12T18:42:10Z',
      'ended-at': '2026-02-12T18:45:55Z',
      duration: '225',
      'failed-stages': '["deploy","gate"]',
      variables: '{"a":"b"}',
      result: '{"status":"failed"}',
      'result-file': '/temp/result.json',
    });
  });

  test('a running execution has no end', () => {
    expect(concluded({ endedAt: undefined, status: 'Running', phase: 'running' })).toMatchObject({
      'harness-status': 'Running',
      'started-at': '2026-02-12T18:42:10Z',
      'ended-at': '',
      duration: '',
      'failed-stages': '[]',
    });
    expect(concluded({ startedAt: undefined, runSequence: undefined })).toMatchObject({
      'started-at': '',
      'run-sequence': '',
      duration: '',
    });
  });

  test('the Harness status is not changed', () => {
    const { 'harness-status': status } = concluded({ status: '::error::x\n##[y]' });
    expect(status).toBe('::error::x\n##[y]');
  });

  test('the message is one sentence on one line', () => {
    const { message = '' } = concluded({}, { ...VERDICT, headline: `a\n::error::b ${'xx '.repeat(1700)}` });
    expect(message).not.toContain('\n');
    expect(message.length).toBeLessThanOrEqual(700);
    expect(message.length).toBeGreaterThan(690);
  });

  test('without an execution, the verdict, the pipeline and empty JSON are set', () => {
    const { set, outputs } = recording();
    const verdict = { status: '', isRed: false, headline: 'A dry run.' } as const;
    setFinalOutputs(set, { verdict, pipeline: 'deploy_prod', snapshot: NOTHING_SEEN, results: RESULTS });
    expect(outputs).toMatchObject({
      status: '',
      message: 'A dry run.',
      pipeline: 'deploy_prod',
      'failed-stages': '[]',
    });
    expect(outputs).toMatchObject({ result: RESULTS.result, variables: RESULTS.variables, duration: '' });
    expect(Object.keys(outputs)).not.toContain('execution-id');
  });
});

test.each([
  [undefined, ''],
  [1, '1970-01-01T00:00:00Z'],
  [1_770_921_730_999, '2026-02-12T18:42:10Z'],
  [253_402_300_799_999, '9999-12-31T23:59:59Z'],
])('%p is %j', (ms, text) => {
  expect(isoTime(ms)).toBe(text);
});

test.each([
  [1000, 226_000, 225],
  [1000, 1000, 0],
  [2000, 1000, 0],
  [1000, undefined, undefined],
  [undefined, 1000, undefined],
])('from %p to %p it takes %p s', (startedAt, endedAt, seconds) => {
  expect(secondsOf({ startedAt, endedAt })).toBe(seconds);
});
