import { describe, expect, test } from '@jest/globals';

import { openRetry } from '../../../src/harness/retry.ts';
import { markerIn } from '../../../src/start/marker.ts';
import { startOnce } from '../../../src/start/start-once.ts';
import { type Fault, requestError, type FaultKind } from '../../support/harness/fake.ts';
import { NOON, openFakeClock } from '../../support/job/clock.ts';
import { type Job, openJob, times } from '../../support/job/job.ts';
import { NONCE, postStateIn } from '../../support/job/step.ts';
import { textOf } from '../../support/reports.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The notes with which main asked for its start. */
const notesOf = (job: Job): string =>
  String(job.requestsOf('start')[0]?.call.query?.['notesForPipelineExecution'] ?? '');

/** Everything after which the result of a start is unknown. */
const UNKNOWN = [
  ...(['reset', 'stall', 'timeout', 'unavailable', 'page', 'half'] as const),
  ...(['error-in-200', 'refusal-in-200', 'empty', 'another', 'redirect'] as const),
];

describe('a start', () => {
  test('is sent once, over a new connection, with a limit of 120 s and the marker as first line of its notes', async () => {
    const job = openJob();
    const { verdict } = await job.main({ notes: 'from a test' });
    expect(verdict?.status).toBe('succeeded');
    expect(job.harness.plays).toHaveLength(1);
    const [purpose, ...more] = job.requestsOf('start');
    expect(more).toEqual([]);
    expect(purpose?.call.fresh).toBe(true);
    expect(purpose?.limit).toBe(120 * SECOND);
    const [marker, rest] = notesOf(job).split('\n');
    expect(marker).toMatch(
      /^run-harness-pipeline\/1 repository=acme%2Fshop run=77 attempt=1 job=deploy step=harness leg=0%2F1 digest=[0-9a-f]{32} nonce=0123456789abcdef$/,
    );
    expect(rest).toBe('from a test');
  });

  test('is limited by the deadline of the step', async () => {
    const job = openJob();
    await job.main({ timeout: 50 * SECOND });
    expect(job.requestsOf('start')[0]?.limit).toBe(50 * SECOND - 200);
  });

  test('is sent after the post state is saved', async () => {
    const job = openJob();
    // The template is read for 200 ms; then the start is under way for 200 ms.
    const { step } = await job.main({ onCancel: 'leave' }, { killAfter: 250 });
    expect(job.requestsOf('start')).toHaveLength(1);
    expect(postStateIn(step.state)).toMatchObject({
      main: 'unfinished',
      execution: '',
      key: 'pat.Acme.token.secret',
      scope: { origin: 'https://app.harness.io', account: 'Acme', org: 'default', project: 'shop' },
      onCancel: 'leave',
      marker: markerIn(notesOf(job)),
    });
  });

  test('is reported in outputs, state and log before the next request', async () => {
    const job = openJob({ faults: { read: { is: 'stall' } } });
    const { step } = await job.main({}, { killAfter: 401 });
    expect(job.requestsOf('read')).toHaveLength(1);
    const url =
      'https://app.harness.io/ng/account/Acme/all/orgs/default/projects/shop/pipelines/deploy_prod/executions/execution-1/pipeline';
    expect(Object.fromEntries(step.outputs)).toMatchObject({
      'execution-id': 'execution-1',
      'execution-url': url,
      pipeline: 'deploy_prod',
      status: 'running',
    });
    expect(postStateIn(step.state)).toMatchObject({ main: 'unfinished', execution: 'execution-1' });
    expect(step.words.some(({ text }) => text.includes(url))).toBe(true);
  });
});

