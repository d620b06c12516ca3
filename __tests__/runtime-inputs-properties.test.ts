import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse, stringify } from 'yaml';

import { fitInputs, type Fitted, type Wanted } from '../src/runtime-inputs/fit.ts';

/** A pipeline as a test makes it up: stages, some of them in parallel, each with steps and variables. */
interface Stage {
  readonly id: string;
  readonly isParallel: boolean;
  readonly isGrouped: boolean;
  readonly variables: readonly string[];
  readonly fields: readonly string[];
}

/** One place of it: by which names it is found, and where it stands in what is sent. */
interface Spot {
  readonly path: string;
  readonly leaf: string;
  readonly at: readonly (string | Readonly<Record<string, string>>)[];
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
  'identifierRef',
  'Tag',
  '1',
);
const id = fc.constantFrom('build', 'deploy', 'verify', 'stage', 'step', 'prod_1', 'parallel');
const stage: fc.Arbitrary<Stage> = fc.record({
  id,
  isParallel: fc.boolean(),
  isGrouped: fc.boolean(),
  variables: fc.uniqueArray(name, { maxLength: 3 }),
  fields: fc.uniqueArray(
    name.filter((field) => field !== 'value'),
    { maxLength: 3 },
  ),
});
const pipeline = fc.record({
  stages: fc.uniqueArray(stage, { selector: (each) => each.id, maxLength: 4 }),
  variables: fc.uniqueArray(name, { maxLength: 4 }),
});
type Pipeline = typeof pipeline extends fc.Arbitrary<infer Value> ? Value : never;

const variable = (key: string): object => ({ name: key, type: 'String', value: '<+input>' });

function template({ stages, variables }: Pipeline): string {
  const nodes = stages.map((each) => {
    const step = {
      step: { identifier: 'run', type: 'Run', spec: Object.fromEntries(each.fields.map((key) => [key, '<+input>'])) },
    };
    const steps = each.isGrouped ? [{ stepGroup: { identifier: 'group', steps: [step] } }] : [step];
    const whole = {
      identifier: each.id,
      type: 'Custom',
      spec: { execution: { steps } },
      variables: each.variables.map(variable),
    };
    return each.isParallel ? { parallel: [{ stage: whole }] } : { stage: whole };
  });
  return stringify({ pipeline: { identifier: 'p', stages: nodes, variables: variables.map(variable) } });
}

function spots({ stages, variables }: Pipeline): Spot[] {
  return [
    ...variables.map((key): Spot => ({
      path: `variables.${key}`,
      leaf: key,
      at: ['variables', { name: key }, 'value'],
    })),
    ...stages.flatMap((each): Spot[] => {
      const here = ['stages', ...(each.isParallel ? ['parallel'] : []), { stage: each.id }] as const;
      const group = each.isGrouped ? [{ stepGroup: 'group' }, 'steps'] : [];
      const steps = `stages.${each.id}.spec.execution.steps${each.isGrouped ? '.group.steps' : ''}.run.spec`;
      return [
        ...each.variables.map((key): Spot => ({
          path: `stages.${each.id}.variables.${key}`,
          leaf: key,
          at: [...here, 'variables', { name: key }, 'value'],
        })),
        ...each.fields.map((key): Spot => ({
          path: `${steps}.${key}`,
          leaf: key,
          at: [...here, 'spec', 'execution', 'steps', ...group, { step: 'run' }, 'spec', key],
        })),
      ];
    }),
  ];
}

/** Reads a value back from what is sent, by another way than the one it went in. */
function readBack(sent: unknown, at: Spot['at']): unknown {
  return at.reduce<unknown>(
    (here, part) => {
      if (typeof part === 'string') {
        const inside = Array.isArray(here)
          ? here.flatMap((item: object) => (Object.hasOwn(item, part) ? [item] : []))
          : [here];
        const values = inside.map((item) =>
          Object.hasOwn(item ?? {}, part) ? (item as Record<string, unknown>)[part] : undefined,
        );
        return values.every((value) => Array.isArray(value)) ? values.flat() : values[0];
      }
      const [[key, wanted] = ['', '']] = Object.entries(part);
      const items = here as Record<string, unknown>[];
      return key === 'name'
        ? items.find((item) => item['name'] === wanted)
        : items
            .map((item) => item[key] as Record<string, unknown> | undefined)
            .find((item) => item?.['identifier'] === wanted);
    },
    (sent as { pipeline: unknown }).pipeline,
  );
}

