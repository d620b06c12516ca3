/** The list of executions. */
import type { Bounds } from '../../base/clock.ts';
import { at, list, text } from '../../base/shape.ts';
import { unexpectedResponse } from '../errors.ts';
import type { ListedExecution, Scope } from '../execution.ts';
import type { Http } from '../http.ts';
import { isExecutionId, isIdentifier } from '../identifiers.ts';
import { executionRef } from '../links.ts';
import { scopeQuery } from '../scope.ts';
import { toSnapshot } from './snapshot.ts';

/** A page of the list, of one pipeline unless it is empty: `size` of 1 to 1,000, page 0 first. */
export interface ListOrder {
  readonly pipeline: string;
  readonly page: number;
  readonly size: number;
  readonly statuses?: readonly string[];
}

/** `POST /pipeline/api/pipelines/execution/summary`: newest start first. @throws HarnessError */
export async function listExecutions(
  http: Http,
  { scope, order }: { readonly scope: Scope; readonly order: ListOrder },
  bounds: Bounds,
): Promise<readonly ListedExecution[]> {
  const { pipeline, page, size, statuses = [] } = order;
  const where = `${scope.org}/${scope.project}`;
  const call = {
    purpose: pipeline === '' ? `list the executions in ${where}` : `list the executions of ${pipeline} in ${where}`,
    method: 'POST',
    path: '/pipeline/api/pipelines/execution/summary',
    query: {
      ...scopeQuery(scope),
      pipelineIdentifier: pipeline || undefined,
      page: String(page),
      size: String(size),
      status: statuses,
    },
    type: 'application/json',
    body: JSON.stringify({ filterType: 'PipelineExecution' }),
  } as const;
  const content = at(await http.send(call, bounds), 'data', 'content');
  if (!Array.isArray(content)) {
    throw unexpectedResponse({ purpose: call.purpose, origin: scope.origin }, 'The response contains no list.');
  }
  return list(content).flatMap((entry): ListedExecution[] => {
    const id = text(at(entry, 'planExecutionId'));
    if (id === undefined || !isExecutionId(id)) {
      return [];
    }
    const named = text(at(entry, 'pipelineIdentifier')) ?? '';
    const hasNotes = at(entry, 'notesExistForPlanExecutionId');
    return [
      {
        ref: executionRef({ scope, pipeline: isIdentifier(named) ? named : pipeline }, id),
        snapshot: toSnapshot(entry),
        hasNotes: typeof hasNotes === 'boolean' ? hasNotes : undefined,
        event: text(at(entry, 'executionTriggerInfo', 'triggeredBy', 'extraInfo', 'eventCorrelationId')),
      },
    ];
  });
}
