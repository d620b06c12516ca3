/** Where things are in Harness, as the inputs, a token and the addresses of pages say together. */
import { oneLine, quotedValue } from '../base/text.ts';
import { isAddress, lacksScheme, readAddress } from './address.ts';
import type { Problem } from './errors.ts';
import type { Scope } from './execution.ts';
import { accountOf, isAccount, isExecutionId, isIdentifier, notIdentifier } from './identifiers.ts';
import { readOrigin, trustedOrigin } from './origin.ts';

/** The inputs that together say where something is; empty when the author left them out. */
interface ScopeInputs {
  readonly key: string;
  readonly baseUrl: string;
  readonly account: string;
  readonly org: string;
  readonly project: string;
  /** What may be an address: the inputs' names and texts, such as `pipeline` and its value. */
  readonly addresses: Readonly<Record<string, string>>;
}

/** What the inputs say together. A part that is missing or wrong is empty and listed as a problem. */
export interface LocatedScope {
  readonly scope: Scope;
  readonly pipeline: string;
  readonly execution: string;
  readonly git: GitSource;
  readonly problems: readonly Problem[];
}

/** Where a pipeline's own YAML is, when it is stored in Git. Empty parts are left to Harness. */
export interface GitSource {
  readonly branch: string;
  readonly storeType: string;
  readonly connectorRef: string;
  readonly repoName: string;
}

/** @returns the query of every request about something in a project. */
export function scopeQuery({ account, org, project }: Scope): Readonly<Record<string, string>> {
  return { accountIdentifier: account, orgIdentifier: org, projectIdentifier: project };
}

/** @returns the query of a request that reads or starts a pipeline, or reads its input sets. */
export function gitQuery(git: GitSource): Readonly<Record<keyof GitSource, string | undefined>> {
  return {
    branch: git.branch || undefined,
    storeType: git.storeType || undefined,
    connectorRef: git.connectorRef || undefined,
    repoName: git.repoName || undefined,
  };
}

/**
 * Puts the inputs and the addresses in them together. Inputs and addresses may repeat, but not contradict each other.
 * A host from an address is used only if it is harness.io or below it, or the host and port of base-url.
 */
export function locate(where: ScopeInputs): LocatedScope {
  const problems: Problem[] = [];
  const base =
    where.baseUrl === '' ? undefined : readOrigin(where.baseUrl, (text) => problems.push({ input: 'base-url', text }));
  const found: Record<Part, Claim[]> = {
    host: claim('base-url', base ?? ''),
    account: claim('account', where.account),
    org: claim('org', where.org),
    project: claim('project', where.project),
    pipeline: [],
    execution: [],
    branch: [],
    storeType: [],
    connectorRef: [],
    repoName: [],
  };
  /** The first address that names what it is given for. */
  let whole: { readonly input: string; readonly text: string } | undefined;
  for (const [input, text] of Object.entries(where.addresses)) {
    const wanted = input === 'pipeline' ? 'pipeline' : 'execution';
    if (!isAddress(text)) {
      found[wanted].push(...claim(input, text));
      continue;
    }
    const { place, faults } = readPlace(text, { wanted, base });
    for (const part of PARTS) {
      found[part].push(...claim(input, place[part] ?? '', true));
    }
    problems.push(...faults.map((fault) => ({ input, text: fault })));
    whole ??= place[wanted] === undefined ? undefined : { input, text };
  }
  if (found.project.length === 0 && whole !== undefined) {
    const text = `'${oneLine(whole.text, 200)}' names no project. Copy the URL of a page in the project, or set project.`;
    problems.push({ input: whole.input, text });
  }
  const one = (part: Part, is: (text: string) => boolean): string => agreed({ part, claim: found[part], is }, problems);
  const wrongBase = where.baseUrl !== '' && base === undefined;
  return {
    scope: {
      origin: one('host', () => true) || (wrongBase ? '' : 'https://app.harness.io'),
      account: one('account', isAccount) || (accountOf(where.key) ?? ''),
      org: one('org', isIdentifier) || 'default',
      project: one('project', isIdentifier),
    },
    pipeline: one('pipeline', isIdentifier),
    execution: one('execution', isExecutionId),
    git: {
      branch: one('branch', () => true),
      storeType: one('storeType', () => true),
      connectorRef: one('connectorRef', () => true),
      repoName: one('repoName', () => true),
    },
    problems,
  };
}

const PARTS = [
  'host',
  'account',
  'org',
  'project',
  'pipeline',
  'execution',
  'branch',
  'storeType',
  'connectorRef',
  'repoName',
] as const;
type Part = (typeof PARTS)[number];

interface AddressUse {
  /** What the address is given for. */
  readonly wanted: 'pipeline' | 'execution';
  /** The origin that base-url names, if any. */
  readonly base: string | undefined;
}

/** @returns the parts that an address names, with the origin as `host` where the key may go there, and what is wrong with it. */
function readPlace(
  text: string,
  { wanted, base }: AddressUse,
): { readonly place: Readonly<Partial<Record<Part, string | undefined>>>; readonly faults: readonly string[] } {
  const place = readAddress(text);
  if (place === undefined) {
    const remedy = lacksScheme(text)
      ? 'does not begin with https://.'
      : 'is not a URL. Copy it from the browser again.';
    return { place: {}, faults: [`${quotedValue(text)} ${remedy}`] };
  }
  const trusted = place.host === undefined ? undefined : trustedOrigin(place.host, base);
  const nameless = `${quotedValue(text, 200)} names no ${wanted}. Open the ${wanted} in Harness and copy the URL of that page.`;
  return {
    // The page of an execution also names its pipeline; that the pipeline is meant does not mean the execution is.
    place: { ...place, host: trusted?.origin, execution: wanted === 'execution' ? place.execution : undefined },
    faults: [
      ...(trusted === undefined || trusted.origin !== undefined ? [] : [trusted.problem]),
      ...(place[wanted] === undefined ? [nameless] : []),
    ],
  };
}

/** One input's word on a part. */
interface Claim {
  readonly input: string;
  readonly text: string;
  readonly fromAddress?: boolean;
}

function claim(input: string, text: string, fromAddress = false): Claim[] {
  return text === '' ? [] : [{ input, text, fromAddress }];
}

interface Claims {
  readonly part: string;
  readonly claim: readonly Claim[];
  /** Whether a text can be this part. */
  readonly is: (text: string) => boolean;
}

function agreed({ part, claim: [first, ...others], is }: Claims, problems: Problem[]): string {
  if (first === undefined) {
    return '';
  }
  const other = others.find(({ text }) => text !== first.text);
  if (other !== undefined) {
    problems.push({
      input: first.input,
      text:
        `${first.fromAddress === true ? `names the ${part}` : 'is'} ${quotedValue(first.text)}, but ` +
        `${other.fromAddress === true ? 'the URL in ' : ''}${other.input} says ${quotedValue(other.text)}. Specify only one of them.`,
    });
  }
  if (is(first.text)) {
    return first.text;
  }
  const orUrl = part === 'pipeline' || part === 'execution' ? ', or its URL' : '';
  problems.push({
    input: first.input,
    text:
      first.fromAddress === true
        ? `names the ${part} ${quotedValue(first.text)}, which is not a valid identifier. Copy the URL from the browser again.`
        : `${notIdentifier(first.text, part)}${orUrl}.`,
  });
  return '';
}
