/** One schedule: a main, a Harness with faults, an interruption, a post; and everything that must hold whatever happens. */
import { isFinal, phaseOf } from '../src/execution.ts';
import type { RunInputs } from '../src/inputs/run.ts';
import { markerIn } from '../src/marker.ts';
import type { Verdict } from '../src/report/report.ts';
import { type Letter, LETTER } from '../src/state.ts';
import { openFakeClock, seeded } from './fake-clock.ts';
import {
  type Asked,
  type FakeHarness,
  type Fault,
  type Kind,
  type Mishap,
  openFakeHarness,
  type Play,
  type Score,
  type Told,
} from './fake-harness.ts';
import { type FakeStep, letterIn, NONCE, openStep, runInputs, runMain, runPost } from './fake-step.ts';

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
   * `signal`: the job is cancelled. `shutdown`: the same, and no post comes. `kill`: nobody tells main.
   * `container`: the job is cancelled, main gets no signal and goes on beside post.
   */
  readonly how: 'signal' | 'shutdown' | 'kill' | 'container';
  /** At this moment in ms from the start, or at main's n-th effect. */
  readonly when: { readonly ms: number } | { readonly effect: number };
  /** ms until post begins, and from post's word until main hears it. */
  readonly postAfter: number;
  readonly heardAfter: number;
}

export interface Schedule {
  readonly seed: number;
  readonly latency: number;
  readonly saysNotes: boolean;
  /** Executions that something else started just before; every other one bears another run's marker. */
  readonly strangers: number;
  /** Whether another call of the same workflow asks for the same at the same moment: only the random parts differ. */
  readonly hasTwin: boolean;
  readonly inputs: Partial<RunInputs>;
  readonly score: Partial<Score>;
  readonly bursts: readonly Burst[];
  readonly outages: readonly Outage[];
  readonly strike?: Strike | undefined;
}

/** How a schedule went. */
export interface Outcome {
  readonly verdict: Verdict | undefined;
  readonly harness: FakeHarness;
  readonly main: FakeStep;
  readonly post: FakeStep;
  /** Each promise that was broken. */
  readonly broken: readonly string[];
  /** Why the execution may still run although the job was cancelled; empty when it does not. */
  readonly excuse: string;
  readonly sent: boolean;
}

const SECOND = 1000;

