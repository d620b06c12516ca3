/** What becomes of a request to GitHub that fails. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

import { afterEach, describe, expect, test } from '@jest/globals';

import type { GitHubApi, GitHubFault } from '../../support/github-api.ts';
import {
  bodies,
  closeAll,
  gitHub,
  HEAD,
  isCreation,
  isList,
  JOB,
  once,
  open,
  opened,
  recordingClock,
  type Run,
  textOf,
  writes,
} from '../../support/github-run.ts';
import { SYSTEM_ENV } from '../../support/runner/environment.ts';

afterEach(closeAll);

describe('a failure is reported in one sentence and never thrown:', () => {
  const status = { state: 'success', description: 'x', context: 'c', url: 'https://a.example' } as const;
  const both = async (api: GitHubApi, run: Run = {}): Promise<(string | undefined)[]> => {
    const way = opened(api, run);
    return [await way.comment({ text: textOf('hello'), isNewWanted: true }), await way.commitStatus(status)];
  };

  test('names a missing permission', async () => {
    const api = await gitHub({ permissions: [] });
    expect(await both(api)).toEqual([
      'Could not write the pull request comment: GitHub returned 403 "Resource not accessible by integration". Add \'pull-requests: write\' to the permissions of the job or workflow.',
      'Could not set the commit status: GitHub returned 403 "Resource not accessible by integration". Add \'statuses: write\' to the permissions of the job or workflow.',
    ]);
    expect(writes(api)).toHaveLength(2);
  });

  test.each([
    ['fork', 'from forks'],
    ['dependabot', 'from Dependabot'],
  ] as const)('says that GitHub does not grant it for a %s', async (withoutSecrets, words) => {
    const [comment] = await both(await gitHub({ permissions: [] }), { withoutSecrets });
    expect(comment).toContain(`GitHub does not grant it to workflow runs for pull requests ${words}.`);
  });

  test('distinguishes a locked conversation from a missing permission', async () => {
    const api = await gitHub();
    api.before = (request) =>
      isCreation(request)
        ? { kind: 'answer', status: 403, message: 'Unable to create comment because issue is locked.' }
        : undefined;
    expect((await both(api))[0]).toBe(
      'Could not write the pull request comment: GitHub returned 403 "Unable to create comment because issue is locked.".',
    );
  });

  test('reports a wrong token, an empty token and an empty repository', async () => {
    const api = await gitHub();
    expect((await both(api, { token: 'ghs_wrong' }))[1]).toBe(
      'Could not set the commit status: GitHub returned 401 "Bad credentials". The token in github-token is wrong or has expired.',
    );
    const before = api.requests.length;
    expect((await both(api, { token: '' }))[0]).toBe(
      'Could not write the pull request comment: github-token is empty.',
    );
    expect((await both(api, { repository: '' }))[1]).toBe(
      'Could not set the commit status: GITHUB_REPOSITORY is empty.',
    );
    expect(api.requests).toHaveLength(before);
  });

  test('reports the validation errors of each field', async () => {
    const api = await gitHub();
    const errors = [
      {
        resource: 'Status',
        code: 'custom',
        message: 'This SHA and context has reached the maximum number of statuses.',
      },
      { resource: 'Status', field: 'target_url', code: 'invalid' },
      'and so on',
      null,
    ];
    api.before = () => ({ kind: 'answer', status: 422, message: 'Validation Failed', errors });
    expect((await both(api))[1]).toBe(
      'Could not set the commit status: GitHub returned 422 "Validation Failed" (This SHA and context has reached the maximum number of statuses.; Status.target_url invalid; and so on).',
    );
  });

  test('does not show the token', async () => {
    const api = await gitHub();
    api.before = () => ({ kind: 'answer', status: 422, message: `no ${JOB} for ${JOB}` });
    expect((await both(api))[1]).toBe('Could not set the commit status: GitHub returned 422 "no *** for ***".');
  });

  test.each<[string, GitHubFault]>([
    ['an error', { kind: 'answer', status: 502 }],
    ['a page', { kind: 'page', status: 503 }],
    ['a page that calls itself good', { kind: 'page', status: 200 }],
    ['a broken connection', { kind: 'reset' }],
    ['half an answer', { kind: 'half' }],
    ['an answer that got lost', { kind: 'reset-after' }],
  ])('retries %s, without a second comment', async (_what, fault) => {
    for (const when of [isList, isCreation]) {
      const api = await gitHub();
      api.before = once(when, fault);
      const clock = recordingClock();
      expect(await opened(api, { clock }).comment({ text: textOf('hello'), isNewWanted: true })).toBeUndefined();
      expect(bodies(api)).toEqual([textOf('hello')]);
      expect(clock.pauses).toEqual([1000]);
    }
  });

  test.each<[string, GitHubFault, number]>([
    ['errors', { kind: 'answer', status: 500, message: 'Server Error' }, 3],
    ['pages', { kind: 'page', status: 200 }, 3],
    ['broken connections', { kind: 'reset' }, 3],
    ['refusals', { kind: 'answer', status: 422, message: 'Validation Failed' }, 1],
  ])('limits the retries of persistent %s', async (_what, fault, tries) => {
    const api = await gitHub();
    api.before = () => fault;
    expect(await opened(api).commitStatus(status)).toMatch(/^Could not set the commit status: GitHub [^\n]+\.$/);
    expect(api.requests).toHaveLength(tries);
  });

  test('waits for a short rate limit, but not for a long one', async () => {
    const api = await gitHub();
    const clock = recordingClock();
    const limit = (after: string): GitHubFault => ({
      kind: 'answer',
      status: 403,
      message: 'You have exceeded a secondary rate limit.',
      headers: { 'retry-after': after },
    });
    api.before = once(() => true, limit('7'));
    expect(await opened(api, { clock }).commitStatus(status)).toBeUndefined();
    expect(clock.pauses).toEqual([7000]);
    api.before = () => limit('60');
    expect(await opened(api, { clock }).commitStatus(status)).toContain('The rate limit of this token is exceeded.');
    expect(clock.pauses).toEqual([7000]);
  });

  test('limits all requests to half a minute', async () => {
    const api = await gitHub();
    const clock = recordingClock();
    for (let number = 0; number < 5000; number++) api.write(5, 'someone', 'x');
    api.before = (request) => {
      // Each page takes four seconds.
      if (isList(request)) void clock.sleep(4000);
      return undefined;
    };
    const from = clock.now();
    expect(await opened(api, { clock }).comment({ text: textOf('hello'), isNewWanted: true })).toMatch(
      /^Could not write the pull request comment: GitHub returned no usable response \(.+\)\.$/,
    );
    expect(clock.now() - from).toBeLessThanOrEqual(36_000);
    expect(writes(api)).toEqual([]);
  });

  test('gives up on a response that never arrives', async () => {
    const api = await gitHub();
    api.before = () => ({ kind: 'stall' });
    expect(await opened(api, { limit: 100 }).commitStatus(status)).toMatch(/GitHub returned no usable response/);
    expect(api.requests).toHaveLength(3);
  });

  test('does not wait in a cancelled job', async () => {
    const api = await gitHub();
    const job = new AbortController();
    api.before = () => {
      job.abort();
      return { kind: 'stall' };
    };
    const clock = recordingClock();
    expect(await opened(api, { signal: job.signal, clock }).commitStatus(status)).toMatch(
      /^Could not set the commit status/,
    );
    expect(api.requests).toHaveLength(1);
    expect(clock.pauses).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['an object where a list should be', {}],
    ['a list of anything', [null, 7, 'x', [], { id: 'x' }, { id: 3, body: null, user: null }]],
  ])('tolerates %s', async (_what, answer) => {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    open.push({
      close: () =>
        new Promise((resolve) => {
          server.closeAllConnections();
          server.close(() => {
            resolve();
          });
        }),
    });
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const said = await opened({ url } as GitHubApi).comment({ text: textOf('hello'), isNewWanted: false });
    expect(said).toBe(
      Array.isArray(answer)
        ? undefined
        : 'Could not write the pull request comment: GitHub returned no usable response (the response is incomplete or does not come from GitHub).',
    );
  });
});

test('sends requests through the proxy of the runner', async () => {
  const api = await gitHub();
  const tunnels: string[] = [];
  const proxy = createServer().on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    const upstream = connect(api.port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
    open.push({
      close: () => {
        upstream.destroy();
        socket.destroy();
        return Promise.resolve();
      },
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  open.push({
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => {
          resolve();
        });
      }),
  });

  // The proxy is chosen when @actions/github is loaded, so this takes a process of its own.
  const [github, clock] = ['github/github.js', 'base/clock.js'].map(
    (path) => new URL(`../../../src/${path}`, import.meta.url).href,
  );
  const script = `
    const { openGitHub } = await import(${JSON.stringify(github)});
    const { systemClock } = await import(${JSON.stringify(clock)});
    const workflow = { repository: 'acme/shop', event: 'push', sha: ${JSON.stringify(HEAD)} };
    const way = openGitHub({ token: '${JOB}', apiUrl: process.env.GITHUB_API_URL, workflow, clock: systemClock, signal: new AbortController().signal });
    console.log(await way.commitStatus({ state: 'success', description: 'x', context: 'c', url: '' }));
  `;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    env: {
      ...SYSTEM_ENV,
      GITHUB_API_URL: 'http://github.invalid',
      http_proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    },
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  await new Promise((resolve) => child.on('close', resolve));
  expect(said.trim()).toBe('undefined');
  expect(tunnels).toEqual(['github.invalid:80']);
  expect(api.statuses).toHaveLength(1);
});
