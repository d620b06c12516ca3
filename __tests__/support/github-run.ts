/** A run that writes to the GitHub of the tests: whose tokens there are, which event it has, what its comment says. */
import type { Clock } from '../../src/base/clock.ts';
import { openGitHub } from '../../src/github/github.ts';
import { writeMark } from '../../src/report/mark.ts';
import { readWorkflow, type Workflow } from '../../src/runner/workflow.ts';
import {
  type GitHubApi,
  type GitHubFault,
  type GitHubOptions,
  type ReceivedRequest,
  startGitHub,
} from './github-api.ts';
import { LIST } from './reports.ts';

export const BOT = 'github-actions[bot]';
export const [JOB, APP, PERSON] = ['ghs_job', 'ghs_app', 'ghp_person'] as const;
export const HEAD = 'a'.repeat(40);
export const MERGE = 'b'.repeat(40);

/** To be closed when a test is over. */
export const open: { close(): Promise<void> }[] = [];
/** Closes what the tests opened. */
export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((one) => one.close()));
}

/** @returns a GitHub with these three tokens. */
export async function gitHub(more: Partial<GitHubOptions> = {}): Promise<GitHubApi> {
  const api = await startGitHub({ tokens: { [JOB]: BOT, [APP]: 'harness[bot]', [PERSON]: 'jdoe' }, ...more });
  open.push(api);
  return api;
}

/** A clock whose pauses take no time, and that notes them. */
export function recordingClock(): Clock & { readonly pauses: number[] } {
  let now = 1_771_000_000_000;
  const pauses: number[] = [];
  return {
    pauses,
    now: () => now,
    random: () => 0.5,
    sleep: (ms) => {
      pauses.push(ms);
      now += ms;
      return Promise.resolve();
    },
  };
}

/** A run for a pull request, unless said otherwise. */
export function workflow(more: Partial<Workflow> = {}): Workflow {
  const env = {
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_RUN_ID: '77',
    GITHUB_JOB: 'deploy',
    GITHUB_ACTION: 'harness',
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_SHA: MERGE,
    GITHUB_REF: 'refs/pull/5/merge',
  };
  const payload = { pull_request: { number: 5, head: { sha: HEAD, repo: { full_name: 'acme/shop' } } } };
  return { ...readWorkflow(env, () => '{}'), payload, ...more };
}

/** How a test runs it. */
export interface Run extends Partial<Workflow> {
  readonly token?: string;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  readonly limit?: number;
  readonly pullRequest?: number;
}

/** Opens the way to it, as a run does. */
export function opened(
  api: GitHubApi,
  { token = JOB, clock = recordingClock(), signal, limit, pullRequest, ...run }: Run = {},
) {
  return openGitHub({
    token,
    apiUrl: api.url,
    workflow: workflow(run),
    clock,
    signal: signal ?? new AbortController().signal,
    pullRequest,
    ...(limit === undefined ? {} : { limit }),
  });
}

/** The comment of a run: its mark, then its words. */
export function textOf(
  words: string,
  run: Partial<Workflow> & { readonly isRed?: boolean; readonly label?: string } = {},
): string {
  const { isRed = false, label = '', ...rest } = run;
  const verdict = { status: 'succeeded', isRed, headline: '' } as const;
  return `${writeMark({ listUrl: LIST, verdict }, workflow(rest), { label, leg: '0/1' })}\n${words}`;
}

export const bodies = (api: GitHubApi): string[] => api.comments.map(({ body }) => body);
export const writes = (api: GitHubApi): string[] => api.routes().filter((route) => !/^GET|graphql$/.test(route));
export const once = (when: (request: ReceivedRequest) => boolean, fault: GitHubFault): GitHubApi['before'] => {
  let isOver = false;
  return (request) => {
    if (isOver || !when(request)) return undefined;
    isOver = true;
    return fault;
  };
};
export const isCreation = ({ method, path }: ReceivedRequest): boolean =>
  method === 'POST' && path.endsWith('/comments');
export const isList = ({ method, path }: ReceivedRequest): boolean => method === 'GET' && path.endsWith('/comments');
