/** Untrusted text stays text: for the runner that reads the log, for GitHub's Markdown, for a terminal. */
import { execFileSync } from 'node:child_process';

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  annotation,
  cell,
  code,
  count,
  duration,
  fence,
  lines,
  logLines,
  markdown,
  oneLine,
  quotedValue,
  wholeValue,
} from '../../../src/base/text.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { createInterpreter, type Interpreter } from '../../support/runner/interpreter.ts';
import { createLineReader, createMasks } from '../../support/runner/lines.ts';
import { createStepLog } from '../../support/runner/log.ts';

/** Prints a text to our own runner. */
function printed(text: string): Pick<Interpreter, 'commands' | 'outputs' | 'state'> & { readonly secrets: number } {
  const masks = createMasks();
  const interpreter = createInterpreter(createStepLog(masks), masks, { showsDebug: true });
  const reader = createLineReader(interpreter.read);
  reader.feed(`${text}\n`);
  reader.end();
  const { commands, outputs, state } = interpreter;
  return { commands, outputs, state, secrets: masks.secrets.length };
}

const NOTHING = { commands: [], outputs: {}, state: {}, secrets: 0 };

/**
 * What the real runner may see in a line: .NET compares by culture, which takes no notice of characters without a weight.
 * A tab has one.
 */
function asDotNetReads(line: string): string {
  return line.replace(/(?!\t)(?:\p{Cc}|\p{Cf}|\p{Default_Ignorable_Code_Point})/gu, '').trimStart();
}

function formsNothing(text: string): void {
  const shown = logLines(text);
  expect(printed(shown.join('\n'))).toEqual(NOTHING);
  const obeyed = shown.filter(
    (line) =>
      /[\n\r\u000B\u000C\u0085\u2028\u2029]/.test(line) ||
      asDotNetReads(line).includes('##[') ||
      asDotNetReads(line).startsWith('::'),
  );
  expect(obeyed).toEqual([]);
}

/** Each is obeyed when it is printed as it is: the first test holds us to that. */
const COMMANDS = [
  '::error::forged',
  '::set-output name=status::succeeded',
  '::save-state name=postState::{}',
  '::add-mask::a',
  '::stop-commands::x7f3a',
  '::ERROR file=a.ts,line=1::forged',
  '   ::warning::forged',
  '\t::warning::forged',
  '\u00A0::notice::after a no-break space',
  '\u3000\u2003::notice::after other spaces',
  '\u0085::notice::after a next-line',
  'harmless\r::set-output name=status::succeeded',
  'harmless\n::set-output name=status::succeeded',
  'harmless\r\n  ::set-output name=status::succeeded',
  'anywhere ##[error]forged',
  '##[save-state name=postState]{}',
  '###[group]forged',
  '# ##[Set-Output name=status]succeeded',
  '##[add-mask]a',
] as const;

/** Commands only to a runner that reads as people do. */
const VEILED = [
  '#\u200B#[error]x',
  '##\u200B[error]x',
  '##\u00AD[error]x',
  '##\uFEFF[error]x',
  '##\u2060\u2060[error]x',
  '##\u0000[error]x',
  '##\u007F[error]x',
  '##\u009C[error]x',
  '##\u034F[error]x',
  '##\uFE0F[error]x',
  '##\u{E0041}[error]x',
  '##\u{13430}[error]x',
  '##\u202E[error]x',
  '##\u001B[0m[error]x',
  '##\u001B]8;;https://evil.example\u0007[error]x',
  '\u200B::error::x',
  ':\u200B:error::x',
  '\u001B[2K::error::x',
  '\u009B2K::error::x',
  '\u001Bc::error::x',
  '\u2028::error::x',
  '\u000B::error::x',
  '\uFEFF\u00A0::error::x',
] as const;

