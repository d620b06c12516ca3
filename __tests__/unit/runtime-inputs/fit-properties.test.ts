/** Whatever the pipeline, its input sets and the values: judged by Harness's own rules of merging. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { HarnessError } from '../../../src/harness/errors.ts';
import { readRuntimeInputs, unreadTemplate } from '../../../src/runtime-inputs/fit.ts';
import { fit, sentText, templateText } from '../../support/runtime-inputs/fit.ts';
import { mergeAsHarness, type Merged } from '../../support/runtime-inputs/harness-merge.ts';
import {
  completeYaml,
  namedValues,
  pipelines,
  pipelineYaml,
  seeds,
  spotsOf,
  textFor,
  type Choice,
  type Pipeline,
  type Spot,
} from '../../support/runtime-inputs/pipelines.ts';

const NO_ANSWER = new HarnessError({ kind: 'lost', purpose: 'read it', origin: 'https://app.harness.io', detail: '' });

/** How many random pipelines a property is held against; more where time is no matter. */
const PIPELINES = Number(process.env['PIPELINES'] ?? 60);

/** A pipeline, its spots, and a text for each of them with the layer that gives it. */
const cases = pipelines.chain((pipeline) => {
  const spots = spotsOf(pipeline);
  return fc.record({
    pipeline: fc.constant(pipeline),
    spots: fc.constant(spots),
    texts: fc.array(seeds, { minLength: spots.length, maxLength: spots.length }),
    // The same spots again, for a layer on top of the first.
    above: fc.array(seeds, { minLength: spots.length, maxLength: spots.length }),
  });
});

interface Case {
  readonly pipeline: Pipeline;
  readonly spots: readonly Spot[];
  readonly texts: readonly { readonly number: number; readonly text: string; readonly layer: number }[];
  readonly above: Case['texts'];
}

/** Layers: 0 to 2 are input sets, 3 are `inputs`, 4 is none. */
function choiceOf({ spots, texts, above }: Case, layer: number): Choice {
  return (spot) => {
    const index = spots.findIndex(({ at }) => at === spot.at);
    const seed = [texts[index], above[index]].find((each) => each?.layer === layer);
    return seed === undefined ? undefined : textFor(spot, seed);
  };
}

/** @returns the text that the topmost layer gives. */
function topmost(made: Case, spot: Spot): string | undefined {
  return [3, 2, 1, 0].map((layer) => choiceOf(made, layer)(spot)).find((text) => text !== undefined);
}

/** A value in quotes, or bare where YAML lets it stand. */
function scalar(text: unknown): string {
  return typeof text === 'string' &&
    /^[\w.][\w. -]*$/.test(text) &&
    text === text.trim() &&
    !/^(?:null|Null|NULL)$/.test(text)
    ? text
    : JSON.stringify(text);
}

function dotted(named: ReadonlyMap<string, unknown>): string {
  return [...named].map(([path, value]) => `${JSON.stringify(path)}: ${scalar(value)}\n`).join('');
}

/** The same as nested mappings. */
function nested(values: readonly (readonly [string, unknown])[], indent = ''): string {
  const keys = new Set(values.map(([path]) => path.split('.')[0] ?? ''));
  return [...keys]
    .map((key) => {
      const inside = values.filter(([path]) => path === key || path.startsWith(`${key}.`));
      const rest = inside.map(([path, value]) => [path.slice(key.length + 1), value] as const);
      const [path, value] = rest[0] ?? ['', ''];
      const written = path === '' ? ` ${scalar(value)}\n` : `\n${nested(rest, `${indent} `)}`;
      return `${indent}${JSON.stringify(key)}:${written}`;
    })
    .join('');
}

const javaTrim = (text: string): string => text.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '');

/** What is sent is accepted, nothing is ignored, every value is at its place with its text, nothing else is there. */
function expectSent(made: Case, merged: Merged, value: (spot: Spot) => string | undefined): void {
  expect(merged.refusals).toEqual([]);
  expect(merged.ignored).toEqual([]);
  for (const spot of made.spots) {
    const text = value(spot);
    const got = merged.values.get(spot.at);
    if (text === undefined) {
      expect([spot.at, got]).toEqual([spot.at, spot.inside === undefined ? spot.asks : undefined]);
    } else if (spot.type === 'Number' && !spot.asks.includes('allowedValues')) {
      expect([spot.at, Number(got)]).toEqual([spot.at, Number(text)]);
    } else {
      expect([spot.at, got]).toEqual([spot.at, javaTrim(text)]);
    }
  }
}

function setsOf(made: Case): { readonly id: string; readonly yaml: string }[] {
  return [0, 1, 2].flatMap((layer) => {
    const yaml = completeYaml(made.pipeline, choiceOf(made, layer), 'inputSet');
    return yaml === undefined ? [] : [{ id: `set${layer}`, yaml }];
  });
}