describe('is sent again only when it certainly did not arrive', () => {
  test.each<FaultKind>(['refused', 'limited', 'limited-400'])('%s', async (is) => {
    const job = openJob({ faults: { start: [{ is }, { is }, { is }] } });
    const { verdict } = await job.main();
    expect(verdict?.status).toBe('succeeded');
    expect(job.requestsOf('start')).toHaveLength(4);
    expect(job.harness.plays).toHaveLength(1);
    expect(job.requestsOf('list')).toEqual([]);
  });

  test('with the same marker each time', async () => {
    const job = openJob({ faults: { start: [{ is: 'refused' }, { is: 'limited' }] } });
    await job.main();
    expect(new Set(job.requestsOf('start').map(({ call }) => call.query?.['notesForPipelineExecution'])).size).toBe(1);
  });

  test('after the time that Harness asks for', async () => {
    const job = openJob({ faults: { start: [{ is: 'limited', retryAfter: 90 * SECOND }] } });
    await job.main();
    const [first, second] = job.requestsOf('start');
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(90 * SECOND);
  });

  test('until the timeout, and then nothing was started', async () => {
    const job = openJob({ faults: { start: { is: 'limited' } } });
    const { verdict, took } = await job.main({ timeout: 10 * MINUTE });
    expect(verdict).toMatchObject({ isRed: true, status: 'failed' });
    expect(verdict?.headline).toContain('Nothing was started');
    expect(took).toBe(10 * MINUTE);
    expect(job.harness.plays).toEqual([]);
  });

  test.each(UNKNOWN)('not after %s', async (is) => {
    const job = openJob({ faults: { start: { is } } });
    const { verdict } = await job.main();
    expect(verdict).toMatchObject({ isRed: true, status: 'unknown' });
    expect(job.requestsOf('start')).toHaveLength(1);
  });

  test.each(UNKNOWN)('not after a refused connection and then %s', async (is) => {
    const job = openJob({ faults: { start: [{ is: 'refused' }, { is, actsAfter: 100 }] } });
    expect((await job.main()).verdict?.status).toBe('succeeded');
    expect(job.requestsOf('start')).toHaveLength(2);
    expect(job.harness.plays).toHaveLength(1);
  });
});

describe('is refused', () => {
  test.each<FaultKind>([
    'bad-request',
    'unauthorized',
    'forbidden',
    'not-found',
    'conflict',
    'unprocessable',
    'untrusted',
  ])('by %s: sends no search', async (is) => {
    const job = openJob({ faults: { start: [{ is }] } });
    const { verdict, step } = await job.main();
    expect(verdict).toMatchObject({ isRed: true, status: 'failed' });
    expect(textOf(verdict)).toContain(requestError(is).failure.detail);
    expect(job.requestsOf('start')).toHaveLength(1);
    expect(job.requestsOf('list')).toEqual([]);
    expect(step.outputs.get('status')).toBe('failed');
    expect(step.outputs.has('execution-id')).toBe(false);
    expect(postStateIn(step.state)?.main).toBe('done');
  });
});

