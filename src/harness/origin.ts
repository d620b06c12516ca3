/** Where the key may be sent to. */
import { oneLine, quotedValue } from '../base/text.ts';

/** Whether the host name is of this machine. Only there may the key travel without TLS. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function isHarness(hostname: string): boolean {
  return hostname === 'harness.io' || hostname.endsWith('.harness.io');
}

/** @returns the origin of `base-url`, which may be a whole address of a page; undefined when it is wrong, which was reported then. */
export function readOrigin(text: string, report: (problem: string) => void): string | undefined {
  const shown = quotedValue(text);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['https:', 'http:'].includes(url.protocol)) {
    report(`${shown} is not a URL such as https://app.harness.io.`);
    return undefined;
  }
  const problem = unsafe(url);
  if (problem !== undefined) {
    report(`${quotedValue(url.origin)} ${problem}`); // It may hold a password, so only its origin is shown.
    return undefined;
  }
  return url.origin;
}

/** Whether the text is an origin that the key may be sent to, written as URLs write it. */
export function isSafeOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && unsafe(new URL(text)) === undefined;
}

function unsafe(url: URL): string | undefined {
  return url.username !== '' || url.password !== ''
    ? 'contains a user name or a password. Specify only the host; the key belongs in api-key.'
    : url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
      ? undefined
      : 'would send the key unencrypted. Use https (http is allowed only for loopback addresses).';
}

/**
 * @param base the origin that base-url names, if any
 * @returns the origin of a URL that names its own host, or why nothing is sent there.
 */
export function trustedOrigin(
  url: URL,
  base: string | undefined,
): { origin: string } | { origin?: undefined; problem: string } {
  const shown = quotedValue(url.host);
  if (base !== undefined && new URL(base).host === url.host) {
    return { origin: base };
  }
  if (!isHarness(url.hostname)) {
    return {
      problem: `is a URL of ${shown}, and the key is never sent to a host that only a URL names. If that host is your Harness, set base-url to ${isLoopback(url.hostname) ? url.protocol : 'https:'}//${oneLine(url.host, 100)}`,
    };
  }
  const problem = unsafe(url);
  return problem === undefined ? { origin: url.origin } : { problem: `is a URL of ${shown} that ${problem}` };
}
