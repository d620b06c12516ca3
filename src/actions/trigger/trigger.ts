/** `OWNER/run-harness-pipeline/trigger`: starts what a custom webhook triggers, finds the execution and follows it. */
import { count, duration, oneLine } from '../../base/text.ts';
import { Cancelled, HarnessError, DeadlineExceeded } from '../../harness/errors.ts';
import { executionPage, listPage, placeOf } from '../../harness/links.ts';
import { sendEvent, webhookEvent } from '../../harness/webhook/events.ts';
import { inputContext } from '../../inputs/form.ts';
import { openYaml } from '../../inputs/yaml.ts';
import { connect, type Connection } from '../../lifecycle/connect.ts';
import { finishWithoutExecution, type FinishOptions } from '../../lifecycle/finish.ts';
import { type PostState, POST_STATE, newPostState, serializePostState } from '../../lifecycle/post-state.ts';
import { sendOnce, unstarted } from '../../lifecycle/send.ts';
import { watch } from '../../lifecycle/watch.ts';
import { setEventOutput } from '../../report/outputs.ts';
import { runName, type Verdict } from '../../report/report.ts';
import { redVerdict } from '../../report/verdict.ts';
import { runStep } from '../../runner/process.ts';
import type { Step } from '../../runner/step.ts';
import { newNonce } from '../../start/marker.ts';
import { type Processed, untilProcessed } from '../../start/webhook-event.ts';
import { readTrigger, type TriggerInputs } from './inputs.ts';
import { describeRun } from './payload.ts';
import { secretsOf } from './webhook-url.ts';

/** Runs main. */
export function trigger(): Promise<never> {
  return runStep(async (step, stop) => {
    step.mask(step.input('api-key').trim());
    step.mask(step.input('github-token').trim());
    secretsOf(step.input('webhook-url').trim()).forEach(step.mask);
    const readYaml = await openYaml([step.input('payload')]);
    const inputs = readTrigger(step.input, inputContext(step), readYaml);
    const nonce = newNonce();
    stop.watchFor(nonce);
    return triggerPipeline({
      step,
      inputs,
      nonce,
      connection: connect(step, { ...inputs, matrixSize: inputs.leg.total }),
    });
  });
}

/** `trigger` with its inputs read. */
export interface TriggerRun {
  readonly step: Step;
  readonly inputs: TriggerInputs;
  readonly connection: Connection;
  /** Names the folder that main and post share. */
  readonly nonce: string;
}

/** Sends the event, and watches what it starts. */
export async function triggerPipeline({ step, inputs, connection, nonce }: TriggerRun): Promise<Verdict> {
  const { hook, pipeline, scope } = inputs;
  const by = runName(step.workflow);
  const name = pipeline === '' ? 'of a custom webhook' : pipeline;
  step.log.info(`Harness pipeline ${name} · ${placeOf(inputs)}${by === '' ? '' : ` · triggered by ${by}`}`);
  const deadline = step.from + inputs.timeout;
  const postState: PostState = { ...newPostState(inputs, { nonce, now: step.clock.now() }), engine: 'webhook' };
  const payload = inputs.payload === '' ? describeRun(step.workflow) : inputs.payload;
  const purpose = `start the pipeline ${pipeline === '' ? name : `${name} by its custom webhook`} in ${scope.org}/${scope.project}`;
  const result = await sendOnce({
    step,
    connection,
    postState,
    deadline,
    send: (bounds) => sendEvent(connection.http, { hook, payload, purpose }, bounds),
  });
  return result.kind === 'started'
    ? followEvent({ step, inputs, connection, postState: { ...postState, event: result.started }, deadline })
    : unstarted({ step, connection, postState }, result);
}

/** An event that Harness has accepted. */
interface Accepted extends Omit<TriggerRun, 'nonce'> {
  readonly postState: PostState;
  /** ms since 1970 */
  readonly deadline: number;
}

