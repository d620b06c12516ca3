/** Inputs that are one of a few words. */
import { quotedValue } from '../base/text.ts';
import type { Form } from './form.ts';

/** @returns true or false as YAML writes them; `without` when the input is empty. */
export function readFlag(form: Form, name: string, without: boolean): boolean {
  const written = form.text(name, String(without));
  if (written !== '' && !/^(true|True|TRUE|false|False|FALSE)$/.test(written)) {
    form.problem(name, `must be true or false, got ${quotedValue(written)}.`);
  }
  return written === '' ? without : written.toLowerCase() === 'true';
}

/** @returns one of the words; the first when the input is empty. */
export function readChoice<const Words extends readonly [string, ...string[]]>(
  form: Form,
  name: string,
  words: Words,
): Words[number] {
  const written = form.text(name, words[0]);
  const word: Words[number] | undefined = words.find((known) => known === written);
  if (written !== '' && word === undefined) {
    const known = `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
    form.problem(name, `must be ${known}, got ${quotedValue(written)}.`);
  }
  return word ?? words[0];
}
