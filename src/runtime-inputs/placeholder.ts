/** Harness's `<+input>` with what may hang on it: `.default()`, `.allowedValues()`, `.regex()`, `.executionInput()`. */

/** What a runtime input asks for. */
export interface Placeholder {
  readonly fallback: string | undefined;
  /** Each part of a value, split at its commas, must be one of these. */
  readonly allowed: readonly string[] | undefined;
  /** The whole value must be one of these. */
  readonly oneOf: readonly string[] | undefined;
  /** A Java pattern that must match the whole value. */
  readonly pattern: string | undefined;
  /** Harness asks a person while the pipeline runs. */
  readonly asksDuringRun: boolean;
}

const START = '<+input>';
const MODIFIER = /\s*\.(default|allowedValues|regex|executionInput|selectOneFrom)\(/y;
/** What follows the bracket that closes a modifier: the next one, or the end. A bracket inside a pattern has neither. */
const AFTER = /\s*(?:$|\.(?:default|allowedValues|regex|executionInput|selectOneFrom)\()/y;
/** Longer ones are not looked into: they have no checks, Harness has the last word. */
const LONGEST = 20_000;

/** Whether a template's value is to be given: Harness looks at its start alone. */
export function isPlaceholder(value: string): boolean {
  return value.startsWith(START);
}

/** Whether a value holds a Harness expression, which only Harness can resolve. */
export function hasExpression(value: string): boolean {
  return value.includes('<+');
}

/** @returns what the placeholder asks for; modifiers stand in any order, the first of each kind counts. */
export function readPlaceholder(value: string): Placeholder {
  const modifiers = new Map<string, string>();
  let at = START.length;
  while (at < value.length && value.length <= LONGEST) {
    MODIFIER.lastIndex = at;
    const found = MODIFIER.exec(value);
    const end = found === null ? undefined : closing(value, MODIFIER.lastIndex);
    if (found?.[1] === undefined || end === undefined) {
      break;
    }
    if (!modifiers.has(found[1])) {
      modifiers.set(found[1], value.slice(MODIFIER.lastIndex, end));
    }
    at = end + 1;
  }
  const allowed = modifiers.get('allowedValues');
  const oneOf = modifiers.get('selectOneFrom');
  return {
    fallback: modifiers.get('default'),
    allowed: allowed === undefined ? undefined : splitValues(allowed),
    oneOf: oneOf === undefined ? undefined : splitValues(oneOf),
    pattern: modifiers.get('regex'),
    asksDuringRun: modifiers.has('executionInput'),
  };
}

function closing(value: string, from: number): number | undefined {
  for (let at = value.indexOf(')', from); at >= 0; at = value.indexOf(')', at + 1)) {
    AFTER.lastIndex = at + 1;
    if (AFTER.test(value)) {
      return at;
    }
  }
  return undefined;
}

/**
 * @returns the values of a list as Harness splits it: at commas, but not between `\'` and `\'` or `\"` and `\"`; without
 * the blanks around and the quotes about a value.
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
      const part = values.slice(from, at).trim();
      parts.push(/^\\(["']).*\\\1$/s.exec(part) === null || part.length < 4 ? part : part.slice(2, -2));
      from = at + 1;
    }
  }
  return parts;
}
