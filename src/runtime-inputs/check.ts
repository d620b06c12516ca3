/** Whether a value fits its place, the YAML that it becomes there, and how it is shown. */
import { oneLine, wholeValue } from '../base/text.ts';
import { isHidden } from './confidential.ts';
import { isOpen } from './merge.ts';
import type { Match } from './pattern.ts';
import { hasExpression, splitValues, type Validator } from './placeholder.ts';
import { numberText, textInHarness } from './scalars.ts';
import type { Place } from './template.ts';
import { leaves, type Leaf, type Tree } from './tree.ts';

/** What a check needs besides the value. */
interface Judge {
  /** Tries a pattern. */
  readonly match: Match;
  /** Values that no sentence may show. */
  readonly masked: readonly string[];
}

/** What is wrong with a value. Sentences follow the name of the input. */
interface Check {
  readonly problem?: string;
  /** Why Harness alone can judge the value. */
  readonly unchecked?: string;
}

/**
 * @returns a value from names as it goes to Harness. For a String each scalar is text, whatever YAML would take it for. For a
 * Number it is a number, unless a validator would then see another text. Elsewhere (a timeout, a tag, a replica count) the
 * template does not say: a scalar without quotes stays a number or a boolean if Harness reads the same text from it, so that
 * `1.10` and `007` are text there, too.
 */
export function asSent(value: Tree, place: Place): Tree {
  switch (value.kind) {
    case 'leaf':
      return leafAsSent(value, place);
    case 'list':
      return { kind: 'list', items: value.items.map((item) => asSent(item, place)) };
    case 'mapping':
      return { kind: 'mapping', entries: new Map([...value.entries].map(([key, item]) => [key, asSent(item, place)])) };
  }
}

function leafAsSent(leaf: Leaf, { type, asks }: Place): Leaf {
  const { text, plain } = leaf;
  const number = type === 'Number' ? numberText(text) : undefined;
  if (number !== undefined) {
    return asks.validators.length === 0 || isSame(text)
      ? { ...leaf, text: number, plain: true }
      : { ...leaf, plain: false };
  }
  const isPlain =
    isOpen(leaf) || (type === undefined && /^(?:true|false|-?\d{1,16}(?:\.\d{1,16})?)$/.test(text) && isSame(text));
  return { ...leaf, plain: plain && isPlain };
}

/** Whether Harness reads an unquoted scalar as its own text. */
function isSame(text: string): boolean {
  return textInHarness({ kind: 'leaf', text, plain: true }) === text;
}

/** Places that hold a list or a mapping in Harness, with an example of its shape. */
const FORMS = new Map<string, (text: string) => string>([
  ['infrastructureDefinitions', (text) => `a list, such as infrastructureDefinitions: [${items('identifier', text)}]`],
  ['gitOpsClusters', (text) => `a list, such as gitOpsClusters: [${items('identifier', text)}]`],
  ['services.values', (text) => `a list, such as values: [${items('serviceRef', text)}]`],
  ['environments.values', (text) => `a list, such as values: [${items('environmentRef', text)}]`],
  ['delegateSelectors', (text) => `a list, such as delegateSelectors: [${splitValues(text).join(', ')}]`],
  ['sources', (text) => `a list, such as sources: [{ identifier: ${text}, type: …, spec: { tag: … } }]`],
  ['build', (text) => `a mapping, such as build: { type: branch, spec: { branch: ${text} } }; the input ref sets it`],
  ['serviceInputs', () => 'a mapping, such as serviceInputs: { serviceDefinition: { type: …, spec: … } }'],
  ['environmentInputs', () => 'a mapping, such as environmentInputs: { identifier: …, type: …, variables: … }'],
]);

function items(key: string, text: string): string {
  return splitValues(text)
    .map((id) => `{ ${key}: ${id} }`)
    .join(', ');
}

/**
 * @returns what is wrong with a value, judged as Harness does at the start: as text, each item of a list by itself. Expressions
 *   and what is left open are not judged.
 */
