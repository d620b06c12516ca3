import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it, test } from '@jest/globals';
import { parse } from 'yaml';

import { at, list, text } from '../../src/base/shape.ts';
import { PIPELINES } from '../../src/simulator/plays/pipelines.ts';
import { blocks, fields, scriptsIn, usesIn, workflows } from '../support/examples.ts';
import { entriesOf, folders } from '../support/readme.ts';
import { ROOT } from '../support/runner/action.ts';
import { problems } from '../support/runtime-inputs/fit.ts';

const namesOf = (action: string, section: 'inputs' | 'outputs'): string[] =>
  entriesOf(action, section).map(({ name }) => name);

describe('workflows, examples and the YAML in docs', () => {
  it('use only existing inputs, and every input at least once', () => {
    const uses = [...workflows(), ...blocks()].flatMap(({ file, source }) =>
      usesIn(source).map((use) => ({ file, ...use })),
    );
    const wrong = uses.flatMap(({ file, action, inputs }) => {
      const known = namesOf(action, 'inputs');
      return Object.keys(inputs)
        .filter((name) => !known.includes(name))
        .map((name) => `${file}: ${action} has no input ${name}`);
    });
    expect(wrong).toEqual([]);
    expect(new Set(uses.map(({ action }) => action))).toEqual(new Set(['.', ...folders()]));
  });

  it('read only existing outputs', () => {
    const wrong = workflows().flatMap(({ file, source }) => {
      const uses = usesIn(source).filter(({ id }) => id !== undefined);
      const known = uses.flatMap(({ id, action }) => namesOf(action, 'outputs').map((name) => `${id}.${name}`));
      return [...source.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)]
        .filter(([, id]) => uses.some((use) => use.id === id))
        .filter(([, id, name]) => !known.includes(`${id}.${name}`))
        .map(([integer]) => `${file}: ${integer}`);
    });
    expect(wrong).toEqual([]);
  });
});

describe('workflows and examples', () => {
  it('set permissions and timeouts for each job, and pin third-party actions', () => {
    for (const { file, source } of workflows()) {
      const workflow: unknown = parse(source);
      const isCalled = at(workflow, 'on', 'workflow_call') !== undefined; // has the rights of its caller
      expect([file, at(workflow, 'permissions')]).toEqual([file, isCalled ? undefined : {}]);
      const jobs = Object.values(fields(at(workflow, 'jobs'))).filter((job) => at(job, 'steps') !== undefined);
      expect([file, jobs.filter((job) => typeof at(job, 'timeout-minutes') !== 'number')]).toEqual([file, []]);
      const others = source.split('\n').filter((line) => /\buses: (?!OWNER\/|\.\/)/.test(line));
      expect([file, others.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))]).toEqual([file, []]);
    }
  });

  it('pass values to scripts through env, in docs as well', () => {
    const scripts = [...workflows(), ...blocks()].flatMap(({ file, source }) =>
      scriptsIn(parse(source)).map((script) => ({ file, script })),
    );
    expect(scripts.filter(({ script }) => script.includes('${{'))).toEqual([]);
    expect(scripts.length).toBeGreaterThan(20);
  });
});

/** The YAML of a step as a run has it, with something plausible for each expression. */
const filled = (value: unknown): string =>
  (text(value) ?? '')
    .replaceAll(/\$\{\{[^}]*toJSON[^}]*\}\}/g, '"1.10"')
    .replaceAll(/\$\{\{[^}]*\bregion\b[^}]*\}\}/g, 'eu')
    .replaceAll(/\$\{\{[^}]*\}\}/g, 'staging');

