/** Each fact about Harness's answers: the client reads such an answer rightly, and the simulator answers so. */
import { afterAll, describe, expect, it } from '@jest/globals';

import { systemClock } from '../../src/base/clock.ts';
import { openHttp } from '../../src/harness/http.ts';
import { readFailureInfo } from '../../src/harness/nextgen/failure-info.ts';
import { nodesOf } from '../../src/harness/nextgen/graph.ts';
import { interrupter } from '../../src/harness/nextgen/interrupts.ts';
import { readStages } from '../../src/harness/nextgen/layout.ts';
import { nextGenLogStreams } from '../../src/harness/nextgen/log-stream.ts';
import { logKeysOf } from '../../src/harness/nextgen/logs.ts';
import { identifierSuffix, nameWithMatrixValues } from '../../src/harness/nextgen/matrix.ts';
import { readModules } from '../../src/harness/nextgen/modules.ts';
import { toSnapshot } from '../../src/harness/nextgen/snapshot.ts';
import { type Simulator, startSimulator } from '../../src/simulator/simulator.ts';
import { type Fact, FACTS } from '../support/harness/facts.ts';
import { startServer } from '../support/harness/http-server.ts';
import { all, ask, at, GRAPH, play, read, SUMMARY, word } from '../support/harness/simulator.ts';

type Name = keyof typeof FACTS;

const RUN = {
  account: 'Acme',
  org: 'default',
  project: 'shop',
  pipeline: 'p',
  id: 'e1',
  sequence: 1,
  simplified: false,
};
const BUILD = { nodeType: 'CI', nodeIdentifier: 'build', name: 'Build', status: 'Success', startTs: 1, endTs: 2 };

/** The stages of a layout that has a stage, to which nothing else is linked, and this node. */
function stagesBeside(node: object): readonly string[] {
  return readStages({ startingNodeId: 'first', layoutNodeMap: { first: BUILD, node } }).map(({ name }) => name);
}

/** What the client makes of a fact's shape, and what it should. */
const READ: Readonly<
  Record<Name, () => readonly [read: unknown, right: unknown] | Promise<readonly [unknown, unknown]>>
> = {
  strategyMetadata: () => {
    const { shape } = FACTS.strategyMetadata;
    return [
      [nameWithMatrixValues('Ship', shape), identifierSuffix(shape)],
      ['Ship (north)', '_0'],
    ];
  },
  matrixValueAsJson: () => [nameWithMatrixValues('Ship', FACTS.matrixValueAsJson.shape), 'Ship (till 7.1)'],
  parentStageInfo: () => [
    toSnapshot({ parentStageInfo: FACTS.parentStageInfo.shape }).parent,
    { id: 'tq5nWc8RTyKx2Lm0Zb4vJg', pipeline: 'release_train', org: 'default', project: 'harbour' },
  ],
  failedSummary: () => {
    const failed = { ...BUILD, status: 'Failed', failureInfoDTO: { message: 'the mast broke' } };
    const summary = { ...FACTS.failedSummary.shape, startingNodeId: 'a', layoutNodeMap: { a: failed } };
    return [toSnapshot(summary).message, 'the mast broke'];
  },
  causeInResponses: () => {
    const { message, hints } = readFailureInfo(FACTS.causeInResponses.shape);
    const right = ['nobody is there to take the task', ['start a delegate that has the selector lighthouse']];
    return [[message, hints], right];
  },
  pipelineRollback: () => [stagesBeside(FACTS.pipelineRollback.shape), ['Build']],
  rollbackStage: () => [stagesBeside(FACTS.rollbackStage.shape), ['Build']],
  parallelBlock: () => {
    const member = (status: string): object => ({ ...BUILD, status });
    const layoutNodeMap = {
      block: FACTS.parallelBlock.shape,
      left: member('Success'),
      right: member('Running'),
      after: member('NotStarted'),
    };
    const stages = readStages({ startingNodeId: 'block', layoutNodeMap });
    return [
      stages.map(({ id, name, phase, depth }) => [id, name, phase, depth]),
      [
        ['', '2 stages in parallel', 'running', 0],
        ['build', 'Build', 'succeeded', 1],
        ['build', 'Build', 'running', 1],
        ['build', 'Build', 'queued', 0],
      ],
    ];
  },
  skippedStage: () => {
    const layoutNodeMap = { a: FACTS.skippedStage.shape };
    const [stage] = readStages({ startingNodeId: 'a', layoutNodeMap });
    return [stage?.skippedBecause, 'its condition is false: <+stage.variables.ship> == "1"'];
  },
  fourIssuers: () => {
    const wire = { interruptHistories: [FACTS.fourIssuers.shape] };
    const person = FACTS.fourIssuers.shape.interruptConfig.issuedBy.manualIssuer.identifier;
    const by = (uuid: string): string | undefined => interrupter(wire, { uuid, name: 'the starter' });
    return [
      [by(person), by('somebody else')],
      ['the starter', undefined],
    ];
  },
  queueNode: () => {
    const [node] = nodesOf({ rootNodeId: 'rc', nodeMap: { rc: FACTS.queueNode.shape } }, RUN, NOBODY);
    return [
      [node?.isInternal, node?.logKeys, node?.streamKeys],
      [true, [], []],
    ];
  },
  unitTimes: () => {
    const { shape } = FACTS.unitTimes;
    const node = { logBaseKey: 'base', unitProgresses: [{ ...shape, status: 'FAILURE' }] };
    return [logKeysOf(node, RUN), ['base-commandUnit:apply', 'base']];
  },
  asyncTimeout: () => [logKeysOf({ executableResponses: [FACTS.asyncTimeout.shape] }, RUN), ['harbour/build/compile']],
  displayNames: () => {
    const { services, environments } = readModules({ layoutNodeMap: { a: { moduleInfo: FACTS.displayNames.shape } } });
    const environment = { id: 'north', name: 'North coast', type: 'Production' };
    return [
      { services, environments },
      { services: [{ id: 'till_2', name: 'Cash desk' }], environments: [environment] },
    ];
  },
  streamEnd: async () => [await linesOfOpenStream(FACTS.streamEnd.shape), ['one']],
};

