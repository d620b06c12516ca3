/** Inputs whose names are nearly spelled. */
import { distance } from '../base/spelling.ts';

/**
 * @param inputNames what the runner handed over, in capitals
 * @param inputs what the action reads; true for those that the author gave
 * @returns inputs that this action does not have, each with the one that was not given and that it nearly spells.
 */
export function misspelled(
  inputNames: readonly string[],
  inputs: ReadonlyMap<string, boolean>,
): readonly { readonly written: string; readonly meant: string }[] {
  const letters = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');
  const known = new Set([...inputs.keys()].map((name) => name.toUpperCase()));
  const missing = [...inputs].flatMap(([name, isGiven]) => (isGiven ? [] : [name]));
  return inputNames
    .filter((name) => !known.has(name))
    .flatMap((name) => {
      // A short word is one letter away from too many others.
      const most = letters(name).length < 5 ? 0 : 1;
      const meant = missing.find((other) => distance(letters(name), letters(other), most) <= most);
      return meant === undefined ? [] : [{ written: name.toLowerCase(), meant }];
    });
}
