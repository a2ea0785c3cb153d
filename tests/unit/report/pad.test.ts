import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bucketBytes } from '../../../src/contract.ts';
import { padEntity, toBucket } from '../../../src/report/pad.ts';
import { toBytes, toWriting } from '../../../src/report/writing.ts';
import fc from '../../helpers/property.ts';

const [smallest, second] = bucketBytes;
const largest = 12 * 1024 * 1024;

function pad(entity: Uint8Array): Buffer {
  return Buffer.from(toBytes(padEntity(toWriting([entity]))));
}

test('an entity takes the smallest agreed size that holds it', () => {
  assert.equal(toBucket(0), smallest);
  assert.equal(toBucket(smallest), smallest);
  assert.equal(toBucket(smallest + 1), second);
  assert.equal(toBucket(largest), largest);
  assert.equal(toBucket(largest + 1), null);
});

test('what fits no agreed size is refused', () => {
  assert.throws(() => padEntity(toWriting([new Uint8Array(largest + 1)])), RangeError);
});

test('every gap is filled to the byte with printable lines of at most 76 characters', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), (gap) => {
      const entity = Buffer.alloc(smallest - gap, 'x\r\n');
      const padded = pad(entity);
      assert.equal(padded.length, smallest);
      assert.ok(padded.subarray(0, entity.length).equals(entity));
      const epilogue = padded.subarray(entity.length).toString('latin1');
      assert.match(epilogue, /^([A-Za-z0-9+/]{1,76}\r\n)*[A-Za-z0-9+/]{0,76}$/);
    }),
    { numRuns: 400 },
  );
});

test('the padding is drawn anew each time, also beyond one draw of the platform', () => {
  const first = pad(new Uint8Array(second + 1));
  const other = pad(new Uint8Array(second + 1));
  const tail = 120_000;
  assert.ok(!first.subarray(-tail).equals(other.subarray(-tail)));
  assert.ok(new Set(first.subarray(-tail)).size >= 64);
});
