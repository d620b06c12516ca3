/** What each action.yml declares is what its action reads and sets: no more, no less, under the same names. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

import { readAbort } from '../../src/actions/abort/inputs.ts';
import { readApprove } from '../../src/actions/approve/inputs.ts';
import { readFirstGen } from '../../src/actions/firstgen/inputs.ts';
import { readFollow } from '../../src/actions/follow/inputs.ts';
import { readRecent } from '../../src/actions/recent/inputs.ts';
import { readRollback } from '../../src/actions/rollback/inputs.ts';
import { readRun } from '../../src/actions/run/inputs.ts';
import { readSimulator } from '../../src/actions/simulator/inputs.ts';
import { readTrigger } from '../../src/actions/trigger/inputs.ts';
import { isObject } from '../../src/base/shape.ts';
import type { GetInput } from '../../src/inputs/form.ts';
import {
  setApproval,
  setExecutionOutputs,
  setEventOutput,
  setFinalOutputs,
  setRecent,
  setSimulator,
} from '../../src/report/outputs.ts';
import { fitResults } from '../../src/report/result.ts';
import { readRuntimeInputs } from '../../src/runtime-inputs/inputs.ts';
import { readTree } from '../../src/runtime-inputs/read-yaml.ts';
import { scenario, scenarios } from '../../src/simulator/plays/scenarios.ts';
import { failure, REF, report, stage } from '../support/reports.ts';
import { ROOT } from '../support/runner/action.ts';

type SetOutput = Parameters<typeof setEventOutput>[0];

interface ActionFile {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<
    Record<
      string,
      { readonly required?: boolean; readonly default?: string | number | boolean; readonly description: string }
    >
  >;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: Readonly<Record<string, string>>;
}

/** What an action does with it: how it reads its inputs, what is enough for it, and what it sets. */
interface Implementation {
  readonly read: (get: GetInput) => object;
  readonly enough: Readonly<Record<string, string>>;
  readonly put: (set: SetOutput) => void;
  readonly main: string;
  readonly post?: string;
}

const CIRCUMSTANCES = { runUrl: '' };
const KEY = { 'api-key': 'pat.Acme.id.secret', project: 'shop' };
const { verdict, snapshot } = report('Failed', 9);
const results = { variables: '{}', result: '{}', resultFile: '' };

const followed = (set: SetOutput): void => {
  setExecutionOutputs(set, REF, snapshot);
  setFinalOutputs(set, { verdict, snapshot, results });
};

const IMPLEMENTATIONS: Readonly<Record<string, Implementation>> = {
  '.': {
    read: (get) => readRun(get, CIRCUMSTANCES, readRuntimeInputs),
    enough: { ...KEY, pipeline: 'deploy_prod' },
    put: followed,
    main: 'run',
    post: 'post',
  },
  follow: {
    read: (get) => readFollow(get, CIRCUMSTANCES),
    enough: { account: 'Acme', event: '6745d3a1f0c2b84e9d7a1c35' },
    put: followed,
    main: 'follow',
    post: 'post',
  },
  trigger: {
    read: (get) => readTrigger(get, CIRCUMSTANCES, readTree),
    enough: {
      'webhook-url':
        'https://app.harness.io/pipeline/api/webhook/custom/token/v3?accountIdentifier=Acme&orgIdentifier=default&projectIdentifier=shop',
    },
    put: (set) => {
      setEventOutput(set, 'event');
      followed(set);
    },
    main: 'trigger',
    post: 'post',
  },
  abort: {
    read: (get) => readAbort(get, CIRCUMSTANCES),
    enough: { ...KEY, execution: REF.id },
    put: (set) => {
      setExecutionOutputs(set, REF, snapshot);
      setFinalOutputs(set, { verdict, snapshot });
    },
    main: 'abort',
  },
  approve: {
    read: (get) => readApprove(get, CIRCUMSTANCES, readTree),
    enough: { ...KEY, execution: REF.id },
    put: (set) => setApproval(set, { approvalId: '', status: '', approver: '', message: '' }),
    main: 'approve',
  },
  rollback: {
    read: (get) => readRollback(get, CIRCUMSTANCES),
    enough: { ...KEY, service: 'web', environment: 'prod', infrastructure: 'prod_cluster' },
    put: followed,
    main: 'rollback',
    post: 'post',
  },
  recent: {
    read: (get) => readRecent(get, CIRCUMSTANCES),
    enough: KEY,
    put: (set) => setRecent(set, { executions: '[]', count: 0, until: 0, truncated: false }),
    main: 'recent',
  },
  firstgen: {
    read: (get) => readFirstGen(get, CIRCUMSTANCES, readTree),
    enough: { 'api-key': 'key', account: 'Acme', application: 'Shop', pipeline: 'Deploy' },
    put: followed,
    main: 'firstgen',
    post: 'post',
  },
  simulator: {
    read: (get) => readSimulator(get, { runUrl: '' }, { scenario, scenarios }),
    enough: {},
    put: (set) => setSimulator(set, { url: '', apiKey: '' }),
    main: 'simulator',
  },
};

test('lists every action.yml', () => {
  const folders = ['.', ...readdirSync(ROOT)].filter((name) => existsSync(join(ROOT, name, 'action.yml')));
  expect(folders.toSorted()).toEqual(Object.keys(IMPLEMENTATIONS).toSorted());
});

