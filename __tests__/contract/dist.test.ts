/** What dist is made of: everything once, little of it before the first request. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';

import { ROOT } from '../support/runner/action.ts';

const DIST = join(ROOT, 'dist');
const SCRIPTS = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.js'));
const textOf = (path: string): string => readFileSync(join(DIST, path), 'utf8');

test('all actions together have less than 2.4 MB of JavaScript', () => {
  const bytes = SCRIPTS.map((path) => statSync(join(DIST, path)).size);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_400_000);
});

test.each([
  ['the client of http', 'bundle/index.js', /\bclass HttpClient \{(?=[^]*allowRedirects)/],
  ['octokit', 'bundle/github/github.js', /codesOfConduct: \{/],
  ['the tunnel to a proxy', 'bundle/tunnel.js', /function TunnelingAgent\(/],
  ['the parser of YAML', 'bundle/yaml.js', /class YAMLParseError /],
  ['undici', 'bundle/undici/index.js', /class ProxyAgent /],
])('%s is in %s alone', (_what, home, sign) => {
  expect(SCRIPTS.filter((path) => sign.test(textOf(path)))).toContain(home);
  // @actions/github has an older client of its own.
  const others = home === 'bundle/index.js' ? ['bundle/github/github.js'] : [];
  expect(SCRIPTS.filter((path) => path !== home && !others.includes(path) && sign.test(textOf(path)))).toEqual([]);
});

test('nothing but the shared bundle is read before the first request', () => {
  const imports = (path: string): string[] =>
    [...textOf(path).matchAll(/^import .*? from ["'](\.[^"']+)["']/gm)].map(([, target = '']) => target);
  expect(imports('bundle/index.js').toSorted()).toEqual(['./tunnel.js', './undici.js']);
  expect(imports('bundle/undici.js')).toEqual([]);
  for (const door of SCRIPTS.filter((path) => !path.includes('/'))) {
    expect([door, imports(door)]).toEqual([door, ['./bundle/index.js']]);
  }
});

test('beside each bundle stand the licences of its packages', () => {
  const licences = (path: string): string => readFileSync(join(DIST, 'bundle', path), 'utf8');
  expect(licences('licenses.txt')).toMatch(/^@actions\/core$/m);
  expect(licences('licenses.txt')).toMatch(/^@actions\/http-client$/m);
  expect(licences('github/github.licenses.txt')).toMatch(/^@octokit\/core$/m);
  expect(licences('yaml.licenses.txt')).toMatch(/^yaml$/m);
  expect(licences('tunnel.licenses.txt')).toMatch(/^tunnel$/m);
  expect(licences('undici/licenses.txt')).toMatch(/^undici$/m);
});
