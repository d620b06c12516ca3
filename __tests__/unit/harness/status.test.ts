/** Every status that Harness has, in every spelling, and what it means. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { failedStages } from '../../../src/harness/execution.ts';
import {
  canonicalStatus,
  isFinal,
  isSameStatus,
  isUnsuccessful,
  type Phase,
  phaseOf,
  STATUSES,
  statusOf,
} from '../../../src/harness/status.ts';
import { report, stage } from '../../support/reports.ts';
import { VERDICTS } from '../../support/verdicts.ts';

/** As the read API spells it, as the engine does, and the phase. Retold from Harness's published list. */
const KNOWN: readonly (readonly [read: string, engine: string, phase: Phase])[] = [
  ['NotStarted', 'NOT_STARTED', 'queued'],
  ['Queued', 'QUEUED', 'queued'],
  ['QueuedLicenseLimitReached', 'QUEUED_LICENSE_LIMIT_REACHED', 'queued'],
  ['QueuedExecutionConcurrencyReached', 'QUEUED_EXECUTION_CONCURRENCY_REACHED', 'queued'],
  ['QueuedGlobalInfraCapacityReached', 'QUEUED_GLOBAL_INFRA_CAPACITY_REACHED', 'queued'],
  ['QUEUED_PLAN_CREATION', 'QUEUED_PLAN_CREATION', 'queued'],
  ['QUEUED_PLAN_CREATION', 'STARTING_PLAN_CREATION', 'queued'],
  ['Queued', 'QUEUED_STEP_LIMIT_REACHED', 'queued'],
  ['Queued', 'STARTING_QUEUED_STEP', 'queued'],
  ['ResourceWaiting', 'RESOURCE_WAITING', 'queued'],
  ['Waiting', 'RESOURCE_WAITING', 'queued'],
  ['Running', 'RUNNING', 'running'],
  ['AsyncWaiting', 'ASYNC_WAITING', 'running'],
  ['TaskWaiting', 'TASK_WAITING', 'running'],
  ['TimedWaiting', 'TIMED_WAITING', 'running'],
  ['WaitStepRunning', 'WAIT_STEP_RUNNING', 'running'],
  ['Paused', 'PAUSED', 'paused'],
  ['Pausing', 'PAUSING', 'paused'],
  ['ApprovalWaiting', 'APPROVAL_WAITING', 'waiting'],
  ['InterventionWaiting', 'INTERVENTION_WAITING', 'waiting'],
  ['InputWaiting', 'INPUT_WAITING', 'waiting'],
  ['UploadWaiting', 'UPLOAD_WAITING', 'waiting'],
  ['Discontinuing', 'DISCONTINUING', 'stopping'],
  ['Success', 'SUCCEEDED', 'succeeded'],
  ['IgnoreFailed', 'IGNORE_FAILED', 'ignored'],
  ['Skipped', 'SKIPPED', 'skipped'],
  ['Suspended', 'SUSPENDED', 'skipped'],
  ['Failed', 'FAILED', 'failed'],
  ['Errored', 'ERRORED', 'failed'],
  ['ApprovalRejected', 'APPROVAL_REJECTED', 'failed'],
  ['AbortedByFreeze', 'FREEZE_FAILED', 'failed'],
  ['Aborted', 'ABORTED', 'aborted'],
  ['Expired', 'EXPIRED', 'expired'],
];

describe('a status', () => {
  test.each(KNOWN)('%s has, for the engine %s, the phase %s', (read, engine, phase) => {
    for (const spelling of [read, engine, read.toUpperCase(), engine.toLowerCase(), engine.replaceAll('_', ' ')]) {
      expect(phaseOf(spelling)).toBe(phase);
    }
  });

  test('is compared in one spelling', () => {
    expect(KNOWN.map(([, engine]) => canonicalStatus(engine))).toEqual(
      KNOWN.map(([read]) => (read === 'Waiting' ? 'ResourceWaiting' : read)),
    );
    expect(canonicalStatus('Reticulating')).toBeUndefined();
  });

  test.each([
    ['SUCCEEDED', 'Success', true],
    ['APPROVAL_REJECTED', 'ApprovalRejected', true],
    ['Waiting', 'RESOURCE_WAITING', true],
    ['Reticulating', 'RETICULATING', true],
    ['Failed', 'Errored', false],
    ['Reticulating', 'Success', false],
    ['', 'Success', false],
  ])('%s is the same as %s: %p', (one, other, is) => {
    expect(isSameStatus(one, other)).toBe(is);
    expect(isSameStatus(other, one)).toBe(is);
  });

  test('of the table is one of these', () => {
    expect(Object.keys(STATUSES).toSorted()).toEqual(
      [...new Set(KNOWN.map(([read]) => read))].filter((read) => read !== 'Waiting').toSorted(),
    );
  });

  test.each([
    undefined,
    '',
    '  ',
    'Uploading',
    'PASSED_WITH_WARNING',
    'Success2',
    'Success?',
    'Successé',
    'NotSuccess',
    'Succes',
    'constructor',
    '__proto__',
    'toString',
    'null',
  ])('%p is unknown', (status) => {
    expect(phaseOf(status)).toBe('unknown');
  });

  test('is final only when it is known', () => {
    fc.assert(
      fc.property(fc.string(), (status) => {
        expect(isFinal(phaseOf(status))).toBe(false);
        expect(isFinal(phaseOf(`Success ${status}x`))).toBe(false);
      }),
    );
  });
});

describe('a final phase', () => {
  test.each(VERDICTS)('$phase results from $statuses, is $status, red: $isRed, with the words $says', (row) => {
    const { phase, statuses, status, isRed } = row;
    expect(Object.entries(STATUSES).flatMap(([known, its]) => (its === phase ? [known] : []))).toEqual(statuses);
    expect(statusOf(phase)).toBe(status);
    expect(isFinal(phase)).toBe(true);
    expect(isUnsuccessful(phase)).toBe(isRed);
  });

  test('is one of these', () => {
    const final = new Set(Object.values(STATUSES).filter(isFinal));
    expect([...final].toSorted()).toEqual(VERDICTS.map(({ phase }) => phase).toSorted());
  });
});

test.each<[Phase, string]>([
  ['queued', 'running'],
  ['running', 'running'],
  ['paused', 'running'],
  ['stopping', 'running'],
  ['unknown', 'running'],
  ['waiting', 'waiting'],
])('leaving while %s sets the output status %s', (phase, status) => {
  expect(isFinal(phase)).toBe(false);
  expect(isUnsuccessful(phase)).toBe(false);
  expect(statusOf(phase)).toBe(status);
});

test('failed-stages lists the failed leaves', () => {
  const { snapshot } = report('Failed', 10, {
    snapshot: {
      stages: [
        stage('Build', 'Success', { took: 1 }),
        stage('Regions', 'Failed', { isGroup: true }),
        stage('Eu', 'Failed', { depth: 1 }),
        stage('Us', 'IgnoreFailed', { depth: 1 }),
        stage('Asia', 'Aborted', { depth: 1 }),
        stage('Africa', 'Expired', { depth: 1 }),
        stage('Gate', 'ApprovalRejected'),
        stage('Later', 'NotStarted'),
      ],
    },
  });
  expect(failedStages(snapshot).map(({ id }) => id)).toEqual(['eu', 'asia', 'africa', 'gate']);
});
