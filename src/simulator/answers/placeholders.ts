/** `<+input>` and its modifiers. */

/** A runtime input as it stands in a pipeline: `<+input>` and what was said about it. */
export interface Placeholder {
  readonly fallback: string | undefined;
  readonly allowed: readonly string[] | undefined;
  readonly pattern: string | undefined;
  /** Asked for while the pipeline runs. */
  readonly duringRun: boolean;
}

const MODIFIER =
  /\.(default|allowedValues|selectOneFrom|regex|executionInput)\((.*?)\)(?=$|\.(?:default|allowedValues|selectOneFrom|regex|executionInput)\()/gs;

/** Reads a placeholder; undefined when the value is none. */
export function placeholder(value: unknown): Placeholder | undefined {
  if (typeof value !== 'string' || !value.startsWith('<+input>')) {
    return undefined;
  }
  const said = new Map<string, string>();
  for (const [, name = '', argument = ''] of value.matchAll(MODIFIER)) {
    said.set(name, argument);
  }
  const allowed = said.get('allowedValues') ?? said.get('selectOneFrom');
  return {
    fallback: said.get('default')?.replace(/^\\?(['"])(.*?)\\?\1$/s, '$2'),
    allowed: allowed === undefined ? undefined : splitValues(allowed),
    pattern: said.get('regex'),
    duringRun: said.has('executionInput'),
  };
}

/** Splits at commas, except inside escaped quotes: `a, \'b,c\'` is two values. Blanks around them go. */
export function splitValues(values: string): readonly string[] {
  const found = values.match(/\s*\\(['"]).*?\\\1\s*|[^,]+/gs) ?? [];
  return found.map((each) => each.trim().replace(/^\\(['"])(.*)\\\1$/s, '$2'));
}

/** Why a value may not stand for a placeholder, as Harness says it; undefined when it may. */
export function objectionTo(value: unknown, { allowed, pattern }: Placeholder, fqn: string): string | undefined {
  if (typeof value === 'object' && value !== null) {
    return undefined;
  }
  const given = String(value);
  if (allowed && !allowed.includes(given) && !splitValues(given).every((each) => allowed.includes(each))) {
    return `The values provided for ${fqn}: [${quoted([given])}] do not match any of the allowed values [${quoted(allowed)}]`;
  }
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 's').test(given)) {
    return `The value provided for [${fqn}: ${given}] does not match the required regex pattern`;
  }
  return undefined;
}

function quoted(values: readonly string[]): string {
  return values.map((value) => `'${value}'`).join(', ');
}
