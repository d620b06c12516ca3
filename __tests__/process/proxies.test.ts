/** Proxies and authorities of one's own, through the bundle, as the environment of a self-hosted runner sets them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from '@jest/globals';

import { type GitHubApi, startGitHub } from '../support/github-api.ts';
import { closedOrigin, startProxy, type TestServer } from '../support/harness/http-server.ts';
import { AUTHORITY, openTlsFront, type TlsFront } from '../support/harness/tls-front.ts';
import { closeRigs, openRig, type Rig, startsOf } from '../support/rig.ts';
import type { StepOptions } from '../support/runner/runner.ts';

const folder = mkdtempSync(join(tmpdir(), 'run-harness-authority-'));
const authority = join(folder, 'authority.pem');
writeFileSync(authority, AUTHORITY);
const TRUSTED = { NODE_EXTRA_CA_CERTS: authority };

const opened: { readonly close: () => Promise<void> }[] = [];
afterAll(async () => {
  await closeRigs();
  await Promise.all(opened.map(({ close }) => close()));
  rmSync(folder, { recursive: true });
});

interface Scene {
  readonly rig: Rig;
  /** Harness over TLS. It can be reached without a proxy, too: 0.0.0.0 is this machine, and to the action no loopback address. */
  readonly front: TlsFront;
  readonly direct: string;
}

async function open(speed?: number): Promise<Scene> {
  const rig = await openRig(speed === undefined ? {} : { speed });
  const front = await openTlsFront(Number(new URL(rig.simulator.url).port));
  opened.push(front);
  return { rig, front, direct: `https://0.0.0.0:${front.port}` };
}

async function proxy(to: Parameters<typeof startProxy>[0]): Promise<TestServer> {
  const server = await startProxy(to);
  opened.push(server);
  return server;
}

const hostsOf = ({ visits }: TestServer): string[] => [
  ...new Set(visits.map(({ method, path }) => `${method} ${path}`)),
];

/** The name is known to the proxy alone. */
const NAMED = 'https://harness.example';

function through(
  { origin }: Pick<TestServer, 'origin'>,
  given: StepOptions['with'],
  env: StepOptions['env'] = {},
): StepOptions {
  return { with: { timeout: '30s', logs: 'none', ...given }, env: { HTTPS_PROXY: origin, ...TRUSTED, ...env } };
}

