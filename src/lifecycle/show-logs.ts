/** What the log shows before the verdict: who approved, the logs of failed steps, and what could not be read. */
import { count, oneLine } from '../base/text.ts';
import { describeDecision } from '../diagnosis/decisions.ts';
import type { Failure } from '../diagnosis/diagnosis.ts';
import type { LiveLogs } from '../follow/live-logs.ts';
import type { Report } from '../report/report.ts';
import type { Log } from '../runner/log.ts';

/**
 * A collapsed group for each failed step, named after it; a log that cannot be read is one line.
 *
 * @param live what was printed while the steps ran: it is not printed again
 */
export function showLogs(
  log: Pick<Log, 'info' | 'group'>,
  { failures, gaps, decisions }: Pick<Report, 'failures' | 'gaps' | 'decisions'>,
  live: Pick<LiveLogs, 'hasPrinted'> | undefined,
): void {
  // The verdict names who rejected.
  for (const decision of decisions.filter(({ isRejection }) => !isRejection)) {
    log.info(`${placeOf(decision.stage?.name, decision.step)} was ${oneLine(describeDecision(decision), 300)}`);
  }
  const isNew = ({ stage, step, log: tail }: Failure): boolean =>
    tail === undefined || 'missing' in tail || live?.hasPrinted(stage, step, tail.lines.at(-1) ?? '') !== true;
  for (const failure of failures.filter(isNew)) {
    showLog(log, failure);
  }
  for (const gap of gaps) {
    log.info(oneLine(gap, 500));
  }
}

function showLog(log: Pick<Log, 'info' | 'group'>, { stage, step, log: tail }: Failure): void {
  const place = placeOf(stage, step);
  if (tail !== undefined && 'missing' in tail) {
    log.info(`No log of ${place}: ${oneLine(tail.missing, 300)}`);
  } else if (tail !== undefined && tail.lines.length > 0) {
    const which = tail.isComplete ? '' : 'last ';
    log.group(
      `Log of ${place}, ${which}${count(tail.lines.length, 'line')}`,
      tail.lines.map((line) => `  │ ${line}`),
    );
  }
}

/** @returns `Deploy › Rollout` */
function placeOf(...parts: readonly (string | undefined)[]): string {
  return oneLine(parts.filter((part) => part !== undefined && part !== '').join(' › '), 150);
}
