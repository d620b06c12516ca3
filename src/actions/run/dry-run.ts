/** `dry-run`: shows everything that would be sent, and sends nothing. */
import { count } from '../../base/text.ts';
import type { RetryOrder, StartOrder } from '../../harness/nextgen/start.ts';
import type { PlannedStart } from '../../report/planned-start.ts';
import type { Verdict } from '../../report/report.ts';
import type { Log } from '../../runner/log.ts';
import type { Origin } from '../../runtime-inputs/values.ts';
import { MAX_NOTES } from '../../start/marker.ts';

/** A start with its runtime inputs. */
export interface PlannedOrder {
  readonly kind: 'start';
  readonly plan: StartOrder;
  /** Which runtime input has which value, and from where. */
  readonly origins: readonly Origin[];
}

/** What is sent to bring an execution about. */
export type Order = PlannedOrder | { readonly kind: 'retry'; readonly plan: RetryOrder };

/** The result of a dry run. */
interface DryRun {
  /** Green; its status is empty, because nothing was requested. */
  readonly verdict: Verdict;
  /** For the summary. */
  readonly planned: PlannedStart;
}

/**
 * Prints the order. Values of the runtime inputs are shown whole, or as their length, so that GitHub finds the secrets in them.
 *
 * @param notes that would be kept with the execution; their marker has a random part, which every start generates
 */
export async function showDryRun(log: Log, order: Order, notes: string): Promise<DryRun> {
  const planned = {
    inputs: order.kind === 'start' ? order.origins : [],
    yaml: order.plan.yaml === '' ? '' : await shownYaml(order.plan.yaml),
    notes: wholeLines(notes),
  };
  show(log, 'Execution notes that would be saved:', planned.notes);
  if (planned.yaml === '') {
    log.info('No runtime-input YAML would be sent.');
  } else {
    show(log, 'Runtime-input YAML that would be sent:', planned.yaml);
  }
  const headline = `Dry run: would ${factsOf(order).join('; ')}.`;
  return { verdict: { status: '', isRed: false, headline, details: ['Nothing was started.'] }, planned };
}

function factsOf({ kind, plan }: Order): string[] {
  if (kind === 'retry') {
    return [`retry execution ${plan.execution} of ${plan.pipeline}`, `from ${named('stage', plan.stages)}`];
  }
  const { pipeline, git, stages, inputSets } = plan;
  return [
    `start ${pipeline}`,
    ...(git.branch === '' ? [] : [`with its YAML from branch ${git.branch}`]),
    ...(stages.length === 0 ? [] : [`only ${named('stage', stages)}`]),
    ...(inputSets.length === 0
      ? []
      : [`${named('input set', inputSets)}${inputSets.length > 1 ? ', in this order' : ''}`]),
  ];
}

/** `stage build`, `stages build, deploy` */
function named(noun: string, names: readonly string[]): string {
  return `${count(names.length, noun).replace(/^\d+ /, '')} ${names.join(', ')}`;
}

async function shownYaml(yaml: string): Promise<string> {
  const { yamlForLog } = await import(/* webpackIgnore: true */ '../../runtime-inputs/fit.ts');
  return yamlForLog(yaml).trimEnd();
}

/** Notes that were cut may end with the beginning of a secret. */
function wholeLines(notes: string): string {
  return notes.length < MAX_NOTES - 10
    ? notes.trimEnd()
    : `${notes.slice(0, notes.lastIndexOf('\n'))}\n… (cut at 1,000 characters)`;
}

function show(log: Log, title: string, text: string): void {
  log.info([title, ...text.split('\n').map((line) => `  │ ${line}`)].join('\n'));
}
