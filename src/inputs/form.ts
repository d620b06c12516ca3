/** What the author wrote into the inputs of an action, and every problem of every input at once. */
import { isVisible, unicode } from '../base/unicode.ts';
import { InputError, type Problem } from '../harness/errors.ts';
import type { Step } from '../runner/step.ts';
import { misspelled } from './misspelled.ts';

/** Gives an input's text as the author wrote it; empty when it was left out. */
export type GetInput = (name: string) => string;

/** What the inputs cannot know by themselves. */
export interface InputContext {
  /** Why GitHub gives this run no secrets, when it does not. */
  readonly withoutSecrets?: 'fork' | 'dependabot' | undefined;
  /** The page of the workflow run: the default of `notes`. */
  readonly runUrl: string;
  /** Names of all inputs that the runner handed over, in capitals: `ON_CANCEL`. */
  readonly inputNames?: readonly string[];
}

/** @returns what the step knows of the run that its inputs need. */
export function inputContext({ workflow, inputNames }: Step): InputContext {
  return { withoutSecrets: workflow.withoutSecrets, runUrl: workflow.url, inputNames };
}

/** Reads inputs one by one and keeps what is wrong with them. The modules beside this one read typed values from it. */
export interface Form {
  /** @returns the text as the author wrote it. */
  raw(name: string): string;
  /** @returns the text without white space around it. `without` is the default in action.yml, which no author wrote. */
  text(name: string, without?: string): string;
  problem(input: string, text: string): void;
  /** @throws InputError when there was a problem. */
  close(): void;
}

/** Inputs whose default the runner computes, so that it cannot be known whether the author gave them. */
const SET_BY_RUNNER = ['github-token', 'matrix-leg'];

/** Inputs that a person reads: any character may appear there. */
const FREE_TEXT = ['notes', 'label', 'commit-status', 'comments'];

const UNSEEN = unicode(String.raw`[\p{Cf}\p{Default_Ignorable_Code_Point}]`);

/** Opens an empty form for the inputs of one action. */
export function openForm(get: GetInput, { inputNames = [] }: Partial<InputContext> = {}): Form {
  const problems: Problem[] = [];
  const invisible = new Set<string>();
  // Every input that was read; true for those that the author gave.
  const inputs = new Map<string, boolean>();
  const problem = (input: string, text: string): void => {
    // One input may be checked for several reasons; the same problem is reported once.
    const isKnown = problems.some((known) => known.input === input && known.text === text);
    // An invisible character explains whatever else is wrong with the input.
    if (!isKnown && !invisible.has(input)) {
      problems.push({ input, text });
    }
  };
  const raw = (name: string, without = ''): string => {
    const written = get(name);
    if (!inputs.has(name)) {
      inputs.set(name, !['', without].includes(written.trim()) && !SET_BY_RUNNER.includes(name));
    }
    return written;
  };
  return {
    raw,
    text(name, without) {
      const written = raw(name, without).trim();
      const [character] = isVisible(written) ? [] : (UNSEEN().exec(written) ?? []);
      if (character !== undefined && !FREE_TEXT.includes(name)) {
        const point = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
        problem(name, `contains an invisible character (U+${point}). Type it instead of pasting it.`);
        invisible.add(name);
      }
      return written;
    },
    problem,
    close() {
      for (const { written, meant } of misspelled(inputNames, inputs)) {
        problem(written, `is not an input of this action. Did you mean ${meant}?`);
      }
      if (problems.length > 0) {
        throw new InputError(problems);
      }
    },
  };
}
