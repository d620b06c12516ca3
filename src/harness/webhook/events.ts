/**
 * A custom webhook of Harness: a secret URL that makes events, and the page of an event, which is public to whoever knows its
 * id. So an execution can be started and followed without a key. The wire's words stay in here.
 */
import type { Bounds } from '../../base/clock.ts';
import { at, isObject, text } from '../../base/shape.ts';
import { oneLine } from '../../base/text.ts';
import { HarnessError, unexpectedResponse } from '../errors.ts';
import { type Engine, type ExecutionRef, NOTHING_SEEN, type Scope, type StartedExecution } from '../execution.ts';
import type { Call, Http } from '../http.ts';
import { isExecutionId, isIdentifier } from '../identifiers.ts';
import { executionRef } from '../links.ts';
import { toSnapshot } from '../nextgen/snapshot.ts';
import { refusalReason } from '../request-failure.ts';
import { NOTHING_STARTED } from './statuses.ts';

/**
 * Sends the payload to the webhook, over a fresh connection.
 *
 * @param payload JSON
 * @returns the id of the event: `data.eventCorrelationId`, or `data` itself in the oldest answers. It says that Harness
 * will process the payload, and nothing more.
 * @throws HarnessError, which names no part of the URL but its host.
 */
export async function sendEvent(
  http: Http,
  order: {
    readonly hook: Pick<Call, 'path' | 'query' | 'secrets'>;
    readonly payload: string;
    readonly purpose: string;
  },
  bounds: Bounds,
): Promise<string> {
  const { hook, payload, purpose } = order;
  const answer = await withAdvice(
    http.send({ purpose, method: 'POST', ...hook, type: 'application/json', body: payload, fresh: true }, bounds),
  );
  const data = at(answer, 'data');
  const event = text(data) ?? text(at(data, 'eventCorrelationId'));
  if (event === undefined || !isExecutionId(event)) {
    const correlationId = text(at(answer, 'correlationId'));
    const detail = 'The response contains no event.';
    throw unexpectedResponse({ purpose, origin: http.origin, correlationId }, detail);
  }
  return event;
}

/** What became of an event. */
export type EventState =
  /** Not processed yet. `missing` is what Harness answers while it shows nothing of the event: it may have the wrong id. */
  | { readonly kind: 'queued'; readonly missing?: HarnessError }
  | {
      readonly kind: 'started';
      readonly started: StartedExecution;
      /** Where the event says that it runs. */
      readonly scope: Scope;
      /** Ids of further executions, as far as the answer names them. */
      readonly others: readonly string[];
    }
  /** Processed, and nothing was started. */
  | { readonly kind: 'nothing'; readonly status: string; readonly message: string; readonly advice: string }
  /** Processed, but no execution is named: the status is new, or says that there is one. */
  | { readonly kind: 'unclear'; readonly status: string; readonly message: string };

/** An event of a custom webhook: first what became of it, then, as an engine, the execution that it started. */
export interface WebhookEvent extends Engine {
  state(bounds: Bounds): Promise<EventState>;
}

