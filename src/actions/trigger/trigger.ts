/** `OWNER/run-harness-pipeline/trigger`: starts what a custom webhook triggers, finds the execution and follows it. */
import { count, duration, oneLine } from '../../base/text.ts';
import { Cancelled, HarnessError, DeadlineExceeded } from '../../harness/errors.ts';
import { executionPage, listPage, placeOf } from '../../harness/links.ts';
import { sendEvent, webhookEvent } from '../../harness/webhook/events.ts';
import { inputContext } from '../../inputs/form.ts';
import { openYaml } from '../../inputs/yaml.ts';
import { connect } from '../../lifecycle/connect.ts';
import { finishWithoutExecution, type FinishOptions } from '../../lifecycle/finish.ts';
import { newPostState } from '../../lifecycle/post-state.ts';
import { sendOnce, unsent, unstarted } from '../../lifecycle/send.ts';
import { openSession, type Session } from '../../lifecycle/session.ts';
import { watch } from '../../lifecycle/watch.ts';
import { setEventOutput } from '../../report/outputs.ts';
import { runName, type Verdict } from '../../report/report.ts';
import { redVerdict } from '../../report/verdict.ts';
import { runStep } from '../../runner/process.ts';
import { newNonce } from '../../start/marker.ts';
import type { StartResult } from '../../start/start-once.ts';
import { type Processed, untilProcessed } from '../../start/webhook-event.ts';
import { readTrigger, type TriggerInputs } from './inputs.ts';
import { describeRun } from './payload.ts';
import { secretsOf } from './webhook-url.ts';

/** Runs main. */
export function trigger(): Promise<never> {
  return runStep(async (step) => {
    step.mask(step.input('api-key').trim());
    step.mask(step.input('github-token').trim());
    secretsOf(step.input('webhook-url').trim()).forEach(step.mask);
    const readYaml = await openYaml([step.input('payload')]);
    const inputs = readTrigger(step.input, inputContext(step), readYaml);
    const connection = connect(step, { ...inputs, matrixSize: inputs.leg.total });
    const postState = newPostState(inputs, { nonce: newNonce(), now: step.clock.now() });
    return triggerPipeline(openSession(step, connection, { ...postState, engine: 'webhook' }), inputs);
  });
}

/** Sends the event, and watches what it starts. */
export async function triggerPipeline(session: Session, inputs: TriggerInputs): Promise<Verdict> {
  const { step, connection } = session;
  const { hook, pipeline, scope } = inputs;
  const by = runName(step.workflow);
  const name = pipeline === '' ? 'of a custom webhook' : pipeline;
  step.log.info(`Harness pipeline ${name} · ${placeOf(inputs)}${by === '' ? '' : ` · triggered by ${by}`}`);
  const deadline = step.from + inputs.timeout;
  const payload = inputs.payload === '' ? describeRun(step.workflow) : inputs.payload;
  const purpose = `start the pipeline ${pipeline === '' ? name : `${name} by its custom webhook`} in ${scope.org}/${scope.project}`;
  let result: StartResult<string>;
  try {
    result = await sendOnce(session, {
      patch: {},
      deadline,
      send: (bounds) => sendEvent(connection.http, { hook, payload, purpose }, bounds),
    });
  } catch (error) {
    return unsent(session, error);
  }
  return result.kind === 'started'
    ? followEvent({ session, inputs, event: result.started, deadline })
    : unstarted(session, result);
}

/** An event that Harness has accepted. */
interface Accepted {
  readonly session: Session;
  readonly inputs: TriggerInputs;
  readonly event: string;
  /** ms since 1970 */
  readonly deadline: number;
}

async function followEvent(accepted: Accepted): Promise<Verdict> {
  const { session, inputs, event, deadline } = accepted;
  const { step, connection } = session;
  setEventOutput(step.setOutput, event);
  session.save({ event });
  step.log.info(`Harness accepted event ${event}, and processes it usually within 10 to 30 s.`);
  const processing = webhookEvent(connection.http, inputs.scope, event);
  const { retry } = connection;
  const { clock, signal, log } = step;
  let processed: Processed;
  try {
    processed = await untilProcessed({ event: processing, retry, clock, signal, deadline, onWait: log.info });
  } catch (error) {
    return finishWithoutExecution(session, unseen(accepted, error));
  }
  if (processed.kind !== 'started') {
    return finishWithoutExecution(session, nothing(accepted, processed));
  }
  const { id } = processed.started.ref;
  const pipeline = processed.started.ref.pipeline || session.postState.pipeline;
  // Side by side: the execution is announced before anything else is asked.
  const [verdict] = await Promise.all([
    watch({
      session,
      engine: inputs.key === '' ? processing : connection.harness,
      inspector: inputs.key === '' ? undefined : connection.inspector,
      ref: { id, pipeline, url: executionPage({ ...session.postState, pipeline }, id) },
      seen: processed.started.snapshot,
      following: inputs,
      wait: inputs.wait,
    }),
    nameOthers(accepted, { id, named: processed.others }),
  ]);
  return verdict;
}

