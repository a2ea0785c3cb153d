/** Ids as people type and paste them: found whatever they look like, and never taken for another. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findKnownId, type IdIndex, mayBeId } from '../../../src/browse/known-id.ts';

const index: IdIndex = {
  advisories: {
    'ACME-2026-0001': ['CVE-2026-12345', 'GHSA-2f3g-h4jm-p5qr'],
    'ACME-2026-0002': ['CVE-2026-0003'],
    'ACME-2026-0003': ['PYSEC-2026-17', 'GHSA-cfgh-jmpq-rvwx'],
  },
  weaknesses: ['CWE-79', 'CWE-22'],
};

const typed: readonly (readonly [string, readonly string[]])[] = [
  ['ACME-2026-0001', ['ACME-2026-0001']],
  ['acme-2026-0001', ['ACME-2026-0001']],
  ['  ACME 2026 0001 ', ['ACME-2026-0001']],
  ['x_ACME-2026-0001', ['ACME-2026-0001']],
  ['ACME‑2026–0001', ['ACME-2026-0001']],
  ['2026-0001', ['ACME-2026-0001']],
  ['cve-2026-12345', ['ACME-2026-0001']],
  ['CVE2026-12345', ['ACME-2026-0001']],
  ['CVE 2026 12345', ['ACME-2026-0001']],
  ['CVE ID: CVE-2026-12345', ['ACME-2026-0001']],
  ['2026-12345', ['ACME-2026-0001']],
  ['(CVE-2026-12345),', ['ACME-2026-0001']],
  ['“CVE-2026-12345”', ['ACME-2026-0001']],
  ['https://nvd.nist.gov/vuln/detail/CVE-2026-12345', ['ACME-2026-0001']],
  ['https://osv.dev/vulnerability/GHSA-2f3g-h4jm-p5qr?x=1', ['ACME-2026-0001']],
  ['https://security.acme.test/osv/ACME-2026-0002.json', ['ACME-2026-0002']],
  ['ghsa-2F3G-h4jm-p5qr', ['ACME-2026-0001']],
  ['2f3g-h4jm-p5qr', ['ACME-2026-0001']],
  ['cfgh-jmpq-rvwx', ['ACME-2026-0003']],
  ['PYSEC-2026-17', ['ACME-2026-0003']],
];

for (const [text, ids] of typed) {
  test(`${text} is found`, () => {
    assert.ok(mayBeId(text));
    assert.deepEqual(findKnownId(text, index), { kind: 'advisories', ids });
  });
}

test('a number that fits several ids leads to each of them', () => {
  assert.deepEqual(findKnownId('2026-0003', index), {
    kind: 'advisories',
    ids: ['ACME-2026-0002', 'ACME-2026-0003'],
  });
});

for (const text of ['CWE-79', 'cwe 79', 'cwe79', 'CWE-079', '79', 'cwe:79']) {
  test(`${text} is the weakness CWE-79`, () => {
    assert.ok(mayBeId(text));
    assert.deepEqual(findKnownId(text, index), { kind: 'weakness', id: 'CWE-79' });
  });
}

test('what is no id of ours is none, and no part of one either', () => {
  for (const text of [
    'CVE-2026-1234',
    'CVE-2026-123456',
    'ACME-2026-000',
    '2026',
    'CWE-7',
    '0001',
  ]) {
    assert.equal(findKnownId(text, index), null, text);
  }
});

test('words are not looked up among ids, so that a search for words loads no map', () => {
  for (const text of ['symbolic link', 'archive', 'denial-of-service', 'lantern 2.3.0', '']) {
    assert.equal(mayBeId(text), false, text);
  }
});

test('no text that a link brings keeps the page busy', () => {
  for (const one of ['-', '\u200b', '?', 'https://x/a ']) {
    assert.equal(mayBeId(`x${one.repeat(200_000)}x`), false);
  }
});
