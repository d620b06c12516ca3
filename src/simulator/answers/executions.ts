/** Executions read, listed and aborted, and their notes. */
import { abort, elapsed, engineSpelling, type Execution, isOver, newId, statusOf } from '../plays/execution.ts';
import { stagesOf } from '../plays/timeline.ts';
import { refusal, success } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { executionOf, jsonBody, scopeOf } from '../server/world.ts';
import { isRecord, strings } from '../shape.ts';
import { executionGraph } from './graph.ts';
import { stageSetupId } from './layout.ts';
import { summary } from './summary.ts';

const READ = /^\/pipeline\/api\/pipelines\/execution\/v2\/([^/]+)$/;
const NOTES = /^\/pipeline\/api\/pipelines\/execution\/([^/]+)\/notes$/;
const RELEASE_BOT = { name: 'Release Bot', email: 'release.bot@example.com' };

/** Reading, listing, aborting executions and their notes. */
export const executionRoutes: readonly Route[] = [
  { kind: (call) => (wantsGraph(call) ? 'graph' : 'read'), method: 'GET', path: READ, handle: read },
  { kind: 'list', method: 'POST', path: /^\/pipeline\/api\/pipelines\/execution\/summary$/, handle: list },
  {
    kind: 'interrupt',
    method: 'PUT',
    path: /^\/pipeline\/api\/pipeline\/execute\/interrupt\/([^/]+)$/,
    handle: interrupt,
  },
  {
    kind: 'notes',
    method: 'GET',
    path: NOTES,
    handle: (call, id = '') => success({ notes: executionOf(call, id).notes }),
  },
  { kind: 'notes', method: 'PUT', path: NOTES, handle: putNotes },
];

function wantsGraph({ query }: Call): boolean {
  return query.get('renderFullBottomGraph') === 'true' || query.has('stageNodeId');
}

/** `data` of the details: the summary always, the graph only when asked for. */
function read(call: Call, id = ''): ReturnType<typeof success> {
  const execution = executionOf(call, id);
  if (!wantsGraph(call)) {
    return success({ pipelineExecutionSummary: summary(execution, call.now) });
  }
  const stageNode = call.query.get('stageNodeExecutionId') ?? call.query.get('stageNodeId') ?? undefined;
  const whole = call.query.get('renderFullBottomGraph') === 'true';
  const graph = executionGraph(execution, call.now, whole ? undefined : stageNode);
  const child = stageNode === undefined ? undefined : childOf(execution, stageNode, call.now);
  return success({
    pipelineExecutionSummary: summary(execution, call.now),
    ...(graph ? { executionGraph: graph } : {}),
    ...(child
      ? {
          childGraph: {
            pipelineExecutionSummary: summary(child, call.now),
            executionGraph: executionGraph(child, call.now),
          },
        }
      : {}),
  });
}

function childOf(execution: Execution, stageNode: string, now: number): Execution | undefined {
  const stage = stagesOf(execution.timeline).find((each) => stageSetupId(execution, each) === stageNode);
  const child = execution.children.find(({ parent }) => stage !== undefined && parent?.stage === stage.play.id);
  return child && elapsed(child, now) >= 0 ? child : undefined;
}

function putNotes(call: Call, id = ''): ReturnType<typeof success> {
  const execution = executionOf(call, id);
  execution.notes = call.query.get('notesForPipelineExecution') ?? '';
  return success({ notes: execution.notes });
}

/** Aborts: what has ended or is being aborted already is refused, as Harness does. */
function interrupt(call: Call, id = ''): ReturnType<typeof success> {
  const type = call.query.get('interruptType');
  if (type !== 'AbortAll') {
    throw refusal(400, 'INVALID_REQUEST', `interruptType ${type} is not supported`);
  }
  const execution = executionOf(call, id);
  execution.aborts += 1;
  if (isOver(execution, call.now)) {
    const status = engineSpelling(statusOf(execution, call.now));
    throw refusal(400, 'INVALID_REQUEST', `Execution is already finished with status: [${status}]`);
  }
  if (statusOf(execution, call.now) === 'Discontinuing') {
    throw refusal(400, 'ABORT_ALL_ALREADY_NG', 'Execution abort is already under progress.');
  }
  abort(execution, call.now, RELEASE_BOT);
  return success({ id: newId(), type, planExecutionId: id });
}

/** Statuses compare by their letters alone, so that every spelling of Harness is understood. */
function plain(status: string): string {
  return status.replace(/[^a-z]/gi, '').toLowerCase();
}

/** The newest first; chained executions and those that were retried are hidden. Filters it does not know are ignored. */
function list(call: Call): ReturnType<typeof success> {
  const { query, world, now } = call;
  const body = jsonBody(call);
  const page = Number(query.get('page') ?? 0);
  const size = Number(query.get('size') ?? 10);
  if (!Number.isInteger(page) || !Number.isInteger(size) || page < 0 || size < 1 || size > 1_000) {
    throw refusal(
      400,
      'INVALID_REQUEST',
      'Please Verify Executions list parameters for page and size, page should be >= 0 and size should be > 0 and <= 1000',
    );
  }
  const { from, to } = timeRange(body['timeRange']);
  const { org, project } = scopeOf(call);
  const pipeline = query.get('pipelineIdentifier');
  const search = query.get('searchTerm')?.toLowerCase() ?? '';
  const statuses = new Set([...query.getAll('status'), ...strings(body['status'])].map(plain));
  const found = world.executions
    .filter((execution) => execution.scope.org === org && execution.scope.project === project)
    .filter((execution) => execution.via !== 'chained' && execution.via !== 'firstgen' && !execution.retriedBy)
    .filter((execution) => elapsed(execution, now) >= 0)
    .filter((execution) => pipeline === null || execution.pipeline === pipeline)
    .filter((execution) => execution.pipeline.toLowerCase().includes(search))
    .filter((execution) => execution.startedAt >= from && execution.startedAt <= to)
    .filter((execution) => statuses.size === 0 || statuses.has(plain(statusOf(execution, now))))
    .map((execution, index) => ({ execution, index }))
    .toSorted((a, b) => b.execution.startedAt - a.execution.startedAt || b.index - a.index)
    .map(({ execution }) => execution);
  const content = found.slice(page * size, (page + 1) * size).map((execution) => summary(execution, now));
  return success(springPage(content, { page, size, total: found.length }));
}

function timeRange(range: unknown): { from: number; to: number } {
  if (!isRecord(range)) {
    return { from: -Infinity, to: Infinity };
  }
  const { startTime, endTime } = range;
  if (typeof startTime === 'number' && typeof endTime === 'number') {
    return { from: startTime, to: endTime };
  }
  throw refusal(400, 'INVALID_REQUEST', 'startTime and endTime are both needed in timeRange');
}

function springPage(
  content: readonly object[],
  { page, size, total }: { page: number; size: number; total: number },
): object {
  const totalPages = Math.ceil(total / size);
  const sort = { sorted: true, unsorted: false, empty: false };
  const pageable = { sort, offset: page * size, pageNumber: page, pageSize: size, paged: true, unpaged: false };
  const ends = { first: page === 0, last: page >= totalPages - 1, empty: content.length === 0 };
  return {
    content,
    pageable,
    sort,
    totalElements: total,
    totalPages,
    size,
    number: page,
    numberOfElements: content.length,
    ...ends,
  };
}
