/** Runtime inputs merged into a pipeline, as Harness does it. */
import { identityOf, isOneValue, itemPath, keyPath, parallelOf, partners } from './items.ts';
import { placeholder } from './placeholders.ts';
import { isMapping } from './yaml.ts';

/** Keys below which a value may have more than the pipeline's YAML shows. */
const OPEN = new Set(['service', 'environment', 'template', 'services', 'environments', 'environmentGroup']);

/**
 * The pipeline with the given values in the places of its runtime inputs; the last one that has a value wins. Values for
 * anything else are ignored, as are those whose way is labelled otherwise.
 */
export function fill(base: unknown, givens: readonly unknown[], open = false): unknown {
  const input = placeholder(base);
  if (input) {
    return givens.findLast((given) => given !== undefined && !isStillOpen(given)) ?? nullOr(base, givens);
  }
  if (Array.isArray(base)) {
    return fillList(base, givens, open);
  }
  if (!isMapping(base)) {
    return base;
  }
  const within = (key: string): readonly unknown[] => givens.map((given) => valueAt(given, key));
  const filled = Object.entries(base).map(([key, value]): [string, unknown] => [
    key,
    fill(value, within(key), open || OPEN.has(key)),
  ]);
  const extras = open ? givens.flatMap((given) => (isMapping(given) ? Object.entries(given) : [])) : [];
  return Object.fromEntries([...extras.filter(([key]) => !Object.hasOwn(base, key)), ...filled]);
}

/** What a mapping has of its own at a key: one may be named `constructor`. */
function valueAt(value: unknown, key: string): unknown {
  return isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** A placeholder never covers a value, unless it is asked for during the run. */
function isStillOpen(given: unknown): boolean {
  const input = placeholder(given);
  return given === null || (input !== undefined && !input.duringRun);
}

/** Null is a value, too, where nothing else is given. */
function nullOr(base: unknown, givens: readonly unknown[]): unknown {
  return givens.includes(null) ? null : base;
}

function fillList(base: readonly unknown[], givens: readonly unknown[], open: boolean): unknown {
  if (isOneValue(base)) {
    const given = givens.findLast((each) => Array.isArray(each));
    return given !== undefined && JSON.stringify(base).includes('<+input>') ? given : base;
  }
  const finders = givens.map(partners);
  return base.map((item: unknown) =>
    fill(
      item,
      finders.map((find) => find(item)),
      open,
    ),
  );
}

/** Whether something is given, below an open place, that the pipeline's YAML does not show. */
export function hasExtras(base: unknown, given: unknown, open = false): boolean {
  if (placeholder(base) || given === undefined) {
    return false;
  }
  if (Array.isArray(base)) {
    const find = partners(given);
    return base.some((item: unknown) => hasExtras(item, find(item), open));
  }
  if (!isMapping(base) || !isMapping(given)) {
    return false;
  }
  const more = open && Object.keys(given).some((key) => !Object.hasOwn(base, key));
  return (
    more || Object.entries(base).some(([key, value]) => hasExtras(value, valueAt(given, key), open || OPEN.has(key)))
  );
}

/** What says which item or which kind of item it is, and is no value of its own. */
const LABELS = new Set(['identifier', 'type', 'default']);

/** The runtime inputs of a pipeline with what is needed to find their places, or undefined when it has none. */
export function templateOf(base: unknown): unknown {
  if (placeholder(base)) {
    return base;
  }
  if (Array.isArray(base)) {
    if (isOneValue(base)) {
      return JSON.stringify(base).includes('<+input>') ? base : undefined;
    }
    const items = base.map(templateOf).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (!isMapping(base)) {
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
  if (typeof base[key] === 'object') {
    return false;
  }
  return LABELS.has(key) ? key !== 'default' || 'value' in base : identityOf(base)?.key === key;
}

/** A pipeline with only these stages; all of them when none is named. Those that do not exist are left out. */
export function onlyStages(pipeline: unknown, stages: readonly string[]): unknown {
  const top = isMapping(pipeline) ? pipeline['pipeline'] : undefined;
  if (stages.length === 0 || !isMapping(top) || !Array.isArray(top['stages'])) {
    return pipeline;
  }
  const wanted = (item: unknown): boolean => stages.includes(identityOf(item)?.name ?? '');
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
    return given.flatMap((item: unknown, index) => strays(find(item), item, itemPath(path, item, index)));
  }
  if (!isMapping(given)) {
    return [path];
  }
  const own = identityOf(given)?.key;
  const entries = Object.entries(given).filter(
    ([key, value]) => typeof value === 'object' || (!LABELS.has(key) && key !== own && key !== 'name'),
  );
  return entries.flatMap(([key, value]) => strays(valueAt(base, key), value, keyPath(path, key)));
}
