/** The two tables of the contract: what Harness says, and this step's own endings -> status, color and one sentence. */
import { count, duration, oneLine } from '../base/text.ts';
import type { Failure } from '../diagnosis/diagnosis.ts';
import type { Wait } from '../follow/approvals.ts';
import type { FollowOutcome, TimedOut } from '../follow/follow.ts';
import type { ExecutionRef, Snapshot } from '../harness/execution.ts';
import { type Status, statusOf } from '../harness/status.ts';
import { describeState, took } from '../harness/wording.ts';
import type { StartResult } from '../start/start-once.ts';
import { otherFailures, causeOf, detailsOf, ignoredCauseOf } from './ending.ts';
import { causedBy, explained, reasonsOf, type VerdictText } from './errors.ts';
import type { Report, Verdict } from './report.ts';

/** What the verdict on an ending needs beside the ending. */
interface VerdictContext {
  readonly ref: ExecutionRef;
  /** The root cause, when it is known. */
  readonly cause?: Failure | undefined;
  /** What failed beside it. */
  readonly others?: readonly Failure[];
  /** What is known of the wait for a person that goes on. */
  readonly wait?: Wait | undefined;
  /** How the rollback ended, when one ran. */
  readonly rollback?: Report['rollback'];
  /** ms: this step's own limit. */
  readonly timeout: number;
  /** Whether verdicts make the step red at all. */
  readonly failStep: boolean;
}

/** @returns the verdict on a start that brought no execution. */
export function judgeStart(result: Exclude<StartResult, { readonly kind: 'started' }>, listUrl: string): Verdict {
  switch (result.kind) {
    case 'refused':
      return redVerdict('failed', explained(result.error));
    case 'too-late':
      return redVerdict('failed', {
        headline: "Nothing was started: this step's timeout was reached before the start request could be sent.",
        ...causedBy(result.error),
      });
    case 'in-doubt':
      return redVerdict('unknown', {
        headline: 'Could not confirm whether the pipeline was started',
        reason: result.error.headline,
        correlationId: result.error.correlationId,
        details: [
          ...reasonsOf(result.error),
          result.searches === undefined
            ? 'This kind of execution carries no marker to search for.'
            : result.searches === 0
              ? "Could not search the pipeline's executions for this run's marker."
              : `Searched the pipeline's executions ${count(result.searches, 'time')}; none carries this run's marker.`,
          "Check the pipeline's executions before you re-run.",
        ],
        link: listUrl,
      });
    case 'cancelled':
      return {
        status: result.wasSent ? 'unknown' : '',
        isRed: true,
        headline: result.wasSent
          ? 'The job was cancelled while the start request was being sent; the post step searches for the execution.'
          : 'The job was cancelled before anything was started.',
      };
  }
}

/** @returns a red verdict with its error annotation. Not subject to fail-step. */
export function redVerdict(status: Verdict['status'], said: VerdictText): Verdict {
  return { status, isRed: true, level: 'error', ...said };
}

/** @returns the verdict on an ending. */
export function judge(ending: FollowOutcome, context: VerdictContext): Verdict {
  const { snapshot } = ending;
  const name = nameOf(context.ref, snapshot);
  switch (ending.kind) {
    case 'ended':
      return verdictOnEnd(snapshot, name, context);
    case 'left':
      return notice(statusOf(snapshot.phase), context, {
        headline: `${name} is not finished: it is ${doing(snapshot, context)}.`,
        reason: context.wait?.reason,
        details: [
          ...detailsOfWait(context),
          ending.why === 'no-wait' ? 'This step does not wait for it (wait: false).' : 'This step leaves it running.',
        ],
      });
    case 'blocked':
      return red('waiting', context, {
        headline: `${name} is ${doing(snapshot, context)}, which fails this step (on-waiting: fail).`,
        reason: context.wait?.reason,
        details: [...detailsOfWait(context), 'The execution is left running.'],
      });
    case 'timed-out':
      return verdictOnTimeout(ending, name, context);
    case 'access-lost':
      // fail-step applies to the result of the execution, and lost access is not a result: the step stays red.
      return red(
        'unknown',
        { ...context, failStep: true },
        {
          headline: `Lost access to ${name}; it may still run in Harness.`,
          ...causedBy(ending.error),
        },
      );
    case 'cancelled':
      return snapshot.status === ''
        ? { status: 'unknown', isRed: true, headline: `The job was cancelled before the status of ${name} was read.` }
        : {
            status: statusOf(snapshot.phase),
            isRed: true,
            headline: `The job was cancelled while ${name} was ${describeState(snapshot)}.`,
          };
  }
}

