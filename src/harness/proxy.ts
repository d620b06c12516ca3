/** Which proxy a request to Harness goes through, as the environment of the runner says. */

import { InputError } from './errors.ts';

/** The variables of the environment that name proxies; the lower-case spelling counts first, an empty one counts as missing. */
export interface ProxyVariables {
  readonly https_proxy?: string | undefined;
  readonly HTTPS_PROXY?: string | undefined;
  readonly no_proxy?: string | undefined;
  readonly NO_PROXY?: string | undefined;
}

/** A proxy that tunnels by CONNECT. */
export interface Proxy {
  /** Whether the proxy itself is spoken to over TLS. */
  readonly isTls: boolean;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
  /** Value of `Proxy-Authorization`; undefined when the variable holds no user. */
  readonly authorization: string | undefined;
}

/** A variable that is set to something that is no proxy. Its value is not shown: it may hold a password. */
interface ProxyProblem {
  readonly variable: 'https_proxy' | 'HTTPS_PROXY';
  readonly problem: string;
}

const HOW =
  'Write it as http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, special characters in USER and PASSWORD ' +
  'percent-encoded (# as %23, / as %2F, ? as %3F, % as %25, @ as %40).';

/**
 * @param origin only https goes through a proxy: plain http is for loopback addresses, which never do
 * @returns the proxy for an origin; undefined for a direct connection; or what is wrong with the variable that names it: a
 * request that quietly went around a proxy would be one that a company's rules forbid.
 */
function proxyFor(origin: string, variables: ProxyVariables): Proxy | ProxyProblem | undefined {
  const url = new URL(origin);
  if (url.protocol !== 'https:' || isBypassed(url, variables.no_proxy || variables.NO_PROXY || '')) {
    return undefined;
  }
  const variable = variables.https_proxy ? 'https_proxy' : 'HTTPS_PROXY';
  const value = variables[variable]?.trim() ?? '';
  return value === '' ? undefined : (readProxy(value) ?? { variable, problem: `is not a proxy URL. ${HOW}` });
}

/**
 * @returns the proxy for an origin, undefined for a direct connection.
 * @throws InputError when the variable that names it cannot be understood
 */
export function requireProxy(origin: string, variables: ProxyVariables = {}): Proxy | undefined {
  const proxy = URL.canParse(origin) ? proxyFor(origin, variables) : undefined;
  if (proxy !== undefined && 'problem' in proxy) {
    throw new InputError([{ input: proxy.variable, text: proxy.problem }]);
  }
  return proxy;
}

/** @returns undefined for what names no http or https proxy, or names more than one: a password cut at its `#` or `/`. */
function readProxy(value: string): Proxy | undefined {
  const text = value.includes('://') ? value : `http://${value}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isWhole = url?.pathname === '/' && url.search === '' && url.hash === '' && !/[?#]$/.test(text);
  if (url === undefined || !isWhole || !['http:', 'https:'].includes(url.protocol)) {
    return undefined;
  }
  const isTls = url.protocol === 'https:';
  try {
    const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    return {
      isTls,
      host: url.hostname.replace(/^\[(.+)\]$/, '$1'),
      port: url.port === '' ? (isTls ? 443 : 80) : Number(url.port),
      authorization: user === ':' ? undefined : `Basic ${Buffer.from(user).toString('base64')}`,
    };
  } catch {
    return undefined; // A % that begins no percent-encoding.
  }
}

/** The rules of the runner and of @actions/http-client: `*`, a host, a domain with or without its dot, each with a port or not. */
function isBypassed(url: URL, noProxy: string): boolean {
  const host = url.hostname.toLowerCase();
  if (host === 'localhost' || host.startsWith('127.') || host === '[::1]') {
    return true;
  }
  const names = [host, `${host}:${url.port === '' ? 443 : url.port}`];
  return noProxy
    .toLowerCase()
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .some(
      (item) => item === '*' || names.some((name) => name === item || name.endsWith(`.${item.replace(/^\./, '')}`)),
    );
}
