/** Logs: blobs, streams, archives. */
import { expect, test } from '@jest/globals';

import type { Simulator } from '../../../../src/simulator/simulator.ts';
import { SHAPES } from '../../../support/harness/shapes.ts';
import {
  all,
  type Answer,
  ask,
  type Asked,
  at,
  begin,
  jsonIn,
  play,
  simulate,
  stepsOf,
  until,
  word,
} from '../../../support/harness/simulator.ts';

const keyOf = (step: unknown): string => {
  const [kind] = all(step, 'executableResponses.0');
  const key = String(all(kind, 'logKeys').at(-1));
  expect(key.startsWith(word(step, 'logBaseKey'))).toBe(true);
  return key;
};
const failedKey = async (simulator: Simulator, id: string): Promise<string> =>
  keyOf((await stepsOf(simulator, id)).find((step) => at(step, 'status') === 'Failed'));
const blob = (simulator: Simulator, key: string, asked: Asked = {}): Promise<Answer> =>
  ask(simulator, 'GET /gateway/log-service/blob', { scope: { accountID: simulator.account, key }, ...asked });

test('are JSON lines with colors, under long and short keys', async () => {
  const simulator = await simulate();
  const long = await failedKey(simulator, await play(simulator, 'red'));
  expect(long).toMatch(/^accountId:.*\/level6:rollout-commandUnit:Wait for Steady State$/);
  const lines = (await blob(simulator, long)).body.trim().split('\n').map(jsonIn);
  expect(lines.at(-1)).toMatchObject({ level: 'ERROR', out: expect.stringContaining('\u001b[1;31m') });
  const short = await failedKey(simulator, await play(simulator, 'tests-failed'));
  expect(short).toMatch(/^[\w-]{22}\/pipeline\/tests-failed\/1\/-[\w-]{22}\/build\/unit_tests$/);
  expect((await blob(simulator, short)).body).toContain('2 of 214 tests failed');
});

test('require the gateway, an account and a key; an unknown log is not found', async () => {
  const simulator = await simulate();
  const key = await failedKey(simulator, await play(simulator, 'red'));
  const elsewhere = await ask(simulator, 'GET /log-service/blob', { scope: { accountID: simulator.account, key } });
  expect(at(elsewhere.json, 'code')).toBe('RESOURCE_NOT_FOUND_EXCEPTION');
  expect((await blob(simulator, key, { key: 'x' })).status).toBe(403);
  expect(await blob(simulator, 'nonsense')).toMatchObject({ status: 404, json: { error_msg: 'not found' } });
});

test('can be late, huge or missing', async () => {
  const simulator = await simulate({ speed: 1 });
  const status = async (pipeline: string, agoMs: number): Promise<number> => {
    const { id } = simulator.past({ pipeline, agoMs });
    return (await blob(simulator, await failedKey(simulator, id))).status;
  };
  expect([await status('late-log', 3_500), await status('late-log', 6_000), await status('no-log', 6_000)]).toEqual([
    404, 200, 404,
  ]);
  const huge = await failedKey(simulator, simulator.past({ pipeline: 'huge-log', agoMs: 6_000 }).id);
  expect((await blob(simulator, huge)).body.length).toBeGreaterThan(25_000_000);
});

test('are streamed while the step runs', async () => {
  const simulator = await simulate({ speed: 2 });
  const { id } = simulator.past({ pipeline: 'late-log', agoMs: 500 });
  const [running] = await stepsOf(simulator, id);
  const scope = { accountID: simulator.account, key: keyOf(running) };
  expect((await blob(simulator, scope.key)).status).toBe(404);
  const { headers, body } = await ask(simulator, 'GET /gateway/log-service/stream', { scope });
  expect(headers['content-type']).toBe('text/event-stream');
  expect(body.match(/^data: \{.*$/gm)).toHaveLength(5);
  expect(body.endsWith('event: error\ndata: eof\n\n')).toBe(true);
});

/** The files of an archive, by name. */
function unzip(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  for (let at_ = 0; archive.readUInt32LE(at_) === 0x04034b50;) {
    const [size, length] = [archive.readUInt32LE(at_ + 18), archive.readUInt16LE(at_ + 26)];
    const content = at_ + 30 + length;
    files.set(archive.toString('utf8', at_ + 30, content), archive.toString('utf8', content, content + size));
    at_ = content + size;
  }
  return files;
}

test('have the same lines as archive, blob and stream, with a signed link', async () => {
  const simulator = await simulate();
  const key = await failedKey(simulator, await play(simulator, 'red'));
  const [prefix = ''] = key.split('/level0');
  const download = (asked: string): Promise<Answer> =>
    ask(simulator, 'POST /gateway/log-service/blob/download', {
      scope: { accountID: simulator.account, prefix: asked },
    });
  expect(at((await download(prefix)).json, 'status')).toBe('queued');
  const { json } = await download(prefix);
  expect([SHAPES.logDownload(json, 'download'), at(json, 'status')]).toEqual([[], 'success']);
  const link = word(json, 'link');
  expect(link.startsWith(`${simulator.url}/gateway/log-service/`)).toBe(true);
  expect((await ask(simulator, `GET ${link.slice(simulator.url.length)}`)).status).toBe(403);
  const archive = await fetch(link);
  const files = unzip(Buffer.from(await archive.arrayBuffer()));
  const stored = (await blob(simulator, key)).body;
  expect(files.get(key)).toBe(stored);
  expect(files.size).toBeGreaterThan(3);
  const scope = { accountID: simulator.account, key };
  const { body } = await ask(simulator, 'GET /gateway/log-service/stream', { scope });
  expect([...body.matchAll(/^data: (\{.*)$/gm)].map(([, line]) => line)).toEqual(stored.trim().split('\n'));
  expect((await download('nonsense')).status).toBe(400);
});

test('are streamed after a ping, with the pauses of the step', async () => {
  const simulator = await simulate({ speed: 10 });
  const id = await begin(simulator, 'live-log');
  await until(async () => (await stepsOf(simulator, id)).length > 0);
  const [running] = await stepsOf(simulator, id);
  const url = new URL('/gateway/log-service/stream', simulator.url);
  url.search = new URLSearchParams({ accountID: simulator.account, key: keyOf(running) }).toString();
  const response = await fetch(url, { headers: { 'x-api-key': simulator.apiKey } });
  let text = '';
  let pieces = 0;
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk as Uint8Array).toString('utf8');
    pieces += 1;
  }
  expect(text.startsWith(': ping\n\n')).toBe(true);
  expect(text.match(/^data: \{/gm)).toHaveLength(20);
  expect(text.endsWith('event: error\ndata: eof\n\n')).toBe(true);
  // The lines come as they are written, not all at the end.
  expect(pieces).toBeGreaterThan(5);
});