/** Opens `GET /pipeline/api/webhook/triggerExecutionDetails/{eventId}`, which is public: the key stays here. */
export function webhookEvent(http: Http, scope: Scope, event: string): WebhookEvent {
  const ask = async (purpose: string, bounds: Bounds): Promise<Details> => {
    const path = `/pipeline/api/webhook/triggerExecutionDetails/${encodeURIComponent(event)}`;
    const query = { accountIdentifier: scope.account };
    const answer = await http.send({ purpose, method: 'GET', path, query, withoutKey: true }, bounds);
    const processing = at(answer, 'data', 'webhookProcessingDetails');
    const summary = at(answer, 'data', 'executionDetails', 'pipelineExecutionSummary');
    const other = text(at(processing, 'eventId')) ?? event;
    if (!isObject(processing) || other !== event) {
      const detail = other === event ? 'The response contains no event.' : 'The response is about another event.';
      throw unexpectedResponse({ purpose, origin: scope.origin }, detail);
    }
    return { processing, summary };
  };
  return {
    async state(bounds) {
      try {
        return interpret(await ask(`read event ${event}`, bounds), scope);
      } catch (error) {
        // Before it is processed an event "doesn't exist", in a 400.
        if (error instanceof HarnessError && error.kind === 'refused' && refusalReason(error.failure) === 'not-found') {
          return { kind: 'queued', missing: error };
        }
        throw error;
      }
    },

    async read(ref, bounds) {
      const purpose = `read execution ${ref.id}`;
      const { summary } = await ask(purpose, bounds);
      const snapshot = toSnapshot(summary);
      const other = text(at(summary, 'planExecutionId'));
      // An event with several executions shows one of them; another one's end is not this one's.
      if (other !== ref.id || snapshot.status === '') {
        const detail =
          other === undefined || other === ref.id
            ? 'The response contains no status.'
            : 'The response is about another execution of the same event.';
        throw unexpectedResponse({ purpose, origin: scope.origin }, detail);
      }
      return snapshot;
    },

    abort(ref) {
      const detail = 'Aborting an execution requires api-key.';
      const purpose = `abort execution ${ref.id}`;
      return Promise.reject(new HarnessError({ kind: 'refused', purpose, origin: scope.origin, detail }));
    },
  };
}

interface Details {
  readonly processing: unknown;
  /** Missing when nothing was started, and for a moment after. */
  readonly summary: unknown;
}

function interpret({ processing, summary }: Details, scope: Scope): EventState {
  const status = text(at(processing, 'status')) ?? '';
  // Where the two differ, the event shows the one with a summary: the other could not be followed without a key.
  const named = [text(at(summary, 'planExecutionId')), text(at(processing, 'pipelineExecutionId'))];
  const [id, ...others] = new Set(named.filter((one) => one !== undefined).filter(isExecutionId));
  if (id !== undefined) {
    const place = scopeOf(processing, scope);
    return {
      kind: 'started',
      started: { ref: refOf(id, { processing, summary }, place), snapshot: seen(id, summary) },
      scope: place,
      others,
    };
  }
  if (/QUEUED/i.test(status) || at(processing, 'eventFound') === false) {
    return { kind: 'queued' };
  }
  const message = text(at(processing, 'message')) ?? '';
  const advice = Object.hasOwn(NOTHING_STARTED, status) ? NOTHING_STARTED[status] : undefined;
  return advice === undefined ? { kind: 'unclear', status, message } : { kind: 'nothing', status, message, advice };
}

/** Host and account stay: the key goes there, and no answer may change that. */
function scopeOf(processing: unknown, scope: Scope): Scope {
  const named = (key: string, known: string): string => {
    const name = text(at(processing, key));
    return name !== undefined && isIdentifier(name) ? name : known;
  };
  return { ...scope, org: named('orgIdentifier', scope.org), project: named('projectIdentifier', scope.project) };
}

function refOf(id: string, { processing, summary }: Details, scope: Scope): ExecutionRef {
  const named = [text(at(processing, 'pipelineIdentifier')), text(at(summary, 'pipelineIdentifier'))];
  const pipeline = named.filter((one) => one !== undefined).find(isIdentifier) ?? '';
  return executionRef({ scope, pipeline }, id);
}

function seen(id: string, summary: unknown): StartedExecution['snapshot'] {
  return text(at(summary, 'planExecutionId')) === id ? toSnapshot(summary) : NOTHING_SEEN;
}

/** Harness asks for its header by name, which an author does not know. */
async function withAdvice<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof HarnessError && /X-Api-Key|authorization is mandatory/i.test(error.failure.detail)) {
      const hints = [...(error.failure.hints ?? []), 'This trigger requires an API key: set api-key.'];
      throw new HarnessError({ ...error.failure, hints: hints.map((hint) => oneLine(hint)) });
    }
    throw error;
  }
}
