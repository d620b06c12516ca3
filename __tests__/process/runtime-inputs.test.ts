/** Runtime inputs from a workflow's `with:` to what Harness runs with: names, paths, sets, stages, refs, complete YAML. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

import type { Fault, Simulator } from '../../src/simulator/simulator.ts';
import { closeRigs, onlyExecution, openRig, startsOf } from '../support/rig.ts';
import type { Phase } from '../support/runner/runner.ts';

afterAll(closeRigs);

interface Played {
  readonly main: Phase;
  readonly simulator: Simulator;
}

/** Main alone: post has nothing to say about inputs. */
async function play(given: Readonly<Record<string, string>>, faults: readonly Fault[] = []): Promise<Played> {
  const { simulator, start } = await openRig();
  faults.forEach(simulator.fault);
  return { main: await start({ with: { pipeline: 'inputs', ...given } }).done, simulator };
}

const errorsOf = ({ main }: Played): string[] =>
  main.annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
const warningsOf = ({ main }: Played): string[] =>
  main.annotations.filter(({ level }) => level === 'warning').map(({ message }) => message);

/** The problems of the one error, without its first line and the padding. */
function problemsOf(run: Played): string[] {
  const errors = errorsOf(run);
  expect(errors).toHaveLength(1);
  expect(run.main.result).toBe('failure');
  expect(run.main.outputs).toEqual({});
  expect(startsOf(run.simulator)).toBe(0);
  const [head = '', ...lines] = errors[0]?.split('\n') ?? [];
  // What a problem says further is indented.
  const problems = lines.filter((line) => !line.startsWith('    '));
  expect(head).toBe(
    `${problems.length} problem${problems.length === 1 ? '' : 's'} in this step's inputs; nothing was started.`,
  );
  return problems.map((problem) => problem.trim().replaceAll(/ {2,}/g, ' '));
}

/** The variables, by name, of the pipeline and of each stage, that the execution was started with. */
function startedWith(run: Played): { readonly pipeline: Values; readonly [stage: string]: Values } {
  expect(errorsOf(run)).toEqual([]);
  expect(run.main.result).toBe('success');
  const { pipeline } = parse(onlyExecution(run.simulator).inputs) as { pipeline: Holder };
  const stages = (pipeline.stages ?? []).flatMap(({ stage, parallel = [] }) => [
    stage,
    ...parallel.map((at) => at.stage),
  ]);
  return {
    pipeline: valuesOf(pipeline),
    ...Object.fromEntries(
      stages.flatMap((stage) => (stage === undefined ? [] : [[stage.identifier, valuesOf(stage)]])),
    ),
  };
}

type Values = Readonly<Record<string, unknown>>;

interface Holder {
  readonly identifier: string;
  readonly variables?: readonly { readonly name: string; readonly value: unknown }[];
  readonly stages?: readonly { readonly stage?: Holder; readonly parallel?: readonly { readonly stage: Holder }[] }[];
}

function valuesOf({ variables = [] }: Holder): Values {
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]));
}

/** All that the pipeline `inputs` cannot do without. */
const NEEDED =
  'image_tag: 1.10\nserviceRef: web\nenvironmentRef: prod\ninfrastructureDefinitions: [{ identifier: eu }]\n';

