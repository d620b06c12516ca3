/** Random pipelines with runtime inputs, and random values for them. */
import fc from 'fast-check';
import { stringify } from 'yaml';

import { anyCharacter } from '../any-character.ts';

/** One value that can be given. */
export interface Spot {
  /** The name that the action takes: a full path. */
  readonly path: string;
  /** The last part of it, as a bare name. */
  readonly leaf: string;
  /** Where the value is in the merged pipeline, as `harness-merge` writes it. */
  readonly at: string;
  readonly type: 'String' | 'Number' | undefined;
  readonly asks: string;
  readonly isVariable: boolean;
  /** Below a place whose content Harness alone knows: named with that place's path and `leaf` as a nested key. */
  readonly inside?: 'mapping' | 'list';
}

/** Gives a spot its text, or nothing. */
export type Choice = (spot: Spot) => string | undefined;

interface Variable {
  readonly name: string;
  readonly type: 'String' | 'Number' | undefined;
  readonly asks: string;
}

interface Stage {
  readonly id: string;
  readonly isParallel: boolean;
  readonly isTemplate: boolean;
  readonly hasService: boolean;
  readonly hasRules: boolean;
  readonly steps: 'plain' | 'group' | 'parallel';
  readonly variables: readonly Variable[];
  readonly fields: readonly string[];
}

export interface Pipeline {
  readonly stages: readonly Stage[];
  readonly variables: readonly Variable[];
}

const name = fc.constantFrom(
  'tag',
  'region',
  'image',
  'step',
  'stage',
  'value',
  'type2',
  'a-b',
  'x.y',
  'constructor',
  'Tag',
  '1',
);
const asks = fc.constantFrom(
  '<+input>',
  '<+input>',
  '<+input>.allowedValues(1.10,a,yes)',
  '<+input>.regex([a-z0-9.]+)',
  '<+input>.executionInput()',
  '<+input>.default(d)',
);
const variable: fc.Arbitrary<Variable> = fc
  .record({ name, type: fc.constantFrom('String' as const, 'String' as const, 'Number' as const, undefined), asks })
  .map((each) =>
    each.type === 'Number'
      ? { ...each, asks: each.asks.replace(/\.(?:allowedValues|regex).*/, '.allowedValues(1.10,2,3e5)') }
      : each,
  );
const variables = fc.uniqueArray(variable, { selector: (each) => each.name, maxLength: 3 });
const stage: fc.Arbitrary<Stage> = fc.record({
  id: fc.constantFrom('build', 'deploy', 'verify', 'stage', 'step', 'prod_1', 'parallel'),
  isParallel: fc.boolean(),
  isTemplate: fc.boolean(),
  hasService: fc.boolean(),
  hasRules: fc.boolean(),
  steps: fc.constantFrom('plain' as const, 'group' as const, 'parallel' as const),
  variables,
  fields: fc.uniqueArray(
    name.filter((field) => field !== 'value'),
    { maxLength: 3 },
  ),
});

/** @returns pipelines of so many stages at the most. */
export function pipelinesOf(maxLength: number): fc.Arbitrary<Pipeline> {
  return fc.record({ stages: fc.uniqueArray(stage, { selector: (each) => each.id, maxLength }), variables });
}

export const pipelines = pipelinesOf(4);

/** Any text that a person may type or a workflow may insert. */
const text = fc
  .oneof(
    fc.constantFrom(
      '1.10',
      '007',
      'yes',
      'null',
      '~',
      '1e3',
      '2026-01-01',
      '0x1F',
      '1_000',
      ' a ',
      'a: b',
      '- a',
      '#',
      'a #b',
      '*.js',
      '!x',
      '&x',
      'a\nb',
      '|',
      '@a',
      'a,b',
    ),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: anyCharacter, maxLength: 5 }),
  )
  .filter((each) => !each.startsWith('<+input>'));

/** A text that a spot takes, out of a random number and a random text. */
export const seeds = fc.record({ number: fc.nat(1_000_000), text, layer: fc.nat(4) });

