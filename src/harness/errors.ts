/** What can go wrong: each error says what was asked, what came back, what that most likely means and what to do. */
import { count, oneLine } from '../base/text.ts';
import { adviceIn, detailOf, headlineOf, withCorrelationId } from './failure-message.ts';
import type { FailureKind, RequestFailure } from './request-failure.ts';

/** One thing that is wrong with one input. */
export interface Problem {
  readonly input: string;
  readonly text: string;
}

/** Everything that is wrong with a step's inputs. Thrown before anything is started. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly problems: readonly Problem[];
  /** How many there are, then each. */
  readonly paragraphs: readonly string[];

  constructor(problems: readonly Problem[]) {
    const width = Math.max(...problems.map(({ input }) => input.length)) + 2;
    const head = `${count(problems.length, 'problem')} in this step's inputs; nothing was started.`;
    const paragraphs = [head, ...problems.map(({ input, text }) => `${input.padEnd(width)}${text}`)];
    super(paragraphs.join('\n  '));
    this.problems = problems;
    this.paragraphs = paragraphs;
  }
}

/** A request to Harness that brought no usable answer. Its message has one line each for the headline, the detail, hints and advice. */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';
  readonly failure: RequestFailure;
  /** What was asked and what came back: a sentence, and the message's first line. */
  readonly headline: string;
  /** What came back in detail, in Harness's words or in ours; empty when nothing did. */
  readonly reason: string;
  /** What it most likely means and what to do next, a paragraph each. */
  readonly advice: readonly string[];
  /** What Harness's support asks for; undefined where Harness gave none. */
  readonly correlationId: string | undefined;
  /** Everything that the message says. */
  readonly paragraphs: readonly string[];

  constructor(failure: RequestFailure) {
    const headline = `${headlineOf(failure)}.`;
    const reason = detailOf(failure);
    const advice = adviceIn(failure);
    const { correlationId } = failure;
    const id = correlationId === undefined ? undefined : oneLine(correlationId, 80);
    const paragraphs = withCorrelationId([headline, ...(reason === '' ? [] : [reason]), ...advice], id);
    super(paragraphs.join('\n  '), { cause: failure.cause });
    this.failure = failure;
    this.headline = headline;
    this.reason = reason;
    this.advice = advice;
    this.correlationId = id;
    this.paragraphs = paragraphs;
  }

  get kind(): FailureKind {
    return this.failure.kind;
  }
}

/** The time that was given is over. */
export class DeadlineExceeded extends Error {
  override readonly name = 'DeadlineExceeded';
  /** What the last try met with, if the time ran out while there was no contact. */
  readonly last: HarnessError | undefined;

  constructor(last?: HarnessError) {
    super('The time limit was reached.');
    this.last = last;
  }
}

/** The job was cancelled, or the post step asked this process to stop. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';

  constructor() {
    super('Cancelled.');
  }
}

/** @returns the error for an answer in a 2xx that is not what was asked for. */
export function unexpectedResponse(
  about: Pick<RequestFailure, 'purpose' | 'origin' | 'correlationId'>,
  detail: string,
): HarnessError {
  return new HarnessError({ ...about, kind: 'unexpected', status: 200, detail });
}

/**
 * Harness locks an execution for each interrupt, and refuses another one meanwhile: "Cannot register the interrupt. Please
 * retry.", as a 400.
 *
 * @returns the error, as one that passes by itself when its own words say so. Only for requests that may be repeated: a start may not.
 */
export function orTemporary(error: unknown): unknown {
  return error instanceof HarnessError &&
    error.kind === 'refused' &&
    /please (?:retry|try again)|(?:retry|try again) (?:later|after|in a)/i.test(error.failure.detail)
    ? new HarnessError({ ...error.failure, kind: 'unavailable' })
    : error;
}
