/** The script that moves the major tag, in a real repository; `gh` is a script that writes down how it was called. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { ROOT } from '../support/runner/action.ts';

const onPosix = process.platform === 'win32' ? describe.skip : describe;

/** A repository with one commit for each tag. */
function repository(tags: readonly string[]): { home: string; commitOf: (tag: string) => string } {
  const home = mkdtempSync(join(tmpdir(), 'release-'));
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      cwd: home,
      encoding: 'utf8',
    }).trim();
  git('init', '--quiet');
  for (const tag of tags) {
    git('commit', '--quiet', '--allow-empty', '--message', tag);
    git('tag', tag);
  }
  return { home, commitOf: (tag) => git('rev-parse', `${tag}^{commit}`) };
}

function move(home: string, released: string): { says: string; calls: string } {
  const calls = join(home, 'calls');
  writeFileSync(calls, '');
  writeFileSync(join(home, 'gh'), `#!/bin/sh\necho "$*" >> '${calls}'\n`);
  chmodSync(join(home, 'gh'), 0o755);
  const says = execFileSync('bash', [join(ROOT, '.ci/move-major-tag')], {
    cwd: home,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${home}${delimiter}${process.env['PATH'] ?? ''}`,
      GITHUB_REF_NAME: released,
      GITHUB_REPOSITORY: 'acme/action',
    },
  });
  return { says: says.trim(), calls: readFileSync(calls, 'utf8').trim() };
}

onPosix('the major tag', () => {
  test('is made by the first release', () => {
    const { home, commitOf } = repository(['v1.0.0']);
    const { says, calls } = move(home, 'v1.0.0');
    expect(calls).toBe(`api --method POST repos/acme/action/git/refs -f ref=refs/tags/v1 -f sha=${commitOf('v1.0.0')}`);
    expect(says).toBe('v1 is at v1.0.0 now.');
  });

  test('moves to the newest release by number, whichever release asks', () => {
    const { home, commitOf } = repository(['v1.9.0', 'v1', 'v1.10.0', 'v2.0.0', 'v1.9.1']);
    for (const released of ['v1.9.1', 'v1.10.0']) {
      const { says, calls } = move(home, released);
      expect(calls).toContain(`PATCH repos/acme/action/git/refs/tags/v1 -f sha=${commitOf('v1.10.0')}`);
      expect(says).toBe('v1 is at v1.10.0 now.');
    }
  });

  test('stays where it is when it is there already', () => {
    const { home } = repository(['v1.0.0', 'v1.1.0', 'v1']);
    // The tag v1 has a commit of its own in this repository: put it where v1.1.0 is.
    execFileSync('git', ['tag', '--force', 'v1', 'v1.1.0'], { cwd: home });
    expect(move(home, 'v1.0.0')).toEqual({ says: 'v1 is at v1.1.0 already.', calls: '' });
  });

  test('is not moved without a release', () => {
    const { home } = repository(['v1.0.0']);
    expect(() => move(home, 'v3.0.0')).toThrow(/There is no release of v3/);
  });
});
