/** A request failure in words: what was asked, what came back, what that most likely means and what to do. */
import { oneLine } from '../base/text.ts';
import { adviceFor } from './advice.ts';
import { refusalReason, type RequestFailure } from './request-failure.ts';

/** @returns what Harness explains and advises, and what to do, a paragraph each. */
export function adviceIn(failure: RequestFailure): string[] {
  const { explanations = [], hints = [] } = failure;
  return [
    ...explanations.map((explanation) => `"${oneLine(explanation)}"`),
    ...hints.map((hint) => `Hint: ${oneLine(hint)}`),
    adviceOn(failure),
  ];
}

/** @returns the paragraphs, the last of them with the id that Harness's support asks for. */
export function withCorrelationId(paragraphs: readonly string[], id: string | undefined): readonly string[] {
  const last = paragraphs.at(-1);
  return id === undefined
    ? paragraphs
    : [...paragraphs.slice(0, -1), `${last === undefined ? '' : `${last} `}Correlation id ${id}.`];
}

/** Harness's own words are in quotation marks, those of the system or of this program are not. */
export function detailOf({ kind, detail }: RequestFailure): string {
  const isQuoted = kind === 'refused' || kind === 'limited' || kind === 'unavailable';
  return isQuoted && detail !== '' ? `"${oneLine(detail)}"` : oneLine(detail);
}

/** @returns the headline without its full stop. */
export function headlineOf(failure: RequestFailure): string {
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

const COMPARE = 'compare pipeline, org and project with the URL of the pipeline.';

function adviceOn(failure: RequestFailure): string {
  switch (failure.kind) {
    case 'unsent':
      return failure.code === 'PROXY_407'
        ? 'The proxy requires a user name and a password: set HTTPS_PROXY to http://USER:PASSWORD@HOST:PORT.'
        : 'Check base-url, the proxy settings of the runner (HTTPS_PROXY, NO_PROXY) and whether the runner can reach that host.';
    case 'untrusted':
      return "If Harness uses a certificate of a private CA, set NODE_EXTRA_CA_CERTS to the CA's file in the environment of the runner or of this step.";
    case 'handshake':
      return 'Check the host and port of base-url and of HTTPS_PROXY: the server there does not speak TLS, or supports no common TLS version.';
    case 'lost':
      return 'This is most likely a temporary problem of the network or of Harness (status.harness.io).';
    case 'unavailable':
      return failure.status === 500
        ? `This is most likely a temporary problem of Harness (status.harness.io). If it persists, an identifier may be in the wrong letter case: ${COMPARE}`
        : 'This is most likely a temporary problem of Harness or of a proxy in front of it (status.harness.io).';
    case 'limited':
      return 'Use one key per team, or a longer poll-interval.';
    case 'unexpected':
      return 'A proxy, a firewall or a login page may have responded instead: check base-url and that the key has not expired.';
    case 'redirect':
      return 'The redirect was not followed, because it would send the key to another host. If that host is your Harness, set base-url to it.';
    case 'refused':
      break;
  }
  const permission = /core_\w+/.exec(failure.detail)?.[0];
  switch (refusalReason(failure)) {
    case 'unauthorized':
      return 'The key is wrong, expired or revoked, or belongs to another account: create a new token and store it in the secret that api-key uses.';
    case 'forbidden':
      return permission === undefined
        ? "Assign the key's user or service account a role in that project that allows this."
        : `Assign the key's user or service account a role with ${permissionName(permission)} in that project.`;
    case 'not-found':
      return `Check account, org, project and pipeline. Identifiers are case-sensitive: ${COMPARE} Harness also responds like this when the key has no access to the project.`;
    case 'other':
      return adviceFor(failure) ?? 'Fix the problem that Harness reports, then re-run.';
  }
}

/** `core_pipeline_execute` as Harness's own pages call it: `Pipeline: Execute`. */
function permissionName(permission: string): string {
  const [, resource = '', action = ''] = permission.split('_');
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  return `${resource === 'inputset' ? 'Input Set' : capital(resource)}: ${capital(action)} (${permission})`;
}