const CHECK = 'Check its executions before you re-run.';
const UNPROCESSED =
  'A trigger whose Pipeline Reference Branch does not exist leaves its events unprocessed: check it in Harness.';

/** An event that is not known to have started anything. @throws the error itself when it is a fault of this program. */
function unseen({ session, inputs, event }: Accepted, error: unknown): FinishOptions {
  if (error instanceof Cancelled) {
    const headline = `The job was cancelled before Harness had processed event ${event}; the post step looks for its execution.`;
    return { isUnfinished: true, ending: 'cancelled', verdict: { status: 'unknown', isRed: true, headline } };
  }
  if (error instanceof DeadlineExceeded) {
    const verdict = redVerdict('unknown', {
      headline: `Harness has not processed event ${event} within ${duration(inputs.timeout)} (this step's timeout), so what it starts is not followed.`,
      details: [...(error.last?.paragraphs ?? [UNPROCESSED]), CHECK],
      link: listPage(session.postState),
    });
    return { ending: 'in-doubt', verdict };
  }
  if (error instanceof HarnessError) {
    const verdict = redVerdict('unknown', {
      headline: `Cannot tell what event ${event} started`,
      reason: error.headline,
      details: [...error.paragraphs.slice(1), CHECK],
      link: listPage(session.postState),
    });
    return { ending: 'in-doubt', verdict };
  }
  throw error;
}

/** An event that Harness has processed without naming an execution. */
function nothing(
  { session, event }: Accepted,
  processed: Exclude<Processed, { readonly kind: 'started' }>,
): FinishOptions {
  const status = oneLine(processed.status, 80) || 'no status';
  const words = processed.message === '' ? [] : [`"${oneLine(processed.message)}"`];
  if (processed.kind === 'nothing') {
    const headline = `The webhook started nothing: Harness says ${status} of event ${event}.`;
    const verdict = redVerdict('failed', { headline, details: [...words, processed.advice] });
    return { ending: 'refused', verdict };
  }
  const verdict = redVerdict('unknown', {
    headline: `Could not confirm whether the webhook started anything: Harness says ${status} of event ${event} and names no execution.`,
    details: [...words, CHECK],
    link: listPage(session.postState),
  });
  return { ending: 'in-doubt', verdict };
}

/** ms for the question what else the event started; no answer is no reason to keep the execution waiting. */
const OTHERS_LIMIT = 10_000;
/** Newest executions of the project among which the others are looked for. */
const OTHERS_AMONG = 50;

/** Several triggers may share a webhook: warns of the executions that are not followed, as far as they can be known. */
async function nameOthers(
  accepted: Accepted,
  { id, named }: { readonly id: string; readonly named: readonly string[] },
): Promise<void> {
  const { inputs, session, event: ours } = accepted;
  const { postState, step } = session;
  const urls = new Map(named.map((other) => [other, executionPage(postState, other)]));
  for (const { ref, event } of inputs.key === '' ? [] : await listNewest(accepted)) {
    if (event === ours && ref.id !== id) {
      urls.set(ref.id, ref.url);
    }
  }
  if (urls.size > 0) {
    const links = [...urls.values()].map((url) => `  ${url}`);
    step.log.warning(
      `Event ${ours} started ${count(urls.size + 1, 'execution')}. This step follows the first and leaves the others alone:\n${links.join('\n')}`,
    );
  }
}

async function listNewest({ session: { step, connection }, deadline }: Accepted) {
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
      step.log.info(`Whether the event started more than one execution cannot be told. ${why?.message ?? ''}`.trim());
      return [];
    }
    if (error instanceof Cancelled) {
      return []; // watch() leaves with what is known.
    }
    throw error;
  }
}
