/** The key goes to one origin: never across a redirect, to another host or into anything that is printed or kept. */
import { existsSync, readFileSync } from 'node:fs';
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, createServer, type Server } from 'node:net';

import { afterAll, describe, expect, test } from '@jest/globals';

import type { Fault, RequestKind, Simulator } from '../../src/simulator/simulator.ts';
import { arrived, closeRigs, openRig, type Rig } from '../support/rig.ts';
import type { Phase, StepOptions } from '../support/runner/runner.ts';

const servers: Server[] = [];
afterAll(async () => {
  await closeRigs();
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
});

/** A port that counts whoever comes, before a byte is said: over http or https alike. */
async function openListener(): Promise<{ readonly port: number; readonly visits: () => number }> {
  let visits = 0;
  const server = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return { port: (server.address() as AddressInfo).port, visits: () => visits };
}

const TOKEN = 'ghs_token-of-the-job';

/** What was printed, shown or kept of a phase; its state is for post alone. */
function traces({ raw, outputs, summary, annotations }: Phase): string {
  const file = outputs['result-file'] ?? '';
  const kept = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return [raw, JSON.stringify([outputs, annotations]), summary, kept].join('\n');
}

/** The key stands in the line that masks it and nowhere else. */
function expectUntold({ main, post, key }: { main: Phase; post?: Phase; key: string }): void {
  expect(main.raw.split('\n').slice(0, 2)).toEqual([`::add-mask::${key}`, `::add-mask::${TOKEN}`]);
  for (const phase of post === undefined ? [main] : [main, post]) {
    const rest = traces(phase).replaceAll(`::add-mask::${key}`, '').replaceAll(`::add-mask::${TOKEN}`, '');
    expect(rest).not.toContain(key);
    expect(rest.replaceAll(/\u200B/g, '')).not.toContain(key);
    expect(rest).not.toContain(TOKEN);
  }
}

/** Each request has the key in its one header, and nowhere else has it. */
function expectOneHeader({ requests, apiKey }: Simulator): void {
  for (const { kind, headers, path, query, body } of requests) {
    const { 'x-api-key': key, ...others } = headers;
    expect([kind, key]).toEqual([kind, apiKey]);
    expect(JSON.stringify([path, query, others, kind === 'validate' ? '' : body])).not.toContain(apiKey);
    expect(JSON.stringify([headers, path, query, body])).not.toContain(TOKEN);
    expect(others['user-agent']).toMatch(/^run-harness-pipeline\/\d+\.\d+\.\d+$/);
  }
}

const DEBUG: StepOptions = { env: { RUNNER_DEBUG: '1' } };

async function play(rig: Rig, faults: readonly Fault[], given: Readonly<Record<string, string>>) {
  faults.forEach(rig.simulator.fault);
  return rig.run({ ...DEBUG, with: { logs: 'failed', 'poll-interval': '1s', ...given } });
}

describe('a redirect', () => {
  const REDIRECTED: readonly (readonly [RequestKind, number, string])[] = [
    ['template', 302, 'failed'],
    ['start', 307, 'succeeded'],
    ['read', 308, 'unknown'],
    ['graph', 301, 'succeeded'],
    ['list', 303, 'unknown'],
    ['notes', 302, 'unknown'],
  ];

  test.concurrent.each(REDIRECTED)('of %s (%i) is not followed, to http or to https', async (kind, status, verdict) => {
    const { port, visits } = await openListener();
    for (const scheme of ['http', 'https']) {
      const rig = await openRig();
      const location = `${scheme}://127.0.0.1:${port}/pipeline/api/elsewhere`;
      const faults: Fault[] = [{ on: kind, times: Infinity, acts: true, do: { kind: 'redirect', location, status } }];
      // Lists and notes are read after the answer to a start was lost.
      if (kind === 'list' || kind === 'notes') faults.push({ on: 'start', acts: true, do: { kind: 'reset' } });
      const { main, post } = await play(rig, faults, { pipeline: 'green' });
      expect([main.outputs['status'], post.result]).toEqual([verdict, 'success']);
      expectUntold({ main, post, key: rig.simulator.apiKey });
      expectOneHeader(rig.simulator);
      if (verdict === 'failed' || kind === 'read') {
        expect(main.annotations[0]?.message).toContain(`The redirect points to 127.0.0.1:${port}.`);
      }
    }
    expect(visits()).toBe(0);
  });

  test.concurrent('of a log request or an abort is not followed', async () => {
    const { port, visits } = await openListener();
    const location = `http://127.0.0.1:${port}/`;
    const away = (on: RequestKind): Fault => ({ on, times: Infinity, do: { kind: 'redirect', location } });
    const red = await openRig();
    const { main } = await play(red, [away('log'), away('approvals')], { pipeline: 'red' });
    expect(main.outputs['status']).toBe('failed');
    expect(main.log).toContain('No log of Deploy › Rollout');

    const slow = await openRig({ speed: 1 });
    slow.simulator.fault(away('interrupt'));
    const step = slow.start({ with: { pipeline: 'slow' } });
    await arrived(slow.simulator, 'read');
    step.cancel({ interruptMs: 6000 });
    expect((await step.done).signalsSent).toEqual(['SIGINT']);
    expect((await step.post()).annotations).toHaveLength(1);
    expect(visits()).toBe(0);
  });
});

