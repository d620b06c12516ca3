/**
 * `if-running`: what happens when another execution of the pipeline has not ended. Looking and starting are two requests, so that
 * two steps which list executions at the same moment may both start; only a queue in Harness itself rules that out.
 */
import { mapSideBySide, sideBySide } from '../../base/side-by-side.ts';
import { count, duration, oneLine } from '../../base/text.ts';
import { abortUntilEnded } from '../../follow/follow.ts';
import { openPace } from '../../follow/pace.ts';
import { Cancelled, DeadlineExceeded, HarnessError } from '../../harness/errors.ts';
import type { ExecutionRef, Snapshot } from '../../harness/execution.ts';
import type { ListedExecution } from '../../harness/nextgen/executions.ts';
import { refusalReason } from '../../harness/request-failure.ts';
import { isFinal } from '../../harness/status.ts';
import { describeState } from '../../harness/wording.ts';
import type { Connection } from '../../lifecycle/connect.ts';
import type { Step } from '../../runner/step.ts';
import { isSameRepository, isSameRun } from '../../start/marker.ts';
import { markerOrNone } from '../../start/search.ts';
import type { RunInputs } from './inputs.ts';

/** What was decided. */
type IfRunningDecision =
  | { readonly kind: 'start' }
  /** `mayAbort`: another run of this repository started it, so that `on-cancel` and `on-timeout` apply. */
  | { readonly kind: 'follow'; readonly listed: ListedExecution; readonly mayAbort: boolean }
  /** Nothing is to be started: a sentence, and what runs. */
  | { readonly kind: 'stop'; readonly why: string; readonly running: readonly ExecutionRef[] };

/** Who wants to start. */
interface IfRunningOptions {
  readonly step: Step;
  readonly inputs: RunInputs;
  readonly connection: Connection;
  /** This start's own marker. */
  readonly marker: string;
  /** ms since 1970 */
  readonly deadline: number;
  /** Called with each page of executions that is read, newest first. */
  readonly onPage: (page: readonly ListedExecution[]) => void;
}

/**
 * Looks for executions of the pipeline that have not ended, and does with them what the author chose.
 *
 * @throws HarnessError when Harness refuses a read or an abort, DeadlineExceeded, Cancelled: nothing was started.
 */
export async function decideIfRunning(options: IfRunningOptions): Promise<IfRunningDecision> {
  const { step, inputs } = options;
  if (inputs.ifRunning === 'start') {
    return { kind: 'start' };
  }
  const running = await listRunning(options, options.onPage);
  const [newest] = running;
  if (newest === undefined) {
    return { kind: 'start' };
  }
  switch (inputs.ifRunning) {
    case 'fail':
      return stop(running, `${inputs.pipeline} was not started: ${haveNotEnded(running)} (if-running: fail).`);
    case 'follow': {
      const mayAbort = (await markersOf(options, [newest])).some((found) => isOfOtherRun(found, options.marker));
      step.log.notice(
        `${nameOf(newest)} of ${inputs.pipeline} has not ended; following it instead of starting another one (if-running: follow).\n  ${newest.ref.url}`,
      );
      return { kind: 'follow', listed: newest, mayAbort };
    }
    case 'replace':
      await abortOwn(options, running);
      return { kind: 'start' };
    case 'wait':
      return waitForEnd(options, running);
  }
}

/** How many of the newest executions are read. */
const MAX_EXECUTIONS = 200;
const PAGE = 50;

/** @returns the executions of the pipeline that have not ended, newest first. A status that is new to this version counts as such. */
async function listRunning(
  { step, inputs, connection: { harness, retry }, deadline }: IfRunningOptions,
  onPage: IfRunningOptions['onPage'] = () => undefined,
): Promise<readonly ListedExecution[]> {
  const running = new Map<string, ListedExecution>();
  const { pipeline } = inputs;
  for (let page = 0; page * PAGE < MAX_EXECUTIONS; page++) {
    const listed = await retry.untilAnswered((bounds) => harness.list({ pipeline, page, size: PAGE }, bounds), {
      deadline,
      signal: step.signal,
      givesUpUnreached: true,
    });
    onPage(listed);
    for (const one of listed.filter(({ snapshot }) => !isFinal(snapshot.phase))) {
      running.set(one.ref.id, one);
    }
    if (listed.length < PAGE) {
      break;
    }
  }
  return [...running.values()];
}

/** ms until the executions that are replaced have ended; after that the start is sent all the same. */
const ABORT_LIMIT = 60_000;
/** Notes that are read, and aborts that are confirmed, side by side. */
const WIDTH = 8;

