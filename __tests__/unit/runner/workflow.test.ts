/** The run as GitHub's variables and the event describe it; nothing of it is needed, anything of it may be wrong. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { readWorkflow, type Workflow } from '../../../src/runner/workflow.ts';

const GITHUB = {
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_RUN_ID: '77',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_JOB: 'deploy',
  GITHUB_ACTION: '__acme_run-harness-pipeline',
  GITHUB_EVENT_NAME: 'pull_request',
  GITHUB_SHA: 'f'.repeat(40),
  GITHUB_REF: 'refs/pull/5/merge',
  GITHUB_SERVER_URL: 'https://github.example.com',
  GITHUB_API_URL: 'https://github.example.com/api/v3',
  GITHUB_EVENT_PATH: '/event.json',
  GITHUB_ACTOR: 'octocat',
  RUNNER_TEMP: '/temp',
};

function read(env: Readonly<Record<string, string | undefined>>, event: unknown = {}): Workflow {
  return readWorkflow(env, (path) => {
    expect(path).toBe('/event.json');
    return typeof event === 'string' ? event : JSON.stringify(event);
  });
}

test('reads everything that reports use', () => {
  expect(read(GITHUB, { repository: { private: true } })).toEqual({
    repository: 'acme/shop',
    runId: '77',
    attempt: 2,
    job: 'deploy',
    orchestration: '',
    step: '__acme_run-harness-pipeline',
    event: 'pull_request',
    actor: 'octocat',
    sha: 'f'.repeat(40),
    ref: 'refs/pull/5/merge',
    url: 'https://github.example.com/acme/shop/actions/runs/77/attempts/2',
    apiUrl: 'https://github.example.com/api/v3',
    temp: '/temp',
    withoutSecrets: undefined,
    isPublic: false,
    beganAt: undefined,
    payload: { repository: { private: true } },
  });
});

test('the first attempt has the short URL, and an invalid attempt is the first', () => {
  for (const attempt of ['1', '0', '', 'x', '-1', '1.5', '9'.repeat(30)]) {
    const workflow = read({ ...GITHUB, GITHUB_RUN_ATTEMPT: attempt });
    expect([workflow.attempt, workflow.url]).toEqual([1, 'https://github.example.com/acme/shop/actions/runs/77']);
  }
});

test('works without any variable', () => {
  const nothing = readWorkflow({}, () => {
    throw new Error('nothing to read');
  });
  expect(nothing).toEqual({
    repository: '',
    runId: '',
    attempt: 1,
    job: '',
    orchestration: '',
    step: '',
    event: '',
    actor: '',
    sha: '',
    ref: '',
    url: '',
    apiUrl: 'https://api.github.com',
    temp: '',
    withoutSecrets: undefined,
    isPublic: true,
    beganAt: undefined,
    payload: undefined,
  });
});

test.each([
  ['3f0c6f6e-0000.build.__default', 'build.__default'],
  ['3f0c6f6e-0000.call.deploy.eu_prod', 'call.deploy.eu_prod'],
  ['3f0c6f6e-0000', ''],
  ['3f0c6f6e-0000.', ''],
  ['', ''],
])('keeps of the orchestration id %j what follows the plan id', (id, orchestration) => {
  expect(read({ ...GITHUB, ACTIONS_ORCHESTRATION_ID: id }).orchestration).toBe(orchestration);
});

test.each<[string, unknown, string | undefined]>([
  ['push', { repository: { pushed_at: 1_770_897_600 } }, '2026-02-12T12:00:00.000Z'],
  ['pull_request', { pull_request: { updated_at: '2026-02-12T12:00:00Z' } }, '2026-02-12T12:00:00.000Z'],
  ['issue_comment', { comment: { created_at: '2026-02-12T12:00:00Z' } }, '2026-02-12T12:00:00.000Z'],
  ['workflow_run', { workflow_run: { updated_at: '2026-02-12T12:00:00Z' } }, '2026-02-12T12:00:00.000Z'],
  ['push', { repository: { pushed_at: 'yesterday' } }, undefined],
  ['push', { repository: { pushed_at: -1 } }, undefined],
  // The repository may have been pushed to since: only a push's own payload holds the moment of the event there.
  ['workflow_dispatch', { repository: { pushed_at: 1_770_897_600 } }, undefined],
  ['schedule', {}, undefined],
])('a %s with %j began at %p', (event, payload, began) => {
  expect(read({ ...GITHUB, GITHUB_EVENT_NAME: event }, payload).beganAt).toBe(
    began === undefined ? undefined : Date.parse(began),
  );
});

describe('the event', () => {
  const fork = (repo: unknown): unknown => ({ pull_request: { head: { repo } } });

  test.each<[string, unknown, Workflow['withoutSecrets']]>([
    ['a fork', fork({ fork: true, full_name: 'octocat/shop' }), 'fork'],
    ['another repository', fork({ fork: false, full_name: 'octocat/shop' }), 'fork'],
    ['a fork that was deleted', fork(null), 'fork'],
    ['the repository itself', fork({ fork: false, full_name: 'acme/shop' }), undefined],
    ['no pull request', { pull_request: null }, undefined],
    ['a push', { ref: 'refs/heads/main' }, undefined],
  ])('of %s', (_name, event, withoutSecrets) => {
    expect(read(GITHUB, event).withoutSecrets).toBe(withoutSecrets);
  });

  test('of a fork with secrets, or of Dependabot', () => {
    const event = fork({ fork: true, full_name: 'octocat/shop' });
    expect(read({ ...GITHUB, GITHUB_EVENT_NAME: 'pull_request_target' }, event).withoutSecrets).toBeUndefined();
    expect(read({ ...GITHUB, GITHUB_ACTOR: 'dependabot[bot]' }).withoutSecrets).toBe('dependabot');
  });

  test.each<[unknown, boolean]>([
    [{ repository: { private: false } }, true],
    [{ repository: { visibility: 'public' } }, true],
    [{ repository: { private: true, visibility: 'internal' } }, false],
    [{ repository: { private: true } }, false],
    [{ repository: { visibility: 'private' } }, false],
    // Unknown is treated as public.
    [{ repository: { private: 'false' } }, true],
    [{ repository: null }, true],
    [{}, true],
  ])('%j says public: %p', (event, isPublic) => {
    expect(read(GITHUB, event).isPublic).toBe(isPublic);
  });

  test.each(['', 'null', '[]', '3', '{"pull_request":', '<html>', '{"pull_request":{"head":[]}}'])(
    'may be %j',
    (event) => {
      expect(() => read(GITHUB, event)).not.toThrow();
    },
  );

  test('may be unreadable', () => {
    const workflow = readWorkflow(GITHUB, () => {
      throw Object.assign(new Error('no'), { code: 'ENOENT' });
    });
    expect([workflow.payload, workflow.repository]).toEqual([undefined, 'acme/shop']);
  });

  test('may be anything', () => {
    fc.assert(
      fc.property(fc.json(), fc.dictionary(fc.constantFrom(...Object.keys(GITHUB)), fc.string()), (event, env) => {
        expect(() => readWorkflow(env, () => event)).not.toThrow();
      }),
    );
  });
});
