import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, afterEach, expect, it } from '@jest/globals';

import { endAll, type Phase, runAction } from './runner/runner.ts';
import { expectGolden, type RecordedRequest, transcript } from './transcript.ts';

const folder = mkdtempSync(join(tmpdir(), 'throw-away-transcript-'));
afterEach(endAll);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

writeFileSync(join(folder, 'action.yml'), 'runs: { using: node24, main: main.cjs, post: post.cjs }');
writeFileSync(
  join(folder, 'main.cjs'),
  String.raw`const fs = require('node:fs');
   const { ID, PORT, TOOK, WAITED } = process.env;
   console.log('Execution 42  http://127.0.0.1:' + PORT + '/executions/' + ID);
   console.log(WAITED.padStart(7) + ' \u2714 Build   succeeded in ' + TOOK + '   ');
   console.log('Asked with ' + crypto.randomUUID() + ' at ' + new Date().toISOString() + ', marker ' + crypto.randomUUID().slice(0, 8));
   console.log('not finished within 2h, ' + process.env.RUNNER_TEMP);
   console.log('::error title=Deploy::Rollout failed');
   fs.appendFileSync(process.env.GITHUB_OUTPUT, 'execution-id=' + ID + '\nduration=' + parseInt(TOOK, 10) + '\nstatus=failed\n');
   fs.appendFileSync(process.env.GITHUB_STATE, 'ref=' + ID + '\n');
   process.exitCode = 1;`,
);
writeFileSync(
  join(folder, 'post.cjs'),
  String.raw`require('node:fs').appendFileSync(process.env.GITHUB_STEP_SUMMARY, '31 requests, ' + process.env.STATE_ref + '\n');`,
);

/** A name as Harness makes them: 22 characters. */
const newId = () => `aB${randomBytes(15).toString('base64url')}`;

async function run(searches: number): Promise<string> {
  const id = newId();
  const env = { ID: id, PORT: String(40_000 + searches), TOOK: `${searches}s`, WAITED: searches > 1 ? '1m 08s' : '4s' };
  const phases = await runAction({ action: folder, env });
  const poll: RecordedRequest = {
    method: 'GET',
    path: `/executions/${id}`,
    query: { b: ['2', '3'], a: newId() },
    status: 200,
  };
  const start: RecordedRequest = {
    method: 'POST',
    path: '/start',
    query: { notes: randomUUID() },
    body: JSON.stringify({ id }),
  };
  const list: RecordedRequest = { kind: 'list', method: 'POST', path: '/list', status: 200 };
  const listed = Array.from({ length: searches }, () => list);
  const polled = Array.from({ length: searches }, () => poll);
  return transcript({
    ...phases,
    requests: [start, ...polled, start, ...listed, { ...start, status: 500, body: 'a: 1\nb: 2\n' }],
  });
}

it('is the same for two runs that differ in ids, times, ports and how often they polled', async () => {
  const text = await run(1);
  expect(await run(3)).toBe(text);
  expect(text).toBe(`== main: failure, exit code 1 ==
Execution 42  http://127.0.0.1:<port>/executions/<execution>
<duration> \u2714 Build   succeeded in <duration>
Asked with <uuid> at <time>, marker <hex>
not finished within 2h, <home>/_temp
Error: Rollout failed

== annotations of main ==
error (Deploy): Rollout failed

== outputs of main ==
execution-id=<execution>
duration=<n>
status=failed

== state of main, names alone ==
ref

== post: success, exit code 0 ==
(nothing)

== summary of post ==
<n> requests, <execution>

== requests ==
POST /start -> no answer
  notes=<uuid>
  | {
  |   "id": "<execution>"
  | }
GET /executions/<execution> -> 200
  a=<id 1>
  b=2,3
POST /start -> no answer
  notes=<uuid>
  | {
  |   "id": "<execution>"
  | }
POST /list -> 200
POST /start -> 500
  notes=<uuid>
  | a: 1
  | b: 2
`);
});

it('gives an id the same number wherever it stands', () => {
  const [first, second] = [newId(), newId()];
  const requests = [first, second, first].map((id) => ({ method: 'PUT', path: `/x/${id}`, status: 200 }));
  const phase = { result: 'success', code: 0, log: '', annotations: [], outputs: {}, state: {}, summary: '' };
  const text = transcript({ main: phase as unknown as Phase, requests });
  expect(text).toBe(
    '== main: success, exit code 0 ==\n(nothing)\n\n== requests ==\nPUT /x/<id 1> -> 200\nPUT /x/<id 2> -> 200\nPUT /x/<id 1> -> 200\n',
  );
});

it('is compared with a file that UPDATE_GOLDEN=1 writes', () => {
  const file = join(folder, '__tests__', 'golden', 'green.txt');
  expect(() => expectGolden('green', 'one\ntwo\n', folder)).toThrow('__tests__/golden/green.txt does not exist');
  expect(existsSync(file)).toBe(false);
  process.env['UPDATE_GOLDEN'] = '1';
  expectGolden('green', 'one\ntwo\n', folder);
  delete process.env['UPDATE_GOLDEN'];
  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
  expectGolden('green', 'one\ntwo\n', folder);
  expect(() => expectGolden('green', 'one\n2\n', folder)).toThrow(/green\.txt differs[^]*- two[^]*\+ 2/);
  expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n');
});
