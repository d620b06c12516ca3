/** The post step: finishes what main could not, and shows the summary. It reads the state alone, and never fails the job. */
import * as core from '@actions/core';

import { oneLine } from '../../base/text.ts';
import { abortUntilEnded, type Target } from '../../follow/follow.ts';
import { Cancelled, DeadlineExceeded, HarnessError } from '../../harness/errors.ts';
import { type Engine, type ExecutionRef, NOTHING_SEEN, type Snapshot } from '../../harness/execution.ts';
import { firstGen } from '../../harness/firstgen/executions.ts';
import { executionRef, executionsLink } from '../../harness/links.ts';
import type { StartedExecution } from '../../harness/nextgen/executions.ts';
import { isFinal, statusOf } from '../../harness/status.ts';
import { webhookEvent } from '../../harness/webhook/events.ts';
import { describeState } from '../../harness/wording.ts';
import { connect, type ConnectOptions } from '../../lifecycle/connect.ts';
import { reportOf } from '../../lifecycle/finish.ts';
import { applyPatch, parsePostState, POST_STATE, type PostState } from '../../lifecycle/post-state.ts';
import { openPublisher } from '../../lifecycle/publish.ts';
import type { FinalSession } from '../../lifecycle/session.ts';
import {
  annotationText,
  messageOf,
  NO_DIAGNOSIS,
  type OutcomeKind,
  type Report,
  type Verdict,
} from '../../report/report.ts';
import { summaryOf } from '../../report/summary.ts';
import { judge, nameOf, redVerdict } from '../../report/verdict.ts';
import { runStep } from '../../runner/process.ts';
import { isOfNonce } from '../../start/marker.ts';
import { markerFinder } from '../../start/search.ts';
import { untilProcessed } from '../../start/webhook-event.ts';

/** Runs post. */
export function post(): Promise<never> {
  return runStep(async (step) => {
    const state = core.getState(POST_STATE);
    const saved = parsePostState(state);
    if (saved === undefined) {
      // Without a state, main ended before it called Harness, and its own message is in the log.
      if (state !== '') {
        step.log.warning(
          'The saved state of this step could not be read. Check in Harness whether an execution is still running.',
        );
      }
      return { isRed: false };
    }
    step.mask(saved.key);
    step.mask(saved.githubToken);
    const postState = applyPatch(saved, step.folder.read(saved.nonce, 'patch.json') ?? '');
    const summary = await summaryFor({ step, postState, connection: connect(step, connectOptionsOf(postState)) });
    if (postState.summary && summary !== undefined) {
      step.addSummary(summary);
    }
    return { isRed: false };
  }, true);
}

/** @returns the summary: main's own, or of what became of the execution that main could not follow to its end. */
export async function summaryFor(session: FinalSession): Promise<string | undefined> {
  const { postState, step } = session;
  const { main, nonce } = postState;
  const saved = step.folder.read(nonce, 'summary.md');
  if (main === 'done') {
    return saved;
  }
  const hasEnded = main === 'faulted' || (postState.hasFolder && step.folder.isRemoved(nonce, 'unfinished'));
  return (hasEnded ? saved : undefined) ?? (await resolveAndReport(session, { hasEnded }));
}

/** What became of an execution that main could not follow to its end. */
type Resolution =
  /** Its end was seen, or it was left as it is. */
  | { readonly kind: 'seen'; readonly ref: ExecutionRef; readonly snapshot: Snapshot }
  /** Known, but its end was not seen. */
  | { readonly kind: 'unseen'; readonly ref: ExecutionRef; readonly snapshot: Snapshot; readonly why: string }
  /** The start was sent, or about to be, and no execution carries its marker. */
  | { readonly kind: 'not-found'; readonly why: string }
  /** Main did not come to the start. */
  | { readonly kind: 'not-started' };

/** Harness names who aborted, but does not know why. */
const ABORTED_WITH_STEP = 'The step was interrupted, and its execution was aborted (on-cancel: abort).';
/** ms to see the end of an execution that is being aborted. */
const END_LIMIT = 60_000;
/** ms of these for a first poll: what has ended need not be aborted. */
const FIRST_POLL_LIMIT = 10_000;
/** ms to find an execution whose id main never learned. */
const SEARCH_LIMIT = 90_000;
/** ms in which a main that goes on beside post, as in a container job, has noticed that it is to stop: it checks each second. */
const STOP_NOTICED_AFTER = 3000;
/** ms between two searches: at first short, because most starts that were sent did happen. */
const SEARCH_PAUSES = [1000, 2000, 4000, 8000, 10_000] as const;

