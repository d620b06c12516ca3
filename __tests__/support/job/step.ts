/** Steps of a job in fake time: main, then post with the state that main left; cancelled or killed at any moment. */
import { connectOptionsOf, summaryFor } from '../../../src/actions/post/post.ts';
import type { RunInputs } from '../../../src/actions/run/inputs.ts';
import { runPipeline } from '../../../src/actions/run/run.ts';
import { connect } from '../../../src/lifecycle/connect.ts';
import {
  applyPatch,
  newPostState,
  type PostState,
  POST_STATE,
  parsePostState,
} from '../../../src/lifecycle/post-state.ts';
import { openSession } from '../../../src/lifecycle/session.ts';
import type { Verdict } from '../../../src/report/report.ts';
import type { CommandFile } from '../../../src/runner/command-files.ts';
import type { Step } from '../../../src/runner/step.ts';
import type { Workflow } from '../../../src/runner/workflow.ts';
import type { FakeHarness } from '../harness/fake.ts';
import type { FakeClock } from './clock.ts';

// Main loads it when it is needed, which takes real time unless it is there already.
export { fitInputs } from '../../../src/runtime-inputs/fit.ts';

export const SCOPE = { origin: 'https://app.harness.io', account: 'Acme', org: 'default', project: 'shop' };

/** A pipeline that is not stored in Git, or whose default branch is meant. */
export const NO_GIT = { branch: '', storeType: '', connectorRef: '', repoName: '' };

/** Inputs as the form reads them, with defaults for what the test is not about. */
export function runInputs(inputs: Partial<RunInputs> = {}): RunInputs {
  return {
    key: 'pat.Acme.token.secret',
    scope: SCOPE,
    pipeline: 'deploy_prod',
    inputs: { form: 'empty' },
    inputSets: [],
    stages: [],
    ref: '',
    git: NO_GIT,
    notes: 'https://github.com/acme/shop/actions/runs/77',
    wait: true,
    onRerun: 'start',
    ifRunning: 'start',
    retryOf: '',
    dryRun: false,
    timeout: 3_600_000,
    pollInterval: 'auto',
    leg: { index: 0, total: 1 },
    label: '',
    onCancel: 'abort',
    onTimeout: 'leave',
    onWaiting: 'wait',
    logs: 'none',
    failStep: true,
    summary: true,
    comment: 'never',
    pullRequest: undefined,
    commitStatus: '',
    githubToken: '',
    ...inputs,
  };
}

export function workflow(more: Partial<Workflow> = {}): Workflow {
  return {
    repository: 'acme/shop',
    runId: '77',
    attempt: 1,
    job: 'deploy',
    orchestration: '',
    step: 'harness',
    event: 'push',
    actor: 'jdoe',
    sha: '0'.repeat(40),
    ref: 'refs/heads/main',
    url: 'https://github.com/acme/shop/actions/runs/77',
    apiUrl: 'https://api.github.com',
    temp: '/runner/temp',
    isPublic: false,
    payload: undefined,
    ...more,
  };
}

/** What a process of a step did that its surroundings can see. */
export type Effect = 'request' | 'answer' | 'sleep' | 'output' | 'state' | 'file' | 'word';

/** What a disk or a user's rights can keep from being written: one of the runner's files, or the folder of main and post. */
export type Written = CommandFile | 'folder';

/** A fault of the program's own, thrown by a test in the middle of its work. */
export class OwnFault extends Error {}

/** One process of a step: main or post. */
export interface FakeStep extends Step {
  readonly name: string;
  readonly outputs: ReadonlyMap<string, string>;
  /** The state as the runner would hand it to post now. */
  readonly state: ReadonlyMap<string, string>;
  readonly words: readonly { readonly level: string; readonly text: string; readonly at: number }[];
  /** Cancels it as a signal does: not in the middle of something. */
  cancel(): void;
  /** From now on nothing that it does is seen, and nothing comes back to it. */
  kill(): void;
  isAlive(): boolean;
  /** Called with each effect by the watcher. */
  did(effect: Effect): void;
  /** What the process does at a fault of its own: the error and what it has to say beside it. */
  fault(error: unknown): void;
  readonly summary: () => string;
}

export interface StepOptions {
  readonly clock: FakeClock;
  readonly name?: string;
  readonly workflow?: Partial<Workflow>;
  /** The files that main and post share. */
  readonly files?: Map<string, string>;
  /** Called with the file that was written. */
  readonly wrote?: (path: string) => void;
  /** Whether this cannot be written now. */
  readonly isUnwritable?: (what: Written) => boolean;
  /** Called with each effect before it takes place; may throw. */
  readonly does?: (effect: Effect, step: FakeStep) => void;
}

