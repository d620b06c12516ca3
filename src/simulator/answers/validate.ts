/** What Harness checks when it starts a pipeline with its runtime inputs. */
import { refusal } from '../server/answer.ts';
import { text } from '../shape.ts';
import { itemPath, keyPath } from './items.ts';
import { objectionTo, type Placeholder, placeholder } from './placeholders.ts';
import { isMapping, isNumber, readYaml, textOf } from './yaml.ts';

interface Place {
  readonly fqn: string;
  /** The variable whose value this is. */
  readonly variable: Record<string, unknown> | undefined;
  /** The key behind which it stands, and the mapping that has the key. */
  readonly key: string;
  readonly holder: Record<string, unknown>;
}

const TOP: Place = { fqn: 'pipeline', variable: undefined, key: '', holder: {} };

/**
 * Puts defaults in, then refuses as Harness does at the start: a required variable or a field without value, a value that is
 * not allowed. Throws the first problem it meets.
 */
export function settle(base: unknown, filled: unknown, place: Place = TOP): unknown {
  const input = placeholder(base);
  if (input) {
    return settleOne(input, filled, place);
  }
  if (Array.isArray(base) && Array.isArray(filled)) {
    return base.map((item: unknown, index) =>
      settle(item, filled[index], { ...place, fqn: itemPath(place.fqn, item, index) }),
    );
  }
  if (!isMapping(base) || !isMapping(filled)) {
    return filled;
  }
  const variable = 'name' in base && 'value' in base ? base : undefined;
  const within = (key: string): Place => {
    if (variable && key === 'value') {
      return { fqn: place.fqn, variable, key, holder: base };
    }
    return { fqn: keyPath(place.fqn, key), variable: undefined, key, holder: base };
  };
  const settled = Object.entries(base).map(([key, value]): [string, unknown] => [
    key,
    settle(value, filled[key], within(key)),
  ]);
  return { ...filled, ...Object.fromEntries(settled) };
}

function settleOne(input: Placeholder, filled: unknown, place: Place): unknown {
  const { fqn, variable } = place;
  const required = variable?.['required'] === true;
  if (input.fallback === '') {
    // A default without a value is an exception of the server's own, which it does not explain.
    throw refusal(400, 'INVALID_REQUEST', 'Failed to start execution for Pipeline.');
  }
  const value = placeholder(filled) ? (readDefault(input.fallback) ?? variable?.['default']) : filled;
  if (value === undefined || (required && (value === '' || value === null))) {
    if (input.duringRun || (variable ? !required : !isNeeded(place))) {
      return filled;
    }
    const [code, message] = variable
      ? (['INVALID_REQUEST', `Value not provided for required variable: ${text(variable['name'])}`] as const)
      : (['SCHEMA_VALIDATION_FAILED', `Invalid yaml: $.${fqn}: is missing but it is required`] as const);
    throw refusal(400, code, message);
  }
  const reason = objectionTo(value, input, fqn) ?? wrongNumber(value, place);
  if (reason) {
    throw refusal(400, 'INVALID_REQUEST', reason);
  }
  return trimmed(value);
}

const NEEDED = new Set(['serviceRef', 'environmentRef', 'infrastructureDefinitions', 'gitOpsClusters', 'values']);

/** Fields that a run cannot do without. All others are optional, and absent when nothing is given. */
function isNeeded({ key, holder, fqn }: Place): boolean {
  if (key === 'build') {
    return fqn.endsWith('.codebase.build');
  }
  return NEEDED.has(key) && holder['deployToAll'] !== true;
}

/** A default is text, unless it is a list or a mapping. */
function readDefault(fallback: string | undefined): unknown {
  return fallback !== undefined && /^[[{]/.test(fallback) ? readYaml(fallback) : fallback;
}

function wrongNumber(value: unknown, { fqn, variable }: Place): string | undefined {
  if (variable?.['type'] !== 'Number' || isNumber(value) || value === null) {
    return undefined;
  }
  return /^-?\d+(\.\d+)?$/.test(textOf(value))
    ? undefined
    : `The value provided for [${fqn}: ${textOf(value)}] is not a number`;
}

/** Text leaves lose the blanks around them after the check, as Java trims: no-break spaces stay. */
function trimmed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(trimmed);
  }
  if (isMapping(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, trimmed(part)]));
  }
  return typeof value === 'string' ? value.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '') : value;
}
