/** The URL of a custom webhook, a secret: it is parsed here, and no message quotes more than its host. */
import { quotedValue } from '../../base/text.ts';
import type { Problem } from '../../harness/errors.ts';
import type { Scope } from '../../harness/execution.ts';
import type { Call } from '../../harness/http.ts';
import { isAccount, isIdentifier } from '../../harness/identifiers.ts';
import { trustedOrigin } from '../../harness/origin.ts';
import { locate } from '../../harness/scope.ts';

/** The part of the URL that is asked; its token, if it has one, is secret. */
export type Hook = Required<Pick<Call, 'path' | 'query' | 'secrets'>>;

/** What a webhook's URL says. Parts that are missing or wrong are empty, and listed as problems. */
interface WebhookUrl {
  readonly hook: Hook;
  readonly scope: Scope;
  /** Empty when the URL names none; then its trigger knows. */
  readonly pipeline: string;
  readonly problems: readonly Problem[];
}

// Three forms so far: …/custom/TOKEN/v3, …/custom/v2, …/custom.
const PATH = /^(?:\/gateway)?\/pipeline\/api\/webhook\/custom((?:\/[\w.~%-]+)*)\/?$/;
const VERSION = /^v\d+$/;

/** @returns what to mask: the whole URL, and the token in it, which answers may quote alone. */
export function secretsOf(text: string): string[] {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const given = text === '' ? [] : [text];
  return url === undefined ? given : [...new Set([...given, url.href, ...tokensOf(url)])];
}

function tokensOf(url: URL): string[] {
  const parts = PATH.exec(url.pathname)?.[1]?.split('/') ?? [];
  return parts.filter((part) => part !== '' && !VERSION.test(part));
}

const HOW =
  'Copy it from the trigger in Harness (Copy as Webhook URL in its menu): https://…/pipeline/api/webhook/custom/…/v3?accountIdentifier=…';

/** Reads the URL. Its host is used under the same conditions as that of any URL, so that a typo cannot send it elsewhere. */
export function readWebhookUrl(text: string, baseUrl: string): WebhookUrl {
  const problems: Problem[] = [];
  const reportProblem = (what: string): void => {
    problems.push({ input: 'webhook-url', text: what });
  };
  const base = locate({ key: '', baseUrl, account: '', org: '', project: '', addresses: {} });
  problems.push(...base.problems);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const none = { origin: '', account: '', org: '', project: '' };
  if (url === undefined || !PATH.test(url.pathname)) {
    reportProblem(`is not a custom webhook URL. ${HOW}`);
    return { hook: { path: '', query: {}, secrets: [] }, scope: none, pipeline: '', problems };
  }
  const trusted = trustedOrigin(url, baseUrl === '' || base.scope.origin === '' ? undefined : base.scope.origin);
  if (trusted.origin === undefined) {
    reportProblem(trusted.problem);
  } else if (baseUrl !== '' && base.scope.origin !== '' && trusted.origin !== base.scope.origin) {
    reportProblem(
      `points to ${quotedValue(url.host)}, but base-url points to ${quotedValue(new URL(base.scope.origin).host)}. Remove base-url.`,
    );
  }
  const wrong: string[] = [];
  const named = (name: string, is: (text: string) => boolean): string => {
    const value = url.searchParams.get(name) ?? '';
    if (!is(value)) {
      wrong.push(name);
    }
    return is(value) ? value : '';
  };
  const scope = {
    origin: trusted.origin ?? '',
    account: named('accountIdentifier', isAccount),
    org: named('orgIdentifier', isIdentifier),
    project: named('projectIdentifier', isIdentifier),
  };
  const pipeline = named('pipelineIdentifier', (name) => name === '' || isIdentifier(name));
  if (wrong.length > 0) {
    reportProblem(`has no valid ${wrong.join(', no valid ')}. ${HOW}`);
  }
  const names = [...new Set(url.searchParams.keys())];
  return {
    hook: {
      path: url.pathname,
      query: Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name)])),
      secrets: tokensOf(url),
    },
    scope,
    pipeline,
    problems,
  };
}