describe('in the log', () => {
  test.each(COMMANDS)('%j is a command when raw, and none when inert', (text) => {
    expect(printed(text).commands.length).toBeGreaterThan(0);
    formsNothing(text);
  });

  test.each(VEILED)('%j forms no command', (text) => {
    formsNothing(text);
  });

  test('no string forms a command', () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter, maxLength: 200 }), formsNothing), { numRuns: 400 });
  });

  test('no combination of parts of commands forms a command', () => {
    const letters = ['#', '##', '[', '##[', ':', '::', ']', 'error', 'set-output name=a', 'x', ' ', '\t', '\n', '\r'];
    const unseen = ['\u00A0', '\u200B', '\u00AD', '\u0000', '\u0085', '\u2028', '\uFEFF', '\uD83D', '\u{13430}'];
    const terminal = ['\u001B', '\u001B[', '\u001B[31m', '\u001B]0;t\u0007', '\u001B]8;;', '\u009B', '\u001B\\'];
    const parts = fc.constantFrom(...letters, ...unseen, ...terminal);
    const texts = fc.array(parts, { maxLength: 30 }).map((some) => some.join(''));
    fc.assert(fc.property(texts, formsNothing), { numRuns: 2000 });
  });

  test('ordinary lines are unchanged', () => {
    const text = 'a: b :: c\n  # heading\n\tindented ## [x]\nGrüße, 世界 ✔\n\nend';
    expect(logLines(text)).toEqual(text.split('\n'));
  });

  test('a possible secret is never split', () => {
    // GitHub searches for it as a whole: with a blank in it, it would not be found.
    expect(logLines('token=aB3##[dE6fG9hJ2kL5mN8 is wrong')).toEqual(['(27 characters) is wrong']);
    expect(logLines('::aB3dE6fG9hJ2kL5mN8::x')).toEqual(['│ ::aB3dE6fG9hJ2kL5mN8::x']);
    expect(logLines('##[section]Starting: Build ##[x')).toEqual(['## [section]Starting: Build ## [x']);
  });

  test('colors, links and cursor movements are removed, and words kept', () => {
    expect(lines('\u001B[31mred\u001B[0m \u001B[1;38;5;12mbold\u001B[K \u009B4mC1\u001B[?25l')).toEqual([
      'red bold C1',
    ]);
    expect(lines('\u001B]8;;https://example.com\u0007here\u001B]8;;\u001B\\.')).toEqual(['here.']);
  });

  test('an unterminated title removes only its own line', () => {
    expect(lines('one\u001B]0;swallowed\ntwo\r\nthree')).toEqual(['one', 'two', 'three']);
  });

  test('every kind of line ending ends a line', () => {
    expect(lines('a\nb\r\nc\rd\u000Be\u000Cf\u0085g\u2028h\u2029i')).toEqual('abcdefghi'.split(''));
  });

  test('bidirectional controls do not reorder text', () => {
    expect(oneLine('user\u202Etxt.exe\u202C \u2066a\u2069')).toBe('usertxt.exe a');
  });
});

describe('through the log', () => {
  test('info, group, notice, warning, error and debug print one command each, whatever the text', () => {
    const texts = [...COMMANDS, ...VEILED, '%0A::error::x', '%0D##[error]x', 'a\n::error::x\n##[error]x'];
    const script = `
      import { consoleLog as log } from ${JSON.stringify(new URL('../../../src/runner/log.js', import.meta.url).href)};
      for (const text of JSON.parse(process.argv[1])) {
        log.info(text);
        log.group(text, [text]);
        log.notice(text);
        log.warning(text);
        log.debug(text);
        log.fail(text);
      }
      process.exitCode = 0;`;
    const arguments_ = ['--input-type=module', '-e', script, JSON.stringify(texts)];
    const { commands, outputs, state, secrets } = printed(
      execFileSync(process.execPath, arguments_, { encoding: 'utf8' }),
    );
    const one = ['group', 'endgroup', 'notice', 'warning', 'debug', 'error'];
    expect(commands.map(({ name }) => name)).toEqual(texts.flatMap(() => one));
    expect({ outputs, state, secrets }).toEqual({ outputs: {}, state: {}, secrets: 0 });
    for (const [position, { name, data }] of commands.entries()) {
      if (name === 'error') {
        expect(data).toBe(annotation(texts[Math.floor(position / one.length)] ?? ''));
      }
    }
  });
});

