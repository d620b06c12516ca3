/** Harness's post-deployment rollback: brings the service of an environment back to what was deployed before. */
import type { Bounds } from '../../base/clock.ts';
import { at, either, text } from '../../base/shape.ts';
import { oneLine } from '../../base/text.ts';
import { unexpectedResponse } from '../errors.ts';
import type { Scope } from '../execution.ts';
import type { Http } from '../http.ts';
import { isExecutionId } from '../identifiers.ts';
import { scopeQuery } from '../scope.ts';

/** What is to be rolled back. Empty texts are not sent. */
export interface RollbackOrder {
  readonly service: string;
  readonly environment: string;
  readonly infrastructure: string;
  readonly environmentType: '' | 'Production' | 'PreProduction';
  readonly artifact: string;
  readonly chartVersion: string;
}

/** The execution that rolls back, or why Harness does not. */
export type RollbackResult = { readonly execution: string } | { readonly reason: string };

/**
 * Triggers a rollback over a fresh connection: `POST /ng/api/rollback/trigger/v2`. Notes cannot be set, so that the execution
 * carries no marker. Harness answers 200 with `isRollbackTriggered: false` and a message when it does not roll back.
 *
 * @throws HarnessError
 */
export async function triggerRollback(
  http: Http,
  { scope, order }: { readonly scope: Scope; readonly order: RollbackOrder },
  bounds: Bounds,
): Promise<RollbackResult> {
  const purpose = `roll back ${order.service} in ${order.environment}`;
  const call = {
    purpose,
    method: 'POST',
    path: '/ng/api/rollback/trigger/v2',
    query: scopeQuery(scope),
    type: 'application/json',
    body: JSON.stringify({
      serviceIdentifier: order.service,
      envIdentifier: order.environment,
      infraIdentifier: order.infrastructure,
      environmentType: order.environmentType || undefined,
      artifact: order.artifact || undefined,
      chartVersion: order.chartVersion || undefined,
    }),
    fresh: true,
  } as const;
  const answer = await http.send(call, bounds);
  const data = at(answer, 'data');
  const isTriggered = either(data, 'isRollbackTriggered', 'rollbackTriggered');
  const execution = text(at(data, 'planExecutionId'));
  if (isTriggered === false) {
    return { reason: oneLine(text(at(data, 'message')) ?? 'it gives no reason', 500) };
  }
  if (execution === undefined || !isExecutionId(execution)) {
    const correlationId = text(at(answer, 'correlationId'));
    throw unexpectedResponse({ purpose, origin: scope.origin, correlationId }, 'The response contains no execution.');
  }
  return { execution };
}
