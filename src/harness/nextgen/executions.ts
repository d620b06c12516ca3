/** Harness NextGen over its REST API with a key: executions, by id. */
import type { Bounds } from '../../base/clock.ts';
import { at, isObject, text } from '../../base/shape.ts';
import { HarnessError, orTemporary, unexpectedResponse } from '../errors.ts';
import type { Engine, ExecutionRef, ListedExecution, Scope, StartedExecution } from '../execution.ts';
import type { Http } from '../http.ts';
import { isIdentifier } from '../identifiers.ts';
import { executionLink } from '../links.ts';
import { scopeQuery } from '../scope.ts';
import { listExecutions, type ListOrder } from './list.ts';
import { toSnapshot } from './snapshot.ts';
import { retryExecution, type RetryOrder, startExecution, type StartOrder } from './start.ts';

/** The NextGen API for one project. All throw HarnessError. */
export interface NextGen extends Engine {
  start(order: StartOrder, bounds: Bounds): Promise<StartedExecution>;
  retry(order: RetryOrder, bounds: Bounds): Promise<StartedExecution>;
  /** An execution whose pipeline may not be known (empty): the answer names it. */
  find(sought: Omit<ExecutionRef, 'url'>, bounds: Bounds): Promise<StartedExecution>;
  /** One page of executions, newest start first; of one pipeline unless it is empty. */
  list(order: ListOrder, bounds: Bounds): Promise<readonly ListedExecution[]>;
  /** `GET /pipeline/api/pipelines/execution/{id}/notes`: the notes of an execution; empty when it has none. */
  notesOf(execution: string, bounds: Bounds): Promise<string>;
  /** `GET /pipeline/api/pipelines/execution/{id}/inputsetV2`: the runtime-input YAML of an execution; empty when it had none. */
  inputsOf(execution: string, bounds: Bounds): Promise<string>;
  /** Asks whether the key is valid. */
  validate(bounds: Bounds): Promise<void>;
}

const EXECUTE = '/pipeline/api/pipeline/execute';
const EXECUTIONS = '/pipeline/api/pipelines/execution';

/** @param key validated as it is sent; only `validate` uses it, the requests carry the one that `http` was opened with */
export function nextGen(http: Http, scope: Scope, key: string): NextGen {
  const query = scopeQuery(scope);
  const id = encodeURIComponent;

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
    start: (order, bounds) => startExecution(http, { scope, order }, bounds),
    retry: (order, bounds) => retryExecution(http, { scope, order }, bounds),
    list: (order, bounds) => listExecutions(http, { scope, order }, bounds),
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
