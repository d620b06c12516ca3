/** Where something is: out of any address of Harness's pages, and back into links. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { isAddress, readAddress } from '../../../src/harness/address.ts';
import { accountOf, isExecutionId, isIdentifier } from '../../../src/harness/identifiers.ts';
import { executionLink, executionsLink, stageLink } from '../../../src/harness/links.ts';
import { isSafeOrigin } from '../../../src/harness/origin.ts';
import { locate, type LocatedScope } from '../../../src/harness/scope.ts';

type ScopeInputs = Parameters<typeof locate>[0];

const A = 'Acme0000000000000000A';
const E = '3y9YlBC9SrOn6W7bPT5nCw';
const HOST = 'https://app.harness.io';
const SCOPE = { origin: HOST, account: A, org: 'default', project: 'shop' };

/** The names of a place, without its host. */
function namesIn(address: string): Record<string, string> {
  const { host: _, ...names } = readAddress(address) ?? {};
  return Object.fromEntries(Object.entries(names).filter((pair): pair is [string, string] => pair[1] !== undefined));
}

const IN_PROJECT = { account: A, org: 'default', project: 'shop' };
const PIPELINE = { ...IN_PROJECT, pipeline: 'deploy_prod' };
const EXECUTION = { ...PIPELINE, execution: E };

