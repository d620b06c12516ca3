/** Harness's template of a pipeline's runtime inputs, read into the places that ask for a value. */
import { oneLine } from '../base/text.ts';
import { literal, members, part } from './items.ts';
import { isPlaceholder, readPlaceholder, type Placeholder } from './placeholder.ts';
import { mapping, readTree, text, type Leaf, type List, type Mapping, type Tree } from './tree.ts';

/** One place of a template that asks for a value. */
export interface Place {
  readonly leaf: Leaf;
  /** `stages.deploy.variables.region` */
  readonly path: string;
  /** The path without the wrappers of list items (`manifest` of `- manifest: …`), as Harness's expressions have it. */
  readonly brief: string;
  /** A variable's name, else the last part of the path. */
  readonly name: string;
  readonly isVariable: boolean;
  /** A variable's type: String, Number, Secret. */
  readonly type: string | undefined;
  /** `pipeline variable, String`, `serviceRef of deploy`: what it is and where, for a person. */
  readonly what: string;
  readonly asks: Placeholder;
  /** A variable that Harness refuses to run without. */
  readonly isRequired: boolean;
  /** The value Harness takes when none is given. */
  readonly fallback: string | undefined;
  /**
   * Whether a value must come from somewhere. What a service or an environment asks for that is itself chosen at run time
   * (`serviceInputs`, `environmentInputs`) is `by-choice`: Harness alone knows, and most ask for nothing.
   */
  readonly need: 'needed' | 'optional' | 'by-choice';
  /** The list around it whose items have no identifiers: Harness takes it whole or not at all. */
  readonly row: List | undefined;
}

export interface Template {
  /** The pipeline's identifier, with the stages if the template was asked for some only. */
  readonly title: string;
  readonly tree: Mapping;
  /** In the template's order. */
  readonly places: readonly Place[];
  /** The mappings and lists on the way, by path. */
  readonly groups: ReadonlyMap<string, Tree>;
}

/** Some megabytes of paths: a template of some KB that nests long names can have thousands of times its size of them. */
const MOST_PATHS = 10_000_000;

/** Which template it is. */
export interface Asked {
  readonly pipeline: string;
  readonly stages?: readonly string[] | undefined;
}

/**
 * @param source the `inputSetTemplateYaml` of `POST /pipeline/api/inputSets/template`; undefined or empty when the
 *   pipeline asks for nothing.
 * @returns its places, or what is wrong with it, to follow a name for the template.
 */
export function readTemplate({ pipeline, stages = [] }: Asked, source = ''): Template | { readonly fault: string } {
  const read = readTree(source);
  if ('faults' in read) {
    return { fault: read.faults[0] ?? 'is no valid YAML' };
  }
  const tree = read.tree ?? mapping([['pipeline', mapping([['identifier', text(pipeline)]])]]);
  if (tree.kind !== 'mapping') {
    return { fault: 'is no mapping' };
  }
  const found: Found = { places: [], groups: new Map(), size: 0 };
  walk(tree, { trail: [], brief: [] }, found);
  const title = shown(stages.length === 0 ? pipeline : `${pipeline} (only ${stages.join(', ')})`, 200);
  return found.size > MOST_PATHS ? { fault: 'is too large' } : { title, tree, ...found };
}

interface Found {
  readonly places: Place[];
  readonly groups: Map<string, Tree>;
  size: number;
}

/** Where a walk stands: in which list items and under which keys. */
interface Way {
  readonly trail: readonly string[];
  readonly brief: readonly string[];
  readonly stage?: string | undefined;
  readonly step?: string | undefined;
  readonly row?: List | undefined;
  /** The list item that has the leaf, when it stands right in it. */
  readonly item?: Mapping | undefined;
}

