/**
 * Mermaid as GitHub runs it, but for the drawing. A thread of its own, because Mermaid wants a browser's global objects, in
 * which Jest loses its way.
 */
import { parentPort } from 'node:worker_threads';

import { Window } from 'happy-dom';

import { at, list, text } from '../../src/base/shape.ts';
import type { Task } from './mermaid.ts';

// Mermaid needs a browser while it loads, so it is loaded after there is one.
const window = new Window();
Object.assign(globalThis, { window, document: window.document });
const { default: mermaid } = await import('mermaid');
mermaid.initialize({ securityLevel: 'strict' });

/** What Mermaid made of a chart; only a gantt chart has tasks. */
async function understood(chart: string): Promise<{ readonly type: string; readonly tasks: Task[] }> {
  const diagram: unknown = await mermaid.mermaidAPI.getDiagramFromText(chart);
  const type = String(at(diagram, 'type'));
  if (type !== 'gantt') {
    return { type, tasks: [] };
  }
  const { db } = diagram as { readonly db: { readonly getTasks: () => unknown } };
  const tasks = list(db.getTasks()).map((task) => ({
    label: text(at(task, 'task')) ?? '',
    section: text(at(task, 'section')) ?? '',
    start: Number(at(task, 'startTime')),
    end: Number(at(task, 'endTime')),
    isCritical: at(task, 'crit') === true,
    isDone: at(task, 'done') === true,
  }));
  return { type, tasks };
}

async function answer({ id, chart }: { readonly id: number; readonly chart: string }): Promise<void> {
  const result = await understood(chart).then(
    (found) => ({ id, ...found }),
    (error: unknown) => ({ id, error: error instanceof Error ? error.message : String(error) }),
  );
  // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread, and no window of a browser
  parentPort?.postMessage(result);
}

parentPort?.on('message', (question: { readonly id: number; readonly chart: string }) => {
  void answer(question);
});
