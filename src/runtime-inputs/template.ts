/** Harness's template of a pipeline's runtime inputs, read into the places that ask for a value. */
import { oneLine } from '../base/text.ts';
import { isOneValue, literal, members } from './lists.ts';
import { isPlaceholder, readPlaceholder, type Placeholder } from './placeholder.ts';
import { readTree } from './read-yaml.ts';
import { mapping, text, type Leaf, type List, type Mapping, type Tree } from './tree.ts';

/** One place of a template that asks for a value. */
export interface Place {
  readonly leaf: Leaf;
  /** `stages.deploy.variables.region` */
  readonly path: string;
  /** The path without the wrappers of list items (`manifest` of `- manifest: …`), as Harness's expressions have it. */
  readonly brief: string;
  /** A variable's name, else the last part of the path. */
  readonly name: string;
  /** The part of the path before the last one: `services` of `services.values`. */
  readonly parent: string;
  readonly isVariable: boolean;
  /** Whether the variable is marked `required: true`, which Harness's templates never say and pipelines do. */
  readonly isRequired: boolean;
  /** A variable's type: String, Number, Secret. */
  readonly type: string | undefined;
  /** `pipeline variable, String`, `in stage deploy`: what it is or where, for a person. */
  readonly what: string;
  readonly asks: Placeholder;
  /** The value that Harness takes when none is given. */
  readonly fallback: string | undefined;
}

export interface Template {
  /** The pipeline's identifier, with the stages if the template was read for some only. */
  readonly title: string;
  readonly tree: Mapping;
  /** In the template's order. */
  readonly places: readonly Place[];
  /** The mappings and lists on the way, by path. */
  readonly groups: ReadonlyMap<string, Tree>;
}

/** Some megabytes of paths: a template of some KB that nests long names can have thousands of times its size of them. */
const MAX_PATHS = 10_000_000;

/** Which template it is. */
interface TemplateOf {
  readonly pipeline: string;
  readonly stages?: readonly string[] | undefined;
}

/**
 * @param source the `inputSetTemplateYaml` of `POST /pipeline/api/inputSets/template`, or a pipeline's own YAML; undefined or
 *   empty when the pipeline has no runtime inputs.
 * @returns its places, or what is wrong with it, to follow a name for the template.
 */
export function readTemplate(
  { pipeline, stages = [] }: TemplateOf,
  source = '',
): Template | { readonly fault: string } {
  const read = readTree(source);
  if ('faults' in read) {
    return { fault: read.faults[0] ?? 'is not valid YAML' };
  }
  const tree = read.tree ?? mapping([['pipeline', mapping([['identifier', text(pipeline)]])]]);
  if (tree.kind !== 'mapping') {
    return { fault: 'is not a mapping' };
  }
  const found: Found = { places: [], groups: new Map(), size: 0 };
  walk(tree, { path: [], brief: [] }, found);
  const title = shown(stages.length === 0 ? pipeline : `${pipeline} (stages ${stages.join(', ')})`, 200);
  return found.size > MAX_PATHS ? { fault: 'is too large' } : { title, tree, ...found };
}

/** Whether it is the template of a V1 pipeline, whose inputs have another form. */
export function isV1({ tree }: Template): boolean {
  return literal(tree, 'version') === '1' || (tree.entries.has('inputs') && !tree.entries.has('pipeline'));
}

interface Found {
  readonly places: Place[];
  readonly groups: Map<string, Tree>;
  size: number;
}

/** The position of a walk: in which list items and under which keys. */
interface Position {
  readonly path: readonly string[];
  readonly brief: readonly string[];
  readonly stage?: string | undefined;
  readonly step?: string | undefined;
  /** The list item that has the leaf, when that is its direct parent. */
  readonly item?: Mapping | undefined;
}

function walk(node: Tree, at: Position, found: Found): void {
  const path = at.path.join('.');
  found.size += path.length;
  if (found.size > MAX_PATHS) {
    return;
  }
  if (node.kind === 'leaf') {
    if (isPlaceholder(node.text)) {
      found.places.push(place(node, at));
    }
    return;
  }
  found.groups.set(path, node).set(at.brief.join('.'), node);
  if (node.kind === 'mapping') {
    walkMapping(node, at, found);
  } else {
    walkList(node, at, found);
  }
}

