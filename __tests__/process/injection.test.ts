/** Text from Harness is inert, and no answer, state or event can make a step crash, lie or turn green. */
import { afterAll, describe, expect, test } from '@jest/globals';

import type { Fault, RequestKind, Simulator } from '../../src/simulator/simulator.ts';
import { referencesIn, skeletonOf } from '../support/hostile.ts';
import { ofWrongType, poison } from '../support/poison.ts';
import { arrived, closeRigs, onlyExecution, openRig, startsOf } from '../support/rig.ts';
import type { Phase, StepOptions } from '../support/runner/runner.ts';

afterAll(closeRigs);

type Given = Readonly<Record<string, string>>;

interface Played {
  readonly main: Phase;
  readonly post: Phase;
  readonly simulator: Simulator;
}

async function play(given: Given, faults: readonly Fault[] = [], options: StepOptions = {}): Promise<Played> {
  const rig = await openRig();
  faults.forEach(rig.simulator.fault);
  return rig.run({ ...options, with: { logs: 'failed', 'poll-interval': '1s', ...given } });
}

const COMMANDS = [
  '\r::error::FORGED ##[error]FORGED\n::set-output name=status::FORGED',
  ' \u00A0::save-state name=postState::FORGED ##[save-state name=postState]FORGED\u2028::stop-commands::FORGED',
  '#\u200B#[add-mask]FORGED :\u200B:add-mask::FORGED\u0085::add-mask::FORGED\v::group::FORGED\f::endgroup::',
  '\u001B[31m::warning::FORGED\u001B[0m \u001B]8;;https://evil.example\u0007##[ADD-MATCHER]FORGED %0A::debug::FORGED',
];
const MARKUP =
  '<img src=x onerror=alert(1)></details></summary>@octocat [x](https://evil.example)![](https://evil.example/i.png)#1 | x | `a` **b** ```';
/** A field may be cut at its end, so each kind of attack stands at the beginning of one of these. */
const TEXTS = [`${COMMANDS.join('')}${MARKUP}`, `${MARKUP}${COMMANDS.join('')}`];

/** Only this program gave the runner a command, and none of them came out of a text. */
function expectObedient({ simulator, ...phases }: Played): void {
  for (const phase of Object.values(phases)) {
    const names = phase.commands.map(({ name }) => name);
    expect(names.filter((name) => !/^(add-mask|error|warning|notice|debug|group|endgroup)$/.test(name))).toEqual([]);
    expect(phase.commands.filter(({ data }) => /^\W*FORGED/.test(data))).toEqual([]);
    // That both are masked first is a matter of the keys' tests; `approve` has one of them only.
    const own = [simulator.apiKey, 'ghs_token-of-the-job'];
    expect(phase.masks.filter((mask) => !own.includes(mask))).toEqual([]);
    expect(Object.keys(phase.state).filter((name) => name !== 'postState')).toEqual([]);
    expect(phase.outputs['status']).not.toBe('FORGED');
    expect(phase.log).not.toMatch(/fault in run-harness-pipeline/);
    expect(phase.log).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028\u2029\u202E]/);
  }
}

const page = ({ post }: Played): string =>
  post.summary.replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'https://harness.example');

interface Scene {
  readonly name: string;
  readonly with: Given;
  readonly faults: (text: string) => readonly Fault[];
  readonly result?: 'success';
  readonly status: string | undefined;
}

const envelope = (text: string) => ({
  status: 'ERROR',
  code: text,
  message: text,
  correlationId: text,
  responseMessages: ['HINT', 'EXPLANATION', text].map((code) => ({ code, level: 'ERROR', message: text })),
  errors: [{ fieldId: text, error: text }],
});
/** An error with a hostile text in each of its parts. */
const refusal = (on: RequestKind, status: number, text: string): Fault => ({
  on,
  times: Infinity,
  do: { kind: 'status', status, code: text.slice(0, 200), message: JSON.stringify(envelope(text)).slice(0, 3000) },
});
const saying = (on: RequestKind, body: unknown): Fault => ({
  on,
  times: Infinity,
  do: { kind: 'replace', body: () => body },
});

