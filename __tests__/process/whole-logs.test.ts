/** The whole log of each failed step beside `result-file`, and none of it in public repositories unless it is asked for. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

import { afterAll, expect, test } from '@jest/globals';

import { closeRigs, openRig } from '../support/rig.ts';

afterAll(closeRigs);

const PUBLIC = { name: 'push', payload: { repository: { full_name: 'acme/shop', private: false } } };
const PRIVATE = { name: 'push', payload: { repository: { full_name: 'acme/shop', private: true } } };

test.concurrent.each([
  { where: 'a private repository', event: PRIVATE, given: {}, isSaved: true },
  { where: 'a public repository', event: PUBLIC, given: {}, isSaved: false },
  { where: 'a public repository that asks for logs', event: PUBLIC, given: { logs: 'failed' }, isSaved: true },
  { where: 'a private repository that wants none', event: PRIVATE, given: { logs: 'none' }, isSaved: false },
])('$where', async ({ event, given, isSaved }) => {
  const { start, simulator } = await openRig();
  const main = await start({ with: { pipeline: 'red', ...given }, event }).done;
  const file = main.outputs['result-file'] ?? '';
  const { result } = JSON.parse(readFileSync(file, 'utf8')) as { result: { failures: { 'log-file': string }[] } };
  expect(JSON.parse(main.outputs['result'] ?? '')).toMatchObject({ failures: result.failures });
  const logs = result.failures.map((failure) => failure['log-file']);
  if (!isSaved) {
    expect(logs.join('')).toBe('');
    expect(readdirSync(dirname(file)).filter((name) => name.startsWith('log-'))).toEqual([]);
    return;
  }
  // The end that is shown and the file come from one read.
  expect(simulator.requests.filter(({ kind }) => kind === 'log')).toHaveLength(1);
  const [log = ''] = logs;
  expect([dirname(log), basename(log), existsSync(log)]).toEqual([dirname(file), 'log-1.txt', true]);
  // What the log of the step shows stands in the file, line by line.
  const shown = main.log.split('\n').flatMap((line) => /^\s+│ (.*)$/.exec(line)?.[1] ?? []);
  expect(shown.length).toBeGreaterThan(3);
  expect(readFileSync(log, 'utf8').trimEnd().split('\n')).toEqual(expect.arrayContaining(shown));
});
