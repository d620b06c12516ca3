import { describe, expect, it } from '@jest/globals';

import { blocks, usesIn, workflows } from './examples.ts';
import { doors, entriesOf } from './readme.ts';

const namesOf = (action: string, section: 'inputs' | 'outputs'): string[] =>
  entriesOf(action, section).map(({ name }) => name);

describe('workflows, examples and the YAML in pages', () => {
  it('give actions no input that they do not have, and show each of them', () => {
    const uses = [...workflows(), ...blocks()].flatMap(({ file, yaml }) =>
      usesIn(yaml).map((use) => ({ file, ...use })),
    );
    const wrong = uses.flatMap(({ file, action, inputs }) => {
      const known = namesOf(action, 'inputs');
      return inputs.filter((name) => !known.includes(name)).map((name) => `${file}: ${action} has no input ${name}`);
    });
    expect(wrong).toEqual([]);
    expect(new Set(uses.map(({ action }) => action))).toEqual(new Set(['.', ...doors()]));
  });

  it('read no output that an action does not have', () => {
    const wrong = workflows().flatMap(({ file, yaml }) => {
      const uses = usesIn(yaml).filter(({ id }) => id !== undefined);
      const known = uses.flatMap(({ id, action }) => namesOf(action, 'outputs').map((name) => `${id}.${name}`));
      return [...yaml.matchAll(/steps\.([\w-]+)\.outputs\.([\w-]+)/g)]
        .filter(([, id]) => uses.some((use) => use.id === id))
        .filter(([, id, name]) => !known.includes(`${id}.${name}`))
        .map(([whole]) => `${file}: ${whole}`);
    });
    expect(wrong).toEqual([]);
  });
});
