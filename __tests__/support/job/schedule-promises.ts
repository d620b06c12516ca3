/** What must hold in every schedule, whatever happens in it. */
import type { RunInputs } from '../../../src/actions/run/inputs.ts';
import { isFinal, phaseOf } from '../../../src/harness/status.ts';
import { POST_STATE, type PostState } from '../../../src/lifecycle/post-state.ts';
import type { Verdict } from '../../../src/report/report.ts';
import { markerIn } from '../../../src/start/marker.ts';
import type { FakeHarness, FaultKind, Play, ReceivedRequest, SeenAnswer } from '../harness/fake.ts';
import { type FakeStep, NONCE, postStateIn } from './step.ts';

/** A schedule as it is played. Moments are ms since 1970. */
export interface Scene {
  readonly begin: number;
  readonly inputs: RunInputs;
  readonly how: 'signal' | 'shutdown' | 'kill' | 'container' | undefined;
  /** Whether something could not be written for a while: then it need not be there. */
  readonly hasWriteFailures: boolean;
  readonly harness: FakeHarness;
  readonly main: FakeStep;
  readonly post: FakeStep;
  /** Every answer that said something about an execution. */
  readonly answers: SeenAnswer[];
  /** The state that post is given. */
  handed: ReadonlyMap<string, string>;
  strike: () => void;
  struckAt?: number;
  /** Main's end, if it came to one. */
  endedAt?: number;
  /** Whether that was a fault of its own. */
  isFaulted?: boolean;
  verdict?: Verdict;
  postFrom?: number;
  postTo?: number;
}

const SECOND = 1000;

/** Faults after which a start certainly did not arrive, or was not acted on. */
const UNARRIVED: readonly (FaultKind | undefined)[] = ['refused', 'limited', 'limited-400'];

/** Faults after which Harness will not answer otherwise. */
const FINAL: readonly (FaultKind | undefined)[] = [
  ...(['bad-request', 'conflict', 'unprocessable', 'unauthorized', 'forbidden', 'not-found'] as const),
  ...(['refusal-in-200', 'redirect', 'untrusted'] as const),
];

/** @returns the promises that a request breaks by being made at all, or by how it is made. */
export function brokenByRequest(scene: Scene, request: ReceivedRequest): string[] {
  const { inputs } = scene;
  const checks: Readonly<Record<string, boolean>> = {
    'the id is out before the next request': request.by !== 'main' || isOut(scene, knownTo(scene)),
    'post is silent once main has finished':
      scene.hasWriteFailures ||
      scene.isFaulted === true ||
      request.by !== 'post' ||
      postStateOf(scene.handed)?.main === 'unfinished',
    'a request has its limit': request.limit <= (request.kind === 'start' ? 120 : 30) * SECOND,
    ...(request.kind === 'start' ? checksOfStart(scene, request) : {}),
    ...(request.kind === 'abort'
      ? {
          'only our own execution is aborted': ours(scene).some(({ id }) => request.call.path.endsWith(`/${id}`)),
          'an abort is made only where it is wished for':
            inputs.onCancel === 'abort' || (request.by === 'main' && inputs.onTimeout === 'abort'),
          'nothing is aborted without a request': isAbortAskedFor(scene, request),
        }
      : {}),
  };
  return brokenIn(checks);
}

/** The job was cancelled or main killed before main came to an end of its own, or the step's time was over. */
function isAbortAskedFor({ inputs, begin, struckAt, endedAt }: Scene, request: ReceivedRequest): boolean {
  const isInterrupted = struckAt !== undefined && struckAt <= (endedAt ?? Infinity);
  return (
    isInterrupted || (request.by === 'main' && inputs.onTimeout === 'abort' && request.at >= begin + inputs.timeout)
  );
}

function checksOfStart({ main, inputs, harness }: Scene, request: ReceivedRequest): Readonly<Record<string, boolean>> {
  const postState = postStateOf(main.state);
  const before = harness.requests.findLast((one) => one !== request && one.kind === 'start');
  return {
    'the state is written before the start':
      postState?.main === 'unfinished' &&
      postState.execution === '' &&
      postState.onCancel === inputs.onCancel &&
      postState.key === inputs.key &&
      postState.scope.origin === inputs.scope.origin &&
      postState.marker === markerIn(String(request.call.query?.['notesForPipelineExecution'])),
    'a start goes over a connection of its own': request.call.fresh === true,
    'no start is sent once the job is cancelled': request.by === 'main' && !main.signal.aborted,
    'a start is sent again only when the one before certainly did not arrive':
      before === undefined || UNARRIVED.includes(before.fault?.is),
    'a start is sent again only when Harness wants to be asked again':
      request.at >= (before?.at ?? 0) + (before?.fault?.retryAfter ?? 0),
  };
}