const NOBODY = { uuid: undefined, name: undefined };

/** The lines of a stream that sends one, and then this, and stays open. */
async function linesOfOpenStream(end: string): Promise<readonly string[]> {
  const server = await startServer(({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`data: {"out":"one"}\n\n${end}`);
  });
  try {
    const clock = systemClock;
    const http = openHttp({ origin: server.origin, key: 'pat.Acme.a.b', clock, onExchange: () => undefined });
    const scope = { origin: server.origin, account: 'Acme', org: 'default', project: 'shop' };
    const lines: string[] = [];
    const position = { key: 'k', step: 's', rows: 0, last: undefined };
    const bounds = { signal: new AbortController().signal, limit: 20_000 };
    await nextGenLogStreams(http, scope).streamLog(position, (more) => lines.push(...more), bounds);
    return lines;
  } finally {
    await server.close();
  }
}

let simulator: Promise<Simulator> | undefined;
const played = new Map<string, Promise<unknown>>();

afterAll(async () => (await simulator)?.close());

/** One simulator for all, in which each scenario is played once. */
function openSimulator(): Promise<Simulator> {
  simulator ??= startSimulator({ speed: 20_000 });
  return simulator;
}

/** The answer about an execution that plays this scenario, at its end, with its graph. */
function answerOf(scenario: string): Promise<unknown> {
  const answer = played.get(scenario) ?? playOf(scenario);
  played.set(scenario, answer);
  return answer;
}

async function playOf(scenario: string): Promise<unknown> {
  const harness = await openSimulator();
  return (await read(harness, await play(harness, scenario), GRAPH)).json;
}

async function stagesOf(scenario: string): Promise<readonly unknown[]> {
  return all(await answerOf(scenario), `${SUMMARY}.layoutNodeMap`);
}

async function nodesIn(scenario: string): Promise<readonly unknown[]> {
  return all(await answerOf(scenario), 'data.executionGraph.nodeMap');
}

/** What stands at this path in each of them, where anything does. */
function each(values: readonly unknown[], path: string): readonly unknown[] {
  return values.map((value) => at(value, path)).filter((found) => found !== undefined && found !== null);
}

function listed(values: readonly unknown[], path: string): readonly unknown[] {
  return each(values, path).flatMap((list) => (Array.isArray(list) ? (list as readonly unknown[]) : []));
}

