/** Where things are in Harness, as the inputs, a token and the addresses of pages say together. */
import { oneLine, quotedValue } from '../base/text.ts';
import { isAddress, lacksScheme, readAddress } from './address.ts';
import type { Problem } from './errors.ts';
import type { Scope } from './execution.ts';

/** Whether the host name is of this machine. Only there may the key travel without TLS. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function isHarness(hostname: string): boolean {
  return hostname === 'harness.io' || hostname.endsWith('.harness.io');
}

/**
 * @returns the account in `pat.ACCOUNT.ID.SECRET` or `sat.ACCOUNT.ID.SECRET`; undefined for the old form of three parts,
 * which has none, and for anything else.
 */
export function accountOf(key: string): string | undefined {
  const [kind = '', account = '', ...rest] = key.split('.');
  return ['pat', 'sat'].includes(kind) && rest.length === 2 && isAccount(account) ? account : undefined;
}

/** Whether the text can be an account's id. */
export function isAccount(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}

/** Whether the text can be the identifier of an organization, a project, a pipeline, a stage or an input set. */
export function isIdentifier(text: string): boolean {
  return /^[\w$][\w$.-]{0,127}$/.test(text);
}

/** @returns a sentence without its end, to which more may be added: `stage` for the part that it should name. */
export function notIdentifier(text: string, part: string): string {
  return `${quotedValue(text)} is not an identifier (letters, digits, _ $ - .). Give the ${part}'s identifier, not its name`;
}

/** Whether the text can be the id of an execution (22 characters of URL-safe base64 in NextGen). */
export function isExecutionId(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}

/** The inputs that together say where something is; empty when the author left them out. */
export interface ScopeInputs {
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
  const found: Record<'account' | 'org' | 'project' | 'pipeline' | 'execution' | keyof GitSource, Said[]> = {
    account: said('account', where.account),
    org: said('org', where.org),
    project: said('project', where.project),
    pipeline: [],
    execution: [],
    branch: [],
    storeType: [],
    connectorRef: [],
    repoName: [],
  };
  const origins: Said[] = said('base-url', base ?? '');
  /** Addresses that name what they are given for. */
  const readable: { readonly input: string; readonly text: string }[] = [];
  for (const [input, text] of Object.entries(where.addresses)) {
    const wanted = input === 'pipeline' ? 'pipeline' : 'execution';
    if (!isAddress(text)) {
      found[wanted].push(...said(input, text));
      continue;
    }
    const place = readAddress(text);
    if (place === undefined) {
      const remedy = lacksScheme(text)
        ? 'has no https:// before it, with which a URL begins.'
        : 'is not a URL. Copy it from the browser once more.';
      problems.push({ input, text: `${quotedValue(text)} ${remedy}` });
      continue;
    }
    if (place.host !== undefined) {
      const trusted = trustedOrigin(place.host, base);
      if (trusted.origin === undefined) {
        problems.push({ input, text: trusted.problem });
      } else {
        origins.push(...said(input, trusted.origin, true));
      }
    }
    for (const part of ['account', 'org', 'project', 'pipeline', ...GIT_PARTS] as const) {
      found[part].push(...said(input, place[part] ?? '', true));
    }
    // The page of an execution also names its pipeline; that the pipeline is meant does not mean the execution is.
    if (wanted === 'execution') {
      found.execution.push(...said(input, place.execution ?? '', true));
    }
    if (place[wanted] === undefined) {
      problems.push({
        input,
        text: `${quotedValue(text, 200)} names no ${wanted}. Open the ${wanted} in Harness and copy that page's URL.`,
      });
    } else {
      readable.push({ input, text });
    }
  }
  const [whole] = readable;
  if (found.project.length === 0 && whole !== undefined) {
    const text = `'${oneLine(whole.text, 200)}' names no project. Copy the URL of a page inside the project, or give project.`;
    problems.push({ input: whole.input, text });
  }
  const one = (part: keyof typeof found, is: (text: string) => boolean): string =>
    agreed({ part, said: found[part], is }, problems);
  const wrongBase = where.baseUrl !== '' && base === undefined;
  return {
    scope: {
      origin:
        agreed({ part: 'host', said: origins, is: () => true }, problems) ||
        (wrongBase ? '' : 'https://app.harness.io'),
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

const GIT_PARTS = ['branch', 'storeType', 'connectorRef', 'repoName'] as const;

/** One input's word on a part. */
interface Said {
  readonly input: string;
  readonly text: string;
  readonly fromAddress?: boolean;
}

function said(input: string, text: string, fromAddress = false): Said[] {
  return text === '' ? [] : [{ input, text, fromAddress }];
}

interface Heard {
  readonly part: string;
  readonly said: readonly Said[];
  /** Whether a text can be this part. */
  readonly is: (text: string) => boolean;
}

function agreed({ part, said: [first, ...others], is }: Heard, problems: Problem[]): string {
  if (first === undefined) {
    return '';
  }
  const other = others.find(({ text }) => text !== first.text);
  if (other !== undefined) {
    problems.push({
      input: first.input,
      text:
        `${first.fromAddress === true ? `names the ${part}` : 'is'} ${quotedValue(first.text)}, but ` +
        `${other.fromAddress === true ? 'the URL in ' : ''}${other.input} says ${quotedValue(other.text)}. Give one of them.`,
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
        ? `names the ${part} ${quotedValue(first.text)}, which is no identifier. Copy the URL from the browser once more.`
        : `${notIdentifier(first.text, part)}${orUrl}.`,
  });
  return '';
}

/** @returns the origin of `base-url`, which may be a whole address of a page; undefined when it is wrong, which was reported then. */
function readOrigin(text: string, report: (problem: string) => void): string | undefined {
  const shown = quotedValue(text);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !['https:', 'http:'].includes(url.protocol)) {
    report(`${shown} is not a URL such as https://app.harness.io.`);
    return undefined;
  }
  const problem = unsafe(url);
  if (problem !== undefined) {
    report(`${quotedValue(url.origin)} ${problem}`); // It may hold a password, so only its origin is shown.
    return undefined;
  }
  return url.origin;
}

/** Whether the text is an origin that the key may be sent to, written as URLs write it. */
export function isSafeOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && unsafe(new URL(text)) === undefined;
}

function unsafe(url: URL): string | undefined {
  return url.username !== '' || url.password !== ''
    ? 'holds a user name or a password. Give the host alone; the key goes into api-key.'
    : url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))
      ? undefined
      : 'would send the key unencrypted. Only https is allowed (http for this machine alone).';
}

/**
 * @param base the origin that base-url names, if any
 * @returns the origin of a URL that names its own host, or why nothing is sent there.
 */
export function trustedOrigin(
  url: URL,
  base: string | undefined,
): { origin: string } | { origin?: undefined; problem: string } {
  const shown = quotedValue(url.host);
  if (base !== undefined && new URL(base).host === url.host) {
    return { origin: base };
  }
  if (!isHarness(url.hostname)) {
    return {
      problem: `is a URL of ${shown}, and the key is not sent to a host that only a URL names. If that is your Harness, give base-url: ${isLoopback(url.hostname) ? url.protocol : 'https:'}//${oneLine(url.host, 100)}`,
    };
  }
  const problem = unsafe(url);
  return problem === undefined ? { origin: url.origin } : { problem: `is a URL of ${shown} that ${problem}` };
}
