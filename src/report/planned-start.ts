/** What a dry run would have sent, for the summary: the runtime inputs as a table; YAML and notes collapsed. */
import { cell, codeCell, count, fence, collapsible, isPlain, lines } from '../base/text.ts';
import type { Origin } from '../runtime-inputs/values.ts';

/** What a dry run would have sent. Its texts show each value whole, as its length, or not at all. */
export interface PlannedStart {
  /** Which runtime input has which value, and from where. */
  readonly inputs: readonly Origin[];
  /** Runtime-input YAML; empty when none would be sent. */
  readonly yaml: string;
  readonly notes: string;
}

/** Up to this number all inputs are open. */
const MAX_OPEN = 25;
/** Rows and characters that are shown; GitHub drops a summary of more than 1 MiB. */
const MAX_ROWS = 500;
const MAX_YAML = 200_000;

/** @returns the paragraphs. */
export function plannedParts({ inputs, yaml, notes }: PlannedStart): string[] {
  return [
    inputs.length > MAX_OPEN
      ? collapsible(count(inputs.length, 'runtime input'), inputTable(inputs))
      : inputTable(inputs),
    yaml === '' ? 'No runtime-input YAML would be sent.' : yamlPart(yaml),
    collapsible('Execution notes that would be saved', fence(notes)),
  ];
}

function inputTable(inputs: readonly Origin[]): string {
  if (inputs.length === 0) {
    return '';
  }
  const left = inputs.length - MAX_ROWS;
  return [
    '| Runtime input | Value | From |',
    '| :-- | :-- | :-- |',
    ...inputs
      .slice(0, MAX_ROWS)
      .map(({ path, value, from }) => `| ${codeCell(path, 500)} | ${valueCell(value)} | ${cell(from, 200)} |`),
    ...(left > 0 ? [`| … and ${left} more | | |`] : []),
  ].join('\n');
}

/** What stands for a value, `(353 characters)`, must not look like one. */
function valueCell(value: string): string {
  return /^\(.*\)$/.test(value) && isPlain(value.slice(1, -1)) ? value : codeCell(value, 300);
}

function yamlPart(yaml: string): string {
  const title = `Runtime-input YAML that would be sent, ${count(lines(yaml).length, 'line')}`;
  return yaml.length > MAX_YAML
    ? `${title}: only in the log, because it does not fit into the summary.`
    : collapsible(title, fence(yaml, 'yaml'));
}
