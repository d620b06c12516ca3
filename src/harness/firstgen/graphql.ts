/** FirstGen's GraphQL: a request and its answer. Whatever went wrong, its HTTP status is 200. */
import type { Bounds } from '../../base/clock.ts';
import { at, list, text } from '../../base/shape.ts';
import { HarnessError } from '../errors.ts';
import type { Http } from '../http.ts';

/** The query. */
export interface GraphQlRequest {
  /** To follow "to": `start Rollout in Shop`. */
  readonly purpose: string;
  readonly query: string;
  readonly variables: object;
  /** Over a connection of its own. */
  readonly fresh?: boolean;
}

/** What came back: data, an error, or both. */
interface Answer {
  readonly data: unknown;
  readonly error: GraphQlError | undefined;
}

/** What FirstGen complains about. */
export interface GraphQlError {
  readonly kind: 'refused' | 'limited' | 'unexpected' | 'unavailable';
  readonly detail: string;
  /** Of an error about the request as a whole, such as a wrong key. */
  readonly code?: string | undefined;
}

/** Asks one FirstGen. */
export interface GraphQl {
  /** @throws HarnessError when there is no answer of GraphQL's at all. */
  ask(request: GraphQlRequest, bounds: Bounds): Promise<Answer>;
  /** @returns the error to throw for a graphQlError. It has no HTTP status: 200 says nothing. */
  failure(purpose: string, graphQlError: GraphQlError): HarnessError;
}

/** Opens `POST /gateway/api/graphql` for an account. */
export function openGraphQl(http: Http, account: string): GraphQl {
  return {
    async ask({ purpose, query, variables, fresh = false }, bounds) {
      const call = {
        purpose,
        method: 'POST',
        path: '/gateway/api/graphql',
        query: { accountId: account },
        type: 'application/json',
        body: JSON.stringify({ query, variables }),
        fresh,
      } as const;
      const answer = await http.send(call, bounds);
      return { data: at(answer, 'data'), error: graphQlErrorIn(answer) };
    },
    failure: (purpose, graphQlError) => new HarnessError({ purpose, origin: http.origin, ...graphQlError }),
  };
}

/** GraphQL's `errors[]`, and the `responseMessages[]` that come instead of data. */
function graphQlErrorIn(answer: unknown): GraphQlError | undefined {
  const messages = list(at(answer, 'responseMessages')).filter((message) => text(at(message, 'level')) !== 'INFO');
  const said = [...list(at(answer, 'errors')), ...messages].map(
    (error) => text(at(error, 'message')) ?? 'Harness gives no reason.',
  );
  if (said.length === 0) {
    return undefined;
  }
  // GraphQL's own words before each of FirstGen's.
  const detail = [...new Set(said.map((words) => words.replace(/^Exception while fetching data \([^)]*\) : /, '')))];
  const code = text(at(messages[0], 'code'));
  const isLimited = said.some((words) => /too many requests|rate limit/i.test(words));
  return { kind: isLimited ? 'limited' : 'refused', detail: detail.join('; '), code };
}
