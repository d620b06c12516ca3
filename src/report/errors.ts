/** What a verdict says of an error. */
import type { HarnessError } from '../harness/errors.ts';
import type { Verdict } from './report.ts';

/** What a verdict says, beside its color. */
export type VerdictText = Pick<Verdict, 'headline' | 'reason' | 'details' | 'correlationId' | 'link' | 'executions'>;

/** @returns what an error says whose first paragraph is a sentence of its own. */
export function inParagraphs({
  paragraphs: [headline = '', ...details],
}: {
  readonly paragraphs: readonly string[];
}): VerdictText {
  return { headline, details };
}

/** @returns what there is to say of an error that ends the step. */
export function explained({ headline, reason, advice, correlationId }: HarnessError): VerdictText {
  return { headline, ...(reason === '' ? {} : { reason }), details: advice, correlationId };
}

/** @returns what there is to say of an error below a headline of another kind; nothing without one. */
export function causedBy(error: HarnessError | undefined): Pick<Verdict, 'details' | 'correlationId'> {
  return error === undefined
    ? {}
    : { details: [error.headline, ...reasonsOf(error)], correlationId: error.correlationId };
}

/** @returns what there is to say of an error below its headline. */
export function reasonsOf({ reason, advice }: HarnessError): readonly string[] {
  return [...(reason === '' ? [] : [reason]), ...advice];
}
