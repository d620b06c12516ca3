/** `<+input>` and its modifiers. */
import { isMapping, textOf } from './yaml.ts';

/** A runtime input as it stands in a pipeline: `<+input>` and what was said about it. */
export interface Placeholder {
  /** Empty for `.default()`, which Harness cannot read. */
  readonly fallback: string | undefined;
  /** Where there are both, the pattern does not count, wherever it stands. */
  readonly allowed: readonly string[] | undefined;
  readonly pattern: string | undefined;
  /** Asked for while the pipeline runs. */
  readonly duringRun: boolean;
}

const NAMES = 'default|allowedValues|selectOneFrom|selectManyFrom|regex|executionInput';
const MODIFIER = new RegExp(String.raw`\.(${NAMES})\((.*?)\)(?=$|\.\w+\()`, 'gs');
const CHOICES = ['allowedValues', 'selectOneFrom', 'selectManyFrom'];

/** Reads a placeholder; undefined when the value is none. */
export function placeholder(value: unknown): Placeholder | undefined {
  if (typeof value !== 'string' || !value.startsWith('<+input>')) {
    return undefined;
  }
  const said = new Map<string, string>();
  for (const [, name = '', argument = ''] of value.matchAll(MODIFIER)) {
    said.set(name, argument);
  }
  const first = [...CHOICES, 'regex'].find((name) => said.has(name));
  const chosen = first === undefined ? undefined : said.get(first);
  return {
    fallback: said.get('default')?.replace(/^\\?(['"])(.*?)\\?\1$/s, '$2'),
    allowed: chosen === undefined || first === 'regex' ? undefined : splitValues(chosen),
    pattern: first === 'regex' ? chosen : undefined,
    duringRun: said.has('executionInput'),
  };
}

/** Splits at commas, except inside escaped quotes: `a, \'b,c\'` is two values. Blanks around them go. */
function splitValues(values: string): readonly string[] {
  const found = values.match(/\s*\\(['"]).*?\\\1\s*|[^,]+/gs) ?? [];
  return found.map((each) => each.trim().replace(/^\\(['"])(.*)\\\1$/s, '$2'));
}

/** What Harness works out before it compares, which the simulator does not. */
const COMPUTED = /<\+|\$\{|jexl\(/;

/** Why a value may not stand for a placeholder, as Harness says it; undefined when it may. Lists are judged item by item. */
export function objectionTo(value: unknown, { allowed, pattern }: Placeholder, fqn: string): string | undefined {
  if (Array.isArray(value)) {
    return value
      .map((item: unknown) => objectionTo(item, { allowed, pattern, fallback: undefined, duringRun: false }, fqn))
      .find((reason) => reason !== undefined);
  }
  if (isMapping(value)) {
    return undefined;
  }
  const given = textOf(value);
  if (allowed && !allowed.some((each) => COMPUTED.test(each)) && !isAllowed(given, allowed)) {
    return `The values provided for ${fqn}: [${quoted([given])}] do not match any of the allowed values [${quoted(allowed)}]`;
  }
  if (pattern !== undefined && !COMPUTED.test(pattern) && !new RegExp(`^(?:${pattern})$`, 's').test(given)) {
    return `The value provided for [${fqn}: ${given}] does not match the required regex pattern`;
  }
  return undefined;
}

/** The value is split like the list, so that one with a comma has to stand in escaped quotes. */
function isAllowed(given: string, allowed: readonly string[]): boolean {
  const parts = given === '' ? [''] : splitValues(given);
  return parts.every((each) => allowed.includes(each));
}

function quoted(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(', ');
}
