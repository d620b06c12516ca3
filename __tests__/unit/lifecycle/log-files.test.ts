/** Whole logs as files: 64 MB of them at the most. */
import { expect, test } from '@jest/globals';

import { logSaver } from '../../../src/lifecycle/log-files.ts';

const MB = 1024 * 1024;

/** A folder that keeps the bytes of each file; `isFull` takes nothing. */
function openFolder({ isFull = false } = {}) {
  const sizes = new Map<string, number>();
  const folder = {
    write: (nonce: string, name: string, content: string) => {
      if (isFull) {
        return undefined;
      }
      sizes.set(name, Buffer.byteLength(content));
      return `/temp/${nonce}/${name}`;
    },
    read: () => undefined,
    remove: () => undefined,
    isRemoved: () => false,
  };
  return { folder, sizes };
}

test('each log has a file within 64 MB in total, and a smaller one may still fit', () => {
  const { folder, sizes } = openFolder();
  const save = logSaver({ folder }, 'n');
  const paths = [20, 20, 20, 20, 4, 1].map((size) => save('ü'.repeat((size * MB) / 2)));
  expect(paths).toEqual([
    '/temp/n/log-1.txt',
    '/temp/n/log-2.txt',
    '/temp/n/log-3.txt',
    undefined,
    '/temp/n/log-4.txt',
    undefined,
  ]);
  expect([...sizes.values()].reduce((sum, size) => sum + size, 0)).toBe(64 * MB);
});

test('there is no file on a full disk', () => {
  const { folder } = openFolder({ isFull: true });
  expect(logSaver({ folder }, 'n')('text')).toBeUndefined();
});