/** @returns how post connects to Harness. A state with a marker was written after Harness had answered main. */
export function connectOptionsOf({ scope, key, engine, marker, execution }: PostState): ConnectOptions {
  return { scope, key, engine, matrixSize: 1, hasAnswered: marker !== '' || execution !== '' };
}

/** Whether main came to an end of its own without a report: then no abort was requested, and nothing is aborted. */
interface Ending {
  readonly hasEnded: boolean;
}

/** Finds out what became of the execution, aborts it where that is wanted, and says so. @returns the summary. */
async function resolveAndReport(session: FinalSession, { hasEnded }: Ending): Promise<string> {
  const { step, postState } = session;
  // A container job is cancelled without a signal: main may still be at work, beside this process.
  step.folder.write(postState.nonce, 'stop', '');
  const aborts = postState.onCancel === 'abort' && !hasEnded;
  const resolution = await resolve(session, aborts);
  const circumstances = { postState, aborts, hasEnded };
  const report = reportOn(session, resolution, circumstances);
  const { verdict } = report;
  if (verdict.level === undefined || resolution.kind === 'seen') {
    step.log.info(messageOf(verdict));
  } else {
    step.log.warning(annotationText(verdict));
  }
  if (resolution.kind !== 'not-started') {
    // What GitHub does not mask gets no text from Harness: it may hold a value of the inputs, which post does not know.
    const shown = postState.redacts ? reportOn(session, withoutWords(resolution), circumstances) : report;
    await openPublisher(step, postState).end(shown);
  }
  return summaryOf(report);
}

function reportOn(session: FinalSession, resolution: Resolution, circumstances: Circumstances): Report {
  const { ref, snapshot } = 'ref' in resolution ? resolution : { ref: undefined, snapshot: NOTHING_SEEN };
  const isAborted = snapshot.phase === 'aborted' && circumstances.aborts;
  return reportOf(session, {
    verdict: judgeResolution(resolution, circumstances),
    ref,
    snapshot: { ...snapshot, message: snapshot.message ?? (isAborted ? ABORTED_WITH_STEP : undefined) },
    diagnosis: NO_DIAGNOSIS,
    ending: endingOf(resolution, circumstances.hasEnded),
  });
}

/** @returns the same with identifiers, statuses and times alone. */
function withoutWords(resolution: Resolution): Resolution {
  const why = 'see the log of this step';
  switch (resolution.kind) {
    case 'seen':
      return { ...resolution, snapshot: bare(resolution.snapshot) };
    case 'unseen':
      return { ...resolution, snapshot: bare(resolution.snapshot), why };
    case 'not-found':
      return { ...resolution, why };
    case 'not-started':
      return resolution;
  }
}

function bare({ status, phase, runSequence, startedAt, endedAt, stages }: Snapshot): Snapshot {
  const named = stages.map((stage) => ({ ...stage, name: stage.id, message: undefined, skippedBecause: undefined }));
  return { ...NOTHING_SEEN, status, phase, runSequence, startedAt, endedAt, stages: named };
}

function endingOf(resolution: Resolution, hasEnded: boolean): OutcomeKind {
  if (resolution.kind !== 'seen') {
    return 'cancelled';
  }
  return isFinal(resolution.snapshot.phase) ? 'ended' : hasEnded ? 'left' : 'cancelled';
}

interface Circumstances extends Ending {
  readonly postState: PostState;
  readonly aborts: boolean;
}

function judgeResolution(resolution: Resolution, { postState, aborts, hasEnded }: Circumstances): Verdict {
  const { pipeline, timeout } = postState;
  // A step that ended by itself was not interrupted: a fault of its own ended it, or it could not save its report.
  const end = hasEnded ? 'ended without a report' : 'was interrupted';
  switch (resolution.kind) {
    case 'seen': {
      const { ref, snapshot } = resolution;
      if (hasEnded && !isFinal(snapshot.phase)) {
        const headline = `The step ${end} while ${nameOf(ref, snapshot)} was ${describeState(snapshot)}.`;
        return { status: statusOf(snapshot.phase), isRed: true, headline, details: ['It is left running.'] };
      }
      return judge(
        { kind: isFinal(snapshot.phase) ? 'ended' : 'cancelled', snapshot },
        { ref, timeout, failStep: true },
      );
    }
    case 'unseen':
      return redVerdict(statusOf(resolution.snapshot.phase), {
        headline: `The step ${end}, and ${aborts ? 'could not confirm that its execution was aborted' : 'its execution could not be read'}`,
        reason: resolution.why,
        link: resolution.ref.url,
      });
    case 'not-started':
      return { status: '', isRed: true, headline: `The step ${end} before anything was started.` };
    case 'not-found':
      return redVerdict('unknown', {
        headline: `The step ${end} while starting ${pipeline === '' ? 'a pipeline' : pipeline}`,
        reason: resolution.why,
        details: ['Check in Harness whether it is running.'],
        link: executionsLink(postState),
      });
  }
}

