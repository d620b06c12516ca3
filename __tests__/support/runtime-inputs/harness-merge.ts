/**
 * How Harness merges runtime-input YAML into a pipeline, written from its documented and measured behavior and not from
 * `src`: what it refuses, what it silently ignores, and which value each place has afterwards.
 */
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';

/** A YAML value as Harness holds it: a scalar is its text, because that is what validators compare. */
export type Node = string | readonly Node[] | ReadonlyMap<string, Node>;

export interface Merged {
  /** Why Harness answers 400. */
  readonly refusals: readonly string[];
  /** What was sent and has no effect. */
  readonly ignored: readonly string[];
  /** The text of each scalar of the merged pipeline, by its path as Harness writes it. */
  readonly values: ReadonlyMap<string, string>;
}

/** Keys that identify a list's items, in this order. */
const IDENTIFYING = ['identifier', 'id', 'name', 'key', 'commandType', 'serviceRef', 'environmentRef'];
/** Below these Harness takes keys that the pipeline does not have, because they depend on what is chosen. */
const OPEN = new Set(['service', 'environment', 'template', 'services', 'environments', 'environmentGroup']);
/** Keys that say which thing is meant. Repeated in the sent YAML they are no values. */
const DESCRIBING = new Set([...IDENTIFYING, 'type', 'default', 'description', 'orgIdentifier', 'projectIdentifier']);

/** Reads YAML 1.1 with text kept where it is quoted. @throws Error for YAML that cannot be parsed and doubled keys. */
export function readYaml(source: string): Node {
  const document = parseDocument(source, { version: '1.1', merge: false });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  return toNode(document.contents);
}

function toNode(node: unknown): Node {
  if (isMap(node)) return new Map(node.items.map(({ key, value }) => [keyText(key), toNode(value)]));
  if (isSeq(node)) return node.items.map(toNode);
  if (!isScalar(node)) return 'null';
  const { value, source = '' } = node;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return /^[-+]?[\d_]+$|^[-+]?0x/i.test(source) ? String(value) : javaDouble(value);
  return typeof value === 'boolean' || value === null ? String(value) : source;
}

function keyText(key: unknown): string {
  if (!isScalar(key)) throw new Error('a key that is no scalar');
  return key.source ?? String(key.value);
}

/** `Double.toString` of Java. */
export function javaDouble(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  const isDecimal = size === 0 || (size >= 1e-3 && size < 1e7);
  const [digits = '', exponent = ''] = isDecimal ? [String(value)] : value.toExponential().split('e');
  const mantissa = digits.includes('.') ? digits : `${digits}.0`;
  return isDecimal ? mantissa : `${mantissa}E${Number(exponent)}`;
}

/** Everything of a YAML tree by path, and the paths of what identifies more than one item. */
interface Flat {
  readonly nodes: ReadonlyMap<string, Node>;
  readonly doubles: readonly string[];
}

function flatten(root: Node): Flat {
  const nodes = new Map<string, Node>();
  const doubles: string[] = [];
  const add = (path: string, node: Node): void => {
    if (nodes.has(path)) doubles.push(path);
    nodes.set(path, node);
  };
  const walk = (node: Node, path: string): void => {
    if (isMapping(node)) {
      for (const [key, value] of node) {
        add(`${path}.${key}`, value);
        walk(value, `${path}.${key}`);
      }
    } else if (isList(node) && !isOneValue(node)) {
      walkItems(node, path);
    }
  };
  const walkItems = (list: readonly Node[], path: string): void => {
    const listKey = isMapping(list[0]) ? keyOf(list[0]) : undefined;
    for (const item of list) {
      const [wrapper = '', inner = ''] = isMapping(item) ? ([...item][0] ?? []) : [];
      if (wrapper === 'parallel' && isList(inner)) {
        walkItems(inner, `${path}.PARALLEL`);
      } else if (listKey === undefined) {
        const key = keyOf(inner) ?? 'identifier';
        const at = `${path}.${wrapper}[${key}:${textAt(inner, key)}]`;
        add(at, inner);
        walk(inner, at);
      } else {
        const at = `${path}[${listKey}:${textAt(item, listKey)}]`;
        add(at, item);
        walk(item, at);
      }
    }
  };
  walk(root, '');
  return { nodes, doubles };
}

/** Whether it is a mapping. */
export function isMapping(node: Node | undefined): node is ReadonlyMap<string, Node> {
  return node instanceof Map;
}

function isList(node: Node): node is readonly Node[] {
  return Array.isArray(node);
}

function keyOf(node: Node): string | undefined {
  return isMapping(node) ? IDENTIFYING.find((key) => node.has(key)) : undefined;
}

function textAt(node: Node, key: string): string {
  const value = isMapping(node) ? node.get(key) : undefined;
  return typeof value === 'string' ? value : '';
}

