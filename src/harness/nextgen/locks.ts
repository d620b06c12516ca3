/** Who holds the lock for which an execution waits: Harness lets one execution at a time deploy to an infrastructure. */
import type { Bounds } from '../../base/clock.ts';
import { at, entries, list, text } from '../../base/shape.ts';
import { oneLine } from '../../base/text.ts';
import type { ExecutionRef, Scope } from '../execution.ts';
import type { Http } from '../http.ts';
import { isExecutionId, isIdentifier } from '../identifiers.ts';
import { executionRef } from '../links.ts';
import { graphRequest } from './graph.ts';

/** An execution that holds a lock, or waits for it for longer. */
export interface LockUser {
  readonly ref: ExecutionRef;
  /** `Db Restore in default/platform` */
  readonly name: string;
  readonly isHolder: boolean;
}

/** Reads locks. */
export interface LockReader {
  /**
   * @returns who is before the execution in the queue of the lock that one of its stages waits for, the holder first; empty when
   * it waits for none.
   * @throws HarnessError
   */
  lockedBy(ref: ExecutionRef, bounds: Bounds): Promise<readonly LockUser[]>;
}

/**
 * The queue is a node of the graph that waits, and names its lock in `stepParameters.spec.resourceUnit` (a Queue step in `key`).
 * `GET /pipeline/api/resource-constraints/executionInfo` lists those that hold a lock and wait for it, in their order, also those of
 * other projects. Which permission that takes is not known.
 */
export function nextGenLocks(http: Http, scope: Scope): LockReader {
  return {
    async lockedBy({ id }, bounds) {
      const graph = graphRequest(scope, id, `read what execution ${id} waits for`);
      const resourceUnit = waitedFor(at(await http.send(graph, bounds), 'data', 'executionGraph', 'nodeMap'));
      if (resourceUnit === undefined) {
        return [];
      }
      const call = {
        purpose: 'list the executions that use the resource',
        method: 'GET',
        path: '/pipeline/api/resource-constraints/executionInfo',
        query: { accountId: scope.account, resourceUnit },
      } as const;
      const queue = list(at(await http.send(call, bounds), 'data', 'resourceConstraints'));
      const own = queue.findIndex((entry) => at(entry, 'planExecutionId') === id);
      return queue.slice(0, own < 0 ? undefined : own).flatMap((entry) => toUser(entry, scope) ?? []);
    },
  };
}

/** @param nodes `nodeMap` of the graph */
function waitedFor(nodes: unknown): string | undefined {
  const waiting = entries(nodes).flatMap(([, node]) => (at(node, 'status') === 'ResourceWaiting' ? [node] : []));
  const units = waiting.map((node) => {
    const parameters = at(node, 'stepParameters');
    const spec = at(parameters, 'spec');
    return text(at(spec, 'resourceUnit')) ?? text(at(spec, 'key')) ?? text(at(parameters, 'resourceUnit'));
  });
  return units.find((unit) => unit !== undefined);
}

function toUser(entry: unknown, scope: Scope): LockUser | undefined {
  const part = (name: string): string => text(at(entry, name)) ?? '';
  const [id, pipeline, org, project] = [
    part('planExecutionId'),
    part('pipelineIdentifier'),
    part('orgIdentifier') || scope.org,
    part('projectIdentifier') || scope.project,
  ];
  if (!isExecutionId(id) || ![pipeline, org, project].every(isIdentifier)) {
    return undefined;
  }
  const name = `${oneLine(part('pipelineName') || pipeline, 100)} in ${org}/${project}`;
  return {
    ref: executionRef({ scope: { ...scope, org, project }, pipeline }, id),
    name,
    isHolder: part('state') === 'ACTIVE',
  };
}
