/** Secrets of all kinds, what GitHub makes of a page on which they stand, and what is left of them there. */
import fc from 'fast-check';

/** So many characters of a secret in a row give it away. */
const RUN = 12;

const printable = (most: number) => fc.string({ unit: 'grapheme', minLength: 1, maxLength: most, size: 'max' });
const ascii = (most: number) => fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: most, size: 'max' });
const of = (characters: string, { least, most }: { readonly least: number; readonly most: number }) =>
  fc.string({ unit: fc.constantFrom(...characters.split('')), minLength: least, maxLength: most, size: 'max' });

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const BASE64 = `${LETTERS}${LETTERS.toUpperCase()}0123456789+/`;
const MARKUP = '|*_~[]()<>&@#:/\\`"\'.,;!?%$^{}=+- ';

const token = of(`${BASE64}-_.`, { least: 12, most: 400 });
const sentence = fc
  .array(of(LETTERS, { least: 1, most: 12 }), { minLength: 2, maxLength: 60 })
  .map((words) => words.join(' '));
const markup = of(`${MARKUP}${LETTERS}`, { least: 1, most: 300 });
const lines = fc
  .array(
    fc
      .tuple(fc.constantFrom('', '  ', '\t'), fc.oneof(token, sentence, markup, ascii(90)))
      .map((parts) => parts.join('')),
    { minLength: 2, maxLength: 12 },
  )
  .chain((parts) => fc.constantFrom('\n', '\r\n', '\n\n').map((end) => parts.join(end)));
const pem = fc
  .tuple(
    fc.array(of(BASE64, { least: 64, most: 64 }), { minLength: 2, maxLength: 24 }),
    of(BASE64, { least: 1, most: 63 }),
  )
  .map(([rows, last]) => ['-----BEGIN PRIVATE KEY-----', ...rows, last, '-----END PRIVATE KEY-----', ''].join('\n'));
const kubeconfig = fc
  .tuple(of(BASE64, { least: 40, most: 1200 }), token, sentence)
  .map(
    ([data, bearer, words]) =>
      `apiVersion: v1\nkind: Config\nusers:\n- name: deployer\n  user:\n    client-key-data: ${data}==\n    token: ${bearer}\n    password: "${words}"\n`,
  );

/** A secret of 1 to 5,000 characters: words, lines, keys, and whatever else people may use. */
export const secret: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 2, arbitrary: ascii(80) },
    ascii(5000),
    { weight: 2, arbitrary: printable(200) },
    printable(2000),
    { weight: 2, arbitrary: token },
    of(BASE64, { least: 400, most: 5000 }),
    { weight: 2, arbitrary: sentence },
    { weight: 2, arbitrary: markup },
    { weight: 2, arbitrary: lines },
    pem,
    kubeconfig,
  )
  .map((text) => text.slice(0, 5000).replace(/\p{Cs}$/u, ''))
  .filter((text) => text.trim() !== '');

/** @returns what GitHub shows of a log or a summary: each registered value, and each of its lines, as they are and as JSON escapes them, is `***`. */
export function masked(text: string, values: readonly string[]): string {
  const given = values.flatMap((value) => [value, ...value.split(/[\r\n]+/).map((line) => line.trim())]);
  const masks = new Set(given.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]));
  const hits = [...masks].filter((mask) => mask !== '').flatMap((mask) => placesOf(text, mask));
  hits.sort((one, other) => one.from - other.from);
  let shown = '';
  let end = 0;
  for (const { from, to } of hits) {
    shown += from >= end ? `${text.slice(end, from)}***` : '';
    end = Math.max(end, to);
  }
  return shown + text.slice(end);
}

interface Place {
  readonly from: number;
  readonly to: number;
}

function placesOf(text: string, mask: string): Place[] {
  const places: Place[] = [];
  for (let from = text.indexOf(mask); from >= 0; from = text.indexOf(mask, from + 1)) {
    places.push({ from, to: from + mask.length });
  }
  return places;
}

/**
 * @param harmless the same page with a word in the place of the secret: what stands there is no part of the secret
 * @returns the runs of 12 characters of a secret that stand in a text. Runs of fewer than six different characters are none:
 *   twelve hyphens give nothing away.
 */
export function leaksIn(
  text: string,
  { secret: value, harmless }: { readonly secret: string; readonly harmless: string },
): string[] {
  const runs = runsOf(value);
  const found = new Set<string>();
  for (let from = 0; from + RUN <= text.length; from += 1) {
    const run = text.slice(from, from + RUN);
    if (runs.has(run) && !harmless.includes(run)) found.add(run);
  }
  return [...found];
}

function runsOf(value: string): ReadonlySet<string> {
  const runs = new Set<string>();
  for (let from = 0; from + RUN <= value.length; from += 1) {
    const run = value.slice(from, from + RUN);
    if (new Set(run).size >= 6) runs.add(run);
  }
  return runs;
}