function walkMapping(node: Mapping, at: Position, found: Found): void {
  const isVariable = at.item === node && node.entries.has('value') && literal(node, 'name') !== undefined;
  for (const [key, value] of node.entries) {
    // A variable's default that is a runtime input itself is neither a default nor an input of its own.
    if (!(isVariable && key === 'default')) {
      const part = pathPart(key, value);
      walk(value, { ...at, path: [...at.path, ...part], brief: [...at.brief, ...part] }, found);
    }
  }
}

function walkList(node: List, at: Position, found: Found): void {
  const isPositional = isOneValue(node);
  for (const [index, { id, wrapper, body }] of members(node).entries()) {
    const name = (isPositional ? undefined : id) ?? String(index);
    const inner = wrapper === undefined ? [] : pathPart(wrapper, body);
    walk(
      body,
      {
        path: [...at.path, name, ...inner],
        brief: [...at.brief, name],
        stage: at.stage ?? (wrapper === 'stage' ? name : undefined),
        step: wrapper === 'step' || wrapper === 'stepGroup' ? name : at.step,
        item: body.kind === 'mapping' ? body : undefined,
      },
      found,
    );
  }
}

/** Keys that a path leaves out where they hold a mapping or a list. */
const OMITTED_KEYS: ReadonlySet<string> = new Set([
  'pipeline',
  'stage',
  'step',
  'stepGroup',
  'parallel',
  'templateInputs',
]);

/** @returns the path's part for a key: nothing when a path leaves it out, which it never does with a value's own key. */
export function pathPart(key: string, value: Tree): readonly string[] {
  const isTemplate = key === 'template' && value.kind === 'mapping' && value.entries.has('templateInputs');
  return isTemplate || (OMITTED_KEYS.has(key) && value.kind !== 'leaf') ? [] : [key];
}

function place(leaf: Leaf, at: Position): Place {
  const isValue = at.path.length > 1 && at.path.at(-1) === 'value';
  const [path, brief] = isValue ? [at.path.slice(0, -1), at.brief.slice(0, -1)] : [at.path, at.brief];
  const item = isValue && at.item?.entries.get('value') === leaf ? at.item : undefined;
  const variable = item === undefined ? undefined : literal(item, 'name');
  const type = item === undefined ? undefined : literal(item, 'type');
  const asks = readPlaceholder(leaf.text);
  return {
    leaf,
    path: path.join('.'),
    brief: brief.join('.'),
    name: variable ?? path.at(-1) ?? '',
    parent: path.at(-2) ?? '',
    isVariable: variable !== undefined,
    isRequired: item !== undefined && literal(item, 'required') === 'true',
    type,
    // Only problems show it; thousands of places never do.
    get what() {
      const of = variable === undefined ? `in ${owner(at)}` : variableOf(path, at);
      return type === undefined ? of : `${of}, ${shown(type)}`;
    },
    asks,
    fallback: asks.fallback ?? (item === undefined ? undefined : literal(item, 'default')),
  };
}

/** @returns `stage variable of deploy` and the like. */
function variableOf(path: readonly string[], at: Position): string {
  const holder = path.at(-2) === 'variables' ? path.at(-3) : at.step;
  if (at.step === undefined && (holder === undefined || holder === at.stage)) {
    return at.stage === undefined ? 'pipeline variable' : `stage variable of ${shown(at.stage)}`;
  }
  return `${path.includes('serviceInputs') ? 'service variable' : 'variable'} in ${owner(at)}`;
}

function owner({ stage, step }: Position): string {
  const [inStage, inStep] = [stage, step].map((name) => (name === undefined ? undefined : shown(name)));
  if (inStep !== undefined) {
    return inStage === undefined ? `step ${inStep}` : `step ${inStep} of stage ${inStage}`;
  }
  return inStage === undefined ? 'the pipeline' : `stage ${inStage}`;
}

function shown(name: string, most = 80): string {
  return oneLine(name, most);
}
