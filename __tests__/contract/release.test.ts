/** What the release workflow runs, in a real repository with a real remote; `gh` is a script that knows the releases. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

import { describe, expect, test } from '@jest/globals';

import { ROOT } from '../support/runner/action.ts';

// Git for Windows has bash, but no program can stand in for gh.exe there; releases are made on Linux.
const onPosix = process.platform === 'win32' ? describe.skip : describe;

/** What `gh` knows: the releases that are published, and whether there is a draft of the one to be made. */
interface Releases {
  readonly published: readonly string[];
  readonly draft?: boolean;
}

interface Repository {
  /** @returns what the script says, and how it called `gh`. */
  readonly run: (script: string, tag: string, releases: Releases) => { says: string; calls: string };
  readonly commitOf: (tag: string) => string;
  /** @returns the commit that the remote has under a tag. */
  readonly remoteCommitOf: (tag: string) => string;
}

/** A clone of a bare repository that has one commit for each tag. */
function repository(tags: readonly string[]): Repository {
  const home = mkdtempSync(join(tmpdir(), 'release-'));
  const [remote, clone, calls] = ['remote.git', 'clone', 'calls'].map((name) => join(home, name)) as [
    string,
    string,
    string,
  ];
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  git('init', '--quiet', '--bare', remote);
  git('clone', '--quiet', remote, clone);
  for (const tag of tags) {
    git('-C', clone, 'commit', '--quiet', '--allow-empty', '--message', tag);
    git('-C', clone, 'tag', tag);
  }
  git('-C', clone, 'push', '--quiet', '--tags');
  writeFileSync(join(clone, 'CHANGELOG.md'), '# Changelog\n\n## 1.10.0\n\nNew.\n\n- More.\n\n## 1.9.0\n\nOld.\n');
  return {
    commitOf: (tag) => git('-C', clone, 'rev-parse', `${tag}^{commit}`),
    remoteCommitOf: (tag) => git('-C', remote, 'rev-parse', `${tag}^{commit}`),
    run: (script, tag, { published, draft }) => {
      const view = published.includes(tag) ? 'echo false' : draft === true ? 'echo true' : 'exit 1';
      writeFileSync(calls, '');
      writeFileSync(
        join(home, 'gh'),
        `#!/bin/sh\ncase $2 in\nlist) printf '${published.map((name) => `${name}\\n`).join('')}' ;;\nview) ${view} ;;\n*) echo "$*" >> '${calls}' ;;\nesac\n`,
      );
      chmodSync(join(home, 'gh'), 0o755);
      const says = execFileSync('bash', [join(ROOT, '.ci', script), 'sbom.json'], {
        cwd: clone,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, PATH: `${home}${delimiter}${process.env['PATH'] ?? ''}`, GITHUB_REF_NAME: tag },
      });
      return { says: says.trim(), calls: readFileSync(calls, 'utf8').trim() };
    },
  };
}

onPosix('the major tag', () => {
  const move = (at: Repository, tag: string, ...published: string[]): string =>
    at.run('move-major-tag', tag, { published }).says;

  test('is created by the first release', () => {
    const at = repository(['v1.0.0']);
    expect(move(at, 'v1.0.0', 'v1.0.0')).toBe('v1 is at v1.0.0 now.');
    expect(at.remoteCommitOf('v1')).toBe(at.commitOf('v1.0.0'));
  });

  test('moves once, to the release with the highest version, whichever release runs', () => {
    const at = repository(['v1.9.0', 'v1', 'v1.10.0', 'v2.0.0', 'v1.9.1']);
    const released = ['v1.9.0', 'v1.9.1', 'v1.10.0', 'v2.0.0'];
    expect(move(at, 'v1.9.1', ...released)).toBe('v1 is at v1.10.0 now.');
    expect(at.remoteCommitOf('v1')).toBe(at.commitOf('v1.10.0'));
    expect(move(at, 'v1.10.0', ...released)).toBe('v1 is at v1.10.0 already.');
    expect(at.remoteCommitOf('v1')).toBe(at.commitOf('v1.10.0'));
  });

  test('does not move to a tag without a release', () => {
    const at = repository(['v1.0.0', 'v1.1.0']);
    expect(move(at, 'v1.0.0', 'v1.0.0')).toBe('v1 is at v1.0.0 now.');
    expect(at.remoteCommitOf('v1')).toBe(at.commitOf('v1.0.0'));
    expect(() => move(at, 'v3.0.0', 'v1.0.0')).toThrow(/There is no release of v3/);
  });
});

onPosix('a release', () => {
  const publish = (tag: string, releases: Releases): { says: string; calls: string } =>
    repository([tag]).run('publish-release', tag, releases);

  test('has its changelog section as notes, and the bill of materials', () => {
    const { says, calls } = publish('v1.10.0', { published: ['v1.9.0'] });
    expect(calls).toBe(
      'release create v1.10.0 --verify-tag --title v1.10.0 --latest=true --notes \nNew.\n\n- More. sbom.json',
    );
    expect(says).toBe('v1.10.0 is released.');
  });

  test('is created once, and re-created after an interrupted attempt', () => {
    expect(publish('v1.10.0', { published: ['v1.10.0'] })).toEqual({ says: 'v1.10.0 is released already.', calls: '' });
    const { calls } = publish('v1.10.0', { published: [], draft: true });
    expect(calls).toMatch(/^release delete v1\.10\.0 --yes\nrelease create v1\.10\.0 /);
  });

  test('of an older major version is not the latest, and requires a changelog section', () => {
    expect(publish('v1.9.0', { published: ['v1.10.0'] }).calls).toContain('--latest=false');
    expect(() => publish('v1.11.0', { published: [] })).toThrow(/CHANGELOG\.md has no section ## 1\.11\.0/);
  });
});

test('the newest version in CHANGELOG.md equals the version in package.json', () => {
  const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
  const versions = [...read('CHANGELOG.md').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  const { version } = JSON.parse(read('package.json')) as { readonly version: string };
  expect(versions.find((heading) => heading !== 'Unreleased')).toBe(version);
  expect(versions.indexOf('Unreleased')).toBeLessThan(1);
});