describe('Harness accepts all of what is sent', () => {
  it.each([['dotted'], ['nested']])('names, %s, on top of up to three input sets', async (form) => {
    await fc.assert(
      fc.asyncProperty(cases, async (made) => {
        const named = namedValues(made.spots, choiceOf(made, 3));
        const own = pipelineYaml(made.pipeline);
        const sent = await sentText({
          own,
          inputs: form === 'dotted' ? dotted(named) : nested([...named]),
          sets: setsOf(made),
        });
        expectSent(made, mergeAsHarness(own, sent), (spot) => topmost(made, spot));
      }),
      { numRuns: PIPELINES },
    );
  });

  it('complete YAML, alone and on top of up to three input sets', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (made) => {
        const own = pipelineYaml(made.pipeline);
        const inputs = completeYaml(made.pipeline, choiceOf(made, 3)) ?? '';
        expect(await sentText({ own, inputs })).toBe(inputs);
        expectSent(made, mergeAsHarness(own, inputs), choiceOf(made, 3));
        const sent = await sentText({ own, inputs, sets: setsOf(made) });
        expectSent(made, mergeAsHarness(own, sent), (spot) => topmost(made, spot));
      }),
      { numRuns: PIPELINES },
    );
  });

  it('sets and complete YAML are merged without the template', () => {
    fc.assert(
      fc.property(cases, (made) => {
        const own = pipelineYaml(made.pipeline);
        const inputs = readRuntimeInputs(completeYaml(made.pipeline, choiceOf(made, 3)) ?? '', 'p');
        const fitted = unreadTemplate({ pipeline: 'p', inputs, sets: setsOf(made) }, NO_ANSWER);
        const { yaml } = fitted as { yaml: string };
        expectSent(made, mergeAsHarness(own, yaml), (spot) => topmost(made, spot));
      }),
      { numRuns: PIPELINES },
    );
  });
});

describe('names', () => {
  it('a bare name fits its only place, or is ambiguous with all paths', async () => {
    await fc.assert(
      fc.asyncProperty(pipelines, async (pipeline) => {
        const own = pipelineYaml(pipeline);
        const template = templateText(own);
        const all = spotsOf(pipeline).filter(({ inside }) => inside === undefined);
        for (const spot of all) {
          const { leaf } = spot;
          const named = all.filter((other) => other.leaf === leaf);
          const same = named.some(({ isVariable }) => isVariable)
            ? named.filter(({ isVariable }) => isVariable)
            : named;
          const text = textFor(spot, { number: 1, text: 'v' });
          const fitted = await fit({ own, template, inputs: `${JSON.stringify(leaf)}: ${text}\n` });
          const ambiguous =
            'problems' in fitted
              ? fitted.problems.map((each) => each.text).filter((each) => each.includes('is ambiguous'))
              : [];
          expect(ambiguous).toHaveLength(same.length > 1 ? 1 : 0);
          expect(same.filter(({ path }) => same.length > 1 && ambiguous[0]?.includes(path) !== true)).toEqual([]);
          if (same.length === 1 && 'yaml' in fitted) {
            expect(mergeAsHarness(own, fitted.yaml)).toMatchObject({ refusals: [], ignored: [] });
          }
        }
      }),
      { numRuns: Math.ceil(PIPELINES / 2) },
    );
  });

  it('every unknown name is a problem', async () => {
    const stranger = fc.string({ unit: fc.constantFrom(...Array.from('abxy._-1')), minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        pipelines,
        fc.uniqueArray(stranger, { minLength: 1, maxLength: 15 }),
        async (pipeline, strangers) => {
          const spots = spotsOf(pipeline);
          const known = new Set(spots.flatMap(({ path, leaf }) => [path, leaf, `${path}.value`, `${leaf}.value`]));
          const isBelow = (each: string): boolean => spots.some(({ leaf }) => each.startsWith(`${leaf}.`));
          const unknown = strangers.filter((each) => !known.has(each) && !isBelow(each));
          const inputs = strangers.map((each) => `${JSON.stringify(each)}: 1\n`).join('');
          const fitted = await fit({ own: pipelineYaml(pipeline), inputs });
          const texts = 'problems' in fitted ? fitted.problems.map(({ text }) => text) : [];
          expect(
            unknown.filter((each) => !texts.some((text) => text.startsWith(`'${each}' is not an input of p`))),
          ).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('many inputs', () => {
  const size = (
    count: number,
    asks = '<+input>.regex(v\\\\d+)',
  ): { readonly template: string; readonly inputs: string } => {
    const numbers = Array.from({ length: count }, (_, index) => index);
    const variables = numbers.map((index) => `    - {name: v${index}, type: String, value: "${asks}"}\n`);
    return {
      template: `pipeline:\n  identifier: p\n  variables:\n${variables.join('')}`,
      inputs: numbers.map((index) => `v${index}: v${index}\n`).join(''),
    };
  };

  it('2,000 are fitted, each into its place', async () => {
    const { template, inputs } = size(2000);
    const { values, ignored } = mergeAsHarness(template, await sentText({ template, inputs }));
    expect(values.get('.pipeline.variables[name:v1999].value')).toBe('v1999');
    expect([...values].filter(([at]) => at.endsWith('.value'))).toHaveLength(2000);
    expect(ignored).toEqual([]);
  });

  it('four times as many take about four times as long', async () => {
    const best = async (count: number): Promise<number> => {
      // Without a regex: running each one for itself takes so long that a square in the rest would not be seen.
      const wanted = size(count, '<+input>');
      const tries: number[] = [];
      for (let round = 0; round < 3; round += 1) {
        const before = process.cpuUsage();
        await fit(wanted);
        const { user, system } = process.cpuUsage(before);
        tries.push(user + system);
      }
      return Math.min(...tries);
    };
    await best(500);
    expect((await best(2000)) / (await best(500))).toBeLessThan(10);
  });

  it('2,000 unknown names are 2,000 problems, the first of them with advice', async () => {
    const inputs = Array.from({ length: 2000 }, (_, index) => `w${index}: 1\n`).join('');
    const fitted = await fit({ ...size(2000), inputs });
    const texts = 'problems' in fitted ? fitted.problems.map(({ text }) => text) : [];
    expect(texts.filter((text) => text.includes('is not an input of p'))).toHaveLength(2000);
    expect(texts[0]).toBe("'w0' is not an input of p. Did you mean v0 (pipeline variable, String)?");
  });
});
