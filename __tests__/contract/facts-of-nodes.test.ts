/** Facts about the execution graph and about logs: the client reads such an answer rightly, and the simulator answers so. */
import { expect, it } from '@jest/globals';

import { systemClock } from '../../src/base/clock.ts';
import { openHttp } from '../../src/harness/http.ts';
import { nodesOf } from '../../src/harness/nextgen/graph.ts';
import { interrupter } from '../../src/harness/nextgen/interrupts.ts';
import { nextGenLogStreams } from '../../src/harness/nextgen/log-stream.ts';
import { logKeysOf } from '../../src/harness/nextgen/log-keys.ts';
import { identifierSuffix, nameWithMatrixValues } from '../../src/harness/nextgen/matrix.ts';
import type { GraphNode } from '../../src/harness/nextgen/node.ts';
import { checkFacts, type Sides } from '../support/harness/facts/check.ts';
import { NODE_FACTS as FACTS } from '../support/harness/facts/nodes.ts';
import { each, listed, nodesIn, openSimulator } from '../support/harness/facts/plays.ts';
import { startServer } from '../support/harness/http-server.ts';
import { all, ask, at, begin, GRAPH, read, until, word } from '../support/harness/simulator.ts';

const RUN = {
  account: 'Acme',
  org: 'default',
  project: 'shop',
  pipeline: 'p',
  id: 'e1',
  sequence: 1,
  simplified: false,
};
const NO_STARTER = { uuid: undefined, name: undefined };

/** The node that the client makes of this one. */
function nodeOf(wire: object): GraphNode {
  const [node] = nodesOf({ rootNodeId: 'node', nodeMap: { node: wire } }, RUN, NO_STARTER);
  if (node === undefined) throw new Error('no node');
  return node;
}

async function nodesOfType(scenario: string, stepType: string): Promise<readonly unknown[]> {
  return (await nodesIn(scenario)).filter((node) => at(node, 'stepType') === stepType);
}

async function responsesIn(scenario: string): Promise<readonly unknown[]> {
  return listed(await nodesIn(scenario), 'executableResponses');
}

