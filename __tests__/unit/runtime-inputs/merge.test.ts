/** The action merges input sets and `inputs` before it sends them; Harness, here the simulator, can merge them itself. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { mergeTrees } from '../../../src/runtime-inputs/merge.ts';
import { trimAsJava } from '../../../src/runtime-inputs/scalars.ts';
import { mapping, text, type Tree } from '../../../src/runtime-inputs/tree.ts';
import { parallelOf } from '../../../src/simulator/answers/items.ts';
import { fill, templateOf } from '../../../src/simulator/answers/merge.ts';
import { isMapping, readYaml, textOf } from '../../../src/simulator/answers/yaml.ts';
import { sentText } from '../../support/runtime-inputs/fit.ts';
import {
  completeTree,
  namedValues,
  pipelinesOf,
  pipelineTree,
  seeds,
  spotsOf,
  textFor,
  type Choice,
  type Spot,
} from '../../support/runtime-inputs/pipelines.ts';

/** `inputs`; the layers below it are input sets, and a spot of a layer above it gets nothing. */
const INPUTS = 3;

interface Case {
  readonly own: object;
  /** What each layer gives, the lowest first; undefined where it gives nothing. */
  readonly layers: readonly unknown[];
  /** What the highest layer gives, by name. */
  readonly names: object;
}

const cases: fc.Arbitrary<Case> = pipelinesOf(2).chain((pipeline) => {
  const spots = spotsOf(pipeline);
  const [minLength, maxLength] = [spots.length, spots.length];
  return fc
    .record({
      // For each spot up to two layers that give it a text.
      given: fc.array(fc.array(seeds, { minLength: 1, maxLength: 2 }), { minLength, maxLength }),
      // Layers in another order than the pipeline's, with all that is parallel in one block.
      others: fc.subarray([0, 1, 2, INPUTS]),
    })
    .map(({ given, others }) => {
      const choices = [0, 1, 2, INPUTS].map((layer) => choiceOf(spots, given, layer));
      const trees = choices.map((choice) => completeTree(pipeline, choice));
      const layers = trees.map((tree, layer) => (others.includes(layer) ? reordered(tree) : tree));
      const names = Object.fromEntries(namedValues(spots, choices[INPUTS] ?? (() => undefined)));
      return { own: pipelineTree(pipeline), layers, names };
    });
});

type Seed = Parameters<typeof textFor>[1] & { readonly layer: number };

/** What a layer gives. Below a place whose content only Harness knows just the lowest gives something: nothing is merged there. */
function choiceOf(spots: readonly Spot[], given: readonly (readonly Seed[])[], layer: number): Choice {
  const seeded = new Map(spots.map(({ at }, index) => [at, given[index]?.find((each) => each.layer === layer)]));
  return (spot) => {
    const seed = seeded.get(spot.at);
    return seed === undefined || (spot.inside !== undefined && layer !== 0) ? undefined : textFor(spot, seed);
  };
}

function reordered(value: unknown): unknown {
  if (isMapping(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, reordered(each)]));
  }
  if (!Array.isArray(value)) return value;
  const items = value.map(reordered).toReversed();
  const blocks = items.filter((item) => parallelOf(item) !== undefined);
  const joined = { parallel: blocks.flatMap((item) => parallelOf(item) ?? []) };
  return [...(blocks.length > 0 ? [joined] : []), ...items.filter((item) => !blocks.includes(item))];
}

/** Each but the highest layer as an input set. JSON is YAML, too, and costs nothing to write. */
function setsOf({ layers }: Case): readonly { readonly id: string; readonly yaml: string }[] {
  return layers.slice(0, INPUTS).flatMap((tree, layer) => {
    const yaml = JSON.stringify({ inputSet: { identifier: 'set', ...(tree as object) } });
    return tree === undefined ? [] : [{ id: `set${layer}`, yaml }];
  });
}

/** The pipeline into which the simulator has merged these. */
function merged({ own }: Case, layers: readonly unknown[]): unknown {
  return plain(
    fill(
      own,
      layers.filter((layer) => layer !== undefined),
    ),
  );
}

function treeOf(value: unknown): Tree {
  if (Array.isArray(value)) return { kind: 'list', items: value.map(treeOf) };
  if (!isMapping(value)) return text(String(value));
  return mapping(Object.entries(value).map(([key, each]) => [key, treeOf(each)]));
}

function valueOf(tree: Tree): unknown {
  switch (tree.kind) {
    case 'leaf':
      return tree.text;
    case 'list':
      return tree.items.map(valueOf);
    case 'mapping':
      return Object.fromEntries([...tree.entries].map(([key, each]) => [key, valueOf(each)]));
  }
}

/** The same with each scalar as the text that Harness compares: a number that the action sends bare equals its quoted form. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (isMapping(value)) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
  const trimmed = trimAsJava(textOf(value));
  return /^[-+]?[\d.]+(?:e\d+)?$/i.test(trimmed) ? Number(trimmed) : trimmed;
}

describe('merging input sets and inputs gives the same result as the simulator', () => {
  it('complete', () => {
    fc.assert(
      fc.property(cases, (made) => {
        const given = made.layers.filter((layer) => layer !== undefined);
        const sent = given.map(treeOf).reduce(mergeTrees, mapping([]));
        expect(merged(made, [valueOf(sent)])).toEqual(merged(made, made.layers));
      }),
      { numRuns: 500 },
    );
  });

  it('names that are fitted into the template', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (made) => {
        const yaml = await sentText({
          readPipeline: () => Promise.resolve({ yaml: JSON.stringify(made.own) }),
          inputs: JSON.stringify(made.names),
          sets: setsOf(made),
          template: JSON.stringify(templateOf(made.own)),
        });
        expect(merged(made, [readYaml(yaml)])).toEqual(merged(made, made.layers));
      }),
      { numRuns: 200 },
    );
  });
});
