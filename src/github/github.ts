/**
 * GitHub's API: the sticky comment, the commit status, the list of runs. Nothing here may fail the step, so every failure
 * comes back as one sentence. Loading this module loads @actions/github, which reads the event file: a caller imports it when it is needed.
 */
import { at } from '../base/shape.ts';
import { oneLine } from '../base/text.ts';
import { unicode } from '../base/unicode.ts';
import type { StatusUpdate } from '../report/commit-status.ts';
import { readMark } from '../report/mark.ts';
import { type Api, type ApiOptions, attempt } from './api.ts';
import { commentsOf, type Existing, existing, numberOf } from './comments.ts';
import { malformedResponse } from './errors.ts';
import { type AskGitHub, type LastRun, lastRun, type RunMoment, thisRun } from './last-run.ts';
import { commit, type CommitSource, commitSource, subjectOf } from './pull-request.ts';
import { type CommentOrder, writeSticky } from './sticky.ts';

interface GitHubOptions extends ApiOptions {
  /** Number of the pull request that the author named; undefined to take it from the event. */
  readonly pullRequest?: number | undefined;
}

interface StatusOrder extends StatusUpdate {
  /** The name that branch rules know it by. */
  readonly context: string;
  /** The page it links to. */
  readonly url: string;
}

/** Who writes says nothing when all is well, also when the event belongs to no pull request; else one sentence for a warning. */
export interface GitHub {
  /**
   * Reads what writing the comment will ask first: the comments that are there, and, where a new one is wanted, whose the token is.
   * What fails is asked again then.
   */
  expectComment(isNewWanted: boolean): void;
  comment(order: Omit<CommentOrder, 'mark'>): Promise<string | undefined>;
  commitStatus(order: StatusOrder): Promise<string | undefined>;
  /** This workflow's own run and the one before it, or one sentence why they are not known. */
  lastRun(): Promise<LastRun | string>;
  /** This very run, or one sentence why it is not known. */
  thisRun(): Promise<RunMoment | string>;
}

/** Opens the way to GitHub. */
export function openGitHub(options: GitHubOptions): GitHub {
  const { workflow, pullRequest } = options;
  const subject = subjectOf(workflow, pullRequest);
  const comment = { what: 'Could not write the pull request comment', permission: 'pull-requests: write' };
  let expected: Promise<Existing | string> | undefined;
  const readRuns = <T>(what: string, read: (ask: AskGitHub, runId: string) => Promise<T>): Promise<T | string> =>
    attempt(options, {
      what,
      permission: 'actions: read',
      work: (api) => read(async (...request) => (await api.send(...request)).data, workflow.runId),
    });
  return {
    expectComment(isNewWanted) {
      if (subject !== undefined) {
        expected = attempt(options, { ...comment, work: (api) => existing(api, subject, isNewWanted) });
      }
    },
    async comment(order) {
      const mark = readMark(order.text);
      return mark === undefined || subject === undefined
        ? undefined
        : await attempt(options, {
            ...comment,
            work: async (api) => {
              const found = await expected;
              const known = typeof found === 'string' ? undefined : found;
              const number = known === undefined ? await numberOf(api, subject) : known.number;
              if (number !== undefined) {
                await writeSticky(commentsOf(api, number, known?.self), { ...order, mark }, known?.listed);
              }
              return undefined;
            },
          });
    },
    async commitStatus(order) {
      const what = 'Could not set the commit status';
      const source = commitSource(workflow, pullRequest);
      return source === undefined
        ? `${what}: the event names no commit to set it on. Specify the pull request in pull-request.`
        : await attempt(options, {
            what,
            permission: 'statuses: write',
            work: (api) => setStatus(api, source, order),
          });
    },
    lastRun: () => readRuns("Could not find this workflow's previous run", lastRun),
    thisRun: () => readRuns('Could not read when this run started', thisRun),
  };
}

async function setStatus(
  api: Api,
  source: CommitSource,
  { state, description, context, url }: StatusOrder,
): Promise<undefined> {
  await api.send('POST /repos/{owner}/{repo}/statuses/{sha}', {
    sha: await shaOf(api, source),
    state,
    context,
    description: oneLine(withinFirstPlane(description), 140),
    ...(/^https?:\/\//.test(url) ? { target_url: url } : {}),
  });
}

const EMOJI = unicode(
  String.raw`(?=[\u{10000}-\u{10FFFF}])[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}] ?`,
  'gu',
);

/** GitHub refuses descriptions with characters of four bytes: emoji are left out, others become question marks. */
function withinFirstPlane(description: string): string {
  return description.replace(EMOJI(), '').replace(/[\u{10000}-\u{10FFFF}]/gu, '?');
}

/** @returns the commit itself; for a pull request `GET /repos/{owner}/{repo}/pulls/{number}` gives it. */
async function shaOf(api: Api, source: CommitSource): Promise<string> {
  if ('sha' in source) {
    return source.sha;
  }
  const { data } = await api.send('GET /repos/{owner}/{repo}/pulls/{pull_number}', { pull_number: source.number });
  const sha = commit(at(data, 'head', 'sha'));
  if (sha === undefined) {
    throw malformedResponse();
  }
  return sha;
}
