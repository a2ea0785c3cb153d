import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problems, toProblem } from '../../../src/contract.ts';
import { toFailureText } from '../../../src/report/failure-text.ts';
import type { Failure } from '../../../src/report/state.ts';

const dropped = [{ owner: 'Ann', fingerprint: 'A', reason: 'expired' }] as const;
const failures: readonly Failure[] = [
  { kind: 'no-usable-key', dropped },
  { kind: 'worker' },
  { kind: 'network', timedOut: false },
  { kind: 'network', timedOut: true },
  { kind: 'nonsense', status: 502 },
  { kind: 'wrong-receipt', reason: 'not-signed' },
  ...(Object.keys(problems) as (keyof typeof problems)[]).map(
    (code) => ({ kind: 'problem', problem: toProblem(code) }) as const,
  ),
];

function toText(failure: Failure): string {
  const { heading, sentences } = toFailureText(failure);
  return [heading, ...sentences].join('\n');
}

test('every failure is a heading and full sentences, without a code and without blame', () => {
  for (const failure of failures) {
    const { heading, sentences } = toFailureText(failure);
    assert.match(heading, /^[A-Z].*[^.]$/);
    assert.ok(sentences.length >= 2);
    for (const sentence of sentences) assert.match(sentence, /^[A-Z].*\.$/);
    assert.doesNotMatch(toText(failure), /undefined|null|error|seal|spool|courier|quorum/i);
  }
});

test('why the relay did not take a report is said without the words of the protocol', () => {
  for (const failure of failures) {
    assert.doesNotMatch(
      toText(failure),
      /\b(body|bytes|header|media|packet|OpenPGP|application)\b/i,
    );
  }
});

test('no failure says that the report was received', () => {
  for (const failure of failures) assert.doesNotMatch(toText(failure), /was received/);
});

test('a dead key is named with its owner and its reason', () => {
  assert.match(toText({ kind: 'no-usable-key', dropped }), /Not encrypted to Ann: the key has exp/);
});

test('after a doubtful end the reporter learns that sending again is safe', () => {
  assert.match(toText({ kind: 'network', timedOut: true }), /still get it once/);
  assert.match(toText({ kind: 'nonsense', status: 502 }), /status 502/);
});

test('a wait is told in units that fit', () => {
  const problem = (seconds: number) => toProblem('unavailable', seconds);
  assert.match(toText({ kind: 'problem', problem: problem(30) }), /after 30 seconds\./);
  assert.match(toText({ kind: 'problem', problem: problem(600) }), /after 10 minutes\./);
});
