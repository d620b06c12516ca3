/** A dry run of the bundled action for pipelines in the shapes that people have. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { stringify } from 'yaml';

import type { TestServer } from '../support/harness/http-server.ts';
import { endAll, startStep, type Phase } from '../support/runner/runner.ts';
import { plain, templateText } from '../support/runtime-inputs/fit.ts';
import { mergeAsHarness, readYaml, textsOf, visitPlaces, type Place } from '../support/runtime-inputs/harness-merge.ts';
import { serveShapes } from '../support/runtime-inputs/server.ts';
import { SHAPES, type Shape } from '../support/runtime-inputs/shapes.ts';

const write = (value: unknown): string =>
  stringify(value, { version: '1.1', defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 });

let server: TestServer;

beforeAll(async () => {
  server = await serveShapes(Object.fromEntries(SHAPES.map((shape, index) => [`set${index}`, setOf(shape)])));
});

afterAll(async () => {
  await endAll();
  await server.close();
});

/** The first thing that is given, in an input set. */
function setOf(shape: Shape): string {
  const [first = ''] = Object.keys(shape.given);
  const tree = visitPlaces(readYaml(templateText(shape.asked ?? shape.own) ?? ''), ({ path }) =>
    path === first ? readYaml(write(shape.given[path])) : undefined,
  );
  return write({ inputSet: plain(tree ?? '') });
}

/** The YAML that a dry run shows. */
function shownYaml({ log }: Phase): string {
  const [, after = ''] = log.split('Runtime-input YAML that would be sent:\n');
  const lines = after.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('  │'));
  return lines
    .slice(0, end < 0 ? lines.length : end)
    .map((line) => line.slice(4))
    .join('\n');
}

test.concurrent.each(SHAPES.map((shape, index) => [shape.about, shape, index] as const))(
  '%s',
  async (_, shape, index) => {
    const [, ...rest] = Object.entries(shape.given);
    const main = await startStep({
      with: {
        'api-key': 'pat.Acme.id.secret',
        'base-url': server.origin,
        project: 'shop',
        pipeline: String(index),
        'input-sets': `set${index}`,
        inputs: rest.length === 0 ? '' : write(Object.fromEntries(rest)),
        'dry-run': 'true',
      },
      event: { name: 'push', payload: {} },
    }).done;
    expect(main.annotations.filter(({ level }) => level === 'error')).toEqual([]);
    expect(main.result).toBe('success');
    const { refusals, ignored, values } = mergeAsHarness(
      (shape.asked ?? shape.own).replace('identifier: p\n', `identifier: "${index}"\n`),
      shownYaml(main),
    );
    // A dry run hides what may be a secret, and shows a value whole or as its length.
    const isShown = (text: string | undefined): boolean => !/^\((?:hidden|\d+ characters)\)$/.test(text ?? '');
    expect([refusals.filter((refusal) => !refusal.includes('(hidden)')), ignored]).toEqual([[], []]);
    const places: Place[] = [];
    visitPlaces(readYaml(templateText(shape.asked ?? shape.own) ?? ''), (place) => {
      places.push(place);
      return undefined;
    });
    const at = new Map(places.map((place) => [place.path, place.at]));
    for (const [path, value] of Object.entries(shape.given)) {
      for (const [below, text] of textsOf(readYaml(write(value)))) {
        const shown = values.get(`${at.get(path)}${below}`);
        expect([path, isShown(shown) ? shown : text]).toEqual([path, text]);
      }
    }
  },
);