describe('HTTPS_PROXY', () => {
  test.concurrent('receives every request to Harness, without the key or the path', async () => {
    const { rig, front } = await open();
    const server = await proxy(front.port);
    const { main, post } = await rig.run(through(server, { 'base-url': NAMED, pipeline: 'red', logs: 'failed' }));
    expect([main.outputs['status'], post.result]).toEqual(['failed', 'success']);
    expect(main.outputs['execution-url']).toMatch(/^https:\/\/harness\.example\/ng\/account\//);
    expect(hostsOf(server)).toEqual(['CONNECT harness.example:443']);
    expect(server.connections).toBe(front.connections);
    expect(JSON.stringify(server.visits)).not.toContain(rig.simulator.apiKey);
    expect(new Set(rig.simulator.requests.map(({ headers }) => headers['host']))).toEqual(new Set(['harness.example']));
  });

  test.concurrent('receives the abort of a cancelled job and the polls of post', async () => {
    const { rig, front } = await open(1);
    const server = await proxy(front.port);
    const step = rig.start(through(server, { 'base-url': NAMED, pipeline: 'slow' }));
    await step.waitFor('Execution ');
    step.cancel({ interruptMs: 6000 });
    expect((await step.done).signalsSent).toEqual(['SIGINT']);
    expect((await step.post()).summary).toContain('was aborted by');
    expect([rig.simulator.executions[0]?.status, server.connections]).toEqual(['Aborted', front.connections]);
  });

  test.concurrent('receives the requests to GitHub', async () => {
    const { rig, front } = await open();
    const github: GitHubApi = await startGitHub({ tokens: { 'ghs_token-of-the-job': 'github-actions[bot]' } });
    const githubFront = await openTlsFront(github.port);
    opened.push(github, githubFront);
    const server = await proxy((_socket, host) => (host.startsWith('github.') ? githubFront.port : front.port));
    const { main, post } = await rig.run({
      ...through(
        server,
        { 'base-url': NAMED, pipeline: 'red', comment: 'always', 'commit-status': 'harness' },
        { GITHUB_API_URL: 'https://github.example', GITHUB_GRAPHQL_URL: 'https://github.example/graphql' },
      ),
      event: {
        name: 'pull_request',
        payload: { number: 7, pull_request: { number: 7, head: { sha: 'a'.repeat(40) } } },
      },
    });
    expect(main.outputs['status']).toBe('failed');
    expect([main, post].flatMap(({ annotations }) => annotations.filter(({ level }) => level === 'warning'))).toEqual(
      [],
    );
    expect(github.comments).toHaveLength(1);
    expect(github.statuses.map(({ state }) => state)).toEqual(['pending', 'failure']);
    expect(hostsOf(server).toSorted()).toEqual(['CONNECT github.example:443', 'CONNECT harness.example:443']);
    expect(JSON.stringify(server.visits)).not.toContain('ghs_token-of-the-job');
  });

  test.concurrent('that is unreachable: the step fails and does not bypass it', async () => {
    const { rig, front, direct } = await open();
    const origin = await closedOrigin();
    const main = await rig.start(through({ origin }, { 'base-url': direct, timeout: '6s' })).done;
    expect([main.code, main.outputs['status']]).toEqual([1, 'failed']);
    expect(main.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^Nothing was started: .*\n *Could not connect to .*ECONNREFUSED.*HTTPS_PROXY/s),
    ]);
    expect([front.connections, rig.simulator.requests.length]).toEqual([0, 0]);
  });

  test.concurrent.each([
    ['hangs up', ''],
    ['wants a password', 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n'],
  ])('that %s when the start is sent: the start is repeated once it opens a tunnel', async (_what, says) => {
    const { rig, front } = await open();
    // The template goes over the first connection, the start over one of its own.
    let connections = 0;
    const server = await proxy((socket) => {
      connections += 1;
      if (connections !== 2) {
        return front.port;
      }
      socket.end(says);
      return undefined;
    });
    const main = await rig.start(through(server, { 'base-url': NAMED })).done;
    expect([main.outputs['status'], startsOf(rig.simulator)]).toEqual(['succeeded', 1]);
    expect(connections).toBeGreaterThan(2);
  });

  test.concurrent('that never responds to CONNECT does not delay the step beyond its limit', async () => {
    const { rig, front, direct } = await open();
    const server = await proxy(() => undefined);
    const main = await rig.start(through(server, { 'base-url': direct, timeout: '6s' })).done;
    expect([main.code, main.outputs['status'], main.isOutputHeld]).toEqual([1, 'failed', false]);
    expect(main.annotations.map(({ level }) => level)).toEqual(['error']);
    expect(main.ms).toBeLessThan(20_000);
    expect([server.connections > 0, front.connections]).toEqual([true, 0]);
  });

  test.concurrent('that never responds to CONNECT for the start: the step knows that nothing was started', async () => {
    const { rig, front } = await open();
    let connections = 0;
    // The first connection is the template's; every later one is for the start.
    const server = await proxy(() => ((connections += 1) > 1 ? undefined : front.port));
    const main = await rig.start(through(server, { 'base-url': NAMED, timeout: '12s' })).done;
    expect([main.code, main.outputs['status'], startsOf(rig.simulator)]).toEqual([1, 'failed', 0]);
    expect(main.annotations[0]?.message).toMatch(/^Nothing was started: .*\n *Could not connect to .*ETIMEDOUT/s);
  });

  test.concurrent.each([
    'http://user:p#ss@127.0.0.1',
    'http://user:1/ss@127.0.0.1',
    'socks5://127.0.0.1:1080',
    'http://user:p%ss@127.0.0.1',
  ])('that cannot be parsed (%s) is an error, and nothing is sent', async (value) => {
    const { rig, front, direct } = await open();
    const { main, post } = await rig.run(through({ origin: value }, { 'base-url': direct }));
    expect([main.code, main.outputs['status'] ?? '', post.result]).toEqual([1, '', 'success']);
    expect(main.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^1 problem .*\n {2}HTTPS_PROXY {2}is not a proxy URL\. .*# as %23/s),
    ]);
    expect(main.raw).not.toMatch(/p#ss|1\/ss|p%ss/);
    expect([front.connections, rig.simulator.requests.length]).toEqual([0, 0]);
  });

  test.concurrent('that cannot be parsed is not bypassed for requests to GitHub', async () => {
    const { rig, direct } = await open();
    const github: GitHubApi = await startGitHub({ tokens: { 'ghs_token-of-the-job': 'github-actions[bot]' } });
    const githubFront = await openTlsFront(github.port);
    opened.push(github, githubFront);
    const given = { 'base-url': direct, 'commit-status': 'harness' };
    // Harness is reached directly, GitHub (0.0.0.0 is this machine) through the unreadable proxy.
    const env = { NO_PROXY: new URL(direct).host, GITHUB_API_URL: `https://0.0.0.0:${githubFront.port}` };
    const main = await rig.start(through({ origin: 'http://user:p#ss@127.0.0.1' }, given, env)).done;
    expect(main.outputs['status']).toBe('succeeded');
    expect(main.annotations).toEqual([
      { level: 'warning', message: expect.stringContaining('HTTPS_PROXY  is not a proxy URL.') },
    ]);
    expect(main.raw).not.toContain('p#ss');
    expect([githubFront.connections, github.statuses.length]).toEqual([0, 0]);
  });

  test.concurrent('receives the user name and password, without a deprecated function', async () => {
    const { rig, front } = await open();
    const github: GitHubApi = await startGitHub({ tokens: { 'ghs_token-of-the-job': 'github-actions[bot]' } });
    const githubFront = await openTlsFront(github.port);
    opened.push(github, githubFront);
    const server = await proxy((_socket, host) => (host.startsWith('github.') ? githubFront.port : front.port));
    const origin = server.origin.replace('//', '//us%40er:p%23ss@');
    const { main, post } = await rig.run({
      ...through(
        { origin },
        { 'base-url': NAMED, pipeline: 'red', 'commit-status': 'harness', logs: 'failed' },
        { GITHUB_API_URL: 'https://github.example', NODE_OPTIONS: '--throw-deprecation' },
      ),
    });
    expect([main.outputs['status'], post.result]).toEqual(['failed', 'success']);
    expect(main.raw + post.raw).not.toMatch(/DEP0|Deprecat/);
    expect(github.statuses.map(({ state }) => state)).toEqual(['pending', 'failure']);
    const authorization = `Basic ${Buffer.from('us@er:p#ss').toString('base64')}`;
    const named = server.visits.map(({ headers }) => headers['proxy-authorization']);
    expect(new Set(named)).toEqual(new Set([authorization]));
    expect(JSON.stringify(rig.simulator.requests)).not.toContain(authorization);
  });

  test.concurrent('that never responds to CONNECT does not delay a cancelled step', async () => {
    const { rig, direct } = await open();
    const server = await proxy(() => undefined);
    const step = rig.start(through(server, { 'base-url': direct }));
    await server.reached();
    step.cancel({ interruptMs: 6000 });
    const main = await step.done;
    expect([main.signalsSent, main.isOutputHeld]).toEqual([['SIGINT'], false]);
    expect(main.outputs).toMatchObject({ status: '', message: 'The job was cancelled before anything was started.' });
  });
});

