/** Harness NextGen over its REST API with a key: the wire's words stay in here. */
import type { Bounds } from '../../base/clock.ts';
import { at, integer, isObject, list, text, timestamp } from '../../base/shape.ts';
import { HarnessError, orTemporary, unexpectedResponse } from '../errors.ts';
import { type Engine, type ExecutionRef, NOTHING_SEEN, type Scope, type Snapshot } from '../execution.ts';
import type { Http } from '../http.ts';
import { isExecutionId, isIdentifier } from '../identifiers.ts';
import { executionLink, executionRef } from '../links.ts';
import { gitQuery, type GitSource } from '../scope.ts';
import { phaseOf } from '../status.ts';
import { readDenial } from './governance.ts';
import { toSnapshot } from './snapshot.ts';

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

/** An execution as its start, or the list, describes it. */
export interface StartedExecution {
  readonly ref: ExecutionRef;
  /** Without stages. */
  readonly snapshot: Snapshot;
}

/** An execution of the list. */
export interface ListedExecution extends StartedExecution {
  /** Whether Harness keeps notes with it; undefined when it does not say. */
  readonly hasNotes: boolean | undefined;
  /** Id of the webhook's event that started it. */
  readonly event: string | undefined;
}

/** The NextGen API for one project. All throw HarnessError. */
export interface NextGen extends Engine {
  start(order: StartOrder, bounds: Bounds): Promise<StartedExecution>;
  retry(order: RetryOrder, bounds: Bounds): Promise<StartedExecution>;
  /** An execution whose pipeline may not be known (empty): the answer names it. */
  find(sought: Omit<ExecutionRef, 'url'>, bounds: Bounds): Promise<StartedExecution>;
  /** One page of executions, newest start first; of one pipeline unless it is empty. */
  list(page: ListOrder, bounds: Bounds): Promise<readonly ListedExecution[]>;
  /** `GET /pipeline/api/pipelines/execution/{id}/notes`: the notes of an execution; empty when it has none. */
  notesOf(execution: string, bounds: Bounds): Promise<string>;
  /** `GET /pipeline/api/pipelines/execution/{id}/inputsetV2`: the runtime-input YAML of an execution; empty when it had none. */
  inputsOf(execution: string, bounds: Bounds): Promise<string>;
  /** Asks whether the key is valid. */
  validate(bounds: Bounds): Promise<void>;
}

/** A page of the list: `size` of 1 to 1,000, page 0 first. */
interface ListOrder {
  readonly pipeline: string;
  readonly page: number;
  readonly size: number;
  readonly statuses?: readonly string[];
}

const EXECUTE = '/pipeline/api/pipeline/execute';
const EXECUTIONS = '/pipeline/api/pipelines/execution';

