/** What post does for a main that was interrupted: finds the execution, aborts it if that is wished for, sees its end. */
import type { Connection, Line } from '../../lifecycle/connect.ts';
import { firstGen } from '../../harness/firstgen/executions.ts';
import { NOTHING_SEEN, type Started } from '../../harness/nextgen/executions.ts';
import { webhookEvent } from '../../harness/webhook/events.ts';
import { Cancelled, HarnessError, Overdue } from '../../harness/errors.ts';
import { untilProcessed } from '../../start/webhook-event.ts';
import { type Engine, isFinal, type Ref, type Snapshot, statusOf } from '../../harness/execution.ts';
import { reportOf } from '../../lifecycle/finish.ts';
import { abortUntilEnded, type Target } from '../../follow/follow.ts';
import { isOfNonce } from '../../start/marker.ts';
import { executionPage, listPage } from '../../harness/links.ts';
import { openPublisher } from '../../lifecycle/publish.ts';
import { NO_DIAGNOSIS, type Verdict } from '../../report/report.ts';
import { summaryOf } from '../../report/summary.ts';
import { judge, redVerdict } from '../../report/verdict.ts';
import { finder } from '../../start/search.ts';
import type { Letter } from '../../lifecycle/post-state.ts';
import type { Step } from '../../runner/step.ts';
import { oneLine } from '../../base/text.ts';

/** What became of an execution that main could not follow to its end. */
export type Settled =
  /** Its end was seen, or it was left as it is. */
  | { readonly kind: 'seen'; readonly ref: Ref; readonly snapshot: Snapshot }
  /** Known, but its end was not seen. */
  | { readonly kind: 'unseen'; readonly ref: Ref; readonly snapshot: Snapshot; readonly why: string }
  /** The start was sent, or about to be, and no execution bears its marker. */
  | { readonly kind: 'not-found'; readonly why: string }
  /** Main did not come to the start. */
  | { readonly kind: 'not-started' };

/** What post has at hand. */
export interface Estate {
  readonly step: Step;
  readonly letter: Letter;
  readonly connection: Connection;
}

/** Harness names who aborted, but cannot know why. */
const WITH_IT = 'The step was interrupted, and its execution aborted with it (on-cancel: abort).';
/** ms to see the end of an execution that is being aborted. */
const END_SEEN = 60_000;
/** ms of these for a look at it first: what has ended need not be aborted. */
const FIRST_LOOK = 10_000;
/** ms to find an execution whose id main never learned. */
const FOUND = 90_000;
/** ms in which a main that goes on beside post, as in a container job, has heard that it is to stop: it looks each second. */
const HEARD = 3000;
/** ms between looks for it: at first soon, because most starts that were sent did happen. */
const LOOK_PAUSES = [1000, 2000, 4000, 8000, 10_000] as const;

/** @returns whom post speaks to. A letter with a marker was written after Harness had answered main. */
export function lineOf({ scope, key, engine, marker, execution }: Letter): Line {
  return { scope, key, engine, sharers: 1, isKnown: marker !== '' || execution !== '' };
}

/** Settles what main left open, says so in the log. @returns the summary. */
export async function settleAndReport(estate: Estate): Promise<string> {
  const { step, letter } = estate;
  // A container job is cancelled without a signal: main may still be at work, beside this process.
  step.folder.write(letter.nonce, 'stop', '');
  const settled = await settle(estate);
  const verdict = judgeSettled(settled, letter);
  step.log.info(verdict.message);
  if (verdict.annotation !== undefined && settled.kind !== 'seen') {
    step.log.warning(verdict.annotation.text);
  }
  const { ref, snapshot } = 'ref' in settled ? settled : { ref: undefined, snapshot: NOTHING_SEEN };
  const ending = settled.kind === 'seen' && isFinal(snapshot.phase) ? 'settled' : 'cancelled';
  const why = snapshot.message ?? (snapshot.phase === 'aborted' && letter.onCancel === 'abort' ? WITH_IT : undefined);
  const told = { ...snapshot, message: why };
  const report = reportOf({ ...estate, verdict, ref, snapshot: told, diagnosis: NO_DIAGNOSIS, ending });
  if (settled.kind !== 'not-started') {
    await openPublisher(step, letter).end(report);
  }
  return summaryOf(report);
}

function judgeSettled(settled: Settled, letter: Letter): Verdict {
  const { pipeline, timeout, onCancel } = letter;
  switch (settled.kind) {
    case 'seen':
      return isFinal(settled.snapshot.phase)
        ? judge({ kind: 'settled', snapshot: settled.snapshot }, { ref: settled.ref, timeout, failStep: true })
        : judge({ kind: 'cancelled', snapshot: settled.snapshot }, { ref: settled.ref, timeout, failStep: true });
    case 'unseen':
      return redVerdict(
        statusOf(settled.snapshot.phase),
        `The step was interrupted, and ${onCancel === 'abort' ? 'it is not certain that its execution was aborted' : 'its execution could not be looked at'}: ${settled.why}\n  ${settled.ref.url}`,
      );
    case 'not-started':
      return { status: '', isRed: true, message: 'The step was interrupted before anything was started.' };
    case 'not-found':
      return redVerdict(
        'unknown',
        `The step was interrupted while it started ${pipeline === '' ? 'a pipeline' : pipeline}: ${settled.why}.\n  Look whether it runs: ${listPage(letter)}`,
      );
  }
}

