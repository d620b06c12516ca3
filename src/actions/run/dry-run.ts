/** `dry-run`: shows everything that would be sent, and sends nothing. */
import type { RetryOrder, StartOrder } from '../../harness/nextgen/executions.ts';
import type { Verdict } from '../../report/report.ts';
import type { Log } from '../../runner/log.ts';
import { MAX_NOTES } from '../../start/marker.ts';

/** What is sent to bring an execution about. */
export type Order =
  { readonly kind: 'start'; readonly plan: StartOrder } | { readonly kind: 'retry'; readonly plan: RetryOrder };

/**
 * Prints the order. Values of the runtime inputs are shown whole, or as their length, so that GitHub finds the secrets in them.
 *
 * @param notes that would be kept with the execution; their marker has a random part, which each start makes anew
 * @returns the green verdict, whose status is empty: nothing was asked for.
 */
export async function showDryRun(log: Log, { kind, plan }: Order, notes: string): Promise<Verdict> {
  const facts =
    kind === 'start'
      ? [
          `would start ${plan.pipeline}`,
          ...(plan.git.branch === '' ? [] : [`with its YAML from branch ${plan.git.branch}`]),
          ...(plan.stages.length === 0 ? [] : [`stages ${plan.stages.join(', ')} only`]),
          ...(plan.inputSets.length === 0 ? [] : [`input sets ${plan.inputSets.join(', ')}, in this order`]),
        ]
      : [`would retry execution ${plan.execution} of ${plan.pipeline}`, `from stages ${plan.stages.join(', ')}`];
  log.info(`This step ${facts.join('; ')}.`);
  show(log, 'The notes that would be kept with it:', wholeLines(notes));
  if (plan.yaml === '') {
    log.info('No runtime-input YAML would be sent.');
  } else {
    const { yamlForLog } = await import(/* webpackIgnore: true */ '../../runtime-inputs/fit.ts');
    show(log, 'The runtime-input YAML that would be sent:', yamlForLog(plan.yaml));
  }
  return { status: '', isRed: false, headline: `Dry run: ${facts.join('; ')}.`, details: ['Nothing was started.'] };
}

/** Notes that were cut may end with the beginning of a secret. */
function wholeLines(notes: string): string {
  return notes.length < MAX_NOTES - 10
    ? notes
    : `${notes.slice(0, notes.lastIndexOf('\n'))}\n… (cut at 1,000 characters)`;
}

function show(log: Log, title: string, text: string): void {
  log.info(
    [
      title,
      ...text
        .trimEnd()
        .split('\n')
        .map((line) => `  │ ${line}`),
    ].join('\n'),
  );
}