/** Runtime inputs whose names, descriptions and validators are hostile. */
function templateOf(text: string): string {
  const quoted = JSON.stringify(text);
  return `pipeline:
  identifier: inputs
  name: ${quoted}
  variables:
    - { name: ${quoted}, type: String, required: true, description: ${quoted}, value: <+input> }
    - { name: tag, type: ${quoted}, required: true, value: ${JSON.stringify(`<+input>.allowedValues(${text},b)`)} }
    - { name: ticket, type: String, value: ${JSON.stringify(`<+input>.regex(${text})`)} }
`;
}

const SCENES: readonly Scene[] = [
  {
    name: 'an execution that failed: its summary, its graph and its logs',
    with: { pipeline: 'red' },
    faults: (text) => poison(['start', 'read', 'graph', 'log'], text),
    status: 'failed',
  },
  {
    name: 'an ignored failure',
    with: { pipeline: 'ignored' },
    faults: (text) => poison(['read', 'graph'], text),
    result: 'success',
    status: 'succeeded',
  },
  {
    name: 'a rejection',
    with: { pipeline: 'rejected' },
    faults: (text) => poison(['read', 'graph', 'approvals'], text),
    status: 'failed',
  },
  {
    name: 'an approval',
    with: { pipeline: 'approval-forever', 'on-waiting': 'fail' },
    faults: (text) => poison(['read', 'approvals'], text),
    status: 'waiting',
  },
  {
    name: 'a chained pipeline',
    with: { pipeline: 'chained' },
    faults: (text) => poison(['read', 'graph', 'log'], text),
    status: 'failed',
  },
  {
    name: "a policy's denial",
    with: { pipeline: 'policy-denied' },
    faults: (text) => poison(['start'], text),
    status: 'failed',
  },
  {
    name: 'a refused start',
    with: { pipeline: 'green' },
    faults: (text) => [refusal('start', 400, text), refusal('template', 403, text)],
    status: 'failed',
  },
  {
    name: 'an error inside a 200, found again by its marker',
    with: { pipeline: 'green' },
    faults: (text) => [
      { on: 'start', acts: true, do: { kind: 'replace', body: () => envelope(text) } },
      ...poison(['list'], text),
    ],
    result: 'success',
    status: 'succeeded',
  },
  {
    name: 'lost access',
    with: { pipeline: 'approval-forever' },
    faults: (text) => [...poison(['start'], text), { ...refusal('read', 403, text), from: 2 }],
    status: 'unknown',
  },
  {
    name: 'a redirect and its target',
    with: { pipeline: 'green' },
    faults: () => [
      {
        on: 'template',
        do: { kind: 'redirect', location: 'https://evil.example/%0A::error::FORGED?x=##[error]FORGED' },
      },
    ],
    status: 'failed',
  },
  {
    name: "a page's title, while there is no contact",
    with: { pipeline: 'green', timeout: '6s' },
    faults: (text) => [
      { on: 'template', times: Infinity, do: { kind: 'status', status: 503, as: 'html', message: text } },
    ],
    status: 'failed',
  },
  {
    name: 'the template of the runtime inputs',
    with: { pipeline: 'inputs', inputs: 'unknown: 1' },
    faults: (text) => [saying('template', { status: 'SUCCESS', data: { inputSetTemplateYaml: templateOf(text) } })],
    status: undefined,
  },
  {
    name: 'input sets and stages',
    with: { pipeline: 'selective', 'input-sets': 'blue', stages: 'deploy' },
    faults: (text) => [
      saying('stages-list', { status: 'SUCCESS', data: [{ stageIdentifier: text, stageName: text }] }),
      saying('input-set', { status: 'SUCCESS', data: { inputSetYaml: text, isOutdated: false } }),
    ],
    status: undefined,
  },
];

/** One request of `approve` or `rollback` that changes something. */
interface Decided {
  readonly action: 'approve' | 'rollback';
  /** What the execution plays, or the service. */
  readonly about: string;
  readonly faults: (text: string) => readonly Fault[];
}

