/** Harness's execution graph -> stages, steps and what holds them. Any part of it may be missing, of another type, or a circle. */
import type { Bounds } from '../../base/clock.ts';
import { at, entries, integer, isObject, text, texts } from '../../base/shape.ts';
import { unexpectedResponse } from '../errors.ts';
import type { Scope } from '../execution.ts';
import type { Call, Http } from '../http.ts';
import { isIdentifier } from '../identifiers.ts';
import { executionLink } from '../links.ts';
import { scopeQuery } from '../scope.ts';
import type { LogRun } from './log-keys.ts';
import { type GraphNode, olderTries, pathOf, type ExecutionPlace, toNode } from './node.ts';
import { type Starter, triggeredBy } from './snapshot.ts';

/** The inside of an execution. */
export interface Graph {
  /** The execution's page. */
  readonly url: string;
  readonly at: ExecutionPlace;
  /** Holders before what they hold, what ran earlier before what ran later. */
  readonly nodes: readonly GraphNode[];
}

/** Reads graphs. */
export interface GraphReader {
  /**
   * @returns undefined for an execution that has none, because it was denied, or ended before its first stage.
   * @throws HarnessError
   */
  graph(execution: ExecutionPlace, bounds: Bounds): Promise<Graph | undefined>;
}

/** @returns `GET /pipeline/api/pipelines/execution/v2/{id}?renderFullBottomGraph=true`, whose response can have some MB. */
export function graphRequest(scope: Scope, id: string, purpose: string): Call {
  return {
    purpose,
    method: 'GET',
    path: `/pipeline/api/pipelines/execution/v2/${encodeURIComponent(id)}`,
    query: { ...scopeQuery(scope), renderFullBottomGraph: 'true' },
  };
}

/** Reads graphs with the key of `http`. */
export function nextGenGraph(http: Http, scope: Scope): GraphReader {
  return {
    async graph({ id, org = scope.org, project = scope.project }, bounds) {
      const call = graphRequest({ ...scope, org, project }, id, `read the steps of execution ${id}`);
      const data = at(await http.send(call, bounds), 'data');
      const summary = at(data, 'pipelineExecutionSummary');
      if ((text(at(summary, 'planExecutionId')) ?? id) !== id) {
        const detail = 'The response is about another execution.';
        throw unexpectedResponse({ purpose: call.purpose, origin: scope.origin }, detail);
      }
      const graph = at(data, 'executionGraph');
      const named = [at(summary, 'pipelineIdentifier'), at(graph, 'executionMetadata', 'pipelineIdentifier')].map(text);
      const pipeline = named.find((name) => name !== undefined && isIdentifier(name)) ?? '';
      const run = {
        account: scope.account,
        org,
        project,
        pipeline,
        id,
        sequence: integer(at(summary, 'runSequence')),
        simplified: at(summary, 'shouldUseSimplifiedKey') === true,
      };
      const nodes = nodesOf(graph, run, triggeredBy(summary));
      const url = executionLink({ scope: { ...scope, org, project }, pipeline }, id);
      return nodes.length === 0 ? undefined : { url, at: { id, org, project }, nodes };
    },
  };
}

/** Nodes that are read. A pipeline of some thousand steps is already hard to open in a browser. */
const MAX_NODES = 50_000;

/** @param graph `executionGraph`: `rootNodeId`, `nodeMap`, and `nodeAdjacencyListMap` with children and what comes next */
export function nodesOf(graph: unknown, run: LogRun, starter: Starter): GraphNode[] {
  const wires = new Map(entries(at(graph, 'nodeMap')).filter(([, node]) => isObject(node)));
  const oldTries = new Set([...wires].flatMap(([key, wire]) => olderTries(wire).filter((id) => id !== key)));
  const nodes = new Map<string, GraphNode>();
  const stages = new Map<string, GraphNode>();
  const links = (key: string, kind: 'children' | 'nextIds'): string[] =>
    texts(at(graph, 'nodeAdjacencyListMap', key, kind));

  // A list to work off, not recursion: the graph is untrusted and may be a circle or thousands deep.
  const walk = (root: string): void => {
    const todo: { readonly key: string; readonly holder: GraphNode | undefined }[] = [{ key: root, holder: undefined }];
    for (let next = todo.pop(); next !== undefined && nodes.size < MAX_NODES; next = todo.pop()) {
      const { key, holder } = next;
      const wire = wires.get(key);
      if (wire === undefined || nodes.has(key)) {
        continue;
      }
      const path = pathOf(wire);
      // What nothing leads to belongs to the stage that its path names.
      const held = holder ?? (path.stage === undefined || path.isStage ? undefined : stages.get(path.stage));
      const isOldTry = oldTries.has(key) || held?.isOldTry === true;
      const node = toNode(wire, { key, path, holder: held, isOldTry, run, starter });
      nodes.set(key, node);
      if (path.stage !== undefined && node.kind === 'stage') {
        stages.set(path.stage, node);
      }
      for (const id of links(key, 'nextIds').toReversed()) {
        todo.push({ key: id, holder: held });
      }
      for (const id of links(key, 'children').toReversed()) {
        todo.push({ key: id, holder: node });
      }
    }
  };
  walk(text(at(graph, 'rootNodeId')) ?? '');
  if (nodes.size < Math.min(wires.size, MAX_NODES)) {
    // What the root does not lead to: first what nothing leads to, then what only a circle leads to.
    const keys = [...wires.keys()];
    const led = new Set(keys.flatMap((key) => [...links(key, 'children'), ...links(key, 'nextIds')]));
    keys.filter((key) => !led.has(key)).forEach(walk);
    keys.forEach(walk);
  }
  return [...nodes.values()];
}
