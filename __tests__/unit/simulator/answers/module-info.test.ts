/** What an execution builds and deploys, as its summary and its stages show it. */
import { expect, test } from '@jest/globals';

import { all, at, play, simulate, summaryOf, YAML } from '../../../support/harness/simulator.ts';

test('services and environments have names and identifiers, and environments a type', async () => {
  const simulator = await simulate();
  const summary = await summaryOf(simulator, await play(simulator, 'green'));
  const stage = all(summary, 'layoutNodeMap').find((node) => at(node, 'moduleInfo.cd'));
  expect(at(stage, 'moduleInfo.cd.serviceInfo')).toMatchObject({ identifier: 'web', displayName: 'Web shop' });
  expect(at(stage, 'moduleInfo.cd.infraExecutionSummary')).toMatchObject({
    identifier: 'prod',
    name: 'Production EU',
    type: 'Production',
  });
  expect(at(summary, 'moduleInfo.cd')).toMatchObject({ serviceIdentifiers: ['web'], envIdentifiers: ['prod'] });
});

test('a build has its repository, its branch and its commits', async () => {
  const simulator = await simulate();
  const summary = await summaryOf(simulator, await play(simulator, 'green'));
  expect(at(summary, 'moduleInfo.ci')).toMatchObject({
    repoName: 'web',
    branch: 'main',
    ciExecutionInfoDTO: { event: 'branch', branch: { commits: [{ id: expect.stringMatching(/^[0-9a-f]{40}$/) }] } },
  });
});

test.each([
  ['{type: tag, spec: {tag: v1.2.0}}', { tag: 'v1.2.0' }],
  ['{type: branch, spec: {branch: feature/x}}', { branch: 'feature/x' }],
  ['{type: PR, spec: {number: 7}}', { ciExecutionInfoDTO: { event: 'pullRequest', pullRequest: { id: 7 } } }],
  [
    '{type: commitSha, spec: {commitSha: 4f5061728394a5b65f2a8c31d09b4e7f6a1c2d3e}}',
    { ciExecutionInfoDTO: { branch: { commits: [{ id: '4f5061728394a5b65f2a8c31d09b4e7f6a1c2d3e' }] } } },
  ],
])('builds what is requested: %s', async (build, built) => {
  const simulator = await simulate();
  const body = `pipeline: {identifier: build, properties: {ci: {codebase: {build: ${build}}}}}`;
  const summary = await summaryOf(simulator, await play(simulator, 'build', { headers: YAML, body }));
  expect(at(summary, 'moduleInfo.ci')).toMatchObject(built);
});

test('a freeze has its name', async () => {
  const simulator = await simulate();
  const summary = await summaryOf(simulator, await play(simulator, 'frozen'));
  const list = 'moduleInfo.cd.freezeExecutionSummary.freezeExecutionInfoList.*.name';
  const stage = all(summary, 'layoutNodeMap').find((node) => at(node, 'nodeExecutionId'));
  expect([at(summary, list), at(stage, list)]).toEqual([['Year end'], ['Year end']]);
});
