/**
 * A small GitHub runner: it runs an action of this repository through its action.yml, as whole processes, the way the
 * real runner does. Commands, masks and limits are the real ones; what the runner would refuse fails here, too.
 * A job has one step. Linux and macOS; left-over processes are found on Linux alone.
 */
import { rmSync } from 'node:fs';

import { type Context, inputVariables, readActionFile, resolveInputs } from './action.ts';
import { createJobPlace, type JobOptions } from './environment.ts';
import type { CommandFiles } from './files.ts';
import { createMasks } from './lines.ts';
import { type Phase, type RunningPhase, startPhase } from './phase.ts';
import { killTracked } from './process.ts';

export type { Phase, RunningPhase };

export interface StepOptions extends JobOptions {
  /** The folder of the action.yml, relative to the repository's root or absolute. */
  readonly action?: string;
  readonly with?: Readonly<Record<string, string>>;
  /** More or other environment variables; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** What the expressions in the action's defaults find, such as `'strategy.job-index': '3'`. */
  readonly context?: Context;
  /** Secrets of the repository, which the runner hides. */
  readonly secrets?: readonly string[];
  /** The Node binary; by default the one that runs the tests. */
  readonly node?: string;
  /** Container hooks on Kubernetes: the command files of a phase that fails are lost. */
  readonly isHooked?: boolean;
  /** Called with the command files of main before its process begins. */
  readonly prepare?: (files: CommandFiles) => void;
}

export interface PostOptions {
  /** Inputs that post finds. Post must not depend on them, so they are wrong unless a test says otherwise. */
  readonly inputs?: 'wrong' | 'empty' | 'same';
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Called with the command files of post before its process begins. */
  readonly prepare?: (files: CommandFiles) => void;
}

export interface Step extends RunningPhase {
  /** RUNNER_TEMP; it goes away with `endAll`. */
  readonly temp: string;
  readonly workspace: string;
  /** Starts post with the state that main has left by now. Main may still run. */
  startPost(options?: PostOptions): RunningPhase;
  post(options?: PostOptions): Promise<Phase>;
}

const DEFAULT_CONTEXT: Context = {
  'github.token': 'ghs_token-of-the-job',
  'strategy.job-index': '0',
  'strategy.job-total': '1',
};

/** How to end each step of this test file and remove its folder. */
const openSteps = new Set<() => Promise<void>>();

/** Starts main at once. Throws when the action.yml cannot be run. */
export function startStep(options: StepOptions = {}): Step {
  const action = readActionFile(options.action ?? '.');
  const given = options.with ?? {};
  const inputs = resolveInputs(action, { given, context: { ...DEFAULT_CONTEXT, ...options.context } });
  const place = createJobPlace(options);
  const { temp, workspace, trackingId } = place;
  const job = { temp, workspace, trackingId, masks: createMasks(), isHooked: options.isHooked ?? false };
  for (const secret of options.secrets ?? []) job.masks.add(secret);
  const node = options.node ?? process.execPath;
  const started: RunningPhase[] = [];

  const mainEnv = { ...place.env, ...inputVariables(inputs), ...options.env };
  const main = startPhase({ ...job, node, script: action.main, isPost: false, env: mainEnv, prepare: options.prepare });
  started.push(main);
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(action.defaults, name)) continue;
    main.warn(`Unexpected input(s) '${name}', valid inputs are ['${Object.keys(action.defaults).join("', '")}']`);
  }

  function startPost({ inputs: kind = 'wrong', env, prepare }: PostOptions = {}): RunningPhase {
    if (action.post === undefined) throw new Error(`${options.action ?? '.'} has no post step`);
    const found = mapValues(inputs, (value) => ({ wrong: 'not what main was given', empty: '', same: value })[kind]);
    const state = Object.entries(main.stateByNow()).map(([name, value]) => [`STATE_${name}`, value] as const);
    const postEnv = { ...mainEnv, ...inputVariables(found), ...Object.fromEntries(state), ...env };
    const post = startPhase({ ...job, node, script: action.post, isPost: true, env: postEnv, prepare });
    started.push(post);
    return post;
  }
  openSteps.add(async () => {
    for (const phase of started) phase.kill();
    await killTracked(trackingId);
    await Promise.all(started.map((phase) => phase.exited));
    rmSync(place.home, { recursive: true, force: true, maxRetries: 3 });
  });
  return { ...main, temp, workspace, startPost, post: (postOptions) => startPost(postOptions).done };
}

/** Runs main to its end and then post. */
export async function runAction(options?: StepOptions): Promise<{ main: Phase; post: Phase }> {
  const step = startStep(options);
  const main = await step.done;
  return { main, post: await step.post() };
}

/** Ends what still runs of every step so far, left-over processes too, and removes their folders. For `afterEach`. */
export async function endAll(): Promise<void> {
  const ends = [...openSteps];
  openSteps.clear();
  await Promise.all(ends.map((end) => end()));
}

function mapValues(
  record: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)] as const));
}