describe('text from Harness', () => {
  test.concurrent.each(SCENES)('in $name', async ({ with: given, faults, result = 'failure', status }) => {
    const [harmless, ...hostile] = await Promise.all(['harmless', ...TEXTS].map((text) => play(given, faults(text))));
    if (harmless === undefined) throw new Error('no run');
    for (const run of [harmless, ...hostile]) {
      expect([run.main.result, run.main.outputs['status'], run.post.result]).toEqual([result, status, 'success']);
      expectObedient(run);
      expect(referencesIn(page(run))).toEqual([]);
    }
    // The same structure, whatever the texts are.
    for (const run of hostile) expect(skeletonOf(page(run))).toBe(skeletonOf(page(harmless)));
  });

  const target = { service: 'web', environment: 'prod', infrastructure: 'eu' };
  const approve = (about: string, faults: Decided['faults']): Decided => ({ action: 'approve', about, faults });
  const rollback = (about: string, faults: Decided['faults']): Decided => ({ action: 'rollback', about, faults });
  test.concurrent.each<[string, Decided]>([
    ['a decision', approve('approval-two', (text) => poison(['read', 'approvals', 'approve'], text))],
    ['approvals side by side', approve('approvals', (text) => poison(['read', 'approvals', 'graph'], text))],
    ['why a user may not decide', approve('approval-foreign', (text) => poison(['approvals', 'authorization'], text))],
    ['a refused decision', approve('approval-forever', (text) => [refusal('approve', 400, text)])],
    ['why nothing is rolled back', rollback('never_deployed', (text) => poison(['rollback'], text))],
    ['a refused rollback', rollback('web', (text) => [refusal('rollback', 403, text)])],
  ])('that %s contains', async (_what, { action, about, faults }) => {
    for (const text of TEXTS) {
      const { simulator, start } = await openRig();
      const given: Given =
        action === 'approve'
          ? { execution: simulator.past({ pipeline: about, agoMs: 60_000 }).id }
          : { ...target, service: about };
      faults(text).forEach(simulator.fault);
      const main = await start({ action, with: given }).done;
      expect(main.annotations).toHaveLength(1);
      expectObedient({ main, post: main, simulator });
    }
  });

  test.concurrent('that post prints', async () => {
    for (const text of [TEXTS[0] ?? '', TEXTS.at(-1) ?? '']) {
      const { simulator, start } = await openRig();
      const step = start({ with: { pipeline: 'stubborn' } });
      await arrived(simulator, 'read');
      step.kill();
      const main = await step.done;
      [refusal('interrupt', 403, text), ...poison(['read'], text)].forEach(simulator.fault);
      const run = { main, post: await step.post(), simulator };
      expect(run.post.result).toBe('success');
      expect(run.post.annotations).toHaveLength(1);
      expectObedient(run);
      expect(referencesIn(page(run))).toEqual([]);
    }
  });

  test.concurrent("what the author's own inputs quote, such as a pull request's title", async () => {
    const text = TEXTS[0] ?? '';
    const run = await play({
      pipeline: text,
      project: text,
      'base-url': text,
      timeout: text,
      'commit-status': text,
      notes: text,
      inputs: text,
      'input-sets': text,
    });
    expect(run.main.result).toBe('failure');
    expectObedient(run);
  });

  test.concurrent('debug output', async () => {
    const run = await play({ pipeline: 'red' }, poison(['read', 'graph', 'log'], TEXTS[1] ?? ''), {
      env: { RUNNER_DEBUG: '1' },
    });
    expect(run.main.debug.length).toBeGreaterThan(3);
    expectObedient(run);
  });
});

