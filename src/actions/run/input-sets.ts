/** The input sets that are asked for, overlays resolved into their members. */
import { mapSideBySide } from '../../base/side-by-side.ts';
import { quotedValue } from '../../base/text.ts';
import { HarnessError, type Problem } from '../../harness/errors.ts';
import type { InputSet } from '../../harness/nextgen/pipelines.ts';
import { refusalReason } from '../../harness/request-failure.ts';
import type { SetYaml } from '../../runtime-inputs/inputs.ts';

/** Sets and members of overlays that are read in all, and how many of them side by side. */
const MAX_SETS = 100;
const WIDTH = 8;

/**
 * Reads the sets side by side, then the members of those that are overlays; an overlay in an overlay is left to Harness. Values of an
 * outdated set count as given, so that they are not also reported as missing.
 *
 * @param read gives the set, or the error with which Harness refused to show it
 * @returns the sets in the order in which they are applied, and what is missing or outdated, in the same order.
 */
export async function readSets(
  ids: readonly string[],
  read: (id: string) => Promise<InputSet | HarnessError>,
): Promise<{ readonly sets: readonly SetYaml[]; readonly problems: readonly Problem[] }> {
  const top = await mapSideBySide(ids.slice(0, MAX_SETS), WIDTH, read);
  const members = top.flatMap((set) => (isOverlay(set) ? set.members : [])).slice(0, MAX_SETS - top.length);
  const distinct = [...new Set(members)];
  const answers = await mapSideBySide(distinct, WIDTH, read);
  const byId = new Map(distinct.map((id, index) => [id, answers[index]]));

  const sets: SetYaml[] = [];
  const problems: Problem[] = [];
  const take = (id: string, set: InputSet | HarnessError | undefined, overlay?: InputSet): void => {
    const problem = problemOf(id, set, overlay);
    if (problem !== undefined) {
      problems.push({ input: 'input-sets', text: problem });
    }
    if (set !== undefined && 'yaml' in set && set.yaml !== undefined) {
      sets.push({ id, yaml: set.yaml, isOutdated: set.isOutdated || overlay?.isOutdated === true });
    }
  };
  ids.forEach((id, index) => {
    const set = top[index];
    take(id, set);
    if (isOverlay(set)) {
      set.members.forEach((member) => {
        take(member, byId.get(member), set);
      });
    }
  });
  return { sets, problems };
}

function isOverlay(set: InputSet | HarnessError | undefined): set is InputSet {
  return set !== undefined && !(set instanceof HarnessError) && set.yaml === undefined;
}

function problemOf(
  id: string,
  set: InputSet | HarnessError | undefined,
  overlay: InputSet | undefined,
): string | undefined {
  const name = `${quotedValue(id)}${overlay === undefined ? '' : `, a member of the overlay ${quotedValue(overlay.id)},`}`;
  if (set === undefined) {
    return `${name} exceeds the limit of ${MAX_SETS} input sets.`;
  }
  if (set instanceof HarnessError) {
    return refusalReason(set.failure) === 'not-found'
      ? `${name} does not exist. Harness would silently ignore it.`
      : [`${name} cannot be read, and Harness would silently ignore it.`, ...set.paragraphs].join('\n    ');
  }
  // An overlay is outdated when one of its members is: one problem for both.
  return set.isOutdated && overlay?.isOutdated !== true
    ? `${name} is outdated: the pipeline has changed since. Open it in Harness and reconcile it.`
    : undefined;
}
