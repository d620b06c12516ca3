/** The end of a step: its verdict, its report, and what it leaves post. */
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { PastRuns } from '../follow/history.ts';
import { type ExecutionRef, NOTHING_SEEN, type Snapshot } from '../harness/execution.ts';
import { executionLink, executionsLink, parentLink, placeOf } from '../harness/links.ts';
import type { PlannedStart } from '../report/planned-start.ts';
import { setFinalOutputs, type Results } from '../report/outputs.ts';
import {
  annotationText,
  diagnosed,
  messageOf,
  NO_DIAGNOSIS,
  type OutcomeKind,
  type Report,
  runName,
  type Verdict,
} from '../report/report.ts';
import { fitResults } from '../report/result.ts';
import { summaryOf } from '../report/summary.ts';
import type { Step } from '../runner/step.ts';
import type { FinalSession, Session } from './session.ts';

/** An end without an execution: refused, in doubt, a dry run. */
export interface FinishOptions {
  readonly verdict: Verdict;
  readonly ending: OutcomeKind;
  /** An execution that is known, but could not be read. */
  readonly ref?: ExecutionRef | undefined;
  /** What a dry run would have sent. */
  readonly planned?: PlannedStart;
  /** Whether post still has to search for an execution. */
  readonly isUnfinished?: boolean;
}

/** Says what the verdict says, and leaves post what it needs. */
export function finishWithoutExecution(session: Session, { isUnfinished = false, ...end }: FinishOptions): Verdict {
  const { step, postState } = session;
  const { verdict } = end;
  const report = reportOf(session, { ...end, snapshot: NOTHING_SEEN, diagnosis: NO_DIAGNOSIS });
  const results = resultsOf(session, report, NO_DIAGNOSIS);
  setFinalOutputs(step.setOutput, { verdict, pipeline: postState.pipeline, snapshot: NOTHING_SEEN, results });
  printVerdict(step, verdict);
  if (!isUnfinished) {
    saveSummary(session, report);
  }
  return verdict;
}

/** Writes the file with everything. @returns the outputs that are JSON, and that file's path. */
export function resultsOf({ step, postState }: FinalSession, report: Report, diagnosis: Diagnosis): Results {
  const fitted = fitResults(report, diagnosis);
  if (fitted.warning !== undefined) {
    step.log.warning(fitted.warning);
  }
  return {
    variables: fitted.variables,
    result: fitted.result,
    resultFile: step.folder.write(postState.nonce, 'result.json', fitted.uncut) ?? '',
  };
}

/** Main has finished: post has only to show the summary. */
export function saveSummary(session: Session, report: Report): void {
  session.step.folder.write(session.postState.nonce, 'summary.md', summaryOf(report));
  session.save({ main: 'done' });
}

/** What a report is made of, beside the session. */
interface ReportParts {
  readonly verdict: Verdict;
  /** Missing when no execution was started or found. */
  readonly ref?: ExecutionRef | undefined;
  readonly snapshot: Snapshot;
  readonly diagnosis: Diagnosis;
  readonly ending: OutcomeKind;
  readonly past?: PastRuns | undefined;
  readonly planned?: PlannedStart | undefined;
}

/** @returns all that the summary and the comment show. */
export function reportOf({ step, connection, postState }: FinalSession, parts: ReportParts): Report {
  const { workflow } = step;
  const { verdict, ref, snapshot, diagnosis, ending, past, planned } = parts;
  const [index, total] = postState.leg.split('/');
  const legs = Number(total);
  return {
    verdict,
    ending,
    isStartedHere: postState.isStartedElsewhere !== true,
    ref,
    listUrl: executionsLink(postState),
    place: placeOf(postState),
    pipeline: postState.pipeline,
    snapshot,
    ...diagnosed(diagnosis, snapshot),
    parentUrl: parentLink(postState.scope, snapshot.parent),
    rerunUrl: snapshot.rerunOf === undefined ? undefined : executionLink(postState, snapshot.rerunOf),
    past,
    planned,
    took: step.clock.now() - step.from,
    requests: connection.requests(),
    unreachableMs: connection.retry.unreachableMs,
    run: {
      name: runName(workflow),
      url: workflow.url,
      job: legs > 1 ? `${workflow.job} (${Number(index) + 1} of ${legs})` : workflow.job,
      label: postState.label,
      actor: workflow.actor,
    },
  };
}

/** Prints a verdict: its one annotation, else its sentence. */
export function printVerdict({ log }: Step, verdict: Verdict): void {
  switch (verdict.level) {
    case 'error':
      log.fail(annotationText(verdict));
      break;
    case 'warning':
      log.warning(annotationText(verdict));
      break;
    case 'notice':
      log.notice(annotationText(verdict));
      break;
    case undefined:
      log.info(messageOf(verdict));
  }
}