describe('a start whose response was lost', () => {
  test.each(UNKNOWN)('by %s is found by its marker', async (is) => {
    const job = openJob({ faults: { start: [{ is, actsAfter: 100 }] } });
    const { verdict, step } = await job.main();
    expect(verdict).toMatchObject({ isRed: false, status: 'succeeded' });
    expect(job.requestsOf('start')).toHaveLength(1);
    expect(step.outputs.get('execution-id')).toBe('execution-1');
    expect(step.words.filter(({ text }) => text.startsWith('Found the execution:'))).toHaveLength(1);
  });

  test.each(UNKNOWN)('by %s is in doubt after three searches over at least 90 s', async (is) => {
    const job = openJob({ faults: { start: [{ is }] } });
    const { verdict, step } = await job.main();
    const searches = job.requestsOf('list');
    expect(searches.length).toBeGreaterThanOrEqual(3);
    const span = (searches.at(-1)?.at ?? 0) - (searches[0]?.at ?? 0);
    expect(span).toBeGreaterThanOrEqual(90 * SECOND);
    expect(span).toBeLessThan(110 * SECOND);
    expect(verdict).toMatchObject({ isRed: true, status: 'unknown' });
    expect(textOf(verdict)).toMatch(/Could not confirm[^]*\/pipelines\/deploy_prod\/executions$/);
    expect(step.outputs.has('execution-id')).toBe(false);
    expect(step.outputs.get('status')).toBe('unknown');
    expect(postStateIn(step.state)?.main).toBe('done');
  });

  test('is in doubt after three searches, however long each takes', async () => {
    const job = openJob({ latency: SECOND, faults: { start: [{ is: 'reset' }] } });
    for (let number = 0; number < 95; number++) {
      job.harness.add({ notes: 'by hand', startedAt: NOON - number });
    }
    expect((await job.main()).verdict?.status).toBe('unknown');
    expect(job.requestsOf('list').filter(({ call }) => call.query?.['page'] === '0')).toHaveLength(3);
  });

  test('is in doubt after a search that began 90 s after the first, even if it takes longer', async () => {
    const latency = 7.5 * SECOND;
    const job = openJob({ latency, faults: { start: [{ is: 'reset' }] }, score: { listedAfter: 71 * SECOND } });
    for (let number = 0; number < 3; number++) {
      job.harness.add({ notes: 'by hand', startedAt: NOON });
    }
    expect((await job.main()).verdict?.status).toBe('unknown');
    const searches = job.requestsOf('list');
    expect((searches.at(-1)?.at ?? 0) - (searches[0]?.at ?? 0)).toBeGreaterThanOrEqual(90 * SECOND);
  });

  test('is still found when it appears after 89 s', async () => {
    const job = openJob({ faults: { start: [{ is: 'reset', actsAfter: 100 }] }, score: { listedAfter: 89 * SECOND } });
    expect((await job.main()).verdict?.status).toBe('succeeded');
  });

  test('is in doubt only after a search that began 90 s after the first', async () => {
    const job = openJob({ faults: { start: [{ is: 'reset' }], list: [{}, ...times(20, { takes: 29 * SECOND })] } });
    expect((await job.main()).verdict?.status).toBe('unknown');
    const searches = job.requestsOf('list');
    expect((searches.at(-1)?.at ?? 0) - (searches[0]?.at ?? 0)).toBeGreaterThanOrEqual(90 * SECOND);
  });

  test('is found when its notes are written after it is listed', async () => {
    const job = openJob({ faults: { start: [{ is: 'reset', actsAfter: 100 }] }, score: { notedAfter: 20 * SECOND } });
    expect((await job.main()).verdict?.status).toBe('succeeded');
  });

  test('is found when the list says which executions have notes', async () => {
    const job = openJob({
      saysNotes: true,
      faults: { start: [{ is: 'reset', actsAfter: 100 }] },
      score: { notedAfter: 20 * SECOND },
    });
    job.harness.add({ id: 'without-notes' });
    expect((await job.main()).verdict?.status).toBe('succeeded');
    expect(job.requestsOf('notes').map(({ call }) => call.path.split('/').at(-2))).toEqual(['execution-2']);
  });

  test('is not in doubt because of time without contact', async () => {
    const gone: Fault = { is: 'refused' };
    // One good search, then ten minutes without contact.
    const lasts = times(150, gone);
    const job = openJob({ faults: { start: [{ is: 'reset' }], list: [undefined, ...lasts] } });
    const { verdict } = await job.main();
    expect(verdict?.status).toBe('unknown');
    const good = job.requestsOf('list').filter(({ isAnswered }) => isAnswered);
    const onReconnect = good[1]?.at ?? 0;
    expect(onReconnect - (good[0]?.at ?? 0)).toBeGreaterThan(5 * MINUTE);
    expect((good.at(-1)?.at ?? 0) - onReconnect).toBeGreaterThanOrEqual(85 * SECOND);
  });

  test('is searched for only until the timeout', async () => {
    const job = openJob({ faults: { start: [{ is: 'reset' }] } });
    const { verdict, took } = await job.main({ timeout: 30 * SECOND });
    expect(verdict?.status).toBe('unknown');
    expect(took).toBeGreaterThanOrEqual(30 * SECOND);
    expect(took).toBeLessThan(31 * SECOND);
  });

  test('is searched for once more at the deadline, for at most 10 s', async () => {
    const found = openJob({ faults: { start: [{ is: 'stall', actsAfter: 100 }] } });
    const { verdict, step } = await found.main({ timeout: 60 * SECOND });
    expect(verdict).toMatchObject({ isRed: false, status: 'succeeded' });
    expect(step.outputs.get('execution-id')).toBe('execution-1');
    const stalling = openJob({ faults: { start: [{ is: 'stall', actsAfter: 100 }], list: { is: 'stall' } } });
    const { verdict: doubtful, took } = await stalling.main({ timeout: 60 * SECOND });
    expect(doubtful?.status).toBe('unknown');
    expect(took).toBe(70 * SECOND);
  });

  test('skips a back-off at the deadline', async () => {
    const job = openJob({ faults: { template: { rest: 65 * SECOND }, start: [{ is: 'stall', actsAfter: 100 }] } });
    // The rest keeps the start back, and outlasts the step.
    expect((await job.main({ timeout: MINUTE })).verdict?.status).toBe('failed');
    const late = openJob({ faults: { start: [{ is: 'stall', actsAfter: 100, rest: MINUTE }] } });
    expect((await late.main({ timeout: MINUTE })).verdict?.status).toBe('succeeded');
  });

  test.each<FaultKind>(['unauthorized', 'forbidden', 'redirect'])(
    'is in doubt when the search is refused by %s',
    async (is) => {
      const job = openJob({ faults: { start: [{ is: 'reset', actsAfter: 100 }], list: { is } } });
      const { verdict } = await job.main();
      expect(verdict).toMatchObject({ isRed: true, status: 'unknown' });
      expect(verdict?.headline).toContain('Could not confirm');
    },
  );

  test('is in doubt immediately where no marker can be set', async () => {
    const clock = openFakeClock();
    const retry = openRetry({
      clock,
      matrixSize: 1,
      listener: { onDisconnect: () => undefined, onReconnect: () => undefined },
    });
    let sent = 0;
    const work = startOnce({
      send: () => {
        sent += 1;
        return Promise.reject(requestError('reset'));
      },
      retry,
      clock,
      signal: new AbortController().signal,
      deadline: NOON + HOUR,
      onLostAnswer: () => undefined,
    });
    expect(await clock.run(work)).toMatchObject({ kind: 'in-doubt', searches: undefined });
    expect(sent).toBe(1);
    expect(clock.now()).toBe(NOON);
  });
});

