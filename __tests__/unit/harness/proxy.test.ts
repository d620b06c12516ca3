/** The environment names a proxy, none, or something that is no proxy: then nothing is sent. */
import { describe, expect, test } from '@jest/globals';

import { InputError } from '../../../src/harness/errors.ts';
import { type Proxy, type ProxyVariables, requireProxy } from '../../../src/harness/proxy.ts';

const ORIGIN = 'https://app.harness.io';
const at = (value: string, more: ProxyVariables = {}): Proxy | undefined =>
  requireProxy(ORIGIN, { HTTPS_PROXY: value, ...more });
/** @returns the problems with a proxy; none when it is one. */
function problemsOf(value: string, more: ProxyVariables = {}): InputError['problems'] {
  try {
    at(value, more);
    return [];
  } catch (error) {
    if (error instanceof InputError) {
      return error.problems;
    }
    throw error;
  }
}
const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`;

describe('a proxy', () => {
  test.each<[string, object]>([
    ['http://proxy.example:3128', { isTls: false, host: 'proxy.example', port: 3128, authorization: undefined }],
    ['http://proxy.example:3128/', { host: 'proxy.example', port: 3128 }],
    ['http://proxy.example', { host: 'proxy.example', port: 80 }],
    ['https://proxy.example', { isTls: true, host: 'proxy.example', port: 443 }],
    ['HTTP://Proxy.Example:8080', { isTls: false, host: 'proxy.example', port: 8080 }],
    ['proxy.example:3128', { isTls: false, host: 'proxy.example', port: 3128 }],
    [' http://proxy.example:3128\n', { host: 'proxy.example', port: 3128 }],
    ['http://[::1]:3128', { host: '::1', port: 3128 }],
    ['http://user:pass@proxy.example:3128', { host: 'proxy.example', authorization: basic('user:pass') }],
    ['user:pass@proxy.example:3128', { host: 'proxy.example', port: 3128, authorization: basic('user:pass') }],
    ['http://user@proxy.example', { authorization: basic('user:') }],
    ['http://us%40er:p%23s%2Fs%25@proxy.example', { authorization: basic('us@er:p#s/s%') }],
    ['http://user:p@ss@proxy.example:3128', { host: 'proxy.example', authorization: basic('user:p@ss') }],
    ['http://user:pä$$@proxy.example', { authorization: basic('user:pä$$') }],
  ])('%s', (value, proxy) => {
    expect(at(value)).toMatchObject(proxy);
  });

  test.each([
    'http://user:p#ss@proxy.example:3128', // the password ends the host
    'http://user:1#ss@proxy.example:3128', // a host named user, at port 1
    'http://user:1/ss@proxy.example:3128',
    'http://user:p/ss@proxy.example:3128',
    'http://user:1?ss@proxy.example:3128',
    'http://user:p%ss@proxy.example:3128',
    'http://proxy.example:3128/path',
    'http://proxy.example:3128?',
    'http://proxy.example:3128#',
    'http://proxy.example:99999',
    'http://',
    'socks5://proxy.example:1080',
    'ftp://proxy.example',
    'http:/ /proxy.example',
    'my proxy',
    ':3128',
  ])('%s is rejected, and the error shows the correct form without the password', (value) => {
    const found = problemsOf(value);
    expect(found).toMatchObject([{ input: 'HTTPS_PROXY', text: expect.stringContaining('# as %23') }]);
    expect(JSON.stringify(found)).not.toMatch(/ss@|p#|p%s/);
  });

  test('the lower-case variable takes precedence, and an empty one is ignored', () => {
    expect(at('http://upper.example', { https_proxy: 'http://lower.example' })).toMatchObject({
      host: 'lower.example',
    });
    expect(at('http://upper.example', { https_proxy: '' })).toMatchObject({ host: 'upper.example' });
    expect(problemsOf('http://upper.example', { https_proxy: 'socks://x' })).toMatchObject([{ input: 'https_proxy' }]);
    expect(at('')).toBeUndefined();
    expect(at('  ')).toBeUndefined();
    expect(requireProxy(ORIGIN, {})).toBeUndefined();
  });
});

describe('no proxy', () => {
  test.each([
    ['*', ORIGIN],
    ['app.harness.io', ORIGIN],
    ['APP.Harness.IO', ORIGIN],
    ['harness.io', ORIGIN],
    ['.harness.io', ORIGIN],
    ['intranet.example, harness.io', ORIGIN],
    ['app.harness.io:443', ORIGIN],
    ['harness.example:8443', 'https://harness.example:8443'],
    ['', 'https://127.0.0.1:9'],
    ['', 'https://localhost'],
    ['', 'https://[::1]:9'],
    ['', 'http://127.0.0.1:9'],
  ])('%s bypasses the proxy for %s', (value, origin) => {
    expect(requireProxy(origin, { HTTPS_PROXY: 'no proxy at all', NO_PROXY: value })).toBeUndefined();
  });

  test.each(['', 'ness.io', 'app.harness.io:8443', 'app.harness.io.example', 'other.example'])(
    '%s does not bypass the proxy',
    (value) => {
      expect(at('http://proxy.example', { NO_PROXY: value })).toMatchObject({ host: 'proxy.example' });
    },
  );

  test('the lower-case variable takes precedence', () => {
    expect(at('http://proxy.example', { no_proxy: 'x.example', NO_PROXY: '*' })).toMatchObject({ port: 80 });
    expect(at('http://proxy.example', { no_proxy: '*', NO_PROXY: 'x.example' })).toBeUndefined();
  });
});