describe.each(Object.entries(IMPLEMENTATIONS))('%s/action.yml', (folder, code) => {
  const action = parse(readFileSync(join(ROOT, folder, 'action.yml'), 'utf8')) as ActionFile;

  test('declares exactly the inputs that the code reads', () => {
    const read = new Set<string>();
    const recording =
      (given: Readonly<Record<string, string>>): GetInput =>
      (name) => {
        read.add(name);
        return given[name] ?? '';
      };
    // Some inputs are read only when others are there, or are not.
    for (const given of [{}, code.enough, { ...code.enough, 'retry-of': REF.id }]) {
      try {
        code.read(recording(given));
      } catch {
        // What is wrong with them is another test.
      }
    }
    expect([...read].toSorted()).toEqual(Object.keys(action.inputs).toSorted());
  });

  test('declares defaults that equal an empty value', () => {
    const values: Readonly<Record<string, string>> = {
      'strategy.job-index': '0',
      'strategy.job-total': '1',
      'github.token': '',
    };
    const defaults = Object.entries(action.inputs).map(([name, { default: text = '' }]) => {
      const value = String(text).replaceAll(/\$\{\{ ([\w.-]+) \}\}/g, (_, expression: string) => {
        expect(Object.keys(values)).toContain(expression);
        return values[expression] ?? '';
      });
      return [name, value] as const;
    });
    const written = { ...Object.fromEntries(defaults), ...code.enough };
    const empty: Readonly<Record<string, string>> = code.enough;
    expect(code.read((name) => written[name] ?? '')).toEqual(code.read((name) => empty[name] ?? ''));
    expect(defaults.filter(([, value]) => value !== '').length).toBeGreaterThan(0);
  });

  test('marks as required the inputs that cannot be omitted', () => {
    const required = Object.entries(action.inputs).flatMap(([name, input]) => (input.required === true ? [name] : []));
    for (const name of required) {
      expect(code.enough).toHaveProperty([name]);
      expect(() => code.read((other) => (other === name ? '' : (code.enough[other] ?? '')))).toThrow(name);
    }
    expect(required.includes('api-key')).toBe('api-key' in code.enough);
  });

  test('declares exactly the outputs that the code sets', () => {
    const set = new Set<string>();
    code.put((name) => set.add(name));
    expect([...set].toSorted()).toEqual(Object.keys(action.outputs).toSorted());
  });

  test('runs on node24, with scripts that exist in the bundle', () => {
    const { using, main, post, ...rest } = action.runs;
    const dist = folder === '.' ? 'dist' : '../dist';
    expect({ using, main, post, rest }).toEqual({
      using: 'node24',
      main: `${dist}/${code.main}.js`,
      post: code.post === undefined ? undefined : `${dist}/${code.post}.js`,
      rest: {},
    });
    // The bundle has one script for each of these.
    const entryPoints = readFileSync(join(ROOT, 'src/actions/entry-points.ts'), 'utf8');
    const exported = [...entryPoints.matchAll(/^export \{ (\w+) \}/gm)].map(([, name]) => name);
    expect(exported).toEqual(expect.arrayContaining([code.main, ...(code.post === undefined ? [] : [code.post])]));
  });

  test('describes every input and output', () => {
    const texts = [
      action.name,
      action.description,
      ...[action.inputs, action.outputs].flatMap((all) => Object.values(all).map(({ description }) => description)),
    ];
    expect(texts.filter((text) => typeof text !== 'string' || text.trim().length < 10)).toEqual([]);
  });
});

test('the root action has exactly the promised inputs and outputs', () => {
  const action = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as ActionFile;
  expect(Object.keys(action.inputs).join(' ')).toBe(
    'api-key pipeline org project account base-url label inputs input-sets stages ref pipeline-branch notes if-running wait timeout ' +
      'poll-interval on-cancel on-timeout on-waiting on-rerun retry-of dry-run matrix-leg logs fail-step summary comment ' +
      'pull-request commit-status github-token',
  );
  expect(Object.keys(action.outputs).join(' ')).toBe(
    'execution-id execution-url status harness-status message pipeline run-sequence started-at ended-at duration ' +
      'failed-stages variables result result-file',
  );
  const defaults = Object.entries(action.inputs).flatMap(([name, { default: text }]) =>
    text === undefined ? [] : [`${name}=${text}`],
  );
  expect(defaults).toEqual([
    'if-running=start',
    'wait=true',
    'timeout=5h30m',
    'poll-interval=auto',
    'on-cancel=abort',
    'on-timeout=leave',
    'on-waiting=wait',
    'on-rerun=start',
    'dry-run=false',
    'matrix-leg=${{ strategy.job-index }}/${{ strategy.job-total }}',
    'logs=auto',
    'fail-step=true',
    'summary=true',
    'comment=never',
    'github-token=${{ github.token }}',
  ]);
});

test('docs/actions.md shows exactly the keys of the output result', () => {
  const page = readFileSync(join(ROOT, 'docs', 'actions.md'), 'utf8');
  const [, json = ''] = /\n## Result\n.*?```json\n(.*?)```/s.exec(page) ?? [];
  const failed = failure('Deploy › Rollout', 'boom', { hints: ['check it'] });
  const deploy = stage('Deploy', 'Failed', { took: 9 });
  const ended = report('Failed', 9, {
    snapshot: { stages: [deploy] },
    services: [{ id: 'web', name: 'Web' }],
    environments: [{ id: 'prod', name: 'Prod' }],
    artifacts: [{ name: 'web' }],
  });
  const { result: written } = fitResults(ended, { failures: [failed], variables: [], decisions: [] });
  const shape = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.slice(0, 1).map(shape)
      : isObject(value)
        ? Object.entries(value).map(([key, each]) => [key, shape(each)])
        : '';
  expect(shape(JSON.parse(json))).toEqual(shape(JSON.parse(written)));
});
