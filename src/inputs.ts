/** action.yml's names -> one typed value per door. Every problem of every input is told at once, before any request. */
import { InputError, type Problem } from './errors.ts';
import type { Scope } from './execution.ts';
import { isAddress, locate, type Whereto } from './scope.ts';
import { oneLine } from './text.ts';

/** Gives an input's text as the author wrote it; empty when it was left out. */
export type GetInput = (name: string) => string;

/** What the inputs cannot know by themselves. */
export interface Circumstances {
  /** Why GitHub gives this run no secrets, when it does not. */
  readonly withoutSecrets?: 'fork' | 'dependabot' | undefined;
  /** The page of the workflow run: the default of `notes`. */
  readonly runUrl: string;
}

/** Which of how many jobs of a matrix this is. */
export interface Leg {
  readonly index: number;
  readonly total: number;
}

/** How to follow an execution and what to do with what is seen; the same for every door that follows. */
export interface Following {
  /** ms from the step's start */
  readonly timeout: number;
  /** ms, or `auto` */
  readonly pollInterval: 'auto' | number;
  readonly leg: Leg;
  readonly onCancel: 'abort' | 'leave';
  readonly onTimeout: 'abort' | 'leave';
  readonly onWaiting: 'wait' | 'detach' | 'fail';
  readonly logs: 'failed' | 'none' | 'auto';
  readonly failStep: boolean;
  readonly summary: boolean;
  readonly comment: 'never' | 'on-failure' | 'always';
  /** A context name; empty for none. */
  readonly commitStatus: string;
  readonly githubToken: string;
}

/** Everything that the root action was told. */
export interface RunInputs extends Following {
  readonly key: string;
  readonly scope: Scope;
  readonly pipeline: string;
  readonly inputs: string;
  readonly inputSets: readonly string[];
  readonly stages: readonly string[];
  readonly ref: string;
  readonly pipelineBranch: string;
  readonly notes: string;
  readonly wait: boolean;
  readonly onRerun: 'start' | 'resume';
  /** Id of the execution to retry; empty to start anew. */
  readonly retryOf: string;
  readonly dryRun: boolean;
}

/** Reads the root action's inputs. @throws InputError with every problem there is. */
export function readRun(get: GetInput, circumstances: Circumstances): RunInputs {
  const form = openForm(get);
  const key = readKey(form, circumstances);
  const where = form.where(key, { pipeline: 'required-unless-retry-of', 'retry-of': 'optional' });
  const branch = form.text('pipeline-branch');
  const inputs: RunInputs = {
    key,
    scope: where.scope,
    pipeline: where.pipeline,
    inputs: get('inputs'),
    inputSets: form.names('input-sets'),
    stages: form.names('stages'),
    ref: form.text('ref'),
    pipelineBranch: branch === '' ? where.branch : branch,
    notes: form.text('notes') === '' ? circumstances.runUrl : form.text('notes'),
    wait: form.flag('wait', true),
    onRerun: form.choice('on-rerun', ['start', 'resume']),
    retryOf: where.execution,
    dryRun: form.flag('dry-run', false),
    ...readFollowing(form),
  };
  if (branch !== '' && where.branch !== '' && branch !== where.branch) {
    form.problem(
      'pipeline-branch',
      `is '${oneLine(branch, 100)}', but the URL in pipeline says '${oneLine(where.branch, 100)}'. Give one of them.`,
    );
  }
  if (form.text('retry-of') !== '') {
    const fresh = {
      inputs: inputs.inputs.trim(),
      'input-sets': inputs.inputSets.join(),
      ref: inputs.ref,
      'pipeline-branch': branch,
    };
    for (const [name, value] of Object.entries(fresh)) {
      if (value !== '') {
        form.problem(name, 'cannot stand beside retry-of: a retry keeps the inputs of the execution that it retries.');
      }
    }
    if (inputs.onRerun === 'resume') {
      form.problem('on-rerun', "cannot be 'resume' beside retry-of, which says itself what is retried.");
    }
  }
  form.close();
  return inputs;
}

/** The part that every door which follows an execution has. */
export function readFollowing(form: Form, onCancel: 'abort' | 'leave' = 'abort'): Following {
  return {
    timeout: form.duration('timeout', '5h30m', 1000),
    pollInterval: form.pollInterval('poll-interval'),
    leg: form.leg('matrix-leg'),
    onCancel: form.choice('on-cancel', onCancel === 'abort' ? ['abort', 'leave'] : ['leave', 'abort']),
    onTimeout: form.choice('on-timeout', ['leave', 'abort']),
    onWaiting: form.choice('on-waiting', ['wait', 'detach', 'fail']),
    logs: form.choice('logs', ['auto', 'failed', 'none']),
    failStep: form.flag('fail-step', true),
    summary: form.flag('summary', true),
    comment: form.choice('comment', ['never', 'on-failure', 'always']),
    commitStatus: form.text('commit-status'),
    githubToken: form.text('github-token'),
  };
}

/** Reads `api-key`, required unless said otherwise. */
export function readKey(form: Form, { withoutSecrets }: Circumstances, isRequired = true): string {
  const key = form.text('api-key');
  if (key === '' && isRequired) {
    form.problem('api-key', noKey(withoutSecrets));
  } else if (!/^[\x21-\x7E]*$/.test(key)) {
    form.problem(
      'api-key',
      'holds white space or characters that no key has. Store the token again, without line breaks.',
    );
  }
  return key;
}

function noKey(withoutSecrets: Circumstances['withoutSecrets']): string {
  switch (withoutSecrets) {
    case 'fork':
      return 'is empty: GitHub gives no secrets to a pull request from a fork. Let a maintainer start it (workflow_dispatch, merge queue), or skip this job for forks.';
    case 'dependabot':
      return "is empty: GitHub gives Dependabot's pull requests no Actions secrets. Store the key as a Dependabot secret, too, or skip this job for dependabot[bot].";
    case undefined:
      return 'is empty. Give a personal access token or a service account token of Harness, out of a secret.';
  }
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
  /** @returns the names in a list, one a line or comma separated, each once. */
  names(name: string): readonly string[];
  /** @returns the place in a matrix, out of `1/3`; 0 of 1 where parts are missing. */
  leg(name: string): Leg;
  /** @returns host, scope and identifiers that the inputs and the addresses in them name together. */
  where(
    key: string,
    addresses: Readonly<Record<string, 'required' | 'optional' | 'required-unless-retry-of'>>,
  ): Whereto;
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
      return ['', 'auto'].includes(text(name)) ? 'auto' : duration(name, '', 1000);
    },
    names(name) {
      const written = text(name)
        .split(/[\n,]/)
        .map((part) => part.trim());
      return [...new Set(written.filter((part) => part !== ''))];
    },
    leg(name) {
      const found = /^(\d{0,6})(?:\/(\d{0,6}))?$/.exec(text(name));
      if (found === null) {
        problem(name, `${shown(name)} is not a place in a matrix such as 0/3. Leave it out; it sets itself.`);
      }
      return { index: Number(found?.[1] ?? 0), total: Math.max(1, Number(found?.[2] ?? 1)) };
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
