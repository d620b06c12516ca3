/** Requests that are retried in fake time, against answers by a script. */
import type { Bounds } from '../../../src/base/clock.ts';
import { HarnessError } from '../../../src/harness/errors.ts';
import { openRetry, type Retry, type RetryBounds } from '../../../src/harness/retry.ts';
import { type FakeClock, openFakeClock } from '../job/clock.ts';
import { type FaultKind, requestError } from './fake.ts';

type RetryOptions = Parameters<typeof openRetry>[0];

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** What one request meets with; `ok` is an answer. */
export type Answer = 'ok' | FaultKind | HarnessError;

export interface Talk {
  readonly clock: FakeClock;
  readonly retry: Retry;
  /** ms from the beginning at which each request was made, and the limit that it was given. */
  readonly purpose: { readonly at: number; readonly limit: number }[];
  readonly reported: string[];
  /** Asks once until there is an answer, and plays the script; its last answer is forever. */
  untilAnswered(script: readonly Answer[], until?: Partial<RetryBounds>): Promise<string>;
  /** The same, in fake time from here to its end. */
  run(script: readonly Answer[], until?: Partial<RetryBounds>): Promise<string>;
}

interface TalkOptions extends Partial<RetryOptions> {
  readonly random?: () => number;
  /** ms that each request takes. */
  readonly takes?: number;
}

/** Opens a retry, and a Harness that answers by a script. */
export function openTalk({ random, takes = 0, ...options }: TalkOptions = {}): Talk {
  const clock = openFakeClock(random);
  const begin = clock.now();
  const purpose: { at: number; limit: number }[] = [];
  const reported: string[] = [];
  const second = (): number => Math.round((clock.now() - begin) / 100) / 10;
  const retry = openRetry({
    clock,
    listener: {
      onDisconnect: (error, { since, pause }) => {
        reported.push(`${second()} lost ${error.kind} for ${since / SECOND}, next in ${Math.round(pause / SECOND)}`);
      },
      onReconnect: (ms) => {
        reported.push(`${second()} back after ${Math.round(ms / SECOND)}`);
      },
    },
    matrixSize: 1,
    ...options,
  });
  const talk: Talk = {
    clock,
    retry,
    purpose,
    reported,
    untilAnswered(script, until = {}) {
      const left = [...script];
      const ask = async ({ limit, signal }: Bounds): Promise<string> => {
        purpose.push({ at: clock.now() - begin, limit });
        const answer = (left.length > 1 ? left.shift() : left[0]) ?? 'ok';
        await clock.sleep(answer === 'stall' ? limit : Math.min(takes, limit), signal);
        if (signal.aborted) {
          throw requestError('reset', { code: 'ABORT_ERR' });
        }
        if (answer === 'ok') {
          return 'answer';
        }
        throw answer instanceof HarnessError ? answer : requestError(answer);
      };
      return retry.untilAnswered(ask, { deadline: begin + HOUR, signal: new AbortController().signal, ...until });
    },
    run: (script, until) => clock.run(talk.untilAnswered(script, until)),
  };
  return talk;
}

/** The highest chance there is. */
export const most = (): number => 1 - Number.EPSILON;

/** @returns what the work throws; undefined when it does not. */
export const thrown = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error;
  }
};