/** @returns a text that the spot's type and validators accept. */
export function textFor({ type, asks: asked }: Spot, seed: { readonly number: number; readonly text: string }): string {
  const allowed = /allowedValues\((.*)\)/.exec(asked)?.[1]?.split(',');
  if (allowed !== undefined) return allowed[seed.number % allowed.length] ?? '';
  if (asked.includes('.regex')) return ['v1.10', '1.10', '007', 'yes', '0', '1e5'][seed.number % 6] ?? '';
  return type === 'Number' ? (['1.10', '3', '-0.5', '1e3', '12345678.5'][seed.number % 5] ?? '') : seed.text;
}

const INFRASTRUCTURES = ['eu', 'us'];

/** @returns all spots of a pipeline, in its order. */
export function spotsOf({ stages, variables: own }: Pipeline): readonly Spot[] {
  return [
    ...own.map((each) => variableSpot(each, { path: '', at: '.pipeline' })),
    ...stages.flatMap((each): readonly Spot[] => {
      const block = each.isParallel ? '.PARALLEL' : '';
      const inner = each.isTemplate ? '.template.templateInputs' : '';
      const at = `.pipeline.stages${block}.stage[identifier:${each.id}]${inner}`;
      const path = `stages.${each.id}.`;
      const group = { plain: '', group: '.stepGroup[identifier:group].steps', parallel: '.PARALLEL' }[each.steps];
      const stepAt = `${at}.spec.execution.steps${group}.step[identifier:run].spec`;
      const stepPath = `${path}spec.execution.steps.${each.steps === 'group' ? 'group.steps.' : ''}run.spec.`;
      const plain = { type: undefined, asks: '<+input>', isVariable: false } as const;
      return [
        ...each.variables.map((one) => variableSpot(one, { path, at })),
        ...each.fields.map((leaf) => ({ ...plain, leaf, path: stepPath + leaf, at: `${stepAt}.${leaf}` })),
        ...(each.hasService
          ? [
              ...['tag', 'port'].map((leaf) => ({
                ...plain,
                leaf,
                path: `${path}spec.service.serviceInputs`,
                at: `${at}.spec.service.serviceInputs.serviceDefinition.spec.${leaf}`,
                inside: 'mapping' as const,
              })),
              ...INFRASTRUCTURES.map((leaf) => ({
                ...plain,
                leaf,
                path: `${path}spec.environment.infrastructureDefinitions`,
                at: `${at}.spec.environment.infrastructureDefinitions[identifier:${leaf}].inputs`,
                inside: 'list' as const,
              })),
            ]
          : []),
        ...(each.hasRules ? [{ ...plain, leaf: 'from', path: `${path}rules.0.from`, at: `${at}.rules[0].from` }] : []),
      ];
    }),
  ];
}

function variableSpot({ name: leaf, type, asks: asked }: Variable, { path, at }: { path: string; at: string }): Spot {
  const spot = { path: `${path}variables.${leaf}`, leaf, at: `${at}.variables[name:${leaf}].value` };
  return { ...spot, type, asks: asked, isVariable: true };
}

/** @returns the pipeline itself, as it is stored in Harness. */
export function pipelineTree(pipeline: Pipeline): Fields {
  return { ...complete(pipeline, ({ asks: asked, inside }) => (inside === undefined ? asked : undefined), true) };
}

/** @returns the same as YAML. */
export function pipelineYaml(pipeline: Pipeline): string {
  return write(pipelineTree(pipeline));
}

/** @returns complete runtime inputs with the chosen texts; undefined when nothing is chosen. */
export function completeTree(pipeline: Pipeline, choice: Choice): Fields | undefined {
  return complete(pipeline, choice, false);
}

/** @returns the same as YAML, under `root`. */
export function completeYaml(pipeline: Pipeline, choice: Choice, root = ''): string | undefined {
  const tree = completeTree(pipeline, choice);
  return tree === undefined ? undefined : write(root === '' ? tree : { [root]: { identifier: 'set', ...tree } });
}

/** @returns the same as names: each path with its value, as YAML could be written in `inputs`. */
export function namedValues(spots: readonly Spot[], choice: Choice): ReadonlyMap<string, unknown> {
  const named = new Map<string, unknown>();
  for (const spot of spots) {
    const text_ = choice(spot);
    if (text_ === undefined) continue;
    if (spot.inside === 'mapping') {
      const path = `${spot.path}.serviceDefinition.spec.${spot.leaf}`;
      named.set(path, text_);
    } else if (spot.inside === 'list') {
      const list = named.get(spot.path);
      const items: readonly unknown[] = Array.isArray(list) ? list : [];
      named.set(spot.path, [...items, { identifier: spot.leaf, inputs: text_ }]);
    } else {
      named.set(spot.path, text_);
    }
  }
  return named;
}