/** @param key validated as it is sent; only `validate` uses it, the requests carry the one that `http` was opened with */
export function nextGen(http: Http, scope: Scope, key: string): NextGen {
  const query = { accountIdentifier: scope.account, orgIdentifier: scope.org, projectIdentifier: scope.project };
  const where = `${scope.org}/${scope.project}`;
  const id = encodeURIComponent;

  const started = (
    answer: unknown,
    purpose: { readonly purpose: string; readonly pipeline: string },
  ): StartedExecution => {
    const plan = at(answer, 'data', 'planExecution');
    const uuid = text(at(plan, 'uuid'));
    if (uuid === undefined || !isExecutionId(uuid)) {
      const correlationId = text(at(answer, 'correlationId'));
      throw unexpectedResponse(
        { purpose: purpose.purpose, origin: scope.origin, correlationId },
        'The response contains no execution.',
      );
    }
    const ref = executionRef({ scope, pipeline: purpose.pipeline }, uuid);
    const denial = readDenial(at(plan, 'governanceMetadata'));
    const status = text(at(plan, 'status')) ?? '';
    return {
      ref,
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
  };

  const look: NextGen['find'] = async (sought, bounds) => {
    const purpose = `read execution ${sought.id}`;
    const path = `${EXECUTIONS}/v2/${id(sought.id)}`;
    const answer = await http.send({ purpose, method: 'GET', path, query }, bounds);
    const summary = at(answer, 'data', 'pipelineExecutionSummary');
    const other = text(at(summary, 'planExecutionId')) ?? sought.id;
    const snapshot = toSnapshot(summary);
    if (other !== sought.id || snapshot.status === '') {
      const detail =
        other === sought.id ? 'The response contains no status.' : 'The response is about another execution.';
      throw unexpectedResponse({ purpose, origin: scope.origin }, detail);
    }
    const identifier = text(at(summary, 'pipelineIdentifier')) ?? '';
    const pipeline = isIdentifier(identifier) ? identifier : sought.pipeline;
    return { ref: { id: sought.id, pipeline, url: executionLink({ scope, pipeline }, sought.id) }, snapshot };
  };

  return {
    async start(order, bounds) {
      const purpose = `start ${order.pipeline} in ${where}`;
      const common = {
        purpose,
        method: 'POST',
        fresh: true,
        query: {
          ...query,
          ...gitQuery(order.git),
          // Only labels the execution: Harness does not apply these sets, and its own merge (/inputSetList) loses values.
          inputSetIdentifiers: order.inputSets,
          notesForPipelineExecution: order.notes,
        },
      } as const;
      const path = `${EXECUTE}/${id(order.pipeline)}`;
      const body = JSON.stringify({ runtimeInputYaml: order.yaml, stageIdentifiers: order.stages });
      const answer =
        order.stages.length > 0
          ? http.send({ ...common, path: `${path}/stages`, type: 'application/json', body }, bounds)
          : http.send({ ...common, path, type: 'application/yaml', body: order.yaml }, bounds);
      return started(await answer, { purpose, pipeline: order.pipeline });
    },

    async retry(order, bounds) {
      const purpose = `retry ${order.execution} of ${order.pipeline} in ${where}`;
      const call = {
        purpose,
        method: 'POST',
        path: `${EXECUTE}/retry/${id(order.pipeline)}`,
        query: {
          ...query,
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
      return started(await http.send(call, bounds), { purpose, pipeline: order.pipeline });
    },

    find: look,

    async read(ref, bounds) {
      return (await look(ref, bounds)).snapshot;
    },

    async abort(ref, bounds) {
      const call = {
        purpose: `abort execution ${ref.id}`,
        method: 'PUT',
        path: `${EXECUTE}/interrupt/${id(ref.id)}`,
        query: { ...query, interruptType: 'AbortAll' },
      } as const;
      try {
        await http.send(call, bounds);
      } catch (error) {
        if (!isAbortedAlready(error)) {
          throw orTemporary(error);
        }
      }
    },

    async list({ pipeline, page, size, statuses = [] }, bounds) {
      const call = {
        purpose: pipeline === '' ? `list the executions in ${where}` : `list the executions of ${pipeline} in ${where}`,
        method: 'POST',
        path: `${EXECUTIONS}/summary`,
        query: {
          ...query,
          pipelineIdentifier: pipeline || undefined,
          page: String(page),
          size: String(size),
          status: statuses,
        },
        type: 'application/json',
        body: JSON.stringify({ filterType: 'PipelineExecution' }),
      } as const;
      const answer = await http.send(call, bounds);
      const content = at(answer, 'data', 'content');
      if (!Array.isArray(content)) {
        throw unexpectedResponse({ purpose: call.purpose, origin: scope.origin }, 'The response contains no list.');
      }
      return list(content).flatMap((entry): ListedExecution[] => {
        const uuid = text(at(entry, 'planExecutionId'));
        if (uuid === undefined || !isExecutionId(uuid)) {
          return [];
        }
        const named = text(at(entry, 'pipelineIdentifier')) ?? '';
        const of = isIdentifier(named) ? named : pipeline;
        const noted = at(entry, 'notesExistForPlanExecutionId');
        return [
          {
            ref: executionRef({ scope, pipeline: of }, uuid),
            snapshot: toSnapshot(entry),
            hasNotes: typeof noted === 'boolean' ? noted : undefined,
            event: text(at(entry, 'executionTriggerInfo', 'triggeredBy', 'extraInfo', 'eventCorrelationId')),
          },
        ];
      });
    },

    async notesOf(execution, bounds) {
      const purpose = `read the notes of execution ${execution}`;
      const path = `${EXECUTIONS}/${id(execution)}/notes`;
      const answer = await http.send({ purpose, method: 'GET', path, query }, bounds);
      // Taken for an execution without notes, an answer that says nothing would let a second start pass.
      if (!isObject(at(answer, 'data')) && at(answer, 'status') !== 'SUCCESS') {
        throw unexpectedResponse({ purpose, origin: scope.origin }, 'The response contains no notes.');
      }
      return text(at(answer, 'data', 'notes')) ?? '';
    },

    async inputsOf(execution, bounds) {
      const purpose = `read the inputs of execution ${execution}`;
      const path = `${EXECUTIONS}/${id(execution)}/inputsetV2`;
      return text(at(await http.send({ purpose, method: 'GET', path, query }, bounds), 'data', 'inputSetYaml')) ?? '';
    },

    async validate(bounds) {
      const call = {
        purpose: 'validate it',
        method: 'POST',
        path: '/ng/api/token/validate',
        query: { accountIdentifier: scope.account },
        type: 'text/plain',
        body: key,
      } as const;
      await http.send(call, bounds);
    },
  };
}

/** Harness refuses to abort what has ended, and to abort twice; either is what was wanted. */
function isAbortedAlready(error: unknown): boolean {
  return (
    error instanceof HarnessError &&
    error.failure.status === 400 &&
    (error.failure.code === 'ABORT_ALL_ALREADY_NG' || /already (finished|under progress)/i.test(error.failure.detail))
  );
}