async function followEvent(accepted: Accepted): Promise<Verdict> {
  const { step, inputs, connection, deadline } = accepted;
  const { event } = accepted.postState;
  setEventOutput(step.setOutput, event);
  step.saveState(POST_STATE, serializePostState(accepted.postState));
  step.log.info(`Harness accepted event ${event}, and processes it usually within 10 to 30 s.`);
  const processing = webhookEvent(connection.http, inputs.scope, event);
  const { retry } = connection;
  const { clock, signal, log } = step;
  let processed: Processed;
  try {
    processed = await untilProcessed({ event: processing, retry, clock, signal, deadline, onWait: log.info });
  } catch (error) {
    return finishWithoutExecution(unseen(accepted, error));
  }
  if (processed.kind !== 'started') {
    return finishWithoutExecution(nothing(accepted, processed));
  }
  const { id, pipeline } = processed.started.ref;
  const postState = pipeline === '' ? accepted.postState : { ...accepted.postState, pipeline };
  // Side by side: the execution is announced before anything else is asked.
  const [verdict] = await Promise.all([
    watch({
      step,
      connection,
      engine: inputs.key === '' ? processing : connection.harness,
      inspector: inputs.key === '' ? undefined : connection.inspector,
      ref: { id, pipeline: postState.pipeline, url: executionPage(postState, id) },
      seen: processed.started.snapshot,
      postState,
      following: inputs,
      wait: inputs.wait,
    }),
    nameOthers(accepted, { id, named: processed.others }),
  ]);
  return verdict;
}

/** An event that is not known to have started anything. @throws the error itself when it is a fault of this program. */
function unseen({ step, inputs, connection, postState }: Accepted, error: unknown): FinishOptions {
  const end = { step, connection, postState };
  const look = `  Look before you run this again: ${listPage(postState)}`;
  if (error instanceof Cancelled) {
    const message = `The job was cancelled before Harness had processed event ${postState.event}; the post step looks for its execution.`;
    return { ...end, isOpen: true, ending: 'cancelled', verdict: { status: 'unknown', isRed: true, message } };
  }
  if (error instanceof DeadlineExceeded) {
    const text = [
      `Harness has not processed event ${postState.event} within ${duration(inputs.timeout)} (this step's timeout), so what it starts is not followed.`,
      ...(error.last === undefined ? [] : [error.last.message]),
      look,
    ].join('\n');
    return { ...end, ending: 'in-doubt', verdict: redVerdict('unknown', text) };
  }
  if (error instanceof HarnessError) {
    const text = `It cannot be seen what became of event ${postState.event}. ${error.message}\n${look}`;
    return { ...end, ending: 'in-doubt', verdict: redVerdict('unknown', text) };
  }
  throw error;
}

/** An event that Harness has processed without naming an execution. */
function nothing(
  { step, connection, postState }: Accepted,
  processed: Exclude<Processed, { readonly kind: 'started' }>,
): FinishOptions {
  const end = { step, connection, postState };
  const status = oneLine(processed.status, 80) || 'no status';
  const words = processed.message === '' ? [] : [`  "${oneLine(processed.message)}"`];
  if (processed.kind === 'nothing') {
    const head = `The webhook started nothing: Harness says ${status} of event ${postState.event}.`;
    const verdict = redVerdict('failed', [head, ...words, `  ${processed.advice}`].join('\n'));
    return { ...end, ending: 'refused', verdict };
  }
  const head = `It is not clear whether the webhook started anything: Harness says ${status} of event ${postState.event} and names no execution.`;
  const look = `  Look before you run this again: ${listPage(postState)}`;
  return { ...end, ending: 'in-doubt', verdict: redVerdict('unknown', [head, ...words, look].join('\n')) };
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
  const { inputs, postState, step } = accepted;
  const urls = new Map(named.map((other) => [other, executionPage(postState, other)]));
  for (const { ref, event } of inputs.key === '' ? [] : await listNewest(accepted)) {
    if (event === postState.event && ref.id !== id) {
      urls.set(ref.id, ref.url);
    }
  }
  if (urls.size > 0) {
    const links = [...urls.values()].map((url) => `  ${url}`);
    step.log.warning(
      `Event ${postState.event} started ${count(urls.size + 1, 'execution')}. This step follows the first and leaves the others alone:\n${links.join('\n')}`,
    );
  }
}

async function listNewest({ step, connection, deadline }: Accepted) {
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