describe('hosts in responses', () => {
  test.concurrent('a URL in a response is not requested', async () => {
    const { port, visits } = await openListener();
    const url = `http://127.0.0.1:${port}/x`;
    const rig = await openRig();
    const body = (truth: unknown) =>
      typeof truth === 'string'
        ? `${JSON.stringify({ out: url })}\n{"link":"${url}","status":"success"}\n`
        : JSON.stringify(truth)
            .replaceAll(/"https?:[^"]*"/g, JSON.stringify(url))
            .replace('"data":{', `"data":{"link":"${url}","planExecutionUrl":"${url}","apiUrl":"${url}",`);
    const faults = (['template', 'start', 'read', 'graph', 'log'] as const).map((on): Fault => ({
      on,
      times: Infinity,
      do: { kind: 'replace', body },
    }));
    const { main, post } = await play(rig, faults, { pipeline: 'red' });
    expect([main.outputs['status'], post.result, visits()]).toEqual(['failed', 'success', 0]);
    expectOneHeader(rig.simulator);
  });

  test.concurrent.each(['http://127.0.0.1', 'http://localhost', 'https://127.0.0.1', 'http://[::1]'])(
    'a loopback address (%s) that only a URL names receives no request',
    async (host) => {
      const { port, visits } = await openListener();
      const rig = await openRig();
      const page = `${host}:${port}/ng/account/${rig.simulator.account}/all/orgs/default/projects/shop/pipelines/green`;
      for (const more of [{}, { 'base-url': rig.simulator.url }]) {
        const given = { 'base-url': '', pipeline: page, ...more };
        const { main, post } = await rig.run({ ...DEBUG, with: given });
        expect(main.annotations.map(({ message }) => message)).toEqual([
          expect.stringContaining('the key is never sent to a host that only a URL names'),
        ]);
        expect(post.result).toBe('success');
        expectUntold({ main, post, key: rig.simulator.apiKey });
      }
      expect([visits(), rig.simulator.requests.length]).toEqual([0, 0]);
    },
  );

  interface Echo {
    readonly what: string;
    readonly on: RequestKind;
    readonly pipeline: 'green' | 'red';
    readonly says: (key: string) => Fault['do'];
  }
  const instead = (from: string, to: string): Fault['do'] => ({
    kind: 'replace',
    body: (truth) => JSON.stringify(truth).replaceAll(from, to),
  });
  const ECHOES: readonly Echo[] = [
    {
      what: 'an error',
      on: 'start',
      pipeline: 'green',
      says: (key) => ({ kind: 'status', status: 400, code: key, message: `bad key ${key}` }),
    },
    {
      what: 'a page',
      on: 'template',
      pipeline: 'green',
      says: (key) => ({ kind: 'status', status: 401, as: 'html', message: key }),
    },
    {
      what: 'a header',
      on: 'read',
      pipeline: 'red',
      says: (key) => ({ kind: 'headers', headers: { 'x-correlation-id': key, location: key } }),
    },
    { what: 'a log', on: 'log', pipeline: 'red', says: (key) => ({ kind: 'replace', body: `{"out":"KEY=${key}"}\n` }) },
    {
      what: 'a log that spells it in escapes',
      on: 'log',
      pipeline: 'red',
      says: (key) => ({ kind: 'replace', body: `{"out":"KEY=\\u0070${key.slice(1)}"}\n` }),
    },
    {
      what: 'an output variable with nothing to see in it',
      on: 'graph',
      pipeline: 'green',
      says: (key) => instead('acme/web:1.2.0', `${key.slice(0, 9)}\u200B${key.slice(9)}`),
    },
    {
      what: 'a key of an object',
      on: 'graph',
      pipeline: 'green',
      says: (key) => instead('"IMAGE"', JSON.stringify(key)),
    },
    { what: 'a name', on: 'graph', pipeline: 'red', says: (key) => instead('"name":"', `"name":"${key} `) },
    { what: 'an output variable', on: 'graph', pipeline: 'green', says: (key) => instead('acme/web:1.2.0', key) },
  ];

  test.concurrent.each(ECHOES)('$what that repeats the key does not reveal it', async ({ on, pipeline, says }) => {
    const rig = await openRig();
    const { apiKey: key } = rig.simulator;
    const { main, post } = await play(rig, [{ on, times: Infinity, do: says(key) }], { pipeline, timeout: '8s' });
    expectUntold({ main, post, key });
  });
});

