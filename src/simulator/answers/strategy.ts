/** Where a stage stands in its matrix, loop or parallelism. */
import type { Leg } from '../plays/timeline.ts';

/** `strategyMetadata` of nodes and stages, whose names are all in small letters. */
export function strategyMetadata(leg: Leg): object {
  const { index, of, kind, axis, value } = leg;
  const place = { currentiteration: index, totaliterations: of, identifierpostfix: `_${index}` };
  if (kind === 'LOOP') {
    return { ...place, formetadata: { value, partition: [] } };
  }
  return kind === 'PARALLELISM'
    ? place
    : { ...place, matrixmetadata: { matrixcombination: [index], matrixvalues: { [axis]: value } } };
}

/** The same inside `executableResponses`, where Harness spells it in camel case. */
export function childStrategyMetadata({ index, of, kind, axis, value }: Leg): object {
  const matrixMetadata = { matrixCombination: [index], matrixValues: { [axis]: value } };
  const forMetadata = { value, partition: [] };
  return {
    currentIteration: index,
    totalIterations: of,
    identifierPostFix: `_${index}`,
    ...(kind === 'MATRIX' ? { matrixMetadata } : kind === 'LOOP' ? { forMetadata } : {}),
  };
}