describe('a URL', () => {
  const MODULES = ['', 'all/', 'cd/', 'ci/', 'module/cd/', 'all/cd/'];
  const PREFIXES = [`${HOST}/ng/account/`, `${HOST}/ng/#/account/`, '/ng/account/', '/ng/#/account/', '/account/'];
  const WAYS = PREFIXES.flatMap((prefix) => MODULES.map((module) => `${prefix}${A}/${module}`));

  test.each(WAYS)('%sorgs/… names pipeline and execution on every page', (way) => {
    const project = `${way}orgs/default/projects/shop`;
    const pipeline = `${project}/pipelines/deploy_prod`;
    for (const page of ['', '/', '/pipeline-studio', '/pipeline-studio/', '/executions', '/deployments', '/builds']) {
      expect(namesIn(`${pipeline}${page}`)).toEqual(PIPELINE);
    }
    for (const page of ['/input-sets', '/input-sets/prod', '/triggers', '/triggers/nightly/detail']) {
      expect(namesIn(`${pipeline}${page}`)).toEqual(PIPELINE);
    }
    for (const word of ['executions', 'deployments', 'builds']) {
      for (const page of ['', '/', '/pipeline', '/inputs', '/artifacts', '/tests', '/commits', '/logs', '/policy']) {
        expect(namesIn(`${pipeline}/${word}/${E}${page}?stage=a&step=b&stageExecId=c`)).toEqual(EXECUTION);
      }
    }
    expect(namesIn(`${project}/deployments?pipelineIdentifier=deploy_prod`)).toEqual(PIPELINE);
    for (const page of ['', '/pipelines', '/deployments', '/executions', `/deployments/${E}`, '/overview']) {
      expect(namesIn(`${project}${page}`)).toEqual(IN_PROJECT);
    }
  });

  test('names the Git branch, even after a hash', () => {
    const page = `account/${A}/all/orgs/default/projects/shop/pipelines/deploy_prod/pipeline-studio`;
    const query = '?storeType=REMOTE&connectorRef=gh&repoName=web&branch=feature%2Fx&stageId=build';
    for (const prefix of ['/ng/', '/ng/#/']) {
      expect(namesIn(`${HOST}${prefix}${page}${query}`)).toEqual({
        ...PIPELINE,
        branch: 'feature/x',
        storeType: 'REMOTE',
        connectorRef: 'gh',
        repoName: 'web',
      });
    }
  });

  test('may contain identifiers that equal its path segments', () => {
    const path =
      '/ng/account/A/all/orgs/projects/projects/pipelines/pipelines/executions/executions/pipelines/pipeline';
    expect(namesIn(path)).toEqual({
      account: 'A',
      org: 'projects',
      project: 'pipelines',
      pipeline: 'executions',
      execution: 'pipelines',
    });
  });

  test('is built as Harness spells it', () => {
    expect(executionLink({ scope: SCOPE, pipeline: 'deploy_prod' }, E)).toBe(
      'https://app.harness.io/ng/account/Acme0000000000000000A/all/orgs/default/projects/shop/pipelines/deploy_prod/executions/3y9YlBC9SrOn6W7bPT5nCw/pipeline',
    );
  });

  test('is parsed back from every link that is built', () => {
    expect(namesIn(executionLink({ scope: SCOPE, pipeline: 'deploy_prod' }, E))).toEqual(EXECUTION);
    expect(namesIn(executionsLink({ scope: SCOPE, pipeline: 'deploy_prod' }))).toEqual(PIPELINE);
    const identifier = fc.stringMatching(/^[\w$][\w$.-]{0,30}$/);
    const id = fc.stringMatching(/^[\w-]{1,64}$/);
    const places = fc.record({
      account: id,
      org: identifier,
      project: identifier,
      pipeline: identifier,
      execution: id,
    });
    fc.assert(
      fc.property(places, (place) => {
        const link = executionLink({ scope: { origin: HOST, ...place }, pipeline: place.pipeline }, place.execution);
        expect(namesIn(link)).toEqual(place);
        expect(readAddress(link)?.host?.origin).toBe(HOST);
      }),
    );
  });

  test('that is damaged is parsed as far as possible, and never throws', () => {
    expect(readAddress('https://')).toBeUndefined();
    expect(readAddress('https://[')).toBeUndefined();
    expect(namesIn(`${HOST}/ng/#//[`)).toEqual({});
    expect(namesIn(`${HOST}/ng/account/%E0%A4%A/orgs/%2e%2e/projects`)).toEqual({ account: '%E0%A4%A' });
    const pieces = fc.constantFrom('/', '#/', '//', '?', '&', '=', '%', '%2F', '[', '\\', '@', ':', 'a', '\u0000');
    const words = fc.constantFrom('account', 'orgs', 'projects', 'pipelines', 'executions', 'branch=', 'https://h');
    const texts = fc.array(fc.oneof(pieces, words, fc.string()), { maxLength: 20 }).map((some) => some.join(''));
    fc.assert(
      fc.property(texts, (text) => {
        for (const way of [text, `/${text}`, `${HOST}/${text}`, `${HOST}/ng/#/${text}`]) {
          expect(() => readAddress(way)).not.toThrow();
          expect(() => locate(whereabouts({ addresses: { pipeline: way, 'retry-of': text } }))).not.toThrow();
        }
      }),
    );
  });
});

test.each([
  [`${HOST}/ng`, true],
  ['HTTPS://APP.harness.io', true],
  ['ftp://x', true],
  ['/ng/account', true],
  ['deploy_prod', false],
  ['https:deploy', false],
  ['app.harness.io/ng/account', true],
  ['localhost:4000/ng', true],
  ['a/b', false],
  ['../x', false],
  ['deploy.prod', false],
  ['', false],
])('%j is a URL: %p', (text, is) => {
  expect(isAddress(text)).toBe(is);
});

function whereabouts(some: Partial<ScopeInputs>): ScopeInputs {
  return { key: '', baseUrl: '', account: '', org: '', project: '', addresses: {}, ...some };
}

/** What is said together, and the problems as `input: text`. */
function located(
  some: Partial<ScopeInputs>,
): Omit<LocatedScope, 'problems'> & { readonly problems: readonly string[] } {
  const where = locate(whereabouts(some));
  return { ...where, problems: where.problems.map(({ input, text }) => `${input}: ${text}`) };
}