describe('an execution is recognized only by its exact marker', () => {
  const digest = 'digest=00000000000000000000000000000000';
  const start = `run-harness-pipeline/1 repository=acme%2Fshop run=77 attempt=1 job=deploy step=harness leg=0%2F1`;

  test.each<[string, (marker: string) => string]>([
    ['another random part', (marker) => marker.replace(NONCE, 'fedcba9876543210')],
    ['another digest', (marker) => marker.replace(/digest=\w+/, digest)],
    ['another attempt', (marker) => marker.replace('attempt=1', 'attempt=2')],
    ['another leg', (marker) => marker.replace('leg=0%2F1', 'leg=1%2F2')],
    ['more behind it', (marker) => `${marker}0`],
    ['more before it', (marker) => `x ${marker}`],
    ['it in the second line', (marker) => `by hand\n${marker}`],
    ['half of it', () => start],
    ['other notes', () => 'by hand'],
    ['no notes', () => ''],
  ])('%s is another execution', async (_, notes) => {
    const job = openJob({
      faults: { start: [{ is: 'reset' }] },
      // Another run starts the pipeline at the same moment.
      onRequest: ({ kind, call }) => {
        if (kind === 'start') {
          const marker = markerIn(String(call.query?.['notesForPipelineExecution'])) ?? '';
          job.harness.add({ id: 'stranger', notes: notes(marker) });
        }
      },
    });
    const { verdict, step } = await job.main();
    expect(verdict?.status).toBe('unknown');
    expect(step.outputs.has('execution-id')).toBe(false);
    expect(job.requestsOf('abort')).toEqual([]);
  });
});

describe('a search', () => {
  /** A start whose answer was lost, with so many executions started after it. */
  const lostAmong = async (many: number, notes: string): Promise<Job> => {
    const job = openJob({
      saysNotes: true,
      faults: { start: [{ is: 'reset', actsAfter: 0 }] },
      onRequest: ({ kind }) => {
        for (let number = 0; number < (kind === 'start' ? many : 0); number++) {
          job.harness.add({ id: `later-${number}`, notes, startedAt: job.clock.now() + 1 });
        }
      },
    });
    await job.main();
    return job;
  };
  const wasFound = ({ harness, requestsOf }: Job): boolean => {
    const [own] = harness.plays.filter(({ notes }) => notes.includes(NONCE));
    return requestsOf('read').some(({ call }) => call.path.endsWith(`/${own?.id}`));
  };

  test('covers the newest 200 executions', async () => {
    expect(wasFound(await lostAmong(199, ''))).toBe(true);
    expect(wasFound(await lostAmong(200, ''))).toBe(false);
  });

  test('reads notes one after the other until it finds the marker', async () => {
    const job = await lostAmong(19, 'by hand');
    expect(wasFound(job)).toBe(true);
    const moments = job.requestsOf('notes').map(({ at }) => at);
    expect(moments).toHaveLength(20);
    expect(new Set(moments).size).toBe(20);
  });

  test('ends at executions that started long before', async () => {
    const job = openJob({ faults: { start: [{ is: 'reset' }] } });
    for (let number = 0; number < 120; number++) {
      job.harness.add({ id: `earlier-${number}`, notes: 'by hand', startedAt: NOON - 11 * MINUTE - number });
    }
    await job.main();
    expect(job.requestsOf('list').every(({ call }) => call.query?.['page'] === '0')).toBe(true);
    expect(job.requestsOf('notes')).toEqual([]);
  });

  test('reads a marker once, however often it searches', async () => {
    const job = openJob({ faults: { start: [{ is: 'reset' }] } });
    job.harness.add({ notes: 'run-harness-pipeline/1 run=1' });
    await job.main();
    expect(job.requestsOf('list').length).toBeGreaterThan(3);
    expect(job.requestsOf('notes')).toHaveLength(1);
  });

  test('treats inaccessible notes as notes without a marker', async () => {
    const job = openJob({ faults: { start: [{ is: 'reset', actsAfter: 100 }], notes: times(2, { is: 'forbidden' }) } });
    expect((await job.main()).verdict?.status).toBe('succeeded');
  });
});

