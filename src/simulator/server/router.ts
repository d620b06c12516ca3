/** From a request to its endpoint: the route that fits, the key and the scope that it needs, and the refusals of those that lack them. */
import { type Answer, errorBody, failureBody, refusal, Refusal } from './answer.ts';
import type { Call, RequestKind, Route } from './call.ts';

/** A request with its endpoint, or without one when there is none. */
export interface Routed {
  readonly kind: RequestKind;
  readonly route: Route | undefined;
  readonly params: readonly string[];
}

/** Finds the endpoint of a request. */
export function route(routes: readonly Route[], call: Call): Routed {
  for (const each of routes) {
    const match = each.method === call.method && (!each.gateway || call.gateway) ? each.path.exec(call.path) : null;
    if (!match) {
      continue;
    }
    const kind = typeof each.kind === 'function' ? each.kind(call) : each.kind;
    return { kind, route: each, params: match.slice(1).map(decode) };
  }
  return { kind: 'other', route: undefined, params: [] };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Does what a request asks, after its key and its scope were checked. What Harness would refuse is answered as it does. */
export function act(routes: readonly Route[], { route: found, params }: Routed, call: Call): Answer {
  try {
    if (!found) {
      throw nothingThere(routes, call);
    }
    checkKey(found, call);
    checkScope(found, call);
    return found.handle(call, ...params);
  } catch (error) {
    if (error instanceof Refusal) {
      return error.answer;
    }
    return { status: 500, body: errorBody('UNKNOWN_ERROR', `The simulator itself failed: ${String(error)}`) };
  }
}

/** An unknown path is 400 at Harness, not 404; a known one with another method is 405. */
function nothingThere(routes: readonly Route[], call: Call): Refusal {
  const known = routes.some((each) => (!each.gateway || call.gateway) && each.path.test(call.path));
  const [status, code, message] = known
    ? ([405, 'INVALID_REQUEST', 'HTTP 405 Method Not Allowed'] as const)
    : ([400, 'RESOURCE_NOT_FOUND_EXCEPTION', 'HTTP 404 Not Found'] as const);
  return new Refusal(message, { status, body: failureBody(code, message) });
}

function checkKey(found: Route, call: Call): void {
  if (found.open) {
    return;
  }
  if (!call.principal) {
    throw found.gateway ? noLogs() : refusal(401, 'INVALID_TOKEN', 'Token is not valid.');
  }
}

function noLogs(): Refusal {
  const message = 'apikey in request not authorized for receiving tokens';
  return new Refusal(message, { status: 403, body: { error_msg: message } });
}

const SCOPES = {
  project: ['accountIdentifier', 'orgIdentifier', 'projectIdentifier'],
  account: ['accountIdentifier'],
  accountID: ['accountID'],
  accountId: ['accountId'],
  none: [],
} as const;

/** Missing scope parameters are a bad request; another account than the key's is one that the key does not fit. */
function checkScope({ scope = 'project', gateway }: Route, call: Call): void {
  const missing = SCOPES[scope].filter((name) => !call.query.get(name));
  if (missing.length > 0) {
    const message = missing.map((name) => `query param ${name} must not be null`).join('; ');
    throw new Refusal(message, { status: 400, body: failureBody('INVALID_REQUEST', message, missing) });
  }
  const named = SCOPES[scope].length > 0 ? call.query.get(SCOPES[scope][0] ?? '') : null;
  if (named !== null && named !== call.world.keys.account) {
    throw gateway ? noLogs() : refusal(401, 'INVALID_TOKEN', 'Token is not valid.');
  }
}
