/** The QR code of a fingerprint is a picture of numbers, with the border that scanners want. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { encode } from 'uqr';
import { toFingerprintQr } from '../../../../src/desk/keys/qr.ts';

const fingerprint = '13F56515B300BEA1AD8C73E827C97D852C6DE58F';

test('the dark squares are exactly those of the code for the fingerprint, four inside the edge', () => {
  const { size, path } = toFingerprintQr(fingerprint);
  const bare = encode(`OPENPGP4FPR:${fingerprint}`, { ecc: 'M', border: 0 });
  assert.equal(size, bare.size + 8);
  const drawn = [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`);
  assert.equal(path.replaceAll(/M\d+ \d+h1v1h-1z/g, ''), '', 'nothing but numbers and squares');
  const dark = bare.data.flatMap((row, y) =>
    row.flatMap((it, x) => (it ? [`${x + 4} ${y + 4}`] : [])),
  );
  assert.deepEqual(drawn.sort(), dark.sort());
});

test('another fingerprint gives another picture, and a long one of a newer key fits as well', () => {
  const other = toFingerprintQr(fingerprint.replace('1', '2'));
  assert.notEqual(other.path, toFingerprintQr(fingerprint).path);
  assert.ok(toFingerprintQr('A'.repeat(64)).size > other.size);
});
