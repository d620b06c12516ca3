/** The requests that start an execution: a start and a retry. Each goes over a connection that no request has used. */
import type { Bounds } from '../../base/clock.ts';
import { at, integer, text, timestamp } from '../../base/shape.ts';
import { unexpectedResponse } from '../errors.ts';
import { NOTHING_SEEN, type Scope, type StartedExecution } from '../execution.ts';
import type { Http } from '../http.ts';
import { isExecutionId } from '../identifiers.ts';
import { executionRef } from '../links.ts';
import { gitQuery, type GitSource, scopeQuery } from '../scope.ts';
import { phaseOf } from '../status.ts';
import { readDenial } from './governance.ts';

/** What a start asks for. */
export interface StartOrder {
  readonly pipeline: string;
  /** Runtime-input YAML with the input sets merged into it; empty for none. */
  readonly yaml: string;
  /** The input sets in `yaml`, for Harness's records. */
  readonly inputSets: readonly string[];
  readonly stages: readonly string[];
  readonly git: GitSource;
  readonly notes: string;
}

/** What a retry asks for: an execution again from these stages, with its own inputs. */
export interface RetryOrder {
  readonly pipeline: string;
  readonly execution: string;
  readonly stages: readonly string[];
  /** The inputs that the execution was given: Harness does not remember them for a retry. */
  readonly yaml: string;
  readonly git: GitSource;
  readonly notes: string;
}

const EXECUTE = '/pipeline/api/pipeline/execute';

/** `POST /pipeline/api/pipeline/execute/{pipeline}`, or with `/stages` where some are chosen. @throws HarnessError */
export async function startExecution(
  http: Http,
  { scope, order }: { readonly scope: Scope; readonly order: StartOrder },
  bounds: Bounds,
): Promise<StartedExecution> {
  const common = {
    purpose: `start ${order.pipeline} in ${scope.org}/${scope.project}`,
    method: 'POST',
    fresh: true,
    query: {
      ...scopeQuery(scope),
      ...gitQuery(order.git),
      // Only labels the execution: Harness does not apply these sets, and its own merge (/inputSetList) loses values.
      inputSetIdentifiers: order.inputSets,
      notesForPipelineExecution: order.notes,
    },
  } as const;
  const path = `${EXECUTE}/${encodeURIComponent(order.pipeline)}`;
  const body = JSON.stringify({ runtimeInputYaml: order.yaml, stageIdentifiers: order.stages });
  const answer =
    order.stages.length > 0
      ? http.send({ ...common, path: `${path}/stages`, type: 'application/json', body }, bounds)
      : http.send({ ...common, path, type: 'application/yaml', body: order.yaml }, bounds);
  return started(await answer, { scope, purpose: common.purpose, pipeline: order.pipeline });
}

/** `POST /pipeline/api/pipeline/execute/retry/{pipeline}`. @throws HarnessError */
export async function retryExecution(
  http: Http,
  { scope, order }: { readonly scope: Scope; readonly order: RetryOrder },
  bounds: Bounds,
): Promise<StartedExecution> {
  const call = {
    purpose: `retry ${order.execution} of ${order.pipeline} in ${scope.org}/${scope.project}`,
    method: 'POST',
    path: `${EXECUTE}/retry/${encodeURIComponent(order.pipeline)}`,
    query: {
      ...scopeQuery(scope),
      ...gitQuery(order.git),
      planExecutionId: order.execution,
      retryStages: order.stages,
      runAllStages: 'true',
      notesForPipelineExecution: order.notes,
    },
    type: 'application/yaml',
    body: order.yaml,
    fresh: true,
  } as const;
  return started(await http.send(call, bounds), { scope, purpose: call.purpose, pipeline: order.pipeline });
}

function started(
  answer: unknown,
  { scope, purpose, pipeline }: { readonly scope: Scope; readonly purpose: string; readonly pipeline: string },
): StartedExecution {
  const plan = at(answer, 'data', 'planExecution');
  const id = text(at(plan, 'uuid'));
  if (id === undefined || !isExecutionId(id)) {
    const correlationId = text(at(answer, 'correlationId'));
    throw unexpectedResponse({ purpose, origin: scope.origin, correlationId }, 'The response contains no execution.');
  }
  const denial = readDenial(at(plan, 'governanceMetadata'));
  const status = text(at(plan, 'status')) ?? '';
  return {
    ref: executionRef({ scope, pipeline }, id),
    snapshot: {
      ...NOTHING_SEEN,
      status,
      // A denied execution may not be marked yet; it will never run.
      phase: denial === undefined ? phaseOf(status) : 'failed',
      runSequence: integer(at(plan, 'metadata', 'runSequence')),
      startedAt: timestamp(at(plan, 'startTs')),
      endedAt: timestamp(at(plan, 'endTs')),
      ...(denial === undefined ? {} : { message: denial.message, deniedBy: denial.by }),
    },
  };
}