/** The parts of the simulator's answers that a fact is about; each has to have its shape. */
const ANSWERED: Readonly<Record<Name, () => Promise<readonly unknown[]>>> = {
  strategyMetadata: async () => each([...(await stagesOf('matrix')), ...(await nodesIn('matrix'))], 'strategyMetadata'),
  matrixValueAsJson: async () => each(await stagesOf('multi-service'), 'strategyMetadata'),
  parentStageInfo: async () => {
    const harness = await openSimulator();
    await answerOf('chained');
    const children = harness.executions.filter(({ via }) => via === 'chained');
    const answers = await Promise.all(children.map(({ id }) => read(harness, id)));
    return each(
      answers.map(({ json }) => json),
      `${SUMMARY}.parentStageInfo`,
    );
  },
  failedSummary: async () => each(await Promise.all(['red', 'no-delegate'].map(answerOf)), SUMMARY),
  causeInResponses: async () =>
    each(await stagesOf('no-delegate'), 'failureInfoDTO').filter((info) => all(info, 'responseMessages').length > 0),
  pipelineRollback: async () => (await stagesOf('green')).filter((node) => at(node, 'nodeType') === 'PipelineRollback'),
  rollbackStage: async () => (await stagesOf('green')).filter((node) => at(node, 'isRollbackStageNode') === true),
  parallelBlock: async () => (await stagesOf('parallel')).filter((node) => at(node, 'nodeType') === 'parallel'),
  skippedStage: async () => (await stagesOf('conditional')).filter((node) => at(node, 'status') === 'Skipped'),
  fourIssuers: async () => listed(await nodesIn('aborted'), 'interruptHistories'),
  queueNode: async () => (await nodesIn('green')).filter((node) => word(node, 'identifier').startsWith('rc-')),
  unitTimes: async () => listed(await nodesIn('green'), 'unitProgresses'),
  asyncTimeout: async () => {
    const responses = listed(await nodesIn('green'), 'executableResponses');
    return responses.filter((response) => at(response, 'async.timeout') !== undefined);
  },
  displayNames: async () => each(await stagesOf('green'), 'moduleInfo').filter((info) => at(info, 'cd') !== undefined),
  streamEnd: async () => {
    const harness = await openSimulator();
    const { body } = await ask(harness, 'GET /gateway/log-service/stream', {
      query: { accountID: harness.account, key: 'nothing/runs/here' },
    });
    return [body.slice(-FACTS.streamEnd.shape.length)];
  },
};

/** What an answer has otherwise than a shape, one line each. It may have more keys, and lists may have more items. */
function misfits(shape: unknown, answer: unknown, path = ''): readonly string[] {
  const isAlike = typeof shape === typeof answer && Array.isArray(shape) === Array.isArray(answer);
  if (!isAlike || (typeof shape !== 'object' && isExact(shape) && shape !== answer)) {
    return [`${path} is ${JSON.stringify(answer)}, not like ${JSON.stringify(shape)}`];
  }
  if (typeof shape === 'string' && isNumber(shape) !== isNumber(String(answer))) {
    return [`${path} is ${JSON.stringify(answer)}: a number in text is like ${shape}`];
  }
  if (Array.isArray(shape) && shape.length === 0 && all(answer, '').length > 0) {
    return [`${path} is not empty`];
  }
  return typeof shape !== 'object'
    ? []
    : Object.entries(shape ?? {}).flatMap(([key, value]) => misfits(value, at(answer, key), `${path}.${key}`));
}

/** Whether it is a word of Harness, or an empty value: both are as the shape has them. */
function isExact(value: unknown): boolean {
  return (
    typeof value === 'boolean' ||
    (typeof value === 'string' && (value === '' || /^(?:[A-Z]\w*|event: .*)$/s.test(value)))
  );
}

function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

describe.each(Object.entries<Fact>(FACTS) as readonly [Name, Fact][])('%s', (name, { what, shape, absent = [] }) => {
  it(`the client reads it: ${what}`, async () => {
    const [found, right] = await READ[name]();
    expect(found).toEqual(right);
  });

  it('the simulator answers so', async () => {
    const parts = await ANSWERED[name]();
    expect(parts.length).toBeGreaterThan(0);
    for (const part of parts) {
      expect([misfits(shape, part), absent.filter((key) => at(part, key) !== undefined)]).toEqual([[], []]);
    }
  });
});

it('no number that has 64 bits in Harness is a JSON number in any graph', async () => {
  const nodes = (await Promise.all(['green', 'matrix', 'aborted', 'parallel'].map(nodesIn))).flat();
  const responses = listed(nodes, 'executableResponses');
  const long = [...each(responses, 'async.timeout'), ...each(responses, 'children.maxConcurrency')];
  expect(new Set(long.map((value) => typeof value))).toEqual(new Set(['string']));
});