/** What stands in a code span, which the next run of as many backticks ends; undefined for what is none. */
function inSpan(shown: string): string | undefined {
  const [, ticks = '', inside = ''] = /^(`+)(?!`)([^\n]*?)(?<!`)\1$/.exec(shown) ?? [];
  const padded = /^ (.*[^ ].*) $/s.exec(inside)?.[1];
  return ticks === '' ? undefined : (padded ?? inside);
}

function isPlainText(text: string): void {
  const shown = markdown(text);
  const line = oneLine(text);
  // What is written stands there unaltered …
  expect(shown).toContain(line);
  if (inSpan(shown) !== undefined) {
    expect(inSpan(shown)).toBe(line);
    return;
  }
  // … and outside of a code span nothing in it is markup, a link, an image, a mention or a reference.
  expect(shown).toBe(line);
  expect(shown).not.toMatch(/[&<>"\\`*~[\]|$\n\r#@!={}^]/);
  expect(shown).not.toMatch(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/u);
  expect(shown).not.toMatch(/GH-\d|:\/\/|www\.|:[\w+-]+:|\b[0-9a-f]{40}\b/i);
  expect(shown).not.toMatch(/^(?:[-+]|\d+[.)])/);
}

const MARKUP = [
  '*bold* **bold** _i_ __b__ ~~s~~ `c` ``c`` $x$ $$y$$',
  'snake_case_name and _private_ and trailing_',
  '[text](https://evil.example) ![image](https://evil.example/p.png) [ref]: x [^1]',
  '<b>x</b> <img src=x onerror=alert(1)> <!-- --> </details></td></table>',
  '&lt;b&gt; &#64;octocat &commat; &amp;lt;',
  '@octocat @acme/team mail@example.com mailto:a@b.example',
  '#123 acme/shop#1 GH-7 gh-7 (GH-7) _GH-7',
  'https://evil.example HTTP://evil.example ftp://x git+ssh://x www.evil.example _www.evil.example WWW.EVIL.EXAMPLE',
  ':tada: :+1: :octocat: a:shipit:b ::error::',
  '| a | b | \\| c',
  '# heading',
  '#1 of 3',
  '- item',
  '+ item',
  '---',
  '===',
  '1. one',
  '12) twelve',
  '> quote',
  '    code',
  '\t- item',
  'line\n# heading\n\n- item',
  'a\r\n| --- | --- |',
  '"quoted" \'single\'',
  '\\` \\\\` \\[',
  '🎉 Grüße 世界',
  '',
] as const;

describe('in Markdown', () => {
  test.each(MARKUP)('%j stays text', (text) => {
    isPlainText(text);
    isPlainText(`x ${text}`);
  });

  test('any string stays text', () => {
    fc.assert(fc.property(fc.string({ unit: anyCharacter, maxLength: 300 }), isPlainText), { numRuns: 500 });
    const mixture = fc.array(fc.constantFrom(...MARKUP, ...'#@_*[]()<>|`\\:-+=~$&;1. '.split('')), { maxLength: 20 });
    fc.assert(
      fc.property(
        mixture.map((some) => some.join('')),
        isPlainText,
      ),
      { numRuns: 500 },
    );
  });

  test.each([
    'Deploy Prod',
    'deploy_prod at 10:20 with 1.10, a+b',
    'Deploy us-east-1 › Rollout (2 of 3)',
    'Grüße 世界',
  ])('%s needs no code span', (name) => {
    expect(markdown(name)).toBe(name);
  });

  test('code is verbatim, between backticks that its content cannot end', () => {
    expect(code('web:1.2')).toBe('`web:1.2`');
    expect(code('a`b')).toBe('``a`b``');
    expect(code('`a``')).toBe('``` `a`` ```');
    expect(code('<!-- &lt; \\| @x')).toBe('`<!-- &lt; \\| @x`');
    expect(code(' \n')).toBe('');
    fc.assert(
      fc.property(
        fc.string({ unit: fc.oneof(fc.constant('`'), fc.string({ unit: anyCharacter, maxLength: 3 })) }),
        (text) => {
          fc.pre(oneLine(text, 200) !== '');
          expect(inSpan(code(text))).toBe(oneLine(text, 200));
        },
      ),
    );
  });

  test('in a table cell, a text with a bar is replaced by its length', () => {
    expect(cell('Build | Test')).toBe('(12 characters)');
    expect(cell('Build & Test')).toBe('`Build & Test`');
    fc.assert(fc.property(fc.string({ unit: anyCharacter }), (text) => !cell(text).includes('|')));
  });

  test('a fence is longer than anything in it', () => {
    expect(fence('a\n```\n~~~\n# b')).toBe('````text\na\n```\n~~~\n# b\n````');
    fc.assert(
      fc.property(fc.array(fc.constantFrom('`', '``````', '\n', '~~~', 'x', ' ')), (some) => {
        const [first = '', ...rest] = fence(some.join('')).split('\n');
        const ticks = first.replace('text', '');
        expect(ticks.length).toBeGreaterThanOrEqual(3);
        expect(rest.filter((line) => line.includes(ticks))).toEqual([ticks]);
        expect(rest.at(-1)).toBe(ticks);
      }),
    );
  });
});