describe('NO_PROXY', () => {
  test.concurrent.each(['0.0.0.0', '*', 'intranet.example, 0.0.0.0'])('%s bypasses the proxy', async (hosts) => {
    const { rig, front, direct } = await open();
    const server = await proxy(front.port);
    const main = await rig.start(through(server, { 'base-url': direct }, { NO_PROXY: hosts })).done;
    expect([main.outputs['status'], server.connections, front.connections > 0]).toEqual(['succeeded', 0, true]);
  });

  test.concurrent('for other hosts does not bypass the proxy', async () => {
    const { rig, front, direct } = await open();
    const server = await proxy(front.port);
    const main = await rig.start(through(server, { 'base-url': direct }, { NO_PROXY: 'intranet.example' })).done;
    expect([main.outputs['status'], server.connections]).toEqual(['succeeded', front.connections]);
    expect(hostsOf(server)).toEqual([`CONNECT 0.0.0.0:${front.port}`]);
  });
});

describe('a private certificate authority', () => {
  const UNTRUSTED = { NODE_EXTRA_CA_CERTS: undefined };

  test.concurrent.each([
    ['directly', { NO_PROXY: '*' }],
    ['through a proxy', {}],
  ])('without NODE_EXTRA_CA_CERTS starts nothing, %s, and the error says what to do', async (_how, env) => {
    const { rig, front, direct } = await open();
    const server = await proxy(front.port);
    const { main, post } = await rig.run(through(server, { 'base-url': direct }, { ...env, ...UNTRUSTED }));
    expect([main.code, main.outputs['status'], post.result]).toEqual([1, 'failed', 'success']);
    expect(main.annotations.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^The certificate of https:\/\/0\.0\.0\.0:\d+ is not trusted.*NODE_EXTRA_CA_CERTS/s),
    ]);
    // The template's and the one that is opened ahead for the start; no request went over either.
    expect(front.connections).toBeLessThanOrEqual(2);
    expect(rig.simulator.requests).toEqual([]);
  });

  test.concurrent('with NODE_EXTRA_CA_CERTS is trusted, without a proxy', async () => {
    const { rig, direct } = await open();
    const main = await rig.start({ with: { 'base-url': direct, logs: 'none' }, env: TRUSTED }).done;
    expect([main.outputs['status'], startsOf(rig.simulator)]).toEqual(['succeeded', 1]);
  });
});
