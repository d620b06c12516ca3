/** What GitHub shows outside the log: the commit status while an execution runs and at its end, and the comment. */
import { concealed } from '../base/secrets.ts';
import type { GitHub } from '../github/github.ts';
import type { Snapshot } from '../harness/execution.ts';
import { requireProxy } from '../harness/proxy.ts';
import { isUnsuccessful } from '../harness/status.ts';
import { commentOf } from '../report/comment.ts';
import { type StatusUpdate, statusUpdateOf } from '../report/commit-status.ts';
import { writeMark } from '../report/mark.ts';
import type { Report } from '../report/report.ts';
import type { Step } from '../runner/step.ts';
import type { PostState } from './post-state.ts';

/** Tells GitHub. Nothing here can fail the step: each kind of failure is one warning. */
export interface Publisher {
  /** Sets the commit status, in the order of the calls, without anybody waiting for it. */
  say(saying: StatusUpdate, url: string): void;
  /** Called when the end is seen, before it is diagnosed: reads meanwhile what a comment needs. */
  expectEnd(snapshot: Snapshot): void;
  /** Sets the last commit status and writes the comment, as far as they are wanted. */
  end(report: Report): Promise<void>;
}

/** Prepares the reports to GitHub; nothing is sent before there is something to report. */
export function openPublisher(
  step: Step,
  { comment, pullRequest, commitStatus: context, githubToken: token, label, leg }: PostState,
): Publisher {
  const { workflow, clock, log } = step;
  const warned = new Set<string>();
  let statuses = Promise.resolve();
  let opened: Promise<GitHub> | undefined;
  const open = async (): Promise<GitHub> => {
    // Octokit goes around a proxy whose URL it cannot read.
    requireProxy(workflow.apiUrl, step.proxies);
    // Loaded when needed: most steps report nothing to GitHub.
    const { openGitHub } = await import(/* webpackIgnore: true */ '../github/github.ts');
    return openGitHub({
      token,
      apiUrl: workflow.apiUrl,
      workflow,
      clock,
      signal: step.signal,
      pullRequest: pullRequest === 0 ? undefined : pullRequest,
    });
  };
  const github = (): Promise<GitHub> => (opened ??= open());
  if (comment !== 'never') {
    // Loaded while the first poll waits: at the end, when everybody waits for it, it would take as long as a request.
    github().catch(() => undefined);
  }
  const warn = (warning: string | undefined): void => {
    if (warning !== undefined && !warned.has(warning) && !step.signal.aborted) {
      warned.add(warning);
      log.warning(warning);
    }
  };
  /** Never rejects. */
  const tell = async (work: (github: GitHub) => Promise<string | undefined>): Promise<void> => {
    try {
      warn(await work(await github()));
    } catch (error) {
      warn(`Could not report to GitHub: ${String(error)}`);
    }
  };
  const say = (saying: StatusUpdate, url: string): void => {
    if (context !== '') {
      const description = concealed(saying.description);
      // One after the other, so that the last word is the last to arrive.
      statuses = statuses.then(() => tell((at) => at.commitStatus({ ...saying, description, context, url })));
    }
  };
  return {
    say,
    expectEnd({ phase }) {
      if (comment !== 'never') {
        const expectComment = async (): Promise<void> => {
          (await github()).expectComment(comment === 'always' || isUnsuccessful(phase));
        };
        expectComment().catch(() => undefined); // `end` meets with it again, and says so.
      }
    },
    async end(report) {
      say(statusUpdateOf(report), report.ref?.url ?? report.listUrl);
      if (comment !== 'never') {
        const mark = writeMark(report, workflow, { label, leg });
        const own = [report.listUrl, report.ref?.url, report.run.url].flatMap((url) =>
          url === undefined || url === '' ? [] : url,
        );
        const page = commentOf(report, '').trimStart();
        const text = `${mark}\n${concealed(page, own)}`;
        // Good news is no news for on-failure, but an earlier run's bad news must not outlive it.
        const isNewWanted = comment === 'always' || report.verdict.isRed || isUnsuccessful(report.snapshot.phase);
        await Promise.all([statuses, tell((at) => at.comment({ text, isNewWanted }))]);
      }
      await statuses;
    },
  };
}
