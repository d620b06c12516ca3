/** Inputs that are lists of names. */
import { isIdentifier, notIdentifier } from '../harness/identifiers.ts';
import type { Form } from './form.ts';

/** @returns the names in a list, one a line or comma separated, each once. */
export function readNames(form: Form, name: string): readonly string[] {
  const written = form.text(name);
  if (/^\[[^]*\]$|^- /.test(written)) {
    form.problem(
      name,
      "is a YAML list. Write one name per line or separate names with commas, without '- ' or brackets.",
    );
    return [];
  }
  const parts = written.split(/[\n,]/).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ''))];
}

/** @returns the identifiers in such a list; `of` is what one of them is called: `stage`. */
export function readIdentifiers(form: Form, name: string, of: string): readonly string[] {
  const names = readNames(form, name);
  for (const wrong of names.filter((part) => !isIdentifier(part))) {
    form.problem(name, `${notIdentifier(wrong, of)}.`);
  }
  return names;
}