const NO_GIT = { branch: '', storeType: '', connectorRef: '', repoName: '' };
const PAGE = executionsLink({ scope: SCOPE, pipeline: 'deploy_prod' });
const RUN = executionLink({ scope: SCOPE, pipeline: 'deploy_prod' }, E);

describe('inputs and URLs', () => {
  test('a URL provides every part', () => {
    expect(located({ addresses: { pipeline: PAGE } })).toEqual({
      scope: SCOPE,
      pipeline: 'deploy_prod',
      execution: '',
      git: NO_GIT,
      problems: [],
    });
  });

  test('a URL of an execution names its pipeline, without a request', () => {
    const { pipeline, execution, problems } = located({ addresses: { pipeline: RUN, 'retry-of': '' } });
    expect({ pipeline, execution, problems }).toEqual({ pipeline: 'deploy_prod', execution: '', problems: [] });
  });

  test('an execution names its pipeline', () => {
    const { pipeline, execution, problems } = located({ addresses: { pipeline: '', 'retry-of': RUN } });
    expect({ pipeline, execution, problems }).toEqual({ pipeline: 'deploy_prod', execution: E, problems: [] });
  });

  test('identifiers alone are sufficient', () => {
    const inputs = {
      key: `pat.${A}.id.secret`,
      project: 'shop',
      addresses: { pipeline: 'deploy_prod', 'retry-of': E },
    };
    expect(located(inputs)).toEqual({ scope: SCOPE, pipeline: 'deploy_prod', execution: E, git: NO_GIT, problems: [] });
  });

  test('equal values are accepted', () => {
    const same = { account: A, org: 'default', project: 'shop', baseUrl: HOST };
    expect(located({ ...same, addresses: { pipeline: PAGE, 'retry-of': RUN } }).problems).toEqual([]);
  });

  test('an input that contradicts a URL is reported with both values', () => {
    const other = { account: 'B', org: 'other', project: 'depot', baseUrl: 'https://harness.example.com' };
    const { problems } = located({ ...other, addresses: { pipeline: PAGE } });
    expect(problems.toSorted()).toEqual([
      `account: is 'B', but the URL in pipeline says '${A}'. Specify only one of them.`,
      "base-url: is 'https://harness.example.com', but the URL in pipeline says 'https://app.harness.io'. Specify only one of them.",
      "org: is 'other', but the URL in pipeline says 'default'. Specify only one of them.",
      "project: is 'depot', but the URL in pipeline says 'shop'. Specify only one of them.",
    ]);
  });

  test('two contradicting URLs are reported', () => {
    const there = { origin: 'https://app3.harness.io', account: 'B', org: 'other', project: 'depot' };
    const { problems } = located({
      addresses: { pipeline: PAGE, 'retry-of': executionLink({ scope: there, pipeline: 'build' }, E) },
    });
    expect(problems.toSorted()).toEqual([
      `pipeline: names the account '${A}', but the URL in retry-of says 'B'. Specify only one of them.`,
      "pipeline: names the host 'https://app.harness.io', but the URL in retry-of says 'https://app3.harness.io'. Specify only one of them.",
      "pipeline: names the org 'default', but the URL in retry-of says 'other'. Specify only one of them.",
      "pipeline: names the pipeline 'deploy_prod', but the URL in retry-of says 'build'. Specify only one of them.",
      "pipeline: names the project 'shop', but the URL in retry-of says 'depot'. Specify only one of them.",
    ]);
    expect(located({ addresses: { pipeline: 'build', 'retry-of': RUN } }).problems).toEqual([
      "pipeline: is 'build', but the URL in retry-of says 'deploy_prod'. Specify only one of them.",
    ]);
  });

  test('for a URL of another page, the problem names the page to copy', () => {
    const project = `${HOST}/ng/account/${A}/all/orgs/default/projects/shop/pipelines`;
    expect(located({ addresses: { pipeline: project, 'retry-of': PAGE } }).problems).toEqual([
      `pipeline: '${project}' names no pipeline. Open the pipeline in Harness and copy the URL of that page.`,
      `retry-of: '${PAGE}' names no execution. Open the execution in Harness and copy the URL of that page.`,
    ]);
  });

  test.each([
    [
      'my pipeline',
      "'my pipeline' is not an identifier (letters, digits, _ $ - .). Use the pipeline's identifier, not its name, or its URL.",
    ],
    [
      '../x',
      "'../x' is not an identifier (letters, digits, _ $ - .). Use the pipeline's identifier, not its name, or its URL.",
    ],
    ['https://', "'https://' is not a URL. Copy it from the browser again."],
    ['//', "'//' is not a URL. Copy it from the browser again."],
    ['app.harness.io/ng/account/x', "'app.harness.io/ng/account/x' does not begin with https://."],
    ['localhost:4000/ng/account/x', "'localhost:4000/ng/account/x' does not begin with https://."],
    [
      `/ng/account/${A}/orgs/o/projects/p/pipelines/a%2Fb`,
      "names the pipeline 'a/b', which is not a valid identifier. Copy the URL from the browser again.",
    ],
  ])('pipeline: %s is rejected', (pipeline, problem) => {
    expect(located({ addresses: { pipeline } }).problems).toEqual([`pipeline: ${problem}`]);
  });

  test('no invalid identifier is returned', () => {
    const { scope, pipeline, execution, problems } = located({
      account: 'a b',
      org: 'a/b',
      project: 'p?x=1',
      addresses: { pipeline: 'x\ny', 'retry-of': 'a.b' },
    });
    expect({ ...scope, pipeline, execution }).toEqual({
      origin: HOST,
      account: '',
      org: 'default',
      project: '',
      pipeline: '',
      execution: '',
    });
    expect(problems).toHaveLength(5);
  });
});

