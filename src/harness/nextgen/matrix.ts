/** The legs of a matrix, a loop or a parallelism: runs of one stage, step group or step side by side. */
import { at, entries, texts } from '../../base/shape.ts';
import { oneLine } from '../../base/text.ts';

/**
 * Harness names legs by number, which says little to a person.
 *
 * @param strategy `strategyMetadata` of a node: `matrixMetadata.matrixValues`, or `forMetadata.value`
 * @returns `Deploy_1 (us)`: the name with the leg's values, unless they stand in it already
 */
export function nameWithMatrixValues(name: string, strategy: unknown): string {
  const values = entries(at(strategy, 'matrixMetadata', 'matrixValues')).map(([, value]) => value);
  const leg = oneLine(texts([...values, at(strategy, 'forMetadata', 'value')]).join(', '), 60);
  return leg === '' || name.includes(leg) ? name : `${name} (${leg})`;
}
