/** Lines of logs in the log of this step: which step wrote them, and how many there may be. */

/** Lines that are printed of one execution; GitHub's page of a log with more opens slowly. */
const MAX_LINES = 10_000;

/** Prints the lines of one execution's steps. */
interface LogPrinter {
  /** @returns the last of the lines, which are made inert by whoever prints them; undefined when it was left out. */
  lines(step: string, lines: readonly string[]): string | undefined;
  /** A line that is not a step's. */
  note(text: string): void;
  /** How many lines were left out. */
  readonly dropped: number;
}

/** @param print prints one line */
export function openLogPrinter(print: (line: string) => void): LogPrinter {
  const steps = new Set<string>();
  let printed = 0;
  let dropped = 0;
  const note = (text: string): void => print(`          │ ${text}`);
  return {
    lines(step, lines) {
      steps.add(step);
      const width = Math.max(...[...steps].map((name) => name.length)) + 2;
      // Only where several steps write is it said which one did.
      const prefix = steps.size > 1 ? `${`[${step}]`.padEnd(width)} ` : '';
      const shown = lines.slice(0, MAX_LINES - printed);
      printed += shown.length;
      dropped += lines.length - shown.length;
      for (const line of shown) {
        note(`${prefix}${line}`);
      }
      return shown.length < lines.length ? undefined : lines.at(-1);
    },
    note,
    get dropped() {
      return dropped;
    },
  };
}
