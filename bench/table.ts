/** Tables that people read, in Markdown. */

export interface Table {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** @returns a number with as many digits as a reader wants: 0.93, 4.2, 17, 1,240; a whole one as it is. */
export function figure(value: number): string {
  if (Number.isInteger(value) || value >= 9.95) {
    return Math.round(value).toLocaleString('en-US');
  }
  return value.toFixed(value < 0.995 ? 2 : 1);
}

/** @returns the table, its columns aligned as prettier has them; the first to the left, figures to the right. */
export function markdown({ title, head, rows }: Table): string {
  const all = [head, ...rows];
  const widths = head.map((_, column) => Math.max(4, ...all.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `| ${widths.map((width, column) => (column === 0 ? (row[column] ?? '').padEnd(width) : (row[column] ?? '').padStart(width))).join(' | ')} |`;
  const rule = `| ${widths.map((width, column) => (column === 0 ? `:${'-'.repeat(width - 1)}` : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [`**${title}**`, '', line(head), rule, ...rows.map(line)].join('\n');
}
