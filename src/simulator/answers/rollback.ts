/** The rollback of what an earlier execution has deployed. */
import { rollbackPlay } from '../plays/structures.ts';
import { type Answer, refusal, success } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { jsonBody, scopeOf, start } from '../server/world.ts';
import { text } from '../shape.ts';

/** Services that cannot be rolled back, and why. */
const NOT_ROLLED_BACK: Readonly<Record<string, string>> = {
  never_deployed: 'There is no successful deployment of this service to roll back to',
  rolled_back: 'A rollback of this deployment has been started already',
};

/** Starting a rollback by service, environment and infrastructure, and the older check. */
export const rollbackRoutes: readonly Route[] = [
  { kind: 'rollback', method: 'POST', path: /^\/ng\/api\/rollback\/trigger\/v2$/, handle: trigger },
  { kind: 'rollback', method: 'POST', path: /^\/ng\/api\/rollback\/check$/, handle: check },
];

/** Starts an execution of the pipeline that deployed last, `deploy_prod`. What cannot be rolled back is reported in a success. */
function trigger(call: Call): Answer {
  const body = jsonBody(call);
  const [service, environment] = [text(body['serviceIdentifier']), text(body['envIdentifier'])];
  const type = text(body['environmentType']);
  if (service === '' || environment === '') {
    throw refusal(400, 'INVALID_REQUEST', 'serviceIdentifier and envIdentifier must not be empty');
  }
  if (type !== '' && type !== 'Production' && type !== 'PreProduction') {
    throw refusal(400, 'INVALID_REQUEST', `environmentType ${type} must be PreProduction or Production`);
  }
  const infrastructure = text(body['infraIdentifier']);
  const given = {
    serviceIdentifier: service,
    envIdentifier: environment,
    infraIdentifier: infrastructure,
    environmentType: type || 'Production',
    instanceKey: `${service}-${environment}`,
    infraMappingId: 'b1Xc2Vd3Qe4Rf5Tg6Yh7Uj',
  };
  const reason = NOT_ROLLED_BACK[service];
  if (reason !== undefined) {
    return success({ ...given, isRollbackTriggered: false, rollbackTriggered: false, message: reason });
  }
  const execution = start(call.world, {
    scope: scopeOf(call),
    pipeline: 'deploy_prod',
    play: rollbackPlay(service, environment, infrastructure),
    via: 'rollback',
    startedAt: call.now,
    principal: call.principal,
  });
  return success({
    ...given,
    isRollbackTriggered: true,
    rollbackTriggered: true,
    planExecutionId: execution.id,
    message: '',
  });
}

function check(call: Call): Answer {
  const reason = NOT_ROLLED_BACK[text(jsonBody(call)['instanceKey']).split('-')[0] ?? ''];
  return success({ isRollbackAllowed: reason === undefined, message: reason ?? '', swimLaneInfo: null });
}