/** Plays a schedule to its end. @throws Error when anything hangs or throws. */
export async function play(schedule: Schedule): Promise<Outcome> {
  const clock = openFakeClock(seeded(schedule.seed));
  const inputs = runInputs(schedule.inputs);
  const broken: string[] = [];
  const told: Told[] = [];
  const begin = clock.now();
  const expect = (holds: boolean, promise: string): void => {
    if (!holds) {
      broken.push(`${promise} [${(clock.now() - begin) / SECOND} s]`);
    }
  };
  const mine = (): readonly Play[] => harness.plays.filter(isMine);

  const harness = openFakeHarness({
    clock,
    latency: schedule.latency,
    saysNotes: schedule.saysNotes,
    score: schedule.score,
    fault: (asked) => faultOf(schedule, asked, begin),
    asked: (asked) => {
      if (schedule.hasTwin && asked.kind === 'start' && asked.ofKind === 0) {
        const notes = String(asked.call.query?.['notesForPipelineExecution']);
        harness.add({ id: 'twin', notes: notes.replace(NONCE, 'fedcba9876543210') });
      }
      for (const promise of brokenBy(asked)) {
        expect(false, promise);
      }
    },
    told: (one) => {
      if (isMine(one.play)) {
        told.push(one);
      }
    },
  });
  const letters = new Map<string | undefined, Letter | undefined>();
  const letterOf = (state: ReadonlyMap<string, string>): Letter | undefined => {
    const text = state.get(LETTER);
    if (!letters.has(text)) {
      letters.set(text, letterIn(state));
    }
    return letters.get(text);
  };
  const brokenBy = (asked: Asked): string[] => {
    const letter = letterOf(asked.by === 'main' ? main.state : handed);
    const before = harness.requests.findLast((one) => one !== asked && one.kind === asked.kind);
    const target = asked.call.path.split('/').at(-1);
    const known = told.find(({ by, kind }) => by === 'main' && (kind === 'start' || kind === 'notes'))?.play.id;
    const checks: Readonly<Record<string, boolean>> = {
      'the id is out before the next request':
        asked.by !== 'main' ||
        known === undefined ||
        (main.outputs.get('execution-id') === known &&
          letter?.execution === known &&
          main.words.some(({ text }) => text.includes(known))),
      'no request is made once all is said': asked.by !== 'post' || letter?.at === 'open',
      ...(asked.kind !== 'start'
        ? {}
        : {
            'the state is written before the start':
              letter?.at === 'open' &&
              letter.execution === '' &&
              letter.onCancel === inputs.onCancel &&
              letter.key === inputs.key &&
              letter.scope.origin === inputs.scope.origin &&
              letter.marker === markerIn(String(asked.call.query?.['notesForPipelineExecution'])),
            'a start goes over a fresh connection with a limit of 120 s':
              asked.call.fresh === true && asked.limit <= 120 * SECOND,
            'no start once cancelled': !main.signal.aborted && asked.by === 'main',
            'a start is repeated only when the one before certainly did not arrive':
              before === undefined || (before.fault?.is !== undefined && UNARRIVED.includes(before.fault.is)),
            'a start is repeated only when Harness wants to be asked again':
              asked.at >= (before?.at ?? 0) + (before?.fault?.retryAfter ?? 0),
          }),
      ...(asked.kind !== 'abort'
        ? {}
        : {
            'only our own execution is aborted': mine().some(({ id }) => id === target),
            'an abort only where it is wished for':
              inputs.onCancel === 'abort' || (asked.by === 'main' && inputs.onTimeout === 'abort'),
          }),
      'a request has its limit': asked.kind === 'start' || asked.limit <= 30 * SECOND,
    };
    return Object.entries(checks).flatMap(([promise, holds]) => (holds ? [] : [promise]));
  };
  for (let number = 0; number < schedule.strangers; number++) {
    const marker = `run-harness-pipeline/1 repository=acme%2Fshop run=${number} attempt=1 nonce=fedcba9876543210`;
    harness.add({
      id: `stranger-${number}`,
      notes: number % 2 === 0 ? 'by hand' : `${marker}\nhello`,
      startedAt: begin - number * SECOND,
    });
  }

  const files = new Map<string, string>();
  const { strike } = schedule;
  let effects = 0;
  let struckAt: number | undefined;
  let handed: ReadonlyMap<string, string> = new Map();
  let onKill: () => void = () => undefined;
  const killed = new Promise<undefined>((resolve) => {
    onKill = () => {
      resolve(undefined);
    };
  });
  const main: FakeStep = openStep({
    clock,
    files,
    does: () => {
      effects += 1;
      if (strike !== undefined && 'effect' in strike.when && effects === strike.when.effect) {
        hit(strike);
      }
    },
  });
  const post = openStep({
    clock,
    name: 'post',
    files,
    wrote: (path) => {
      if (path.endsWith('/stop') && strike?.how === 'container') {
        clock.after(strike.heardAfter, main.cancel);
      }
    },
  });
  const hit = ({ how }: Strike): void => {
    struckAt = clock.now();
    handed = new Map(main.state);
    if (how === 'kill') {
      main.kill();
      onKill();
    } else if (how === 'container') {
      onKill();
    } else {
      main.cancel();
    }
  };
  if (strike !== undefined && 'ms' in strike.when) {
    clock.after(strike.when.ms, () => {
      hit(strike);
    });
  }

  let endedAt: number | undefined;
  const work = (async () => {
    const verdict = await runMain(main, harness, { inputs });
    endedAt = clock.now();
    return verdict;
  })();
  const life = async (): Promise<Verdict | undefined> => {
    const early = await Promise.race([work, killed]);
    if (strike?.how !== 'kill' && strike?.how !== 'container') {
      handed = new Map(main.state);
    }
    if (strike?.how === 'shutdown' && struckAt !== undefined) {
      return early;
    }
    await clock.sleep(strike?.postAfter ?? 0);
    const from = clock.now();
    await runPost(post, harness, handed);
    expect(clock.now() <= from + 150 * SECOND, 'post has its bounds');
    return strike?.how === 'container' ? await work : early;
  };
  const verdict = await clock.run(life());

  const deadline = begin + inputs.timeout;
  const sent = harness.requests.some(({ kind }) => kind === 'start');
  expect(mine().length <= 1, 'at most one start');
  expect(main.words.filter(({ level }) => level === 'error').length <= 1, 'one failure is one annotation');
  const adopted = main.outputs.get('execution-id');
  expect(adopted === undefined || mine().some(({ id }) => id === adopted), 'only our own execution is adopted');
  if (verdict !== undefined && endedAt !== undefined) {
    const heard = main.cancelledAt();
    if (heard !== undefined && heard <= endedAt) {
      expect(endedAt <= heard + 6 * SECOND, 'gone 6 s after a cancel');
      const wasKnown = told.some(({ by, at }) => by === 'main' && at <= heard);
      const aborts = harness.requests.filter(({ kind, by, at }) => kind === 'abort' && by === 'main' && at >= heard);
      expect(
        !wasKnown || inputs.onCancel === 'leave' || !isInterrupted(verdict) || aborts[0]?.at === heard,
        'a known execution is aborted at once',
      );
    }
    if (verdict.message.startsWith('It is in doubt')) {
      expect(isDoubtful(harness, endedAt >= deadline), 'in doubt only after three looks over 90 s of contact');
    }
    const wasLost = told.every(({ kind }) => kind !== 'start') && sent;
    const bound = (wasLost ? 10 : 0) + 10 + (inputs.onTimeout === 'abort' ? 30 : 0) + 20;
    expect(endedAt <= deadline + bound * SECOND, 'not past the deadline and its bounds');
    const positive = told.some(({ by, status }) => by === 'main' && isGood(status));
    const left =
      (!inputs.wait || inputs.onWaiting === 'detach') && (verdict.status === 'running' || verdict.status === 'waiting');
    expect(verdict.status !== 'succeeded' || positive, 'succeeded only when Harness said so');
    expect(verdict.isRed || positive || left, 'green only when Harness said so, or the author chose to leave');
    expect(verdict.status === main.outputs.get('status'), 'the output status is the verdict');
    const bad = told.some(({ by, status }) => by === 'main' && isFinal(phaseOf(status)) && !isGood(status));
    expect(verdict.status !== 'expired' || bad, 'expired only when Harness said so');
  }
  return { verdict, harness, main, post, sent, ...judgeEnd() };

  /** Whether a job that was interrupted left its execution running although on-cancel says abort. */
  function judgeEnd(): { readonly excuse: string; readonly broken: readonly string[] } {
    const [execution] = mine();
    const isInterrupted = struckAt !== undefined && (endedAt === undefined || struckAt <= endedAt);
    if (
      strike?.how === 'shutdown' ||
      inputs.onCancel === 'leave' ||
      struckAt === undefined ||
      !isInterrupted ||
      execution === undefined ||
      execution.abortedAt !== undefined ||
      isFinal(phaseOf(harness.statusOf(execution))) ||
      phaseOf(harness.statusOf(execution)) === 'stopping'
    ) {
      return { excuse: '', broken };
    }
    const excuse = excuseFor({ harness, execution, verdict, handed, struckAt, endedAt, main });
    return { excuse, broken: excuse === '' ? [...broken, 'nothing started is left running'] : broken };
  }
}

