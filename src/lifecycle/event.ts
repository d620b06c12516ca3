/** From the event of a custom webhook to the step's verdict. */
import { count, duration, oneLine } from '../base/text.ts';
import { Cancelled, HarnessError, DeadlineExceeded } from '../harness/errors.ts';
import type { Scope } from '../harness/execution.ts';
import { executionLink, executionRef, executionsLink } from '../harness/links.ts';
import { webhookEvent } from '../harness/webhook/events.ts';
import type { Following } from '../inputs/following.ts';
import { causedBy, reasonsOf } from '../report/errors.ts';
import type { Verdict } from '../report/report.ts';
import { redVerdict } from '../report/verdict.ts';
import { type Processed, untilProcessed } from '../start/webhook-event.ts';
import { connect } from './connect.ts';
import { finishWithoutExecution, type FinishOptions } from './finish.ts';
import { openSession, type Session } from './session.ts';
import { watch } from './watch.ts';

/** An event that Harness has accepted. */
interface EventOptions {
  readonly session: Session;
  readonly inputs: Following & { readonly key: string; readonly wait: boolean };
  readonly event: string;
  /** ms since 1970 */
  readonly deadline: number;
  /** Whether a person gave its id: then it may be wrong. */
  readonly isGiven?: boolean;
}

/** Waits until Harness has processed the event, and follows the execution that it started; without a key, through the event. */
export async function followEvent(options: EventOptions): Promise<Verdict> {
  const { session, inputs, event, deadline, isGiven } = options;
  const { step, connection, postState } = session;
  const processing = webhookEvent(connection.http, postState.scope, event);
  const { retry } = connection;
  const { clock, signal, log } = step;
  let processed: Processed;
  try {
    processed = await untilProcessed({ event: processing, isGiven, retry, clock, signal, deadline, onWait: log.info });
  } catch (error) {
    return finishWithoutExecution(session, unseen(options, error));
  }
  if (processed.kind !== 'started') {
    return finishWithoutExecution(session, nothing(options, processed));
  }
  return watchStarted({ ...options, session: located(session, inputs, processed.scope) }, processed);
}

/** The event knows the project, which who gives an event's id need not know. */
function located(session: Session, inputs: EventOptions['inputs'], scope: Scope): Session {
  const { step, postState } = session;
  if (scope.org === postState.scope.org && scope.project === postState.scope.project) {
    return session;
  }
  const connection = connect(step, { scope, key: inputs.key, matrixSize: inputs.leg.total });
  return openSession(step, connection, { ...session.postState, scope });
}

async function watchStarted(
  options: EventOptions,
  { started, others }: Extract<Processed, { readonly kind: 'started' }>,
): Promise<Verdict> {
  const { session, inputs, event } = options;
  const { connection, postState } = session;
  const { id } = started.ref;
  const pipeline = started.ref.pipeline === '' ? postState.pipeline : started.ref.pipeline;
  // Side by side: the execution is announced before anything else is asked.
  const [verdict] = await Promise.all([
    watch({
      session,
      engine: inputs.key === '' ? webhookEvent(connection.http, postState.scope, event) : connection.harness,
      inspector: inputs.key === '' ? undefined : connection.inspector,
      ref: executionRef({ ...postState, pipeline }, id),
      seen: started.snapshot,
      following: inputs,
      wait: inputs.wait,
    }),
    nameOthers(options, { id, named: others }),
  ]);
  return verdict;
}

const CHECK = "Check the pipeline's executions before you re-run.";
const UNPROCESSED =
  'A trigger whose Pipeline Reference Branch does not exist leaves its events unprocessed: check it in Harness.';

/** An event that is not known to have started anything. @throws the error itself when it is a fault of this program. */
function unseen({ session, inputs, event }: EventOptions, error: unknown): FinishOptions {
  if (error instanceof Cancelled) {
    const headline = `The job was cancelled before Harness had processed event ${event}; the post step searches for its execution.`;
    return { isUnfinished: true, ending: 'cancelled', verdict: { status: 'unknown', isRed: true, headline } };
  }
  if (error instanceof DeadlineExceeded) {
    const { details = [UNPROCESSED], correlationId } = causedBy(error.last);
    const verdict = redVerdict('unknown', {
      headline: `Harness has not processed event ${event} within ${duration(inputs.timeout)} (this step's timeout), so this step cannot follow the execution that it starts.`,
      details: [...details, CHECK],
      correlationId,
      link: executionsLink(session.postState),
    });
    return { ending: 'in-doubt', verdict };
  }
  if (error instanceof HarnessError) {
    const verdict = redVerdict('unknown', {
      headline: `Cannot tell what event ${event} started`,
      reason: error.headline,
      details: [...reasonsOf(error), CHECK],
      correlationId: error.correlationId,
      link: executionsLink(session.postState),
    });
    return { ending: 'in-doubt', verdict };
  }
  throw error;
}

/** An event that Harness has processed without naming an execution. */
function nothing(
  { session, event }: EventOptions,
  processed: Exclude<Processed, { readonly kind: 'started' }>,
): FinishOptions {
  const status = oneLine(processed.status, 80) || 'no status';
  const words = processed.message === '' ? [] : [`"${oneLine(processed.message)}"`];
  if (processed.kind === 'nothing') {
    const headline = `The webhook started nothing: Harness reports ${status} for event ${event}.`;
    const verdict = redVerdict('failed', { headline, details: [...words, processed.advice] });
    return { ending: 'refused', verdict };
  }
  const verdict = redVerdict('unknown', {
    headline: `Could not confirm whether the webhook started anything: Harness reports ${status} for event ${event} but names no execution.`,
    details: [...words, CHECK],
    link: executionsLink(session.postState),
  });
  return { ending: 'in-doubt', verdict };
}

/** ms for the question what else the event started; no answer is no reason to keep the execution waiting. */
const OTHERS_LIMIT = 10_000;
/** Newest executions of the project among which the others are searched for. */
const OTHERS_AMONG = 50;

/** Several triggers may share a webhook: warns of the executions that are not followed, as far as they can be known. */
async function nameOthers(
  options: EventOptions,
  { id, named }: { readonly id: string; readonly named: readonly string[] },
): Promise<void> {
  const { inputs, session, event: ours } = options;
  const { postState, step } = session;
  const urls = new Map(named.map((other) => [other, executionLink(postState, other)]));
  for (const { ref, event } of inputs.key === '' ? [] : await listNewest(options)) {
    if (event === ours && ref.id !== id) {
      urls.set(ref.id, ref.url);
    }
  }
  if (urls.size > 0) {
    const links = [...urls.values()].map((url) => `  ${url}`);
    step.log.warning(
      `Event ${ours} started ${count(urls.size + 1, 'execution')}. This step follows the first; the others are not followed:\n${links.join('\n')}`,
    );
  }
}

async function listNewest({ session: { step, connection }, deadline }: EventOptions) {
  const { harness, retry } = connection;
  const until = { deadline: Math.min(deadline, step.clock.now() + OTHERS_LIMIT), signal: step.signal };
  try {
    return await retry.untilAnswered(
      (bounds) => harness.list({ pipeline: '', page: 0, size: OTHERS_AMONG }, bounds),
      until,
    );
  } catch (error) {
    if (error instanceof HarnessError || error instanceof DeadlineExceeded) {
      const why = error instanceof HarnessError ? error : error.last;
      step.log.info(`Could not check whether the event started more than one execution. ${why?.message ?? ''}`.trim());
      return [];
    }
    if (error instanceof Cancelled) {
      return []; // watch() leaves with what is known.
    }
    throw error;
  }
}
