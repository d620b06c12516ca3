/** Which failures end a request at once, which after a while, and which never. */
import { describe, expect, test } from '@jest/globals';

import { DeadlineExceeded, HarnessError } from '../../../src/harness/errors.ts';
import { type FaultKind, requestError } from '../../support/harness/fake.ts';
import { MINUTE, most, openTalk, SECOND, thrown, type Answer } from '../../support/harness/talk.ts';
import { NOON } from '../../support/job/clock.ts';

describe('a final failure', () => {
  test.each<FaultKind>(['bad-request', 'conflict', 'unprocessable', 'redirect'])(
    '%s is final, even after an earlier success',
    async (is) => {
      const talk = openTalk();
      await talk.run(['ok']);
      const error = await thrown(talk.run([is, 'ok']));
      expect(error instanceof HarnessError ? (error.failure.code ?? error.kind) : error).toBe(
        requestError(is).failure.code ?? requestError(is).kind,
      );
      expect(talk.purpose).toHaveLength(2);
    },
  );

  test('a redirect names the host', async () => {
    const error = await thrown(openTalk().run(['redirect']));
    expect(error instanceof HarnessError ? error.message : '').toContain('login.example');
  });

  test.each<FaultKind>(['unauthorized', 'forbidden'])(
    '%s is final immediately without an earlier response',
    async (is) => {
      const talk = openTalk();
      expect(await thrown(talk.run([is, 'ok']))).toBeInstanceOf(HarnessError);
      expect(talk.purpose).toHaveLength(1);
    },
  );

  test.each<FaultKind>(['unauthorized', 'forbidden'])('%s is retried once after an earlier success', async (is) => {
    const passing = openTalk();
    await passing.run(['ok']);
    await expect(passing.run([is, 'ok'])).resolves.toBe('answer');
    const persistent = openTalk();
    await persistent.run(['ok']);
    expect(await thrown(persistent.run([is, is, 'ok']))).toBeInstanceOf(HarnessError);
    expect(persistent.purpose).toHaveLength(3);
  });

  test('404 is final only after 60 s', async () => {
    const talk = openTalk({ takes: 100 });
    const error = await thrown(talk.run(['not-found']));
    expect(error instanceof HarnessError ? error.failure.status : undefined).toBe(404);
    const span = (talk.purpose.at(-1)?.at ?? 0) - (talk.purpose[0]?.at ?? 0);
    expect(span).toBeGreaterThanOrEqual(60 * SECOND);
    expect(span).toBeLessThan(66 * SECOND);
  });

  test('404 is final immediately for an id from the inputs', async () => {
    const talk = openTalk();
    expect(await thrown(talk.run(['not-found', 'ok'], { isGiven: true }))).toBeInstanceOf(HarnessError);
    expect(talk.purpose).toHaveLength(1);
    await expect(talk.run(['unavailable', 'reset', 'ok'], { isGiven: true })).resolves.toBe('answer');
  });

  test('a temporary 404 is not final', async () => {
    const talk = openTalk({ random: most });
    await expect(talk.run([...Array<FaultKind>(14).fill('not-found'), 'ok'])).resolves.toBe('answer');
    expect(talk.purpose.at(-1)?.at).toBeGreaterThan(55 * SECOND);
  });

  test('the 60 s of a 404 restart after any other result', async () => {
    const talk = openTalk({ random: most });
    const script: Answer[] = [
      ...Array<FaultKind>(12).fill('not-found'),
      'unavailable',
      ...Array<FaultKind>(10).fill('not-found'),
    ];
    await expect(talk.run([...script, 'ok'])).resolves.toBe('answer');
    expect(talk.purpose.at(-1)?.at).toBeGreaterThan(90 * SECOND);
  });

  test.each(['untrusted', 'handshake'] as const)(
    'failed TLS (%s) is final unless Harness was reachable before',
    async (kind) => {
      const failed = new HarnessError({ kind, purpose: 'ask', origin: 'https://app.harness.io', detail: '' });
      const never = openTalk();
      expect(await thrown(never.run([failed, 'ok']))).toBeInstanceOf(HarnessError);
      const before = openTalk();
      await before.run(['ok']);
      await expect(before.run([failed, 'ok'])).resolves.toBe('answer');
    },
  );

  test('a host that never responded is final after five minutes, if requested', async () => {
    const talk = openTalk();
    const error = await thrown(talk.run(['refused'], { givesUpUnreached: true }));
    expect(error instanceof HarnessError ? error.kind : error).toBe('unsent');
    expect(talk.clock.now() - NOON).toBeGreaterThanOrEqual(5 * MINUTE);
    expect(talk.clock.now() - NOON).toBeLessThan(6 * MINUTE);
    const before = openTalk();
    await before.run(['ok']);
    expect(await thrown(before.run(['refused'], { givesUpUnreached: true }))).toBeInstanceOf(DeadlineExceeded);
  });
});

describe('a persistent 500', () => {
  const failing = new HarnessError({
    kind: 'unavailable',
    status: 500,
    purpose: 'read the runtime inputs of Deploy_prod',
    origin: 'https://app.harness.io',
    detail: 'Oops',
  });

  test('to one request is final after five minutes, even if Harness responds to others', async () => {
    const talk = openTalk();
    await talk.run(['ok']);
    expect(await thrown(talk.run([failing], { givesUpUnreached: true }))).toBe(failing);
    expect(talk.clock.now() - NOON).toBeGreaterThanOrEqual(5 * MINUTE);
    expect(talk.clock.now() - NOON).toBeLessThan(6 * MINUTE);
  });

  test('is retried while an execution is followed', async () => {
    const talk = openTalk();
    expect(await thrown(talk.run([failing]))).toBeInstanceOf(DeadlineExceeded);
  });
});
