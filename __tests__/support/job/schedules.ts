/** Plays one schedule: a main, a Harness with faults, an interruption, a post. */
import type { RunInputs } from '../../../src/actions/run/inputs.ts';
import { type ReceivedRequest, type Fault, type Kind, openFakeHarness, type Score } from '../harness/fake.ts';
import { type FakeClock, openFakeClock, seeded } from './clock.ts';
import { brokenAtTheEnd, brokenByRequest, type Scene, whyLeftRunning } from './schedule-promises.ts';
import { NONCE, openStep, OwnFault, runInputs, runMain, runPost, type Written } from './step.ts';

/** Faults that come together. */
export interface Burst {
  /** Which requests; all when missing. */
  readonly kind?: Kind | undefined;
  /** Of those requests the first that it hits, and how many. */
  readonly from: number;
  readonly many: number;
  readonly fault: Fault;
}

/** Faults of a stretch of time, in ms from the start. */
export interface Outage {
  readonly from: number;
  readonly lasts: number;
  readonly fault: Fault;
}

/** What ends main early. */
export interface Strike {
  /**
   * `signal`: the job is cancelled. `shutdown`: the same, and no post comes. `kill`: main gets no signal.
   * `container`: the job is cancelled, main gets no signal and runs on beside post.
   */
  readonly how: 'signal' | 'shutdown' | 'kill' | 'container';
  /** At this moment in ms from the start, or at main's n-th effect. */
  readonly when: { readonly ms: number } | { readonly effect: number };
  /** ms until post begins, and from post's word until main hears it. */
  readonly postAfter: number;
  readonly heardAfter: number;
}

/** Something that cannot be written in a stretch of time, in ms from the start. */
export interface WriteFailure {
  readonly what: Written;
  readonly from: number;
  readonly lasts: number;
}

export interface Schedule {
  readonly seed: number;
  readonly latency: number;
  readonly saysNotes: boolean;
  /** Executions that something else started just before; every other one carries another run's marker. */
  readonly strangers: number;
  /** Whether another call of the same workflow asks for the same at the same moment: only the random parts differ. */
  readonly hasTwin: boolean;
  readonly inputs: Partial<RunInputs>;
  readonly score: Partial<Score>;
  readonly bursts: readonly Burst[];
  readonly outages: readonly Outage[];
  readonly writeFailures: readonly WriteFailure[];
  /** A fault of main's own at its n-th effect, sleeping aside. */
  readonly faultAt?: number | undefined;
  readonly strike?: Strike | undefined;
}

/** How a schedule went. */
export interface Outcome {
  readonly scene: Scene;
  /** Each promise that was broken. */
  readonly broken: readonly string[];
  /** Why the execution may run on although the job was cancelled; empty when it does not. */
  readonly excuse: string;
}

const SECOND = 1000;

/** Plays a schedule to its end. @throws Error when anything hangs or throws. */
export async function play(schedule: Schedule): Promise<Outcome> {
  const clock = openFakeClock(seeded(schedule.seed));
  const broken: string[] = [];
  const scene = openScene(schedule, clock, (promise) => {
    broken.push(`${promise} [after ${(clock.now() - scene.begin) / SECOND} s]`);
  });
  await clock.run(run(schedule, clock, scene));
  broken.push(...brokenAtTheEnd(scene));
  const left = whyLeftRunning(scene);
  return {
    scene,
    excuse: left ?? '',
    broken: left === '' ? [...broken, 'nothing that was started is left running'] : broken,
  };
}

