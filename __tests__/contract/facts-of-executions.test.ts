/** Facts about executions and their stages: the client reads such an answer rightly, and the simulator answers so. */
import { readFailureInfo } from '../../src/harness/nextgen/failure-info.ts';
import { nodesOf } from '../../src/harness/nextgen/graph.ts';
import { readStages } from '../../src/harness/nextgen/layout.ts';
import { identifierSuffix, nameWithMatrixValues } from '../../src/harness/nextgen/matrix.ts';
import { readModules } from '../../src/harness/nextgen/modules.ts';
import { toSnapshot } from '../../src/harness/nextgen/snapshot.ts';
import { checkFacts, type Sides } from '../support/harness/facts/check.ts';
import { EXECUTION_FACTS as FACTS } from '../support/harness/facts/executions.ts';
import { answerOf, each, nodesIn, openSimulator, stagesOf } from '../support/harness/facts/plays.ts';
import { all, ask, at, play, read, SUMMARY, word, YAML } from '../support/harness/simulator.ts';

const BUILD = { nodeType: 'CI', nodeIdentifier: 'build', name: 'Build', status: 'Success', startTs: 1, endTs: 2 };
const SHIP = { ...BUILD, nodeIdentifier: 'ship', name: 'Ship' };

/** The stages of a layout that has a stage, to which nothing else is linked, and this node. */
function stagesBeside(node: object): readonly string[] {
  return readStages({ startingNodeId: 'first', layoutNodeMap: { first: BUILD, node } }).map(({ name }) => name);
}

/** A part of each summary of these scenarios. */
async function summaries(...scenarios: readonly string[]): Promise<readonly unknown[]> {
  return each(await Promise.all(scenarios.map(answerOf)), SUMMARY);
}

async function modulesOf(scenario: string, module: 'cd' | 'ci'): Promise<readonly unknown[]> {
  return each(await stagesOf(scenario), 'moduleInfo').filter((info) => at(info, module) !== undefined);
}

async function stagesWith(scenario: string, key: string, value: unknown): Promise<readonly unknown[]> {
  return (await stagesOf(scenario)).filter((node) => at(node, key) === value);
}