/** @returns the promises that were broken when all is over. */
export function brokenAtTheEnd(scene: Scene): string[] {
  const { main, postFrom = 0, postTo = 0 } = scene;
  const adopted = main.outputs.get('execution-id');
  return brokenIn({
    'at most one start': ours(scene).length <= 1,
    'one failure is one annotation':
      main.words.filter(({ level }) => level === 'error').length <= (scene.isFaulted === true ? 2 : 1),
    'only our own execution is adopted': adopted === undefined || ours(scene).some(({ id }) => id === adopted),
    'post has its bounds': postTo <= postFrom + 150 * SECOND,
    ...checksOfCancel(scene),
    ...checksOfVerdict(scene),
  });
}

function checksOfCancel(scene: Scene): Readonly<Record<string, boolean>> {
  const { main, harness, inputs, endedAt, answers, verdict } = scene;
  const heardAt = main.cancelledAt();
  if (endedAt === undefined || heardAt === undefined || heardAt > endedAt) {
    return {};
  }
  const wasKnown = answers.some(({ by, at, play }) => by === 'main' && isOurs(play) && at <= heardAt);
  const isFollowing = verdict?.headline.startsWith('The job was cancelled while') === true;
  const abort = harness.requests.find(({ kind, by, at }) => kind === 'abort' && by === 'main' && at >= heardAt);
  return {
    'gone 6 s after a cancel': endedAt <= heardAt + 6 * SECOND,
    'a known execution is aborted at once':
      !wasKnown || !isFollowing || inputs.onCancel === 'leave' || abort?.at === heardAt,
  };
}

function checksOfVerdict(scene: Scene): Readonly<Record<string, boolean>> {
  const { verdict, endedAt, answers, inputs, main, begin } = scene;
  if (verdict === undefined || endedAt === undefined) {
    return {};
  }
  const deadline = begin + inputs.timeout;
  const seen = answers.filter(({ by, play }) => by === 'main' && isOurs(play)).map(({ status }) => phaseOf(status));
  const isGood = seen.some((phase) => phase === 'succeeded' || phase === 'ignored' || phase === 'skipped');
  const wasLost = !answers.some(({ kind }) => kind === 'start');
  const isLeft =
    (!inputs.wait && (verdict.status === 'running' || verdict.status === 'waiting')) ||
    (inputs.onWaiting === 'detach' && verdict.status === 'waiting' && seen.includes('waiting'));
  // The late search for a start, the last poll, the abort, the diagnosis of what has ended.
  const late = (wasLost ? 10 : 0) + 10 + (inputs.onTimeout === 'abort' ? 30 : 0) + (seen.some(isFinal) ? 20 : 0);
  return {
    'not past the deadline and its bounds':
      endedAt <= Math.max(deadline + late * SECOND, (main.cancelledAt() ?? 0) + 6 * SECOND),
    'succeeded only when Harness said so': verdict.status !== 'succeeded' || isGood,
    'green only when Harness said so, or the author chose to leave': verdict.isRed || isGood || isLeft,
    'expired only when Harness said so': verdict.status !== 'expired' || seen.includes('expired'),
    'aborted only when Harness said so': verdict.status !== 'aborted' || seen.includes('aborted'),
    'the output status is the verdict': scene.hasWriteFailures || verdict.status === main.outputs.get('status'),
    'the id is out at the end': isOut(scene, knownTo(scene)),
    'in doubt only after three searches over 90 s of contact':
      !verdict.headline.startsWith('Could not confirm') || isDoubtful(scene, endedAt >= deadline),
  };
}

/** Whether there was reason enough to give up searching for a start whose answer was lost. */
function isDoubtful({ harness }: Scene, isOver: boolean): boolean {
  const purpose = harness.requests.filter(({ by }) => by === 'main');
  const searches = purpose.filter(({ kind, isAnswered }) => kind === 'list' && isAnswered);
  const span = (searches.at(-1)?.at ?? 0) - (searches[0]?.at ?? 0);
  return isOver || FINAL.includes(purpose.at(-1)?.fault?.is) || (searches.length >= 3 && span >= 90 * SECOND);
}