describe('shortened', () => {
  test('to the given length, at a space, and never within a word', () => {
    expect(oneLine('ab cdefg', 8)).toBe('ab cdefg');
    expect(oneLine('ab cdefg', 7)).toBe('ab…');
    expect(oneLine('ab cd efg', 6)).toBe('ab cd…');
    expect(oneLine('ab\n  cd\n\nef', 50)).toBe('ab cd ef');
    expect(oneLine(`failed: ${'x'.repeat(353)} is no token`, 60)).toBe('failed: (353 characters) is no token');
    expect(oneLine('x'.repeat(353), 60)).toBe('(353 characters)');
    expect(oneLine('x'.repeat(2_000_000), 60)).toBe('(2000000 characters)');
    expect(oneLine('x'.repeat(353), 9)).toBe('…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, max) => {
        const shown = oneLine(text, max);
        expect(shown.length).toBeLessThanOrEqual(max);
        expect(shown).not.toMatch(/\p{Cs}/u);
        expect(oneLine(shown, max)).toBe(shown);
        const words = oneLine(text, 100).split(/\s/);
        const own = (word: string) => words.includes(word) || /^…$|^\(\d+$|^characters\)$/.test(word);
        expect(
          shown
            .replace(/…$/, '')
            .split(/\s/)
            .filter((word) => !own(word) && word !== ''),
        ).toEqual([]);
      }),
    );
  });

  test('spaces inside a line are kept, because a secret may contain them', () => {
    expect(oneLine('  a  b \t c  ')).toBe('a  b \t c');
  });

  test('a value of an input is whole or replaced by its length', () => {
    expect([wholeValue('1.10'), quotedValue('1.10'), quotedValue('')]).toEqual(['1.10', "'1.10'", "''"]);
    for (const value of ['x'.repeat(101), 'a\nb', 'a\u0007b', 'a ##[error]b', '::error::a', 'a\u200Bb']) {
      expect(wholeValue(value)).toBe(`(${value.length} characters)`);
      expect(quotedValue(value)).toBe(`(${value.length} characters)`);
    }
  });

  test('an annotation fits the limit of the runner', () => {
    const long = annotation('😀 line\n'.repeat(2000));
    expect(long.length).toBeLessThanOrEqual(4000);
    expect(long).not.toMatch(/\p{Cs}/u);
    expect(long.endsWith('…')).toBe(true);
    expect(annotation('  short\n\n')).toBe('short');
  });

  test('megabytes are cut before they are processed', () => {
    const from = process.cpuUsage().user;
    for (const piece of ['x', ' ', '\u001B[', '`', ':a', '#', '\u200B', 'www.', '_']) {
      expect(markdown(piece.repeat(2_000_000)).length).toBeLessThan(5000);
    }
    const cut = process.cpuUsage().user - from;
    logLines('\u001B]\u001B[0;0;'.repeat(100_000));
    // Counted against itself: cutting first costs less than reading through a tenth of one of them.
    expect(cut).toBeLessThan(Math.max(200_000, 10 * (process.cpuUsage().user - from)));
  });
});

test.each([
  [-5, '0s'],
  [499, '0s'],
  [999, '1s'],
  [4000, '4s'],
  [59_499, '59s'],
  [59_999, '1m 00s'],
  [60_000, '1m 00s'],
  [192_000, '3m 12s'],
  [3_599_499, '59m 59s'],
  [3_599_500, '1h 00m'],
  [3_900_000, '1h 05m'],
  [90_000_000, '25h 00m'],
])('%i ms are %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});

test('a count has its noun', () => {
  expect([count(0, 'stage'), count(1, 'stage'), count(2, 'stage')]).toEqual(['0 stages', '1 stage', '2 stages']);
});
