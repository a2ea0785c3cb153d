import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32, deflateSync } from 'node:zlib';
import exifr from 'exifr';
import { stripImage } from '../../../src/report/strip-image.ts';
import { bytes, end, kept, scans, start, toJpeg } from './telling-picture.ts';

const whole = (pieces: readonly Uint8Array[] | null) => Buffer.concat(pieces ?? []);

test('a JPEG keeps what it is shown by, byte for byte, and nothing that it tells', () => {
  const stripped = whole(stripImage(toJpeg(1), 1));
  assert.deepEqual(stripped, Buffer.from(bytes(start, ...kept, scans, end)));
});

test('a photo stays upright: of all it tells, only how to turn it is kept', async () => {
  const before = await exifr.parse(Buffer.from(toJpeg(6)), { gps: true });
  assert.equal(before.Make, 'Ace');
  assert.equal(before.GPSLatitudeRef, 'N');
  const after = await exifr.parse(whole(stripImage(toJpeg(6), 6)), { translateValues: false });
  assert.deepEqual(after, { Orientation: 6 });
});

function chunk(type: string, content: string | Uint8Array): Uint8Array {
  const body = bytes(type, content);
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  crc.writeUInt32BE(crc32(body));
  return bytes(length, body, crc);
}

test('a PNG loses text, Exif and time, and nothing else', () => {
  const head = '\x89PNG\r\n\x1a\n';
  const shown = [
    chunk('IHDR', bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
    chunk('gAMA', bytes([0, 0, 0xb1, 0x8f])),
    chunk('iCCP', 'profile\0\0x'),
    chunk('IDAT', deflateSync(Buffer.from([0, 0]))),
    chunk('IEND', ''),
  ];
  const telling = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'].map((type) =>
    chunk(type, 'Author\0Ann'),
  );
  const [first = bytes(), ...rest] = shown;
  const png = bytes(head, first, ...telling, ...rest, 'after the end');
  assert.deepEqual(whole(stripImage(png, 6)), Buffer.from(bytes(head, ...shown)));
});

test('what is cut short, or is no such picture, is left alone', () => {
  const jpeg = toJpeg(1);
  for (const cut of [jpeg.subarray(0, 40), jpeg.subarray(0, 300), bytes('GIF89a'), bytes('')]) {
    assert.equal(stripImage(new Uint8Array(cut), 1), null);
  }
  assert.equal(stripImage(bytes('\x89PNG\r\n\x1a\n', chunk('IHDR', 'x'), [0, 0]), 1), null);
});