/** Whether main was cancelled while it followed. */
function isInterrupted({ message }: Verdict): boolean {
  return message.startsWith('The job was cancelled while');
}

/** Whether there was reason enough to give up looking for a start whose answer was lost. */
function isDoubtful({ requests }: FakeHarness, isOver: boolean): boolean {
  const asked = requests.filter(({ by }) => by === 'main');
  const looks = asked.filter(({ kind, isAnswered }) => kind === 'list' && isAnswered);
  const [first] = looks;
  const last = looks.at(-1);
  const refusal = asked.at(-1)?.fault?.is;
  return (
    isOver ||
    (refusal !== undefined && FINAL.includes(refusal)) ||
    (looks.length >= 3 && first !== undefined && last !== undefined && last.at - first.at >= 80 * SECOND)
  );
}

function isMine({ notes }: Play): boolean {
  return notes.includes(`nonce=${NONCE}`);
}

function isGood(status: string): boolean {
  return ['succeeded', 'ignored', 'skipped'].includes(phaseOf(status));
}

interface Case {
  readonly harness: FakeHarness;
  readonly execution: Play;
  readonly verdict: Verdict | undefined;
  readonly handed: ReadonlyMap<string, string>;
  /** ms since 1970 */
  readonly struckAt: number;
  readonly endedAt: number | undefined;
  readonly main: FakeStep;
}

/** After these a start certainly did not arrive, or was not acted on. */
const UNARRIVED: readonly Mishap[] = ['refused', 'limited', 'limited-400'];

/** What Harness answers when the matter is closed for this program. */
const FINAL: readonly Mishap[] = [
  'bad-request',
  'conflict',
  'unprocessable',
  'unauthorized',
  'forbidden',
  'not-found',
  'redirect',
  'untrusted',
];

/** @returns why an execution may still run after a cancelled job; empty when there is no excuse. */
function excuseFor({ harness, execution, verdict, handed, struckAt, endedAt, main }: Case): string {
  const letter = letterIn(handed);
  if (letter === undefined && harness.requests.every(({ at }) => at >= struckAt)) {
    return 'struck before main had done anything';
  }
  // Main came to its own end before it heard of the cancel, and left the execution for a reason of its own.
  if (letter?.at === 'done' && (main.cancelledAt() ?? struckAt) >= (endedAt ?? struckAt)) {
    return `main had ended: ${verdict?.message ?? 'killed after its last word'}`;
  }
  const asked = harness.requests.filter(({ by }) => by === 'post');
  if (asked.some(({ fault }) => fault?.is !== undefined && FINAL.includes(fault.is))) {
    return 'Harness refused';
  }
  if (asked.findLast(({ kind }) => kind !== 'validate')?.isAnswered === false) {
    return 'out of contact to the end of post';
  }
  const last = asked.findLast(({ kind }) => kind === 'list')?.at ?? 0;
  return letter?.execution === '' && execution.startedAt + execution.score.listedAfter > last
    ? 'Harness showed it after post had looked for 90 s'
    : '';
}

function faultOf(
  { bursts, outages }: Schedule,
  asked: Omit<Asked, 'fault' | 'isAnswered'>,
  begin: number,
): Fault | undefined {
  const burst = bursts.find(({ kind, from, many }) => {
    const number = kind === undefined ? asked.number : asked.ofKind;
    return (kind === undefined || kind === asked.kind) && number >= from && number < from + many;
  });
  const outage = outages.find(({ from, lasts }) => asked.at >= begin + from && asked.at < begin + from + lasts);
  const fault = burst?.fault ?? outage?.fault;
  return fault;
}
