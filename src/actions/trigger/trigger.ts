/** The way of `trigger` to an execution: an event is sent once, Harness processes it, what it started is watched. */
import type { Connection } from '../../lifecycle/connect.ts';
import { sendEvent, webhookEvent } from '../../harness/webhook/events.ts';
import { Cancelled, HarnessError, Overdue } from '../../harness/errors.ts';
import { type Processed, untilProcessed } from '../../start/webhook-event.ts';
import { describeRun } from './payload.ts';
import type { TriggerInputs } from './inputs.ts';
import { announceEvent } from '../../report/outputs.ts';
import { executionPage, listPage, placeOf } from '../../harness/links.ts';
import { runName, type Verdict } from '../../report/report.ts';
import { redVerdict } from '../../report/verdict.ts';
import { sendOnce, unstarted } from '../../lifecycle/send.ts';
import { type Letter, LETTER, openLetter, writeLetter } from '../../lifecycle/post-state.ts';
import type { Step } from '../../runner/step.ts';
import { count, duration, oneLine } from '../../base/text.ts';
import { finish, type Finish } from '../../lifecycle/finish.ts';
import { watch } from '../../lifecycle/watch.ts';

/** `trigger` with its inputs read. */
export interface Triggering {
  readonly step: Step;
  readonly inputs: TriggerInputs;
  readonly connection: Connection;
  /** Names the folder that main and post share. */
  readonly nonce: string;
}

/** Sends the event, and watches what it starts. */
export async function trigger({ step, inputs, connection, nonce }: Triggering): Promise<Verdict> {
  const { hook, pipeline, scope } = inputs;
  const by = runName(step.workflow);
  const name = pipeline === '' ? 'of a custom webhook' : pipeline;
  step.log.info(`Harness pipeline ${name} · ${placeOf(inputs)}${by === '' ? '' : ` · triggered by ${by}`}`);
  const deadline = step.from + inputs.timeout;
  const letter: Letter = { ...openLetter(inputs, { nonce, now: step.clock.now() }), engine: 'webhook' };
  const payload = inputs.payload === '' ? describeRun(step.workflow) : inputs.payload;
  const asked = `start the pipeline ${pipeline === '' ? name : `${name} by its custom webhook`} in ${scope.org}/${scope.project}`;
  const launched = await sendOnce({
    step,
    connection,
    letter,
    deadline,
    send: (bounds) => sendEvent(connection.http, { hook, payload, asked }, bounds),
  });
  return launched.kind === 'started'
    ? followEvent({ step, inputs, connection, letter: { ...letter, event: launched.started }, deadline })
    : unstarted({ step, connection, letter }, launched);
}

/** An event that Harness has accepted. */
interface Accepted extends Omit<Triggering, 'nonce'> {
  readonly letter: Letter;
  /** ms since 1970 */
  readonly deadline: number;
}

async function followEvent(accepted: Accepted): Promise<Verdict> {
  const { step, inputs, connection, deadline } = accepted;
  const { event } = accepted.letter;
  announceEvent(step.setOutput, event);
  step.saveState(LETTER, writeLetter(accepted.letter));
  step.log.info(`Harness accepted event ${event}, and processes it usually within 10 to 30 s.`);
  const processing = webhookEvent(connection.http, inputs.scope, event);
  const { contact } = connection;
  const { clock, signal, log } = step;
  let processed: Processed;
  try {
    processed = await untilProcessed({ event: processing, contact, clock, signal, deadline, still: log.info });
  } catch (error) {
    return finish(unseen(accepted, error));
  }
  if (processed.kind !== 'started') {
    return finish(nothing(accepted, processed));
  }
  const { id, pipeline } = processed.started.ref;
  const letter = pipeline === '' ? accepted.letter : { ...accepted.letter, pipeline };
  // Side by side: the execution is announced before anything else is asked.
  const [verdict] = await Promise.all([
    watch({
      step,
      connection,
      engine: inputs.key === '' ? processing : connection.harness,
      inside: inputs.key === '' ? undefined : connection.inside,
      ref: { id, pipeline: letter.pipeline, url: executionPage(letter, id) },
      seen: processed.started.snapshot,
      letter,
      following: inputs,
      wait: inputs.wait,
    }),
    nameOthers(accepted, { id, named: processed.others }),
  ]);
  return verdict;
}

/** An event that is not known to have started anything. @throws the error itself when it is a fault of this program. */
function unseen({ step, inputs, connection, letter }: Accepted, error: unknown): Finish {
  const end = { step, connection, letter };
  const look = `  Look before you run this again: ${listPage(letter)}`;
  if (error instanceof Cancelled) {
    const message = `The job was cancelled before Harness had processed event ${letter.event}; the post step looks for its execution.`;
    return { ...end, isOpen: true, ending: 'cancelled', verdict: { status: 'unknown', isRed: true, message } };
  }
  if (error instanceof Overdue) {
    const text = [
      `Harness has not processed event ${letter.event} within ${duration(inputs.timeout)} (this step's timeout), so what it starts is not followed.`,
      ...(error.last === undefined ? [] : [error.last.message]),
      look,
    ].join('\n');
    return { ...end, ending: 'in-doubt', verdict: redVerdict('unknown', text) };
  }
  if (error instanceof HarnessError) {
    const text = `It cannot be seen what became of event ${letter.event}. ${error.message}\n${look}`;
    return { ...end, ending: 'in-doubt', verdict: redVerdict('unknown', text) };
  }
  throw error;
}

/** An event that Harness has processed without naming an execution. */
function nothing(
  { step, connection, letter }: Accepted,
  processed: Exclude<Processed, { readonly kind: 'started' }>,
): Finish {
  const end = { step, connection, letter };
  const status = oneLine(processed.status, 80) || 'no status';
  const words = processed.message === '' ? [] : [`  "${oneLine(processed.message)}"`];
  if (processed.kind === 'nothing') {
    const head = `The webhook started nothing: Harness says ${status} of event ${letter.event}.`;
    const verdict = redVerdict('failed', [head, ...words, `  ${processed.advice}`].join('\n'));
    return { ...end, ending: 'refused', verdict };
  }
  const head = `It is not clear whether the webhook started anything: Harness says ${status} of event ${letter.event} and names no execution.`;
  const look = `  Look before you run this again: ${listPage(letter)}`;
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
  const { inputs, letter, step } = accepted;
  const urls = new Map(named.map((other) => [other, executionPage(letter, other)]));
  for (const { ref, event } of inputs.key === '' ? [] : await listNewest(accepted)) {
    if (event === letter.event && ref.id !== id) {
      urls.set(ref.id, ref.url);
    }
  }
  if (urls.size > 0) {
    const links = [...urls.values()].map((url) => `  ${url}`);
    step.log.warning(
      `Event ${letter.event} started ${count(urls.size + 1, 'execution')}. This step follows the first and leaves the others alone:\n${links.join('\n')}`,
    );
  }
}

async function listNewest({ step, connection, deadline }: Accepted) {
  const { harness, contact } = connection;
  const until = { deadline: Math.min(deadline, step.clock.now() + OTHERS_LIMIT), signal: step.signal };
  try {
    return await contact.insist((bounds) => harness.list({ pipeline: '', page: 0, size: OTHERS_AMONG }, bounds), until);
  } catch (error) {
    if (error instanceof HarnessError || error instanceof Overdue) {
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
