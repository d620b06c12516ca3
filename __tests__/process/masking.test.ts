/**
 * Secrets through whole processes: what a step of each kind is given and Harness repeats everywhere is not left in log,
 * annotations, summary, comment and commit status. One value for each with every run of the tests; `MASKING=20` takes more.
 */
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';

import { looksRandom } from '../../src/base/looks-random.ts';
import type { Fault, RequestKind } from '../../src/simulator/simulator.ts';
import { closeAll, openGitHubApi, openSetup } from '../support/action.ts';
import type { GitHubApi } from '../support/github-api.ts';
import { leaksIn, secret } from '../support/masking.ts';
import { poison } from '../support/poison.ts';
import { arrived } from '../support/rig.ts';
import { type Phase, startStep, type Step, type StepOptions } from '../support/runner/runner.ts';

afterAll(closeAll);

const RUNS = Number(process.env['MASKING'] ?? 1);
const values = fc.sample(
  // Random ones, which are taken out of comments whatever the input's name is.
  secret.filter((value) => value.length >= 40 && looksRandom(value)),
  RUNS,
);

const PAYLOAD = {
  repository: { private: true },
  pull_request: { number: 7, head: { ref: 'feature', sha: 'a'.repeat(40) } },
};

interface Played {
  readonly phases: readonly Phase[];
  readonly github: GitHubApi;
}

/** Everything that people see, after GitHub has masked what it masks. */
function pagesOf({ phases, github }: Played) {
  return {
    log: phases.map(({ log }) => log).join('\n'),
    annotations: phases.flatMap(({ annotations }) => annotations.map(({ message }) => message)).join('\n'),
    summary: phases.map(({ summary }) => summary).join('\n'),
    comment: github.comments.map(({ body }) => body).join('\n'),
    status: github.statuses.map(({ description }) => description).join('\n'),
  };
}

interface Scene {
  readonly name: string;
  readonly action: string;
  readonly with: (value: string) => Readonly<Record<string, string>>;
  /** What Harness says, with the value in it. */
  readonly faults: (text: string) => readonly Fault[];
  /** Main is killed at its first read, and post has the last word. */
  readonly isKilled?: boolean;
}

const inputs = (value: string): string => stringify({ image_tag: value, api_token: value }, { lineWidth: 0 });

const saying = (...kinds: RequestKind[]): Scene['faults'] => {
  return (text) => poison(kinds, text);
};

const SCENES: readonly Scene[] = [
  {
    name: 'the root action',
    action: '.',
    with: (value) => ({ pipeline: 'red', inputs: inputs(value), notes: value, logs: 'failed' }),
    faults: saying('read', 'graph', 'log'),
  },
  {
    name: 'a post step that finishes what main could not',
    action: '.',
    with: (value) => ({ pipeline: 'slow', inputs: inputs(value), notes: value }),
    faults: saying('read'),
    isKilled: true,
  },
  {
    name: 'trigger, its payload as JSON',
    action: 'trigger',
    with: (value) => ({ payload: JSON.stringify({ deploy: { password: value } }), pipeline: 'red' }),
    faults: saying('read', 'graph', 'log'),
  },
  {
    name: 'trigger, its payload as YAML',
    action: 'trigger',
    with: (value) => ({ payload: stringify({ deploy: { password: value } }, { lineWidth: 0 }), pipeline: 'red' }),
    faults: saying('read', 'graph', 'log'),
  },
  {
    name: 'firstgen',
    action: 'firstgen',
    with: (value) => ({ workflow: 'inputs', application: 'Shop', variables: `image_tag: ${JSON.stringify(value)}` }),
    // Its answers name nothing that people read, but a refusal does.
    faults: (text) => [
      {
        on: 'firstgen',
        from: 4,
        times: Infinity,
        do: { kind: 'status', status: 403, code: 'ACCESS_DENIED', message: text },
      },
    ],
  },
];

async function play({ action, with: given, faults, isKilled }: Scene, value: string): Promise<Played> {
  const [{ simulator, where }, github] = await Promise.all([
    openSetup({ speed: isKilled === true ? 1 : 1000 }),
    openGitHubApi(['pull-requests: write', 'statuses: write']),
  ]);
  const template = `pipeline:
  identifier: any
  variables: [{ name: image_tag, type: String, value: <+input> }, { name: api_token, type: String, value: <+input> }]
`;
  const answer = { status: 'SUCCESS', data: { inputSetTemplateYaml: template } };
  simulator.fault({ on: 'template', times: Infinity, do: { kind: 'replace', body: () => answer } });
  faults(`words ${value} and more`).forEach(simulator.fault);
  const { pipeline = '', ...more } = given(value);
  const options: StepOptions = {
    action,
    secrets: [value],
    event: { name: 'pull_request', payload: PAYLOAD },
    env: { GITHUB_API_URL: github.url, GITHUB_REF: 'refs/pull/7/merge' },
    with: {
      'api-key': simulator.apiKey,
      'base-url': simulator.url,
      ...(action === '.' ? { ...where, pipeline } : {}),
      ...(action === 'firstgen' ? { account: simulator.account } : {}),
      ...(action === 'trigger' ? { 'webhook-url': webhookUrl(simulator, pipeline) } : {}),
      'poll-interval': '1s',
      comment: 'always',
      'commit-status': 'harness',
      ...more,
    },
  };
  const step = startStep(options);
  const main = isKilled === true ? await killed(step, simulator) : await step.done;
  return { phases: [main, await step.post()], github };
}

async function killed(step: Step, simulator: Parameters<typeof arrived>[0]): Promise<Phase> {
  await arrived(simulator, 'read');
  step.kill();
  return step.done;
}

function webhookUrl({ url, account }: { readonly url: string; readonly account: string }, pipeline: string): string {
  const scope = { accountIdentifier: account, orgIdentifier: 'default', projectIdentifier: 'shop' };
  const query = new URLSearchParams({ ...scope, pipelineIdentifier: pipeline, triggerIdentifier: 'on_push' });
  return `${url}/gateway/pipeline/api/webhook/custom/kq7-Zp2_tRw9sXv4NbYc1D/v3?${query.toString()}`;
}

describe('no part of a masked value is visible', () => {
  test.concurrent.each(SCENES)(
    'of $name',
    async (scene) => {
      for (const value of values) {
        const shown = pagesOf(await play(scene, value));
        expect(`${shown.log}${shown.summary}`).toMatch(/\*\*\*|\(\d+ characters\)/);
        expect(shown.comment).toContain('### ');
        expect(shown.status).not.toBe('');
        for (const page of ['log', 'annotations', 'summary', 'comment', 'status'] as const) {
          const leaks = leaksIn(shown[page], { secret: value, harmless: '' });
          expect([page, leaks, leaks.length === 0 ? '' : value]).toEqual([page, [], '']);
        }
      }
    },
    30_000 + RUNS * 10_000,
  );
});