const SIDES: Readonly<Record<keyof typeof FACTS, Sides>> = {
  strategyMetadata: {
    read: () => {
      const { shape } = FACTS.strategyMetadata;
      return [
        [nameWithMatrixValues('Ship', shape), identifierSuffix(shape)],
        ['Ship (north)', '_0'],
      ];
    },
    answered: async () => each([...(await stagesOf('matrix')), ...(await nodesIn('matrix'))], 'strategyMetadata'),
  },
  matrixValueAsJson: {
    read: () => [nameWithMatrixValues('Ship', FACTS.matrixValueAsJson.shape), 'Ship (till 7.1)'],
    answered: async () => each(await stagesOf('multi-service'), 'strategyMetadata'),
  },
  loopMetadata: {
    read: () => [nameWithMatrixValues('Tell', FACTS.loopMetadata.shape), 'Tell (mail)'],
    answered: async () => each([...(await stagesOf('loop')), ...(await nodesIn('loop'))], 'strategyMetadata'),
  },
  strategyNode: {
    // Its times are those of its legs.
    read: () => {
      const { shape } = FACTS.strategyNode;
      const group = { ...shape, nodeType: 'MATRIX', name: 'Ship', status: 'Success' };
      const layoutNodeMap = {
        group,
        north: { ...SHIP, startTs: 5, endTs: 7 },
        south: { ...SHIP, startTs: 4, endTs: 6 },
      };
      const [stage] = readStages({ startingNodeId: 'group', layoutNodeMap });
      return [
        [stage?.isGroup, stage?.startedAt, stage?.endedAt],
        [true, 4, 7],
      ];
    },
    answered: async () => [
      ...(await stagesWith('matrix', 'nodeType', 'MATRIX')),
      ...(await stagesWith('loop', 'nodeType', 'LOOP')),
    ],
  },
  hiddenTwin: {
    // Also where the walk finds no first stage, so that every node counts.
    read: () => {
      const node = { ...FACTS.hiddenTwin.shape, nodeType: 'Deployment' };
      const unlinked = readStages({ layoutNodeMap: { first: BUILD, node } }).map(({ name }) => name);
      return [
        [stagesBeside(node), unlinked],
        [['Build'], ['Build']],
      ];
    },
    answered: async () => [
      ...(await stagesWith('matrix', 'hidden', true)),
      ...(await stagesWith('loop', 'hidden', true)),
    ],
  },
  parentStageInfo: {
    read: () => [
      toSnapshot({ parentStageInfo: FACTS.parentStageInfo.shape }).parent,
      { id: 'tq5nWc8RTyKx2Lm0Zb4vJg', pipeline: 'release_train', org: 'default', project: 'harbour' },
    ],
    answered: async () => {
      const harness = await openSimulator();
      await answerOf('chained');
      const children = harness.executions.filter(({ via }) => via === 'chained');
      const answers = await Promise.all(children.map(({ id }) => read(harness, id)));
      return answers.map(({ json }) => at(json, `${SUMMARY}.parentStageInfo`));
    },
  },
  failedSummary: {
    read: () => {
      const failed = { ...BUILD, status: 'Failed', failureInfoDTO: { message: 'the mast broke' } };
      const summary = { ...FACTS.failedSummary.shape, startingNodeId: 'a', layoutNodeMap: { a: failed } };
      return [toSnapshot(summary).message, 'the mast broke'];
    },
    answered: () => summaries('red', 'no-delegate'),
  },
  causeInResponses: {
    read: () => {
      const { message, hints } = readFailureInfo(FACTS.causeInResponses.shape);
      const right = ['no delegate is there to take the task', ['start a delegate that has the selector lighthouse']];
      return [[message, hints], right];
    },
    answered: async () =>
      each(await stagesOf('no-delegate'), 'failureInfoDTO').filter((info) => all(info, 'responseMessages').length > 0),
  },
  pipelineRollback: {
    read: () => [stagesBeside(FACTS.pipelineRollback.shape), ['Build']],
    answered: () => stagesWith('green', 'nodeType', 'PipelineRollback'),
  },
  rollbackStage: {
    read: () => [stagesBeside(FACTS.rollbackStage.shape), ['Build']],
    answered: () => stagesWith('green', 'isRollbackStageNode', true),
  },
  parallelBlock: {
    read: () => {
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
    answered: () => stagesWith('parallel', 'nodeType', 'parallel'),
  },
  skippedStage: {
    read: () => {
      const [stage] = readStages({ startingNodeId: 'a', layoutNodeMap: { a: FACTS.skippedStage.shape } });
      return [stage?.skippedBecause, 'its condition is false: <+stage.variables.ship> == "1"'];
    },
    answered: () => stagesWith('conditional', 'status', 'Skipped'),
  },
  displayNames: {
    read: () => {
      const layoutNodeMap = { a: { moduleInfo: FACTS.displayNames.shape } };
      const { services, environments } = readModules({ layoutNodeMap });
      const environment = { id: 'north', name: 'North coast', type: 'Production' };
      return [
        { services, environments },
        { services: [{ id: 'till_2', name: 'Cash desk' }], environments: [environment] },
      ];
    },
    answered: () => modulesOf('green', 'cd'),
  },
  abortedBy: {
    read: () => [toSnapshot(FACTS.abortedBy.shape).abortedBy, 'M. Ray'],
    answered: () => summaries('aborted'),
  },
  abortedAtInit: {
    read: () => {
      const { shape } = FACTS.abortedAtInit;
      const { phase, message, abortedBy } = toSnapshot(shape.pipelineExecutionSummary);
      const nodes = nodesOf(at(shape, 'executionGraph'), RUN, { uuid: undefined, name: undefined });
      return [
        [phase, message, abortedBy, nodes],
        ['aborted', undefined, undefined, []],
      ];
    },
    answered: async () => [at(await answerOf('aborted-early'), 'data')],
  },
  builtBranch: {
    read: () => [
      readModules({ moduleInfo: FACTS.builtBranch.shape }).build,
      { repository: 'harbour', branch: 'main', commit: expect40(FACTS.builtBranch.shape.ci.ciExecutionInfoDTO.branch) },
    ],
    answered: () => modulesOf('green', 'ci'),
  },
  builtPullRequest: {
    read: () => {
      const { shape } = FACTS.builtPullRequest;
      const commit = expect40(shape.ci.ciExecutionInfoDTO.pullRequest);
      return [
        readModules({ moduleInfo: shape }).build,
        { repository: 'harbour', branch: 'feature/tide', commit, pullRequest: 7 },
      ];
    },
    answered: async () => {
      const harness = await openSimulator();
      const body =
        'pipeline: {identifier: build, properties: {ci: {codebase: {build: {type: PR, spec: {number: 7}}}}}}';
      const id = await play(harness, 'build', { headers: YAML, body });
      const { json } = await read(harness, id);
      return each([at(json, SUMMARY), ...all(json, `${SUMMARY}.layoutNodeMap`)], 'moduleInfo').filter(
        (info) => at(info, 'ci') !== undefined,
      );
    },
  },
  freezeNames: {
    read: () => {
      const summary = { status: 'AbortedByFreeze', moduleInfo: FACTS.freezeNames.shape };
      return [toSnapshot(summary).message, 'the freeze "spring tide" is active'];
    },
    answered: async () => [...(await modulesOf('frozen', 'cd')), ...each(await summaries('frozen'), 'moduleInfo')],
  },
  rerunInfo: {
    read: () => [toSnapshot({ executionTriggerInfo: FACTS.rerunInfo.shape }).rerunOf, 'tq5nWc8RTyKx2Lm0Zb4vJg'],
    answered: async () => {
      const harness = await openSimulator();
      const first = await play(harness, 'green');
      const path = `/pipeline/api/pipeline/execute/rerun/${first}/green`;
      const { json } = await ask(harness, `POST ${path}`, { headers: YAML, body: '' });
      const again = await read(harness, word(json, 'data.planExecution.uuid'));
      return [at(again.json, `${SUMMARY}.executionTriggerInfo`)];
    },
  },
  artifactTrigger: {
    read: () => {
      const { trigger, triggerName } = toSnapshot({ executionTriggerInfo: FACTS.artifactTrigger.shape });
      return [
        [trigger, triggerName],
        ['ARTIFACT', 'a new image'],
      ];
    },
    answered: async () => each(await summaries('new-image'), 'executionTriggerInfo'),
  },
  canRetry: {
    // What it means for a retry is decided by the stages that Harness then names.
    read: () => {
      const { phase, canRetry } = toSnapshot(FACTS.canRetry.shape);
      return [
        [phase, canRetry],
        ['succeeded', true],
      ];
    },
    answered: () => summaries('green'),
  },
};

const RUN = {
  account: 'Acme',
  org: 'default',
  project: 'shop',
  pipeline: 'p',
  id: 'e1',
  sequence: 1,
  simplified: false,
};

function expect40({ commits: [{ id }] }: { readonly commits: readonly [{ readonly id: string }] }): string {
  return id;
}

checkFacts(FACTS, SIDES);
