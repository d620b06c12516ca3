/** What Mermaid understands of a chart. */
import { Worker } from 'node:worker_threads';

/** A bar as Mermaid understood it. */
export interface Task {
  readonly label: string;
  readonly section: string;
  /** ms since 1970 */
  readonly start: number;
  readonly end: number;
  readonly isCritical: boolean;
  readonly isDone: boolean;
}

interface Answer {
  readonly id: number;
  readonly type?: string;
  readonly tasks?: readonly Task[];
  readonly error?: string;
}

/** Mermaid, until it is closed. */
export interface Mermaid {
  /** @returns the bars of a gantt chart. @throws what Mermaid says when it does not understand it. */
  ganttTasks(chart: string): Promise<readonly Task[]>;
  /** @returns what kind of diagram it is, such as `sequence`. @throws what Mermaid says when it does not understand it. */
  diagramType(chart: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts Mermaid in a thread of its own. */
export function openMermaid(): Mermaid {
  const worker = new Worker(new URL('./mermaid-worker.js', import.meta.url));
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  worker.on('message', (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  worker.on('error', (error) => {
    waiting.forEach((resolve, id) => resolve({ id, error: String(error) }));
  });
  async function ask(chart: string): Promise<{ readonly type: string; readonly tasks: readonly Task[] }> {
    const id = ++asked;
    const { type, tasks, error } = await new Promise<Answer>((resolve) => {
      waiting.set(id, resolve);
      // eslint-disable-next-line unicorn/require-post-message-target-origin -- a thread, and no window of a browser
      worker.postMessage({ id, chart });
    });
    if (type === undefined || tasks === undefined) {
      throw new Error(error);
    }
    return { type, tasks };
  }
  return {
    async ganttTasks(chart) {
      const { type, tasks } = await ask(chart);
      if (type !== 'gantt') {
        throw new Error(`Mermaid takes the chart for ${type}`);
      }
      return tasks;
    },
    diagramType: async (chart) => (await ask(chart)).type,
    async close() {
      await worker.terminate();
    },
  };
}