/** Aborts what other runs of this repository started. */
async function abortOwn(options: IfRunningOptions, running: readonly ListedExecution[]): Promise<void> {
  const { step, connection, marker, deadline } = options;
  const markers = await markersOf(options, running);
  const own = running.filter((_, index) => isOfOtherRun(markers[index] ?? '', marker));
  const others = running.filter((one) => !own.includes(one));
  if (others.length > 0) {
    step.log.info(
      `${count(others.length, 'other execution')} left running, because no other run of this repository started them:\n${linksTo(others)}`,
    );
  }
  const until = Math.min(deadline, step.clock.now() + ABORT_LIMIT);
  const ends = await sideBySide<(Snapshot | undefined)[]>(
    own.map((one) => {
      step.log.info(`Aborting ${nameOf(one)}, which this repository started (if-running: replace).\n  ${one.ref.url}`);
      const { retry, harness: engine } = connection;
      const { clock, signal } = step;
      const target = { engine, ref: one.ref, retry, clock, signal, onSnapshot: () => undefined };
      return abortUntilEnded(target, { phase: one.snapshot.phase, deadline: until });
    }),
  );
  const unseen = own.filter((_, index) => ends[index] === undefined);
  if (unseen.length > 0) {
    step.log.warning(
      `Could not confirm within 60 s that ${count(unseen.length, 'aborted execution')} ended; starting anyway.\n${linksTo(unseen)}`,
    );
  }
}

/** @returns the markers of these executions in their order; empty for one without. */
function markersOf(
  { step, connection, deadline }: IfRunningOptions,
  executions: readonly ListedExecution[],
): Promise<readonly string[]> {
  return mapSideBySide(executions, WIDTH, async ({ ref, hasNotes }) =>
    hasNotes === false ? '' : ((await markerOrNone(connection, ref, { deadline, signal: step.signal })) ?? ''),
  );
}

/** Whether another run of this repository started it. What this very run started, such as another matrix leg, is never aborted here. */
function isOfOtherRun(found: string, own: string): boolean {
  return isSameRepository(found, own) && !isSameRun(found, own);
}

/** ms between two lines about the same wait. */
const REMINDER_INTERVAL = 60_000;

/** Waits until no execution of the pipeline runs any more. What was started meanwhile is waited for, too. */
async function waitForEnd(options: IfRunningOptions, first: readonly ListedExecution[]): Promise<IfRunningDecision> {
  const { step, inputs } = options;
  const from = step.clock.now();
  let running = first;
  try {
    while (running.length > 0) {
      step.log.info(
        `${inputs.pipeline} is waiting to start: ${haveNotEnded(running)} (if-running: wait).\n${linksTo(running)}`,
      );
      for (const one of running) {
        await untilEnded(options, one);
      }
      running = await listRunning(options);
    }
  } catch (error) {
    if (!(error instanceof DeadlineExceeded)) {
      throw error;
    }
    return stop(
      running,
      `${inputs.pipeline} was not started within this step's timeout: ${haveNotEnded(running)} (if-running: wait).`,
    );
  }
  step.log.info(`Waited ${duration(step.clock.now() - from)}; starting now.`);
  return { kind: 'start' };
}

/** Polls one execution until it has ended, or is gone. @throws DeadlineExceeded, Cancelled, HarnessError. */
async function untilEnded(
  { step, inputs, connection: { harness, retry, requests }, deadline }: IfRunningOptions,
  { ref, snapshot }: ListedExecution,
): Promise<void> {
  const { clock, signal, log } = step;
  const pace = openPace({
    interval: inputs.pollInterval,
    matrixSize: inputs.leg.total,
    clock,
    requests,
    limited: () => retry.rateLimited,
  });
  let seen = snapshot;
  let reportedAt = clock.now();
  while (!isFinal(seen.phase)) {
    const next = Math.min(deadline, clock.now() + (await pace.next(seen)));
    while (clock.now() < next && !signal.aborted) {
      await clock.sleep(Math.max(1, Math.min(next, reportedAt + REMINDER_INTERVAL) - clock.now()), signal);
      if (clock.now() - reportedAt >= REMINDER_INTERVAL) {
        reportedAt = clock.now();
        log.info(`  still waiting for ${nameOf({ ref, snapshot })}, which is ${describeState(seen)}`);
      }
    }
    if (signal.aborted) {
      throw new Cancelled();
    }
    try {
      seen = await retry.untilAnswered((bounds) => harness.read(ref, bounds), { deadline, signal });
    } catch (error) {
      if (error instanceof HarnessError && error.kind === 'refused' && refusalReason(error.failure) === 'not-found') {
        return; // Deleted: it will not come back.
      }
      throw error;
    }
  }
}

function stop(running: readonly ListedExecution[], why: string): IfRunningDecision {
  return { kind: 'stop', why, running: running.map(({ ref }) => ref) };
}

function haveNotEnded(running: readonly ListedExecution[]): string {
  return running.length === 1 ? 'another execution has not ended' : `${running.length} other executions have not ended`;
}

/** Links that a message holds; a pipeline may have many executions that wait for a person. */
const MAX_LINKS = 10;

function linksTo(executions: readonly ListedExecution[]): string {
  const shown = executions.slice(0, MAX_LINKS).map(({ ref }) => `  ${ref.url}`);
  return [...shown, ...(executions.length > MAX_LINKS ? [`  and ${executions.length - MAX_LINKS} more`] : [])].join(
    '\n',
  );
}

function nameOf({ ref, snapshot }: Pick<ListedExecution, 'ref' | 'snapshot'>): string {
  return `execution ${oneLine(String(snapshot.runSequence ?? ref.id), 60)}`;
}
