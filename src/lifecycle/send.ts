/** The one request that starts something: the letter to post first, then the request, then what there is to say without it. */
import type { Bounds } from '../base/clock.ts';
import type { Connection } from './connect.ts';
import { InputError } from '../harness/errors.ts';
import { listPage } from '../harness/links.ts';
import type { Verdict } from '../report/report.ts';
import { judgeStart } from '../report/verdict.ts';
import { endedBefore, type Launch, type Launched, startOnce } from '../start/start-once.ts';
import { type Letter, LETTER, writeLetter } from './post-state.ts';
import type { Step } from '../runner/step.ts';
import { finish } from './finish.ts';

/** A step that starts something. */
export interface Sender {
  readonly step: Step;
  readonly connection: Connection;
  readonly letter: Letter;
}

/** A start, ready to be sent; `T` is what its answer tells. */
export interface Sending<T> extends Sender {
  /** ms since 1970 */
  readonly deadline: number;
  /** Sends the request once, over a fresh connection. */
  readonly send: (bounds: Bounds) => Promise<T>;
  /** One look for what was started; absent where it leaves no mark. */
  readonly find?: Launch<T>['find'];
}

/** Starts at most once. */
export async function sendOnce<T>({ step, connection, letter, ...launch }: Sending<T>): Promise<Launched<T>> {
  const { contact } = connection;
  const { clock, signal, log } = step;
  // Before the request: should this process be killed while it is under way, post knows what to look for.
  step.saveState(LETTER, writeLetter(letter));
  // The state is taken when post begins, which in a container job may be before this.
  step.folder.write(letter.nonce, 'sent', '');
  const launched = await startOnce({
    ...launch,
    contact,
    clock,
    signal,
    doubting: (error) => {
      log.info(`${error.message}\nThe start may have arrived: looking for it by the mark of this run.`);
    },
  });
  if (launched.kind === 'started' && launched.how === 'found') {
    log.info('Found: the start had arrived. Going on with it.');
  }
  return launched;
}

/** Says why there is no execution, and leaves post what it needs. */
export function unstarted(sender: Sender, launched: Exclude<Launched, { readonly kind: 'started' }>): Verdict {
  // Only a start that nobody knows the end of is left open for post to look for.
  const isOpen = launched.kind === 'cancelled' && launched.wasSent;
  const verdict = judgeStart(launched, listPage(sender.letter));
  return finish({ ...sender, isOpen, verdict, ending: launched.kind });
}

/** The same for an error on the way to a start. @throws the error itself, when it is about the inputs or a fault. */
export function unsent(sender: Sender, error: unknown): Verdict {
  if (error instanceof InputError) {
    sender.step.saveState(LETTER, writeLetter({ ...sender.letter, at: 'done' }));
  }
  return unstarted(sender, endedBefore(error));
}