type Fields = Record<string, unknown>;

/** Builds the pipeline with what is chosen for each spot. `isWhole` keeps what the pipeline has of its own. */
function complete(pipeline: Pipeline, choice: Choice, isWhole: boolean): Fields | undefined {
  const spots = new Map(spotsOf(pipeline).map((spot) => [spot.at, spot]));
  const value = (at: string): string | undefined => {
    const spot = spots.get(at);
    return spot === undefined ? undefined : choice(spot);
  };
  const some = (fields: Fields, labels: Fields = {}): Fields | undefined => {
    const given = Object.entries(fields).filter(([, each]) => each !== undefined);
    return given.length === 0 && !isWhole ? undefined : { ...labels, ...Object.fromEntries(given) };
  };
  const list = (items: readonly unknown[]): unknown => {
    const given = items.filter((item) => item !== undefined);
    return given.length === 0 ? undefined : given;
  };
  const variablesOf = (all: readonly Variable[], at: string): unknown =>
    list(
      all.map(({ name: key, type }) => {
        const given = value(`${at}.variables[name:${key}].value`);
        return given === undefined ? undefined : { name: key, ...(type === undefined ? {} : { type }), value: given };
      }),
    );
  const stageOf = (each: Stage): Fields | undefined => {
    const block = each.isParallel ? '.PARALLEL' : '';
    const inner = each.isTemplate ? '.template.templateInputs' : '';
    const at = `.pipeline.stages${block}.stage[identifier:${each.id}]${inner}`;
    const group = { plain: '', group: '.stepGroup[identifier:group].steps', parallel: '.PARALLEL' }[each.steps];
    const fields = some(
      Object.fromEntries(
        each.fields.map((leaf) => [
          leaf,
          value(`${at}.spec.execution.steps${group}.step[identifier:run].spec.${leaf}`),
        ]),
      ),
    );
    const step = fields && { step: { identifier: 'run', type: 'Run', spec: fields } };
    const grouped =
      step &&
      {
        plain: step,
        group: { stepGroup: { identifier: 'group', steps: [step] } },
        parallel: { parallel: [step, ...(isWhole ? [{ step: { identifier: 'other', type: 'Run' } }] : [])] },
      }[each.steps];
    const service = `${at}.spec.service.serviceInputs.serviceDefinition.spec`;
    const inputs = some({ tag: value(`${service}.tag`), port: value(`${service}.port`) });
    const infrastructures = INFRASTRUCTURES.map((identifier) => {
      const given = value(`${at}.spec.environment.infrastructureDefinitions[identifier:${identifier}].inputs`);
      return given === undefined ? undefined : { identifier, inputs: given };
    });
    const hasService = each.hasService && isWhole;
    const spec = some({
      execution: grouped && { steps: [grouped] },
      service: hasService
        ? { serviceRef: 'web', serviceInputs: '<+input>' }
        : inputs && !isWhole
          ? { serviceInputs: { serviceDefinition: { type: 'Kubernetes', spec: inputs } } }
          : undefined,
      environment: hasService
        ? { environmentRef: 'prod', deployToAll: 'true', infrastructureDefinitions: '<+input>' }
        : list(infrastructures) && { infrastructureDefinitions: list(infrastructures) },
    });
    const from = value(`${at}.rules[0].from`);
    const rules = from === undefined ? undefined : [{ from, to: 'fixed' }];
    const body = some({ spec, variables: variablesOf(each.variables, at), rules }, { type: 'Custom' });
    return body && { identifier: each.id, ...(each.isTemplate ? { template: { templateInputs: body } } : body) };
  };
  const stages = pipeline.stages.flatMap((each) => {
    const made = stageOf(each);
    return made === undefined ? [] : [each.isParallel ? { parallel: [{ stage: made }] } : { stage: made }];
  });
  const top = some({ stages: list(stages), variables: variablesOf(pipeline.variables, '.pipeline') });
  return top && { pipeline: { identifier: 'p', ...top } };
}

/** Text stays text whoever reads it. */
function write(tree: unknown): string {
  return stringify(tree, { version: '1.1', defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 });
}
