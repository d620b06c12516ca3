/** What can go wrong, each with the facts that a person needs to mend it. */
import { count, oneLine } from '../base/text.ts';

/** One thing that is wrong with one input. */
export interface Problem {
  readonly input: string;
  readonly text: string;
}

/** Everything that is wrong with a step's inputs. Thrown before anything is started. */
export class InputError extends Error {
  override readonly name = 'InputError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const width = Math.max(...problems.map(({ input }) => input.length)) + 2;
    const head = `${count(problems.length, 'problem')} in this step's inputs; nothing was started.`;
    super([head, ...problems.map(({ input, text }) => `  ${input.padEnd(width)}${text}`)].join('\n'));
    this.problems = problems;
  }
}

/**
 * What became of a request.
 *
 * - `unsent`: it certainly did not arrive: connection refused, name not resolved.
 * - `untrusted`: it did not leave, because the host's certificate is not trusted.
 * - `lost`: it may have arrived: the connection broke, the answer came late or in part.
 * - `limited`: Harness is asked too often, and did not act.
 * - `unavailable`: 408, 425, 5xx.
 * - `nonsense`: an answer that is not the API's: HTML, no JSON, no object, an error inside a 200.
 * - `redirect`: it points elsewhere; nobody follows, because the key would go along.
 * - `refused`: a 4xx with Harness's own error.
 */
export type FailureKind =
  'unsent' | 'untrusted' | 'lost' | 'limited' | 'unavailable' | 'unexpected' | 'redirect' | 'refused';

/** What is known of a request that brought no usable answer. */
export interface RequestFailure {
  readonly kind: FailureKind;
  /** What was asked, to follow "to": `start deploy_prod in default/shop`. */
  readonly purpose: string;
  readonly origin: string;
  /** HTTP status, when there was an answer. */
  readonly status?: number | undefined;
  /** Harness's `code`, such as NG_ACCESS_DENIED, or the system's, such as ECONNRESET. */
  readonly code?: string | undefined;
  /** What came back, in Harness's words or in ours. */
  readonly detail: string;
  /** Harness's HINT and EXPLANATION messages. */
  readonly hints?: readonly string[] | undefined;
  readonly correlationId?: string | undefined;
  /** ms to wait before asking again, when the answer said so. */
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
}

/** A request to Harness that brought no usable answer. */
export class HarnessError extends Error {
  override readonly name = 'HarnessError';
  readonly failure: RequestFailure;

  constructor(failure: RequestFailure) {
    super(explain(failure), { cause: failure.cause });
    this.failure = failure;
  }

  get kind(): FailureKind {
    return this.failure.kind;
  }

  /** What was asked and what came back: the message's first line, which is a sentence of its own. */
  get headline(): string {
    return this.message.split('\n', 1).join('');
  }
}

/** The time that was given is over. */
export class DeadlineExceeded extends Error {
  override readonly name = 'Overdue';
  /** What the last try met with, if the time ran out while there was no contact. */
  readonly last: HarnessError | undefined;

  constructor(last?: HarnessError) {
    super('The time is over.');
    this.last = last;
  }
}

/** The job was cancelled, or the post step told this process to stop. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';

  constructor() {
    super('Cancelled.');
  }
}

/**
 * What kind of refusal it is, by Harness's code first: TOO_MANY_REQUESTS comes as a 400, a missing pipeline as a 400, and
 * proxies change statuses.
 */
