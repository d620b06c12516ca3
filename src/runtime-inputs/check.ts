/** Whether a value may stand in its place, and as what YAML it goes there. */
import { oneLine } from '../base/text.ts';
import { isOpen } from './merge.ts';
import { compilePattern } from './pattern.ts';
import { hasExpression, splitValues } from './placeholder.ts';
import type { Place } from './template.ts';
import type { Leaf, Tree } from './tree.ts';

/** Each sentence follows the name of the input. */
export interface Verdict {
  readonly problem?: string;
  readonly warning?: string;
}

const MOST_VALUES = 20;
const LONGEST_NUMBER = 400;

/**
 * @returns an author's value as it goes to Harness. For a String each scalar is text, whatever YAML would take it for. For a
 * Number it is a number. Elsewhere (a timeout, a tag, a replica count) the template does not say: a scalar without quotes
 * stays a number or a boolean if nothing of its text is lost by that, so `1.10` and `007` are text there, too.
 */
export function asSent(value: Tree, place: Place): Tree {
  switch (value.kind) {
    case 'leaf': {
      const number = place.type === 'Number' ? numberOf(value.text) : undefined;
      return number === undefined
        ? { ...value, plain: place.type === undefined && value.plain && isExact(value.text) }
        : { kind: 'leaf', text: number, plain: true };
    }
    case 'list':
      return { kind: 'list', items: value.items.map((item) => asSent(item, place)) };
    case 'mapping':
      return { kind: 'mapping', entries: new Map([...value.entries].map(([key, item]) => [key, asSent(item, place)])) };
  }
}

function isExact(value: string): boolean {
  const isBoolean = value === 'true' || value === 'false';
  return isBoolean || (/^-?\d{1,16}(?:\.\d{1,16})?$/.test(value) && String(Number(value)) === value);
}

/** @returns a number as every YAML parser reads it, with the digits that were typed where possible. */
function numberOf(value: string): string | undefined {
  const isNumber = value.length < LONGEST_NUMBER && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value);
  if (!isNumber || !Number.isFinite(Number(value))) {
    return undefined;
  }
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(value) ? value : String(Number(value));
}

/**
 * @returns what is wrong with a value, judged as Harness does at the start: each item of a list for itself, a value for
 * `.allowedValues()` in its parts. Expressions and values left empty on purpose are not judged.
 */
export function checkValue(place: Place, value: Tree, show: () => string): Verdict {
  if (isOpen(value)) {
    return { problem: 'is still <+input>. Give a value.' };
  }
  const leaves =
    value.kind === 'leaf' ? [value] : value.kind === 'list' ? value.items.filter((item) => item.kind === 'leaf') : [];
  const judged = leaves.filter((leaf) => leaf.text !== '' && !hasExpression(leaf.text));
  if (place.type === 'Number' && (value.kind !== 'leaf' || judged.some((leaf) => numberOf(leaf.text) === undefined))) {
    return { problem: `takes a number; ${show()} is none.` };
  }
  // Nested mappings are the same as dots, so this is a name below a variable, which has none.
  if (isText(place) && value.kind === 'mapping') {
    return { problem: 'takes a text; a mapping is given. Quote it if it is meant as text.' };
  }
  if (judged.some((leaf) => !isAllowed(leaf, place))) {
    return { problem: `does not take ${show()}. Allowed: ${listed(place.asks.allowed ?? place.asks.oneOf ?? [])}.` };
  }
  const matches = place.asks.pattern === undefined ? undefined : compilePattern(place.asks.pattern);
  const results = judged.map((leaf) => matches?.(leaf.text));
  if (results.includes(false)) {
    return { problem: `does not take ${show()}. It must match ${oneLine(place.asks.pattern ?? '', 200)}` };
  }
  if (place.asks.pattern !== undefined && results.includes(undefined)) {
    return { warning: `has a pattern that is not checked here, only by Harness: ${oneLine(place.asks.pattern, 200)}` };
  }
  const isEmpty = value.kind === 'leaf' && value.text === '';
  return isEmpty && place.isRequired ? { warning: 'is required and left empty; Harness may refuse that.' } : {};
}

function isText({ type }: Place): boolean {
  return type === 'String' || type === 'Secret';
}

function isAllowed({ text }: Leaf, { asks, type }: Place): boolean {
  const isOne = (values: readonly string[], value: string): boolean =>
    values.includes(value) || (type === 'Number' && values.some((one) => one !== '' && Number(one) === Number(value)));
  // One expression among the values, and only Harness knows what is allowed.
  const allowed = asks.allowed?.some(hasExpression) === true ? undefined : asks.allowed;
  const oneOf = asks.oneOf?.some(hasExpression) === true ? undefined : asks.oneOf;
  return (
    (allowed === undefined || isOne(allowed, text) || splitValues(text).every((value) => isOne(allowed, value))) &&
    (oneOf === undefined || isOne(oneOf, text) || isOne(oneOf, splitValues(text).join(',')))
  );
}

/** @returns the values for a sentence, between quotes where a comma or a quote is part of one. */
export function listed(values: readonly string[]): string {
  const some = values.slice(0, MOST_VALUES).map((value) => {
    const quote = value.includes("'") ? '"' : "'";
    return /[,'"]/.test(value) ? `${quote}${oneLine(value, 80)}${quote}` : oneLine(value, 80);
  });
  const more = values.length > some.length ? ` and ${values.length - some.length} more` : '';
  // Meant as one value, which it is not to Harness: `'london,uk'`.
  const hint = values.some((value) => /^(['"])(?!.*\1$)/s.test(value))
    ? String.raw` (to Harness, plain quotes are part of a value and hold no commas together; \' and \' do)`
    : '';
  return `${some.join(', ')}${more}${hint}`;
}
