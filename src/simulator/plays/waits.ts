/** Plays that wait: for people, for a slot, for a lock. */
import { approval, approve, build, custom, deploy, forever, roe, shell } from './cast.ts';
import type { ApprovalPlay, Play, StepPlay } from './play.ts';

/** A play of one custom stage whose second step shows one status while it runs, forever. */
function waitsForever(about: string, during: string): Play {
  const forIt = { ...shell('wait_for_it', 'Wait for it', forever), during };
  return { about, stages: [custom('prepare', 'Prepare', [shell('plan', 'Plan', 600), forIt])] };
}

/** An approval step that waits until a decision is made. */
function waiting(more: Partial<ApprovalPlay>): StepPlay {
  const { decision: _, ...asked } = approve.approval ?? { message: '', groups: [], deadlineMs: 0 };
  return { ...approve, ms: forever, approval: { ...asked, ...more } };
}

/** By the name under which they are played. */
export const WAITS: Readonly<Record<string, Play>> = {
  approval: {
    about: 'waits for an approval, which a person gives after three seconds',
    stages: [build, approval(approve), deploy],
  },
  'approval-forever': {
    about: 'waits for an approval that is never given',
    stages: [build, approval({ ...approve, ms: forever }), deploy],
  },
  'approval-two': {
    about: 'waits for the approvals of two people',
    stages: [approval(waiting({ minimum: 2 })), deploy],
  },
  'approval-foreign': {
    about: 'waits for an approval by other users',
    stages: [approval(waiting({ groups: ['change_board'] })), deploy],
  },
  'approval-four-eyes': {
    about: 'waits for an approval that excludes the person who started it',
    stages: [approval(waiting({ disallowPipelineExecutor: true })), deploy],
  },
  approvals: {
    about: 'waits for two approvals at the same time',
    stages: [
      {
        parallel: [
          approval(waiting({})),
          { ...approval({ ...waiting({}), id: 'approve_data', name: 'Approve data' }), id: 'data', name: 'Data' },
        ],
      },
      deploy,
    ],
  },
  rejected: {
    about: 'a person rejects the approval, with a comment',
    stages: [
      build,
      approval({
        ...approve,
        ends: 'ApprovalRejected',
        failure: {
          message: 'Approval Step has been Rejected',
          code: 'APPROVAL_REJECTION',
          types: ['APPROVAL_REJECTION'],
        },
        approval: {
          message: 'Release 1.2.0 of web to production?',
          groups: ['release_managers'],
          deadlineMs: 86_400_000,
          decision: { action: 'REJECT', by: roe, comment: 'Not during the sale' },
        },
      }),
      deploy,
    ],
  },
  queued: {
    about: 'waits for a free slot for a while, then runs',
    queued: { ms: 5_000, status: 'QueuedExecutionConcurrencyReached' },
    stages: [deploy],
  },
  'queued-forever': { about: 'never leaves the queue', queued: { ms: forever, status: 'Queued' }, stages: [deploy] },
  locked: {
    about: 'waits for a resource that another execution uses, then continues',
    stages: [
      {
        ...deploy,
        steps: [
          {
            id: 'rc-Kq3Wv8xYTn2bLd5fGh7jZA',
            name: 'Resource Constraint',
            type: 'ResourceConstraint',
            ms: 2_000,
            during: 'ResourceWaiting',
            log: [],
          },
          ...deploy.steps,
        ],
      },
    ],
  },
  intervention: {
    about: 'a step fails and waits for a manual intervention',
    stages: [
      custom('prepare', 'Prepare', [
        shell('plan', 'Plan', 600),
        {
          ...shell('wait_for_it', 'Wait for it', forever),
          during: 'InterventionWaiting',
          failure: { message: 'The plan has changed since it was reviewed', types: ['APPLICATION_ERROR'] },
          failsBefore: true,
        },
      ]),
    ],
  },
  'input-waiting': waitsForever('waits for an input during the run', 'InputWaiting'),
  'upload-waiting': waitsForever('waits for an upload', 'UploadWaiting'),
  paused: waitsForever('is paused', 'Paused'),
  unknown: {
    about: 'has an unknown status for a while, then succeeds',
    shows: { fromMs: 1_000, toMs: 4_000, status: 'Reticulating' },
    stages: [build],
  },
  'unknown-forever': {
    about: 'has an unknown status, and never ends',
    shows: { fromMs: 1_000, toMs: forever, status: 'Reticulating' },
    stages: [build],
  },
};
