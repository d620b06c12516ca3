/** The one request that starts something: first the post state, then the request, then what is to be said without an execution. */

import { InputError } from '../harness/errors.ts';
import { executionsLink } from '../harness/links.ts';
import type { Verdict } from '../report/report.ts';
import { inParagraphs } from '../report/errors.ts';
import { judgeStart, redVerdict } from '../report/verdict.ts';
import type { WriteProblem } from '../runner/command-files.ts';
import { endedBefore, type StartOptions, type StartResult, startOnce } from '../start/start-once.ts';
import { finishWithoutExecution } from './finish.ts';
import type { PostState } from './post-state.ts';
import { requireFiles, type Session, UnwritableError } from './session.ts';

/** A start, ready to be sent; `T` is what its answer holds. */
interface Sending<T> extends Pick<StartOptions<T>, 'send' | 'find' | 'deadline'> {
  /** What post needs to find the execution. */
  readonly patch: Partial<PostState>;
}

/** The state could be written a moment ago. */
const UNSAVED: WriteProblem = {
  file: 'GITHUB_STATE',
  path: '',
  cause: 'writing to it failed just before the start',
  remedy: "Check the runner's disk.",
};
/** Without the folder post could not distinguish a step that ended from one that was killed, once the state cannot be written either. */
const WITHOUT_FOLDER: WriteProblem = {
  file: 'RUNNER_TEMP',
  path: '',
  cause: "neither it nor the system's folder for temporary files is writable",
  remedy: 'Give the user of this step write access to RUNNER_TEMP, and free some disk space.',
};

/** Starts at most once. @throws UnwritableError when the execution's id could not be reported: nothing was started. */
export async function sendOnce<T>(session: Session, { patch, ...start }: Sending<T>): Promise<StartResult<T>> {
  const { step, connection } = session;
  const { clock, signal, log } = step;
  requireFiles(session);
  // Before the request: if this process is killed meanwhile, post knows what to search for.
  if (!session.save(patch)) {
    throw new UnwritableError([UNSAVED]);
  }
  if (!session.postState.hasFolder) {
    throw new UnwritableError([WITHOUT_FOLDER]);
  }
  // The state is taken when post begins, which in a container job may be before this.
  step.folder.write(session.postState.nonce, 'sent', '');
  const result = await startOnce({
    ...start,
    retry: connection.retry,
    clock,
    signal,
    onLostAnswer: (error) => {
      log.info(
        `${error.message}\nThe start request may have reached Harness; searching for the execution by this run's marker.`,
      );
    },
  });
  if (result.kind === 'started' && result.how === 'found') {
    log.info('Found the execution: Harness had received the start request. Following it.');
  }
  return result;
}

/** Says why there is no execution, and leaves post what it needs. */
export function finishUnstarted(session: Session, result: Exclude<StartResult, { readonly kind: 'started' }>): Verdict {
  // Only a start whose result is unknown is left for post to search for.
  const isUnfinished = result.kind === 'cancelled' && result.wasSent;
  const verdict = judgeStart(result, executionsLink(session.postState));
  return finishWithoutExecution(session, { isUnfinished, verdict, ending: result.kind });
}

/** The same for an error before the start was sent. @throws the error itself, when it is about the inputs or a fault. */
export function finishUnsent(session: Session, error: unknown): Verdict {
  if (error instanceof UnwritableError) {
    return finishWithoutExecution(session, { verdict: redVerdict('failed', inParagraphs(error)), ending: 'refused' });
  }
  if (error instanceof InputError) {
    session.save({ main: 'done' });
  }
  return finishUnstarted(session, endedBefore(error));
}
