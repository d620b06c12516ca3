/** The legs of a matrix, a loop or a parallelism: runs of one stage, step group or step side by side. */
import { at, either, entries, isObject, list, text } from '../../base/shape.ts';
import { oneLine } from '../../base/text.ts';

/** Characters that the values of a leg may take beside its name. */
const MAX_WIDTH = 60;

/**
 * Harness names legs by number, which says little to a person.
 *
 * @param strategy `strategyMetadata` of a node: `matrixmetadata.matrixvalues`, or `formetadata.value|partition`
 * @returns `Deploy_1 (us)`: the name with the leg's values, unless it has them already. Values that do not fit are
 * left out whole, with an ellipsis in their place.
 */
export function nameWithMatrixValues(name: string, strategy: unknown): string {
  const values = valuesOf(strategy);
  const isNamed = values.every((value) => name.includes(value)) || name.includes(values.join(', '));
  const fitting: string[] = [];
  for (const value of values) {
    if ([...fitting, value].join(', ').length <= MAX_WIDTH) {
      fitting.push(value);
    }
  }
  const shown = [...fitting, ...(fitting.length < values.length ? ['…'] : [])].join(', ');
  return isNamed ? name : `${name} (${shown})`;
}

/** @returns the suffix that Harness gives the identifiers of this leg: `_1`; empty outside of a matrix. */
export function identifierSuffix(strategy: unknown): string {
  return text(spelled(strategy, 'identifierPostFix')) ?? '';
}

/** Inside `strategyMetadata` recorded answers have all keys in lower case, Harness's published API has camel case. */
function spelled(value: unknown, name: string): unknown {
  return either(value, name, name.toLowerCase());
}

function valuesOf(strategy: unknown): string[] {
  const loop = spelled(strategy, 'forMetadata');
  const value = readable(at(loop, 'value'));
  return [
    ...entries(spelled(spelled(strategy, 'matrixMetadata'), 'matrixValues')).map(([, each]) => readable(each)),
    ...(value === '' ? list(at(loop, 'partition')).map(readable) : [value]),
  ].filter((each) => each !== '');
}

/** A value of a matrix may be JSON text: `{"identifier":"web","tag":"1.2"}` is shown as `web 1.2`. */
function readable(value: unknown): string {
  const given = scalar(value).join('');
  const parsed = /^\s*[[{]/.test(given) ? parse(given) : value;
  return isObject(parsed) || Array.isArray(parsed) ? scalarsIn(parsed).join(' ') : given;
}

function scalarsIn(value: unknown): string[] {
  const todo = [value];
  const found: string[] = [];
  for (let next = todo.pop(); next !== undefined && found.length < 20; next = todo.pop()) {
    if (typeof next === 'object' && next !== null) {
      todo.push(
        ...entries(next)
          .map(([, each]) => each ?? '')
          .toReversed(),
      );
    } else {
      found.push(...scalar(next));
    }
  }
  return found;
}

function scalar(value: unknown): string[] {
  const isShown = typeof value === 'string' ? value !== '' : typeof value === 'number' || typeof value === 'boolean';
  return isShown ? [oneLine(String(value))] : [];
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