describe('names', () => {
  test.concurrent('fit a variable, a service and an environment, and keep text and numbers', async () => {
    const run = await play({ inputs: `${NEEDED}replicas: 007\nnote: 1e3\nticket: "CHG-7"\n` });
    expect(startedWith(run)).toMatchObject({
      pipeline: { image_tag: '1.10', replicas: 7, note: '1e3', ticket: 'CHG-7' },
    });
    const { pipeline } = parse(onlyExecution(run.simulator).yaml) as {
      pipeline: { stages: { parallel?: { stage: { identifier: string; spec: object } }[] }[] };
    };
    expect(pipeline.stages.flatMap(({ parallel = [] }) => parallel)[0]?.stage).toMatchObject({
      identifier: 'deploy',
      spec: {
        service: { serviceRef: 'web' },
        environment: { environmentRef: 'prod', infrastructureDefinitions: [{ identifier: 'eu' }] },
      },
    });
    expect(warningsOf(run)).toEqual([expect.stringMatching(/without a value are left to Harness.*: .*db_password/)]);
  });

  test.concurrent('distinguish two stages by path, dotted or nested', async () => {
    const run = await play({
      inputs: `${NEEDED}stages.build.variables.region: eu\nstages:\n  deploy:\n    variables:\n      region: us\n`,
    });
    expect(startedWith(run)).toMatchObject({ build: { region: 'eu' }, deploy: { region: 'us' } });
  });

  test.concurrent(
    'are logged with their sources, and values that look secret are hidden, even in a failed request',
    async () => {
      const refused: Fault = { on: 'start', do: { kind: 'status', status: 400, message: 'no hunter2 here' } };
      const { main, simulator } = await play({ inputs: `${NEEDED}db_password: hunter2\n` }, [refused]);
      expect(main.groups).toEqual([
        'Runtime inputs: image_tag, db_password, serviceRef, environmentRef, infrastructureDefinitions from inputs; 6 defaults; 1 requested during execution',
      ]);
      expect(main.log).toMatch(/^ +variables\.image_tag = 1\.10 {2}\(inputs\)$/m);
      expect(main.log).toMatch(/^ +variables\.db_password = \(hidden\) {2}\(inputs\)$/m);
      expect(simulator.requests.find(({ kind }) => kind === 'start')?.body).toContain('hunter2');
    },
  );

  test.concurrent('that are unknown, ambiguous, duplicate, invalid or missing are reported together', async () => {
    const inputs = 'image_tga: 1\nregion: eu\nchannel: nightly\nticket: 1042\nvariables: { note: a }\nnote: b\n';
    const run = await play({ inputs });
    expect(problemsOf(run)).toEqual([
      "inputs 'image_tga' is not an input of inputs. Did you mean image_tag (pipeline variable, String)?",
      "inputs 'region' is ambiguous (2 matches); use the full path: stages.build.variables.region, stages.deploy.variables.region.",
      "inputs 'variables.note' and 'note' are the same input; give it once.",
      "inputs 'channel' (pipeline variable, String) must be one of stable, beta, 'beta,canary'; got 'nightly'.",
      String.raw`inputs 'ticket' (pipeline variable, String) must match ^CHG-(\d+)$; got '1042'.`,
      expect.stringMatching(/^inputs 'serviceRef' .* has no value\.$/),
      expect.stringMatching(/^inputs 'environmentRef' .* has no value\. It must be one of staging, prod\.$/),
      expect.stringMatching(/^inputs 'infrastructureDefinitions' .* has no value\.$/),
    ]);
  });

  test.concurrent('that are missing are reported when inputs is empty', async () => {
    expect(problemsOf(await play({}))).toHaveLength(4);
  });

  test.concurrent('in invalid YAML, or with anchors, aliases or tags, are rejected', async () => {
    const bomb = ['a: &a [x, x]', 'b: &b [*a, *a]', 'note: *b'].join('\n');
    const runs = await Promise.all([
      play({ inputs: 'image_tag: [1' }),
      play({ inputs: 'image_tag: a\nimage_tag: b' }),
      play({ inputs: bomb }),
      play({ inputs: 'image_tag: !!js/function x' }),
      play({ inputs: '- a\n- b' }),
    ]);
    for (const run of runs) {
      const problems = problemsOf(run);
      expect(problems[0]).toMatch(/^inputs /);
      expect(problems.join()).not.toMatch(/undefined|\[object|Error:/);
    }
  });
});

describe('input sets', () => {
  test.concurrent('are merged and overridden by inputs, and sent with their identifiers', async () => {
    const run = await play({ 'input-sets': 'prod', inputs: 'image_tag: 1.10\nstages.deploy.variables.region: us' });
    expect(startedWith(run)).toMatchObject({
      pipeline: { image_tag: '1.10', channel: 'stable', replicas: 6 },
      build: { region: 'eu' },
      deploy: { region: 'us' },
    });
    expect(run.simulator.requests.find(({ kind }) => kind === 'start')).toMatchObject({
      path: '/pipeline/api/pipeline/execute/inputs',
      query: { inputSetIdentifiers: 'prod' },
    });
  });

  test.concurrent('in an overlay are merged in order', async () => {
    const run = await play({ 'input-sets': 'prod_us', inputs: 'image_tag: "1.11"' });
    expect(startedWith(run)).toMatchObject({
      pipeline: { image_tag: '1.11', replicas: 6 },
      build: { region: 'eu' },
      deploy: { region: 'us' },
    });
  });

  test.concurrent('that do not exist or are outdated are errors', async () => {
    expect(problemsOf(await play({ 'input-sets': 'prod\nnowhere, old', inputs: 'image_tag: "1"' }))).toEqual([
      "input-sets 'nowhere' does not exist. Harness would silently ignore it.",
      "input-sets 'old' is outdated: the pipeline has changed since. Open it in Harness and reconcile it.",
    ]);
  });
});

describe('an input set that is outdated', () => {
  const outdated = (truth: unknown): unknown => {
    const { data, ...rest } = truth as { readonly data: object };
    return { ...rest, data: { ...data, isOutdated: true } };
  };
  const fault: Fault = { on: 'input-set', times: Infinity, do: { kind: 'replace', body: outdated } };

  test.concurrent.each([['prod'], ['prod_us']])(
    '%s is the only problem: its values do not count as missing',
    async (id) => {
      const phase = await play({ 'input-sets': id, inputs: 'image_tag: "1"' }, [fault]);
      expect(problemsOf(phase)).toEqual([
        `input-sets '${id}' is outdated: the pipeline has changed since. Open it in Harness and reconcile it.`,
      ]);
      // The same without it: there was something to miss.
      expect(problemsOf(await play({ inputs: 'image_tag: "1"' })).length).toBeGreaterThan(1);
    },
  );

  test.concurrent('is reported together with other problems', async () => {
    const phase = await play({ 'input-sets': 'prod', inputs: 'image_tga: "1"' }, [fault]);
    expect(problemsOf(phase)).toEqual([
      expect.stringMatching(/^input-sets 'prod' is outdated/),
      expect.stringMatching(/^inputs 'image_tga' is not an input of inputs/),
    ]);
  });
});

describe('stages', () => {
  const selective = { pipeline: 'selective', stages: 'deploy' };

  test.concurrent('limit the execution and the required inputs to these stages', async () => {
    const run = await play({ ...selective, inputs: 'version: 2.10\ntarget: prod' });
    expect(startedWith(run)).toEqual({ pipeline: { version: '2.10' }, deploy: { target: 'prod' } });
    expect(onlyExecution(run.simulator)).toMatchObject({ via: 'stages', stages: ['deploy'] });
    expect(JSON.parse(run.main.outputs['result'] ?? '')).toMatchObject({ stages: [{ id: 'deploy' }] });
  });

  test.concurrent('work with input sets', async () => {
    const run = await play({ ...selective, 'input-sets': 'blue', inputs: 'target: prod' });
    expect(startedWith(run)).toEqual({ pipeline: { version: '1.0' }, deploy: { target: 'prod' } });
    expect(onlyExecution(run.simulator).via).toBe('stages');
  });

  test.concurrent('that are unknown are an error that lists the known ones', async () => {
    const run = await play({ pipeline: 'selective', stages: 'deplyo, notify', inputs: 'version: "1"\ntarget: x' });
    expect(problemsOf(run)[0]).toBe(
      "stages 'deplyo' is not a stage of selective. Its stages are migrate, deploy, notify.",
    );
  });

  test.concurrent('are an error if the pipeline does not allow selective stage executions', async () => {
    const run = await play({ pipeline: 'build', stages: 'compile', ref: 'main' });
    expect(problemsOf(run)[0]).toMatch(/^stages cannot be used: build does not allow selective stage executions\./);
  });

  test.concurrent('are not checked when the list cannot be read', async () => {
    const run = await play({ ...selective, inputs: 'version: "1"\ntarget: x' }, [
      { on: 'stages-list', times: Infinity, do: { kind: 'status', status: 403, code: 'NG_ACCESS_DENIED' } },
    ]);
    expect(warningsOf(run)).toEqual([expect.stringMatching(/^The stages cannot be checked\. .*no permission/)]);
    expect(startedWith(run)).toMatchObject({ deploy: { target: 'x' } });
  });
});

describe('ref', () => {
  const SHA = '5f1c0ffee0ddba11ad5f1c0ffee0ddba11ad5f1c';

  test.concurrent.each([
    ['refs/heads/feature/x', { type: 'branch', spec: { branch: 'feature/x' } }],
    ['main', { type: 'branch', spec: { branch: 'main' } }],
    ['refs/tags/v1.10', { type: 'tag', spec: { tag: 'v1.10' } }],
    ['refs/pull/12/merge', { type: 'PR', spec: { number: '12' } }],
    [SHA, { type: 'commitSha', spec: { commitSha: SHA } }],
  ])('%s', async (ref, build) => {
    const run = await play({ pipeline: 'build', ref });
    expect(run.main.result).toBe('success');
    const { pipeline } = parse(onlyExecution(run.simulator).inputs) as {
      pipeline: { properties: { ci: { codebase: { build: { type: string; spec: Record<string, unknown> } } } } };
    };
    const sent = pipeline.properties.ci.codebase.build;
    const texts = Object.entries(sent.spec).map(([key, value]) => [key, String(value)]);
    expect({ type: sent.type, spec: Object.fromEntries(texts) as unknown }).toEqual(build);
  });

  test.concurrent('is an error for a pipeline that builds nothing', async () => {
    const run = await play({ ref: 'main', inputs: NEEDED });
    expect(problemsOf(run)).toEqual([expect.stringMatching(/^ref /)]);
  });

  test.concurrent('is required if the build is a runtime input', async () => {
    expect(problemsOf(await play({ pipeline: 'build' }))).toEqual([expect.stringMatching(/build.*no value|ref/)]);
  });

  test.concurrent('pipeline-branch is sent with every request that reads the pipeline', async () => {
    const run = await play({
      pipeline: 'inputs',
      'input-sets': 'prod_us',
      inputs: 'image_tag: "1"',
      'pipeline-branch': 'refs/heads/feature/y',
    });
    expect(onlyExecution(run.simulator).branch).toBe('feature/y');
    const asked = run.simulator.requests.filter(({ path }) => /inputSets|\/execute\/|pipelines\/inputs/.test(path));
    expect(asked.map(({ query }) => query['branch'])).toEqual(asked.map(() => 'feature/y'));
    expect(new Set(asked.map(({ path }) => path.replace(/^.*\/api\//, '')))).toEqual(
      new Set([
        'inputSets/prod_us',
        'inputSets/overlay/prod_us',
        'inputSets/prod',
        'inputSets/us',
        'inputSets/template',
        'pipelines/inputs',
        'pipeline/execute/inputs',
      ]),
    );
  });

  test.concurrent(
    'the Git details of a URL are sent with every request that reads or starts the pipeline',
    async () => {
      const git = { branch: 'feature/y', storeType: 'REMOTE', connectorRef: 'account.github', repoName: 'web' };
      const { simulator, start } = await openRig();
      const page = `${simulator.url}/ng/account/${simulator.account}/all/orgs/default/projects/shop/pipelines/selective/pipeline-studio`;
      const main = await start({
        with: {
          pipeline: `${page}?${new URLSearchParams(git).toString()}`,
          stages: 'deploy',
          'input-sets': 'blue',
          inputs: 'target: prod',
        },
      }).done;
      expect(main.result).toBe('success');
      const asked = simulator.requests.filter(({ path }) => /inputSets|\/execute\//.test(path));
      expect(asked.map(({ query, path }) => [path, query])).toEqual(
        asked.map(({ path }) => [path, expect.objectContaining(git)]),
      );
      expect(asked.map(({ kind }) => kind).toSorted()).toEqual(['input-set', 'stages-list', 'start', 'template']);
    },
  );
});

describe('complete YAML', () => {
  const complete = (identifier: string) => `pipeline:
${identifier}  # kept as it is
  variables:
    - { name: image_tag, type: String, value: "007" }
  stages:
    - parallel:
        - stage:
            identifier: deploy
            type: Deployment
            spec:
              service: { serviceRef: web }
              environment: { environmentRef: prod, infrastructureDefinitions: [{ identifier: eu }] }
`;

  test.concurrent('is checked and sent unchanged', async () => {
    const inputs = complete('  identifier: inputs\n');
    const run = await play({ inputs });
    expect(startedWith(run)).toMatchObject({ pipeline: { image_tag: '007' } });
    expect(run.simulator.requests.find(({ kind }) => kind === 'start')?.body).toBe(inputs);
  });

  test.concurrent('gets a missing identifier', async () => {
    const run = await play({ inputs: complete('') });
    expect(startedWith(run)).toMatchObject({ pipeline: { image_tag: '007' } });
  });

  test.concurrent(
    "with another pipeline's identifier, or with values that the template does not have, is an error",
    async () => {
      const [other, more] = await Promise.all([
        play({ inputs: complete('  identifier: other\n') }),
        play({ inputs: `${complete('')}  delegate: x\n` }),
      ]);
      expect(problemsOf(other)).toEqual(['inputs is for the pipeline other, but this step runs inputs.']);
      expect(problemsOf(more)).toEqual([expect.stringMatching(/^inputs 'delegate' is not an input of inputs/)]);
    },
  );
});

describe('a template that cannot be read', () => {
  const hidden: Fault = {
    on: 'template',
    times: Infinity,
    do: { kind: 'status', status: 403, code: 'NG_ACCESS_DENIED', message: 'Missing permission core_pipeline_view' },
  };

  test.concurrent('empty inputs and complete YAML are sent with a warning', async () => {
    const runs = await Promise.all([
      play({ pipeline: 'green' }, [hidden]),
      play({ pipeline: 'green', inputs: 'pipeline:\n  identifier: green\n' }, [hidden]),
    ]);
    for (const run of runs) {
      expect(run.main.result).toBe('success');
      expect(warningsOf(run)).toEqual([
        expect.stringMatching(/^The runtime inputs are not checked, .*core_pipeline_view/s),
      ]);
      expect(startsOf(run.simulator)).toBe(1);
    }
  });

  test.concurrent('names, a ref and a set are an error with the full response of Harness and with advice', async () => {
    const run = await play({ inputs: 'image_tag: 1', ref: 'main', 'input-sets': 'prod' }, [
      hidden,
      {
        on: 'input-set',
        times: Infinity,
        do: { kind: 'status', status: 400, code: 'SCM_UNAUTHORIZED', message: 'no' },
      },
    ]);
    const [message = ''] = errorsOf(run);
    const id = 'Correlation id [0-9a-f-]+\\.';
    expect(message).toMatch(
      new RegExp(
        [
          "^3 problems in this step's inputs; nothing was started\\.",
          "  input-sets +'prod' cannot be read, and Harness would silently ignore it\\.",
          '    Harness refused to read the input set prod of inputs \\(400 SCM_UNAUTHORIZED\\)\\.',
          '    "no"',
          `    The pipeline is stored in Git, .*${id}`,
          '  inputs +cannot be matched to the pipeline, because the runtime-input template of inputs cannot be read\\. .*',
          '    The API key has no permission to read the runtime inputs of inputs in default/shop \\(403 NG_ACCESS_DENIED\\)\\.',
          '    "Missing permission core_pipeline_view"',
          `    Assign the key's user .* Pipeline: View \\(core_pipeline_view\\) in that project\\. ${id}`,
          '  ref +cannot be matched to the pipeline, because the runtime-input template of inputs cannot be read\\.$',
        ].join('\n'),
      ),
    );
    expect(startsOf(run.simulator)).toBe(0);
  });

  test.concurrent('a pipeline that does not exist is the only error', async () => {
    const message = 'Pipeline [gren] under Project[shop], Organization [default] does not exist or has been deleted.';
    const run = await play({ pipeline: 'gren', inputs: 'image_tag: 1' }, [
      { on: 'template', do: { kind: 'status', status: 400, code: 'INVALID_REQUEST', message } },
    ]);
    expect(errorsOf(run)).toEqual([
      expect.stringMatching(/^Harness returned "not found" when trying to read the runtime inputs of gren/),
    ]);
    expect(run.main.outputs['status']).toBe('failed');
    expect(startsOf(run.simulator)).toBe(0);
  });

  test.concurrent('a rejected key is the only error', async () => {
    const run = await play({ pipeline: 'green' }, [
      {
        on: 'template',
        times: Infinity,
        do: { kind: 'status', status: 401, code: 'EXPIRED_TOKEN', message: 'expired' },
      },
    ]);
    expect(errorsOf(run)[0]).toMatch(/^Harness rejected the API key when trying to read the runtime inputs of green/);
    expect(run.main.outputs['status']).toBe('failed');
    expect(startsOf(run.simulator)).toBe(0);
  });

  test.concurrent('hostile templates affect only the outcome', async () => {
    const deep = `${'{a: '.repeat(5000)}1${'}'.repeat(5000)}`;
    const answers = ['17', deep, 'pipeline: <+input>', '&a [*a]', '__proto__: { polluted: <+input> }', '- <+input>'];
    const runs = await Promise.all(
      answers.map((inputSetTemplateYaml) =>
        play({ inputs: 'x: 1' }, [
          {
            on: 'template',
            do: { kind: 'replace', body: () => ({ status: 'SUCCESS', data: { inputSetTemplateYaml } }) },
          },
        ]),
      ),
    );
    for (const run of runs) expect(problemsOf(run).join('\n')).not.toMatch(/fault in run-harness|undefined/);
  });
});
