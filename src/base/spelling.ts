/** How far a misspelled name is from the one that may have been meant. */

/**
 * @returns how many letters must be changed, left out, added or swapped with an adjacent one to turn one name into the
 * other; Infinity when more than `most`. Upper and lower case are the same.
 */
export function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) {
    return Infinity;
  }
  const [from, to] = [one.toLowerCase(), other.toLowerCase()];
  let older: number[] = [];
  let old = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    // Cells farther from the diagonal than `most` can be on no way that is short enough; they are left out.
    const now: number[] = [];
    const end = Math.min(to.length, row + most);
    let least = Infinity;
    for (let column = Math.max(0, row - most); column <= end; column += 1) {
      const isSame = from[row - 1] === to[column - 1];
      const isSwap = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      const letters = Math.min(
        (old[column] ?? Infinity) + 1,
        (now[column - 1] ?? Infinity) + 1,
        (old[column - 1] ?? Infinity) + (isSame ? 0 : 1),
        isSwap ? (older[column - 2] ?? Infinity) + 1 : Infinity,
      );
      now[column] = letters;
      least = Math.min(least, letters);
    }
    if (least > most) {
      return Infinity;
    }
    [older, old] = [old, now];
  }
  const letters = old[to.length] ?? Infinity;
  return letters > most ? Infinity : letters;
}