/** The steps of examples and of the README that run a pipeline which they name. */
const runs = [...workflows(), ...blocks().filter(({ file }) => file === 'README.md')].flatMap(({ file, source }) =>
  usesIn(source)
    .filter(({ action, inputs }) => action === '.' && /^\w*[a-z]\w*(\$\{\{|$)/.test(text(inputs['pipeline']) ?? ''))
    .map(({ inputs }) => [`${file}: ${filled(inputs['pipeline'])}`, inputs] as const),
);

test.each(runs.filter(([name]) => !name.startsWith('.github')))(
  'the pipeline %s of the simulator has the inputs that the step sets',
  async (_name, inputs) => {
    const pipeline = filled(inputs['pipeline']);
    const { yaml = `pipeline: { identifier: ${pipeline} }`, inputSets = {} } = PIPELINES[pipeline] ?? {};
    const ref = 'ref' in inputs ? 'refs/heads/main' : undefined;
    expect(await problems({ pipeline, own: yaml, ref, inputs: filled(inputs['inputs']) })).toEqual([]);
    const sets = filled(inputs['input-sets'])
      .split(/[,\s]+/)
      .filter((name) => name !== '');
    expect(sets.filter((name) => inputSets[name] === undefined)).toEqual([]);
  },
);

it('scripts of several commands use bash, and set shell where Windows runs them', () => {
  const unsaid = workflows().flatMap(({ file, source }) =>
    Object.entries(fields(at(parse(source), 'jobs'))).flatMap(([name, job]) => {
      const isLinux = /ubuntu|linux|kubernetes|inputs\.runs-on/.test(JSON.stringify(at(job, 'runs-on') ?? 'ubuntu'));
      const shell = text(at(job, 'defaults', 'run', 'shell'));
      return list(at(job, 'steps'))
        .filter((step) => /[$'"|<>&]/.test(text(at(step, 'run')) ?? '') && !isLinux)
        .filter((step) => (text(at(step, 'shell')) ?? shell) !== 'bash')
        .map((step) => `${file}: ${name}: ${text(at(step, 'run')) ?? ''}`);
    }),
  );
  expect(unsaid).toEqual([]);
});

it('commands in docs have no comments, because zsh treats pasted text after # as arguments', () => {
  const commands = blocks('sh');
  expect(commands.filter(({ source }) => /(^| )#/m.test(source))).toEqual([]);
  expect(commands.length).toBeGreaterThan(5);
});

it('examples/README.md lists every example', () => {
  const named = [...readFileSync(join(ROOT, 'examples/README.md'), 'utf8').matchAll(/\(([\w-]+\.yml)\)/g)];
  const files = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.yml'));
  expect(named.map(([, name = '']) => name).toSorted()).toEqual(files.toSorted());
});

describe('the reusable workflow', () => {
  const workflow: unknown = parse(readFileSync(join(ROOT, '.github/workflows/run-pipeline.yml'), 'utf8'));
  const inputs = fields(at(workflow, 'on', 'workflow_call', 'inputs'));
  const job = at(workflow, 'jobs', 'run');

  it('passes its inputs to the action, with the same defaults', () => {
    const own = ['environment', 'runs-on'];
    const given = fields(at(list(at(job, 'steps'))[1], 'with'));
    const defaults = new Map(entriesOf('.', 'inputs').map((entry) => [entry.name, entry.default]));
    const handed = Object.keys(inputs).filter((name) => !own.includes(name));
    expect(Object.keys(given).toSorted()).toEqual([...handed, 'api-key'].toSorted());
    for (const name of handed) {
      expect(given[name]).toBe(`\${{ inputs.${name} }}`);
      expect([name, String(at(inputs, name, 'default'))]).toEqual([name, String(defaults.get(name))]);
    }
  });

  it('has every input of the action except those that set themselves, and leaves concurrency to the caller', () => {
    const missing = namesOf('.', 'inputs').filter((name) => !(name in inputs));
    expect(missing).toEqual(['api-key', 'matrix-leg', 'github-token']);
    expect(at(job, 'concurrency')).toBeUndefined();
  });

  it('returns every output except the path of a file that is deleted with the job', () => {
    const names = namesOf('.', 'outputs').filter((name) => name !== 'result-file');
    const onReconnect = (from: string): object =>
      Object.fromEntries(names.map((name) => [name, `\${{ ${from}.outputs.${name} }}`]));
    expect(fields(at(job, 'outputs'))).toEqual(onReconnect('steps.harness'));
    const outputs = Object.entries(fields(at(workflow, 'on', 'workflow_call', 'outputs')));
    expect(Object.fromEntries(outputs.map(([name, output]) => [name, at(output, 'value')]))).toEqual(
      onReconnect('jobs.run'),
    );
  });
});
