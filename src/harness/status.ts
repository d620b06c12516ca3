/** What Harness says that an execution, a stage or a step is doing (its status), and what that means to us (its phase). */

/** What an execution, a stage or a step is doing. Everything after `stopping` is final. */
export type Phase =
  | 'queued'
  | 'running'
  | 'paused'
  | 'waiting' // for a person
  | 'stopping'
  | 'succeeded'
  | 'ignored' // succeeded, with a failure that the pipeline was configured to ignore
  | 'skipped'
  | 'failed'
  | 'aborted'
  | 'expired'
  | 'unknown'; // a status that this version does not know; never final by itself

/**
 * Every status that Harness's read API is known to give (`status` of `GET /pipeline/api/pipelines/execution/v2/{id}`, as
 * published in 2026) with its phase. Clients without a complete list misjudge or never see the end of an execution.
 */
export const STATUSES = {
  NotStarted: 'queued',
  Queued: 'queued',
  QueuedLicenseLimitReached: 'queued',
  QueuedExecutionConcurrencyReached: 'queued',
  QueuedGlobalInfraCapacityReached: 'queued',
  QUEUED_PLAN_CREATION: 'queued',
  ResourceWaiting: 'queued',
  Running: 'running',
  AsyncWaiting: 'running',
  TaskWaiting: 'running',
  TimedWaiting: 'running',
  WaitStepRunning: 'running',
  Paused: 'paused',
  Pausing: 'paused',
  ApprovalWaiting: 'waiting',
  InterventionWaiting: 'waiting',
  InputWaiting: 'waiting',
  UploadWaiting: 'waiting',
  Discontinuing: 'stopping',
  Success: 'succeeded',
  IgnoreFailed: 'ignored',
  Skipped: 'skipped',
  Suspended: 'skipped',
  Failed: 'failed',
  Errored: 'failed',
  ApprovalRejected: 'failed',
  AbortedByFreeze: 'failed',
  Aborted: 'aborted',
  Expired: 'expired',
} as const satisfies Readonly<Record<string, Phase>>;

export type HarnessStatus = keyof typeof STATUSES;

/** The engine's own words, which the answer to a start uses, and older spellings, where they differ in letters. */
const ALIASES: Readonly<Record<string, HarnessStatus>> = {
  succeeded: 'Success',
  freezefailed: 'AbortedByFreeze',
  startingplancreation: 'QUEUED_PLAN_CREATION',
  queuedsteplimitreached: 'Queued',
  startingqueuedstep: 'Queued',
  waiting: 'ResourceWaiting',
};

const letters = (status: string): string => status.toLowerCase().replace(/[\s_-]/g, '');

// RUNNING, Running and running are one status: Harness itself compares them so. No other sign is overlooked: a new status
// such as Success2 is unknown, and not green.
const SPELLINGS: ReadonlyMap<string, HarnessStatus> = new Map([
  ...Object.keys(STATUSES)
    .filter((status): status is HarnessStatus => Object.hasOwn(STATUSES, status))
    .map((status): [string, HarnessStatus] => [letters(status), status]),
  ...Object.entries(ALIASES),
]);

/** @returns a status in the spelling of `STATUSES`; undefined for a new, empty or missing one. */
export function canonicalStatus(status: string | undefined): HarnessStatus | undefined {
  return SPELLINGS.get(letters(status ?? ''));
}

/** @returns the phase of a status in any of Harness's spellings; `unknown` for a new, empty or missing one. */
export function phaseOf(status: string | undefined): Phase {
  const known = canonicalStatus(status);
  return known === undefined ? 'unknown' : STATUSES[known];
}

/** Whether two spellings mean one status of Harness: `APPROVAL_REJECTED` and `ApprovalRejected`, `SUCCEEDED` and `Success`. */
export function isSameStatus(one: string, other: string): boolean {
  return (canonicalStatus(one) ?? letters(one)) === (canonicalStatus(other) ?? letters(other));
}

const FINAL = ['succeeded', 'ignored', 'skipped', 'failed', 'aborted', 'expired'] as const satisfies readonly Phase[];
export type FinalPhase = (typeof FINAL)[number];

/** Whether an execution in this phase will never change again. */
export function isFinal(phase: Phase): phase is FinalPhase {
  return (FINAL as readonly Phase[]).includes(phase);
}

/** Whether this phase is an unsuccessful end. */
export function isUnsuccessful(phase: Phase): boolean {
  return phase === 'failed' || phase === 'aborted' || phase === 'expired';
}

/** The output `status`. */
export type Status = 'succeeded' | 'failed' | 'aborted' | 'expired' | 'running' | 'waiting' | 'unknown';

/** @returns the output `status` for a phase that was seen; one that is not final is `running`, or `waiting` for a person. */
export function statusOf(phase: Phase): Status {
  switch (phase) {
    case 'succeeded':
    case 'ignored':
    case 'skipped':
      return 'succeeded';
    case 'failed':
    case 'aborted':
    case 'expired':
    case 'waiting':
      return phase;
    case 'queued':
    case 'running':
    case 'paused':
    case 'stopping':
    case 'unknown':
      return 'running';
  }
}
