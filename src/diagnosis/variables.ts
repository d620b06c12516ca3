/** The output variables of an execution's steps under names that are unique. */
import type { GraphNode } from '../harness/nextgen/node.ts';

/** One output variable of a step. */
export interface Variable {
  /** `stage.step.NAME` */
  readonly path: string;
  readonly name: string;
  /** As Harness gave it; null stays null. */
  readonly value: unknown;
}

/**
 * A path is `stage.step.NAME`, of identifiers; in a matrix those have their leg's suffix. Two steps of one stage that share an identifier
 * are in different step groups, and have them in their paths: `stage.group.step.NAME`. A stage's own variables are `stage.NAME`. If paths
 * are still equal, the later variable is used, as in Harness's own expressions.
 */
export function variablesIn(nodes: readonly GraphNode[]): Variable[] {
  const giving = nodes.filter((node) => !node.isOldTry && node.variables.length > 0);
  const sharing = new Map<string, number>();
  for (const node of giving) {
    const path = shortPath(node);
    sharing.set(path, (sharing.get(path) ?? 0) + 1);
  }
  const variables = new Map<string, Variable>();
  for (const node of giving) {
    const short = shortPath(node);
    const start = sharing.get(short) === 1 ? short : longPath(node);
    for (const [name, value] of node.variables) {
      const path = `${start}.${name}`;
      variables.set(path, { path, name, value: value ?? null });
    }
  }
  return [...variables.values()];
}

function shortPath({ stage, identifier }: GraphNode): string {
  return stage === undefined ? identifier : `${stage.identifier}.${identifier}`;
}

function longPath({ stage, groups, identifier }: GraphNode): string {
  return [...(stage === undefined ? [] : [stage.identifier]), ...groups, identifier].join('.');
}
