/** Pipelines in the shapes that people have: by names, by paths, as complete YAML, and with an input set below. */
import { describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';

import { fit, plain, problems, sentText, templateText, type Asked } from '../../support/runtime-inputs/fit.ts';
import {
  mergeAsHarness,
  readYaml,
  textsOf,
  visitPlaces,
  type Node,
  type Place,
} from '../../support/runtime-inputs/harness-merge.ts';
import { SHAPES, type Shape } from '../../support/runtime-inputs/shapes.ts';

const write = (value: unknown): string =>
  stringify(value, { version: '1.1', defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 });

const storedOf = (shape: Shape): string => shape.asked ?? shape.own;

function wanted(shape: Shape, more: Asked): Asked {
  const template = templateText(storedOf(shape));
  return {
    ...(template === undefined ? {} : { template }),
    readPipeline: () => Promise.resolve({ yaml: shape.own }),
    ...more,
  };
}

function placesOf(shape: Shape): readonly Place[] {
  const places: Place[] = [];
  visitPlaces(readYaml(templateText(storedOf(shape)) ?? ''), (place) => {
    places.push(place);
    return undefined;
  });
  return places;
}

/** Complete YAML with some of what is given, made without the action. */
function complete(shape: Shape, paths: readonly string[], root = ''): string {
  const tree = visitPlaces(readYaml(templateText(storedOf(shape)) ?? ''), ({ path }) =>
    paths.includes(path) ? readYaml(write(shape.given[path])) : undefined,
  );
  const yaml = plain(tree ?? new Map<string, Node>());
  return write(root === '' ? yaml : { [root]: yaml });
}

/** What is sent is accepted, nothing of it is ignored, and everything given is at its place with its text. */
function expectMerged(shape: Shape, sent: string): void {
  const { refusals, ignored, values } = mergeAsHarness(storedOf(shape), sent);
  expect(refusals).toEqual([]);
  expect(ignored).toEqual([]);
  const places = new Map(placesOf(shape).map(({ path, at }) => [path, at]));
  const expected = Object.entries(shape.given).flatMap(([path, value]) =>
    [...textsOf(readYaml(write(value)))].map(([rest, text]) => [`${places.get(path)}${rest}`, text] as const),
  );
  expect(expected.map(([at]) => [at, values.get(at)])).toEqual(expected.map(([at, text]) => [at, text]));
  const given = new Set([...places].filter(([path]) => path in shape.given).map(([, at]) => at));
  const others = [...places].filter(([, at]) => !given.has(at)).map(([, at]) => [at, values.get(at)]);
  expect(others.filter(([, text]) => text?.startsWith('<+input>') !== true)).toEqual([]);
}

function nested(given: Readonly<Record<string, unknown>>): unknown {
  const tree: Record<string, unknown> = {};
  for (const [path, value] of Object.entries(given)) {
    let here = tree;
    const parts = path.split('.');
    for (const part of parts.slice(0, -1)) here = (here[part] ??= {}) as Record<string, unknown>;
    here[parts.at(-1) ?? ''] = value;
  }
  return tree;
}

test('every shape has the inputs of its pipeline', () => {
  expect(SHAPES.length).toBeGreaterThanOrEqual(30);
  for (const shape of SHAPES) {
    const paths = new Set(placesOf(shape).map(({ path }) => path));
    expect([shape.about, Object.keys(shape.given).filter((path) => !paths.has(path))]).toEqual([shape.about, []]);
  }
});

describe.each(SHAPES.map((shape) => [shape.about, shape] as const))('%s', (_, shape) => {
  const paths = Object.keys(shape.given);

  test('by names', async () => {
    const names = new Map(Object.entries(shape.names ?? {}).map(([name, path]) => [path, name]));
    const inputs = write(Object.fromEntries(paths.map((path) => [names.get(path) ?? path, shape.given[path]])));
    expectMerged(shape, await sentText(wanted(shape, { inputs })));
  });

  test('by paths, dotted and nested', async () => {
    const dotted = await sentText(wanted(shape, { inputs: write(shape.given) }));
    expectMerged(shape, dotted);
    expect(await sentText(wanted(shape, { inputs: write(nested(shape.given)) }))).toBe(dotted);
  });

  test('by paths as Harness writes them, including optional parts', async () => {
    const places = new Map(placesOf(shape).map(({ path, at }) => [path, at]));
    const long = (path: string): string =>
      places.get(path)?.includes('.templateInputs.') === true && path.startsWith('stages.deploy.')
        ? `pipeline.${path.replace('stages.deploy.', 'stages.deploy.template.templateInputs.')}`
        : `pipeline.${path}`;
    const inputs = write(Object.fromEntries(paths.map((path) => [long(path), shape.given[path]])));
    expectMerged(shape, await sentText(wanted(shape, { inputs })));
  });

  test('as complete YAML, unchanged', async () => {
    const inputs = complete(shape, paths);
    expect(await sentText(wanted(shape, { inputs }))).toBe(inputs);
    expectMerged(shape, inputs);
  });

  test('from an input set, with the rest and one override in inputs', async () => {
    const [first = ''] = paths;
    const below = paths.filter((path, index) => index % 2 === 1 || path === first);
    const other = { ...shape, given: { ...shape.given, [first]: otherThan(shape.given[first]) } };
    const sets = [{ id: 'team', yaml: complete(other, below, 'inputSet') }];
    const above = paths.filter((path) => !below.includes(path) || path === first);
    const inputs = write(Object.fromEntries(above.map((path) => [path, shape.given[path]])));
    expectMerged(shape, await sentText(wanted(shape, { inputs, sets })));
    // The same override as complete YAML.
    expectMerged(shape, await sentText(wanted(shape, { inputs: complete(shape, above), sets })));
  });

  test('without inputs, only required inputs are problems', async () => {
    const fitted = await fit(wanted(shape, {}));
    const texts = await problems(wanted(shape, {}));
    const needed =
      /'(?:.*\.)?(?:serviceRef|environmentRef|infrastructureDefinitions|values|gitOpsClusters|build|branch|image_tag|region|tag)'/;
    expect(texts.filter((text) => !needed.test(text) || !text.includes('has no value'))).toEqual([]);
    expect('problems' in fitted).toBe(texts.length > 0);
  });
});

/** A value that a set may have where `inputs` override it: a list's items have the same identifiers. */
function otherThan(value: unknown): unknown {
  if (Array.isArray(value)) return value;
  if (typeof value === 'object' && value !== null) return value;
  return typeof value === 'number' ? value : 'other';
}