const typed = fc
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
      '',
      ' a ',
      'a: b',
      '- a',
      '#',
      '*.js',
      '!x',
      '&x',
      'a\nb',
      '|',
      '@a',
    ),
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary', maxLength: 5 }),
  )
  .filter((text) => !text.startsWith('<+input>'));

/** A value in quotes, or bare where YAML lets it stand. */
function scalar(text: string): string {
  return /^[\w.][\w. -]*$/.test(text) && text === text.trim() ? text : JSON.stringify(text);
}

/** The author's YAML, with paths as they are. */
function dotted(values: readonly (readonly [string, string])[]): string {
  return values.map(([path, text]) => `${JSON.stringify(path)}: ${scalar(text)}\n`).join('');
}

/** The same as nested mappings. */
function nested(values: readonly (readonly [string, string])[], indent = ''): string {
  const keys = new Set(values.map(([path]) => path.split('.')[0] ?? ''));
  return [...keys]
    .map((key) => {
      const inside = values.filter(([path]) => path === key || path.startsWith(`${key}.`));
      const rest = inside.map(([path, text]) => [path.slice(key.length + 1), text] as const);
      const [path, text] = rest[0] ?? ['', ''];
      const value = path === '' ? ` ${scalar(text)}\n` : `\n${nested(rest, `${indent} `)}`;
      return `${indent}${JSON.stringify(key)}:${value}`;
    })
    .join('');
}

function fit(wanted: Partial<Wanted>): Fitted {
  return fitInputs({ pipeline: 'p', inputs: '', template: undefined, sets: [], ...wanted });
}

/** A pipeline, and a value for each of its places. */
const filled = pipeline.chain((made) => {
  const all = spots(made);
  return fc.record({
    made: fc.constant(made),
    values: fc.array(typed, { minLength: all.length, maxLength: all.length }),
  });
});

