/** The two tables of the contract: what Harness says, and this step's own endings -> status, colour and one sentence. */
import { count, duration, oneLine } from '../base/text.ts';
import type { Failure } from '../diagnosis/diagnosis.ts';
import type { FollowOutcome } from '../follow/follow.ts';
import type { HarnessError } from '../harness/errors.ts';
import {
  type FinalPhase,
  type ExecutionRef,
  type Snapshot,
  type Status,
  STATUSES,
  statusOf,
} from '../harness/execution.ts';
import { describeState } from '../harness/wording.ts';
import type { StartResult } from '../start/start-once.ts';
import { annotationOn, because, besides, sentenceOn } from './ending.ts';
import type { Verdict } from './report.ts';

/** What the verdict on an ending needs beside the ending. */
export interface InputContext {
  readonly ref: ExecutionRef;
  /** The root cause, when it is known. */
  readonly cause?: Failure | undefined;
  /** What failed beside it. */
  readonly others?: readonly Failure[];
  /** ms: this step's own limit. */
  readonly timeout: number;
  /** Whether verdicts make the step red at all. */
  readonly failStep: boolean;
}

/** The colour of each final phase, and the annotation that goes with it. */
export const COLOURS: Readonly<
  Record<FinalPhase, { readonly isRed: boolean; readonly says: 'error' | 'warning' | 'notice' | 'nothing' }>
> = {
  succeeded: { isRed: false, says: 'nothing' },
  ignored: { isRed: false, says: 'warning' },
  skipped: { isRed: false, says: 'notice' },
  failed: { isRed: true, says: 'error' },
  aborted: { isRed: true, says: 'error' },
  expired: { isRed: true, says: 'error' },
};

/** @returns the verdict on a start that brought no execution. */
export function judgeStart(result: Exclude<StartResult, { readonly kind: 'started' }>, listUrl: string): Verdict {
  switch (result.kind) {
    case 'refused':
      // The output message has the reason, too: it may be all that a later step sees.
      return { ...redVerdict('failed', result.error.message), message: oneLine(result.error.sentence, 700) };
    case 'too-late':
      return redVerdict(
        'failed',
        [
          "Nothing was started: this step's timeout was over before the start could be sent.",
          ...(result.error === undefined ? [] : [result.error.message]),
        ].join('\n'),
      );
    case 'in-doubt':
      return redVerdict(
        'unknown',
        [
          `It is in doubt whether the pipeline was started. ${result.error.message}`,
          result.searches === undefined
            ? '  A start of this kind leaves no mark by which its execution could be looked for.'
            : result.searches === 0
              ? '  Its executions could not be looked through for one with the mark of this run.'
              : `  ${count(result.searches, 'look')} through its executions found none with the mark of this run.`,
          `  Look before you run this again: ${listUrl}`,
        ].join('\n'),
      );
    case 'cancelled':
      return {
        status: result.wasSent ? 'unknown' : '',
        isRed: true,
        message: result.wasSent
          ? 'The job was cancelled while the start was on its way; the post step looks for it.'
          : 'The job was cancelled before anything was started.',
      };
  }
}

/** @returns a red verdict whose message is the first line of the text. Not subject to fail-step. */
export function redVerdict(status: Verdict['status'], text: string): Verdict {
  return {
    status,
    isRed: true,
    message: oneLine(text.split('\n')[0] ?? '', 700),
    annotation: { level: 'error', text },
  };
}

