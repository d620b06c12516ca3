/** Inputs as an author wrote them, read by one reader alone. */
import { InputError } from '../../src/harness/errors.ts';
import { type Form, type InputContext, openForm } from '../../src/inputs/form.ts';

export type Written = Readonly<Record<string, string>>;

/** @returns a form in which these inputs are written. */
export function formOf(written: Written, context: Partial<InputContext> = {}): Form {
  return openForm((name) => written[name] ?? '', context);
}

/** @returns the problems that a reader finds, as `input: text`. */
export function problemsIn(form: Form, read: (form: Form) => unknown): readonly string[] {
  read(form);
  try {
    form.close();
  } catch (error) {
    if (error instanceof InputError) {
      return error.problems.map(({ input, text }) => `${input}: ${text}`);
    }
    throw error;
  }
  return [];
}
