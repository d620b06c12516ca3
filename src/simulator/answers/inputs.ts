/** Runtime inputs as Harness merges and validates them. */
import { parse, stringify } from 'yaml';

import { refusal } from '../server/answer.ts';
import { isRecord, text } from '../shape.ts';
import { objectionTo, type Placeholder, placeholder } from './placeholders.ts';

/** Wrappers that hold one thing with an identifier. */
const WRAPPERS = ['stage', 'step', 'stepGroup'];

/** What says which item or which kind of item it is, and is no value of its own; some of it in variables only. */
const LABELS = new Set(['identifier', 'name', 'type', 'key', 'default', 'required', 'description']);
const OF_VARIABLES = new Set(['default', 'required', 'description']);

/**
 * Reads YAML the way the older of its versions does, which takes `007`, `yes` and dates for what they look like: text that is
 * to arrive as text has to be quoted. Throws what Harness answers to text that is no YAML.
 */
export function readYaml(source: string): unknown {
  try {
    return parse(source, { version: '1.1' });
  } catch {
    throw refusal(400, 'INVALID_REQUEST', 'Invalid YAML: could not be parsed');
  }
}

/** A value as YAML text. */
export function writeYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0 });
}

/** The name of a list's item: its identifier, name or key with its wrapper, else its place. A type that differs makes another item. */
function label(item: unknown, index: number): string {
  if (!isRecord(item)) {
    return `#${index}`;
  }
  const wrapper = WRAPPERS.find((each) => isRecord(item[each]));
  const inner = wrapper === undefined ? item : item[wrapper];
  if (!isRecord(inner)) {
    return `#${index}`;
  }
  const id = text(inner['identifier']) || text(inner['name']) || text(inner['key']);
  return id ? `${wrapper ?? ''}:${id}:${text(inner['type'])}` : `#${index}`;
}

/** The path of a list's item. Wrappers and parallel blocks have no place in paths. */
function nameOf(path: string, item: unknown, index: number): string {
  return parallelOf(item) ? path : `${path}.${label(item, index).split(':')[1] ?? index}`;
}

function isSilent(key: string): boolean {
  return WRAPPERS.includes(key) || key === 'parallel' || key === 'pipeline';
}

function parallelOf(item: unknown): readonly unknown[] | undefined {
  return isRecord(item) && Array.isArray(item['parallel']) ? item['parallel'] : undefined;
}

/**
 * Finds the item of a list that belongs to another list's item. Parallel blocks have no name: their stages are looked for in
 * all of them.
 */
function partners(list: unknown): (item: unknown, index: number) => unknown {
  if (!Array.isArray(list)) {
    return () => undefined;
  }
  const parallel = list.flatMap((item: unknown) => parallelOf(item) ?? []);
  const byLabel = new Map(list.map((item: unknown, index) => [label(item, index), item]));
  return (item, index) => (parallelOf(item) ? { parallel } : byLabel.get(label(item, index)));
}

/**
 * The pipeline with the given values in the places of its runtime inputs; the last one that has a value wins. Values for
 * anything else are ignored, as are those whose way is labelled otherwise.
 */
export function fill(base: unknown, givens: readonly unknown[]): unknown {
  if (placeholder(base)) {
    return givens.findLast((given) => given !== undefined && given !== null && !placeholder(given)) ?? base;
  }
  if (Array.isArray(base)) {
    const finders = givens.map(partners);
    return base.map((item: unknown, index) =>
      fill(
        item,
        finders.map((find) => find(item, index)),
      ),
    );
  }
  if (!isRecord(base)) {
    return base;
  }
  const within = (key: string): readonly unknown[] => givens.map((given) => (isRecord(given) ? given[key] : undefined));
  return Object.fromEntries(Object.entries(base).map(([key, value]) => [key, fill(value, within(key))]));
}