describe('debug output', () => {
  test.concurrent('logs each request without headers, query and bodies', async () => {
    const rig = await openRig();
    const { main, post } = await play(rig, [], { pipeline: 'red' });
    expectUntold({ main, post, key: rig.simulator.apiKey });
    const requests = main.debug.filter((line) => /^(GET|POST|PUT) /.test(line));
    expect(requests).toHaveLength(rig.simulator.requests.length);
    for (const line of requests) expect(line).toMatch(/^(GET|POST|PUT) \/[^?\s]* 200 \d+ ms( [\w-]+)?$/);
    expect(main.raw).not.toContain(rig.simulator.account + '&');
  });

  test.concurrent('an invalid key is reported without being shown', async () => {
    const rig = await openRig();
    const key = 'pat.abc.def\nghi jkl';
    const main = await rig.start({ ...DEBUG, with: { 'api-key': key } }).done;
    expect(main.annotations[0]?.message).toContain('api-key  contains whitespace');
    const masking = `::add-mask::${key.replaceAll('\n', '%0A')}`;
    expect(main.raw.split('\n')[0]).toBe(masking);
    expect(main.raw.replace(masking, '')).not.toMatch(/abc|ghi/);
  });
});

describe('GitHub', () => {
  test.concurrent('receives its own token but not the key, and Harness does not receive that token', async () => {
    const seen: IncomingMessage[] = [];
    const bodies: string[] = [];
    const github = createHttpServer((request, response) => {
      seen.push(request);
      request.setEncoding('utf8').on('data', (text: string) => bodies.push(text));
      request.on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('[]'));
    });
    servers.push(github);
    await new Promise<void>((done) => github.listen(0, '127.0.0.1', done));
    const rig = await openRig();
    const { main, post } = await rig.run({
      with: { pipeline: 'red', comment: 'always', 'commit-status': 'harness' },
      env: { RUNNER_DEBUG: '1', GITHUB_API_URL: `http://127.0.0.1:${(github.address() as AddressInfo).port}` },
      event: {
        name: 'pull_request',
        payload: { number: 7, pull_request: { number: 7, head: { sha: 'a'.repeat(40) } } },
      },
    });
    expect(main.outputs['status']).toBe('failed');
    expect(seen.length).toBeGreaterThan(2);
    for (const { headers } of seen) expect(headers.authorization).toContain(TOKEN);
    const all = JSON.stringify([seen.map(({ headers, url }) => [headers, url]), bodies]);
    expect(all).not.toContain(rig.simulator.apiKey);
    expectUntold({ main, post, key: rig.simulator.apiKey });
    expectOneHeader(rig.simulator);
  });
});
