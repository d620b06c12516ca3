/** What Harness makes of a scalar: it reads YAML 1.1 with a Java parser, and compares text. */
import type { Leaf } from './tree.ts';

/** A longer one is text: no real number has so many digits. */
const MAX_DIGITS = 400;

/**
 * @returns the text that Harness compares: a quoted scalar's own, a plain one as YAML 1.1 reads it. `1.10` is the number 1.1,
 *   `007` is 7 and `yes` is true.
 */
export function textInHarness({ text, plain }: Leaf): string {
  if (!plain) {
    return text;
  }
  if (/^(?:|~|null|Null|NULL)$/.test(text)) {
    return 'null';
  }
  if (/^(?:true|yes|on)$/i.test(text)) {
    return 'true';
  }
  if (/^(?:false|no|off)$/i.test(text)) {
    return 'false';
  }
  return integerText(text) ?? decimalText(text) ?? text;
}

function integerText(text: string): string | undefined {
  const [, sign = '', digits = ''] = /^([-+]?)(0b[01_]+|0x[\da-f_]+|0[0-7_]*|[1-9][\d_]*)$/i.exec(text) ?? [];
  if (digits === '' || text.length > MAX_DIGITS) {
    return undefined;
  }
  const plain = digits.replaceAll('_', '').toLowerCase();
  const value = BigInt(/^0[0-7]/.test(plain) ? `0o${plain.slice(1)}` : /^0[xb]$/.test(plain) ? 0 : plain);
  return String(sign === '-' ? -value : value);
}

function decimalText(text: string): string | undefined {
  const isDecimal = text.length < MAX_DIGITS && /^[-+]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[-+]?\d+)?$/i.test(text);
  return isDecimal ? doubleText(Number(text.replaceAll('_', ''))) : undefined;
}

/** @returns a double as Java's `Double.toString` writes it: `1.0`, `1.23456785E7`. */
function doubleText(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-3 && size < 1e7)) {
    return Number.isInteger(value) ? `${Object.is(value, -0) ? '-0' : value}.0` : String(value);
  }
  if (!Number.isFinite(value)) {
    return value > 0 ? 'Infinity' : '-Infinity';
  }
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits.includes('.') ? digits : `${digits}.0`}E${Number(exponent)}`;
}

/** @returns a decimal number with the digits that were typed, as every YAML reader reads it; undefined for anything else. */
export function numberText(text: string): string | undefined {
  const isNumber = text.length < MAX_DIGITS && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text);
  if (!isNumber || !Number.isFinite(Number(text))) {
    return undefined;
  }
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? text : String(Number(text));
}

/** @returns the text without white space around it as Java's `trim` sees it: a no-break space stays. */
export function trimAsJava(text: string): string {
  let [from, to] = [0, text.length];
  while (from < to && text.charCodeAt(from) <= SPACE) {
    from += 1;
  }
  while (to > from && text.charCodeAt(to - 1) <= SPACE) {
    to -= 1;
  }
  return text.slice(from, to);
}

const SPACE = 0x20;
