/** The address of any page of Harness, taken apart. */

/** What a page's address names. */
interface Place {
  /** undefined for an address without host, copied from its path on. */
  readonly host?: URL | undefined;
  readonly account?: string | undefined;
  readonly org?: string | undefined;
  readonly project?: string | undefined;
  readonly pipeline?: string | undefined;
  readonly execution?: string | undefined;
  /** Of a pipeline that is stored in Git: its branch, how it is stored (`REMOTE`), its connector and repository. */
  readonly branch?: string | undefined;
  readonly storeType?: string | undefined;
  readonly connectorRef?: string | undefined;
  readonly repoName?: string | undefined;
}

/** Whether an input's text is meant as an address and not as an identifier. */
export function isAddress(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || text.startsWith('/') || lacksScheme(text);
}

/** Whether the text begins with a host instead of https://, as some browsers show an address. */
export function lacksScheme(text: string): boolean {
  return /^(?:(?:[a-z0-9-]+\.)+[a-z0-9-]+|localhost)(?::\d+)?\//i.test(text);
}

/**
 * Reads the address of a page of Harness: with `#/` or without, with or without a module after the account, of a
 * pipeline, its studio, its lists, or one execution (as execution, deployment or build).
 *
 * @returns undefined when it is no URL at all; else the parts that it names.
 */
export function readAddress(text: string): Place | undefined {
  const url = parsed(text, text.startsWith('/'));
  if (url === undefined || lacksScheme(text)) {
    return undefined;
  }
  // `//host/…` begins like a path and names a host, and browsers know more ways to write it.
  const isPath = text.startsWith('/') && url.host === NO_HOST;
  // A hash URL keeps path and query behind the `#`.
  const page = (url.hash.startsWith('#/') ? parsed(url.hash.slice(1), true) : undefined) ?? url;
  const names = readPath(page.pathname);
  return {
    host: isPath ? undefined : url,
    account: names.get('account'),
    org: names.get('org'),
    project: names.get('project'),
    pipeline: names.get('pipeline') ?? page.searchParams.get('pipelineIdentifier') ?? undefined,
    execution: names.get('execution'),
    branch: page.searchParams.get('branch') ?? undefined,
    storeType: page.searchParams.get('storeType') ?? undefined,
    connectorRef: page.searchParams.get('connectorRef') ?? undefined,
    repoName: page.searchParams.get('repoName') ?? undefined,
  };
}

const NO_HOST = 'path.invalid';

function parsed(text: string, isRelative: boolean): URL | undefined {
  const base = isRelative ? `https://${NO_HOST}` : undefined;
  return URL.canParse(text, base) ? new URL(text, base) : undefined;
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ['account', 'account'],
  ['orgs', 'org'],
  ['projects', 'project'],
  ['pipelines', 'pipeline'],
  ['executions', 'execution'],
  ['deployments', 'execution'],
  ['builds', 'execution'],
]);

/** Each word takes the part after it along, so that an identifier may be spelled like a word: `/projects/pipelines`. */
function readPath(path: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const parts = path.split('/').filter((part) => part !== '');
  for (let position = 0; position < parts.length - 1; position++) {
    const name = WORDS.get(parts[position] ?? '');
    // A project has lists of executions, too; one execution stands below its pipeline.
    if (name !== undefined && !names.has(name) && (name !== 'execution' || names.has('pipeline'))) {
      position += 1;
      names.set(name, decoded(parts[position] ?? ''));
    }
  }
  return names;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // A lone % is no identifier either way; the check of identifiers says so.
  }
}