export function refusalReason(failure: RequestFailure): 'unauthorized' | 'forbidden' | 'not-found' | 'other' {
  switch (failure.code ?? '') {
    case 'INVALID_TOKEN':
    case 'EXPIRED_TOKEN':
    case 'REVOKED_TOKEN':
    case 'TOKEN_ALREADY_REFRESHED_ONCE':
      return 'unauthorized';
    case 'NG_ACCESS_DENIED':
    case 'ACCESS_DENIED':
    case 'USER_NOT_AUTHORIZED':
      return 'forbidden';
    case 'ENTITY_NOT_FOUND':
    case 'RESOURCE_NOT_FOUND':
    case 'RESOURCE_NOT_FOUND_EXCEPTION':
      return 'not-found';
    default:
      return failure.status === 401
        ? 'unauthorized'
        : failure.status === 403
          ? 'forbidden'
          : failure.status === 404 || /does(?:n't| not) exist|has been deleted/.test(failure.detail)
            ? 'not-found'
            : 'other';
  }
}

/** Says what was asked, what came back, what it most likely means and what to do next: one paragraph a line. */
function explain(failure: RequestFailure): string {
  const { hints = [], correlationId } = failure;
  const answer = [failure.status, failure.code].filter((part) => part !== undefined).join(' ');
  return [
    `${headline(failure)}${answer === '' ? '' : ` (${answer})`}.`,
    ...(failure.detail === '' ? [] : [`  ${quoted(failure)}`]),
    ...hints.map((hint) => `  Hint: ${oneLine(hint)}`),
    `  ${advice(failure)}${correlationId === undefined ? '' : ` Correlation id ${oneLine(correlationId, 80)}.`}`,
  ].join('\n');
}

/** Harness's words stand between quotation marks, ours and the system's do not. */
function quoted({ kind, detail }: RequestFailure): string {
  const isTheirs = kind === 'refused' || kind === 'limited' || kind === 'unavailable';
  return isTheirs ? `"${oneLine(detail)}"` : oneLine(detail);
}

function headline(failure: RequestFailure): string {
  const { purpose, origin } = failure;
  switch (failure.kind) {
    case 'unsent':
      return `${origin} could not be reached to ${purpose}`;
    case 'untrusted':
      return `The certificate of ${origin} is not trusted; the request to ${purpose} was not sent`;
    case 'lost':
      return `The connection to ${origin} gave no whole answer to the request to ${purpose}`;
    case 'limited':
      return `Harness is asked too often with this key; it did not ${purpose}`;
    case 'unavailable':
      return `Harness could not ${purpose}`;
    case 'unexpected':
      return `${origin} did not answer as Harness does, asked to ${purpose}`;
    case 'redirect':
      return `${origin} redirects the request to ${purpose}`;
    case 'refused':
      break;
  }
  switch (refusalReason(failure)) {
    case 'unauthorized':
      return `Harness does not accept this key, asked to ${purpose}`;
    case 'forbidden':
      return `Harness does not let this key ${purpose}`;
    case 'not-found':
      return `Harness does not find what it needs to ${purpose}`;
    case 'other':
      return `Harness refused to ${purpose}`;
  }
}

function advice(failure: RequestFailure): string {
  switch (failure.kind) {
    case 'unsent':
      return 'Check base-url, the proxy settings of the runner (HTTPS_PROXY, NO_PROXY) and whether the runner may reach that host.';
    case 'untrusted':
      return 'If Harness has a certificate of your own authority, name its file in NODE_EXTRA_CA_CERTS in the environment of the runner or of this step.';
    case 'lost':
    case 'unavailable':
      return 'This is most likely a passing fault of the network or of Harness (status.harness.io).';
    case 'limited':
      return 'Harness allows 400 requests a minute for a key: use one key per team, or a longer poll-interval.';
    case 'unexpected':
      return 'A proxy, a firewall or a login page may stand in between: check base-url and that the key has not expired.';
    case 'redirect':
      return 'It is not followed, because the key would go along. Give the host that it names as base-url, if that is your Harness.';
    case 'refused':
      break;
  }
  const permission = /core_\w+/.exec(failure.detail)?.[0];
  switch (refusalReason(failure)) {
    case 'unauthorized':
      return 'The key is wrong, expired or revoked, or belongs to another account: make a new token and store it as the secret that api-key reads.';
    case 'forbidden':
      return permission === undefined
        ? "Give the key's user or service account a role in that project that allows it."
        : `Give the key's user or service account a role with ${permissionName(permission)} in that project.`;
    case 'not-found':
      return 'Check account, org, project and pipeline: a key that may not see a project gets this answer, too.';
    case 'other':
      return 'Mend what Harness names, then run this again.';
  }
}

/** `core_pipeline_execute` as Harness's own pages call it: `Pipeline: Execute`. */
function permissionName(permission: string): string {
  const [, resource = '', action = ''] = permission.split('_');
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  return `${capital(resource)}: ${capital(action)} (${permission})`;
}
