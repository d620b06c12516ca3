/** The post state: post finds it as main wrote it, or finds none. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { readRun } from '../../../src/actions/run/inputs.ts';
import { InputError } from '../../../src/harness/errors.ts';
import { type PostState, parsePostState, serializePostState } from '../../../src/lifecycle/post-state.ts';
import { readRuntimeInputs } from '../../../src/runtime-inputs/inputs.ts';
import { anyCharacter } from '../../support/any-character.ts';

const POST_STATE: PostState = {
  nonce: '0123456789abcdef',
  engine: 'nextgen',
  key: 'pat.Acme.id.secret',
  scope: { origin: 'https://app.harness.io', account: 'Acme', org: 'default', project: 'shop' },
  pipeline: 'deploy_prod',
  marker: 'run-harness-pipeline/1 repository=acme%2Fshop run=77',
  event: '',
  since: 1_770_921_730_000,
  onCancel: 'abort',
  execution: '3y9YlBC9SrOn6W7bPT5nCw',
  main: 'unfinished',
  hasFolder: true,
  redacts: false,
  summary: true,
  comment: 'never',
  pullRequest: 0,
  commitStatus: 'harness/deploy',
  githubToken: 'ghs_token',
  label: '',
  leg: '0/1',
  timeout: 7_200_000,
};

/** The post state with one part changed; a path such as `scope.org`. */
function changed(path: string, value: unknown): string {
  const postState: Record<string, unknown> = { ...POST_STATE, scope: { ...POST_STATE.scope } };
  const [first = '', second] = path.split('.');
  const target = second === undefined ? postState : (postState[first] as Record<string, unknown>);
  target[second ?? first] = value;
  return JSON.stringify(postState);
}

const PATHS = Object.keys(POST_STATE)
  .filter((name) => name !== 'scope')
  .concat(['scope.origin', 'scope.account', 'scope.org', 'scope.project']);