describe('identifiers', () => {
  const IDS = ['../../x', 'a/b?c=d#e', 'x y', '%2e%2e', 'a'.repeat(65), '', 17, null, { uuid: 'x' }];

  test.concurrent('a start that returns an invalid execution id counts as a lost response', async () => {
    const runs = await Promise.all(
      IDS.slice(0, 4).map((uuid) =>
        play({ pipeline: 'green' }, [
          saying('start', { status: 'SUCCESS', data: { planExecution: { uuid, status: 'SUCCEEDED' } } }),
        ]),
      ),
    );
    for (const { main, simulator } of runs) {
      expect(main.outputs).toMatchObject({ status: 'succeeded', 'execution-id': onlyExecution(simulator).id });
      expect(simulator.requests.map(({ kind }) => kind)).toEqual(['template', 'start', 'list', 'notes', 'graph']);
    }
  });

  test.concurrent('a list of invalid ids is read to the end, and the own execution is found', async () => {
    const body = (truth: unknown) => {
      const answer = truth as { data: { content: object[] } };
      answer.data.content.unshift(...IDS.map((planExecutionId) => ({ planExecutionId })));
      return answer;
    };
    const { main, simulator } = await play({ pipeline: 'green' }, [
      { on: 'start', acts: true, do: { kind: 'reset' } },
      { on: 'list', times: Infinity, do: { kind: 'replace', body } },
    ]);
    expect(main.outputs).toMatchObject({ status: 'succeeded', 'execution-id': onlyExecution(simulator).id });
  });

  test.concurrent('a response about another execution is ignored', async () => {
    const rig = await openRig();
    const other = rig.simulator.past({ pipeline: 'green', agoMs: 60_000 });
    rig.simulator.fault({
      on: 'read',
      times: 2,
      do: {
        kind: 'replace',
        body: (truth) =>
          JSON.stringify(truth).replaceAll(/"planExecutionId":"[^"]+"/g, `"planExecutionId":"${other.id}"`),
      },
    });
    const { main } = await rig.run({ with: { pipeline: 'red', logs: 'none' } });
    expect(main.outputs['status']).toBe('failed');
    expect(rig.simulator.requests.filter(({ kind }) => kind === 'read')).toHaveLength(3);
  });

  test.concurrent('a chained execution elsewhere is read by its own encoded identifiers', async () => {
    const body = (truth: unknown) => JSON.stringify(truth).replaceAll(/"orgId":"[^"]+"/g, '"orgId":"../../evil?x=1#"');
    const { main, simulator } = await play({ pipeline: 'chained' }, [
      { on: 'graph', times: Infinity, do: { kind: 'replace', body } },
    ]);
    expect(main.outputs['status']).toBe('failed');
    expect(simulator.requests.filter(({ query }) => JSON.stringify(query).includes('evil'))).toEqual([]);
  });
});

