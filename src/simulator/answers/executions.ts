/** One execution: its details with or without the graph, its notes, and what it was started with. */
import { elapsed, type Execution } from '../plays/execution.ts';
import { stagesOf } from '../plays/timeline.ts';
import { type Answer, success } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { executionOf } from '../server/world.ts';
import { executionGraph } from './graph.ts';
import { pipelineYaml } from './pipeline-yaml.ts';
import { stageSetupId } from './setup-ids.ts';
import { canRetry, summary } from './summary.ts';

const EXECUTION = '/pipeline/api/pipelines/execution';
const NOTES = new RegExp(`^${EXECUTION}/([^/]+)/notes$`);

/** Reading executions, and their notes. */
export const executionRoutes: readonly Route[] = [
  {
    kind: (call) => (wantsGraph(call) ? 'graph' : 'read'),
    method: 'GET',
    path: new RegExp(`^${EXECUTION}/v2/([^/]+)$`),
    handle: read,
  },
  { kind: 'notes', method: 'GET', path: NOTES, scope: 'account', handle: getNotes },
  { kind: 'notes', method: 'PUT', path: NOTES, handle: putNotes },
  { kind: 'graph', method: 'GET', path: new RegExp(`^${EXECUTION}/getExecutionGraph/([^/]+)$`), handle: graph },
  { kind: 'graph', method: 'GET', path: new RegExp(`^${EXECUTION}/subGraph/([^/]+)/([^/]+)$`), handle: subGraph },
  {
    kind: 'other',
    method: 'GET',
    path: new RegExp(`^${EXECUTION}/canRetry/([^/]+)$`),
    handle: (call, id = '') => success(canRetry(executionOf(call, id))),
  },
  { kind: 'other', method: 'POST', path: new RegExp(`^${EXECUTION}/url$`), handle: url },
  {
    kind: 'other',
    method: 'GET',
    path: new RegExp(`^${EXECUTION}/([^/]+)/metadata$`),
    scope: 'account',
    handle: metadata,
  },
  { kind: 'graph', method: 'GET', path: new RegExp(`^${EXECUTION}/([\\w-]{22})$`), handle: readOld },
];

/** Whether a flag of the query is on; Harness reads it without regard to case. */
function isFullGraph({ query }: Call): boolean {
  return query.get('renderFullBottomGraph')?.toLowerCase() === 'true';
}

function wantsGraph(call: Call): boolean {
  return isFullGraph(call) || call.query.has('stageNodeId');
}

/** `data` of the details: the summary always, the graph only when asked for. */
function read(call: Call, id = ''): Answer {
  const execution = executionOf(call, id);
  const details = { pipelineExecutionSummary: summary(execution, call.now) };
  if (!wantsGraph(call)) {
    return success(details);
  }
  const stageNode = call.query.get('stageNodeExecutionId') ?? call.query.get('stageNodeId') ?? undefined;
  const whole = isFullGraph(call);
  const drawn = executionGraph(execution, call.now, whole ? undefined : stageNode);
  const child = stageNode === undefined ? undefined : childOf(execution, stageNode, call.now);
  return success({
    ...details,
    ...(drawn ? { executionGraph: drawn } : {}),
    ...(child ? { childGraph: detailsOf(child, call.now) } : {}),
  });
}

function detailsOf(execution: Execution, now: number): object {
  const drawn = executionGraph(execution, now);
  const details = { pipelineExecutionSummary: summary(execution, now) };
  return drawn ? { ...details, executionGraph: drawn } : details;
}

function childOf(execution: Execution, stageNode: string, now: number): Execution | undefined {
  const stage = stagesOf(execution.timeline).find((each) => stageSetupId(execution, each) === stageNode);
  const child = execution.children.find(({ parent }) => stage !== undefined && parent?.stage === stage.play.id);
  return child && elapsed(child, now) >= 0 ? child : undefined;
}

/** The old form of the details, always with the graph. */
function readOld(call: Call, id = ''): Answer {
  return success(detailsOf(executionOf(call, id), call.now));
}

function graph(call: Call, id = ''): Answer {
  return success(executionGraph(executionOf(call, id), call.now) ?? null);
}

function subGraph(call: Call, id = '', node = ''): Answer {
  return success({ executionGraph: executionGraph(executionOf(call, id), call.now, node) ?? null });
}

function getNotes(call: Call, id = ''): Answer {
  return success({ notes: anyExecution(call, id).notes });
}

function putNotes(call: Call, id = ''): Answer {
  const execution = executionOf(call, id);
  execution.notes = call.query.get('notesForPipelineExecution') ?? '';
  return success({ notes: execution.notes });
}

/** The pipeline's whole YAML as it ran. */
function metadata(call: Call, id = ''): Answer {
  const { yaml = '', pipeline, scope } = anyExecution(call, id);
  return success({ executionId: id, executionYaml: yaml || pipelineYaml(call.world, pipeline, scope) });
}

/** An execution of any project: what is asked for by account alone. */
function anyExecution(call: Call, id: string): Execution {
  const found = call.world.executions.find((each) => each.id === id && elapsed(each, call.now) >= 0);
  return found ?? executionOf(call, id);
}

function url(call: Call): Answer {
  const { query, world } = call;
  const { scope, pipeline, id } = executionOf(call, query.get('planExecutionId') ?? '');
  const project = `${world.url}/ng/account/${scope.account}/cd/orgs/${scope.org}/projects/${scope.project}`;
  return success(`${project}/pipelines/${pipeline}/executions/${id}/pipeline`);
}
