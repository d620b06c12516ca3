/** A pipeline that Harness does not find: which one may have been meant, so that the error can name it. None is ever started instead. */
import type { Bounds } from '../../base/clock.ts';
import { at, list, text } from '../../base/shape.ts';
import { distance } from '../../base/spelling.ts';
import { oneLine } from '../../base/text.ts';
import { unicode } from '../../base/unicode.ts';
import { HarnessError } from '../errors.ts';
import type { Scope } from '../execution.ts';
import type { Http } from '../http.ts';
import { isIdentifier } from '../identifiers.ts';
import { refusalReason } from '../request-failure.ts';

interface Known {
  readonly id: string;
  readonly name: string;
  /** `default/shop` */
  readonly place: string;
}
/** Pipelines that are read with each request. */
const MAX_LISTED = 100;

/** A pipeline, and where it is asked about. */
interface SoughtPipeline {
  readonly http: Http;
  readonly scope: Scope;
  readonly pipeline: string;
}

/**
 * @param error what Harness answered when it was asked about the pipeline
 * @returns the error with a hint that names the right identifier and project; the error itself when it is about something else,
 * when the pipeline is in the list, or when the list could not be read.
 */
export async function withLikelyPipelines(error: unknown, sought: SoughtPipeline, bounds: Bounds): Promise<unknown> {
  if (
    !(error instanceof HarnessError) ||
    error.kind !== 'refused' ||
    refusalReason(error.failure) !== 'not-found' ||
    !/pipeline/i.test(error.failure.detail)
  ) {
    return error;
  }
  const hint = await missingPipeline(sought, bounds);
  return hint === undefined
    ? error
    : new HarnessError({ ...error.failure, isPipelineMissing: true, hints: [hint, ...(error.failure.hints ?? [])] });
}

/**
 * Looks a pipeline up by its name, then by its spelling, then in the other projects of the account
 * (`POST /pipeline/api/pipelines/list`), with three requests at most. Harness's `searchTerm` is found literally in names and
 * identifiers, where `deploy-prod` is not found in `deploy_prod` or Deploy Prod: a word of it is searched for, and what comes
 * back is compared here.
 *
 * @returns a sentence that names the right identifier and project; undefined when the pipeline is in the list, or when the list
 * could not be read: then the caller's own words say what to compare.
 */
export async function missingPipeline(
  { http, scope, pipeline }: SoughtPipeline,
  bounds: Bounds,
): Promise<string | undefined> {
  const project = { orgIdentifier: scope.org, projectIdentifier: scope.project };
  const read = (query: Readonly<Record<string, string>>): Promise<Known[]> =>
    listPipelines({ http, scope, query: { ...query, size: String(MAX_LISTED) } }, bounds);
  const searchTerm = longestWord(pipeline);
  try {
    const withWord = await read({ ...project, searchTerm });
    const byName = withWord.filter((known) => hasName(known, pipeline));
    // There may be more with this word than were read.
    const isCut = withWord.length >= MAX_LISTED;
    const more =
      byName.length > 0 ? [] : await read({ ...project, ...(isCut ? { searchTerm: asIdentifier(pipeline) } : {}) });
    if ([...byName, ...more].some(({ id }) => id === pipeline)) {
      return undefined;
    }
    const likely = [...byName, ...closestTo(pipeline, more)];
    const elsewhere = likely.length > 0 ? [] : await orNone(read({ searchTerm }));
    const named = elsewhere.filter((known) => hasName(known, pipeline));
    return hintOf(pipeline, likely.length > 0 ? likely : named, scope);
  } catch {
    return undefined;
  }
}

/** Few keys may see a whole account. */
async function orNone(search: Promise<Known[]>): Promise<Known[]> {
  try {
    return await search;
  } catch {
    return [];
  }
}

interface Search {
  readonly http: Http;
  readonly scope: Scope;
  readonly query: Readonly<Record<string, string>>;
}

async function listPipelines({ http, scope, query }: Search, bounds: Bounds): Promise<Known[]> {
  const call = {
    purpose: `list the pipelines in ${scope.org}/${scope.project}`,
    method: 'POST',
    path: '/pipeline/api/pipelines/list',
    query: { accountIdentifier: scope.account, page: '0', ...query },
    type: 'application/json',
    body: JSON.stringify({ filterType: 'PipelineSetup' }),
  } as const;
  return list(at(await http.send(call, bounds), 'data', 'content')).flatMap((entry): Known[] => {
    const id = text(at(entry, 'identifier'));
    const org = text(at(entry, 'orgIdentifier')) ?? query['orgIdentifier'];
    const project = text(at(entry, 'projectIdentifier')) ?? query['projectIdentifier'];
    return id === undefined || !isIdentifier(id) || org === undefined || project === undefined
      ? []
      : [{ id, name: text(at(entry, 'name')) ?? id, place: `${org}/${project}` }];
  });
}

const BETWEEN_WORDS = unicode(String.raw`[^\p{L}\p{N}]+`);

/** @returns the longest word of `deploy-prod`; all of it when it has no word. */
function longestWord(name: string): string {
  const words = name.split(BETWEEN_WORDS());
  return words.reduce((longest, word) => (word.length > longest.length ? word : longest), '') || name;
}

/** @returns the identifier that Harness makes of a name: `deploy_prod` of `deploy-prod`; an identifier is its own. */
function asIdentifier(name: string): string {
  return name.replace(/[\s-]+/g, '_');
}

/** Whether a name or identifier has this one in it, whatever stands between their words. */
function hasName({ id, name }: Known, wanted: string): boolean {
  return [id, name].some((each) => bare(each).includes(bare(wanted)));
}

/** @returns letters and digits alone, in lower case; all of it when it has none. */
function bare(name: string): string {
  return name.toLowerCase().split(BETWEEN_WORDS()).join('') || name;
}

/** Letters in which a misspelled identifier may differ. */
const MAX_LETTERS = 3;

function closestTo(pipeline: string, all: readonly Known[]): Known[] {
  const most = Math.min(MAX_LETTERS, Math.ceil(pipeline.length / 3));
  const near = all
    .map((known) => ({
      known,
      letters: Math.min(...[known.id, known.name].map((each) => distance(bare(each), bare(pipeline), most))),
    }))
    .filter(({ letters }) => letters <= most);
  return near.toSorted((one, other) => one.letters - other.letters).map(({ known }) => known);
}

/** Pipelines that are named at most. */
const MAX_NAMED = 5;

function hintOf(pipeline: string, found: readonly Known[], { org, project }: Scope): string {
  const place = `${org}/${project}`;
  if (found.length === 0) {
    return `No pipeline in ${place} has this identifier or name.`;
  }
  const first = found.toSorted((one, other) => Number(isSame(other)) - Number(isSame(one)));
  function isSame({ id, name }: Known): boolean {
    return bare(id) === bare(pipeline) || bare(name) === bare(pipeline);
  }
  const named = first
    .slice(0, MAX_NAMED)
    .map(({ id, name, place: its }) => `'${id}' (${oneLine(name, 80)}${its === place ? '' : `, in ${its}`})`);
  return `There is no pipeline '${pipeline}' in ${place}. Did you mean ${named.join(', ')}? Use the identifier, not the name.`;
}
