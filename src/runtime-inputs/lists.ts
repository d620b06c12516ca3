/** How Harness distinguishes the items of a list: by an identifier inside, not by their place. */
import { isPlaceholder } from './placeholder.ts';
import { mapping, type List, type Mapping, type Tree } from './tree.ts';

/** One item of a list. */
export interface Member {
  readonly item: Tree;
  /** How many parallel blocks are around it. All parallel blocks of a list are one set to Harness. */
  readonly blocks: number;
  /** `stage` of `- stage: {identifier: deploy}`. */
  readonly wrapper: string | undefined;
  /** What is inside the wrapper, else the item itself. */
  readonly body: Tree;
  /** The key that identifies the items of its list, and the text under it; undefined when the item has none. */
  readonly key: string | undefined;
  readonly id: string | undefined;
  /** All that Harness finds the item by: blocks, wrapper, key and id. */
  readonly identity: string | undefined;
}

/** @returns the items of a list; those of parallel blocks are among the others, as they do in a path. */
export function members(list: List): readonly Member[] {
  const all: Member[] = [];
  mapMembers(list, (member) => {
    all.push(member);
    return member.item;
  });
  return all;
}

/**
 * @param change its answer takes the place of the item; undefined leaves it out
 * @returns the list with its items changed, those of parallel blocks in their blocks.
 */
export function mapMembers(list: List, change: (member: Member) => Tree | undefined): List {
  return mapItems(list, { blocks: 0, listKey: keyOfList(list) }, change);
}

interface Around {
  readonly blocks: number;
  readonly listKey: string | undefined;
}

function mapItems(list: List, around: Around, change: (member: Member) => Tree | undefined): List {
  const { blocks, listKey } = around;
  const items = list.items.flatMap((item): Tree | [] => {
    const [wrapper, inner] = wrapped(item);
    if (wrapper === 'parallel' && inner.kind === 'list') {
      const block = mapItems(inner, { blocks: blocks + 1, listKey: undefined }, change);
      return block.items.length === 0 ? [] : mapping([['parallel', block]]);
    }
    const body = inner ?? item;
    const key = wrapper === undefined ? (listKey ?? keyOf(body)) : keyOf(body);
    const id = key === undefined || body.kind !== 'mapping' ? undefined : literal(body, key);
    const identity = id === undefined ? undefined : `${blocks}/${wrapper ?? ''}/${key}=${id}`;
    return change({ item, blocks, wrapper, body, key, id, identity }) ?? [];
  });
  return { kind: 'list', items };
}

/** Whether the list is one value to Harness, to be replaced as a whole: its first item has nothing that identifies it. */
export function isOneValue(list: List): boolean {
  const [first] = members(list);
  return first?.identity === undefined;
}

function keyOfList({ items: [first] }: List): string | undefined {
  return first === undefined || wrapped(first)[0] !== undefined ? undefined : keyOf(first);
}

/** Harness's own order of preference. The first item decides which of them identifies the items of its list. */
const KEYS = ['identifier', 'id', 'name', 'key', 'commandType', 'serviceRef', 'environmentRef'];

function keyOf(body: Tree): string | undefined {
  return body.kind === 'mapping' ? KEYS.find((key) => body.entries.has(key)) : undefined;
}

/** @returns the wrapper's key and what it holds, when the item is nothing but a wrapper. */
function wrapped(item: Tree): readonly [string, Tree] | readonly [undefined, undefined] {
  const [only, second] = item.kind === 'mapping' ? item.entries : [];
  const isWrapper = only !== undefined && second === undefined && only[1].kind !== 'leaf';
  return isWrapper && (only[1].kind === 'mapping' || only[0] === 'parallel') ? only : [undefined, undefined];
}

/** @returns the text that a mapping has under a key, if it is one and no runtime input. */
export function literal(body: Mapping, key: string): string | undefined {
  const value = body.entries.get(key);
  return value?.kind === 'leaf' && value.text !== '' && !isPlaceholder(value.text) ? value.text : undefined;
}
