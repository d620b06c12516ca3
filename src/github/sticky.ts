/** One comment for each use of the action on a pull request: written once, then edited, whoever else writes beside it. */
import { type Mark, outranks, readMark } from '../report/mark.ts';

export interface Comment {
  readonly id: number;
  /** Login of who wrote it. */
  readonly author: string;
  readonly body: string;
}

/** The comments of one pull request. Everything throws what the request for it threw. */
export interface Comments {
  /** All pages of them. */
  list(): Promise<readonly Comment[]>;
  /** Once: after an answer that got lost it may have been written. */
  create(body: string): Promise<void>;
  edit(id: number, body: string): Promise<void>;
  remove(id: number): Promise<void>;
  /** @returns the logins under which this action may write. */
  self(): Promise<readonly string[]>;
  /** Waits before another try. @throws the error when trying again is no use. */
  waitBeforeRetry(error: unknown, tries: number): Promise<void>;
}

/** A comment that is to be there in the end. */
export interface CommentOrder {
  readonly mark: Mark;
  /** With the mark as its first line. */
  readonly text: string;
  /** Whether to write one where there is none yet. */
  readonly isNewWanted: boolean;
}

/**
 * Writes, edits or leaves the comment. Two jobs may do this at once: each lists the comments again after it wrote, and of
 * several all agree on the oldest.
 *
 * @param listed the comments of some seconds ago, where they are known
 */
export async function writeSticky(
  comments: Comments,
  wanted: CommentOrder,
  listed: readonly Comment[] | undefined,
): Promise<void> {
  const found = await ownWith(comments, wanted.mark, listed);
  const own = found.length === 0 && wanted.isNewWanted ? await writeFirst(comments, wanted) : found;
  const [kept, ...doubles] = own;
  for (const { id } of doubles) {
    await comments.remove(id);
  }
  if (kept !== undefined && kept.body !== wanted.text && !outranks(kept.mark, wanted.mark)) {
    await comments.edit(kept.id, wanted.text);
  }
}

/** @returns the own comments afterwards. They are listed before every further try, so that no lost answer makes two. */
async function writeFirst(comments: Comments, { mark, text }: CommentOrder): Promise<readonly Own[]> {
  for (let tries = 1; ; tries += 1) {
    let isWritten = true;
    try {
      await comments.create(text);
    } catch (error) {
      await comments.waitBeforeRetry(error, tries);
      isWritten = false;
    }
    const own = await ownWith(comments, mark);
    if (isWritten || own.length > 0) {
      return own;
    }
  }
}

interface Own extends Comment {
  readonly mark: Mark;
}

/**
 * The mark alone proves nothing: anyone can copy it into a comment, and a token that may write would then edit a
 * other person's words.
 *
 * @returns own comments of this use, oldest first.
 */
async function ownWith(comments: Comments, wanted: Mark, listed?: readonly Comment[]): Promise<readonly Own[]> {
  const marked = (listed ?? (await comments.list())).flatMap((comment) => {
    const mark = readMark(comment.body);
    return mark?.key === wanted.key ? [{ ...comment, mark }] : [];
  });
  const self = marked.length === 0 ? [] : await comments.self();
  const own = marked.filter(({ author }) => self.includes(author)).toSorted((one, other) => one.id - other.id);
  const same = own.filter(({ mark }) => mark.call === wanted.call);
  if (same.length > 0) {
    return same;
  }
  // A runner update brings the call's name, and a downgrade takes it away: what does not contradict is taken, unless it is several.
  const compatible = own.filter(({ mark }) => mark.call === '' || wanted.call === '');
  return new Set(compatible.map(({ mark }) => mark.call)).size === 1 ? compatible : [];
}
