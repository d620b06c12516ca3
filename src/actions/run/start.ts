/** The start of a prepared order: unless another execution of the pipeline runs, and at most once. */
import type { ListedExecution, StartedExecution } from '../../harness/execution.ts';
import { executionRef } from '../../harness/links.ts';
import { finishWithoutExecution } from '../../lifecycle/finish.ts';
import { finishUnstarted, sendOnce } from '../../lifecycle/send.ts';
import { watch } from '../../lifecycle/watch.ts';
import type { Verdict } from '../../report/report.ts';
import { redVerdict } from '../../report/verdict.ts';
import { notesWith } from '../../start/marker.ts';
import { markerFinder } from '../../start/search.ts';
import type { Order } from './dry-run.ts';
import { decideIfRunning } from './if-running.ts';
import type { Run } from './order.ts';

/** What is sent. */
interface Sending {
  readonly order: Order;
  /** Sent when Harness refuses the order. */
  readonly instead?: Order;
  readonly marker: string;
  /** Executions that the search for an earlier attempt went through, newest first. */
  readonly listed: readonly ListedExecution[];
}

/**
 * Starts, unless another execution of the pipeline has not ended and the author chose something else for that.
 *
 * @returns what remains to be done afterwards.
 */
export async function startUnlessRunning(action: Run, sending: Sending): Promise<() => Promise<Verdict> | Verdict> {
  const { session, inputs } = action;
  const { marker, listed } = sending;
  const pages: ListedExecution[] = [];
  const onPage = (page: readonly ListedExecution[]): void => {
    pages.push(...page);
  };
  const decision = await decideIfRunning({ ...action, marker, onPage });
  const known = listed.length > 0 ? listed : pages;
  switch (decision.kind) {
    case 'start':
      return send(action, { ...sending, listed: known });
    case 'stop':
      return () =>
        finishWithoutExecution(session, {
          verdict: redVerdict('failed', {
            headline: decision.why,
            details: ['Nothing was started.'],
            executions: decision.running,
          }),
          ending: 'refused',
        });
    case 'follow': {
      const { onCancel, onTimeout } = decision.mayAbort ? inputs : LEAVE;
      // Saved before the id, because post must never abort what this repository did not start.
      session.save({ onCancel, isStartedElsewhere: true });
      const following = { ...action, inputs: { ...inputs, onCancel, onTimeout } };
      return () => watchStarted(following, decision.listed, known);
    }
  }
}

/** What this repository did not start is not aborted. */
const LEAVE = { onCancel: 'leave', onTimeout: 'leave' } as const;

async function send(
  action: Run,
  { order, instead, marker, listed }: Sending,
): Promise<() => Promise<Verdict> | Verdict> {
  const { session, step, inputs, connection, deadline } = action;
  const { harness, retry } = connection;
  const notes = notesWith(marker, inputs.notes);
  // Waiting may have taken hours: a search for this start need go no further back than to here.
  const since = Math.round(step.clock.now());
  const search = { harness, pipeline: inputs.pipeline, retry, clock: step.clock, signal: step.signal };
  const result = await sendOnce(session, {
    patch: { marker, since },
    deadline,
    send: (bounds) =>
      order.kind === 'start'
        ? harness.start({ ...order.plan, notes }, bounds)
        : harness.retry({ ...order.plan, notes }, bounds),
    find: markerFinder(search, { matches: (other) => other === marker, since }),
  });
  if (result.kind === 'started') {
    return () => watchStarted(action, result.started, listed);
  }
  if (instead !== undefined && result.kind === 'refused' && result.error.kind === 'refused') {
    step.log.notice(`Harness refused the retry; starting a new execution. ${result.error.message}`);
    return send(action, { order: instead, marker, listed });
  }
  return () => finishUnstarted(session, result);
}

/** Follows what was started, or found. */
export function watchStarted(
  { session, inputs, connection: { harness, inspector } }: Run,
  { ref: { id }, snapshot }: StartedExecution,
  listed: readonly ListedExecution[],
): Promise<Verdict> {
  return watch({
    session,
    engine: harness,
    inspector,
    ref: executionRef({ scope: inputs.scope, pipeline: inputs.pipeline }, id),
    seen: snapshot,
    listed: listed.length === 0 ? undefined : listed,
    following: inputs,
    wait: inputs.wait,
  });
}