/** A list of scalars, or whose first item has nothing that identifies it, is replaced as a whole. */
function isOneValue(list: readonly Node[]): boolean {
  const [first] = list;
  if (!isMapping(first)) return true;
  const [wrapper, inner] = [...first][0] ?? [];
  const identified = keyOf(first) === undefined ? inner : first;
  const key = identified === undefined ? undefined : keyOf(identified);
  if (wrapper === 'parallel' && inner !== undefined && isList(inner)) return false;
  return key === undefined || identified === undefined || textAt(identified, key).startsWith('<+input>');
}

function isAsked(node: Node): boolean {
  if (typeof node === 'string') return node.startsWith('<+input>');
  return isList(node) && isOneValue(node) && scalars(node).some(isAsked);
}

function scalars(node: Node): string[] {
  if (typeof node === 'string') return [node];
  return (isList(node) ? [...node] : [...node.values()]).flatMap(scalars);
}

/** @returns what becomes of the YAML that is sent for a pipeline. */
export function mergeAsHarness(pipeline: string, sent: string): Merged {
  const below = flatten(readYaml(pipeline));
  const above = sent.trim() === '' ? flatten(new Map()) : flatten(readYaml(sent));
  const refusals = above.doubles.map((path) => `This element is coming twice in yaml ${path}`);
  if (sent.trim() !== '' && above.nodes.get('.pipeline.identifier') !== below.nodes.get('.pipeline.identifier')) {
    refusals.push('no identifier, or another pipeline’s');
  }
  const asked = [...below.nodes].filter(([, node]) => isAsked(node)).map(([path]) => path);
  const askedSet = new Set(asked);
  const isInside = (path: string): boolean => {
    for (
      let end = path.length;
      end > 0;
      end = Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[', end - 1))
    ) {
      if (askedSet.has(path.slice(0, end))) return true;
    }
    return false;
  };
  const ignored: string[] = [];
  const values = new Map<string, string>();
  for (const [path, node] of below.nodes) {
    const given = askedSet.has(path) ? above.nodes.get(path) : undefined;
    if (given !== undefined && typeof node === 'string') {
      refusals.push(...refusalsOf(node, given, path));
    }
    // What is still open covers nothing, unless it is asked for during the run.
    const isTaken = given !== undefined && !(typeof given === 'string' && isOpen(given));
    if (isTaken) put(values, path, given);
    else if (typeof node === 'string' || askedSet.has(path)) put(values, path, node);
  }
  for (const [path, node] of above.nodes) {
    if ((typeof node === 'string' || (isList(node) && isOneValue(node))) && !isInside(path)) {
      const own = below.nodes.get(path);
      if (own !== undefined && own === node) continue;
      if (own === undefined && isBelowOpen(path) && !/\.(?:serviceRef|environmentRef)$/.test(path))
        put(values, path, node);
      else if (!isDescription(path)) ignored.push(path);
    }
  }
  return { refusals, ignored, values };
}

function isOpen(value: string): boolean {
  return value.startsWith('<+input>') && !value.includes('.executionInput()');
}

/** Harness trims what it has merged, as Java does. */
function put(values: Map<string, string>, path: string, node: Node): void {
  if (typeof node === 'string') values.set(path, javaTrim(node));
  else {
    const { nodes } = flatten(new Map([['', node]]));
    if (isList(node) && isOneValue(node)) node.forEach((item, index) => put(values, `${path}[${index}]`, item));
    else if (isMapping(node)) for (const [key, value] of node) put(values, `${path}.${key}`, value);
    else
      for (const [inner, value] of nodes)
        if (inner !== '.' && !isMapping(value)) put(values, `${path}${inner.slice(1)}`, value);
  }
}

function isBelowOpen(path: string): boolean {
  return path
    .split(/[.[\]]/)
    .slice(0, -1)
    .some((key) => OPEN.has(key));
}

function isDescription(path: string): boolean {
  const key = path.slice(path.lastIndexOf('.') + 1);
  return DESCRIBING.has(key) || path.startsWith('.pipeline.tags');
}

/** Of a list and a pattern the list counts. What the value holds is compared as text. */
function refusalsOf(asked: string, given: Node, path: string): string[] {
  const texts =
    typeof given === 'string' ? [given] : isList(given) ? given.filter((item) => typeof item === 'string') : [];
  const read = (validator: string): readonly string[] =>
    new RegExp(String.raw`\.(${validator})\((.*?)\)(?=$|\.[a-zA-Z]+\()`, 's').exec(asked) ?? [];
  const [, name, argument = ''] = asked.includes('.allowedValues(') ? read('allowedValues') : read('regex');
  return texts.flatMap((text) => {
    if (name === undefined || text.includes('<+')) return [];
    if (name === 'regex') {
      return new RegExp(`^(?:${argument})$`, 'u').test(text) ? [] : [`${path}: '${text}' does not match ${argument}`];
    }
    const allowed = splitAtCommas(argument);
    if (allowed.some((value) => /<\+|\$\{|jexl\(/.test(value))) return [];
    return splitAtCommas(text).every((part) => allowed.includes(part))
      ? []
      : [`${path}: '${text}' is not in ${argument}`];
  });
}

/** Splits at commas outside of `\'…\'`, which hold a value with commas together. */
function splitAtCommas(text: string): string[] {
  const parts = text.match(/(?:\\'.*?\\'|\\".*?\\"|[^,])+|(?<=,|^)(?=,|$)/gs) ?? [''];
  return parts.map(javaTrim).map((part) => part.replace(/^\\(['"])(.*)\\\1$/s, '$2'));
}

function javaTrim(text: string): string {
  return text.replace(/^[\u0000-\u0020]+|[\u0000-\u0020]+$/g, '');
}

/** @returns the runtime-input template that Harness makes of a pipeline; undefined when nothing is asked. */
export function templateOf(pipeline: Node): Node | undefined {
  if (typeof pipeline === 'string') return isAsked(pipeline) ? pipeline : undefined;
  if (isList(pipeline)) {
    if (isOneValue(pipeline)) return isAsked(pipeline) ? pipeline : undefined;
    const items = pipeline.flatMap((item) => templateOf(item) ?? []);
    return items.length === 0 ? undefined : items;
  }
  const isNamed = keyOf(pipeline) === 'name';
  let asks = false;
  const kept: [string, Node][] = [];
  for (const [key, value] of pipeline) {
    const part = templateOf(value);
    asks ||= part !== undefined && !(key === 'default' && pipeline.has('value'));
    const isKept = IDENTIFYING.includes(key) ? key !== 'name' || isNamed : key === 'type' || key === 'default';
    if (part !== undefined) kept.push([key, part]);
    else if (isKept && typeof value === 'string') kept.push([key, value]);
  }
  return asks ? new Map(kept) : undefined;
}

/** One place of a template: its name for the action, and where Harness has it. */
export interface Place {
  readonly path: string;
  readonly at: string;
  readonly text: string;
}

const LEFT_OUT = new Set(['pipeline', 'stage', 'step', 'stepGroup', 'parallel', 'templateInputs']);

/** @returns the places of a template, and the template with `valueOf` in them; what gets no value is left out. */
export function visitPlaces(template: Node, valueOf: (place: Place) => Node | undefined): Node | undefined {
  const part = (key: string, value: Node): string =>
    typeof value !== 'string' &&
    (LEFT_OUT.has(key) || (key === 'template' && isMapping(value) && value.has('templateInputs')))
      ? ''
      : `.${key}`;
  const walk = (node: Node, path: string, at: string): Node | undefined => {
    if (typeof node === 'string') {
      return isAsked(node)
        ? valueOf({ path: path.replace(/^\./, '').replace(/\.value$/, ''), at, text: node })
        : undefined;
    }
    if (isList(node)) return walkList(node, path, at);
    const kept = [...node].flatMap(([key, value]): [string, Node, boolean][] => {
      const filled = walk(value, path + part(key, value), `${at}.${key}`);
      if (filled !== undefined) return [[key, filled, true]];
      return typeof value === 'string' && !isAsked(value) && key !== 'default' ? [[key, value, false]] : [];
    });
    return kept.some(([, , isGiven]) => isGiven) ? new Map(kept.map(([key, value]) => [key, value])) : undefined;
  };
  const walkList = (list: readonly Node[], path: string, at: string): Node | undefined => {
    if (isOneValue(list)) {
      const all = list.map((item, index) => walk(item, `${path}.${index}`, `${at}[${index}]`));
      return all.every((item) => item === undefined) ? undefined : all.map((item, index) => item ?? list[index] ?? '');
    }
    const listKey = isMapping(list[0]) ? keyOf(list[0]) : undefined;
    const items = list.flatMap((item): Node[] => {
      const [wrapper = '', inner = ''] = isMapping(item) ? ([...item][0] ?? []) : [];
      if (wrapper === 'parallel' && isList(inner)) {
        const block = walkList(inner, path, `${at}.PARALLEL`);
        return block === undefined ? [] : [new Map([[wrapper, block]])];
      }
      const key = listKey ?? keyOf(inner) ?? '';
      const body = listKey === undefined ? inner : item;
      const name = `.${textAt(body, key)}`;
      const filled = walk(
        body,
        path + name + (listKey === undefined ? part(wrapper, inner) : ''),
        listKey === undefined ? `${at}.${wrapper}[${key}:${textAt(body, key)}]` : `${at}[${key}:${textAt(body, key)}]`,
      );
      if (filled === undefined) return [];
      return [listKey === undefined ? new Map([[wrapper, filled]]) : filled];
    });
    return items.length === 0 ? undefined : items;
  };
  return walk(template, '', '');
}

/** @returns the texts that a value has below its place, by the rest of the path. */
export function textsOf(value: Node): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  put(texts, '', value);
  return texts;
}
