/** The scripts of examples that decide who may do what, run as they stand with a `gh` that answers as GitHub would. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

import { at, list, text } from '../../src/base/shape.ts';
import { ROOT } from '../support/runner/action.ts';

const temp = mkdtempSync(join(tmpdir(), 'run-harness-examples-'));
afterAll(() => rmSync(temp, { recursive: true }));

/** Answers what `--jq` makes of GitHub's answer, and notes each call. */
const GH = `#!/usr/bin/env bash
echo "$*" >> "$GH_CALLS"
case "$*" in
  *'/permission --jq .role_name') echo "$ROLE" ;;
  *'/pulls/5 --jq '*) echo "5f2a8c31 $HEAD" ;;
  *'/commits/5f2a8c31/status --jq '*) printf "$WAITS" ;;
  *'--method POST'*'/comments/77/reactions --raw-field content=eyes') ;;
  *) exit 9 ;;
esac
`;
writeFileSync(join(temp, 'gh'), GH, { mode: 0o755 });

const chatops: unknown = parse(readFileSync(join(ROOT, 'examples/chatops.yml'), 'utf8'));
const scripts = list(at(chatops, 'jobs', 'command', 'steps')).map((step) => text(at(step, 'run')) ?? '');

interface Comment {
  readonly body: string;
  readonly role?: string;
  /** Repository of the pull request's branch. */
  readonly head?: string;
}

/** Runs one step of the job `command`, as GitHub does. */
function run(script: string | undefined, env: Readonly<Record<string, string>>) {
  const file = (name: string): string => join(temp, name);
  writeFileSync(file('calls'), '');
  writeFileSync(file('output'), '');
  const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script ?? ''], {
    cwd: temp,
    encoding: 'utf8',
    env: {
      PATH: `${temp}:${process.env['PATH'] ?? ''}`,
      GH_CALLS: file('calls'),
      GITHUB_OUTPUT: file('output'),
      ...env,
    },
  });
  const lines = (name: string): string[] => readFileSync(file(name), 'utf8').split('\n').filter(Boolean);
  return { status, stdout, calls: lines('calls').join('\n'), outputs: lines('output') };
}

const read = ({ body, role = 'write', head = 'acme/shop' }: Comment) =>
  run(scripts[0], {
    BODY: body,
    AUTHOR: 'octo',
    COMMENT: '77',
    NUMBER: '5',
    GITHUB_REPOSITORY: 'acme/shop',
    ROLE: role,
    HEAD: head,
  });

describe('chatops', () => {
  test.each<[Comment, string, string]>([
    [{ body: '/deploy staging' }, '/deploy', 'staging'],
    [{ body: '/deploy preview\r\nThanks!' }, '/deploy', 'preview'],
    [{ body: '/approve', role: 'maintain' }, '/approve', ''],
    [{ body: '/reject  ', role: 'admin' }, '/reject', ''],
  ])('accepts %j', (comment, command, environment) => {
    const { status, outputs, calls } = read(comment);
    expect(status).toBe(0);
    expect(calls).toContain('reactions');
    expect(outputs).toEqual([`command=${command}`, `environment=${environment}`, 'sha=5f2a8c31']);
  });

  test.each<[Comment, string]>([
    [{ body: '/deploy production' }, 'The commands are'],
    [{ body: '/deploy staging; id' }, 'The commands are'],
    [{ body: '/deploy $(id)' }, 'The commands are'],
    [{ body: '/deploy staging now' }, 'A command has nothing after it.'],
    [{ body: '/deploy staging', role: 'read' }, 'You have read.'],
    [{ body: '/approve', role: 'write' }, 'needs one of these roles: admin maintain.'],
    [{ body: '/deploy staging', head: 'stranger/shop' }, 'from forks'],
    [{ body: '/deploy staging', head: 'null' }, 'from forks'],
  ])('rejects %j', (comment, why) => {
    const { status, stdout, outputs, calls } = read(comment);
    expect([status, outputs]).toEqual([1, []]);
    expect(calls).not.toContain('reactions');
    expect(stdout).toMatch(/^::error::/);
    expect(stdout).toContain(why);
  });

  test.each<[string, string[] | undefined]>([
    [
      'harness/staging https://harness.example.com/e/1/pipeline\\n',
      ['context=harness/staging', 'execution=https://harness.example.com/e/1/pipeline'],
    ],
    ['', undefined],
    ['harness/staging https://a/1\\nharness/preview https://a/2\\n', undefined],
  ])('finds the waiting execution: %j', (WAITS, outputs) => {
    const found = run(scripts[1], { SHA: '5f2a8c31', GITHUB_REPOSITORY: 'acme/shop', PENDING: '.statuses[]', WAITS });
    expect([found.status, found.outputs]).toEqual([outputs === undefined ? 1 : 0, outputs ?? []]);
  });
});
