/** Executions listed, with Harness's filters. */
import { elapsed, type Execution, isOver, stamp, statusOf } from '../plays/execution.ts';
import { stageStatus } from '../plays/moment.ts';
import { stagesOf } from '../plays/timeline.ts';
import { type Answer, refusal, springPage, success } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { jsonBody, scopeOf } from '../server/world.ts';
import { isRecord, strings, text } from '../shape.ts';
import { layout } from './layout.ts';
import { stageExecutionId } from './setup-ids.ts';
import { displayName, summary } from './summary.ts';

const EXECUTION = '/pipeline/api/pipelines/execution';

/** Lists of executions: with all that a summary has, with ids and statuses, and with the outline of their stages. */
export const listRoutes: readonly Route[] = [
  { kind: 'list', method: 'POST', path: new RegExp(`^${EXECUTION}/(?:v2/)?summary$`), handle: summaries },
  { kind: 'list', method: 'POST', path: new RegExp(`^${EXECUTION}/executionSummary$`), handle: identifiers },
  { kind: 'list', method: 'POST', path: new RegExp(`^${EXECUTION}/summary/outline$`), handle: outlines },
];

function summaries(call: Call): Answer {
  const { page, size } = pageOf(call);
  const found = listed(call);
  const content = found.slice(page * size, (page + 1) * size).map((execution) => summary(execution, call.now));
  return success(springPage(content, { page, size, total: found.length }));
}

function identifiers(call: Call): Answer {
  const { page, size } = pageOf(call);
  const found = listed(call);
  const content = found.slice(page * size, (page + 1) * size).map((execution) => ({
    planExecutionId: execution.id,
    pipelineIdentifier: execution.pipeline,
    orgIdentifier: execution.scope.org,
    projectIdentifier: execution.scope.project,
    runSequence: execution.runSequence,
    status: statusOf(execution, call.now),
  }));
  return success(springPage(content, { page, size, total: found.length }));
}

/** Pages by the last execution that was seen, not by number. Its filter names one pipeline, which that of the other lists does not. */
function outlines(call: Call): Answer {
  const size = Number(call.query.get('size') ?? 10);
  const last = call.query.get('lastSeenExecutionId');
  const pipeline = text(jsonBody(call)['pipelineIdentifier']);
  const found = listed(call).filter((each) => pipeline === '' || each.pipeline === pipeline);
  const from = last === null ? 0 : found.findIndex(({ id }) => id === last) + 1;
  const content = found.slice(from, from + size);
  const seen = content.at(-1);
  return success({
    content: content.map((execution) => outline(execution, call.now)),
    currentSize: content.length,
    ...(seen ? { lastSeenExecutionId: seen.id, lastSeenStartTime: stamp(seen, 0) } : {}),
    hasMore: from + content.length < found.length,
  });
}

function outline(execution: Execution, now: number): object {
  const { scope, timeline } = execution;
  const at = elapsed(execution, now);
  const begun = stagesOf(timeline).filter((stage) => stageStatus(timeline, stage, at) !== 'NotStarted');
  const stagesMap = begun.map((stage): [string, object] => [
    stageExecutionId(execution, stage),
    { identifier: stage.play.id, name: stage.play.name, status: stageStatus(timeline, stage, at) },
  ]);
  return {
    planExecutionId: execution.id,
    pipelineIdentifier: execution.pipeline,
    accountIdentifier: scope.account,
    orgIdentifier: scope.org,
    projectIdentifier: scope.project,
    name: displayName(execution.pipeline),
    runSequence: execution.runSequence,
    status: statusOf(execution, now),
    startingNodeId: layout(execution, now).startingNodeId,
    stagesMap: Object.fromEntries(stagesMap),
    startTs: stamp(execution, 0),
    ...(isOver(execution, now) ? { endTs: stamp(execution, timeline.to) } : {}),
    createdAt: stamp(execution, 0),
    runtimeInputYaml: execution.inputs ?? '',
  };
}

function pageOf({ query }: Call): { page: number; size: number } {
  const page = Number(query.get('page') ?? 0);
  const size = Number(query.get('size') ?? 10);
  if (Number.isInteger(page) && Number.isInteger(size) && page >= 0 && size >= 1 && size <= 1_000) {
    return { page, size };
  }
  throw refusal(
    400,
    'INVALID_REQUEST',
    'Please Verify Executions list parameters for page and size, page should be >= 0 and size should be > 0 and <= 1000',
  );
}

type Test = (execution: Execution) => boolean;

