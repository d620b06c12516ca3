/** Which of the pipeline's inputs an author may have meant. */
import { oneLine } from '../base/text.ts';
import type { Place, Template } from './template.ts';

const MOST_NAMES = 3;
/** Two names that differ in more are two names. */
const MOST_LETTERS = 4;
/** A longer name is no slip of the finger, and its distances are dear. */
const LONGEST = 200;

/** @returns at most three of the pipeline's inputs that are closest to a name, each with what it is; else groups of them. */
export function closest(name: string, template: Template, label: (place: Place) => string): string[] {
  if (name.length > LONGEST) {
    return [];
  }
  const most = Math.min(MOST_LETTERS, Math.ceil((name.length - 1) / 3));
  const last = name.slice(name.lastIndexOf('.') + 1);
  const places = template.places.map((place) => ({
    letters: place.name === last ? 1 : distance(name, name.includes('.') ? place.path : place.name, most),
    shown: () => `${label(place)} (${place.what})`,
  }));
  const depth = name.split('.').length;
  const alike = [...template.groups.keys()].filter(
    (path) => path.split('.').length === depth || path.endsWith(`.${name}`),
  );
  const groups = alike.map((path) => ({
    letters: path.endsWith(`.${name}`) ? 1 : distance(name, path, most),
    shown: () => oneLine(path),
  }));
  const near = [places, groups].map((all) => {
    const least = all.reduce((best, { letters }) => Math.min(best, letters), most);
    return all.filter(({ letters }) => letters === least).slice(0, MOST_NAMES);
  });
  return (near.find((all) => all.length > 0) ?? []).map(({ shown }) => shown());
}

/**
 * @returns how many letters are to be changed, left out, added or swapped with their neighbour to make one name of the
 * other; Infinity when more than `most`. The case of letters counts nothing.
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
