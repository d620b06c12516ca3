/** A job with one step in fake time, for tests that say only what goes wrong in it. */
import type { RunInputs } from '../../../src/actions/run/inputs.ts';
import type { Verdict } from '../../../src/report/report.ts';
import type { Workflow } from '../../../src/runner/workflow.ts';
import {
  type ReceivedRequest,
  type FakeHarness,
  type Fault,
  type HarnessOptions,
  type Kind,
  openFakeHarness,
} from '../harness/fake.ts';
import { type FakeClock, openFakeClock } from './clock.ts';
import { type FakeStep, openStep, runMain, runPost } from './step.ts';

/** Faults of each kind of request: one for all of them, or one for each in turn. */
export type Faults = Partial<Record<Kind, Fault | readonly (Fault | undefined)[]>>;

export interface JobOptions extends Omit<Partial<HarnessOptions>, 'clock' | 'fault'> {
  readonly faults?: Faults;
  readonly random?: () => number;
}

/** What interrupts a process. */
export interface MainOptions {
  readonly workflow?: Partial<Workflow>;
  /** ms from its begin until it is cancelled or killed. */
  readonly cancelAfter?: number;
  readonly killAfter?: number;
  /** A key for the random part of the marker; each start of a test that has several needs its own. */
  readonly nonce?: string;
}

/** A process that has ended. */
export interface Ended {
  readonly step: FakeStep;
  /** Undefined when it was killed. */
  readonly verdict: Verdict | undefined;
  /** ms from its begin to its end. */
  readonly took: number;
}

export interface Job {
  readonly clock: FakeClock;
  readonly harness: FakeHarness;
  /** Runs main to its end. */
  main(inputs?: Partial<RunInputs>, options?: MainOptions): Promise<Ended>;
  /** Runs post with the state that main left. */
  post(main: Ended, options?: MainOptions): Promise<Ended>;
  /**
   * A container job is cancelled after so many ms: main gets no signal and runs on, while post begins with the state of that
   * moment. Main hears post's word a second later.
   */
  beside(after: number, inputs?: Partial<RunInputs>): Promise<{ readonly main: Ended; readonly post: Ended }>;
  /** Requests of one kind, in their order. */
  requestsOf(kind: Kind, by?: string): readonly ReceivedRequest[];
}

/** @returns the same fault, or none, for so many requests in turn. */
export function times(many: number, fault: Fault | undefined): (Fault | undefined)[] {
  return Array.from({ length: many }, () => fault);
}

/** Everything that a process printed. */
export const said = ({ step }: Ended): string => step.words.map(({ text }) => text).join('\n');

/** Its warnings. */
export const warnings = ({ step }: Ended): string[] =>
  step.words.filter(({ level }) => level === 'warning').map(({ text }) => text);

/** Harness's status of each execution, in the order of their starts. */
export const statuses = ({ harness: { plays, statusOf } }: Job): string[] => plays.map(statusOf);

/** A main that was killed while it followed; the state says so. */
export const killedMain = (job: Job, inputs: Partial<RunInputs> = {}): Promise<Ended> =>
  job.main(inputs, { killAfter: 10_000 });

/** ms until main, which checks for post's request once a second, sees it. */
const HEARS = 1000;

/** Opens a job against a Harness of its own. */
export function openJob({ faults = {}, random, ...options }: JobOptions = {}): Job {
  const clock = openFakeClock(random);
  const files = new Map<string, string>();
  const harness = openFakeHarness({
    clock,
    fault: ({ kind, ofKind }) => {
      const fault = faults[kind];
      return isList(fault) ? fault[ofKind] : fault;
    },
    ...options,
  });

  const live = async (
    step: FakeStep,
    work: () => Promise<Verdict | undefined>,
    { cancelAfter, killAfter }: MainOptions = {},
  ): Promise<Ended> => {
    const from = clock.now();
    if (cancelAfter !== undefined) {
      clock.after(cancelAfter, step.cancel);
    }
    const killed = new Promise<undefined>((resolve) => {
      if (killAfter !== undefined) {
        clock.after(killAfter, () => {
          step.kill();
          resolve(undefined);
        });
      }
    });
    const verdict = await Promise.race([work(), killed]);
    return { step, verdict, took: clock.now() - from };
  };
  const postOf = (step: FakeStep, state: ReadonlyMap<string, string>) => async (): Promise<undefined> => {
    await runPost(step, harness, state);
  };

  return {
    clock,
    harness,
    main(inputs = {}, main = {}) {
      const step = openStep({ clock, files, ...(main.workflow === undefined ? {} : { workflow: main.workflow }) });
      return clock.run(live(step, () => runMain(step, harness, { inputs, nonce: main.nonce }), main));
    },
    post(main, post = {}) {
      const step = openStep({ clock, files, name: 'post' });
      return clock.run(live(step, postOf(step, main.step.state), post));
    },
    beside(after, inputs = {}) {
      const step = openStep({ clock, files });
      const wrote = (path: string): void => {
        if (path.endsWith('/stop')) {
          clock.after(HEARS, step.cancel);
        }
      };
      const other = openStep({ clock, files, name: 'post', wrote });
      const late = async (): Promise<Ended> => {
        await clock.sleep(after);
        return live(other, postOf(other, new Map(step.state)));
      };
      const both = async () => {
        const [main, post] = await Promise.all([live(step, () => runMain(step, harness, { inputs })), late()]);
        return { main, post };
      };
      return clock.run(both());
    },
    requestsOf: (kind, by) =>
      harness.requests.filter((request) => request.kind === kind && (by === undefined || request.by === by)),
  };
}

function isList(fault: Faults[Kind]): fault is readonly (Fault | undefined)[] {
  return Array.isArray(fault);
}
