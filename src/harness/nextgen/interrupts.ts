/** Who or what ended a node of the execution graph early. */
import { at, either, list, text } from '../../base/shape.ts';
import { oneLine } from '../../base/text.ts';
import type { Starter } from './snapshot.ts';

/**
 * `interruptHistories[].interruptConfig.issuedBy` often carries all four issuers, the unused ones with empty defaults: only
 * a value says which one it was. A person is a uuid there, which means something only when it is the starter's.
 *
 * @param wire an entry of `nodeMap`
 * @returns a person, `Harness, because of a timeout`, `a newer run of the same trigger`, `its failure strategy`; undefined when
 * Harness does not say
 */
export function interrupter(wire: unknown, starter: Starter): string | undefined {
  const last = list(at(wire, 'interruptHistories')).findLast((interrupt) =>
    /ABORT|EXPIRE|FAIL/.test(text(at(interrupt, 'interruptType')) ?? ''),
  );
  const issuer = at(last, 'interruptConfig', 'issuedBy');
  const person = at(issuer, 'manualIssuer');
  const id = text(at(person, 'identifier')) ?? text(either(person, 'user_id', 'userId'));
  const named = id === undefined || isUuid(id) ? undefined : id;
  const email = text(either(person, 'email_id', 'emailId'));
  const name = named ?? email ?? (id === undefined || id !== starter.uuid ? undefined : starter.name);
  if (name !== undefined) {
    return oneLine(name, 100);
  }
  if (id !== undefined) {
    return undefined; // A person whom only Harness knows.
  }
  if (text(at(issuer, 'timeoutIssuer', 'timeoutInstanceId')) !== undefined) {
    return 'Harness, because of a timeout';
  }
  const trigger = at(issuer, 'triggerIssuer');
  if (text(at(trigger, 'triggerRef')) !== undefined || at(trigger, 'abortPrevConcurrentExecution') === true) {
    return 'a newer run of the same trigger';
  }
  const advice = text(at(issuer, 'adviserIssuer', 'adviseType')) ?? 'UNKNOWN';
  return /^(UNKNOWN|UNRECOGNIZED)$/.test(advice) ? undefined : 'its failure strategy';
}

/** A uuid of Harness: 22 characters of URL-safe base64, or the usual hexadecimal form. */
function isUuid(id: string): boolean {
  return /^[\w-]{22}$/.test(id) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}
