import { expect, test } from '@jest/globals';

import { approversOf } from '../../../../src/actions/recent/approvers.ts';
import { HarnessError } from '../../../../src/harness/errors.ts';
import type { ListedExecution } from '../../../../src/harness/execution.ts';
import type { Approvals } from '../../../../src/harness/nextgen/approvals.ts';
import { REF, report } from '../../../support/reports.ts';

const waits = (id: string, status = 'ApprovalWaiting'): ListedExecution => ({
  ref: { ...REF, id },
  snapshot: report(status, undefined).snapshot,
  hasNotes: false,
  event: undefined,
});

/** @returns whose approvers were asked for, what was found, and what was printed. */
async function asked(
  found: readonly ListedExecution[],
  answer: () => Approvals = () => ({ approvals: [] }),
): Promise<readonly [string[], string[], string[]]> {
  const ids: string[] = [];
  const printed: string[] = [];
  const print = (text: string): void => {
    printed.push(text);
  };
  const log = { info: print, group: print, notice: print, warning: print, fail: print, debug: print };
  const inspector = {
    approvals: ({ execution }: { readonly execution: string }): Promise<Approvals> => {
      ids.push(execution);
      return Promise.resolve().then(answer);
    },
  };
  const approvers = await approversOf(found, { log, signal: new AbortController().signal }, inspector);
  return [ids, [...approvers.keys()], printed];
}

test('of the newest five that wait for an approval the approvers are read', async () => {
  const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => waits(id));
  const all = [waits('x', 'Running'), waits('y', 'InterventionWaiting'), ...many];
  expect(await asked(all)).toEqual([['a', 'b', 'c', 'd', 'e'], ['a', 'b', 'c', 'd', 'e'], []]);
});

test.each<[string, () => Approvals]>([
  ['is not readable', () => ({ unreadable: 'no permission' })],
  [
    'is refused',
    () => {
      throw new HarnessError({
        kind: 'refused',
        purpose: 'read approvals',
        origin: 'https://a.example',
        status: 403,
        detail: '',
      });
    },
  ],
])('what %s is one line, and none is named', async (_what, answer) => {
  const [, found, printed] = await asked([waits('a'), waits('b')], answer);
  expect(found).toEqual([]);
  expect(printed).toEqual([expect.stringMatching(/^Could not read who may approve: \S/)]);
});
