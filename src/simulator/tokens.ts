import { createHash, randomBytes } from 'node:crypto';
import { refusal, success, type Answer } from './answers.ts';
import type { Call, Keys, Route } from './call.ts';

/** Keys in Harness's own form: `pat.<22 characters>.<24>.<20>`. The same secret gives the same keys. */
export function keysOf(secret = randomBytes(16).toString('hex')): Keys {
  const hash = (name: string, encoding: 'hex' | 'base64url'): string =>
    createHash('sha256').update(`${name}:${secret}`).digest(encoding);
  const account = hash('account', 'base64url').slice(0, 22);
  const key = (kind: string): string =>
    `${kind}.${account}.${hash(`${kind} id`, 'hex').slice(0, 24)}.${hash(kind, 'hex').slice(0, 20)}`;
  return { account, apiKey: key('pat'), sat: key('sat') };
}

/** A key in the old form, which has no account in it. */
function short(key: string): string {
  return key.replace(/^(\w+)\.[^.]+/, '$1');
}

/** Whose key it is; the old form without the account is a key too. Undefined for every other text. */
export function principalOf(key: string, keys: Keys): Call['principal'] {
  if (key === keys.apiKey || key === short(keys.apiKey)) return 'USER';
  if (key === keys.sat || key === short(keys.sat)) return 'SERVICE_ACCOUNT';
  return undefined;
}

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
  if (!principal) throw refusal(401, 'INVALID_TOKEN', 'Token is not valid.');
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
  if (call.principal !== 'USER')
    throw refusal(400, 'INVALID_REQUEST', "Current user can be accessed only by 'USER' principal type");
  const { keys } = call.world;
  return success({
    uuid: 'WJ0m3FkQS9mYb1n2c3d4e5',
    name: 'Release Bot',
    email: 'release.bot@example.com',
    defaultAccountIdentifier: keys.account,
  });
}
