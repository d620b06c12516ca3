/** A pipeline that Harness does not find: which one may have been meant, so that the error can name it. None is ever started instead. */
import type { Bounds } from '../../base/clock.ts';
import { at, list, text } from '../../base/shape.ts';
import { distance } from '../../base/spelling.ts';
import { oneLine } from '../../base/text.ts';
import { HarnessError, refusalReason } from '../errors.ts';
import type { Scope } from '../execution.ts';
import type { Http } from '../http.ts';
import { isIdentifier } from '../scope.ts';

interface Known {
  readonly id: string;
  readonly name: string;
  /** `default/shop` */
  readonly place: string;
}

/** Pipelines that are named at most. */
const MAX_NAMED = 5;
/** Pipelines of the project that are compared with a misspelt one. */
const MAX_LISTED = 100;
/** Letters in which a misspelt identifier may differ. */
const MAX_LETTERS = 3;

/** A pipeline, and where it is asked about. */
export interface SoughtPipeline {
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
 * (`POST /pipeline/api/pipelines/list`, `searchTerm`).
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
    listPipelines({ http, scope, query }, bounds);
  try {
    const byName = await read({ ...project, searchTerm: pipeline, size: '25' });
    const all = byName.length > 0 ? [] : await read({ ...project, size: String(MAX_LISTED) });
    if ([...byName, ...all].some(({ id }) => id === pipeline)) {
      return undefined;
    }
    const likely = [...byName, ...closestTo(pipeline, all)];
    const elsewhere = likely.length > 0 ? [] : await orNone(read({ searchTerm: pipeline, size: '25' }));
    return hintOf(pipeline, likely.length > 0 ? likely : elsewhere, scope);
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

function closestTo(pipeline: string, all: readonly Known[]): Known[] {
  const most = Math.min(MAX_LETTERS, Math.ceil(pipeline.length / 3));
  const near = all
    .map((known) => ({
      known,
      letters: Math.min(distance(known.id, pipeline, most), distance(known.name, pipeline, most)),
    }))
    .filter(({ letters }) => letters <= most);
  return near.toSorted((one, other) => one.letters - other.letters).map(({ known }) => known);
}

function hintOf(pipeline: string, found: readonly Known[], { org, project }: Scope): string {
  const place = `${org}/${project}`;
  if (found.length === 0) {
    return `The list of pipelines in ${place} has none with this identifier or name.`;
  }
  const bare = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const first = found.toSorted((one, other) => Number(isSame(other)) - Number(isSame(one)));
  function isSame({ id, name }: Known): boolean {
    return bare(id) === bare(pipeline) || bare(name) === bare(pipeline);
  }
  const named = first
    .slice(0, MAX_NAMED)
    .map(({ id, name, place: its }) => `'${id}' (${oneLine(name, 80)}${its === place ? '' : `, in ${its}`})`);
  return `There is no pipeline '${pipeline}' in ${place}. Did you mean ${named.join(', ')}? The identifier is what counts, not the name.`;
}