function doing(snapshot: Snapshot, { wait }: VerdictContext): string {
  return wait?.words ?? describeState(snapshot);
}

function detailsOfWait({ wait }: VerdictContext): readonly string[] {
  return wait?.details ?? [];
}

function verdictOnTimeout(ending: TimedOut, name: string, context: VerdictContext): Verdict {
  const { snapshot, inContact } = ending;
  const after = limitOf(context.timeout);
  const limit = `within ${after} (this step's timeout)`;
  switch (ending.abort) {
    case 'seen':
      return red('aborted', context, {
        headline: `${name} was aborted by this action after ${after}: it had not finished ${limit}.`,
      });
    case 'unseen':
      return red('running', context, {
        headline:
          ending.refusal === undefined
            ? `${name} was aborted by this action after ${after}, but Harness has not confirmed the end: it had not finished ${limit}.`
            : `${name} has not finished ${limit}, and this action could not abort it.`,
        ...causedBy(ending.refusal),
      });
    case 'unwanted':
      return red(inContact ? statusOf(snapshot.phase) : 'unknown', context, {
        headline: `${name} has not finished ${limit}; ${inContact ? `it is ${doing(snapshot, context)}` : 'Harness is unreachable'}.`,
        reason: inContact ? context.wait?.reason : undefined,
        details: [
          ...(inContact ? detailsOfWait(context) : []),
          ...(snapshot.phase === 'stopping' ? [] : ['The execution is left running.']),
        ],
      });
  }
}

/** @returns what to call an execution: its pipeline, as people named it where that is known. */
export function nameOf(ref: ExecutionRef, { pipelineName }: Snapshot): string {
  return oneLine(pipelineName ?? (ref.pipeline || `execution ${ref.id}`), 100);
}

function verdictOnEnd(snapshot: Snapshot, name: string, context: VerdictContext): Verdict {
  const { ref, failStep, cause, others = [], rollback } = context;
  const status = statusOf(snapshot.phase);
  const ended = { snapshot, name, cause, others, rollback };
  const link = cause?.url ?? ref.url;
  if (snapshot.phase === 'succeeded') {
    return { status, isRed: false, headline: `${name} succeeded${took('in', snapshot)}.` };
  }
  if (snapshot.phase === 'ignored') {
    const headline = `${name} succeeded${took('in', snapshot)}, with an ignored failure`;
    return {
      status,
      isRed: false,
      level: 'warning',
      headline,
      reason: ignoredCauseOf(ended),
      details: otherFailures(others),
      link,
    };
  }
  if (snapshot.phase === 'skipped') {
    return notice(status, context, {
      headline: `${name} was ${snapshot.status.toLowerCase() === 'suspended' ? 'suspended' : 'skipped'}; no stage ran.`,
    });
  }
  const details = detailsOf(ended);
  return { status, isRed: failStep, level: failStep ? 'error' : 'warning', ...causeOf(ended), details, link };
}

function notice(status: Status, { ref }: VerdictContext, said: VerdictText): Verdict {
  return { status, isRed: false, level: 'notice', link: ref.url, ...said };
}

/** `2h`, `1h 30m`: a limit as its author would write it. */
function limitOf(timeout: number): string {
  return duration(timeout).replace(/ 00[ms]$/, '');
}

/** A red verdict that fail-step is about. */
function red(status: Status, { failStep, ref }: VerdictContext, said: VerdictText): Verdict {
  return { status, isRed: failStep, level: failStep ? 'error' : 'warning', link: ref.url, ...said };
}
