/** Values as a person may see them in a log. */
import { oneLine } from '../base/text.ts';
import type { Place } from './template.ts';
import type { Tree } from './tree.ts';

const HIDDEN = '(hidden)';
const EMPTY = '(empty)';
const SECRET = /secret|token|passw|passphrase|pwd|key|credential|private/i;

/** @returns a value for a sentence: as `display` has it, a scalar between quotes. */
export function quoted(place: Place, value: Tree, masked: readonly string[]): string {
  const shown = display(place, value, masked);
  return value.kind === 'leaf' && shown !== HIDDEN && shown !== EMPTY ? `'${shown}'` : shown;
}

/** @returns a value in one short line, or `(hidden)` when its name looks secret or it holds a masked value. */
export function display(place: Place, value: Tree, masked: readonly string[]): string {
  if (SECRET.test(place.name) || place.type === 'Secret' || holds(value, masked)) {
    return HIDDEN;
  }
  switch (value.kind) {
    case 'leaf':
      return value.text === '' ? EMPTY : oneLine(value.text, 100);
    case 'list': {
      const texts = value.items.flatMap((item) => (item.kind === 'leaf' ? item.text : []));
      return texts.length === value.items.length
        ? oneLine(`[${texts.slice(0, 20).join(', ')}]`, 100)
        : `(a list of ${value.items.length})`;
    }
    case 'mapping':
      return `(a mapping of ${oneLine([...value.entries.keys()].slice(0, 20).join(', '), 100)})`;
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