describe('the post state', () => {
  test('is read as it was written', () => {
    expect(parsePostState(serializePostState(POST_STATE))).toEqual(POST_STATE);
    const sparse: PostState = {
      ...POST_STATE,
      key: '',
      marker: '',
      execution: '',
      commitStatus: '',
      githubToken: '',
      main: 'done',
    };
    expect(parsePostState(serializePostState(sparse))).toEqual(sparse);
    for (const more of [
      { engine: 'webhook', event: '6745d3a1f0c2b84e9d7a1c35' },
      { onCancel: 'leave' },
      { summary: false },
    ] as const) {
      expect(parsePostState(serializePostState({ ...POST_STATE, ...more }))).toEqual({ ...POST_STATE, ...more });
    }
  });

  test('is read with any inputs that main accepts', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.string({ minLength: 200, maxLength: 3000 }),
      fc.string({ unit: anyCharacter }),
    );
    const mostly = (good: fc.Arbitrary<string>): fc.Arbitrary<string> =>
      fc.oneof({ arbitrary: text, weight: 1 }, { arbitrary: good, weight: 7 });
    const given = fc.record({
      'api-key': mostly(fc.constant('pat.Acme.id.secret')),
      pipeline: mostly(fc.stringMatching(/^[\w$][\w$.-]{0,127}$/)),
      org: mostly(fc.constant('')),
      project: mostly(fc.constant('shop')),
      account: mostly(fc.constant('')),
      'base-url': fc.oneof(fc.webUrl({ validSchemes: ['https'] }), fc.constant(''), fc.constant('http://[::1]:80/x')),
      'commit-status': mostly(fc.constant('harness/deploy')),
      'github-token': mostly(fc.constant('ghs_token')),
      label: mostly(fc.constant('eu')),
      'pull-request': mostly(fc.constant('#12')),
      timeout: fc.constantFrom('1s', '99999h99s'),
    });
    let accepted = 0;
    fc.assert(
      fc.property(given, (inputs) => {
        let read;
        try {
          read = readRun(
            (name) => (name in inputs ? inputs[name as keyof typeof inputs] : ''),
            { runUrl: '' },
            readRuntimeInputs,
          );
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
          return;
        }
        accepted += 1;
        const { key, scope, pipeline, commitStatus, githubToken, label, timeout } = read;
        const pullRequest = read.pullRequest ?? 0;
        const postState = {
          ...POST_STATE,
          key,
          scope,
          pipeline,
          commitStatus,
          githubToken,
          label,
          pullRequest,
          timeout,
        };
        expect(parsePostState(serializePostState(postState))).toEqual(postState);
      }),
      { numRuns: 500 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  test('is rejected with a missing or empty part', () => {
    expect(PATHS).toHaveLength(24);
    for (const path of PATHS) {
      for (const nothing of [undefined, null, [], {}, [POST_STATE.nonce]]) {
        expect(parsePostState(changed(path, nothing))).toBeUndefined();
      }
    }
  });

  test.each<[string, readonly unknown[]]>([
    ['nonce', ['', '../../etc/passwd', '0123456789ABCDEF', '0123456789abcde', '0123456789abcdef\n', 123]],
    ['engine', ['', 'NextGen', 'toString', 'nextgen ']],
    ['key', ['a b', 'a\nb', 'é', 'x'.repeat(2001), 5]],
    [
      'scope.origin',
      [
        '',
        'http://evil.example',
        'https://app.harness.io/',
        'https://u:p@app.harness.io',
        'app.harness.io',
        'null',
        'javascript:x',
      ],
    ],
    ['scope.account', ['', 'a/b', 'a.b', '..', 'x'.repeat(65)]],
    ['scope.org', ['', '..', 'a/b', 'a b', 'x'.repeat(129), 'a\n']],
    ['scope.project', ['', '../x', 'a?b', 'a#b', 7]],
    ['pipeline', ['.', 'a/../b', '##[x]']],
    ['marker', ['a\nb', '\u0000', 'é', 'x'.repeat(2001), 1]],
    ['since', [-1, 1.5, 'soon', true, 1e300]],
    ['onCancel', ['', 'Abort', 'kill', true]],
    ['execution', ['a/b', '..', 'a b', 'x'.repeat(65), 5]],
    ['main', ['', 'open', 'DONE', 1]],
    ['summary', ['true', 1, '']],
    ['comment', ['', 'true', true]],
    ['commitStatus', ['x'.repeat(2001), 5, true]],
    ['githubToken', ['a b', '\n', 'é', 5]],
    ['timeout', [-1, '2h', 1.5]],
  ])('is rejected with another %s', (path, values) => {
    expect(PATHS).toContain(path);
    for (const value of values) {
      expect(parsePostState(changed(path, value))).toBeUndefined();
    }
  });

  test('ignores additional values', () => {
    const more = { ...POST_STATE, url: 'https://evil.example', scope: { ...POST_STATE.scope, host: 'evil' } };
    expect(parsePostState(JSON.stringify(more))).toEqual(POST_STATE);
    const polluted = JSON.stringify(POST_STATE).replace('{', '{"__proto__":{"key":"x"},"constructor":{},');
    expect(parsePostState(polluted)).toEqual(POST_STATE);
  });
});

test('ignores other state', () => {
  const texts = [
    '',
    ' ',
    'null',
    'true',
    '3',
    '"text"',
    '[]',
    '{}',
    '{"scope":null}',
    '[{}]',
    '{"nonce":',
    '\u0000',
    '<html>',
  ];
  for (const text of [...texts, '['.repeat(100_000), `{"a":${'{"a":'.repeat(10_000)}`]) {
    expect(parsePostState(text)).toBeUndefined();
  }
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.constantFrom(...PATHS).chain((path) => fc.jsonValue().map((value) => changed(path, value))),
      ),
      (text) => {
        const postState = parsePostState(text);
        expect(postState === undefined || parsePostState(serializePostState(postState)) !== undefined).toBe(true);
      },
    ),
  );
});
