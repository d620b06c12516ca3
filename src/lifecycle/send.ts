/** The one request that starts something: the letter to post first, then the request, then what there is to say without it. */
import type { Bounds } from '../base/clock.ts';
import { InputError } from '../harness/errors.ts';
import { listPage } from '../harness/links.ts';
import type { Verdict } from '../report/report.ts';
import { judgeStart } from '../report/verdict.ts';
import type { Step } from '../runner/step.ts';
import { endedBefore, type StartOptions, type StartResult, startOnce } from '../start/start-once.ts';
import type { Connection } from './connect.ts';
import { finishWithoutExecution } from './finish.ts';
import { type PostState, POST_STATE, serializePostState } from './post-state.ts';

/** A step that starts something. */
export interface Sender {
  readonly step: Step;
  readonly connection: Connection;
  readonly postState: PostState;
}

/** A start, ready to be sent; `T` is what its answer tells. */
export interface Sending<T> extends Sender {
  /** ms since 1970 */
  readonly deadline: number;
  /** Sends the request once, over a fresh connection. */
  readonly send: (bounds: Bounds) => Promise<T>;
  /** One look for what was started; absent where it leaves no mark. */
  readonly find?: StartOptions<T>['find'];
}

/** Starts at most once. */
export async function sendOnce<T>({ step, connection, postState, ...launch }: Sending<T>): Promise<StartResult<T>> {
  const { retry } = connection;
  const { clock, signal, log } = step;
  // Before the request: should this process be killed while it is under way, post knows what to look for.
  step.saveState(POST_STATE, serializePostState(postState));
  // The state is taken when post begins, which in a container job may be before this.
  step.folder.write(postState.nonce, 'sent', '');
  const result = await startOnce({
    ...launch,
    retry,
    clock,
    signal,
    onLostAnswer: (error) => {
      log.info(`${error.message}\nThe start may have arrived: looking for it by the mark of this run.`);
    },
  });
  if (result.kind === 'started' && result.how === 'found') {
    log.info('Found: the start had arrived. Going on with it.');
  }
  return result;
}

/** Says why there is no execution, and leaves post what it needs. */
export function unstarted(sender: Sender, result: Exclude<StartResult, { readonly kind: 'started' }>): Verdict {
  // Only a start that nobody knows the end of is left open for post to look for.
  const isOpen = result.kind === 'cancelled' && result.wasSent;
  const verdict = judgeStart(result, listPage(sender.postState));
  return finishWithoutExecution({ ...sender, isOpen, verdict, ending: result.kind });
}

/** The same for an error on the way to a start. @throws the error itself, when it is about the inputs or a fault. */
export function unsent(sender: Sender, error: unknown): Verdict {
  if (error instanceof InputError) {
    sender.step.saveState(POST_STATE, serializePostState({ ...sender.postState, at: 'done' }));
  }
  return unstarted(sender, endedBefore(error));
}
