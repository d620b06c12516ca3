/** The list of executions, page by page. */
import { afterEach, describe, expect, test } from '@jest/globals';

import { BOUNDS, closeHarness, EXECUTIONS, failureOf, harness, requestOf } from '../../../support/harness/nextgen.ts';

afterEach(closeHarness);

describe('the list', () => {
  const PATH = `POST ${EXECUTIONS}/summary`;

  test('is requested page by page, for one pipeline or all', async () => {
    const { list, visits } = await harness({ [PATH]: { data: { content: [] } } });
    await list({ pipeline: 'deploy_prod', page: 1, size: 50, statuses: ['Failed', 'Aborted'] }, BOUNDS);
    await list({ pipeline: '', page: 0, size: 10 }, BOUNDS);
    expect(visits.map((visit) => requestOf(visit).query.slice(3))).toEqual([
      ['pipelineIdentifier=deploy_prod', 'page=1', 'size=50', 'status=Failed', 'status=Aborted'],
      ['page=0', 'size=10'],
    ]);
    expect(visits.map(({ body }) => body)).toEqual(
      Array.from({ length: 2 }, () => '{"filterType":"PipelineExecution"}'),
    );
  });

  test('returns the valid executions', async () => {
    const content: unknown[] = [
      {
        planExecutionId: 'a',
        pipelineIdentifier: 'build',
        status: 'Running',
        startTs: 5,
        notesExistForPlanExecutionId: true,
      },
      { planExecutionId: 'b', status: 'Success', notesExistForPlanExecutionId: false },
      { planExecutionId: 'c', pipelineIdentifier: '\uD800/../x', notesExistForPlanExecutionId: 'true' },
    ];
    content.push(null, 'text', [], {}, { planExecutionId: '' }, { planExecutionId: 7 }, { planExecutionId: 'a/b' });
    const { list } = await harness({ [PATH]: { data: { content } } });
    const listed = await list({ pipeline: 'deploy_prod', page: 0, size: 50 }, BOUNDS);
    expect(listed.map(({ ref, snapshot, hasNotes }) => [ref.id, ref.pipeline, snapshot.status, hasNotes])).toEqual([
      ['a', 'build', 'Running', true],
      ['b', 'deploy_prod', 'Success', false],
      ['c', 'deploy_prod', '', undefined],
    ]);
  });

  test.each<unknown>([{ data: {} }, { data: { content: null } }, { data: { content: { a: 1 } } }, { data: [] }, {}])(
    'is not read from %j',
    async (body) => {
      const { list } = await harness({ [PATH]: body });
      const failure = await failureOf(list({ pipeline: '', page: 0, size: 50 }, BOUNDS));
      expect(failure).toMatchObject({ kind: 'unexpected', purpose: 'list the executions in default/shop' });
    },
  );
});
