/** YAML as Harness reads it: the older of its versions, with Java's numbers. */
import { parseDocument, Scalar, stringify, visit } from 'yaml';

import { refusal } from '../server/answer.ts';

/** A number with a fraction or an exponent, which Java spells in its own way when it becomes text. */
class JavaDouble {
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }

  toJSON(): number {
    return this.number;
  }

  /** `1.10` is 1.1, `12345678.5` is 1.23456785E7, `0.0001` is 1.0E-4. */
  toString(): string {
    const size = Math.abs(this.number);
    if (size === 0 || (size >= 1e-3 && size < 1e7)) {
      return Number.isInteger(this.number) ? this.number.toFixed(1) : String(this.number);
    }
    const [digits = '', exponent = ''] = this.number.toExponential().split('e');
    return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
  }
}

/**
 * Reads YAML the way the older of its versions does, which reads `007`, `yes` and dates as numbers, booleans and dates: text that is
 * to arrive as text has to be quoted. Throws what Harness answers to text that is no YAML.
 */
export function readYaml(source: string): unknown {
  const document = parseDocument(source, { version: '1.1' });
  if (document.errors.length > 0) {
    throw refusal(400, 'INVALID_REQUEST', 'Invalid YAML: could not be parsed');
  }
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'number' && /[.eE]/.test(node.source ?? '') && !/^[-+]?0x/i.test(node.source ?? '')) {
        return new Scalar(new JavaDouble(node.value));
      }
      return undefined;
    },
  });
  return document.toJS();
}

/** A value as YAML text. */
export function writeYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0 });
}

/** A leaf as the text that Harness compares. */
export function textOf(leaf: unknown): string {
  return String(leaf);
}

/** Whether a leaf is a number. */
export function isNumber(leaf: unknown): boolean {
  return typeof leaf === 'number' || leaf instanceof JavaDouble;
}

/** Whether a value has keys; a number is a leaf, however it is kept. */
export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof JavaDouble);
}
