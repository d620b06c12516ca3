/** Which of the pipeline's inputs an author may have meant. */
import { distance } from '../base/spelling.ts';
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
