/** Reads the log of one running step to its end: the stream, again where it broke, then what the stream did not hold. */
import type { Bounds, Clock } from '../base/clock.ts';
import { isAborted } from '../base/signals.ts';
import { HarnessError } from '../harness/errors.ts';
import type { LogPosition, LogStreamReader } from '../harness/nextgen/log-stream.ts';
import type { LogTurns } from './log-turns.ts';

/** How a log is read, and who hears of it. */
interface LogReading {
  readonly reader: LogStreamReader;
  readonly turns: LogTurns;
  readonly clock: Clock;
  /** Ends everything. */
  readonly signal: AbortSignal;
  /** Whether the step has ended. */
  readonly hasEnded: () => boolean;
  /** Takes the lines as they come. */
  readonly take: (lines: readonly string[]) => void;
  /** Called when a stream is over: the step may have ended, and the next one begun. */
  readonly onStreamEnd: () => void;
  /** Called when there is no use in trying again. */
  readonly onUnreadable: (error: HarnessError) => void;
}

/** ms for a stream; Harness ends it after an hour. */
const STREAM_LIMIT = 3_700_000;
const REQUEST_LIMIT = 15_000;
/** ms before a stream that broke is opened again, and how often that is tried without a line in between. */
const REOPEN_AFTER = 2000;
const MAX_TRIES = 4;
/** How often that pause doubles while no line comes: to a minute, as for a step that has no log at all. */
const MAX_DOUBLINGS = 5;

/** @throws what is no failure of Harness. */
export async function readLog(position: LogPosition, reading: LogReading): Promise<void> {
  if (await readStream(position, reading)) {
    await readRest(position, reading);
  }
}

/** @returns whether there may be more to read. */
async function readStream(position: LogPosition, reading: LogReading): Promise<boolean> {
  const { reader, turns, clock, signal, take } = reading;
  // In a row: openings that failed, and openings without a line. A step may write its first line after minutes.
  for (let failed = 0, silent = 0; !isAborted(signal) && !reading.hasEnded();) {
    const before = position.rows;
    if (!(await turns.next())) {
      return false;
    }
    try {
      await reader.streamLog(position, take, bounds(reading, STREAM_LIMIT));
      failed = 0;
    } catch (error) {
      failed = position.rows > before ? 1 : failed + 1;
      if (!isWorthRetry(error, reading, failed === MAX_TRIES)) {
        return false;
      }
    }
    reading.onStreamEnd();
    silent = position.rows > before ? 0 : silent + 1;
    await clock.sleep(REOPEN_AFTER * 2 ** Math.min(silent, MAX_DOUBLINGS), signal);
  }
  return true;
}

async function readRest(position: LogPosition, reading: LogReading): Promise<void> {
  const { reader, turns, clock, signal, take } = reading;
  for (let tries = 1; tries <= MAX_TRIES && !isAborted(signal); tries += 1) {
    if (!(await turns.next())) {
      return;
    }
    try {
      if (await reader.readRest(position, take, bounds(reading, REQUEST_LIMIT))) {
        return;
      }
    } catch (error) {
      if (!isWorthRetry(error, reading, tries === MAX_TRIES)) {
        return;
      }
    }
    await clock.sleep(REOPEN_AFTER, signal);
  }
}

function bounds({ signal }: LogReading, limit: number): Bounds {
  return { signal, limit };
}

function isWorthRetry(error: unknown, { turns, onUnreadable }: LogReading, isLast: boolean): boolean {
  if (!(error instanceof HarnessError)) {
    throw error;
  }
  turns.postpone(error.failure.retryAfter ?? 0);
  // Harness knows a log only from its first line on.
  if (error.failure.status === 404 || (error.kind !== 'refused' && !isLast)) {
    return true;
  }
  onUnreadable(error);
  return false;
}