export function checkValue(place: Place, value: Tree, { match, masked }: Judge): Check {
  if (isOpen(value)) {
    return {};
  }
  const got = quoted(place, value, masked);
  const scalars =
    value.kind === 'mapping'
      ? []
      : value.kind === 'leaf'
        ? [value]
        : value.items.filter((item) => item.kind === 'leaf');
  const judged = scalars.filter((leaf) => !hasExpression(leaf.text));
  const form = place.isVariable ? undefined : (FORMS.get(`${place.parent}.${place.name}`) ?? FORMS.get(place.name));
  if (form !== undefined && value.kind === 'leaf' && judged.length > 0) {
    const shown = display(place, value, masked) === value.text ? value.text : '…';
    return { problem: `must be ${form(shown)}; got ${got}.` };
  }
  if (place.type === 'Number' && (value.kind !== 'leaf' || judged.some((leaf) => !isNumber(leaf)))) {
    return { problem: `must be a number, got ${got}.` };
  }
  // Nested mappings are the same as dots, so this is a name below a variable, which has none.
  if ((place.type === 'String' || place.type === 'Secret') && value.kind === 'mapping') {
    return { problem: 'must be text, got a mapping. Quote it if it is meant as text.' };
  }
  if (place.asks.isTooLong) {
    return { unchecked: 'its <+input> expression is too long' };
  }
  return checkTexts(place, judged.map(textInHarness), { match, got });
}

function isNumber(leaf: Leaf): boolean {
  return numberText(leaf.text) !== undefined || (leaf.plain && numberText(textInHarness(leaf)) !== undefined);
}

function checkTexts({ asks }: Place, texts: readonly string[], { match, got }: { match: Match; got: string }): Check {
  const { validators } = asks;
  const results = texts.map((text) => validators.map((validator) => passes(validator, text, match)));
  const failed = results.findIndex((each) => each.length > 0 && each.every((result) => result === false));
  if (failed >= 0) {
    const rules = validators.map((validator) => rule(validator, texts[failed] ?? ''));
    return { problem: `${rules.join(' or ')}; got ${got}.` };
  }
  const isUnchecked = results.some((each) => !each.includes(true) && each.includes(undefined));
  const pattern = validators.find((one) => one.kind === 'pattern')?.pattern ?? '';
  return isUnchecked ? { unchecked: `this version cannot evaluate its pattern ${oneLine(pattern, 200)}` } : {};
}

function passes(validator: Validator, text: string, match: Match): boolean | undefined {
  switch (validator.kind) {
    case 'each':
      return splitValues(text).every((value) => validator.values.includes(value));
    case 'one':
      return validator.values.includes(splitValues(text).join(','));
    case 'pattern':
      return match(validator.pattern, text);
  }
}

function rule(validator: Validator, text: string): string {
  if (validator.kind === 'pattern') {
    return `must match ${oneLine(validator.pattern, 200)}`;
  }
  const { kind, values } = validator;
  const hint =
    kind === 'each' && values.includes(text)
      ? String.raw` (Harness splits a value at commas; write \'${oneLine(text, 80)}\')`
      : '';
  return `must be one of ${listed(values)}${hint}`;
}

const MAX_VALUES = 20;

/** @returns the values for a sentence, between quotes where a comma or a quote is part of one. */
export function listed(values: readonly string[]): string {
  const some = values.slice(0, MAX_VALUES).map((value) => {
    const quote = value.includes("'") ? '"' : "'";
    return /[,'"]/.test(value) || value === '' ? `${quote}${oneLine(value, 80)}${quote}` : oneLine(value, 80);
  });
  const more = values.length > some.length ? ` and ${values.length - some.length} more` : '';
  // Meant as one value, which it is not to Harness: `'london,uk'`.
  const hint = values.some((value) => /^(['"])(?!.*\1$)/s.test(value))
    ? String.raw` (Harness treats plain quotes as part of a value; write \' around a value that contains a comma)`
    : '';
  return `${some.join(', ')}${more}${hint}`;
}

const HIDDEN = '(hidden)';
const EMPTY = '(empty)';
/** Characters of all members of a list, or of all names of a mapping, that are shown. */
const MAX_LIST = 200;

/** @returns a value for a sentence: as `display` has it, a scalar that is shown between quotes. */
function quoted(place: Place, value: Tree, masked: readonly string[]): string {
  const shown = display(place, value, masked);
  return value.kind === 'leaf' && shown === value.text ? `'${shown}'` : shown;
}

/**
 * @returns a value in one short line: whole, so that GitHub finds a secret in it, or its length; `(hidden)` when its name looks
 * secret or it holds a masked value.
 */
export function display(place: Place, value: Tree, masked: readonly string[]): string {
  if (leaves(value).some(({ text }) => isHidden({ ...place, value: text })) || holds(value, masked)) {
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
  const isMasked = ({ text }: Leaf): boolean => masked.some((secret) => secret !== '' && text.includes(secret));
  return (
    leaves(value).some(isMasked) ||
    (value.kind === 'mapping' && [...value.entries.keys()].some((key) => masked.includes(key)))
  );
}
