/** The encrypted data packet, opened with the platform's own CFB: what is written in place and in pieces is one stream. */

import assert from 'node:assert/strict';
import { createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { writeSeipdV1 } from '../../../src/report/seipd-v1.ts';
import { toWriting } from '../../../src/report/writing.ts';

const date = new Date('2026-11-30T12:00:00Z');
const piece = 256 * 1024;

for (const length of [0, 1, 15, 16, 17, piece - 54, piece - 32, piece, 2 * piece + 5]) {
  test(`a packet around ${length} bytes holds them, their prefix and their SHA-1`, async () => {
    const content = randomBytes(length);
    for (const keyBytes of [0, 9, 94, 527]) {
      const keyPackets = randomBytes(keyBytes);
      const sessionKey = new Uint8Array(randomBytes(32));
      const message = Buffer.from(
        await writeSeipdV1(keyPackets, sessionKey, toWriting([content]), date),
      );
      assert.equal(message.length, keyBytes + length + 59);
      assert.ok(message.subarray(0, keyBytes).equals(keyPackets));
      const packet = message.subarray(keyBytes);
      assert.deepEqual([packet[0], packet[1], packet[6]], [0xc0 | 18, 0xff, 1]);
      assert.equal(packet.readUInt32BE(2), length + 53);

      const cipher = createDecipheriv('aes-256-cfb', sessionKey, Buffer.alloc(16));
      const plain = Buffer.concat([cipher.update(packet.subarray(7)), cipher.final()]);
      assert.deepEqual(plain.subarray(14, 16), plain.subarray(16, 18));
      const literal = plain.subarray(18, -22);
      assert.deepEqual(
        [...literal.subarray(0, 2), ...literal.subarray(6, 8)],
        [0xcb, 0xff, 0x62, 0],
      );
      assert.equal(literal.readUInt32BE(2), length + 6);
      assert.equal(literal.readUInt32BE(8), date.getTime() / 1000);
      assert.ok(literal.subarray(12).equals(content));
      assert.deepEqual([...plain.subarray(-22, -20)], [0xd3, 0x14]);
      const sha1 = createHash('sha1').update(plain.subarray(0, -20)).digest();
      assert.ok(plain.subarray(-20).equals(sha1));
    }
  });
}
