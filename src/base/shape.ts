/**
 * The actual shape of an untrusted value. Harness leaves out fields, sends null, numbers as strings and lists where maps were; state and
 * event files may hold anything. Each function returns a value of the wanted shape or nothing.
 */

type Fields = Readonly<Record<string, unknown>>;

const NONE: Fields = Object.freeze({});

/** @returns the value's own fields, none when it is no object. A list is no object here. */
function fields(value: unknown): Fields {
  return isObject(value) ? value : NONE;
}

/** Whether the value is an object that is neither null nor a list. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @returns what is at the path, undefined as soon as a part of it is missing or is only inherited. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const key of path) {
    const own = fields(here);
    here = Object.hasOwn(own, key) ? own[key] : undefined;
  }
  return here;
}

/** @returns what is under the first of the keys that has something: Harness spells some names in two ways. */
export function either(value: unknown, ...keys: readonly string[]): unknown {
  return keys.map((key) => at(value, key)).find((found) => found !== undefined && found !== null);
}

/** @returns the string that is not empty, or undefined. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @returns the list's members, none when it is no list. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** @returns the strings of a list, without empty ones. */
export function texts(value: unknown): string[] {
  return list(value).filter((member): member is string => text(member) !== undefined);
}

/** @returns a whole number of zero or more, also from its decimal digits; undefined for anything else. */
export function integer(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** The year 10000. What is later was no ms: microseconds, most likely. */
const MAX_TIMESTAMP = 253_402_300_800_000;

/** @returns a moment in ms since 1970; undefined for 0, null and whatever no calendar of ours could mean. */
export function timestamp(value: unknown): number | undefined {
  const ms = integer(value);
  return ms !== undefined && ms > 0 && ms < MAX_TIMESTAMP ? ms : undefined;
}

/** @returns the map's entries; for a list, its members under their positions. */
export function entries(value: unknown): readonly (readonly [string, unknown])[] {
  return Array.isArray(value)
    ? value.map((member: unknown, position): readonly [string, unknown] => [String(position), member])
    : Object.entries(fields(value));
}