function walk(node: Tree, way: Way, found: Found): void {
  const path = way.trail.join('.');
  found.size += path.length;
  if (found.size > MOST_PATHS) {
    return;
  }
  switch (node.kind) {
    case 'leaf':
      if (isPlaceholder(node.text)) {
        found.places.push(place(node, way));
      }
      return;
    case 'mapping':
      found.groups.set(path, node).set(way.brief.join('.'), node);
      walkMapping(node, way, found);
      return;
    case 'list':
      found.groups.set(path, node).set(way.brief.join('.'), node);
      walkList(node, way, found);
  }
}

function walkMapping(node: Mapping, way: Way, found: Found): void {
  const isVariable = way.item === node && node.entries.has('value') && literal(node, 'name') !== undefined;
  for (const [key, value] of node.entries) {
    // A variable's default that is a runtime input itself is no default, and no input of its own.
    if (!(isVariable && key === 'default')) {
      const more = part(key, value);
      walk(value, { ...way, trail: [...way.trail, ...more], brief: [...way.brief, ...more] }, found);
    }
  }
}

function walkList(node: List, way: Way, found: Found): void {
  const all = members(node);
  const row = way.row ?? (all.every(({ id }) => id !== undefined) ? undefined : node);
  for (const [index, { id, wrapper, body }] of all.entries()) {
    const name = id ?? String(index);
    walk(
      body,
      {
        trail: [...way.trail, name, ...(wrapper === undefined ? [] : part(wrapper, body))],
        brief: [...way.brief, name],
        stage: way.stage ?? (wrapper === 'stage' ? name : undefined),
        step: wrapper === 'step' || wrapper === 'stepGroup' ? name : way.step,
        row,
        item: body.kind === 'mapping' ? body : undefined,
      },
      found,
    );
  }
}

function place(leaf: Leaf, way: Way): Place {
  const isValue = way.trail.length > 1 && way.trail.at(-1) === 'value';
  const trail = isValue ? way.trail.slice(0, -1) : way.trail;
  const item = isValue && way.item?.entries.get('value') === leaf ? way.item : undefined;
  const variable = item === undefined ? undefined : literal(item, 'name');
  const type = item === undefined ? undefined : literal(item, 'type');
  const name = variable ?? trail.at(-1) ?? '';
  const asks = readPlaceholder(leaf.text);
  const fallback = asks.fallback ?? (item === undefined ? undefined : literal(item, 'default'));
  const isRequired = item !== undefined && literal(item, 'required') === 'true';
  return {
    leaf,
    path: trail.join('.'),
    brief: (isValue ? way.brief.slice(0, -1) : way.brief).join('.'),
    name,
    isVariable: variable !== undefined,
    type,
    // Only problems show it; thousands of places never do.
    get what() {
      return variable === undefined ? `${shown(name)} of ${owner(way)}` : kindOf(trail, way, type);
    },
    asks,
    isRequired,
    fallback,
    need:
      variable === undefined && /[iI]nputs$/.test(name)
        ? 'by-choice'
        : fallback !== undefined || asks.asksDuringRun || (variable !== undefined && !isRequired)
          ? 'optional'
          : 'needed',
    row: way.row,
  };
}

/** @returns `stage variable of deploy, String` and the like. */
function kindOf(trail: readonly string[], way: Way, type: string | undefined): string {
  const holder = trail.at(-2) === 'variables' ? trail.at(-3) : way.step;
  const isTop = holder === undefined || holder === 'templateInputs' || holder === way.stage;
  const kind =
    isTop && way.step === undefined
      ? way.stage === undefined
        ? 'pipeline variable'
        : `stage variable of ${owner(way)}`
      : `${trail.includes('serviceInputs') ? 'service variable' : 'variable'} of ${owner(way)}`;
  return type === undefined ? kind : `${kind}, ${shown(type)}`;
}

function owner({ stage, step }: Way): string {
  const names = [stage, step].flatMap((name) => (name === undefined ? [] : shown(name)));
  return names.length === 0 ? 'the pipeline' : names.join(' › ');
}

function shown(name: string, most = 80): string {
  return oneLine(name, most);
}
