/** What each end of an execution means for the step, as the contract has it. */

/** Each final phase, with the statuses of Harness that end in it, the output `status`, the color and the annotation. */
export const VERDICTS = [
  { phase: 'succeeded', statuses: ['Success'], status: 'succeeded', isRed: false, says: 'nothing' },
  { phase: 'ignored', statuses: ['IgnoreFailed'], status: 'succeeded', isRed: false, says: 'warning' },
  { phase: 'skipped', statuses: ['Skipped', 'Suspended'], status: 'succeeded', isRed: false, says: 'notice' },
  {
    phase: 'failed',
    statuses: ['Failed', 'Errored', 'ApprovalRejected', 'AbortedByFreeze'],
    status: 'failed',
    isRed: true,
    says: 'error',
  },
  { phase: 'aborted', statuses: ['Aborted'], status: 'aborted', isRed: true, says: 'error' },
  { phase: 'expired', statuses: ['Expired'], status: 'expired', isRed: true, says: 'error' },
] as const;
