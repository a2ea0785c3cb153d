import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBase64Lines } from '../../../src/report/base64-lines.ts';
import { toBytes } from '../../../src/report/writing.ts';
import fc from '../../helpers/property.ts';

test('agrees with the platform for any bytes, in lines of 76', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const text = Buffer.from(toBytes(toBase64Lines(bytes))).toString('latin1');
      assert.equal(text.replaceAll('\r\n', ''), Buffer.from(bytes).toString('base64'));
      assert.match(text, /^([^\r\n]{76}\r\n)*([^\r\n]{1,76}\r\n)?$/);
    }),
  );
});

test('nothing encodes to nothing', () => {
  assert.equal(toBytes(toBase64Lines(new Uint8Array())).length, 0);
});

test('reads only the bytes of its view, at the end of memory too', () => {
  for (const length of [1, 2, 3, 56, 57, 58, 114]) {
    const view = new Uint8Array(length + 1).fill(255).subarray(1);
    const text = Buffer.from(toBytes(toBase64Lines(view))).toString('latin1');
    assert.equal(text.replaceAll('\r\n', ''), Buffer.from(view).toString('base64'));
  }
});

test('writes into the room it is given and nothing behind what it counted', () => {
  for (const length of [0, 1, 2, 3, 57, 58]) {
    const lines = toBase64Lines(new Uint8Array(length));
    const room = new Uint8Array(lines.bytes + 9).fill(7);
    lines.writeTo(room.subarray(3));
    const around = [...room.subarray(0, 3), ...room.subarray(3 + lines.bytes)];
    assert.ok(around.every((byte) => byte === 7));
    assert.deepEqual(room.slice(3, 3 + lines.bytes), toBytes(lines));
  }
});
