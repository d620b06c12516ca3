import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parse } from 'yaml';

import { readTree } from '../../../src/runtime-inputs/read-yaml.ts';
import { mapping, text, type Tree } from '../../../src/runtime-inputs/tree.ts';
import { writeTree } from '../../../src/runtime-inputs/write-yaml.ts';
import { anyCharacter } from '../../support/any-character.ts';

function faults(source: string): readonly string[] {
  const read = readTree(source);
  return 'faults' in read ? read.faults : [];
}

describe('ambiguous YAML', () => {
  it.each([
    ['a: *x', ['uses an alias; write the value out, or quote it when * is meant as text (line 1, column 4)']],
    [
      '\na: &x 1\nb: &y 2',
      ['uses an anchor; leave it out, or quote the value when & is meant as text (line 2, column 7)'],
    ],
    ['&x a: 1', ['uses an anchor; leave it out, or quote the value when & is meant as text (line 1, column 4)']],
    ['a: !!str 1', ['uses a tag; leave it out, or quote the value when ! is meant as text (line 1, column 10)']],
    ['a: ! b', ['uses a tag; leave it out, or quote the value when ! is meant as text (line 1, column 6)']],
    ['a: 1\nb: 2\na: 3\n"b": 4\nb: 5', ["gives 'a' twice (line 3, column 1)", "gives 'b' twice (line 4, column 1)"]],
    ['[a]: 1', ['has a list or a mapping as a name (line 1, column 1)']],
    ['a: 1\n---\nb: 2', ['contains several YAML documents, separated by --- (line 2, column 1)']],
    ['a: "x', ['is not valid YAML: a quote, bracket, comma or colon is missing (line 1, column 6)']],
    [
      'a: b: c',
      ['is not valid YAML: a value with ": " in it needs quotes, or the line is indented wrongly (line 1, column 4)'],
    ],
    ['a:\n\t- b', ['is not valid YAML: a tab cannot indent a line (line 2, column 1)']],
    ['a:\n    b: 1\n  c: 2', ['is not valid YAML: the line is indented wrongly (line 3, column 1)']],
    ['a: @b', ['is not valid YAML: a value cannot begin with this character; quote it (line 1, column 4)']],
    ['a: *', ['is not valid YAML: a value cannot begin with * or & here; quote it (line 1, column 4)']],
    ['a: 1\n]', ['is not valid YAML (line 2, column 1)']],
    ['- '.repeat(200), ['is nested deeper than 100 levels (line 1, column 200)']],
    ['a: {'.repeat(50_000), ['is nested deeper than 100 levels (line 1, column 397)']],
    ['x'.repeat(500_001), ['is longer than 500,000 characters']],
  ])('%.40j', (source, sentences) => {
    expect(faults(source)).toStrictEqual(sentences);
  });

  it('a problem does not quote the text, which may contain a secret', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from(' \n:-[]{},"\'|>&*!%@`#?ab')) }), (noise) => {
        expect(
          faults(`key: "hunter2"${noise}\nhunter2${noise}: hunter2 ${noise}`).join('\n').replace(/'.*'/g, ''),
        ).not.toContain('hunter2');
      }),
    );
  });

  it('any text is read or rejected without throwing', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom(...Array.from(' \n\t\r:-[]{},"\'|>&*!%@`#?~a1.\0\uFEFF\u2028')),
          maxLength: 60,
        }),
        (source) => {
          const read = readTree(source);
          expect('faults' in read ? read.faults.length > 0 : read.tree === undefined || read.tree.kind.length > 0).toBe(
            true,
          );
        },
      ),
      { numRuns: 1500 },
    );
  });

  it.each(['', '\n', '# only a comment', '---\n', '--- # x\n...\n'])('%j is empty', (source) => {
    const read = readTree(source);
    expect('tree' in read ? (read.tree ?? text('')).kind : 'fault').toBe('leaf');
  });
});

describe('written YAML', () => {
  const leaf = fc.string({ unit: anyCharacter, maxLength: 20 });
  const lines = fc.array(fc.constantFrom('', ' ', 'a', '  a', '# b', '- c', 'a: b', '---', '\t', 'é', 'a '), {
    maxLength: 5,
  });
  const value = fc.oneof(
    leaf,
    fc.constantFrom(
      '1.10',
      '007',
      'yes',
      'null',
      '~',
      '',
      'true',
      '1e3',
      '*a',
      '&a',
      '!a',
      '<+input>',
      '\u2028',
      '\uD800',
      '\uFEFFa',
    ),
    lines.map((all) => all.join('\n')),
  );

  it('keeps every text under every key', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { maxLength: 5 }), (pairs) => {
        const tree = mapping([
          ['map', mapping(pairs.map(([key, each]) => [key, text(each)]))],
          ['list', { kind: 'list', items: pairs.map(([, each]) => text(each)) }],
        ]);
        const read = parse(writeTree(tree), { mapAsMap: true }) as Map<string, Map<string, string> | string[]>;
        expect(read.get('map')).toStrictEqual(new Map(pairs));
        expect(read.get('list')).toStrictEqual(pairs.map(([, each]) => each));
      }),
      { numRuns: 400 },
    );
  });

  it('is read back as the same tree', () => {
    const trees = fc.letrec<{ tree: Tree }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        value.map(text),
        fc.constantFrom('a', '1.10', 'true', 'a b').map((plain): Tree => ({ kind: 'leaf', text: plain, plain: true })),
        fc.array(tie('tree'), { maxLength: 3 }).map((items): Tree => ({ kind: 'list', items })),
        fc.array(fc.tuple(value, tie('tree')), { maxLength: 3 }).map((entries): Tree => mapping(entries)),
      ),
    })).tree;
    fc.assert(
      fc.property(trees, (tree) => {
        const once = readTree(writeTree(mapping([['root', tree]])));
        expect(once).toStrictEqual({ tree: mapping([['root', tree]]) });
      }),
      { numRuns: 400 },
    );
  });
});
