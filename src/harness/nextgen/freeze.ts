/** Which deployment freeze stopped an execution. Harness's own message is the same for all of them. */
import { at, list, text, timestamp } from '../../base/shape.ts';
import { dayAndTime, oneLine } from '../../base/text.ts';

/** @param cd `moduleInfo.cd` of a stage or of the execution: `freezeExecutionSummary.freezeExecutionInfoList[] {name, freezeId}` */
export function freezesInModule(cd: unknown): string | undefined {
  return describe(
    list(at(cd, 'freezeExecutionSummary', 'freezeExecutionInfoList')).map((freeze) => ({
      name: text(at(freeze, 'name')) ?? text(at(freeze, 'freezeId')),
    })),
  );
}

/** @param outcomes the values of a step's `outcomes`: `freezeOutcome` has the windows, too */
export function freezesInOutcomes(outcomes: readonly unknown[]): string | undefined {
  const configs = outcomes.flatMap((outcome) => [
    ...list(at(outcome, 'manualFreezeConfigs')),
    ...list(at(outcome, 'globalFreezeConfigs')),
  ]);
  return describe(
    configs.map((config) => ({
      name: text(at(config, 'name')),
      end: timestamp(at(config, 'currentOrUpcomingWindow', 'endTime')),
    })),
  );
}

/** Freezes that are named; more say no more. */
const MAX_FREEZES = 5;

/** @returns `the freeze "Year end" is active until 2027-01-02 08:00 UTC`; undefined when none is named */
function describe(
  freezes: readonly { readonly name: string | undefined; readonly end?: number | undefined }[],
): string | undefined {
  const named = freezes.flatMap(({ name, end }) => (name === undefined ? [] : [{ name: oneLine(name, 100), end }]));
  const [first, ...others] = named;
  if (first === undefined) {
    return undefined;
  }
  const until = (end: number | undefined): string => (end === undefined ? '' : ` until ${dayAndTime(end)}`);
  return others.length === 0
    ? `the freeze "${first.name}" is active${until(first.end)}`
    : `the freezes ${named
        .slice(0, MAX_FREEZES)
        .map(({ name, end }) => `"${name}"${until(end)}`)
        .join(', ')}${named.length > MAX_FREEZES ? ', …' : ''} are active`;
}
