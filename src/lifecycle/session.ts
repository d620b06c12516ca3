/** One step at work: the step, its connection to Harness, and what the post step would find if it began now. */
import { hasRedactions } from '../base/secrets.ts';
import { executionLink, executionsLink } from '../harness/links.ts';
import { setFaultOutputs } from '../report/outputs.ts';
import type { WriteProblem } from '../runner/command-files.ts';
import type { Step } from '../runner/step.ts';
import type { Connection } from './connect.ts';
import { type PostState, POST_STATE, serializePatch, serializePostState } from './post-state.ts';

/** A step that starts or follows an execution. */
export interface Session {
  readonly step: Step;
  readonly connection: Connection;
  /** What was saved last. */
  readonly postState: PostState;
  /** Saves the post state with these changes. @returns whether the runner's file took all of it. */
  save(patch?: Partial<PostState>): boolean;
}

/** A session whose post state is not changed any more, as in the post step. */
export type FinalSession = Omit<Session, 'save'>;

/** Opens a session; nothing is saved yet. */
export function openSession(step: Step, connection: Connection, first: PostState): Session {
  let postState = first;
  let isSavedBefore = false;
  const { nonce } = first;
  step.stopWithPost(nonce);
  const save = (patch: Partial<PostState> = {}): boolean => {
    postState = { ...postState, ...patch, redacts: hasRedactions() };
    if (!isSavedBefore) {
      isSavedBefore = true;
      postState = { ...postState, hasFolder: step.folder.write(nonce, 'unfinished', '') !== undefined };
    }
    const isInState = step.saveState(POST_STATE, serializePostState(postState));
    if (isInState) {
      step.folder.remove(nonce, 'patch.json'); // What it holds is older now.
    }
    const isSaved = isInState || step.folder.write(nonce, 'patch.json', serializePatch(postState)) !== undefined;
    if (!isSaved && postState.main !== 'unfinished') {
      // The missing file says that the step came to an end of its own: taking it away works on a full disk, too.
      step.folder.remove(nonce, 'unfinished');
    }
    return isInState;
  };
  step.onFault(() => {
    const { execution } = postState;
    setFaultOutputs(step.setOutput);
    if (step.signal.aborted) {
      return []; // A cancelled step is post's to finish.
    }
    // Saved once more in any case: the fault may have come in the middle of saving.
    save({ main: postState.main === 'done' ? 'done' : 'faulted' });
    return execution === ''
      ? [`If anything was started, it is left running: ${executionsLink(postState)}`]
      : [`Execution ${execution} was not aborted.`, `  ${executionLink(postState, execution)}`];
  });
  return {
    step,
    connection,
    get postState() {
      return postState;
    },
    save,
  };
}

/** The runner's files cannot be written. Nothing is started, decided or listed then, because its result could not be reported. */
export class UnwritableError extends Error {
  override readonly name = 'UnwritableError';
  /** What cannot be written, and why; then where that is, and what to do. */
  readonly paragraphs: readonly string[];

  constructor(problems: readonly WriteProblem[], what: 'started' | 'decided' | 'listed' = 'started') {
    const [first = '', ...more] = problems.flatMap(({ file, path, cause, remedy }) => [
      `${file} cannot be written: ${cause}.`,
      ...(path === '' ? [] : [path]),
      remedy,
    ]);
    const paragraphs = [`Nothing was ${what}: ${first}`, ...more];
    super(paragraphs.join('\n  '));
    this.paragraphs = paragraphs;
  }
}

/**
 * Makes sure that what is about to be started can be reported.
 *
 * @throws UnwritableError when the runner's files cannot be written.
 */
export function requireFiles({ step, postState }: Session): void {
  const summary = postState.summary ? (['GITHUB_STEP_SUMMARY'] as const) : [];
  const problems = step.testFiles(['GITHUB_OUTPUT', 'GITHUB_STATE', ...summary]);
  if (problems.length > 0) {
    throw new UnwritableError(problems);
  }
}