describe('a cancel', () => {
  test('before the start lets none be sent', async () => {
    const job = openJob();
    const { verdict, step, took } = await job.main({}, { cancelAfter: 100 });
    expect(job.requestsOf('start')).toEqual([]);
    expect(verdict?.headline).toContain('before anything was started');
    expect(took).toBe(100);
    expect(postStateIn(step.state)?.main).toBe('done');
  });

  test.each<FaultKind>(['refused', 'limited'])('between two tries (%s) lets no further one be sent', async (is) => {
    const job = openJob({ faults: { start: { is, retryAfter: 50 * SECOND } } });
    const { verdict, took } = await job.main({}, { cancelAfter: 10 * SECOND });
    expect(job.requestsOf('start')).toHaveLength(1);
    expect(verdict?.headline).toContain('before anything was started');
    expect(took).toBe(10 * SECOND);
  });

  test('while a try fails to connect lets no further one be sent', async () => {
    const job = openJob({ faults: { start: { is: 'refused', takes: 3000 } } });
    const { verdict, took } = await job.main({}, { cancelAfter: 1000 });
    expect(job.requestsOf('start')).toHaveLength(1);
    expect(verdict?.headline).toContain('before anything was started');
    expect(took).toBe(3200);
  });

  test('during the start waits 4 s for its answer, and aborts what it names', async () => {
    const job = openJob({ faults: { start: [{ actsAfter: 100, takes: 4900 }] } });
    const { verdict, step, took } = await job.main({}, { cancelAfter: 1200 });
    expect(job.requestsOf('start')).toHaveLength(1);
    expect(job.harness.plays[0]?.abortedAt).toBeDefined();
    expect(job.requestsOf('abort', 'main').map(({ at }) => at - NOON)).toEqual([5100]);
    expect(step.outputs.get('execution-id')).toBe('execution-1');
    expect(took - 1200).toBeLessThan(6000);
    expect(verdict?.isRed).toBe(true);
    expect(postStateIn(step.state)).toMatchObject({ main: 'unfinished', execution: 'execution-1' });
  });

  test('during a start whose answer takes longer ends after 4 s, and post finds and aborts it', async () => {
    const job = openJob({ faults: { start: [{ actsAfter: 30 * SECOND, takes: 40 * SECOND }] } });
    const main = await job.main({}, { cancelAfter: 1200 });
    expect(main.took).toBe(5200);
    expect(main.step.outputs.has('execution-id')).toBe(false);
    expect(postStateIn(main.step.state)).toMatchObject({ main: 'unfinished', execution: '' });
    await job.post(main);
    expect(job.harness.statusOf(job.harness.plays[0] ?? job.harness.add({}))).toBe('Aborted');
    expect(job.requestsOf('start')).toHaveLength(1);
  });

  test('while a lost start is looked up ends at once, and post goes on looking', async () => {
    const job = openJob({ faults: { start: [{ is: 'reset', actsAfter: 0 }] }, score: { listedAfter: 20 * SECOND } });
    const main = await job.main({}, { cancelAfter: 5000 });
    expect(main.took).toBe(5000);
    await job.post(main);
    expect(job.requestsOf('abort', 'post')).toHaveLength(1);
  });

  test('leaves the execution alone where the author says so', async () => {
    const job = openJob({ faults: { start: [{ actsAfter: 100, takes: 3000 }] } });
    const main = await job.main({ onCancel: 'leave' }, { cancelAfter: 1200 });
    await job.post(main);
    expect(main.step.outputs.get('execution-id')).toBe('execution-1');
    expect(job.requestsOf('abort')).toEqual([]);
  });
});