/** Opens a process. */
export function openStep(options: StepOptions): FakeStep {
  const { clock, name = 'main', files = new Map<string, string>() } = options;
  const cancelled = new AbortController();
  const outputs = new Map<string, string>();
  const state = new Map<string, string>();
  const words: { level: string; text: string; at: number }[] = [];
  let isAlive = true;
  let summary = '';
  let onFault = (): readonly string[] => [];
  const isUnwritable = (what: Written): boolean => options.isUnwritable?.(what) === true;
  let cancelledAt: number | undefined;
  /** Whether the effect takes place. */
  const does = (effect: Effect): boolean => {
    if (isAlive) {
      options.does?.(effect, step);
    }
    return isAlive;
  };
  const say =
    (level: string) =>
    (text: string): void => {
      if (does('word')) {
        words.push({ level, text, at: clock.now() });
      }
    };
  const step: FakeStep = {
    name,
    outputs,
    state,
    words,
    from: clock.now(),
    clock: {
      now: clock.now,
      random: clock.random,
      async sleep(ms, signal) {
        does('sleep');
        await clock.sleep(ms, signal);
        if (!isAlive) {
          await new Promise(() => undefined);
        }
      },
    },
    log: {
      info: say('info'),
      group: (title) => {
        say('group')(title);
      },
      notice: say('notice'),
      warning: say('warning'),
      fail: say('error'),
      debug: () => undefined,
    },
    signal: cancelled.signal,
    cancelledAt: () => cancelledAt,
    input: () => '',
    inputNames: [],
    mask: () => undefined,
    setOutput(output, value) {
      if (does('output') && !isUnwritable('GITHUB_OUTPUT')) {
        outputs.set(output, value);
      }
    },
    saveState(key, value) {
      if (!does('state') || isUnwritable('GITHUB_STATE')) {
        return false;
      }
      state.set(key, value);
      return true;
    },
    addSummary(markdown) {
      summary += isUnwritable('GITHUB_STEP_SUMMARY') ? '' : markdown;
    },
    testFiles: (commandFiles) =>
      commandFiles
        .filter(isUnwritable)
        .map((file) => ({ file, path: `/${file}`, cause: 'full', remedy: 'Free some.' })),
    stopWithPost: () => undefined,
    onFault(report) {
      onFault = report;
    },
    fault(error) {
      if (isAlive) {
        words.push({ level: 'error', text: [String(error), ...onFault()].join('\n'), at: clock.now() });
      }
    },
    summary: () => summary,
    workflow: workflow(options.workflow),
    folder: {
      write(nonce, file, text) {
        const path = `${nonce}/${file}`;
        if (!does('file') || isUnwritable('folder')) {
          return undefined;
        }
        files.set(`${nonce}/`, ''); // the folder itself, which outlives the files in it
        files.set(path, text);
        options.wrote?.(path);
        return path;
      },
      read: (nonce, file) => files.get(`${nonce}/${file}`),
      remove(nonce, file) {
        if (does('file')) {
          files.delete(`${nonce}/${file}`);
        }
      },
      isRemoved: (nonce, file) => files.has(`${nonce}/`) && !files.has(`${nonce}/${file}`),
    },
    cancel() {
      clock.after(0, () => {
        cancelledAt ??= clock.now();
        cancelled.abort();
      });
    },
    kill() {
      isAlive = false;
    },
    isAlive: () => isAlive,
    did: does,
  };
  return step;
}

/** The random part of a start's marker, where the test says nothing else. */
export const NONCE = '0123456789abcdef';

/** Runs main as its action does. A fault of its own rejects, after the process has said what it says then. */
export async function runMain(
  step: FakeStep,
  harness: FakeHarness,
  run: { readonly inputs: Partial<RunInputs>; readonly nonce?: string | undefined },
): Promise<Verdict> {
  const inputs = runInputs(run.inputs);
  const connection = connect(step, { ...inputs, matrixSize: inputs.leg.total }, harness.open(step.name, step.isAlive));
  const postState = newPostState(inputs, { nonce: run.nonce ?? NONCE, now: step.clock.now() });
  try {
    return await runPipeline(openSession(step, connection, postState), inputs);
  } catch (error) {
    if (error instanceof OwnFault) {
      step.fault(error);
    }
    throw error;
  }
}

/** Runs post as its action does. @returns the summary that it shows. */
export async function runPost(
  step: FakeStep,
  harness: FakeHarness,
  state: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const saved = postStateIn(state);
  if (saved === undefined) {
    return undefined;
  }
  const postState = applyPatch(saved, step.folder.read(saved.nonce, 'patch.json') ?? '');
  const connection = connect(step, connectOptionsOf(postState), harness.open(step.name, step.isAlive));
  return summaryFor({ step, postState, connection });
}

/** The post state in a state, when there is one. */
export function postStateIn(state: ReadonlyMap<string, string>): PostState | undefined {
  return parsePostState(state.get(POST_STATE) ?? '');
}