/** Never throws for a failure of Harness. */
async function resolve(context: FinalSession, aborts: boolean): Promise<Resolution> {
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
      ? { kind: 'unseen', ref, snapshot, why: 'Harness did not report its end within 60 s' }
      : { kind: 'seen', ref, snapshot: end };
  } catch (error) {
    return { kind: 'unseen', ref, snapshot, why: reason(error) };
  }
}

/** One poll. An abort does not depend on it: a key that may not read, or cannot just now, may still be able to abort. */
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

/** What main read and aborted it with, or would have. */
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

type NotFound = Extract<Resolution, { kind: 'not-found' }>;
type NotStarted = Extract<Resolution, { kind: 'not-started' }>;

async function findByEvent({
  step,
  postState,
  connection: { http, retry },
}: FinalSession): Promise<StartedExecution | NotFound> {
  const { clock, signal } = step;
  const event = webhookEvent(http, postState.scope, postState.event);
  const notFound = (why: string): NotFound => ({ kind: 'not-found', why });
  try {
    const seen = await untilProcessed({ event, retry, clock, signal, deadline: clock.now() + SEARCH_LIMIT });
    return seen.kind === 'started'
      ? seen.started
      : notFound(`Harness reports ${oneLine(seen.status, 80)} for event ${postState.event} but names no execution`);
  } catch (error) {
    return error instanceof DeadlineExceeded && error.last === undefined
      ? notFound(`Harness has not processed event ${postState.event} within 90 s`)
      : notFound(reason(error));
  }
}

/**
 * @returns whether main came to the start. A marker, or FirstGen's id of the application, is in the state before that; without
 * it only a main that goes on beside post can still have come to it, and says so in a file.
 */
async function wasSent({ step, postState }: FinalSession): Promise<boolean> {
  const { clock, signal, folder } = step;
  const isReady = postState.engine === 'firstgen' ? postState.application?.id !== '' : postState.marker !== '';
  // The other two save their state right before they send.
  const isSaved = postState.engine === 'webhook' || postState.engine === 'rollback';
  // Where the request to stop could not be written, no other file says anything.
  if (isReady || isSaved || folder.read(postState.nonce, 'stop') === undefined) {
    return true;
  }
  await clock.sleep(STOP_NOTICED_AFTER, signal);
  return folder.read(postState.nonce, 'sent') !== undefined;
}

async function findStarted(context: FinalSession): Promise<StartedExecution | NotFound | NotStarted> {
  const { step, postState, connection } = context;
  if (postState.event !== '') {
    return findByEvent(context);
  }
  if (!(await wasSent(context))) {
    return { kind: 'not-started' };
  }
  if (postState.engine !== 'nextgen') {
    return { kind: 'not-found', why: 'this kind of start leaves no marker to search for' };
  }
  const search = {
    harness: connection.harness,
    pipeline: postState.pipeline,
    retry: connection.retry,
    clock: step.clock,
    signal: step.signal,
  };
  // Of a main that came to the start after its state was taken the marker is not known, but its random part is.
  const matches = (marker: string): boolean =>
    postState.marker === '' ? isOfNonce(marker, postState.nonce) : marker === postState.marker;
  const find = markerFinder(search, { matches, since: postState.since });
  const deadline = step.clock.now() + SEARCH_LIMIT;
  try {
    for (let searches = 0; ; searches++) {
      const found = await find({ deadline, skipsBackOff: true });
      if (found !== undefined) {
        return found;
      }
      const pause = SEARCH_PAUSES[Math.min(searches, SEARCH_PAUSES.length - 1)] ?? 0;
      if (step.clock.now() + pause >= deadline) {
        return { kind: 'not-found', why: "no execution with this run's marker appeared within 90 s" };
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
  if (error instanceof DeadlineExceeded) {
    return error.last?.message ?? 'the time limit was reached';
  }
  if (error instanceof Cancelled) {
    return 'the post step was interrupted as well';
  }
  throw error;
}