/** The runtime inputs of a pipeline with what is needed to find their places, or undefined when it has none. */
export function templateOf(base: unknown): unknown {
  if (placeholder(base)) {
    return base;
  }
  if (Array.isArray(base)) {
    const items = base.map(templateOf).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (!isRecord(base)) {
    return undefined;
  }
  const parts = Object.entries(base).map(([key, value]) => [key, templateOf(value)] as const);
  if (parts.every(([, part]) => part === undefined)) {
    return undefined;
  }
  const kept = parts.map(([key, part]) => [key, part ?? (isLabel(key, base) ? base[key] : undefined)] as const);
  return Object.fromEntries(kept.filter(([, part]) => part !== undefined));
}

function isLabel(key: string, base: Record<string, unknown>): boolean {
  if (typeof base[key] === 'object' || !LABELS.has(key)) {
    return false;
  }
  if (key === 'name') {
    return base['identifier'] === undefined;
  }
  return !OF_VARIABLES.has(key) || 'value' in base;
}

/** A pipeline with only these stages; all of them when none is named. */
export function onlyStages(pipeline: unknown, stages: readonly string[]): unknown {
  const top = isRecord(pipeline) ? pipeline['pipeline'] : undefined;
  if (stages.length === 0 || !isRecord(top) || !Array.isArray(top['stages'])) {
    return pipeline;
  }
  const wanted = (item: unknown): boolean =>
    isRecord(item) && isRecord(item['stage']) && stages.includes(text(item['stage']['identifier']));
  const kept = top['stages'].flatMap((item: unknown) => {
    const parallel = parallelOf(item)?.filter(wanted);
    if (parallel) {
      return parallel.length > 0 ? [{ parallel }] : [];
    }
    return wanted(item) ? [item] : [];
  });
  return { pipeline: { ...top, stages: kept } };
}

/** Paths of what is given but is no runtime input of the pipeline (any more). */
export function strays(base: unknown, given: unknown, path = 'pipeline'): readonly string[] {
  if (given === undefined || given === null || placeholder(base)) {
    return [];
  }
  if (Array.isArray(given)) {
    const find = partners(base);
    return given.flatMap((item: unknown, index) => strays(find(item, index), item, nameOf(path, item, index)));
  }
  if (!isRecord(given)) {
    return [path];
  }
  const entries = Object.entries(given).filter(([key, value]) => !LABELS.has(key) || typeof value === 'object');
  return entries.flatMap(([key, value]) =>
    strays(isRecord(base) ? base[key] : undefined, value, isSilent(key) ? path : `${path}.${key}`),
  );
}

interface Place {
  readonly fqn: string;
  /** The variable whose value this is. */
  readonly variable: Record<string, unknown> | undefined;
}

/**
 * Puts defaults in, then refuses as Harness does at the start: a required variable or a field without value, a value that is
 * not allowed. Throws the first problem it meets.
 */
export function settle(
  base: unknown,
  filled: unknown,
  place: Place = { fqn: 'pipeline', variable: undefined },
): unknown {
  const input = placeholder(base);
  if (input) {
    return settleOne(input, filled, place);
  }
  if (Array.isArray(base) && Array.isArray(filled)) {
    return base.map((item: unknown, index) =>
      settle(item, filled[index], { ...place, fqn: nameOf(place.fqn, item, index) }),
    );
  }
  if (!isRecord(base) || !isRecord(filled)) {
    return filled;
  }
  const variable = 'name' in base && 'value' in base ? base : undefined;
  const within = (key: string): Place => {
    if (variable && key === 'value') {
      return { fqn: place.fqn, variable };
    }
    return { fqn: isSilent(key) ? place.fqn : `${place.fqn}.${key}`, variable: undefined };
  };
  return Object.fromEntries(Object.entries(base).map(([key, value]) => [key, settle(value, filled[key], within(key))]));
}

function settleOne(input: Placeholder, filled: unknown, { fqn, variable }: Place): unknown {
  const required = variable?.['required'] === true;
  const value = placeholder(filled) ? (readDefault(input.fallback) ?? variable?.['default']) : filled;
  if (value === undefined || (value === '' && required)) {
    if (input.duringRun || (variable && !required)) {
      return filled;
    }
    const [code, message] = variable
      ? (['INVALID_REQUEST', `Value not provided for required variable: ${text(variable['name'])}`] as const)
      : (['SCHEMA_VALIDATION_FAILED', `Invalid yaml: $.${fqn}: is missing but it is required`] as const);
    throw refusal(400, code, message);
  }
  if (value === '') {
    return value;
  }
  const reason = objectionTo(value, input, fqn) ?? wrongNumber(value, { fqn, variable });
  if (reason) {
    throw refusal(400, 'INVALID_REQUEST', reason);
  }
  return value;
}

/** A default is text, unless it is a list or a mapping. */
function readDefault(fallback: string | undefined): unknown {
  return fallback !== undefined && /^[[{]/.test(fallback) ? readYaml(fallback) : fallback;
}

function wrongNumber(value: unknown, { fqn, variable }: Place): string | undefined {
  if (variable?.['type'] !== 'Number' || typeof value === 'number') {
    return undefined;
  }
  return /^-?\d+(\.\d+)?$/.test(String(value))
    ? undefined
    : `The value provided for [${fqn}: ${String(value)}] is not a number`;
}