/**
 * @returns undefined unless the job was interrupted and its execution runs on although on-cancel says abort; then why that
 * could not be helped, empty when it could.
 */
export function whyLeftRunning(scene: Scene): string | undefined {
  const { how, inputs, harness, struckAt, endedAt, handed, main, answers } = scene;
  const [execution] = ours(scene);
  if (execution === undefined || struckAt === undefined || how === 'shutdown' || inputs.onCancel === 'leave') {
    return undefined;
  }
  const phase = phaseOf(harness.statusOf(execution));
  if (struckAt > (endedAt ?? struckAt) || execution.abortedAt !== undefined || phase === 'stopping' || isFinal(phase)) {
    return undefined;
  }
  const postState = postStateOf(handed);
  if (postState === undefined && harness.requests.every(({ at }) => at >= struckAt)) {
    return 'main had not yet written its first state';
  }
  const cameToItsEnd = postState?.main === 'done' || scene.hasWriteFailures || scene.isFaulted === true;
  // A cancel that comes between the verdict and the end of the process finds nothing left to decide.
  // In a container main hears of the cancel from post alone: what it decided before post began, it decided without knowing.
  const heardAt = main.cancelledAt() ?? (how === 'container' ? (scene.postFrom ?? struckAt) : struckAt);
  const hadDecided =
    scene.verdict?.headline.includes('cancelled') === false &&
    !harness.requests.some(({ by, at }) => by === 'main' && at > heardAt);
  if (cameToItsEnd && (hadDecided || heardAt >= (endedAt ?? struckAt))) {
    return 'main had come to its own end and left it';
  }
  const purpose = harness.requests.filter(({ by, kind }) => by === 'post' && kind !== 'validate');
  if (purpose.some(({ fault }) => FINAL.includes(fault?.is))) {
    return 'Harness refused';
  }
  if (purpose.at(-1)?.isAnswered === false) {
    return 'unreachable to the end of post';
  }
  const aborts = purpose.filter(({ kind }) => kind === 'abort').map(({ fault }) => fault?.is);
  const inVain: readonly (FaultKind | undefined)[] = ['empty', 'another'];
  if (aborts.some((is) => inVain.includes(is)) && aborts.every((is) => [...UNARRIVED, ...inVain].includes(is))) {
    return 'Harness said yes to each abort that arrived and did nothing';
  }
  const last = answers.findLast(({ by, play }) => by === 'post' && isOurs(play));
  if (last !== undefined && phaseOf(last.status) === 'stopping') {
    return 'it was being aborted to the end of post, and that abort had no effect';
  }
  const lastSearch = purpose.findLast(({ kind }) => kind === 'list')?.at ?? 0;
  const { listedAfter, notedAfter, readableAfter } = execution.score;
  // Found means listed, and its notes written and shown.
  const shownAfter = Math.max(listedAfter, notedAfter, readableAfter);
  return postState?.execution === '' && execution.startedAt + shownAfter > lastSearch
    ? 'Harness did not show it within the 90 s of post'
    : '';
}

/** Id of the execution of this start, when main has learned it. */
function knownTo({ answers }: Scene): string | undefined {
  const how = ['start', 'notes'];
  return answers.find(({ by, kind, play }) => by === 'main' && how.includes(kind) && isOurs(play))?.play.id;
}

function isOut({ main, hasWriteFailures, isFaulted }: Scene, id: string | undefined): boolean {
  return (
    id === undefined ||
    isFaulted === true ||
    ((hasWriteFailures || (main.outputs.get('execution-id') === id && postStateOf(main.state)?.execution === id)) &&
      main.words.some(({ text }) => text.includes(id)))
  );
}

function ours({ harness }: Scene): readonly Play[] {
  return harness.plays.filter(isOurs);
}

function isOurs({ notes }: Play): boolean {
  return notes.includes(`nonce=${NONCE}`);
}

function brokenIn(checks: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(checks).flatMap(([promise, holds]) => (holds ? [] : [promise]));
}

const postStates = new Map<string, PostState | undefined>();

/** The post state in a state; one text is read once, because every request asks for it. */
function postStateOf(state: ReadonlyMap<string, string>): PostState | undefined {
  const text = state.get(POST_STATE) ?? '';
  if (!postStates.has(text)) {
    postStates.clear();
    postStates.set(text, postStateIn(state));
  }
  return postStates.get(text);
}
