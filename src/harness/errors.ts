/** What can go wrong: each error says what was asked, what came back, what that most likely means and what to do. */
import { count, oneLine } from '../base/text.ts';
import { adviceFor, saysMissing } from './advice.ts';

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

/**
 * What became of a request.
 *
 * - `unsent`: it certainly did not arrive, because no connection could be made: refused, unreachable, name not resolved, late.
 * - `untrusted`: it was not sent, because the host's certificate is not trusted.
 * - `handshake`: it was not sent, because the host does not speak TLS, or no version that both know.
 * - `lost`: it may have arrived: the connection broke, the answer came late or in part.
 * - `limited`: rate limited: Harness did not act.
 * - `unavailable`: 408, 425, 5xx.
 * - `unexpected`: an answer that is not the API's: HTML, no JSON, no object, an error inside a 200.
 * - `redirect`: it points elsewhere. It is not followed, because the key would go along.
 * - `refused`: a 4xx with Harness's own error.
 */
export type FailureKind =
  'unsent' | 'untrusted' | 'handshake' | 'lost' | 'limited' | 'unavailable' | 'unexpected' | 'redirect' | 'refused';

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
  /** Whether Harness was asked for its list of pipelines, and the pipeline is not in it. */
  readonly isPipelineMissing?: boolean | undefined;
  /** ms to wait before asking again, when the answer said so. */
  readonly retryAfter?: number | undefined;
  readonly cause?: unknown;
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
  /** Everything that the message says. */
  readonly paragraphs: readonly string[];

  constructor(failure: RequestFailure) {
    const headline = `${headlineOf(failure)}.`;
    const reason = detailOf(failure);
    const advice = adviceIn(failure);
    const paragraphs = [headline, ...(reason === '' ? [] : [reason]), ...advice];
    super(paragraphs.join('\n  '), { cause: failure.cause });
    this.failure = failure;
    this.headline = headline;
    this.reason = reason;
    this.advice = advice;
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
    super('The time is over.');
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

/**
 * What kind of refusal it is, by Harness's code first: TOO_MANY_REQUESTS comes as a 400, a missing pipeline as a 400, and
 * proxies change statuses.
 */
export function refusalReason({
  code = '',
  status,
  detail,
}: Pick<RequestFailure, 'code' | 'status' | 'detail'>): 'unauthorized' | 'forbidden' | 'not-found' | 'other' {
  switch (code) {
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
  }
  if (status === 401 || status === 403) {
    return status === 401 ? 'unauthorized' : 'forbidden';
  }
  // A file that is missing in Git comes as a 404, too, and is not the pipeline.
  const isKnown = adviceFor({ code, detail }) !== undefined;
  return !isKnown && (status === 404 || saysMissing(detail)) ? 'not-found' : 'other';
}

function adviceIn(failure: RequestFailure): string[] {
  const { hints = [], correlationId } = failure;
  return [
    ...hints.map((hint) => `Hint: ${oneLine(hint)}`),
    `${adviceOn(failure)}${correlationId === undefined ? '' : ` Correlation id ${oneLine(correlationId, 80)}.`}`,
  ];
}

/** Harness's own words are in quotation marks, those of the system or of this program are not. */
function detailOf({ kind, detail }: RequestFailure): string {
  const isQuoted = kind === 'refused' || kind === 'limited' || kind === 'unavailable';
  return isQuoted && detail !== '' ? `"${oneLine(detail)}"` : oneLine(detail);
}

/** @returns the headline without its full stop. */
function headlineOf(failure: RequestFailure): string {
  const answer = [failure.status, failure.code].filter((part) => part !== undefined).join(' ');
  return `${whatHappened(failure)}${answer === '' ? '' : ` (${answer})`}`;
}

function whatHappened(failure: RequestFailure): string {
  const { purpose, origin } = failure;
  switch (failure.kind) {
    case 'unsent':
      return `Could not connect to ${origin} to ${purpose}`;
    case 'untrusted':
      return `The certificate of ${origin} is not trusted; could not ${purpose}`;
    case 'handshake':
      return `Could not set up TLS with ${origin}; could not ${purpose}`;
    case 'lost':
      return `Lost the connection to ${origin} while trying to ${purpose}`;
    case 'limited':
      return `Rate limited by Harness (400 requests a minute for this key); could not ${purpose}`;
    case 'unavailable':
      return `Harness could not ${purpose}`;
    case 'unexpected':
      return `Unexpected response from ${origin} when trying to ${purpose}`;
    case 'redirect':
      return `${origin} redirected the request to ${purpose}`;
    case 'refused':
      break;
  }
  switch (refusalReason(failure)) {
    case 'unauthorized':
      return `Harness rejected the API key when trying to ${purpose}`;
    case 'forbidden':
      return `The API key has no permission to ${purpose}`;
    case 'not-found':
      return `Harness returned "not found" when trying to ${purpose}`;
    case 'other':
      return `Harness refused to ${purpose}`;
  }
}

const CASE = 'Identifiers are case-sensitive: compare those of pipeline, org and project with the URL of the pipeline.';

function adviceOn(failure: RequestFailure): string {
  switch (failure.kind) {
    case 'unsent':
      return failure.code === 'PROXY_407'
        ? 'The proxy asks for a user name and a password: write them into HTTPS_PROXY as http://USER:PASSWORD@HOST:PORT.'
        : 'Check base-url, the proxy settings of the runner (HTTPS_PROXY, NO_PROXY) and whether the runner may reach that host.';
    case 'untrusted':
      return 'If Harness has a certificate of your own authority, name its file in NODE_EXTRA_CA_CERTS in the environment of the runner or of this step.';
    case 'handshake':
      return 'Check the host and port of base-url and of HTTPS_PROXY: what answers there does not speak TLS, or no version that both sides know.';
    case 'lost':
      return 'This is most likely a temporary fault of the network or of Harness (status.harness.io).';
    case 'unavailable':
      return failure.status === 500
        ? `This is most likely a temporary fault of Harness (status.harness.io). If it persists: ${CASE}`
        : 'This is most likely a temporary fault of Harness or of a proxy before it (status.harness.io).';
    case 'limited':
      return 'Use one key per team, or a longer poll-interval.';
    case 'unexpected':
      return 'A proxy, a firewall or a login page may have answered instead: check base-url and that the key has not expired.';
    case 'redirect':
      return 'It is not followed, because the key would go along. Give the host that it names as base-url, if that is your Harness.';
    case 'refused':
      break;
  }
  const permission = /core_\w+/.exec(failure.detail)?.[0];
  switch (refusalReason(failure)) {
    case 'unauthorized':
      return 'The key is wrong, expired or revoked, or belongs to another account: create a new token and store it as the secret that api-key reads.';
    case 'forbidden':
      return permission === undefined
        ? "Give the key's user or service account a role in that project that allows it."
        : `Give the key's user or service account a role with ${permissionName(permission)} in that project.`;
    case 'not-found':
      return `Check account, org, project and pipeline. ${CASE} A key that may not see a project gets this answer, too.`;
    case 'other':
      return adviceFor(failure) ?? 'Fix the problem that Harness reports, then re-run.';
  }
}

/** `core_pipeline_execute` as Harness's own pages call it: `Pipeline: Execute`. */
function permissionName(permission: string): string {
  const [, resource = '', action = ''] = permission.split('_');
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  return `${capital(resource)}: ${capital(action)} (${permission})`;
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
 * @returns the error, as one that passes by itself when its own words say so. For what may be asked twice: a start may not.
 */
export function orTemporary(error: unknown): unknown {
  return error instanceof HarnessError &&
    error.kind === 'refused' &&
    /please (?:retry|try again)|(?:retry|try again) (?:later|after|in a)/i.test(error.failure.detail)
    ? new HarnessError({ ...error.failure, kind: 'unavailable' })
    : error;
}