/** The newest first, with every filter of query and body. Fields that Harness does not know are ignored. */
function listed(call: Call): readonly Execution[] {
  const { org, project } = scopeOf(call);
  const tests = [...visibility(call), ...queryFilters(call), ...bodyFilters(jsonBody(call), call.now)];
  return call.world.executions
    .filter((each) => each.scope.org === org && each.scope.project === project && elapsed(each, call.now) >= 0)
    .filter((each) => tests.every((test) => test(each)))
    .map((execution, index) => ({ execution, index }))
    .toSorted((a, b) => b.execution.startedAt - a.execution.startedAt || b.index - a.index)
    .map(({ execution }) => execution);
}

/** Chained executions, those that were retried, and rollbacks are hidden, unless all are asked for. */
function visibility({ query }: Call): readonly Test[] {
  const all = query.get('showAllExecutions')?.toLowerCase() === 'true';
  return [
    ({ via, retriedBy }) => via !== 'firstgen' && (all || (!['chained', 'rollback'].includes(via) && !retriedBy)),
  ];
}

function queryFilters({ query, now }: Call): readonly Test[] {
  const pipeline = query.get('pipelineIdentifier');
  const search = query.get('searchTerm')?.toLowerCase() ?? '';
  const module = query.get('module');
  const branch = query.get('branch');
  const statuses = query.getAll('status').filter((status) => status !== '');
  return [
    (each) => pipeline === null || each.pipeline === pipeline,
    (each) => [each.pipeline, displayName(each.pipeline)].some((name) => name.toLowerCase().includes(search)),
    (each) => module === null || modulesOf(each, now).includes(module.toLowerCase()),
    (each) => branch === null || (each.branch ?? '') === branch,
    (each) => hasStatus(each, statuses, now),
  ];
}

function bodyFilters(body: Record<string, unknown>, now: number): readonly Test[] {
  const { from, to } = timeRange(body['timeRange']);
  const name = text(body['pipelineName']).toLowerCase();
  const among = (field: string, read: (execution: Execution) => readonly string[]): Test => {
    const wanted = strings(body[field]);
    return (each) => wanted.length === 0 || read(each).some((value) => wanted.includes(value));
  };
  return [
    (each) => each.startedAt >= from && each.startedAt <= to,
    (each) => displayName(each.pipeline).toLowerCase().includes(name),
    (each) => hasStatus(each, strings(body['status']), now),
    (each) => hasModuleProperties(each, body['moduleProperties'], now),
    (each) => text(body['branchName']) === '' || (each.branch ?? '') === body['branchName'],
    among('pipelineIdentifiers', (each) => [each.pipeline]),
    among('planExecutionIds', (each) => [each.id]),
    among('inputSetIdentifiers', (each) => each.inputSets ?? []),
    among('triggerTypes', (each) => [each.trigger ? 'WEBHOOK_CUSTOM' : each.play.artifact ? 'ARTIFACT' : 'MANUAL']),
    among('triggerIdentifiers', (each) => (each.trigger ? [each.trigger.identifier] : [])),
  ];
}

/** Statuses compare by their letters alone, so that every spelling of Harness is understood. */
function hasStatus(execution: Execution, statuses: readonly string[], now: number): boolean {
  const plain = (status: string): string => status.replace(/[^a-z]/gi, '').toLowerCase();
  return statuses.length === 0 || statuses.map(plain).includes(plain(statusOf(execution, now)));
}

function modulesOf(execution: Execution, now: number): readonly string[] {
  const { modules } = summary(execution, now);
  return strings(modules);
}

/** Each property that is asked for must be one of the execution's: a list shares an item with it, anything else is equal. */
function hasModuleProperties(execution: Execution, wanted: unknown, now: number): boolean {
  const fits = (have: unknown, want: unknown): boolean => {
    if (Array.isArray(want)) {
      return (
        want.length === 0 || (Array.isArray(have) ? want.some((each) => have.includes(each)) : want.includes(have))
      );
    }
    if (isRecord(want)) {
      return Object.entries(want).every(([key, value]) => fits(isRecord(have) ? have[key] : undefined, value));
    }
    return want === have;
  };
  return !isRecord(wanted) || fits(summary(execution, now)['moduleInfo'], wanted);
}

function timeRange(range: unknown): { from: number; to: number } {
  if (!isRecord(range)) {
    return { from: -Infinity, to: Infinity };
  }
  const { startTime, endTime, timeRangeFilterType } = range;
  if (typeof startTime === 'number' && typeof endTime === 'number') {
    return { from: startTime, to: endTime };
  }
  const days = /^LAST_(\d+)_DAYS$/.exec(text(timeRangeFilterType))?.[1];
  if (days !== undefined) {
    return { from: Date.now() - Number(days) * 86_400_000, to: Infinity };
  }
  throw refusal(400, 'INVALID_REQUEST', 'startTime and endTime are both needed in timeRange');
}
