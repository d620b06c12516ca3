/** The API keys of one simulator. */
import { createHash, randomBytes } from 'node:crypto';

import type { Call, Keys } from './call.ts';

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
  if (key === keys.apiKey || key === short(keys.apiKey)) {
    return 'USER';
  }
  if (key === keys.sat || key === short(keys.sat)) {
    return 'SERVICE_ACCOUNT';
  }
  return undefined;
}
