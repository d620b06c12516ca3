import { expect, test } from '@jest/globals';

import { showLogs } from '../../../src/lifecycle/show-logs.ts';
import { failure } from '../../support/reports.ts';

type Shown = Parameters<typeof showLogs>[1];

/** @returns the lines, and each group as its title with its lines. */
function shown(what: Partial<Shown>, live?: Parameters<typeof showLogs>[2]): readonly unknown[] {
  const printed: unknown[] = [];
  const log = {
    info: (text: string) => void printed.push(text),
    group: (title: string, lines: readonly string[]) => void printed.push([title, ...lines]),
  };
  showLogs(log, { failures: [], decisions: [], gaps: [], ...what }, live);
  return printed;
}

const tail = (isComplete: boolean, ...lines: readonly string[]) => ({ lines, isComplete });

test('each failed step has a group that is named after it', () => {
  const failures = [
    failure('Deploy › Rollout', 'no', { log: tail(true, 'one', 'two') }),
    failure('Deploy › Verify', 'no', { log: tail(false, 'three') }),
    failure('Build', 'no', { log: tail(true) }),
    failure('Scan', 'no'),
  ];
  expect(shown({ failures })).toEqual([
    ['Log of Deploy › Rollout, 2 lines', '  │ one', '  │ two'],
    ['Log of Deploy › Verify, last 1 line', '  │ three'],
  ]);
});

test('a log that cannot be read is one line, and so is each gap', () => {
  const failures = [failure('Deploy › Rollout', 'no', { log: { missing: 'the service\nhas no answer' } })];
  expect(shown({ failures, gaps: ['Could not read\nthe steps'] })).toEqual([
    'No log of Deploy › Rollout: the service has no answer',
    'Could not read the steps',
  ]);
});

test('what was printed while the step ran is not printed again', () => {
  const failures = [
    failure('Deploy › Rollout', 'no', { log: tail(true, 'one') }),
    failure('Deploy › Verify', 'no', { log: tail(true, 'two') }),
  ];
  const asked: unknown[] = [];
  const live = {
    hasPrinted: (...place: unknown[]) => {
      asked.push(place);
      return place[1] === 'Rollout';
    },
  };
  expect(shown({ failures }, live)).toEqual([['Log of Deploy › Verify, 1 line', '  │ two']]);
  expect(asked).toEqual([
    ['Deploy', 'Rollout', 'one'],
    ['Deploy', 'Verify', 'two'],
  ]);
});

test('who approved is named; who rejected is in the verdict', () => {
  const decision = { step: 'Sign-off', by: 'Release Bot', at: undefined, comment: undefined, stage: undefined };
  const decisions = [true, false].map((isRejection) => ({ ...decision, isRejection })) as unknown as Shown['decisions'];
  expect(shown({ decisions })).toEqual([expect.stringMatching(/^Sign-off was approved by Release Bot/)]);
});
