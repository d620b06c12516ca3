/** Which of the pipeline's inputs a wrong name may have meant. */
import { distance } from '../base/spelling.ts';
import { oneLine } from '../base/text.ts';
import type { Place, Template } from './template.ts';

const MAX_NAMES = 3;
/** Two names that differ in more are two names. */
const MAX_LETTERS = 4;
/** A longer name is not a typing error, and its distances are expensive. */
const MAX_LENGTH = 200;

/** The closest names. */
interface Closest {
  /** Each with what it is. */
  readonly labels: readonly string[];
  /** The inputs among them. */
  readonly places: readonly Place[];
}

/** @returns at most three of the pipeline's inputs that are closest to a name; else groups of them. */
export function closest(name: string, template: Template, label: (place: Place) => string): Closest {
  if (name.length > MAX_LENGTH) {
    return { labels: [], places: [] };
  }
  const most = Math.min(MAX_LETTERS, Math.ceil((name.length - 1) / 3));
  const last = name.slice(name.lastIndexOf('.') + 1);
  const places = nearest(
    template.places.map((place) => ({
      letters: place.name === last ? 1 : distance(name, name.includes('.') ? place.path : place.name, most),
      of: place,
    })),
    most,
  );
  if (places.length > 0) {
    return { labels: places.map((place) => `${label(place)} (${place.what})`), places };
  }
  const depth = name.split('.').length;
  const groups = [...template.groups.keys()]
    .filter((path) => path.split('.').length === depth || path.endsWith(`.${name}`))
    .map((path) => ({ letters: path.endsWith(`.${name}`) ? 1 : distance(name, path, most), of: path }));
  return { labels: nearest(groups, most).map((path) => oneLine(path)), places: [] };
}

function nearest<T>(all: readonly { readonly letters: number; readonly of: T }[], most: number): readonly T[] {
  const least = all.reduce((best, { letters }) => Math.min(best, letters), most);
  return all
    .filter(({ letters }) => letters === least)
    .slice(0, MAX_NAMES)
    .map(({ of }) => of);
}
