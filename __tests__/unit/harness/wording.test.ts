/** Words and signs for each status of Harness. */
import { expect, test } from '@jest/globals';

import { phaseOf, STATUSES } from '../../../src/harness/status.ts';
import { describeState, emojiOf, iconOf } from '../../../src/harness/wording.ts';

test('every status has words and an icon', () => {
  for (const status of [...Object.keys(STATUSES), 'Reticulating', '']) {
    const phase = phaseOf(status);
    const words = describeState({ status, phase });
    expect(words).toMatch(/^[a-z]/);
    expect(words).not.toMatch(/poll/i);
    expect(words.includes('expired')).toBe(status === 'Expired');
    expect(iconOf(phase)).toHaveLength(1);
    expect(emojiOf(phase)).toMatch(/^\p{Extended_Pictographic}\uFE0F?$/u);
  }
});

test('an unknown status is not treated like a similar one', () => {
  for (const status of ['ApprovalRejected2', 'Suspended?', 'Waiting…']) {
    expect(describeState({ status, phase: phaseOf(status) })).toBe(`in a status unknown to this version (${status})`);
  }
});
