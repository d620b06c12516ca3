/** What GitHub's refusals mean: whether to retry, and what to report. */
import type { Clock } from '../base/clock.ts';
import { at, list, text, integer } from '../base/shape.ts';
import { oneLine } from '../base/text.ts';
import type { Workflow } from '../runner/workflow.ts';

/** @returns ms before a retry; undefined if a retry is of no use. */
export function pauseAfter(error: unknown, tries: number, clock: Clock): number | undefined {
  const status = integer(at(error, 'status')) ?? 0;
  const after = integer(at(error, 'response', 'headers', 'retry-after'));
  if (status === 429 || (status === 403 && (after !== undefined || isLimit(error)))) {
    return (after ?? 60) * 1000; // GitHub's recommendation for a secondary limit without a time.
  }
  // Octokit calls a broken connection and its own timeout a 500.
  return status < 500 ? undefined : Math.max((after ?? 0) * 1000, (0.5 + clock.random()) * 500 * 2 ** tries);
}

function isLimit(error: unknown): boolean {
  return /rate limit|abuse/i.test(text(at(error, 'response', 'data', 'message')) ?? '');
}

/** @returns what came back and what to do next, to follow a colon. */
export function explain(error: unknown, permission: string, workflow: Workflow): string {
  const status = integer(at(error, 'status')) ?? 0;
  const data = at(error, 'response', 'data');
  const words = text(at(data, 'message'));
  const answer = `GitHub returned ${status}${words === undefined ? '' : ` "${oneLine(words, 200)}"`}${reasons(data)}`;
  if (at(error, 'response') === undefined) {
    return `GitHub returned no usable response (${oneLine(text(at(error, 'message')) ?? 'no reason given', 200)}).`;
  }
  if (status === 429 || isLimit(error)) {
    return `${answer}. The rate limit of this token is exceeded.`;
  }
  if (status === 401) {
    return `${answer}. The token in github-token is wrong or has expired.`;
  }
  if ((status !== 403 && status !== 404) || /locked/i.test(words ?? '')) {
    return `${answer}.`;
  }
  const reader =
    workflow.withoutSecrets === undefined
      ? ''
      : ` GitHub does not grant it to workflow runs for pull requests ${workflow.withoutSecrets === 'fork' ? 'from forks' : 'from Dependabot'}.`;
  return `${answer}. Add '${permission}' to the permissions of the job or workflow.${reader}`;
}

/** What GitHub's validation says of each field, as in a 422: ` (message; resource.field code)`. */
function reasons(data: unknown): string {
  const said = list(at(data, 'errors')).flatMap((each) => {
    const parts = [text(at(each, 'resource')), text(at(each, 'field'))].filter((part) => part !== undefined);
    const words =
      text(each) ?? text(at(each, 'message')) ?? [parts.join('.'), text(at(each, 'code')) ?? ''].join(' ').trim();
    return words === '' ? [] : [words];
  });
  return said.length === 0 ? '' : ` (${oneLine(said.slice(0, 5).join('; '), 300)})`;
}

/** @returns what to throw for an answer that is no answer of GitHub's: with a server's status, so that it is asked again. */
export function malformedResponse(): Error {
  return Object.assign(new Error('the response is incomplete or does not come from GitHub'), { status: 502 });
}
