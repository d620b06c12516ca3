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

test('all actions together have less than 2.1 MB of JavaScript', () => {
  const bytes = SCRIPTS.map((path) => statSync(join(DIST, path)).size);
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(2_100_000);
});

test.each([
  ['the HTTP client', 'bundle/index.js', /\bclass \w*HttpClient \{(?=[^]*allowRedirects)/],
  ['octokit', 'bundle/github/github.js', /codesOfConduct: \{/],
  ['the parser of YAML', 'bundle/yaml.js', /class YAMLParseError /],
  ['undici', 'bundle/undici/index.js', /class ProxyAgent /],
])('%s is bundled only in %s', (_what, home, sign) => {
  expect(SCRIPTS.filter((path) => sign.test(textOf(path)))).toContain(home);
  // @actions/github has an older client of its own.
  const others = home === 'bundle/index.js' ? ['bundle/github/github.js'] : [];
  expect(SCRIPTS.filter((path) => path !== home && !others.includes(path) && sign.test(textOf(path)))).toEqual([]);
});

test('only the shared bundle is loaded before the first request', () => {
  const imports = (path: string): string[] =>
    [...textOf(path).matchAll(/^import .*? from ["'](\.[^"']+)["']/gm)].map(([, target = '']) => target);
  expect(imports('bundle/index.js').toSorted()).toEqual(['./toolkit.js']);
  for (const file of ['toolkit', 'undici']) {
    expect(imports(`bundle/${file}.js`)).toEqual([]);
  }
  for (const entry of SCRIPTS.filter((path) => !path.includes('/'))) {
    expect([entry, imports(entry)]).toEqual([entry, ['./bundle/index.js']]);
  }
});

test('Node modules that the first request does not need are loaded later', () => {
  const bundle = textOf('bundle/index.js');
  const loaded = [...bundle.matchAll(/^const \w+ = process\.getBuiltinModule\("(?:node:)?([^"]+)"\)/gm)];
  const names = [...new Set(loaded.map(([, name = '']) => name))].toSorted();
  expect(names).toEqual(['fs', 'http', 'net', 'os', 'path', 'stream', 'timers/promises']);
});

test('random bytes and identifiers are random, whether or not the system has a file of them', async () => {
  const path = join(DIST, 'bundle/toolkit.js');
  const { randomBytes, randomUUID } = (await import(path)) as {
    readonly randomBytes: (size: number) => Buffer;
    readonly randomUUID: () => string;
  };
  const many = Array.from({ length: 200 }, () => randomBytes(8).toString('hex'));
  expect(new Set(many).size).toBe(200);
  expect(many.every((each) => /^[\da-f]{16}$/.test(each))).toBe(true);
  expect(randomUUID()).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  const elsewhere = textOf('bundle/toolkit.js').replace('/dev/urandom', '/there/is/none');
  const { randomBytes: bytesOfCrypto } = (await import(`data:text/javascript,${encodeURIComponent(elsewhere)}`)) as {
    readonly randomBytes: (size: number) => Buffer;
  };
  expect(bytesOfCrypto(8)).toHaveLength(8);
  expect(bytesOfCrypto(8)).not.toEqual(bytesOfCrypto(8));
});

test('no regular expression that is parsed at start-up has a Unicode class', () => {
  const literals = textOf('bundle/index.js').match(/^.*\/\S*\\p\{.*\/[a-z]*u[a-z]*\b.*$/gm) ?? [];
  expect(literals.filter((line) => !line.includes('String.raw') && !/^\s*(?:\*|\/\/)/.test(line))).toEqual([]);
});

test('the bundle contains the version of package.json', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };
  expect(textOf('bundle/index.js')).toMatch(new RegExp(`VERSION = '${version.replaceAll('.', '\\.')}'`));
  expect(SCRIPTS.filter((path) => textOf(path).includes('unbundled'))).toEqual([]);
});

test('the licenses of the bundled packages are next to each bundle', () => {
  const licenses = (path: string): string => readFileSync(join(DIST, 'bundle', path), 'utf8');
  expect(licenses('licenses.txt')).toMatch(/^@actions\/core$/m);
  expect(licenses('licenses.txt')).toMatch(/^@actions\/http-client$/m);
  expect(licenses('github/github.licenses.txt')).toMatch(/^tunnel$/m);
  expect(licenses('github/github.licenses.txt')).toMatch(/^@octokit\/core$/m);
  expect(licenses('yaml.licenses.txt')).toMatch(/^yaml$/m);
  expect(licenses('undici/licenses.txt')).toMatch(/^undici$/m);
});

test('yaml.js exports every name that another bundle imports from it', () => {
  const shim = readFileSync(join(ROOT, '.ci/bundle/yaml.mjs'), 'utf8');
  const [, list = ''] = /export \{([^}]*)\} from 'yaml'/.exec(shim) ?? [];
  const exported = new Set(list.split(',').map((name) => name.trim()));
  const used = SCRIPTS.flatMap((path) =>
    [...textOf(path).matchAll(/\["(\w+)"\]: \(\) => \(__WEBPACK_EXTERNAL_MODULE_\w*yaml_js_\w+\.\w+\)/g)].map(
      ([, name = '']) => name,
    ),
  );
  expect(used.length).toBeGreaterThan(0);
  expect(used.filter((name) => !exported.has(name))).toEqual([]);
});
