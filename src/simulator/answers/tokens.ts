/** Validation of a token, and whose it is. */
import { type Answer, refusal, success } from '../server/answer.ts';
import type { Call, Route } from '../server/call.ts';
import { principalOf } from '../server/keys.ts';

/** Validation of a token, and who a token is. */
export const tokenRoutes: readonly Route[] = [
  {
    kind: 'validate',
    method: 'POST',
    path: /^\/ng\/api\/token\/validate$/,
    scope: 'account',
    open: true,
    handle: validate,
  },
  { kind: 'other', method: 'GET', path: /^\/ng\/api\/user\/currentUser$/, scope: 'none', handle: currentUser },
];

function validate(call: Call): Answer {
  const { keys } = call.world;
  const principal = principalOf(call.body.trim(), keys);
  if (!principal) {
    throw refusal(401, 'INVALID_TOKEN', 'Token is not valid.');
  }
  const person = { email: 'release.bot@example.com', username: 'Release Bot', encodedPassword: null };
  return success({
    identifier: 'simulator',
    name: 'simulator',
    validFrom: call.now - 86_400_000,
    validTo: call.now + 30 * 86_400_000,
    valid: true,
    accountIdentifier: keys.account,
    apiKeyIdentifier: 'simulator',
    parentIdentifier: 'simulator',
    apiKeyType: principal,
    ...(principal === 'USER' ? person : {}),
  });
}

function currentUser(call: Call): Answer {
  if (call.principal !== 'USER') {
    throw refusal(400, 'INVALID_REQUEST', "Current user can be accessed only by 'USER' principal type");
  }
  const { keys } = call.world;
  return success({
    uuid: 'WJ0m3FkQS9mYb1n2c3d4e5',
    name: 'Release Bot',
    email: 'release.bot@example.com',
    defaultAccountIdentifier: keys.account,
  });
}