/** Throws nothing that Harness did. */
async function settle(estate: Estate): Promise<Settled> {
  const { step, letter, connection } = estate;
  const found = letter.execution === '' ? await findStarted(estate) : known(letter);
  if (!('ref' in found)) {
    return found;
  }
  const { ref } = found;
  let snapshot = found.snapshot;
  const target: Target = {
    engine: engineOf(estate),
    ref,
    contact: connection.contact,
    clock: step.clock,
    signal: step.signal,
    saw: (seen) => {
      snapshot = seen;
      connection.progress.saw(seen);
    },
  };
  const deadline = step.clock.now() + END_SEEN;
  const isWanted = letter.onCancel === 'abort';
  try {
    await lookFirst(target, { isWanted, deadline });
    if (!isWanted || isFinal(snapshot.phase)) {
      return { kind: 'seen', ref, snapshot };
    }
    step.log.info(
      snapshot.phase === 'stopping' ? 'The execution is being aborted.' : 'The execution still runs; aborting it.',
    );
    const end = await abortUntilEnded(target, { phase: snapshot.phase, deadline });
    return end === undefined
      ? { kind: 'unseen', ref, snapshot, why: 'its end was not seen within 60 s' }
      : { kind: 'seen', ref, snapshot: end };
  } catch (error) {
    return { kind: 'unseen', ref, snapshot, why: reason(error) };
  }
}

/** One look. Whoever means to abort goes on without it: who may not look, or cannot just now, may still be able to abort. */
async function lookFirst(
  { engine, ref, contact, clock, signal, saw }: Target,
  { isWanted, deadline }: { readonly isWanted: boolean; readonly deadline: number },
): Promise<void> {
  const until = { deadline: isWanted ? clock.now() + FIRST_LOOK : deadline, signal, atOnce: true };
  try {
    await saw(await contact.insist((bounds) => engine.read(ref, bounds), until));
  } catch (error) {
    if (!isWanted || error instanceof Cancelled) {
      throw error;
    }
  }
}

/** What main read and aborted it with, or would have. */
function engineOf({ letter, connection: { http, harness } }: Estate): Engine {
  switch (letter.engine) {
    case 'nextgen':
      return harness;
    case 'webhook':
      return letter.key === '' ? webhookEvent(http, letter.scope, letter.event) : harness;
    case 'firstgen':
      return firstGen(http, letter.scope.account).following(letter.application?.id ?? '');
  }
}

function known(letter: Letter): Started {
  const { execution: id, pipeline } = letter;
  return { ref: { id, pipeline, url: executionPage(letter, id) }, snapshot: NOTHING_SEEN };
}

type NotFound = Extract<Settled, { kind: 'not-found' }>;
type NotStarted = Extract<Settled, { kind: 'not-started' }>;

async function findByEvent({ step, letter, connection: { http, contact } }: Estate): Promise<Started | NotFound> {
  const { clock, signal } = step;
  const event = webhookEvent(http, letter.scope, letter.event);
  const notFound = (why: string): NotFound => ({ kind: 'not-found', why });
  try {
    const seen = await untilProcessed({ event, contact, clock, signal, deadline: clock.now() + FOUND });
    return seen.kind === 'started'
      ? seen.started
      : notFound(`Harness says ${oneLine(seen.status, 80)} of event ${letter.event} and names no execution`);
  } catch (error) {
    return error instanceof Overdue && error.last === undefined
      ? notFound(`Harness has not processed event ${letter.event} within 90 s`)
      : notFound(reason(error));
  }
}

/**
 * @returns whether main came to the start. A marker, or FirstGen's id of the application, is in the letter before that; without
 * it only a main that goes on beside post can still have come to it, and says so in a file.
 */
async function wasSent({ step, letter }: Estate): Promise<boolean> {
  const { clock, signal, folder } = step;
  const isReady = letter.engine === 'firstgen' ? letter.application?.id !== '' : letter.marker !== '';
  // Where the word to stop could not be written, no other file tells anything.
  if (isReady || letter.engine === 'webhook' || folder.read(letter.nonce, 'stop') === undefined) {
    return true;
  }
  await clock.sleep(HEARD, signal);
  return folder.read(letter.nonce, 'sent') !== undefined;
}

async function findStarted(estate: Estate): Promise<Started | NotFound | NotStarted> {
  const { step, letter, connection } = estate;
  if (letter.event !== '') {
    return findByEvent(estate);
  }
  if (!(await wasSent(estate))) {
    return { kind: 'not-started' };
  }
  if (letter.engine !== 'nextgen') {
    return { kind: 'not-found', why: 'it was started in a way that leaves no mark to find it by' };
  }
  const search = {
    harness: connection.harness,
    pipeline: letter.pipeline,
    contact: connection.contact,
    clock: step.clock,
    signal: step.signal,
  };
  // Of a main that came to the start after its state was taken the marker is not known, but its random part is.
  const bears = (marker: string): boolean =>
    letter.marker === '' ? isOfNonce(marker, letter.nonce) : marker === letter.marker;
  const find = finder(search, { bears, since: letter.since });
  const deadline = step.clock.now() + FOUND;
  try {
    for (let look = 0; ; look++) {
      const found = await find({ deadline, atOnce: true });
      if (found !== undefined) {
        return found;
      }
      const pause = LOOK_PAUSES[Math.min(look, LOOK_PAUSES.length - 1)] ?? 0;
      if (step.clock.now() + pause >= deadline) {
        return { kind: 'not-found', why: 'no execution with the mark of this run appeared within 90 s' };
      }
      await step.clock.sleep(pause, step.signal);
    }
  } catch (error) {
    return { kind: 'not-found', why: reason(error) };
  }
}

function reason(error: unknown): string {
  if (error instanceof HarnessError) {
    return error.message;
  }
  if (error instanceof Overdue) {
    return error.last?.message ?? 'the time was over';
  }
  if (error instanceof Cancelled) {
    return 'the post step was interrupted, too';
  }
  throw error;
}
