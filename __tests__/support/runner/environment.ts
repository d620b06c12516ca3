import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a job of the imagined repository acme/shop, workflow run 77, looks like from inside. */
export interface JobOptions {
  /** An existing folder for GITHUB_WORKSPACE; by default an empty one. */
  readonly workspace?: string;
  /** A payload that is a string is written as it is, so that it can be nonsense. */
  readonly event?: { readonly name?: string; readonly payload?: unknown };
  readonly attempt?: number;
  readonly runId?: string;
  /** The job's id in the workflow. */
  readonly job?: string;
  /** GITHUB_ACTION. */
  readonly stepId?: string;
}

export interface JobPlace {
  /** The folder of everything below; it goes away with the job. */
  readonly home: string;
  /** RUNNER_TEMP. */
  readonly temp: string;
  readonly workspace: string;
  readonly trackingId: string;
  /** The whole environment of a step but for inputs, state and command files. Nothing of the parent's but what the system needs. */
  readonly env: Readonly<Record<string, string>>;
}

const PUSH = {
  ref: 'refs/heads/main',
  repository: { full_name: 'acme/shop', private: true, default_branch: 'main' },
  sender: { login: 'jdoe' },
};
const SYSTEMS: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' };
const SHA = '5f1c0ffee0ddba11ad5f1c0ffee0ddba11ad5f1c';

/** What a process of Node needs of the system: without SystemRoot it has no sockets on Windows. */
export const SYSTEM_ENV: Readonly<Record<string, string>> = Object.fromEntries(
  ['PATH', 'SystemRoot'].flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
);

/** Makes the folders of a job. GitHub's API address is a closed port, so that nothing leaves the machine by accident. */
export function createJobPlace(options: JobOptions): JobPlace {
  const home = mkdtempSync(join(tmpdir(), 'run-harness-'));
  const temp = join(home, '_temp');
  const workspace = options.workspace ?? join(home, 'shop');
  for (const folder of [temp, workspace]) mkdirSync(folder, { recursive: true });
  const payload = options.event?.payload ?? PUSH;
  const eventPath = join(temp, 'event.json');
  writeFileSync(eventPath, typeof payload === 'string' ? payload : JSON.stringify(payload));
  const trackingId = `github_${randomUUID()}`;
  const env = {
    ...SYSTEM_ENV,
    HOME: home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: options.stepId ?? 'harness',
    GITHUB_ACTION_REF: 'v1',
    GITHUB_ACTION_REPOSITORY: 'acme/run-harness-pipeline',
    GITHUB_ACTOR: 'jdoe',
    GITHUB_ACTOR_ID: '1001',
    GITHUB_API_URL: 'http://127.0.0.1:9',
    GITHUB_BASE_REF: '',
    GITHUB_EVENT_NAME: options.event?.name ?? 'push',
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_GRAPHQL_URL: 'http://127.0.0.1:9/graphql',
    GITHUB_HEAD_REF: '',
    GITHUB_JOB: options.job ?? 'deploy',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_PROTECTED: 'false',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REPOSITORY: 'acme/shop',
    GITHUB_REPOSITORY_ID: '2002',
    GITHUB_REPOSITORY_OWNER: 'acme',
    GITHUB_REPOSITORY_OWNER_ID: '3003',
    GITHUB_RETENTION_DAYS: '90',
    GITHUB_RUN_ATTEMPT: String(options.attempt ?? 1),
    GITHUB_RUN_ID: options.runId ?? '4077',
    GITHUB_RUN_NUMBER: '77',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: SHA,
    GITHUB_TRIGGERING_ACTOR: 'jdoe',
    GITHUB_WORKFLOW: 'Release',
    GITHUB_WORKFLOW_REF: 'acme/shop/.github/workflows/release.yml@refs/heads/main',
    GITHUB_WORKFLOW_SHA: SHA,
    GITHUB_WORKSPACE: workspace,
    RUNNER_ARCH: arch().toUpperCase(),
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_NAME: 'GitHub Actions 1',
    RUNNER_OS: SYSTEMS[process.platform] ?? process.platform,
    RUNNER_TEMP: temp,
    RUNNER_TOOL_CACHE: join(home, '_tool'),
    RUNNER_TRACKING_ID: trackingId,
    RUNNER_WORKSPACE: home,
  };
  return { home, temp, workspace, trackingId, env };
}