/** Sets everything up. @param breaks is reported each promise that a request breaks. */
function openScene(schedule: Schedule, clock: FakeClock, breaks: (promise: string) => void): Scene {
  const begin = clock.now();
  const { strike } = schedule;
  const harness = openFakeHarness({
    clock,
    latency: schedule.latency,
    saysNotes: schedule.saysNotes,
    score: schedule.score,
    fault: (request) => faultOf(schedule, request, begin),
    onRequest: (request) => {
      if (schedule.hasTwin && request.kind === 'start' && request.ofKind === 0) {
        const notes = String(request.call.query?.['notesForPipelineExecution']);
        harness.add({ id: 'twin', notes: notes.replace(NONCE, 'fedcba9876543210') });
      }
      for (const promise of brokenByRequest(scene, request)) {
        breaks(promise);
      }
    },
    onAnswer: (answer) => {
      scene.answers.push(answer);
    },
  });
  for (let number = 0; number < schedule.strangers; number++) {
    const marker = `run-harness-pipeline/1 repository=acme%2Fshop run=${number} attempt=1 nonce=fedcba9876543210`;
    const notes = number % 2 === 0 ? 'by hand' : `${marker}\nhello`;
    harness.add({ id: `stranger-${number}`, notes, startedAt: begin - number * SECOND });
  }
  const files = new Map<string, string>();
  const isUnwritable = (what: Written): boolean =>
    schedule.writeFailures.some(
      (each) => each.what === what && clock.now() >= begin + each.from && clock.now() < begin + each.from + each.lasts,
    );
  let effects = 0;
  let working = 0;
  const main = openStep({
    clock,
    files,
    isUnwritable,
    does: (effect) => {
      working += effect === 'sleep' ? 0 : 1;
      if (effect !== 'sleep' && working === schedule.faultAt) {
        throw new OwnFault('broken on purpose');
      }
      effects += 1;
      if (strike !== undefined && 'effect' in strike.when && effects === strike.when.effect) {
        scene.strike();
      }
    },
  });
  const post = openStep({
    clock,
    name: 'post',
    files,
    isUnwritable,
    wrote: (path) => {
      if (path.endsWith('/stop') && strike?.how === 'container') {
        clock.after(strike.heardAfter, main.cancel);
      }
    },
  });
  const scene: Scene = {
    begin,
    inputs: runInputs(schedule.inputs),
    how: strike?.how,
    hasWriteFailures: schedule.writeFailures.length > 0,
    harness,
    main,
    post,
    answers: [],
    handed: new Map(),
    strike: () => undefined,
  };
  return scene;
}

/** Main, its interruption, and post. */
async function run({ strike }: Schedule, clock: FakeClock, scene: Scene): Promise<void> {
  const { main, post, harness, inputs } = scene;
  const gone = new Promise<void>((resolve) => {
    scene.strike = () => {
      scene.struckAt = clock.now();
      scene.handed = new Map(main.state);
      if (strike?.how === 'signal' || strike?.how === 'shutdown') {
        main.cancel();
        return;
      }
      if (strike?.how === 'kill') {
        main.kill();
      }
      resolve();
    };
  });
  if (strike !== undefined && 'ms' in strike.when) {
    clock.after(strike.when.ms, () => {
      scene.strike();
    });
  }
  const work = async (): Promise<void> => {
    const verdict = await runMain(main, harness, { inputs }).catch((error: unknown) => {
      if (!(error instanceof OwnFault)) {
        throw error;
      }
      scene.isFaulted = true;
      return undefined;
    });
    if (main.isAlive()) {
      if (verdict !== undefined) {
        scene.verdict = verdict;
      }
      scene.endedAt = clock.now();
    }
  };
  const end = work();
  await Promise.race([end, gone]);
  if (strike?.how !== 'kill' && strike?.how !== 'container') {
    scene.handed = new Map(main.state);
  }
  if (strike?.how !== 'shutdown' || scene.struckAt === undefined) {
    await clock.sleep(strike?.postAfter ?? 0);
    scene.postFrom = clock.now();
    await runPost(post, harness, scene.handed);
    scene.postTo = clock.now();
  }
  if (strike?.how !== 'kill' || scene.struckAt === undefined) {
    await end;
  }
}

function faultOf({ bursts, outages }: Schedule, request: Omit<ReceivedRequest, 'fault' | 'isAnswered'>, begin: number) {
  const burst = bursts.find(({ kind, from, many }) => {
    const number = kind === undefined ? request.number : request.ofKind;
    return (kind === undefined || kind === request.kind) && number >= from && number < from + many;
  });
  const outage = outages.find(({ from, lasts }) => request.at >= begin + from && request.at < begin + from + lasts);
  return burst?.fault ?? outage?.fault;
}
