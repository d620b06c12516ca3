/** What Harness says of a failure. Summaries, stages, steps and graph nodes say it in one structure, which only this reads. */
import { at, list, text, texts } from '../../base/shape.ts';

/** A failure in Harness's words. */
export interface FailureInfo {
  readonly message: string | undefined;
  /** What it says further of the cause, each once. */
  readonly explanations: readonly string[];
  /** What it advises, each once. */
  readonly hints: readonly string[];
  /** TIMEOUT_ERROR, APPROVAL_REJECTION … */
  readonly types: readonly string[];
}

/** Response messages that are read; Harness gives a handful. */
const MAX_RESPONSES = 200;

/** Messages that send the reader elsewhere. */
const EMPTY_WORDS =
  /check (the )?(execution |step |delegate )?logs?\b|^((step|stage|pipeline|execution) )*(has )?failed\.?$/i;

/**
 * The message is the first that says something: `message`, else those of `responseMessages` at level ERROR. In a fifth of
 * recorded failures `message` is empty and only the list has the cause. Explanations and hints are in that list under
 * the codes EXPLANATION and HINT; Harness often repeats the message there, which is left out.
 *
 * @param info `failureInfo` or `failureInfoDTO`: `{message, failureTypeList, responseMessages: [{code, level, message}]}`;
 * the older `executionErrorInfo` has the message alone
 */
export function readFailureInfo(info: unknown): FailureInfo {
  const responses = list(at(info, 'responseMessages'))
    .slice(0, MAX_RESPONSES)
    .flatMap((response) => {
      const message = trimmed(at(response, 'message'));
      return message === undefined ? [] : [{ code: at(response, 'code'), level: at(response, 'level'), message }];
    });
  const errors = responses.filter(({ code, level }) => level === 'ERROR' && code !== 'HINT' && code !== 'EXPLANATION');
  const own = trimmed(at(info, 'message'));
  const candidates = [...(own === undefined ? [] : [own]), ...errors.map(({ message }) => message)];
  const message = candidates.find((each) => !EMPTY_WORDS.test(each)) ?? candidates[0];
  const advice = (wanted: string): string[] =>
    unique(responses.flatMap((each) => (each.code === wanted && each.message !== message ? [each.message] : [])));
  const hints = advice('HINT');
  return {
    message,
    explanations: advice('EXPLANATION').filter((each) => !hints.includes(each)),
    hints,
    types: unique(texts(at(info, 'failureTypeList'))),
  };
}

function trimmed(value: unknown): string | undefined {
  return text((text(value) ?? '').trim());
}

/** Explanations, hints and types that are kept of each failure. */
const MAX_KEPT = 5;

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].slice(0, MAX_KEPT);
}