describe('whatever the pipeline and the values', () => {
  it('what is given by path is read back as it was typed, nothing is left open, nothing else is sent', () => {
    fc.assert(
      fc.property(filled, fc.boolean(), ({ made, values }, isNested) => {
        const all = spots(made);
        const inputs = (isNested ? nested : dotted)(all.map(({ path }, index) => [path, values[index] ?? '']));
        const fitted = fit({ template: template(made), inputs });
        expect(fitted).not.toHaveProperty('problems');
        const { yaml } = fitted as { yaml: string };
        expect(yaml).not.toContain('<+input>');
        if (all.length > 0) {
          const sent: unknown = parse(yaml);
          expect(all.map(({ at }) => String(readBack(sent, at)))).toStrictEqual(values);
        } else {
          expect(yaml).toBe('');
        }
      }),
      { numRuns: 100 },
    );
  });

  it('a bare name goes to its only place, or is told where it stands', () => {
    fc.assert(
      fc.property(filled, ({ made }) => {
        const all = spots(made);
        for (const { leaf } of all) {
          const isVariable = ({ at }: Spot): boolean => at.at(-1) === 'value';
          const same = all.filter(
            (spot) =>
              spot.leaf === leaf &&
              (isVariable(spot) || !all.some((other) => other.leaf === leaf && isVariable(other))),
          );
          const fitted = fit({ template: template(made), inputs: `${JSON.stringify(leaf)}: v\n` });
          const texts =
            'problems' in fitted
              ? fitted.problems.map(({ text }) => text).filter((text) => text.includes('stands in'))
              : [];
          expect(texts).toHaveLength(same.length > 1 ? 1 : 0);
          expect(same.filter(({ path }) => same.length > 1 && texts[0]?.includes(path) !== true)).toStrictEqual([]);
          if (same.length === 1 && 'yaml' in fitted) {
            expect(readBack(parse(fitted.yaml), same[0]?.at ?? [])).toBe('v');
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('no name is dropped: what the pipeline does not have is a problem that says so', () => {
    const stranger = fc.string({ unit: fc.constantFrom(...Array.from('abxy._-1')), minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(pipeline, fc.uniqueArray(stranger, { minLength: 1, maxLength: 15 }), (made, strangers) => {
        const known = new Set(spots(made).flatMap(({ path, leaf }) => [path, leaf, `${path}.value`, `${leaf}.value`]));
        const unknown = strangers.filter((each) => !known.has(each));
        const inputs = strangers.map((each) => `${JSON.stringify(each)}: 1\n`).join('');
        const fitted = fit({ template: template(made), inputs });
        const texts = 'problems' in fitted ? fitted.problems.map(({ text }) => text) : [];
        expect(
          unknown.filter((each) => !texts.some((text) => text.startsWith(`'${each}' is not an input of p`))),
        ).toStrictEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('complete YAML that was made from names is taken for the same, unchanged', () => {
    fc.assert(
      fc.property(filled, ({ made, values }) => {
        const all = spots(made);
        const named = fit({
          template: template(made),
          inputs: dotted(all.map(({ path }, index) => [path, values[index] ?? ''])),
        });
        const yaml = 'yaml' in named ? named.yaml : 'problems';
        const complete = fit({ template: template(made), inputs: yaml });
        expect(complete).toStrictEqual(named);
      }),
      { numRuns: 100 },
    );
  });

  it('one input set, split in two anyhow and merged again, is the same as inputs alone', () => {
    fc.assert(
      fc.property(filled, fc.array(fc.nat(2), { minLength: 60, maxLength: 60 }), ({ made, values }, shares) => {
        const all = spots(made);
        const share = (which: number): string =>
          dotted(
            all.flatMap(({ path }, index): [string, string][] =>
              shares[index % 60] === which ? [[path, values[index] ?? '']] : [],
            ),
          );
        // What the names of one share come to; the missing ones are given as "", and taken out again.
        const text = template(made);
        const optional = text.replaceAll('<+input>', '<+input>.default(d)');
        const yamlOf = (inputs: string): string => {
          const fitted = fit({ template: optional, inputs });
          return 'yaml' in fitted ? fitted.yaml : 'problems';
        };
        const set = (which: number): { id: string; yaml: string } => {
          const pipelineOf = parse(yamlOf(share(which)), { schema: 'failsafe' }) as { pipeline?: unknown } | null;
          return {
            id: `s${which}`,
            yaml: stringify({ inputSet: { pipeline: pipelineOf?.pipeline ?? { identifier: 'p' } } }),
          };
        };
        const whole = dotted(all.map(({ path }, index) => [path, values[index] ?? '']));
        const merged = fit({ template: optional, inputs: share(0), sets: all.length === 0 ? [] : [set(1), set(2)] });
        if (all.length > 0) {
          const sent: unknown = parse((merged as { merged: string }).merged);
          expect(all.map(({ at }) => String(readBack(sent, at)))).toStrictEqual(values);
          expect(fit({ template: text, inputs: whole })).not.toHaveProperty('problems');
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('many inputs', () => {
  const size = (count: number): Partial<Wanted> => {
    const numbers = Array.from({ length: count }, (_, index) => index);
    const variables = numbers.map(
      (index) => `    - {name: v${index}, type: String, value: "<+input>.regex(v\\\\d+)"}\n`,
    );
    return {
      template: `pipeline:\n  identifier: p\n  variables:\n${variables.join('')}`,
      inputs: numbers.map((index) => `v${index}: v${index}\n`).join(''),
    };
  };

  it('2,000 are fitted, each into its place', () => {
    const fitted = fit(size(2000));
    const { pipeline: made } = parse('yaml' in fitted ? fitted.yaml : '') as { pipeline: { variables: unknown[] } };
    expect(made.variables).toHaveLength(2000);
    expect(made.variables[1999]).toStrictEqual({ name: 'v1999', type: 'String', value: 'v1999' });
  });

  it('four times as many take about four times as long', () => {
    const best = (count: number): number => {
      const wanted = size(count);
      const tries = [0, 1, 2].map(() => {
        const before = process.cpuUsage();
        fit(wanted);
        const { user, system } = process.cpuUsage(before);
        return user + system;
      });
      return Math.min(...tries);
    };
    best(500);
    expect(best(2000) / best(500)).toBeLessThan(10);
  });

  it('2,000 unknown names are 2,000 problems, the first of them with advice', () => {
    const fitted = fit({
      ...size(2000),
      inputs: Array.from({ length: 2000 }, (_, index) => `w${index}: 1\n`).join(''),
    });
    const texts = 'problems' in fitted ? fitted.problems.map(({ text }) => text) : [];
    expect(texts).toHaveLength(2000);
    expect(texts[0]).toBe("'w0' is not an input of p. Did you mean v0 (pipeline variable, String)?");
  });
});
