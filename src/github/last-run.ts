/** When this workflow ran the last time, according to GitHub's list of its runs. */
import { at, list, text, integer } from '../base/shape.ts';
import { malformedResponse } from './errors.ts';

/** Asks GitHub's API about the own repository. @returns the answer, unchecked. Throws what octokit throws. */
export type AskGitHub = (route: string, parameters: Readonly<Record<string, unknown>>) => Promise<unknown>;

/** A run's place in time. */
export interface RunMoment {
  readonly number: number;
  /** ms since 1970: of its first attempt. A later moment could hide what a later attempt did not search for. */
  readonly createdAt: number;
}

/** This workflow's own run, and the one before it; undefined for its first. */
export interface LastRun {
  readonly own: RunMoment;
  readonly previous: RunMoment | undefined;
}

const RUN = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}';

/**
 * This very run. Needs `actions: read`. `GET /repos/{owner}/{repo}/actions/runs/{run_id}`
 *
 * @throws what `ask` throws; `malformedResponse` when an answer is not GitHub's.
 */
export async function thisRun(ask: AskGitHub, runId: string): Promise<RunMoment> {
  const own = momentOf(await ask(RUN, { run_id: runId }));
  if (own === undefined) {
    throw malformedResponse();
  }
  return own;
}

/**
 * The previous run is the newest with a lower number, whatever became of it and whoever started it.
 *
 * Needs `actions: read`. `GET /repos/{owner}/{repo}/actions/runs/{run_id}`, and `…/actions/workflows/{workflow_id}/runs`,
 * newest first; its filter `created` keeps off the page what came after a run that is run again.
 *
 * @throws what `ask` throws; `malformedResponse` when an answer is not GitHub's.
 */
export async function lastRun(ask: AskGitHub, runId: string): Promise<LastRun> {
  const answer = await ask(RUN, { run_id: runId });
  const own = momentOf(answer);
  const workflow = integer(at(answer, 'workflow_id'));
  if (own === undefined || workflow === undefined) {
    throw malformedResponse();
  }
  const runs = await ask('GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs', {
    workflow_id: workflow,
    created: `<=${new Date(own.createdAt).toISOString().slice(0, 19)}Z`,
    per_page: 100,
  });
  if (!Array.isArray(at(runs, 'workflow_runs'))) {
    throw malformedResponse(); // Taken for an empty list it would hide all that happened since.
  }
  const earlier = list(at(runs, 'workflow_runs'))
    .flatMap((run) => momentOf(run) ?? [])
    .filter(({ number }) => number < own.number);
  return { own, previous: earlier.toSorted((one, other) => other.number - one.number)[0] };
}

function momentOf(run: unknown): RunMoment | undefined {
  const number = integer(at(run, 'run_number'));
  const createdAt = Date.parse(text(at(run, 'created_at')) ?? '');
  return number === undefined || Number.isNaN(createdAt) ? undefined : { number, createdAt };
}
