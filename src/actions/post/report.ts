/** What post reports of an execution that main could not follow to its end. */
import { NOTHING_SEEN, type Snapshot } from '../../harness/execution.ts';
import { executionsLink } from '../../harness/links.ts';
import { isFinal, statusOf } from '../../harness/status.ts';
import { describeState } from '../../harness/wording.ts';
import { reportOf } from '../../lifecycle/finish.ts';
import type { PostState } from '../../lifecycle/post-state.ts';
import type { FinalSession } from '../../lifecycle/session.ts';
import { NO_DIAGNOSIS, type OutcomeKind, type Report, type Verdict } from '../../report/report.ts';
import { judge, nameOf, redVerdict } from '../../report/verdict.ts';
import type { Resolution } from './resolve.ts';

/** Harness names who aborted the execution, but not why. */
const ABORTED_WITH_STEP = 'The step was interrupted, and its execution was aborted (on-cancel: abort).';

/** How main ended, and what post did about it. */
interface Circumstances {
  /** Whether main ended by itself without a report: then no abort was requested, and nothing is aborted. */
  readonly hasEnded: boolean;
  /** Whether the execution was to be aborted. */
  readonly aborts: boolean;
}

/** @returns the report about the execution. */
export function reportOn(session: FinalSession, resolution: Resolution, circumstances: Circumstances): Report {
  const { ref, snapshot } = 'ref' in resolution ? resolution : { ref: undefined, snapshot: NOTHING_SEEN };
  const isAborted = snapshot.phase === 'aborted' && circumstances.aborts;
  return reportOf(session, {
    verdict: judgeResolution(resolution, session.postState, circumstances),
    ref,
    snapshot: { ...snapshot, message: snapshot.message ?? (isAborted ? ABORTED_WITH_STEP : undefined) },
    diagnosis: NO_DIAGNOSIS,
    ending: endingOf(resolution, circumstances.hasEnded),
  });
}

/** @returns the same report with only identifiers, statuses and times. */
export function withoutWords(resolution: Resolution): Resolution {
  const why = 'see the log of this step';
  switch (resolution.kind) {
    case 'seen':
      return { ...resolution, snapshot: bare(resolution.snapshot) };
    case 'unseen':
      return { ...resolution, snapshot: bare(resolution.snapshot), why };
    case 'not-found':
      return { ...resolution, why };
    case 'not-started':
      return resolution;
  }
}

function bare({ status, phase, runSequence, startedAt, endedAt, stages }: Snapshot): Snapshot {
  const named = stages.map((stage) => ({ ...stage, name: stage.id, message: undefined, skippedBecause: undefined }));
  return { ...NOTHING_SEEN, status, phase, runSequence, startedAt, endedAt, stages: named };
}

function endingOf(resolution: Resolution, hasEnded: boolean): OutcomeKind {
  if (resolution.kind !== 'seen') {
    return 'cancelled';
  }
  return isFinal(resolution.snapshot.phase) ? 'ended' : hasEnded ? 'left' : 'cancelled';
}

function judgeResolution(resolution: Resolution, postState: PostState, { aborts, hasEnded }: Circumstances): Verdict {
  const { pipeline, timeout } = postState;
  // A step that ended by itself was not interrupted: an internal error ended it, or it could not save its report.
  const end = hasEnded ? 'ended without a report' : 'was interrupted';
  switch (resolution.kind) {
    case 'seen': {
      const { ref, snapshot } = resolution;
      if (hasEnded && !isFinal(snapshot.phase)) {
        const headline = `The step ${end} while ${nameOf(ref, snapshot)} was ${describeState(snapshot)}.`;
        return { status: statusOf(snapshot.phase), isRed: true, headline, details: ['The execution is left running.'] };
      }
      return judge(
        { kind: isFinal(snapshot.phase) ? 'ended' : 'cancelled', snapshot },
        { ref, timeout, failStep: true },
      );
    }
    case 'unseen':
      return redVerdict(statusOf(resolution.snapshot.phase), {
        headline: `The step ${end}, and ${aborts ? 'could not confirm that its execution was aborted' : 'its execution could not be read'}`,
        reason: resolution.why,
        link: resolution.ref.url,
      });
    case 'not-started':
      return { status: '', isRed: true, headline: `The step ${end} before anything was started.` };
    case 'not-found':
      return redVerdict('unknown', {
        headline: `The step ${end} while starting ${pipeline === '' ? 'a pipeline' : pipeline}`,
        reason: resolution.why,
        details: ['Check in Harness whether it is running.'],
        link: executionsLink(postState),
      });
  }
}
