/** The limit of a request holds whatever else happens in the process. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { describe, expect, test } from '@jest/globals';

import { limited } from '../../../src/base/signals.ts';

/** What the garbage collector does at a moment of its own choice, done now. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((done) => signal.addEventListener('abort', () => done(), { once: true }));

describe('a limited signal', () => {
  test('aborts after its limit, even after a garbage collection', async () => {
    const { signal } = limited({ signal: new AbortController().signal, limit: 100 });
    collectGarbage();
    await aborted(signal);
    expect(signal.aborted).toBe(true);
  }, 5000);

  test('aborts with its source signal, before or after', () => {
    const job = new AbortController();
    const before = limited({ signal: job.signal, limit: 60_000 });
    job.abort();
    const after = limited({ signal: job.signal, limit: 60_000 });
    expect([before.signal.aborted, after.signal.aborted]).toEqual([true, true]);
    before.release();
    after.release();
  });

  test('removes its listeners when it is released', async () => {
    const job = new AbortController();
    const { signal, release } = limited({ signal: job.signal, limit: 1 });
    release();
    job.abort();
    await new Promise((done) => setTimeout(done, 20));
    expect(signal.aborted).toBe(false);
  });
});
