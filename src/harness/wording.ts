/** Words and signs for what an execution or a stage is doing. */
import { duration, oneLine } from '../base/text.ts';
import { canonicalStatus, type HarnessStatus, type Phase } from './status.ts';

const ICONS: Readonly<Record<Phase, string>> = {
  queued: '○',
  running: '●',
  paused: '⏸',
  waiting: '⏸',
  stopping: '●',
  succeeded: '✔',
  ignored: '⚠',
  skipped: '○',
  failed: '✖',
  aborted: '✖',
  expired: '✖',
  unknown: '●',
};

/** @returns the glyph of a phase in the log, where no color is certain. */
export function iconOf(phase: Phase): string {
  return ICONS[phase];
}

/** The same in colors, for Markdown. */
const EMOJI: Readonly<Record<Phase, string>> = {
  queued: '⚪',
  running: '🔵',
  paused: '⏸️',
  waiting: '⏸️',
  stopping: '🔵',
  succeeded: '✅',
  ignored: '⚠️',
  skipped: '⚪',
  failed: '❌',
  aborted: '❌',
  expired: '❌',
  unknown: '❔',
};

/** @returns the emoji of a phase in Markdown. */
export function emojiOf(phase: Phase): string {
  return EMOJI[phase];
}

/** What people call a status whose phase says too little. */
const WORDS: Readonly<Partial<Record<HarnessStatus, string>>> = {
  ApprovalWaiting: 'waiting for approval',
  InterventionWaiting: 'waiting for manual intervention',
  InputWaiting: 'waiting for input',
  UploadWaiting: 'waiting for an upload',
  ApprovalRejected: 'rejected',
  AbortedByFreeze: 'stopped by a deployment freeze',
  QueuedLicenseLimitReached: 'queued: license limit reached',
  QueuedExecutionConcurrencyReached: 'queued: limit of concurrent executions reached',
  ResourceWaiting: 'queued for a resource that another execution is using',
  Suspended: 'suspended',
};

/** What Harness says of every end of a kind, and what is said where it says nothing. */
const SAID: Readonly<Partial<Record<HarnessStatus, RegExp>>> = {
  ApprovalRejected: /^(the )?approval( step)? (has been|was) rejected\.?$/i,
  AbortedByFreeze: /^(pipeline aborted due to|stopped by a deployment) freeze\.?$/i,
  Aborted: /^aborted\.?$/i,
};

/** Whether a message says no more than the state does, with the name of who rejected where that is known. */
export function isRedundantMessage({ status, message = '', by }: Ended): boolean {
  const known = canonicalStatus(status);
  return (
    (known === 'ApprovalRejected' && by !== undefined) ||
    (known !== undefined && SAID[known]?.test(message.trim()) === true)
  );
}

interface Ended {
  /** As Harness spells it. */
  readonly status: string;
  readonly message?: string | undefined;
  readonly by?: string | undefined;
}

/** @returns what an execution or a stage is doing, in words: `waiting for approval`, `succeeded`, `queued behind …`. */
export function describeState({ status, phase }: { readonly status: string; readonly phase: Phase }): string {
  const known = canonicalStatus(status);
  const words = known === undefined ? undefined : WORDS[known];
  if (words !== undefined) {
    return words;
  }
  switch (phase) {
    case 'waiting':
      return 'waiting for a person';
    case 'stopping':
      return 'being aborted';
    case 'ignored':
      return 'succeeded with an ignored failure';
    case 'skipped':
      return 'not run';
    case 'unknown':
      return status === '' ? 'without a status' : `in a status unknown to this version (${oneLine(status, 60)})`;
    case 'queued':
    case 'running':
    case 'paused':
    case 'succeeded':
    case 'failed':
    case 'aborted':
    case 'expired':
      return phase;
  }
}

/** Something with a beginning and an end, in ms since 1970. */
/** When something began and ended, in ms since 1970, as far as it is known. */
export interface Timed {
  readonly startedAt?: number | undefined;
  readonly endedAt?: number | undefined;
}

/** @returns ` in 3m 12s`: how long something took, with this word before it, if it is one; empty while it is unknown. */
export function took(word: string, { startedAt, endedAt }: Timed): string {
  const before = word === '' ? '' : ` ${word}`;
  return startedAt === undefined || endedAt === undefined ? '' : `${before} ${duration(endedAt - startedAt)}`;
}