describe('the key goes to', () => {
  const on = (host: string): string => `${host}/ng/account/${A}/all/orgs/default/projects/shop/pipelines/deploy_prod`;
  const originFor = (host: string, baseUrl = ''): string | undefined => {
    const { scope, problems } = located({ baseUrl, addresses: { pipeline: on(host) } });
    return problems.length === 0 ? scope.origin : undefined;
  };

  test.each([
    ['https://app.harness.io', 'https://app.harness.io'],
    ['https://harness.io', 'https://harness.io'],
    ['https://acme.harness.io', 'https://acme.harness.io'],
    ['https://accounts.eu.harness.io', 'https://accounts.eu.harness.io'],
    ['https://APP.Harness.IO:443', 'https://app.harness.io'],
    ['https://app.harness.io:8443', 'https://app.harness.io:8443'],
    ['//acme.harness.io', 'https://acme.harness.io'],
    ['', 'https://app.harness.io'],
  ])('%s of a URL', (host, origin) => {
    expect(originFor(host)).toBe(origin);
  });

  test.each([
    'https://harness.example.com',
    'https://evilharness.io',
    'https://harness.io.evil.example',
    'https://app-harness.io',
    'https://app.harness.io.',
    'https://app.harness.io@evil.example',
    'https://app.harness.io:443@evil.example',
    'https://evil.example\\@app.harness.io',
    'https://evil.example#@app.harness.io',
    'https://evil.example?@app.harness.io',
    'https://app.harness。io.evil.example',
    'https://аpp.harness.io.example', // a Cyrillic а
    // a server on this machine may belong to another user
    'http://127.0.0.1:4000',
    'https://127.0.0.1',
    'http://127.1:4000',
    'http://localhost:4000',
    'http://[::1]:4000',
    '//127.0.0.1:4000',
    'http://127.0.0.1.nip.io',
    'http://localhost.evil.example',
    'http://127.0.0.1@evil.example',
    'https://[::ffff:8.8.8.8]',
    'https://0.0.0.0',
    // trusted hosts, but not over these ways
    'http://app.harness.io',
    'ftp://app.harness.io',
    'ws://127.0.0.1',
    'javascript://app.harness.io',
    'https://user:secret@app.harness.io',
    'https://user@127.0.0.1',
    // hosts that begin like a path
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '//user:secret@app.harness.io',
  ])('%s of a URL never', (host) => {
    const { scope, problems } = located({ addresses: { pipeline: on(host) } });
    expect(problems.length).toBeGreaterThan(0);
    expect(scope.origin).toBe(HOST);
  });

  test('the host of a URL only if it is in harness.io, is a loopback address, or equals base-url', () => {
    const names = fc.constantFrom(
      'harness.io',
      '.harness.io',
      'app',
      'evil',
      '.',
      '@',
      ':',
      '/',
      '\\',
      '#',
      '?',
      '127.0.0.1',
    );
    fc.assert(
      fc.property(
        fc
          .array(fc.oneof(names, fc.string({ maxLength: 3 })), { maxLength: 8 })
          .map((some) => `https://${some.join('')}`),
        (host) => {
          const { origin } = located({ addresses: { pipeline: on(host) } }).scope;
          const { hostname, protocol, username } = new URL(origin);
          expect(hostname === 'harness.io' || hostname.endsWith('.harness.io') || hostname === '127.0.0.1').toBe(true);
          expect([protocol, username]).toEqual(['https:', '']);
        },
      ),
    );
  });

  test('a host that base-url names, exactly as base-url names it', () => {
    const own = 'https://harness.example.com:8443';
    expect(originFor(own, own)).toBe(own);
    expect(originFor(own, 'https://harness.example.com')).toBeUndefined(); // another port is another host
    expect(originFor('https://harness.example.com.evil.example', 'https://harness.example.com')).toBeUndefined();
    expect(originFor('//harness.example.com', 'https://harness.example.com')).toBe('https://harness.example.com');
    expect(originFor('//other.example.com', 'https://harness.example.com')).toBeUndefined();
    expect(originFor('http://harness.example.com', 'https://harness.example.com')).toBe('https://harness.example.com');
    expect(originFor('http://127.1:4000', 'http://127.0.0.1:4000')).toBe('http://127.0.0.1:4000');
    expect(originFor('http://127.0.0.1:4001', 'http://127.0.0.1:4000')).toBeUndefined();
    expect(originFor('http://localhost:4000', 'http://127.0.0.1:4000')).toBeUndefined();
  });

  test('no untrusted host, and the message says how to set base-url', () => {
    expect(located({ addresses: { pipeline: on('https://harness.example.com:8443') } }).problems).toEqual([
      "pipeline: is a URL of 'harness.example.com:8443', and the key is never sent to a host that only a URL names. " +
        'If that host is your Harness, set base-url to https://harness.example.com:8443',
    ]);
    expect(located({ addresses: { pipeline: on('http://127.0.0.1:4000') } }).problems).toEqual([
      "pipeline: is a URL of '127.0.0.1:4000', and the key is never sent to a host that only a URL names. " +
        'If that host is your Harness, set base-url to http://127.0.0.1:4000',
    ]);
    expect(located({ addresses: { pipeline: on('http://app.harness.io') } }).problems).toEqual([
      "pipeline: is a URL of 'app.harness.io' that would send the key unencrypted. Use https (http is allowed only for loopback addresses).",
    ]);
  });

  test.each([
    ['https://harness.example.com', 'https://harness.example.com'],
    ['https://harness.example.com/', 'https://harness.example.com'],
    ['https://harness.example.com/gateway', 'https://harness.example.com'],
    ['https://harness.example.com/gateway/', 'https://harness.example.com'],
    [`https://harness.example.com/ng/account/${A}/home/get-started?x=1#y`, 'https://harness.example.com'],
    ['HTTPS://Harness.Example.com:443', 'https://harness.example.com'],
    ['https://10.0.0.5:9000', 'https://10.0.0.5:9000'],
    ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000'],
    ['http://localhost:4000', 'http://localhost:4000'],
    ['http://[::1]:4000', 'http://[::1]:4000'],
  ])('base-url %s', (baseUrl, origin) => {
    const { scope, problems } = located({ baseUrl });
    expect(problems).toEqual([]);
    expect(scope.origin).toBe(origin);
  });

  test.each([
    ['harness.example.com', 'is not a URL such as https://app.harness.io.'],
    ['/gateway', 'is not a URL such as https://app.harness.io.'],
    ['https://', 'is not a URL such as https://app.harness.io.'],
    ['ftp://harness.example.com', 'is not a URL such as https://app.harness.io.'],
    ['javascript:alert(1)', 'is not a URL such as https://app.harness.io.'],
    [
      'http://harness.example.com',
      'would send the key unencrypted. Use https (http is allowed only for loopback addresses).',
    ],
    [
      'http://127.0.0.1.nip.io',
      'would send the key unencrypted. Use https (http is allowed only for loopback addresses).',
    ],
    [
      'https://u:p@harness.example.com',
      'contains a user name or a password. Specify only the host; the key belongs in api-key.',
    ],
  ])('base-url %s never', (baseUrl, problem) => {
    const { scope, problems } = located({ baseUrl });
    // A password in it is not reported.
    expect(problems).toEqual([`base-url: '${baseUrl.replace('u:p@', '')}' ${problem}`]);
    expect(scope.origin).toBe(''); // and not to app.harness.io instead
  });
});

