/** What steps of certain kinds say of their own failure in `outcomes`, better than Harness's general message does. */
import { at, either, entries, integer, isObject, text } from '../../base/shape.ts';
import { oneLine } from '../../base/text.ts';
import { freezesInOutcomes } from './freeze.ts';
import { violationsIn } from './governance.ts';

/**
 * @param outcomes the values of `outcomes`
 * @returns the cause as a freeze or a policy gives it, which Harness's message does not name; undefined for other steps
 */
export function causeInOutcomes(outcomes: readonly unknown[]): string | undefined {
  return freezesInOutcomes(outcomes) ?? policyIn(outcomes);
}

/**
 * @returns what belongs beside the message, for a chaos experiment, a verification and a command: `resilience score 50;
 * faults: 1 passed, 1 failed`, `after 40% of its analysis`, `exit code 3`
 */
export function detailsInOutcomes(outcomes: readonly unknown[], type: string): string[] {
  const verification = /verify/i.test(type) ? outcomes.map(progressIn) : [];
  return [...outcomes.map(chaosIn), ...verification, exitCodeIn(outcomes)].filter((detail) => detail !== undefined);
}

/** A Policy step: `policyOutput {status, policySetDetails}`, with policies and their deny messages in each set. */
function policyIn(outcomes: readonly unknown[]): string | undefined {
  for (const outcome of outcomes) {
    const output = [at(outcome, 'policyOutput'), outcome].find(
      (each) => isObject(at(each, 'policySetDetails')) || Array.isArray(at(each, 'policySetDetails')),
    );
    const { names, messages } = violationsIn(at(output, 'policySetDetails'));
    if (names.length > 0) {
      const said = messages.length === 0 ? '' : `: ${messages.join('; ')}`;
      return oneLine(`denied by policy ${names.join(', ')}${said}`, 2000);
    }
  }
  return undefined;
}

/** A chaos experiment: `resiliencyScore`, `faultsPassed`, `faultsFailed`. */
function chaosIn(outcome: unknown): string | undefined {
  const score = numeric(at(outcome, 'resiliencyScore'));
  const faults = Object.entries({ passed: at(outcome, 'faultsPassed'), failed: at(outcome, 'faultsFailed') }).flatMap(
    ([word, value]) => (integer(value) === undefined ? [] : [`${integer(value)} ${word}`]),
  );
  return score === undefined
    ? undefined
    : `resilience score ${score}${faults.length === 0 ? '' : `; faults: ${faults.join(', ')}`}`;
}

/** A verification that ends early has found something: how far it had come says how much of the deployment it saw. */
function progressIn(outcome: unknown): string | undefined {
  const percentage = numeric(at(outcome, 'progressPercentage'));
  return percentage === undefined ? undefined : `after ${percentage}% of its analysis`;
}

function numeric(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

function exitCodeIn(outcomes: readonly unknown[]): string | undefined {
  const code = outcomes.map((outcome) => integer(at(outcome, 'exitCode'))).find((each) => each !== undefined);
  return code === undefined || code === 0 ? undefined : `exit code ${code}`;
}

/** @returns names of the delegates that ran the step. */
export function delegatesOf(wire: unknown): string[] {
  const names = entries(at(wire, 'delegateInfoList')).flatMap(
    ([, delegate]) => text(either(delegate, 'name', 'hostName')) ?? [],
  );
  return [...new Set(names)].slice(0, 5).map((name) => oneLine(name, 100));
}
