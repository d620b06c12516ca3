/** The action merges input sets and `inputs` before it sends them; Harness, here the simulator, can merge them itself. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { readRuntimeInputs, unreadTemplate } from '../../../src/runtime-inputs/fit.ts';
import { trimAsJava } from '../../../src/runtime-inputs/scalars.ts';
import { fill, templateOf } from '../../../src/simulator/answers/merge.ts';
import { isMapping, readYaml, textOf, writeYaml } from '../../../src/simulator/answers/yaml.ts';
import { sentText } from '../../support/runtime-inputs/fit.ts';
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

/** `inputs`; the layers below it are input sets, and a spot of a layer above it gets nothing. */
const INPUTS = 3;

interface Case {
  readonly pipeline: Pipeline;
  readonly spots: readonly Spot[];
  /** For each spot up to two layers that give it a text. */
  readonly given: readonly (readonly { readonly number: number; readonly text: string; readonly layer: number }[])[];
}

const cases: fc.Arbitrary<Case> = pipelines.chain((pipeline) => {
  const spots = spotsOf(pipeline);
  const [minLength, maxLength] = [spots.length, spots.length];
  const given = fc.array(fc.array(seeds, { minLength: 1, maxLength: 2 }), { minLength, maxLength });
  return fc.record({ pipeline: fc.constant(pipeline), spots: fc.constant(spots), given });
});

/** What a layer gives. Below a place whose content only Harness knows just the lowest gives something: nothing is merged there. */
function choiceOf({ spots, given }: Case, layer: number): Choice {
  return (spot) => {
    const seed = given[spots.findIndex(({ at }) => at === spot.at)]?.find((each) => each.layer === layer);
    return seed === undefined || (spot.inside !== undefined && layer !== 0) ? undefined : textFor(spot, seed);
  };
}

function setsOf(made: Case): readonly { readonly id: string; readonly yaml: string }[] {
  return [0, 1, 2].flatMap((layer) => {
    const yaml = completeYaml(made.pipeline, choiceOf(made, layer), 'inputSet');
    return yaml === undefined ? [] : [{ id: `set${layer}`, yaml }];
  });
}

/** Each layer's values as runtime-input YAML, the lowest first. */
function layersOf(made: Case): readonly string[] {
  return [0, 1, 2, INPUTS].flatMap((layer) => completeYaml(made.pipeline, choiceOf(made, layer)) ?? []);
}

/** The pipeline into which the simulator has merged these. */
function mergedBySimulator({ pipeline }: Case, layers: readonly string[]): unknown {
  return plain(fill(readYaml(pipelineYaml(pipeline)), layers.map(readYaml)));
}

/** The same with each scalar as the text that Harness compares: a number that the action sends bare equals its quoted form. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (isMapping(value)) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
  const text = trimAsJava(textOf(value));
  return /^[-+]?[\d.]+(?:e\d+)?$/i.test(text) ? Number(text) : text;
}

describe('input sets and inputs merged here and sent as one are what the simulator merges of them itself', () => {
  it('complete YAML', () => {
    fc.assert(
      fc.property(cases, (made) => {
        const inputs = readRuntimeInputs(completeYaml(made.pipeline, choiceOf(made, INPUTS)) ?? '', 'p');
        const sent = unreadTemplate({ pipeline: 'p', inputs, sets: setsOf(made) }, { paragraphs: [] });
        const { yaml } = sent as { readonly yaml: string };
        expect(mergedBySimulator(made, [yaml])).toEqual(mergedBySimulator(made, layersOf(made)));
      }),
      { numRuns: 30 },
    );
  });

  it('names, fitted into the simulator’s template', async () => {
    await fc.assert(
      fc.asyncProperty(cases, async (made) => {
        const own = pipelineYaml(made.pipeline);
        const template = templateOf(readYaml(own));
        const inputs = writeYaml(Object.fromEntries(namedValues(made.spots, choiceOf(made, INPUTS))));
        const yaml = await sentText({
          own,
          inputs,
          sets: setsOf(made),
          template: template === undefined ? undefined : writeYaml(template),
        });
        expect(mergedBySimulator(made, [yaml])).toEqual(mergedBySimulator(made, layersOf(made)));
      }),
      { numRuns: 30 },
    );
  });
});
