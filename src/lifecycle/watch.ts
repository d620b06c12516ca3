/** From an execution's id to the step's verdict: what all actions that follow an execution have in common. */
import { diagnose, type Diagnosis } from '../diagnosis/diagnosis.ts';
import type { FollowOutcome } from '../follow/follow.ts';
import { Cancelled } from '../harness/errors.ts';
import { setExecutionOutputs, setFinalOutputs } from '../report/outputs.ts';
import { NO_DIAGNOSIS, type Verdict } from '../report/report.ts';
import { judge } from '../report/verdict.ts';
import { originInWords } from '../report/which-run.ts';
import { abortOnCancel } from './abort-on-cancel.ts';
import { printVerdict, reportOf, resultsOf, saveSummary } from './finish.ts';
import { followToEnd, type WatchOptions } from './follow-to-end.ts';
import { logSaver } from './log-files.ts';
import { openPublisher } from './publish.ts';
import { showLogs } from './show-logs.ts';

/** Announces the execution, follows it to an ending, and says what that means. */
export async function watch(options: WatchOptions): Promise<Verdict> {
  const { session, ref, engine, following } = options;
  const { step } = session;
  announce(options);
  const publisher = openPublisher(step, session.postState);
  const setPending = (description: string): void => {
    publisher.setStatus({ state: 'pending', description }, ref.url);
  };
  setPending('started');

  const { ending, wait, past, live } = await followToEnd(options, setPending);
  const { snapshot } = ending;
  if (ending.kind === 'cancelled') {
    await abortOnCancel(session, engine, ref);
  } else {
    publisher.expectEnd(snapshot);
  }

  const diagnosis = await diagnoseEnd(options, ending);
  const [cause, ...others] = snapshot.phase === 'ignored' ? diagnosis.ignored : diagnosis.failures;
  const { timeout, failStep } = following;
  const { rollback } = diagnosis;
  const verdict = judge(ending, { ref, cause, others, rollback, wait, timeout, failStep });
  const report = reportOf(session, { ref, verdict, snapshot, diagnosis, ending: ending.kind, past });
  setFinalOutputs(step.setOutput, { verdict, snapshot, results: resultsOf(session, report, diagnosis) });
  showLogs(step.log, report, live);
  printVerdict(step, verdict);
  if (ending.kind !== 'cancelled') {
    await publisher.end(report);
    saveSummary(session, report);
  }
  return verdict;
}

/** The id goes to outputs, post state and log before the next request. */
function announce({ session, ref, seen }: WatchOptions): void {
  const { step } = session;
  setExecutionOutputs(step.setOutput, ref, seen);
  session.save({ execution: ref.id, pipeline: ref.pipeline });
  step.log.info(`Execution ${seen.runSequence ?? ref.id}  ${ref.url}`);
  const origin = session.postState.isStartedElsewhere === true ? originInWords(seen) : '';
  if (origin !== '') {
    step.log.info(origin);
  }
}

/** The diagnosis. A cancel cuts it short, which does not change that the execution has ended. */
async function diagnoseEnd(
  { session, inspector, ref, following }: WatchOptions,
  ending: FollowOutcome,
): Promise<Diagnosis> {
  const { step, connection } = session;
  if (ending.kind !== 'ended') {
    return NO_DIAGNOSIS;
  }
  const isHidden = following.logs === 'none' || (following.logs === 'auto' && step.workflow.isPublic);
  try {
    return await diagnose({
      ref,
      snapshot: ending.snapshot,
      inspector,
      retry: connection.retry,
      clock: step.clock,
      signal: step.signal,
      logs: isHidden ? 'none' : 'failed',
      saveLog: isHidden ? undefined : logSaver(step, session.postState.nonce),
    });
  } catch (error) {
    if (error instanceof Cancelled) {
      return NO_DIAGNOSIS;
    }
    throw error;
  }
}
