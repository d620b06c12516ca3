/** The line by which an execution is known again: only its own job agrees with it, and nothing can look like it by chance. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import {
  attemptOf,
  digestOf,
  isOfNonce,
  isSameRepository,
  isSameRun,
  isSameUse,
  markerIn,
  newNonce,
  notesWith,
  writeMarker,
} from '../../../src/start/marker.ts';
import { anyCharacter } from '../../support/any-character.ts';

type Marker = Parameters<typeof writeMarker>[0];

const MARKER: Marker = {
  repository: 'acme/shop',
  run: '77',
  attempt: '1',
  job: 'deploy',
  orchestration: '',
  step: 'harness',
  label: '',
  leg: '0/1',
  digest: digestOf(['https://app.harness.io', ['a']]),
  nonce: '0123456789abcdef',
};

const markers: fc.Arbitrary<Marker> = fc.record({
  repository: fc.string(),
  run: fc.string(),
  attempt: fc.nat(1000).map(String),
  job: fc.string({ unit: anyCharacter }),
  orchestration: fc.string(),
  step: fc.string({ unit: 'grapheme' }),
  label: fc.string({ unit: anyCharacter }),
  leg: fc.string(),
  digest: fc.stringMatching(/^[0-9a-f]{32}$/),
  nonce: fc.stringMatching(/^[0-9a-f]{16}$/),
});

test('the line has the run and the digest', () => {
  expect(writeMarker(MARKER)).toBe(
    `run-harness-pipeline/1 repository=acme%2Fshop run=77 attempt=1 job=deploy step=harness leg=0%2F1 digest=${MARKER.digest} nonce=0123456789abcdef`,
  );
});

test('the line is one line of ASCII that fits into the notes and is found in them', () => {
  fc.assert(
    fc.property(markers, fc.string({ unit: anyCharacter }), (marker, text) => {
      const line = writeMarker(marker);
      expect(line).toMatch(/^[\x20-\x7E]{1,900}$/);
      const notes = notesWith(line, text);
      expect(notes.length).toBeLessThanOrEqual(1000);
      expect(markerIn(notes)).toBe(line);
      expect(markerIn(`\n ${notes.replaceAll('\n', '\r\n')}`)).toBe(line); // as a server may give them back
      expect(attemptOf(line)).toBe(Number(marker.attempt));
      expect(isOfNonce(line, marker.nonce)).toBe(true);
    }),
  );
});

test('very long values result in a line that is found', () => {
  const long = Object.fromEntries(Object.keys(MARKER).map((key) => [key, '🎉'.repeat(1000)])) as unknown as Marker;
  const line = writeMarker({ ...long, attempt: '3' });
  expect(line).toMatch(/^[\x20-\x7E]{1,1000}$/);
  expect(attemptOf(line)).toBe(3);
});

describe('one use in one run', () => {
  test('matches in everything but attempt and random part', () => {
    const other = writeMarker({ ...MARKER, attempt: '2', nonce: 'fedcba9876543210' });
    expect(isSameUse(writeMarker(MARKER), other)).toBe(true);
  });

  test.each<[keyof Marker, string]>([
    ['repository', 'acme/shop2'],
    ['run', '78'],
    ['job', 'deploy-eu'],
    ['step', 'harness_2'],
    ['label', 'eu'],
    ['leg', '0/2'],
    ['leg', '1/1'],
    ['digest', digestOf(['https://app.harness.io', 'a'])],
  ])('differs when %s is %s', (key, value) => {
    expect(isSameUse(writeMarker(MARKER), writeMarker({ ...MARKER, [key]: value }))).toBe(false);
  });

  test('differs unless all parts are equal', () => {
    fc.assert(
      fc.property(markers, markers, (one, other) => {
        const key = (marker: Marker): string =>
          JSON.stringify({ ...marker, attempt: '', nonce: '', orchestration: '' });
        // Lone surrogates are one character to every encoder.
        fc.pre(key(one) !== key(other) && Buffer.from(key(one)).compare(Buffer.from(key(other))) !== 0);
        expect(isSameUse(writeMarker(one), writeMarker(other))).toBe(false);
        expect(isSameUse(writeMarker(one), writeMarker({ ...one, attempt: '9', nonce: other.nonce }))).toBe(true);
      }),
    );
  });

  test('compares the orchestration only if both have it', () => {
    const [none, build, deploy] = ['', 'build.__default', 'deploy.__default'].map((orchestration) =>
      writeMarker({ ...MARKER, orchestration }),
    );
    expect(isSameUse(String(build), String(build))).toBe(true);
    expect(isSameUse(String(build), String(deploy))).toBe(false);
    expect(isSameUse(String(none), String(deploy))).toBe(true);
    expect(isSameUse(String(build), String(none))).toBe(true);
  });

  test('distinguishes long values with the same beginning', () => {
    const long = (end: string): string => writeMarker({ ...MARKER, label: `${'a'.repeat(300)}${end}` });
    expect(isSameUse(long('1'), long('1'))).toBe(true);
    expect(isSameUse(long('1'), long('2'))).toBe(false);
  });

  test('is recognized by run and repository, and a missing name matches nothing', () => {
    const own = writeMarker(MARKER);
    const job = writeMarker({ ...MARKER, job: 'test', attempt: '3' });
    const run = writeMarker({ ...MARKER, run: '78' });
    const repository = writeMarker({ ...MARKER, repository: 'acme/other' });
    const nameless = writeMarker({ ...MARKER, repository: '' });
    expect([job, run, repository].map((other) => isSameRun(own, other))).toEqual([true, false, false]);
    expect([job, run, repository].map((other) => isSameRepository(own, other))).toEqual([true, true, false]);
    expect([isSameRepository(nameless, nameless), isSameRepository('', ''), isSameRun(nameless, nameless)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('cannot be forged by a value', () => {
    const feigned = writeMarker({ ...MARKER, job: 'deploy attempt=2 nonce=x', step: 'harness digest=y' });
    expect(feigned.split(' ')).toHaveLength(9);
    expect(attemptOf(feigned)).toBe(1);
    expect(isOfNonce(feigned, 'x')).toBe(false);
  });
});

test.each([
  ['', undefined],
  ['Release 1.10', undefined],
  ['Release\nrun-harness-pipeline/1 run=77', undefined],
  ['run-harness-pipeline/1', undefined],
  ['run-harness-pipeline/2 run=77', undefined],
  ['x run-harness-pipeline/1 run=77', undefined],
  ['run-harness-pipeline/1 run=77\rmore', 'run-harness-pipeline/1 run=77'],
  ['  run-harness-pipeline/1 run=77  \nmore', 'run-harness-pipeline/1 run=77'],
])('in %j the marker is %p', (notes, marker) => {
  expect(markerIn(notes)).toBe(marker);
});

test('attempt 0 is invalid', () => {
  for (const line of [
    '',
    'run-harness-pipeline/1 run=77',
    'x attempt=',
    'x attempt=a',
    'x xattempt=3',
    'x attempt=3x',
  ]) {
    expect(attemptOf(line)).toBe(0);
  }
});

test('a digest depends on the parts and their boundaries', () => {
  expect(digestOf(['a', 'b'])).toMatch(/^[0-9a-f]{32}$/);
  expect(digestOf(['a', 'b'])).toBe(digestOf(['a', 'b']));
  const others = [['ab'], ['a', 'b', ''], ['b', 'a'], ['a,b'], [['a', 'b']], [['a'], 'b'], ['a', ['b']], []];
  expect(new Set([['a', 'b'], ...others].map((parts) => digestOf(parts))).size).toBe(others.length + 1);
});

test('every start has its own random part', () => {
  const nonces = Array.from({ length: 1000 }, newNonce);
  expect(new Set(nonces).size).toBe(1000);
  expect(nonces.every((nonce) => /^[0-9a-f]{16}$/.test(nonce))).toBe(true);
});

test('notes are truncated, but never the marker', () => {
  expect(notesWith('m', 'x'.repeat(2000))).toHaveLength(1000);
  expect(notesWith('m', '')).toBe('m');
  expect(notesWith('m', ' two\nlines ')).toBe('m\n two\nlines');
});
