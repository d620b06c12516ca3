/** What was built, and what was deployed where. */
import { describe, expect, test } from '@jest/globals';

import { readModules } from '../../../../src/harness/nextgen/modules.ts';

test('services and environments have the names of their stages, else their identifiers', () => {
  const cd = (service: object, infraExecutionSummary: object): object => ({
    moduleInfo: { cd: { serviceInfo: service, infraExecutionSummary } },
  });
  const found = readModules({
    moduleInfo: { cd: { serviceIdentifiers: ['web', 'api', 'web'], envIdentifiers: ['prod'] } },
    layoutNodeMap: {
      a: cd(
        { identifier: 'web', displayName: 'Web shop' },
        { identifier: 'prod', name: 'Production', type: 'Production' },
      ),
      b: cd({ identifier: 'jobs' }, { identifier: 'qa', type: 'PreProduction' }),
      c: { moduleInfo: null },
    },
  });
  expect(found.services).toEqual([
    { id: 'web', name: 'Web shop' },
    { id: 'api', name: 'api' },
    { id: 'jobs', name: 'jobs' },
  ]);
  expect(found.environments).toEqual([
    { id: 'prod', name: 'Production', type: 'Production' },
    { id: 'qa', name: 'qa', type: 'PreProduction' },
  ]);
});

describe('what a CI stage built', () => {
  const commits = [{ id: 'c0ffee1' }, { id: 'badc0de' }];
  test.each<[string, object, object | undefined]>([
    [
      'a branch',
      { repoName: 'shop', branch: 'main', ciExecutionInfoDTO: { event: 'branch', branch: { commits } } },
      { repository: 'shop', branch: 'main', commit: 'c0ffee1' },
    ],
    ['a tag', { repoName: 'shop', tag: 'v1.2' }, { repository: 'shop', tag: 'v1.2' }],
    [
      'a pull request',
      { repoName: 'shop', ciExecutionInfoDTO: { pullRequest: { id: '12', sourceBranch: 'fix', commits } } },
      { repository: 'shop', branch: 'fix', commit: 'c0ffee1', pullRequest: 12 },
    ],
    ['nothing that is named', { ciExecutionInfoDTO: null, __recast: 'x' }, undefined],
  ])('%s', (_name, ci, expected) => {
    expect(readModules({ moduleInfo: { ci } }).build).toEqual(expected);
    expect(readModules({ layoutNodeMap: { a: { moduleInfo: { ci } } } }).build).toEqual(expected);
  });
});
