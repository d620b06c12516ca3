/** One node of `executionGraph`. */
import { elapsed, type Execution } from '../plays/execution.ts';
import { endedAt } from '../plays/moment.ts';
import type { Failure } from '../plays/play.ts';
import { isPositive, type Span } from '../plays/timeline.ts';
import { failureInfo } from './failure-info.ts';
import { stamps } from './layout.ts';

/** The nodes of a graph while it is drawn. */
export interface Drawing {
  readonly execution: Execution;
  readonly now: number;
  readonly nodeMap: Record<string, object>;
  readonly nodeAdjacencyListMap: Record<string, { children: readonly string[]; nextIds: readonly string[] }>;
}

/** What distinguishes one node from another. */
export interface Node {
  readonly uuid: string;
  readonly setupId?: string;
  readonly identifier: string;
  readonly name: string;
  readonly baseFqn: string;
  readonly stepType: string;
  readonly status: string;
  readonly span: Span;
  readonly failure?: Failure | undefined;
  readonly more?: object;
  readonly children?: readonly string[];
  readonly nextIds?: readonly string[];
}

/** Puts a node into the drawing. @returns its id. */
export function put({ execution, now, nodeMap, nodeAdjacencyListMap }: Drawing, node: Node): string {
  const { uuid, setupId = uuid, identifier, name, baseFqn, stepType, status, span, children = [], nextIds = [] } = node;
  const over = endedAt(execution.timeline, span, elapsed(execution, now)) !== undefined;
  const shown = !isPositive(status) || status === 'IgnoreFailed';
  nodeMap[uuid] = {
    uuid,
    setupId,
    name,
    identifier,
    baseFqn,
    outcomes: execution.play.outcomesAsArray ? [] : {},
    stepParameters: {},
    ...stamps(execution, span, now),
    stepType,
    status,
    failureInfo: failureInfo(over && shown ? node.failure : undefined),
    skipInfo: null,
    nodeRunInfo: null,
    executableResponses: children[0] === undefined ? [] : [{ child: { childNodeId: children[0], ...NO_LOGS } }],
    unitProgresses: [],
    progressData: null,
    delegateInfoList: [],
    interruptHistories: [],
    stepDetails: null,
    strategyMetadata: null,
    executionInputConfigured: false,
    ...node.more,
  };
  nodeAdjacencyListMap[uuid] = { children, nextIds };
  return uuid;
}

const NO_LOGS = { logKeys: [], units: [] };