test.each([
  [`pat.${A}.id.secret`, A],
  [`sat.${A}.id.secret`, A],
  ['pat.id.secret', undefined],
  [`pat.${A}.id.secret.more`, undefined],
  [`PAT.${A}.id.secret`, undefined],
  [`xat.${A}.id.secret`, undefined],
  ['pat..id.secret', undefined],
  ['pat.a/b.id.secret', undefined],
  ['', undefined],
])('%s belongs to account %p', (key, account) => {
  expect(accountOf(key)).toBe(account);
});

test('the account input takes precedence over the one in the key', () => {
  expect(located({ key: 'pat.B.id.secret', account: A }).scope.account).toBe(A);
  expect(located({ key: 'pat.B.id.secret' }).scope.account).toBe('B');
  expect(located({ key: 'pat.id.secret' }).scope.account).toBe('');
});

test.each([
  ['https://app.harness.io', true],
  ['http://127.0.0.1:4000', true],
  ['https://app.harness.io/', false],
  ['https://app.harness.io:443', false],
  ['https://APP.harness.io', false],
  ['https://u@app.harness.io', false],
  ['http://app.harness.io', false],
  ['app.harness.io', false],
  ['null', false],
  ['', false],
])('%j is a safe origin: %p', (text, is) => {
  expect(isSafeOrigin(text)).toBe(is);
});

test('identifiers and ids cannot change a path', () => {
  for (const bad of [
    '',
    '.',
    '..',
    '../x',
    'a/b',
    'a?b',
    'a#b',
    'a%2Fb',
    'a b',
    '-a',
    'a\n',
    'a\u0000',
    'x'.repeat(129),
  ]) {
    expect(isIdentifier(bad)).toBe(false);
  }
  for (const bad of ['', '.', 'a.b', 'a/b', 'a b', 'a\n', 'x'.repeat(65)]) {
    expect(isExecutionId(bad)).toBe(false);
  }
  expect(['deploy_prod', '$x', 'a.b-c', '1'].every(isIdentifier)).toBe(true);
  expect([E, '-_'].every(isExecutionId)).toBe(true);
});

test('links lead to a stage, to one run of it, and to a step', () => {
  expect(stageLink(RUN, {})).toBe(RUN);
  expect(stageLink(RUN, { stage: 'a b', run: 'c&d', step: 'e' })).toBe(`${RUN}?stage=a+b&stageExecId=c%26d&step=e`);
});
