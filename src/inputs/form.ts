/** The inputs of a door, read one by one: typed values, and every problem of every input at once. */
import { InputError, type Problem } from '../harness/errors.ts';
import { isAddress } from '../harness/address.ts';
import { isIdentifier, locate, notIdentifier, type LocatedScope } from '../harness/scope.ts';
import { oneLine } from '../base/text.ts';

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
}

/** Reads inputs one by one and keeps what is wrong with them. */
export interface Form {
  /** @returns the text without white space around it. */
  text(name: string): string;
  /** @returns true or false as YAML writes them. */
  flag(name: string, without: boolean): boolean;
  /** @returns one of the words; the first when the input is empty. */
  choice<const Words extends readonly [string, ...string[]]>(name: string, words: Words): Words[number];
  /** @returns ms of `90s`, `15m`, `2h`, `1h30m`, at least so many. */
  duration(name: string, without: string, least: number): number;
  /** @returns ms, or `auto` when the input is empty. */
  pollInterval(name: string): 'auto' | number;
  /** @returns the text of a key or a token. */
  secret(name: string): string;
  /** @returns the name of a commit status. */
  context(name: string): string;
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

/** Opens an empty form. */
export function openForm(get: GetInput): Form {
  const problems: Problem[] = [];
  const problem = (input: string, text: string): void => {
    // One input may be looked at for several reasons; the first word on it is the clearest.
    if (!problems.some((known) => known.input === input && known.text === text)) {
      problems.push({ input, text });
    }
  };
  const text = (name: string): string => get(name).trim();
  const shown = (name: string): string => `'${oneLine(text(name), 100)}'`;
  const duration = (name: string, without: string, least: number): number => {
    const written = text(name) === '' ? without : text(name);
    const ms = parseDuration(written);
    if (ms === undefined) {
      problem(name, `${shown(name)} is not a duration such as 90s, 15m, 2h or 1h30m.`);
    } else if (ms < least) {
      problem(name, `${shown(name)} is too short: at least ${least / 1000}s.`);
    }
    return ms ?? least;
  };
  const names = (name: string): readonly string[] => {
    const written = text(name)
      .split(/[\n,]/)
      .map((part) => part.trim());
    return [...new Set(written.filter((part) => part !== ''))];
  };
  return {
    text,
    problem,
    duration,
    flag(name, without) {
      const written = text(name);
      if (written !== '' && !/^(true|True|TRUE|false|False|FALSE)$/.test(written)) {
        problem(name, `${shown(name)} is neither true nor false.`);
      }
      return written === '' ? without : written.toLowerCase() === 'true';
    },
    choice<const Words extends readonly [string, ...string[]]>(name: string, words: Words): Words[number] {
      const written = text(name);
      const word: Words[number] | undefined = words.find((known) => known === written);
      if (written !== '' && word === undefined) {
        problem(name, `${shown(name)} is none of ${words.join(', ')}.`);
      }
      return word ?? words[0];
    },
    pollInterval(name) {
      if (['', 'auto'].includes(text(name))) {
        return 'auto';
      }
      if (parseDuration(text(name)) === undefined) {
        problem(name, `${shown(name)} is neither auto nor a duration such as 10s or 1m.`);
        return 'auto';
      }
      return duration(name, '', 1000);
    },
    secret(name) {
      // Longer than any there is, and short enough for the state that post reads.
      if (!/^[\x21-\x7E]{0,2000}$/.test(text(name))) {
        problem(
          name,
          'holds white space, characters that no token has, or too many of them. Store it again, without line breaks.',
        );
      }
      return text(name);
    },
    context(name) {
      if (!/^.{0,255}$/u.test(text(name))) {
        problem(name, 'is no name for a commit status: GitHub takes one line of at most 255 characters.');
      }
      return text(name);
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
        problem(name, `${shown(name)} is not a place in a matrix such as 0/3. Leave it out; it sets itself.`);
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
          problem(name, `is empty. Give the ${name}'s identifier or its URL from the browser.`);
        }
        if (texts[name] === '' && need === 'required-unless-retry-of' && where.pipeline === '') {
          problem(name, `is empty. Give a ${name} identifier or its URL from the browser.`);
        }
      }
      for (const known of where.problems) {
        problem(known.input, known.text);
      }
      // An address that cannot be read might have named it: one problem at a time.
      const untold = (part: string): boolean =>
        !where.problems.some(({ input }) => input === part || isAddress(texts[input] ?? ''));
      if (where.scope.project === '' && untold('project')) {
        problem('project', 'is empty, and no URL names it. Give the project identifier.');
      }
      if (where.scope.account === '' && untold('account') && key !== '') {
        problem(
          'account',
          'is empty, and neither a URL nor the api-key (pat.ACCOUNT.… or sat.ACCOUNT.…) names it. Give the account identifier.',
        );
      }
      return where;
    },
    close() {
      if (problems.length > 0) {
        throw new InputError(problems);
      }
    },
  };
}

/** @returns ms of `90s`, `15m`, `2h`, `1h30m`; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const found = /^(?=\d)(?:(\d{1,5})h)?(?:(\d{1,6})m)?(?:(\d{1,8})s)?$/.exec(text);
  if (found === null) {
    return undefined;
  }
  const [, hours = '0', minutes = '0', seconds = '0'] = found;
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

/** Reads `api-key`, required unless said otherwise. */
export function readKey(form: Form, { withoutSecrets }: InputContext, isRequired = true): string {
  const key = form.secret('api-key');
  if (key === '' && isRequired) {
    const remedy = 'is empty. Give a personal access token or a service account token of Harness, out of a secret.';
    form.problem('api-key', whyWithheld('the key', withoutSecrets) ?? remedy);
  }
  return key;
}

/** @returns why an input that comes out of a secret, such as `the key`, is empty, when GitHub is the reason. */
export function whyWithheld(what: string, withoutSecrets: InputContext['withoutSecrets']): string | undefined {
  switch (withoutSecrets) {
    case 'fork':
      return 'is empty: GitHub gives no secrets to a pull request from a fork. Let a maintainer start it (workflow_dispatch, merge queue), or skip this job for forks.';
    case 'dependabot':
      return `is empty: GitHub gives Dependabot's pull requests no Actions secrets. Store ${what} as a Dependabot secret, too, or skip this job for dependabot[bot].`;
    case undefined:
      return undefined;
  }
}
