/** What the first request does not wait for. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, expect, test } from '@jest/globals';

import { arrived, closeRigs, openRig } from '../support/rig.ts';

afterAll(closeRigs);

/** Leaves a file when crypto is loaded. */
const CRYPTO_LEAVES_A_FILE = `
const get = process.getBuiltinModule;
process.getBuiltinModule = (name) => {
  if (name === 'node:crypto') {
    get('node:fs').writeFileSync(process.env.RUNNER_TEMP + '/crypto', '');
  }
  return get(name);
};`;

test('the post state is saved before the first request, and crypto is loaded after it', async () => {
  const { simulator, start } = await openRig();
  simulator.fault({ on: 'template', do: { kind: 'stall' } });
  let state = '';
  const step = start({
    env: { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(CRYPTO_LEAVES_A_FILE)}` },
    prepare: ({ GITHUB_STATE }) => {
      state = GITHUB_STATE;
    },
  });
  await arrived(simulator, 'template');
  expect(readFileSync(state, 'utf8')).toMatch(/^postState<<ghadelimiter_[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\n/);
  expect(existsSync(join(step.temp, 'crypto'))).toBe(false);
  step.kill();
  await step.done;
});
