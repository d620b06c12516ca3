/** Harness's `<+input>` with what may hang on it: `.default()`, `.allowedValues()`, `.regex()`, `.executionInput()` and others. */
import { trimAsJava } from './scalars.ts';

/** What a runtime input asks for. */
export interface Placeholder {
  /** The value that Harness takes when none is given; undefined when there is none, also for an empty `.default()`. */
  readonly fallback: string | undefined;
  /** How a value is judged: it must pass one of these. Usually there is one; none when Harness alone can judge. */
  readonly validators: readonly Validator[];
  /** Harness asks a person while the pipeline runs. */
  readonly asksDuringRun: boolean;
  /** It is longer than what is read here: nothing of it is known. */
  readonly isTooLong: boolean;
}

/** `each`: every part of a value, split at its commas, is in the list. `one`: the whole value is. */
export type Validator =
  | { readonly kind: 'each' | 'one'; readonly values: readonly string[] }
  | { readonly kind: 'pattern'; readonly pattern: string };

const START = '<+input>';
const MODIFIER = /\s*\.([A-Za-z]\w*)\(/y;
const KNOWN = 'default|allowedValues|regex|executionInput|selectOneFrom|selectManyFrom';
/** What follows the bracket that closes a modifier: the next known one, or the end. A bracket inside a pattern has neither. */
const AFTER = new RegExp(String.raw`\s*(?:$|\.(?:${KNOWN})\()`, 'y');
/** What also closes it where the brackets inside are balanced: a modifier that this version does not know. */
const AFTER_BALANCED = /\s*\.[A-Za-z]\w*\(/y;
const MAX_CHARACTERS = 20_000;

/** Whether a template's value is to be given: Harness checks its start alone. */
export function isPlaceholder(value: string): boolean {
  return value.startsWith(START);
}

/** Whether a value holds a Harness expression, which only Harness can resolve. */
export function hasExpression(value: string): boolean {
  return value.includes('<+');
}

/** @returns what the placeholder asks for. Modifiers come in any order; of each kind the first counts. */
export function readPlaceholder(value: string): Placeholder {
  if (value.length > MAX_CHARACTERS) {
    return { fallback: undefined, validators: [], asksDuringRun: false, isTooLong: true };
  }
  const modifiers = new Map<string, string>();
  let [at, isKnown] = [START.length, true];
  while (at < value.length) {
    MODIFIER.lastIndex = at;
    const [, name] = MODIFIER.exec(value) ?? [];
    const from = MODIFIER.lastIndex;
    const end = name === undefined ? undefined : closing(value, from);
    isKnown &&= name !== undefined && end !== undefined && KNOWN.split('|').includes(name);
    if (name === undefined || end === undefined) {
      break;
    }
    if (!modifiers.has(name)) {
      modifiers.set(name, value.slice(from, end));
    }
    at = end + 1;
  }
  const fallback = modifiers.get('default');
  return {
    fallback: fallback === '' ? undefined : fallback,
    validators: isKnown ? validatorsOf(modifiers) : [],
    asksDuringRun: modifiers.has('executionInput'),
    isTooLong: false,
  };
}

/**
 * Harness takes one validator. Where `.regex()` comes before a list it is not documented which, so that a value passes with
 * either. A list with an expression in it is known to Harness alone.
 */
function validatorsOf(modifiers: ReadonlyMap<string, string>): readonly Validator[] {
  const validators = [...modifiers].flatMap(([name, argument]): readonly Validator[] => {
    switch (name) {
      case 'regex':
        return [{ kind: 'pattern', pattern: argument }];
      case 'allowedValues':
      case 'selectManyFrom':
        return [{ kind: 'each', values: splitValues(argument) }];
      case 'selectOneFrom':
        return [{ kind: 'one', values: splitValues(argument) }];
      default:
        return [];
    }
  });
  const judging = validators[0]?.kind === 'pattern' ? validators : validators.slice(0, 1);
  return judging.some((one) => one.kind !== 'pattern' && one.values.some((each) => /<\+|\$\{|jexl\(/.test(each)))
    ? []
    : judging;
}

function closing(value: string, from: number): number | undefined {
  for (let at = value.indexOf(')', from); at >= 0; at = value.indexOf(')', at + 1)) {
    AFTER.lastIndex = at + 1;
    AFTER_BALANCED.lastIndex = at + 1;
    if (AFTER.test(value) || (AFTER_BALANCED.test(value) && isBalanced(value.slice(from, at)))) {
      return at;
    }
  }
  return undefined;
}

/** Whether each bracket of the text is closed in it, escaped ones and those in a pattern's classes aside. */
function isBalanced(text: string): boolean {
  let depth = 0;
  let isInClass = false;
  for (let at = 0; at < text.length && depth >= 0; at += 1) {
    const char = text[at];
    if (char === '\\') {
      at += 1;
    } else if (isInClass || char === '[') {
      isInClass = char !== ']';
    } else {
      depth += char === '(' ? 1 : char === ')' ? -1 : 0;
    }
  }
  return depth === 0;
}

/**
 * @returns the values of a list as Harness splits it: at commas, but not between `\'` and `\'` or `\"` and `\"`; without
 * the white space around and the quotes about a value.
 */
export function splitValues(values: string): string[] {
  const parts: string[] = [];
  const open = { "'": false, '"': false };
  let from = 0;
  for (let at = 0; at <= values.length; at += 1) {
    const next = values[at + 1];
    if (values[at] === '\\' && (next === "'" || next === '"')) {
      open[next] = !open[next];
    } else if (at === values.length || (values[at] === ',' && !open["'"] && !open['"'])) {
      const part = trimAsJava(values.slice(from, at));
      parts.push(/^\\(["']).*\\\1$/s.exec(part) === null || part.length < 4 ? part : part.slice(2, -2));
      from = at + 1;
    }
  }
  return parts;
}