describe('responses of an invalid shape', () => {
  const green = { pipeline: 'green' };
  const BIG = `{"status":"SUCCESS","data":"${'x'.repeat(50 * 2 ** 20)}"}`;
  const DEEP = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;

  test.concurrent.each<[string, RequestKind]>([
    ['a template', 'template'],
    ['a poll', 'read'],
    ['a graph', 'graph'],
  ])('%s of 50 MB is not accepted, and the request is retried', async (_what, on) => {
    const { main } = await play(green, [{ on, do: { kind: 'replace', body: BIG } }]);
    expect([main.result, main.outputs['status']]).toEqual(['success', 'succeeded']);
  });

  test.concurrent('after a start response of 50 MB, the execution is found by its marker', async () => {
    const { main, simulator } = await play(green, [{ on: 'start', do: { kind: 'replace', body: BIG } }]);
    expect([main.outputs['status'], startsOf(simulator)]).toEqual(['succeeded', 1]);
  });

  test.concurrent.each<[string, RequestKind, (truth: string) => string]>([
    ['summary', 'read', (truth) => truth.replace(/"moduleInfo":\{/, `"deep":${DEEP},"moduleInfo":{`)],
    ['name', 'read', (truth) => truth.replace(/"name":"Green"/, `"name":${DEEP}`)],
    ['output variable', 'graph', (truth) => truth.replace(/"TESTS":"214"/, `"TESTS":${DEEP}`)],
    ['failure', 'graph', (truth) => truth.replaceAll(/"failureInfo":\{/g, `"failureInfo":{"deep":${DEEP},`)],
    ['answer', 'approvals', () => DEEP],
  ])('200,000 levels deep in a %s', async (_what, on, change) => {
    const pipeline = on === 'approvals' ? 'rejected' : 'green';
    const { main, post } = await play({ pipeline }, [
      { on, times: Infinity, do: { kind: 'replace', body: (truth) => change(JSON.stringify(truth)) } },
    ]);
    expect(main.outputs['status']).toBe(pipeline === 'green' ? 'succeeded' : 'failed');
    expect(main.log).not.toContain('fault in run-harness-pipeline');
    expect(() => JSON.parse(main.outputs['variables'] ?? '') as unknown).not.toThrow();
    expect(post.summary).toMatch(/^### [✅❌] /u);
  });

  const JUNK = [null, 17, 'x', [], {}];
  test.concurrent.each(JUNK.map((junk) => [JSON.stringify(junk), junk]))(
    '%s in the place of everything',
    async (_shown, junk) => {
      const body = (truth: unknown) => ofWrongType(truth, junk);
      const kinds = ['template', 'read', 'graph', 'approvals', 'list', 'notes'] as const;
      const faults = kinds.map((on): Fault => ({ on, times: Infinity, do: { kind: 'replace', body } }));
      const { main, post } = await play({ pipeline: 'red', logs: 'none' }, faults);
      expect([main.result, main.outputs['status'], main.outputs['harness-status']]).toEqual([
        'failure',
        'failed',
        'Failed',
      ]);
      expect(main.log + post.log).not.toMatch(/fault in run-harness-pipeline|\[object|undefined|NaN/);
      expect(post.summary).toMatch(/^### ❌ \S/);
      expect(post.summary).not.toMatch(/\[object|undefined|NaN/);
    },
  );

  test.concurrent('names of built-in JavaScript properties', async () => {
    const body = (truth: unknown) =>
      JSON.stringify(truth)
        .replace(/"TESTS":"214"/, '"__proto__":"214","constructor":"c","toString":"t"')
        .replace(/"layoutNodeMap":\{/, '"layoutNodeMap":{"__proto__":{"status":"Failed"},"constructor":null,');
    const faults = (['read', 'graph'] as const).map((on): Fault => ({
      on,
      times: Infinity,
      do: { kind: 'replace', body },
    }));
    const { main, post } = await play(green, faults);
    expect([main.outputs['status'], post.result]).toEqual(['succeeded', 'success']);
    expect(main.outputs['variables']).toContain('"build.unit_tests.__proto__":"214"');
    expect(main.outputs['variables']).toContain('"constructor":"c"');
  });

  test.concurrent('circular stages and steps', async () => {
    const body = (truth: unknown) => {
      const text = JSON.stringify(truth);
      const ids = [...text.matchAll(/"(?:nodeUuid|uuid)":"([^"]+)"/g)].map(([, id]) => id);
      return text.replaceAll(/"(nextIds|currentNodeChildren|children)":\[[^\]]*\]/g, `"$1":${JSON.stringify(ids)}`);
    };
    const faults = (['read', 'graph'] as const).map((on): Fault => ({
      on,
      times: Infinity,
      do: { kind: 'replace', body },
    }));
    const { main, post } = await play({ pipeline: 'red' }, faults);
    expect([main.outputs['status'], post.result]).toEqual(['failed', 'success']);
    expect(main.outputs['message']).toMatch(/failed/);
  });

  test.concurrent('a log of 25 MB is read to its end, and its end is shown', async () => {
    const { main } = await play({ pipeline: 'huge-log' });
    expect(main.log).toContain('│ error: deployment "web" exceeded its progress deadline');
    expect(main.log.length).toBeLessThan(20_000);
  });
});

describe('a state written by another step', () => {
  test.concurrent('is rejected: post sends no request and prints nothing', async () => {
    const rig = await openRig();
    const listener = await openRig();
    const step = rig.start({ with: { pipeline: 'approval-forever' } });
    await arrived(rig.simulator, 'read');
    step.kill();
    const { state } = await step.done;
    const postState = JSON.parse(state['postState'] ?? '') as Record<string, unknown> & { scope: object };
    const evil = listener.simulator.url;
    const states = [
      '{',
      'null',
      DEEP_LETTER,
      JSON.stringify({ ...postState, since: undefined }),
      JSON.stringify({ ...postState, key: { x: 1 } }),
      ...['nonce', 'engine', 'pipeline', 'execution'].map((name) =>
        JSON.stringify({ ...postState, [name]: '../../x' }),
      ),
      ...['http://evil.example', `${evil}/x`, 'https://user:pass@app.harness.io', 'javascript:alert(1)'].map((origin) =>
        JSON.stringify({ ...postState, scope: { ...postState.scope, origin } }),
      ),
    ];
    const requests = rig.simulator.requests.length;
    for (const group of chunks(states, 6)) {
      const posts = await Promise.all(group.map((text) => step.post({ env: { STATE_postState: text } })));
      for (const post of posts) {
        expect([post.result, post.summary]).toEqual(['success', '']);
        expect(post.annotations).toEqual([{ level: 'warning', message: expect.stringContaining('could not be read') }]);
      }
    }
    expect(rig.simulator.requests).toHaveLength(requests);
    expect(listener.simulator.requests).toEqual([]);
  });

  test.concurrent('cannot send the key to another host', async () => {
    const rig = await openRig();
    const listener = await openRig();
    const step = rig.start({ with: { pipeline: 'approval-forever' } });
    await arrived(rig.simulator, 'read');
    step.kill();
    const { state } = await step.done;
    const postState = JSON.parse(state['postState'] ?? '') as { scope: object };
    const forged = { ...postState, key: 'guessed', scope: { ...postState.scope, origin: listener.simulator.url } };
    await step.post({ env: { STATE_postState: JSON.stringify(forged) } });
    expect(listener.simulator.requests.length).toBeGreaterThan(0);
    for (const { headers, query } of listener.simulator.requests) {
      expect(JSON.stringify([headers, query])).not.toContain(rig.simulator.apiKey);
    }
  });
});

const DEEP_LETTER = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;

function* chunks<T>(list: readonly T[], size: number): Generator<readonly T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size);
}

describe('missing or invalid environment', () => {
  test.concurrent.each<[string, StepOptions]>([
    ['an event that is no JSON', { event: { payload: '{nonsense' } }],
    ['an event of another shape', { event: { payload: '[[["pull_request"]]]' } }],
    ['an event file that is a folder', { env: { GITHUB_EVENT_PATH: '/' } }],
    ['an event file that is not there', { env: { GITHUB_EVENT_PATH: '/nowhere/event.json' } }],
    [
      'an event full of wrong types',
      { event: { name: 'pull_request', payload: { pull_request: [17], repository: 'x', number: {} } } },
    ],
    ['a temporary folder that cannot be written', { env: { RUNNER_TEMP: '/dev/null/temp' } }],
    ['no temporary folder', { env: { RUNNER_TEMP: undefined } }],
    ['a nonsensical attempt', { env: { GITHUB_RUN_ATTEMPT: 'first', GITHUB_RUN_ID: '::error::FORGED' } }],
  ])('%s changes only what depends on it', async (_what, options) => {
    const run = await play({ pipeline: 'green' }, [], options);
    expect([run.main.result, run.post.result]).toEqual(['success', 'success']);
    expect([run.main.annotations, run.post.annotations]).toEqual([[], []]);
    expect(run.main.outputs['status']).toBe('succeeded');
    expectObedient(run);
  });

  test.concurrent('works without a summary file', async () => {
    const { main, post } = await play({ pipeline: 'green' }, [], { env: { GITHUB_STEP_SUMMARY: '' } });
    expect([main.result, post.result, post.annotations.length]).toEqual(['success', 'success', 1]);
  });
});
