/** The keys under which Harness keeps the logs of a step. */
import { at, entries, list, text, texts } from '../../base/shape.ts';

/** The execution that a step belongs to, as the keys of logs spell it. */
export interface LogRun {
  readonly account: string;
  readonly org: string;
  readonly project: string;
  readonly pipeline: string;
  readonly id: string;
  readonly sequence: number | undefined;
  /** `shouldUseSimplifiedKey` of the summary. */
  readonly simplified: boolean;
}

/**
 * @param node a node of the graph: `executableResponses` name the keys, one for each unit; `logBaseKey` is the next best;
 * else the key is built from the node's place
 * @returns keys to try in this order, at most three
 */
export function logKeysOf(node: unknown, run: LogRun): string[] {
  const { keys, units } = namedKeys(node);
  const unit = failedUnit(node);
  const position = unit === undefined ? -1 : units.indexOf(unit);
  const base = text(at(node, 'logBaseKey')) ?? (keys.length === 0 ? builtKey(node, run) : undefined);
  const ofUnit = base === undefined || unit === undefined ? undefined : `${base}-commandUnit:${unit}`;
  return [...new Set(texts([keys[position], keys.at(-1), ofUnit, base]))]
    .filter((key) => key.length < 2000)
    .slice(0, 3);
}

/** @returns the keys of all logs of a step that runs or ran, one for each of its units, in their order. */
export function streamKeysOf(node: unknown, run: LogRun): string[] {
  const { keys } = namedKeys(node);
  const base = text(at(node, 'logBaseKey')) ?? builtKey(node, run);
  const begun = list(at(node, 'unitProgresses')).filter((unit) =>
    /^(?!QUEUED|UNKNOWN|$)/i.test(text(at(unit, 'status')) ?? ''),
  );
  const ofUnits =
    base === undefined
      ? []
      : texts(begun.map((unit) => at(unit, 'unitName'))).map((unit) => `${base}-commandUnit:${unit}`);
  const all = keys.length > 0 ? keys : ofUnits.length > 0 ? ofUnits : texts([base]);
  return [...new Set(all)].filter((key) => key.length < 2000).slice(0, MAX_UNITS);
}

/** Units of a step whose logs are followed. */
const MAX_UNITS = 20;

/** How deep inside `executableResponses` the names of units and keys are, by the kind of step. */
const RESPONSES = [
  'task',
  'taskChain',
  'async',
  'asyncChain',
  'sync',
  'child',
  'childChain',
  'children',
  'skipTask',
] as const;

function namedKeys(node: unknown): { readonly keys: readonly string[]; readonly units: readonly string[] } {
  for (const response of list(at(node, 'executableResponses'))) {
    for (const kind of RESPONSES) {
      const keys = [...texts(at(response, kind, 'logKeys')), ...texts(at(response, kind, 'logKeysList'))];
      if (keys.length > 0) {
        return { keys, units: [...texts(at(response, kind, 'units')), ...texts(at(response, kind, 'unitsList'))] };
      }
    }
  }
  return { keys: [], units: [] };
}

/** @returns the unit that failed, else the last one that has begun; undefined for a step without units. */
function failedUnit(node: unknown): string | undefined {
  const units = list(at(node, 'unitProgresses'));
  const inState = (state: RegExp): unknown => units.findLast((unit) => state.test(text(at(unit, 'status')) ?? ''));
  return text(at(inState(/FAIL|EXPIRE|ERROR/i) ?? inState(/^(?!QUEUED|UNKNOWN|$)/i), 'unitName'));
}

/** Parts of a path that the short form of keys leaves out. */
const STRUCTURE: ReadonlySet<string> = new Set(['pipeline', 'stages', 'spec', 'execution', 'steps']);

function builtKey(node: unknown, run: LogRun): string | undefined {
  const path = (text(at(node, 'baseFqn')) ?? '').split('.');
  if (path.length < 3 || run.sequence === undefined) {
    return undefined;
  }
  if (run.simplified) {
    const tries = entries(at(node, 'interruptHistories')).filter(
      ([, interrupt]) => at(interrupt, 'interruptType') === 'RETRY',
    ).length;
    const short = path.filter((part) => !STRUCTURE.has(part)).join('/');
    const start = `${run.account}/pipeline/${run.pipeline}/${run.sequence}/-${run.id}/${short}`;
    return tries === 0 ? start : `${start}_${tries}`;
  }
  return [
    `accountId:${run.account}`,
    `orgId:${run.org}`,
    `projectId:${run.project}`,
    `pipelineId:${run.pipeline}`,
    `runSequence:${run.sequence}`,
    ...path.map((part, level) => `level${level}:${part}`),
  ].join('/');
}