/** @returns the verdict on an ending. */
export function judge(ending: FollowOutcome, circumstances: InputContext): Verdict {
  const { ref, timeout } = circumstances;
  const { snapshot } = ending;
  const name = nameOf(ref, snapshot);
  switch (ending.kind) {
    case 'ended':
      return resolution(snapshot, name, circumstances);
    case 'left':
      return notice(
        statusOf(snapshot.phase),
        ending.why === 'no-wait'
          ? `${name} is not finished: it was started, and this step does not wait for it.`
          : `${name} is not finished: it is ${describeState(snapshot)}. This step leaves it running.`,
        ref,
      );
    case 'blocked':
      return red(
        'waiting',
        `${name} is ${describeState(snapshot)}, which on-waiting calls a failure. It is left running.`,
        circumstances,
      );
    case 'timed-out': {
      const limit = `within ${limitOf(timeout)} (this step's timeout)`;
      switch (ending.abort) {
        case 'seen':
          return red(
            'aborted',
            `${name} was aborted by this action after ${limitOf(timeout)}: it had not finished ${limit}.`,
            circumstances,
          );
        case 'unseen':
          return red(
            'running',
            ending.refusal === undefined
              ? `${name} has not finished ${limit}. An abort was sent by this action after ${limitOf(timeout)}, but its end was not seen.`
              : `${name} has not finished ${limit}, and this action could not abort it.`,
            { ...circumstances, error: ending.refusal },
          );
        case 'unwanted':
          return red(
            ending.inContact ? statusOf(snapshot.phase) : 'unknown',
            `${name} has not finished ${limit}; ${ending.inContact ? `it is ${describeState(snapshot)}` : 'Harness does not answer'}. It is left running.`,
            circumstances,
          );
      }
    }
    // eslint-disable-next-line no-fallthrough -- every case above returns
    case 'access-lost':
      // Lost access is no verdict on the execution, which fail-step is about: it stays red.
      return red('unknown', `This step lost sight of ${name}: it may still run in Harness.`, {
        ...circumstances,
        failStep: true,
        error: ending.error,
      });
    case 'cancelled':
      return snapshot.status === ''
        ? { status: 'unknown', isRed: true, message: `The job was cancelled before ${name} was looked at.` }
        : {
            status: statusOf(snapshot.phase),
            isRed: true,
            message: `The job was cancelled while ${name} was ${describeState(snapshot)}.`,
          };
  }
}

/** @returns what to call an execution: its pipeline, as people named it where that is known. */
export function nameOf(ref: ExecutionRef, { pipelineName }: Snapshot): string {
  return oneLine(pipelineName ?? (ref.pipeline || `execution ${ref.id}`), 100);
}

function resolution(snapshot: Snapshot, name: string, circumstances: InputContext): Verdict {
  const { ref, failStep, cause, others = [] } = circumstances;
  const status = statusOf(snapshot.phase);
  const told = { snapshot, name, cause, others };
  const url = cause?.url ?? ref.url;
  const took =
    snapshot.startedAt === undefined || snapshot.endedAt === undefined
      ? ''
      : ` in ${duration(snapshot.endedAt - snapshot.startedAt)}`;
  if (snapshot.phase === 'succeeded') {
    return { status, isRed: false, message: `${name} succeeded${took}.` };
  }
  if (snapshot.phase === 'ignored') {
    const message = `${name} succeeded${took}, but with a failure that it was told to ignore${because(told)}`;
    const text = [message, ...besides(others), `  ${url}`].join('\n');
    return { status, isRed: false, message, annotation: { level: 'warning', text } };
  }
  if (snapshot.phase === 'skipped') {
    return notice(status, `${name} ran nothing: it was ${oneLine(snapshot.status, 40).toLowerCase()}.`, ref);
  }
  const message = sentenceOn(told);
  const text = [annotationOn(message, told), `  ${url}`].join('\n');
  return { status, isRed: failStep, message, annotation: { level: failStep ? 'error' : 'warning', text } };
}

function notice(status: Status, text: string, ref: ExecutionRef): Verdict {
  return { status, isRed: false, message: text, annotation: { level: 'notice', text: `${text}\n  ${ref.url}` } };
}

/** `2h`, `1h 30m`: a limit as its author would write it. */
function limitOf(timeout: number): string {
  return duration(timeout).replace(/ 00[ms]$/, '');
}

/** @param circumstances with the error that explains it, if there is one */
function red(
  status: Status,
  message: string,
  { failStep, ref, error }: InputContext & { readonly error?: HarnessError | undefined },
): Verdict {
  const text = [message, ...(error === undefined ? [] : [error.message]), `  ${ref.url}`].join('\n');
  return { status, isRed: failStep, message, annotation: { level: failStep ? 'error' : 'warning', text } };
}

/** @returns the statuses of Harness that end in each final phase, for the table that people read. */
export function statusesOf(phase: FinalPhase): string[] {
  return Object.entries(STATUSES).flatMap(([status, its]) => (its === phase ? [status] : []));
}
