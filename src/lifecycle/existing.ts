/** Executions that something else started: found by their id, or as the newest of a pipeline. */
import type { Clock } from '../base/clock.ts';
import { duration } from '../base/text.ts';
import { HarnessError, InputError, DeadlineExceeded } from '../harness/errors.ts';
import type { Scope, StartedExecution } from '../harness/execution.ts';
import { missingPipeline } from '../harness/nextgen/missing-pipeline.ts';
import type { RetryBounds } from '../harness/retry.ts';
import { causedBy, explained, inParagraphs } from '../report/errors.ts';
import type { Verdict } from '../report/report.ts';
import { redVerdict } from '../report/verdict.ts';
import type { Connection } from './connect.ts';

/** Which execution is meant; `pipeline` is empty where only the id is known. */
interface Sought {
  readonly pipeline: string;
  readonly execution: string;
}

/** @throws InputError when it is one of another pipeline; HarnessError, DeadlineExceeded, Cancelled. */
export async function findExecution(
  { harness, retry }: Connection,
  { pipeline, execution: id }: Sought,
  until: RetryBounds,
): Promise<StartedExecution> {
  const found = await retry.untilAnswered((bounds) => harness.find({ id, pipeline }, bounds), until);
  if (pipeline !== '' && found.ref.pipeline !== pipeline) {
    const text = `names an execution of ${found.ref.pipeline}, not of ${pipeline}. Specify only one of them.\n  ${found.ref.url}`;
    throw new InputError([{ input: 'execution', text }]);
  }
  return found;
}

/** @returns the id of a pipeline's newest execution; undefined when it has none. @throws HarnessError, DeadlineExceeded, Cancelled. */
export async function newestOf(
  { harness, retry }: Connection,
  pipeline: string,
  until: RetryBounds,
): Promise<string | undefined> {
  const [newest] = await retry.untilAnswered((bounds) => harness.list({ pipeline, page: 0, size: 1 }, bounds), until);
  return newest?.ref.id;
}

/** ms for finding out why a pipeline has no executions. */
const MISSING_LIMIT = 30_000;

/**
 * Harness's list of executions is as empty for a pipeline that does not exist as for one that never ran.
 *
 * @returns a sentence that names the likely pipelines; undefined when the pipeline exists, or when that cannot be checked.
 */
export function whyEmpty(
  { http }: Connection,
  { scope, pipeline }: { readonly scope: Scope; readonly pipeline: string },
  { deadline, signal, clock }: { readonly deadline: number; readonly signal: AbortSignal; readonly clock: Clock },
): Promise<string | undefined> {
  const limit = Math.max(1, Math.min(MISSING_LIMIT, deadline - clock.now()));
  return missingPipeline({ http, scope, pipeline }, { signal, limit });
}

/** What the verdict on an execution that could not be read needs. */
interface Unread {
  /** ms: the step's own limit. */
  readonly timeout: number;
  /** Whether the timeout makes the step red. */
  readonly failStep: boolean;
  /** The page to open instead. */
  readonly url: string;
}

/** @throws the error itself, when it is a cancel or a fault of this program. */
export function judgeUnread(error: unknown, { timeout, failStep, url }: Unread): Verdict {
  if (error instanceof InputError) {
    return redVerdict('', inParagraphs(error));
  }
  if (error instanceof HarnessError) {
    return redVerdict('unknown', { ...explained(error), link: url });
  }
  if (error instanceof DeadlineExceeded) {
    const verdict = redVerdict('unknown', {
      headline: `The execution could not be read within ${duration(timeout)} (this step's timeout).`,
      ...causedBy(error.last),
      link: url,
    });
    return failStep ? verdict : { ...verdict, isRed: false, level: 'warning' };
  }
  throw error;
}
