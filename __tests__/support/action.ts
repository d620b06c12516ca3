/** What the tests of the further actions have in common: a simulator with executions in it, and a GitHub that answers the job. */
import type { GetInput } from '../../src/inputs/form.ts';
import { type Simulator, startSimulator, type SimulatorOptions } from '../../src/simulator/simulator.ts';
import { type GitHubApi, type GitHubOptions, startGitHub } from './github-api.ts';
import { entriesOf } from './readme.ts';
import { endAll, type Phase, startStep, type StepOptions } from './runner/runner.ts';

const open: { close(): Promise<void> }[] = [];

/** Ends everything that a test opened. For `afterEach`. */
export async function closeAll(): Promise<void> {
  await endAll();
  await Promise.all(open.splice(0).map((one) => one.close()));
}

export interface Setup {
  readonly simulator: Simulator;
  /** The inputs that say where it is. */
  readonly where: Readonly<Record<string, string>>;
}

/** Starts a simulator. */
export async function openSetup(options: SimulatorOptions = {}): Promise<Setup> {
  const simulator = await startSimulator(options);
  open.push(simulator);
  return { simulator, where: { 'api-key': simulator.apiKey, 'base-url': simulator.url, project: 'shop' } };
}

/** Starts a GitHub that knows the job's token. */
export async function openGitHubApi(permissions: GitHubOptions['permissions'] = []): Promise<GitHubApi> {
  const api = await startGitHub({ tokens: { 'ghs_token-of-the-job': 'github-actions[bot]' }, permissions });
  open.push(api);
  return api;
}

/** Runs main of an action to its end. */
export function runMain(options: StepOptions): Promise<Phase> {
  return startStep(options).done;
}

/** The page of an execution, as a browser shows it. */
export function pageOf({ url, account }: Simulator, pipeline: string, execution: string): string {
  return `${url}/ng/account/${account}/all/orgs/default/projects/shop/pipelines/${pipeline}/executions/${execution}/pipeline`;
}

/** The kinds of the requests that were made, in their order. */
export function kindsOf({ requests }: Simulator): string[] {
  return requests.map(({ kind }) => kind);
}

/** The names of the inputs that the one error annotation complains about, in its order. */
export function wrongInputs({ annotations }: Phase): string[] {
  const [{ message } = { message: '' }, ...others] = annotations;
  const [head = '', ...lines] = message.split('\n');
  if (others.length > 0 || !/^\d+ problems? in this step's inputs/.test(head))
    throw new Error(JSON.stringify(annotations));
  return lines.map((line) => /^ {2}([\w-]+) {2,}/.exec(line)?.[1] ?? line);
}

/** The inputs or outputs that an action.yml declares, sorted. Each must have a description that ends with an example. */
export function declaredIn(action: string, section: 'inputs' | 'outputs'): string[] {
  return entriesOf(action, section)
    .map(({ name, description }) => (/`[^`]+`\s*$/.test(description) ? name : `${name}, without an example`))
    .toSorted();
}

/** The inputs that an action asks for, sorted. */
export function inputsReadBy(read: (get: GetInput) => unknown): string[] {
  const names = new Set<string>();
  try {
    read((name) => {
      names.add(name);
      return '';
    });
  } catch {
    // Nothing is given, so that something is missing.
  }
  return [...names].toSorted();
}
