/**
 * Harness FirstGen: GraphQL for everything but the abort, which is a call of its old REST API. The wire's words stay in
 * here.
 */
import type { Bounds } from '../../base/clock.ts';
import type { NamedValue } from '../../base/secrets.ts';
import { at, isObject, text, timestamp } from '../../base/shape.ts';
import { HarnessError, orTemporary } from '../errors.ts';
import { type Engine, NOTHING_SEEN, type Snapshot } from '../execution.ts';
import type { Http } from '../http.ts';
import { isExecutionId } from '../identifiers.ts';
import type { Phase } from '../status.ts';
import { type GraphQlError, openGraphQl } from './graphql.ts';
import { findApplication, findTarget, type Lookup, type Named, type Runnable, type Which } from './names.ts';

/** Which build of a service's artifact is wanted, and from which of its artifact sources. */
export interface Build {
  readonly service: string;
  readonly build: string;
  readonly source: string;
}

/** What a start asks for. */
interface FirstGenOrder {
  /** Id of the application, and what the person called it. */
  readonly application: Named;
  readonly isWorkflow: boolean;
  readonly target: Named;
  readonly variables: readonly NamedValue[];
  readonly artifacts: readonly Build[];
  readonly notes: string;
}

/** An execution as the answer to its start describes it. */
export interface FirstGenStarted {
  readonly id: string;
  readonly snapshot: Snapshot;
  /** What FirstGen had to say beside it. */
  readonly warning: string | undefined;
}

/** FirstGen's API for one account. All throw HarnessError. */
export interface FirstGen {
  application(nameOrId: string, bounds: Bounds): Promise<Lookup<Named>>;
  target(which: Which, bounds: Bounds): Promise<Lookup<Runnable>>;
  start(order: FirstGenOrder, bounds: Bounds): Promise<FirstGenStarted>;
  /** Follows executions of an application, which the abort must name. */
  following(application: string): Engine;
}

const EXECUTION = 'id status startedAt endedAt';
const START = `mutation($startExecution: StartExecutionInput!) {
  startExecution(input: $startExecution) { warningMessage execution { ${EXECUTION} } }
}`;
const READ = `query($id: String!) { execution(executionId: $id) { ${EXECUTION} } }`;

/** Opens FirstGen's API. */
export function firstGen(http: Http, account: string): FirstGen {
  const graph = openGraphQl(http, account);
  const unexpected = (purpose: string, detail: string): HarnessError =>
    graph.failure(purpose, { kind: 'unexpected', detail });

  return {
    application: (nameOrId, bounds) => findApplication(graph, nameOrId, bounds),
    target: (which, bounds) => findTarget(graph, which, bounds),

    async start(order, bounds) {
      const purpose = `start ${order.target.name} in ${order.application.name}`;
      const request = { purpose, query: START, variables: { startExecution: startInput(order) }, fresh: true };
      const { data, error } = await graph.ask(request, bounds);
      const payload = at(data, 'startExecution');
      const execution = at(payload, 'execution');
      const id = text(at(execution, 'id'));
      if (id !== undefined && isExecutionId(id)) {
        return { id, snapshot: toSnapshot(execution), warning: text(at(payload, 'warningMessage')) };
      }
      // A payload without an execution may still mean that one was started, and so may an error without a reason.
      throw error !== undefined && !isObject(payload) && !/^null$|timed? ?out|internal server/i.test(error.detail)
        ? graph.failure(purpose, error)
        : unexpected(purpose, error?.detail ?? 'The response contains no execution.');
    },

    following: (application) => ({
      async read(ref, bounds) {
        const purpose = `read execution ${ref.id}`;
        const { data, error } = await graph.ask({ purpose, query: READ, variables: { id: ref.id } }, bounds);
        const execution = at(data, 'execution');
        const other = text(at(execution, 'id')) ?? ref.id;
        const snapshot = toSnapshot(execution);
        if (error !== undefined && !isObject(execution)) {
          throw graph.failure(purpose, isPassing(error) ? { ...error, kind: 'unavailable' } : error);
        }
        if (other !== ref.id || snapshot.status === '') {
          const detail =
            other === ref.id ? 'The response contains no status.' : 'The response is about another execution.';
          throw unexpected(purpose, detail);
        }
        return snapshot;
      },

      async abort(ref, bounds) {
        const call = {
          purpose: `abort execution ${ref.id}`,
          method: 'PUT',
          path: `/gateway/api/executions/${encodeURIComponent(ref.id)}`,
          query: { appId: application, routingId: account },
          type: 'application/json',
          body: JSON.stringify({ executionInterruptType: 'ABORT_ALL' }),
        } as const;
        try {
          await http.send(call, bounds);
        } catch (error) {
          if (!isAbortedAlready(error)) {
            throw orTemporary(error);
          }
        }
      },
    }),
  };
}

/** An error of FirstGen's own while it read: neither about the key, nor about the execution, nor about the request. */
function isPassing({ kind, detail, code }: GraphQlError): boolean {
  return (
    kind === 'refused' &&
    code === undefined &&
    !/not exist|not authori[sz]ed|unauthori[sz]ed|access|permission|validation error|invalid syntax/i.test(detail)
  );
}

/** Every status of GraphQL's `ExecutionStatus`. */
const PHASES: ReadonlyMap<string, Phase> = new Map([
  ['QUEUED', 'queued'],
  ['WAITING', 'queued'], // for a resource that another execution holds
  ['RUNNING', 'running'],
  ['RESUMED', 'running'],
  ['PAUSED', 'waiting'], // for an approval, or for the one who paused it
  ['SUCCESS', 'succeeded'],
  ['SKIPPED', 'skipped'],
  ['FAILED', 'failed'],
  ['ERROR', 'failed'],
  ['REJECTED', 'failed'],
  ['ABORTED', 'aborted'],
  ['EXPIRED', 'expired'],
]);

function toSnapshot(execution: unknown): Snapshot {
  const status = text(at(execution, 'status')) ?? '';
  return {
    ...NOTHING_SEEN,
    status,
    phase: PHASES.get(status.toUpperCase()) ?? 'unknown',
    startedAt: timestamp(at(execution, 'startedAt')),
    endedAt: timestamp(at(execution, 'endedAt')),
  };
}

function startInput({ application, isWorkflow, target, variables, artifacts, notes }: FirstGenOrder): object {
  return {
    applicationId: application.id,
    entityId: target.id,
    executionType: isWorkflow ? 'WORKFLOW' : 'PIPELINE',
    notes,
    variableInputs: variables.map(({ name, value }) => ({ name, variableValue: { type: 'NAME', value } })),
    serviceInputs: artifacts.map(({ service, build, source }) => ({
      name: service,
      artifactValueInput: {
        valueType: 'BUILD_NUMBER',
        buildNumber: { buildNumber: build, artifactSourceName: source },
      },
    })),
  };
}

/** FirstGen refuses to abort what has ended, and to abort twice; either is what was wanted. */
function isAbortedAlready(error: unknown): boolean {
  return (
    error instanceof HarnessError &&
    error.failure.status === 400 &&
    (/^(STATE_NOT_FOR_ABORT|ABORT_ALL_ALREADY)/.test(error.failure.code ?? '') ||
      /already (finished|under progress|aborted)/i.test(error.failure.detail))
  );
}
