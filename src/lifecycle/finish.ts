/** The end of a step: what it says, what it reports, and what it leaves post. */
import type { Connection } from './connect.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { NOTHING_SEEN } from '../harness/nextgen/executions.ts';
import type { Ref, Snapshot } from '../harness/execution.ts';
import { conclude, type Results } from '../report/outputs.ts';
import { listPage, placeOf } from '../harness/links.ts';
import { diagnosed, NO_DIAGNOSIS, type Parting, type Report, runName, type Verdict } from '../report/report.ts';
import { fitResults } from '../report/result.ts';
import { summaryOf } from '../report/summary.ts';
import { type Letter, LETTER, writeLetter } from './post-state.ts';
import type { Step } from '../runner/step.ts';

/** An end without an execution: refused, in doubt, a dry run. */
export interface Finish {
  readonly step: Step;
  readonly connection: Connection;
  readonly letter: Letter;
  readonly verdict: Verdict;
  readonly ending: Parting;
  /** An execution that is known, but could not be read. */
  readonly ref?: Ref | undefined;
  /** Whether post has still to look for an execution. */
  readonly isOpen?: boolean;
}

/** Says what the verdict says, and leaves post what it needs. */
export function finish({ isOpen = false, ...rest }: Finish): Verdict {
  const { step, letter, verdict } = rest;
  const report = reportOf({ ...rest, snapshot: NOTHING_SEEN, diagnosis: NO_DIAGNOSIS });
  const results = resultsOf(rest, report, NO_DIAGNOSIS);
  conclude(step.setOutput, { verdict, pipeline: letter.pipeline, snapshot: NOTHING_SEEN, results });
  tell(step, verdict);
  if (!isOpen) {
    close(step, letter, report);
  }
  return verdict;
}

/** Writes the file with everything. @returns the outputs that are JSON, and that file's path. */
export function resultsOf(
  { step, letter }: Pick<Finish, 'step' | 'letter'>,
  report: Report,
  diagnosis: Diagnosis,
): Results {
  const fitted = fitResults(report, diagnosis);
  if (fitted.warning !== undefined) {
    step.log.warning(fitted.warning);
  }
  return {
    variables: fitted.variables,
    result: fitted.result,
    resultFile: step.folder.write(letter.nonce, 'result.json', fitted.whole) ?? '',
  };
}

/** Main came to its end: post has only to show the summary. */
export function close(step: Step, letter: Letter, report: Report): void {
  step.folder.write(letter.nonce, 'summary.md', summaryOf(report));
  step.saveState(LETTER, writeLetter({ ...letter, at: 'done' }));
}

/** What a report is made of. */
export interface Findings {
  readonly step: Step;
  readonly connection: Connection;
  readonly letter: Letter;
  readonly verdict: Verdict;
  /** Missing when no execution was started or found. */
  readonly ref?: Ref | undefined;
  readonly snapshot: Snapshot;
  readonly diagnosis: Diagnosis;
  readonly ending: Parting;
}

/** @returns all that the summary and the comment show. */
export function reportOf({ step, connection, letter, diagnosis, ...found }: Findings): Report {
  const { workflow } = step;
  const { verdict, ref, snapshot, ending } = found;
  return {
    verdict,
    ending,
    isOwn: letter.isForeign !== true,
    ref,
    listUrl: listPage(letter),
    place: placeOf(letter),
    pipeline: letter.pipeline,
    snapshot,
    ...diagnosed(diagnosis, snapshot),
    took: step.clock.now() - step.from,
    requests: connection.requests(),
    out: connection.contact.out,
    run: { name: runName(workflow), url: workflow.url, job: workflow.job, actor: workflow.actor },
  };
}

/** Prints a verdict: its one annotation, else its sentence. */
export function tell({ log }: Step, { annotation, message }: Verdict): void {
  switch (annotation?.level) {
    case 'error':
      log.fail(annotation.text);
      break;
    case 'warning':
      log.warning(annotation.text);
      break;
    case 'notice':
      log.notice(annotation.text);
      break;
    case undefined:
      log.info(message);
  }
}
