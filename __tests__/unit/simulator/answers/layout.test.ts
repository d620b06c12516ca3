/** LayoutNodeMap: stages and how they follow each other. */
import { expect, test } from '@jest/globals';

import { all, at, play, simulate, summaryOf, word } from '../../../support/harness/simulator.ts';

test('stages follow each other from the starting node on', async () => {
  const simulator = await simulate();
  const summary = await summaryOf(simulator, await play(simulator, 'parallel'));
  const seen: string[] = [];
  for (let id = word(summary, 'startingNodeId'); id !== 'undefined';) {
    const node = at(summary, `layoutNodeMap.${id}`);
    const children = all(node, 'edgeLayoutList.currentNodeChildren').map((child) =>
      word(summary, `layoutNodeMap.${String(child)}.nodeIdentifier`),
    );
    seen.push(children.length > 0 ? children.join('+') : word(node, 'nodeIdentifier'));
    id = word(node, 'edgeLayoutList.nextIds.0');
  }
  expect(seen).toEqual(['build', 'deploy+docs', 'verify']);
});
