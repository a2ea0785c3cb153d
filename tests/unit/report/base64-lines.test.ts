import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBase64Lines } from '../../../src/report/base64-lines.ts';
import fc from '../../helpers/property.ts';

test('agrees with the platform for any bytes, in lines of 76', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const text = Buffer.from(toBase64Lines(bytes)).toString('latin1');
      assert.equal(text.replaceAll('\r\n', ''), Buffer.from(bytes).toString('base64'));
      assert.match(text, /^([^\r\n]{76}\r\n)*([^\r\n]{1,76}\r\n)?$/);
    }),
  );
});

test('nothing encodes to nothing', () => {
  assert.equal(toBase64Lines(new Uint8Array()).length, 0);
});

test('reads only the bytes of its view', () => {
  const view = new Uint8Array([1, 2, 3, 4, 5]).subarray(1, 3);
  assert.equal(Buffer.from(toBase64Lines(view)).toString(), 'AgM=\r\n');
});
