/** One character of Unicode, for random text. */
import fc from 'fast-check';

const SURROGATES = { first: 0xd800, count: 0x800 };

/**
 * Any code point but halves of surrogate pairs, as a unit of `fc.string`: the same characters as its unit `binary`, which takes
 * one to two seconds in each test file to build a table of them all.
 */
export const anyCharacter: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10ffff - SURROGATES.count })
  .map((index) => String.fromCodePoint(index < SURROGATES.first ? index : index + SURROGATES.count));
