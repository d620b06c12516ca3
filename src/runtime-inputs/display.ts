/** Values as a person may see them in a log. */
import { isSecretName } from '../base/secrets.ts';
import { wholeValue } from '../base/text.ts';
import type { Place } from './template.ts';
import type { Tree } from './tree.ts';

const HIDDEN = '(hidden)';
const EMPTY = '(empty)';
/** Characters of all members of a list, or all names of a mapping, that are shown. */
const MAX_LIST = 200;

/** @returns a value for a sentence: as `display` has it, a scalar that is shown between quotes. */
export function quoted(place: Place, value: Tree, masked: readonly string[]): string {
  const shown = display(place, value, masked);
  return value.kind === 'leaf' && shown === value.text ? `'${shown}'` : shown;
}

/**
 * @returns a value in one short line: whole, so that GitHub finds a secret in it, or its length; `(hidden)` when its name looks
 * secret or it holds a masked value.
 */
export function display(place: Place, value: Tree, masked: readonly string[]): string {
  if (isSecretName(place.name) || place.type === 'Secret' || holds(value, masked)) {
    return HIDDEN;
  }
  switch (value.kind) {
    case 'leaf':
      return value.text === '' ? EMPTY : wholeValue(value.text);
    case 'list': {
      const texts = value.items.flatMap((item) => (item.kind === 'leaf' ? wholeValue(item.text) : []));
      const all = `[${texts.join(', ')}]`;
      return texts.length === value.items.length && all.length <= MAX_LIST ? all : `(a list of ${value.items.length})`;
    }
    case 'mapping': {
      const names = [...value.entries.keys()].map((name) => wholeValue(name)).join(', ');
      return names.length <= MAX_LIST ? `(a mapping of ${names})` : `(a mapping of ${value.entries.size} names)`;
    }
  }
}

function holds(value: Tree, masked: readonly string[]): boolean {
  switch (value.kind) {
    case 'leaf':
      return masked.some((secret) => secret !== '' && value.text.includes(secret));
    case 'list':
      return value.items.some((item) => holds(item, masked));
    case 'mapping':
      return [...value.entries].some(([key, item]) => holds(item, masked) || masked.includes(key));
  }
}
