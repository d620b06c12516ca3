/** Resolves an execution that main could not follow to its end: finds it, aborts it if that is wanted, and waits for its end. */
import { abortUntilEnded, type Target } from '../../follow/abort.ts';
import { Cancelled } from '../../harness/errors.ts';
import {
  type Engine,
  type ExecutionRef,
  NOTHING_SEEN,
  type Snapshot,
  type StartedExecution,
} from '../../harness/execution.ts';
import { firstGen } from '../../harness/firstgen/executions.ts';
import { executionRef } from '../../harness/links.ts';
import { isFinal } from '../../harness/status.ts';
import { webhookEvent } from '../../harness/webhook/events.ts';
import type { PostState } from '../../lifecycle/post-state.ts';
import type { FinalSession } from '../../lifecycle/session.ts';
import { findStarted, type NoneFound, reason } from './find-started.ts';

/** What became of it. */
export type Resolution =
  /** It has ended, or it was left running. */
  | { readonly kind: 'seen'; readonly ref: ExecutionRef; readonly snapshot: Snapshot }
  /** Known, but its end is not confirmed. */
  | { readonly kind: 'unseen'; readonly ref: ExecutionRef; readonly snapshot: Snapshot; readonly why: string }
  | NoneFound;

/** ms to see the end of an execution that is being aborted. */
const END_LIMIT = 60_000;
/** ms of these for a first poll, because an ended execution need not be aborted. */
const FIRST_POLL_LIMIT = 10_000;

/** Finds the execution and aborts it if that is wanted. Does not throw when Harness fails. */
export async function resolve(context: FinalSession, aborts: boolean): Promise<Resolution> {
  const { step, postState, connection } = context;
  const found = postState.execution === '' ? await findStarted(context) : known(postState);
  if (!('ref' in found)) {
    return found;
  }
  const { ref } = found;
  let snapshot = found.snapshot;
  const target: Target = {
    engine: engineOf(context),
    ref,
    retry: connection.retry,
    isGiven: postState.isStartedElsewhere,
    clock: step.clock,
    signal: step.signal,
    onSnapshot: (seen) => {
      snapshot = seen;
      connection.progress.onSnapshot(seen);
    },
  };
  const deadline = step.clock.now() + END_LIMIT;
  try {
    await pollFirst(target, { aborts, deadline });
    if (!aborts || isFinal(snapshot.phase)) {
      return { kind: 'seen', ref, snapshot };
    }
    step.log.info(
      snapshot.phase === 'stopping'
        ? 'The execution is being aborted.'
        : 'The execution is still running; aborting it.',
    );
    const end = await abortUntilEnded(target, { phase: snapshot.phase, deadline });
    return end === undefined
      ? { kind: 'unseen', ref, snapshot, why: 'Harness did not report the end of the execution within 60 s' }
      : { kind: 'seen', ref, snapshot: end };
  } catch (error) {
    return { kind: 'unseen', ref, snapshot, why: reason(error) };
  }
}

/** One poll. The abort does not depend on it: a key that cannot read the execution may still be able to abort it. */
async function pollFirst(
  { engine, ref, retry, isGiven, clock, signal, onSnapshot }: Target,
  { aborts, deadline }: { readonly aborts: boolean; readonly deadline: number },
): Promise<void> {
  const until = { deadline: aborts ? clock.now() + FIRST_POLL_LIMIT : deadline, signal, skipsBackOff: true, isGiven };
  try {
    await onSnapshot(await retry.untilAnswered((bounds) => engine.read(ref, bounds), until));
  } catch (error) {
    if (!aborts || error instanceof Cancelled) {
      throw error;
    }
  }
}

/** The connection that main used, or would have used. */
function engineOf({ postState, connection: { http, harness } }: FinalSession): Engine {
  switch (postState.engine) {
    case 'nextgen':
    case 'rollback':
      return harness;
    case 'webhook':
      return postState.key === '' ? webhookEvent(http, postState.scope, postState.event) : harness;
    case 'firstgen':
      return firstGen(http, postState.scope.account).following(postState.application?.id ?? '');
  }
}

function known(postState: PostState): StartedExecution {
  return { ref: executionRef(postState, postState.execution), snapshot: NOTHING_SEEN };
}
