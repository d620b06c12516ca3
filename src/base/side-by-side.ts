/** Parallel work, with results and errors in the given order. */

/**
 * Waits for all of them, so that none continues unnoticed after an error.
 *
 * @throws the error of the first in order that failed, whichever failed first.
 */
export async function sideBySide<T extends readonly unknown[]>(work: {
  readonly [Key in keyof T]: Promise<T[Key]>;
}): Promise<T> {
  await Promise.allSettled(work);
  for (const one of work) {
    await one;
  }
  return Promise.all(work);
}

/** Does the work on so many items at a time. @returns the results in the items' order. @throws as sideBySide does. */
export async function mapSideBySide<T, R>(
  items: readonly T[],
  width: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += width) {
    results.push(...(await sideBySide<R[]>(items.slice(from, from + width).map((item) => work(item)))));
  }
  return results;
}
