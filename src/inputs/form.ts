/** The inputs of an action, read one by one: typed values, and every problem of every input at once. */
import { distance } from '../base/spelling.ts';
import { quotedValue } from '../base/text.ts';
import { isVisible, unicode } from '../base/unicode.ts';
import { isAddress } from '../harness/address.ts';
import { InputError, type Problem } from '../harness/errors.ts';
import { isIdentifier, notIdentifier } from '../harness/identifiers.ts';
import { locate, type LocatedScope } from '../harness/scope.ts';
import type { Step } from '../runner/step.ts';

/** Gives an input's text as the author wrote it; empty when it was left out. */
export type GetInput = (name: string) => string;

/** Which of how many jobs of a matrix this is. */
export interface Leg {
  readonly index: number;
  readonly total: number;
}

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

/** Reads inputs one by one and keeps what is wrong with them. */
export interface Form {
  /** @returns the text as the author wrote it. */
  raw(name: string): string;
  /** @returns the text without white space around it. */
  text(name: string): string;
  /** @returns true or false as YAML writes them. */
  flag(name: string, without: boolean): boolean;
  /** @returns one of the words; the first when the input is empty. */
  choice<const Words extends readonly [string, ...string[]]>(name: string, words: Words): Words[number];
  /** @returns ms of `90s`, `15m`, `2h`, `1h30m`, `2d`, at least `min`. */
  duration(name: string, without: string, min: number): number;
  /** @returns ms, or `auto` when the input is empty. */
  pollInterval(name: string): 'auto' | number;
  /** @returns the text of a key or a token. */
  secret(name: string): string;
  /** @returns one line of so many characters. */
  line(name: string, max: number): string;
  /** @returns a number such as a pull request's, with or without `#`; undefined when the input is empty. */
  number(name: string): number | undefined;
  /** @returns the names in a list, one a line or comma separated, each once. */
  names(name: string): readonly string[];
  /** @returns the identifiers in such a list, of what one of them is called: `stage`. */
  identifiers(name: string, of: string): readonly string[];
  /** @returns the place in a matrix, out of `1/3`; 0 of 1 where parts are missing. */
  leg(name: string): Leg;
  /** @returns host, scope and identifiers that the inputs and the addresses in them name together. */
  where(
    key: string,
    addresses: Readonly<Record<string, 'required' | 'optional' | 'required-unless-retry-of'>>,
  ): LocatedScope;
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
  const text = (name: string, without = ''): string => {
    const written = raw(name, without).trim();
    const [character] = isVisible(written) ? [] : (UNSEEN().exec(written) ?? []);
    if (character !== undefined && !FREE_TEXT.includes(name)) {
      const point = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
      problem(name, `contains an invisible character (U+${point}). Type it instead of pasting it.`);
      invisible.add(name);
    }
    return written;
  };
  const shown = (name: string): string => quotedValue(text(name));
  const duration = (name: string, without: string, min: number): number => {
    const written = text(name, without);
    const ms = parseDuration(written === '' ? without : written);
    if (ms === undefined) {
      problem(name, `must be a duration such as 90s, 15m, 2h or 1h30m, got ${shown(name)}.`);
    } else if (ms < min) {
      problem(name, `must be at least ${min / 1000}s, got ${shown(name)}.`);
    }
    return ms ?? min;
  };
  const names = (name: string): readonly string[] => {
    const written = text(name);
    if (/^\[[^]*\]$|^- /.test(written)) {
      problem(name, "is a YAML list. Write one name per line or separate names with commas, without '- ' or brackets.");
      return [];
    }
    const parts = written.split(/[\n,]/).map((part) => part.trim());
    return [...new Set(parts.filter((part) => part !== ''))];
  };
  return {
    raw,
    text,
    problem,
    duration,
    flag(name, without) {
      const written = text(name, String(without));
      if (written !== '' && !/^(true|True|TRUE|false|False|FALSE)$/.test(written)) {
        problem(name, `must be true or false, got ${shown(name)}.`);
      }
      return written === '' ? without : written.toLowerCase() === 'true';
    },
    choice<const Words extends readonly [string, ...string[]]>(name: string, words: Words): Words[number] {
      const written = text(name, words[0]);
      const word: Words[number] | undefined = words.find((known) => known === written);
      if (written !== '' && word === undefined) {
        problem(name, `must be ${oneOf(words)}, got ${shown(name)}.`);
      }
      return word ?? words[0];
    },
    pollInterval(name) {
      const written = text(name, 'auto');
      if (['', 'auto'].includes(written)) {
        return 'auto';
      }
      if (parseDuration(written) === undefined) {
        problem(name, `must be auto or a duration such as 10s or 1m, got ${shown(name)}.`);
        return 'auto';
      }
      return duration(name, '', 1000);
    },
    secret(name) {
      const fault = faultOfSecret(text(name));
      if (fault !== undefined) {
        problem(name, fault);
      }
      return text(name);
    },
    line(name, max) {
      if (/[\u0000-\u001F\u007F-\u009F\u2028\u2029]/.test(text(name)) || text(name).length > max) {
        problem(name, `must be one line of at most ${max} characters.`);
      }
      return text(name);
    },
    number(name) {
      const found = /^#?(\d{1,15})$/.exec(text(name))?.[1];
      if (text(name) !== '' && !(Number(found) > 0)) {
        problem(name, `must be a number, got ${shown(name)}.`);
      }
      return found === undefined ? undefined : Number(found);
    },
    names,
    identifiers(name, of) {
      for (const wrong of names(name).filter((part) => !isIdentifier(part))) {
        problem(name, `${notIdentifier(wrong, of)}.`);
      }
      return names(name);
    },
    leg(name) {
      const found = /^(\d{0,6})(?:\/(\d{0,6}))?$/.exec(text(name));
      const [, index = '', total = ''] = found ?? [];
      if (found === null || (index !== '' && total !== '' && Number(index) >= Number(total))) {
        problem(name, `must be a position in a matrix such as 0/3, got ${shown(name)}. Omit it to use the default.`);
      }
      return { index: Number(index), total: Math.max(1, Number(total)) };
    },
    where(key, addresses) {
      const texts = Object.fromEntries(Object.keys(addresses).map((name) => [name, text(name)]));
      const where = locate({
        key,
        baseUrl: text('base-url'),
        account: text('account'),
        org: text('org'),
        project: text('project'),
        addresses: texts,
      });
      for (const [name, need] of Object.entries(addresses)) {
        if (texts[name] === '' && need === 'required') {
          problem(name, `is empty. Specify the ${name}'s identifier or its URL.`);
        }
        if (texts[name] === '' && need === 'required-unless-retry-of' && where.pipeline === '') {
          problem(name, `is empty. Specify a ${name} identifier or its URL.`);
        }
      }
      for (const known of where.problems) {
        problem(known.input, known.text);
      }
      // An address that cannot be read might have named it: one problem at a time.
      const isMissing = (part: string): boolean =>
        !where.problems.some(({ input }) => input === part || isAddress(texts[input] ?? ''));
      if (where.scope.project === '' && isMissing('project')) {
        problem('project', 'is empty, and no URL names it. Specify the project identifier.');
      }
      if (where.scope.account === '' && isMissing('account') && key !== '' && faultOfSecret(key) === undefined) {
        problem(
          'account',
          'is empty, and no URL names it. api-key does not name it either, because it does not begin with pat.ACCOUNT. or sat.ACCOUNT. as Harness tokens do: check the key, or specify the account identifier.',
        );
      }
      return where;
    },
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

/** @returns ms of `90s`, `15m`, `2h`, `1h30m`, `2d`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const found = /^(?=\d)(?:(\d{1,4})d)?(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?$/.exec(text);
  if (found === null) {
    return undefined;
  }
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = found;
  return (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

/** @returns why a text cannot be a key or a token, in words that quote nothing of it; undefined when it can. */
function faultOfSecret(text: string): string | undefined {
  if (/^(\$\{\{\s*)?secrets\.\w+(\s*\}\})?$/.test(text)) {
    return 'is the name of a secret, not its value. Write ${{ secrets.NAME }}.';
  }
  if (/^["'].*["']$/.test(text)) {
    return 'has quotation marks around it. Store the secret without them.';
  }
  if (/^(Bearer|Basic|x-api-key:?)\s/i.test(text)) {
    return 'begins with an authentication scheme or a header name. Store only the token.';
  }
  // Longer than any there is, and short enough for the state that post reads.
  return /^[\x21-\x7E]{0,2000}$/.test(text)
    ? undefined
    : 'contains whitespace or other characters that tokens do not have, or is too long. Store it again, without line breaks.';
}

/** @returns inputs that this action does not have, each with the one that was not given and that it nearly spells. */
function misspelled(
  inputNames: readonly string[],
  inputs: ReadonlyMap<string, boolean>,
): readonly { readonly written: string; readonly meant: string }[] {
  const letters = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, '');
  const known = new Set([...inputs.keys()].map((name) => name.toUpperCase()));
  const missing = [...inputs].flatMap(([name, isGiven]) => (isGiven ? [] : [name]));
  return inputNames
    .filter((name) => !known.has(name))
    .flatMap((name) => {
      // A short word is one letter away from too many others.
      const most = letters(name).length < 5 ? 0 : 1;
      const meant = missing.find((other) => distance(letters(name), letters(other), most) <= most);
      return meant === undefined ? [] : [{ written: name.toLowerCase(), meant }];
    });
}

/** @returns `a or b`, `a, b or c`. */
function oneOf(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

/** Reads `api-key`, required unless said otherwise. */
export function readKey(form: Form, { withoutSecrets }: InputContext, isRequired = true): string {
  const key = form.secret('api-key');
  if (key === '' && isRequired) {
    const remedy =
      'is empty. Set it to a Harness personal access token or service account token that is stored as a secret. Is the secret defined for this repository or environment?';
    form.problem('api-key', whyWithheld('the key', withoutSecrets) ?? remedy);
  }
  return key;
}

/** @returns why an input that comes out of a secret, such as `the key`, is empty, when GitHub is the reason. */
export function whyWithheld(what: string, withoutSecrets: InputContext['withoutSecrets']): string | undefined {
  switch (withoutSecrets) {
    case 'fork':
      return 'is empty: GitHub does not pass secrets to workflow runs for pull requests from forks. Have a maintainer start the workflow (workflow_dispatch, merge queue), or skip this job for forks.';
    case 'dependabot':
      return `is empty: GitHub does not pass Actions secrets to workflow runs for Dependabot's pull requests. Store ${what} as a Dependabot secret as well, or skip this job for dependabot[bot].`;
    case undefined:
      return undefined;
  }
}
