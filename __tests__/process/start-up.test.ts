/** What the first request does not wait for. */
import { readFileSync } from 'node:fs';

import { afterAll, expect, test } from '@jest/globals';

import { arrived, closeRigs, openRig } from '../support/rig.ts';

afterAll(closeRigs);

/** Keeps the process busy for 2 s in place of the few ms that Node takes to load crypto. */
const SLOW_CRYPTO = `
const get = process.getBuiltinModule;
let isSlow = true;
process.getBuiltinModule = (name) => {
  if (isSlow && name === 'node:crypto') {
    isSlow = false;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2000);
  }
  return get(name);
};`;

test('the first request leaves before crypto is loaded for the post state', async () => {
  const { simulator, start } = await openRig();
  let path = '';
  const step = start({
    env: { NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(SLOW_CRYPTO)}` },
    prepare: ({ GITHUB_STATE: state }) => {
      path = state;
    },
  });
  await arrived(simulator, 'template');
  expect(readFileSync(path, 'utf8')).toBe('');
  const main = await step.done;
  expect(main.code).toBe(0);
  expect(readFileSync(path, 'utf8')).toContain('postState');
});
