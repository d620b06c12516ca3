/** The run that this step belongs to, as GitHub's variables and the event file describe it; any of it may be missing or wrong. */
import { at, isObject, text, integer } from '../base/shape.ts';

/** What is known of the workflow run. Unknown parts are empty. */
export interface Workflow {
  /** `owner/name` */
  readonly repository: string;
  readonly runId: string;
  readonly attempt: number;
  readonly job: string;
  /**
   * What names the job within the run, calls of a reusable workflow among it: ACTIONS_ORCHESTRATION_ID (runner 2.331 and
   * later) without the plan id before the first dot, which differs for each attempt. One attempt may have it and the next may not.
   */
  readonly orchestration: string;
  /** The step's id, or the name that the runner made for it. */
  readonly step: string;
  readonly event: string;
  /** Who began the run. */
  readonly actor: string;
  readonly sha: string;
  readonly ref: string;
  /** The page of this very attempt; empty when the run is not known. */
  readonly url: string;
  readonly apiUrl: string;
  /** Folder for files that live as long as the job. */
  readonly temp: string;
  /** Why GitHub gives this run no secrets, when it does not. */
  readonly withoutSecrets?: 'fork' | 'dependabot' | undefined;
  /** Unless the event says that the repository is private or internal. */
  readonly isPublic: boolean;
  /** ms since 1970 at or after which the run began; undefined when the event does not say. */
  readonly beganAt?: number | undefined;
  /** The event's payload, unchecked. */
  readonly payload: unknown;
}

/**
 * @param env GitHub's variables
 * @param readFile the content of a file, such as the one that GITHUB_EVENT_PATH names; may throw
 */
export function readWorkflow(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): Workflow {
  const get = (name: string): string => env[name] ?? '';
  const payload = readPayload(get('GITHUB_EVENT_PATH'), readFile);
  const repository = get('GITHUB_REPOSITORY');
  const runId = get('GITHUB_RUN_ID');
  const attempt = integer(get('GITHUB_RUN_ATTEMPT')) ?? 1;
  const server = get('GITHUB_SERVER_URL') === '' ? 'https://github.com' : get('GITHUB_SERVER_URL');
  const isFork =
    at(payload, 'pull_request', 'head', 'repo', 'fork') === true ||
    (isObject(at(payload, 'pull_request')) &&
      text(at(payload, 'pull_request', 'head', 'repo', 'full_name')) !== repository);
  // The one event of a fork's pull request that runs with the secrets of the repository.
  const hasSecrets = get('GITHUB_EVENT_NAME') === 'pull_request_target';
  return {
    repository,
    runId,
    attempt: Math.max(1, attempt),
    job: get('GITHUB_JOB'),
    orchestration: /^[^.]*\.(.+)$/s.exec(get('ACTIONS_ORCHESTRATION_ID'))?.[1] ?? '',
    step: get('GITHUB_ACTION'),
    event: get('GITHUB_EVENT_NAME'),
    actor: get('GITHUB_ACTOR'),
    sha: get('GITHUB_SHA'),
    ref: get('GITHUB_REF'),
    url:
      repository === '' || runId === ''
        ? ''
        : `${server}/${repository}/actions/runs/${runId}${attempt > 1 ? `/attempts/${attempt}` : ''}`,
    apiUrl: get('GITHUB_API_URL') === '' ? 'https://api.github.com' : get('GITHUB_API_URL'),
    temp: get('RUNNER_TEMP'),
    withoutSecrets:
      get('GITHUB_ACTOR') === 'dependabot[bot]' ? 'dependabot' : isFork && !hasSecrets ? 'fork' : undefined,
    isPublic:
      at(payload, 'repository', 'private') !== true &&
      !['private', 'internal'].includes(text(at(payload, 'repository', 'visibility')) ?? ''),
    beganAt: eventTime(get('GITHUB_EVENT_NAME'), payload),
    payload,
  };
}

/** Where the payload of an event holds the moment of that event by GitHub's clock; it is the same on every attempt. */
const EVENT_TIMES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  push: [['repository', 'pushed_at']],
  pull_request: [['pull_request', 'updated_at']],
  pull_request_target: [['pull_request', 'updated_at']],
  pull_request_review: [['review', 'submitted_at']],
  issue_comment: [
    ['comment', 'updated_at'],
    ['comment', 'created_at'],
  ],
  workflow_run: [['workflow_run', 'updated_at']],
  check_run: [['check_run', 'completed_at']],
  check_suite: [['check_suite', 'updated_at']],
  release: [['release', 'published_at']],
  deployment: [['deployment', 'created_at']],
};

/** @returns ms since 1970; undefined when the payload does not say. A push has seconds since 1970, everything else ISO 8601. */
function eventTime(event: string, payload: unknown): number | undefined {
  const times = (Object.hasOwn(EVENT_TIMES, event) ? (EVENT_TIMES[event] ?? []) : []).map((path) => {
    const value = at(payload, ...path);
    return typeof value === 'number' ? value * 1000 : Date.parse(text(value) ?? '');
  });
  return times.find((time) => Number.isFinite(time) && time > 0);
}

function readPayload(path: string, readFile: (path: string) => string): unknown {
  try {
    return path === '' ? undefined : JSON.parse(readFile(path));
  } catch {
    return undefined; // Nothing that this program must do depends on the event.
  }
}
