/**
 * Java patterns, as `.regex()` has them, tried with JavaScript's own engine. What Java would read in another way is left to
 * Harness, and so is what takes too long: a pattern of forty characters can keep a backtracking engine busy for years, and
 * these come from a server.
 */
import { createContext, Script } from 'node:vm';

import { at } from '../base/shape.ts';

/** @returns whether a Java pattern matches a whole text; undefined when that is left to Harness. */
export type Match = (pattern: string, text: string) => boolean | undefined;

/** ms for one match: a good one takes less than one, but a busy machine may not run it for some time. */
const MAX_TIME = 1000;
/** Patterns that took too long before all others are left to Harness, too. */
const MAX_TIMEOUTS = 3;
const MAX_CHARACTERS = 2000;

/** @returns a matcher that bounds the time of each match, and of all of them together. */
export function openMatcher(): Match {
  const subject = { pattern: '', text: '' };
  let script: Script | undefined;
  let timeouts = 0;
  return (pattern, text) => {
    const translated = pattern.length > MAX_CHARACTERS ? undefined : translate(pattern);
    if (translated === undefined || timeouts >= MAX_TIMEOUTS) {
      return undefined;
    }
    if (script === undefined) {
      createContext(subject);
      script = new Script("new RegExp(pattern, 'u').test(text)");
    }
    Object.assign(subject, { pattern: `^(?:${translated})$`, text });
    try {
      return script.runInContext(subject, { timeout: MAX_TIME }) === true;
    } catch (error) {
      // The other errors are patterns that are none: Harness says so in its own words.
      timeouts += at(error, 'code') === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? 1 : 0;
      return undefined;
    }
  };
}

type Rule = readonly [part: RegExp, translation: (part: string) => string];

const SAME = (part: string): string => part;
/** A character that means itself, as JavaScript takes it everywhere. */
const asCode = (part: string): string => `\\u{${(part.replace(/^\\/, '').codePointAt(0) ?? 0).toString(16)}}`;
const ESCAPE: Rule = [/\\(?:[dDwWtnrf]|x[\da-f]{2}|u[\da-f]{4})/iy, SAME];
const ESCAPED: Rule = [/\\[^A-Za-z0-9]/uy, asCode];
/** White space and line ends as Java has them; JavaScript has others. */
const SPACES = String.raw`\t\n\v\f\r `;
const LINE_ENDS = String.raw`\n\r\u0085\u2028\u2029`;

/** What is outside of classes. Groups with flags, possessive repeats and the like are in none of these. */
const OUTSIDE: readonly Rule[] = [
  ESCAPE,
  ESCAPED,
  [/\\s/y, () => `[${SPACES}]`],
  [/\\S/y, () => `[^${SPACES}]`],
  [/\\A/y, () => '^'],
  [/\\z/y, () => '$'],
  [/\./y, () => `[^${LINE_ENDS}]`],
  [/\((?:\?(?::|<?[=!]|<[A-Za-z][A-Za-z0-9]*>)|(?!\?))/y, SAME],
  [/(?:[*+?]|\{\d{1,4}(?:,\d{0,4})?\})\??(?![*+?{])/y, SAME],
  [/[\]}]/y, asCode],
  [/[^\\(*+?{}[\].]/uy, SAME],
];
/** What is inside classes, which Java can intersect and nest. */
const INSIDE: readonly Rule[] = [ESCAPE, ESCAPED, [/\\s/y, () => SPACES], [/&(?!&)/y, SAME], [/[^\\[\]&]/uy, SAME]];

/** @returns the pattern as JavaScript reads it; undefined when it has a part that the two may read in different ways. */
function translate(pattern: string): string | undefined {
  let translated = '';
  let rules = OUTSIDE;
  for (let from = 0; from < pattern.length;) {
    const bracket =
      rules === OUTSIDE
        ? /^\[\^?(?!\])/.exec(pattern.slice(from, from + 3))?.[0]
        : pattern[from] === ']'
          ? ']'
          : undefined;
    const found = bracket ?? partAt(pattern, from, rules);
    if (found === undefined) {
      return undefined;
    }
    rules = bracket === undefined ? rules : bracket === ']' ? OUTSIDE : INSIDE;
    translated += typeof found === 'string' ? found : found.translated;
    from += found.length;
  }
  return rules === OUTSIDE ? translated : undefined;
}

function partAt(
  pattern: string,
  from: number,
  rules: readonly Rule[],
): { length: number; translated: string } | undefined {
  for (const [part, translation] of rules) {
    part.lastIndex = from;
    const [found] = part.exec(pattern) ?? [];
    if (found !== undefined) {
      return { length: found.length, translated: translation(found) };
    }
  }
  return undefined;
}