/** The lines that the client reads of a stream which sends this and stays open. */
async function linesOf(sent: string): Promise<readonly string[]> {
  const server = await startServer(({ response }) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(sent);
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

const LINE = 'data: {"out":"one"}\n\n';

/** What the simulator streams of a log that does not run. */
async function emptyStream(): Promise<string> {
  const harness = await openSimulator();
  const query = { accountID: harness.account, key: 'nothing/runs/here' };
  return (await ask(harness, 'GET /gateway/log-service/stream', { query })).body;
}

const SIDES: Readonly<Record<keyof typeof FACTS, Sides>> = {
  fourIssuers: {
    read: () => {
      const wire = { interruptHistories: [FACTS.fourIssuers.shape] };
      const person = FACTS.fourIssuers.shape.interruptConfig.issuedBy.manualIssuer.identifier;
      const by = (uuid: string): string | undefined => interrupter(wire, { uuid, name: 'the starter' });
      return [
        [by(person), by('another user')],
        ['the starter', undefined],
      ];
    },
    answered: async () => listed(await nodesIn('aborted'), 'interruptHistories'),
  },
  queueNode: {
    read: () => {
      const { isInternal, logKeys, streamKeys } = nodeOf(FACTS.queueNode.shape);
      return [
        [isInternal, logKeys, streamKeys],
        [true, [], []],
      ];
    },
    answered: async () => [
      ...(await nodesOfType('green', 'ResourceConstraint')),
      ...(await nodesOfType('locked', 'ResourceConstraint')),
    ],
  },
  unitTimes: {
    read: () => {
      const { shape } = FACTS.unitTimes;
      const node = { logBaseKey: 'base', unitProgresses: [{ ...shape, status: 'FAILURE' }] };
      return [logKeysOf(node, RUN), ['base-commandUnit:apply', 'base']];
    },
    answered: async () => listed(await nodesIn('green'), 'unitProgresses'),
  },
  asyncTimeout: {
    read: () => [logKeysOf({ executableResponses: [FACTS.asyncTimeout.shape] }, RUN), ['harbour/build/compile']],
    answered: async () =>
      (await responsesIn('green')).filter((response) => at(response, 'async.timeout') !== undefined),
  },
  strategyOfChildren: {
    read: () => {
      const { strategyMetadata } = FACTS.strategyOfChildren.shape;
      return [
        [nameWithMatrixValues('Ship', strategyMetadata), identifierSuffix(strategyMetadata)],
        ['Ship (north)', '_0'],
      ];
    },
    answered: async () => listed(await responsesIn('matrix'), 'children.children'),
  },
  causeInNode: {
    read: () => {
      const { message, hints } = nodeOf(FACTS.causeInNode.shape);
      return [
        [message, hints],
        ['no delegate is there to take the task', ['start a delegate that has the selector lighthouse']],
      ];
    },
    answered: () => nodesOfType('no-delegate', 'K8sRollingDeploy'),
  },
  intervention: {
    read: () => {
      const { phase, message } = nodeOf(FACTS.intervention.shape);
      return [
        [phase, message],
        ['waiting', 'the tide has turned'],
      ];
    },
    answered: async () => {
      const harness = await openSimulator();
      const id = await begin(harness, 'intervention');
      let waiting: readonly unknown[] = [];
      await until(async () => {
        const nodes = all((await read(harness, id, GRAPH)).json, 'data.executionGraph.nodeMap');
        waiting = nodes.filter((node) => at(node, 'identifier') === 'wait_for_it');
        return waiting.length > 0;
      });
      return waiting;
    },
  },
  delegate: {
    read: () => [nodeOf(FACTS.delegate.shape).delegates, ['lighthouse-1']],
    answered: () => nodesOfType('red', 'K8sRollingDeploy'),
  },
  taskChain: {
    read: () => [
      logKeysOf({ executableResponses: [FACTS.taskChain.shape] }, RUN),
      ['harbour/ship/rollout-commandUnit:Apply'],
    ],
    answered: async () => (await responsesIn('red')).filter((response) => at(response, 'taskChain') !== undefined),
  },
  beforeTheSteps: {
    read: () => {
      const { isInternal, streamKeys } = nodeOf({ ...FACTS.beforeTheSteps.shape, status: 'Running' });
      return [
        [isInternal, streamKeys],
        [true, []],
      ];
    },
    answered: () => nodesOfType('green', 'SERVICE_V3'),
  },
  infrastructureNode: {
    read: () => [nodeOf(FACTS.infrastructureNode.shape).isInternal, true],
    answered: () => nodesOfType('green', 'INFRASTRUCTURE_TASKSTEP_V2'),
  },
  sectionWithRollback: {
    read: () => [nodeOf(FACTS.sectionWithRollback.shape).kind, 'section'],
    answered: () => nodesOfType('green', 'NG_SECTION_WITH_ROLLBACK_INFO'),
  },
  rollbackSection: {
    read: () => {
      const step = { stepType: 'ShellScript', identifier: 'undo' };
      const nodeMap = { section: FACTS.rollbackSection.shape, step };
      const nodeAdjacencyListMap = { section: { children: ['step'], nextIds: [] } };
      const nodes = nodesOf({ rootNodeId: 'section', nodeMap, nodeAdjacencyListMap }, RUN, NO_STARTER);
      return [nodes.map(({ isRollback }) => isRollback), [true, true]];
    },
    answered: () => nodesOfType('rollback', 'ROLLBACK_OPTIONAL_CHILD_CHAIN'),
  },
  skipOutcome: {
    // A step that had nothing to do has succeeded, or was skipped.
    read: () => {
      const why = ['Success', 'Skipped'].map((status) => nodeOf({ ...FACTS.skipOutcome.shape, status }).skippedBecause);
      const { message } = FACTS.skipOutcome.shape.outcomes.skipOutcome;
      return [why, [message, message]];
    },
    answered: () => nodesOfType('nothing-to-undo', 'K8sRollingRollback'),
  },
  verification: {
    read: () => [nodeOf(FACTS.verification.shape).message, 'the water rose (after 100% of its analysis)'],
    answered: () => nodesOfType('verify-failed', 'Verify'),
  },
  chaos: {
    read: () => [nodeOf(FACTS.chaos.shape).message, 'the mast broke (resilience score 50; faults: 1 passed, 1 failed)'],
    answered: () => nodesOfType('chaos-failed', 'Chaos'),
  },
  policyStep: {
    read: () => [
      nodeOf(FACTS.policyStep.shape).message,
      'denied by policy rules of the harbour › names of ships: no ship without a name',
    ],
    answered: () => nodesOfType('policy-failed', 'Policy'),
  },
  streamBegin: {
    read: async () => [await linesOf(`${FACTS.streamBegin.shape}${LINE}${FACTS.streamBegin.shape}${END}`), ['one']],
    answered: async () => {
      const { shape } = FACTS.streamBegin;
      return [(await emptyStream()).startsWith(shape) ? shape : 'no ping'];
    },
  },
  streamEnd: {
    read: async () => [await linesOf(`${LINE}${FACTS.streamEnd.shape}`), ['one']],
    answered: async () => [(await emptyStream()).slice(-FACTS.streamEnd.shape.length)],
  },
};

const END = FACTS.streamEnd.shape;

checkFacts(FACTS, SIDES);

it('no graph has a JSON number where Harness has a 64-bit number', async () => {
  const responses = (await Promise.all(['green', 'matrix', 'aborted', 'parallel'].map(responsesIn))).flat();
  const long = [...each(responses, 'async.timeout'), ...each(responses, 'children.maxConcurrency')];
  expect(new Set(long.map((value) => typeof value))).toEqual(new Set(['string']));
});

it('query values are read case-insensitively', async () => {
  const harness = await openSimulator();
  const id = await begin(harness, 'green');
  const graph = async (flag: string): Promise<unknown> =>
    at((await read(harness, id, { renderFullBottomGraph: flag })).json, 'data.executionGraph.rootNodeId');
  await until(async () => (await graph('True')) !== undefined);
  expect([await graph('TRUE'), await graph('False')]).toEqual([word({ root: await graph('true') }, 'root'), undefined]);
});
