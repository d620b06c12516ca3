/** The end of a step: from the end of the execution, or the poll that sees it, to the exit of the process. */
import { startGitHub } from '../__tests__/support/github-api.ts';
import { openDelay, openDistantSimulator } from './distance.ts';
import type { Part } from './part.ts';
import { start } from './process.ts';
import { medianOf } from './statistics.ts';
import { figure } from './table.ts';

const DISTANCE = { roundTrip: 80, serverTime: 0 };
const RUNS = 7;
/** ms: the goals of a green run, with a graph or without, and of a red one with everything that it can report. */
const GREEN = 2000;
const RED = 626;

interface Kind {
  readonly name: string;
  readonly pipeline: string;
  /** Whether Harness shows no graph. */
  readonly hidesGraph?: true;
  /** Whether a pull request gets a comment and a commit status. */
  readonly hasPullRequest?: true;
  /** ms */
  readonly goal?: number;
}

const KINDS: readonly Kind[] = [
  { name: 'green', pipeline: 'green', goal: GREEN },
  { name: 'green, Harness shows no graph', pipeline: 'green', hidesGraph: true, goal: GREEN },
  { name: 'red, with the log of the failed step', pipeline: 'red' },
  { name: 'red, with two logs, comment and commit status', pipeline: 'matrix', hasPullRequest: true, goal: RED },
];

export const ending: Part = {
  about: `From the answer that shows the end to the exit of the process, at a round trip of ${DISTANCE.roundTrip} ms`,
  async measure() {
    const rows: string[][] = [];
    const data: Record<string, unknown> = {};
    for (const kind of KINDS) {
      const times: number[] = [];
      for (let run = 0; run < RUNS; run++) {
        times.push(await measureEnding(kind));
      }
      data[kind.name] = times;
      const ms = medianOf(times);
      const { goal } = kind;
      rows.push([
        kind.name,
        figure(ms),
        ...(goal === undefined ? ['', ''] : [figure(goal), ms <= goal ? 'met' : 'missed']),
      ]);
    }
    const head = ['Run', 'End seen to exit, ms', 'Goal, ms', ''];
    return { tables: [{ title: `Median of ${RUNS}`, head, rows }], data };
  },
};

const SHA = 'b'.repeat(40);
const PULL_REQUEST = {
  name: 'pull_request',
  payload: { number: 5, repository: { private: true }, pull_request: { number: 5, head: { sha: SHA } } },
};

async function measureEnding({ pipeline, hidesGraph, hasPullRequest }: Kind): Promise<number> {
  const { simulator, url, env: trusting, openedAt, close } = await openDistantSimulator(DISTANCE);
  const github = await startGitHub({ tokens: { ghs_token: 'github-actions[bot]' } });
  const distantGitHub = await openDelay(github.port, {
    connecting: DISTANCE.roundTrip,
    sending: DISTANCE.roundTrip / 2,
    answering: DISTANCE.roundTrip / 2,
  });
  if (hidesGraph === true) {
    const hide = (truth: unknown): string =>
      JSON.stringify(truth, (name, value: unknown) => (name === 'executionGraph' ? null : value));
    simulator.fault({ on: 'graph', times: 100, do: { kind: 'replace', body: hide } });
  }
  const inputs = {
    'api-key': simulator.apiKey,
    'base-url': url,
    project: 'shop',
    pipeline,
    logs: 'failed',
    'fail-step': 'false',
    ...(hasPullRequest === true ? { comment: 'always', 'commit-status': 'harness/deploy' } : {}),
  };
  const env = { ...trusting, GITHUB_API_URL: `http://127.0.0.1:${distantGitHub.port}`, GITHUB_SHA: SHA };
  const job = hasPullRequest === true ? { event: PULL_REQUEST } : {};
  const { code } = await start({ action: '.', inputs, env, job }).done;
  const exited = Date.now();
  const seen = simulator.requests.find(({ kind }) => kind === 'read')?.at;
  const isReported = hasPullRequest !== true || (github.comments.length === 1 && github.statuses.length > 1);
  await Promise.all([close(), distantGitHub.close(), github.close()]);
  if (code !== 0 || seen === undefined || !isReported) {
    throw new Error(`${pipeline} ended with ${code}${isReported ? '' : ' and without a report on the pull request'}`);
  }
  return exited - (openedAt + seen) - DISTANCE.roundTrip / 2;
}
