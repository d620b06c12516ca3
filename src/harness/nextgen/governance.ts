/** What Harness's policies (OPA) said of an execution or of a Policy step. */
import { at, either, entries, text, texts } from '../../base/shape.ts';

/** What a policy said against an execution. */
interface Denial {
  readonly message: string;
  /** `policy set › policy`, as far as named. */
  readonly by: readonly string[];
}

/** Deny messages that are kept of each policy. */
const MAX_MESSAGES = 50;

/**
 * @param governance `governanceMetadata` of a start's answer or of a summary. A denied execution is answered with 200 and
 * SUCCESS; only `deny` is reliable.
 */
export function readDenial(governance: unknown): Denial | undefined {
  if (at(governance, 'deny') !== true) {
    return undefined;
  }
  const { names, messages } = violationsIn(either(governance, 'details', 'detailsList'));
  const said = messages.join('; ') || text(at(governance, 'message'));
  const who = names.length === 0 ? 'a policy' : `policy ${names.join(', ')}`;
  return { message: `denied by ${who}${said === undefined ? '' : `: ${said}`}`, by: names };
}

/** Policies that were violated, and what they said. */
interface Violations {
  /** `policy set › policy`, each once. */
  readonly names: readonly string[];
  readonly messages: readonly string[];
}

/**
 * @param sets policy sets in any of Harness's spellings: lists of a start or of a summary, maps of a Policy step's outcome, whose
 * keys are the names where the members have none
 */
export function violationsIn(sets: unknown): Violations {
  const names: string[] = [];
  const messages: string[] = [];
  for (const [setKey, set] of entries(sets)) {
    const setName =
      text(either(set, 'policySetName', 'policy_set', 'name', 'identifier')) ??
      (Array.isArray(sets) ? undefined : setKey);
    const policies = either(set, 'policyMetadata', 'policyMetadataList', 'policy_metadata', 'policyDetails');
    const denied = entries(policies).filter(
      ([, policy]) => !/^(pass|warning)$/i.test(text(at(policy, 'status')) ?? ''),
    );
    for (const [key, policy] of denied) {
      const policyName =
        text(either(policy, 'policyName', 'policy_name', 'name', 'identifier')) ??
        (Array.isArray(policies) ? undefined : key);
      names.push([setName, policyName].filter((name) => name !== undefined).join(' › '));
      const said = texts(either(policy, 'denyMessages', 'denyMessagesList', 'deny_messages'));
      messages.push(...said.slice(0, MAX_MESSAGES));
    }
    if (denied.length === 0 && at(set, 'deny') === true && setName !== undefined) {
      names.push(setName);
    }
  }
  return { names: [...new Set(names.filter((name) => name !== ''))], messages: [...new Set(messages)] };
}
