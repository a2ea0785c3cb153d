/** A JPEG that tells more than it shows, built byte by byte. No decoder would find a picture in it. */

type Part = string | readonly number[] | Uint8Array;

/** Bytes put together; of a text, one for each character. */
export const bytes = (...parts: readonly Part[]) =>
  new Uint8Array(
    Buffer.concat(
      parts.map((it) => (typeof it === 'string' ? Buffer.from(it, 'latin1') : Buffer.from(it))),
    ),
  );

function segment(marker: number, ...content: readonly Part[]): Uint8Array {
  const body = bytes(...content);
  return bytes([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 255], body);
}

/** Exif with a camera, an orientation and a place. */
function toExif(orientation: number): Uint8Array {
  const entry = (tag: number, type: number, count: number, value: readonly number[]) =>
    bytes([tag >> 8, tag & 255, 0, type, 0, 0, 0, count], value);
  const ifd0 = [
    entry(0x010f, 2, 4, [0x41, 0x63, 0x65, 0]),
    entry(0x0112, 3, 1, [0, orientation, 0, 0]),
    entry(0x8825, 4, 1, [0, 0, 0, 50]),
  ];
  const gps = [entry(1, 2, 2, [0x4e, 0, 0, 0]), entry(2, 5, 3, [0, 0, 0, 80])];
  const rational = [0, 0, 0, 48, 0, 0, 0, 1];
  const tiff = bytes(
    'MM\0*',
    [0, 0, 0, 8, 0, 3],
    ...ifd0,
    [0, 0, 0, 0, 0, 2],
    ...gps,
    [0, 0, 0, 0],
    ...[rational, rational, rational],
  );
  return segment(0xe1, 'Exif\0\0', tiff);
}

export const start = [0xff, 0xd8];
/** What a JPEG is shown by. */
export const kept = [
  segment(0xe0, 'JFIF\0', [1, 1, 0, 0, 1, 0, 1, 0, 0]),
  segment(0xe2, 'ICC_PROFILE\0', [1, 1], 'profile'),
  segment(0xee, 'Adobe', [0, 100, 0, 0, 0, 0, 1]),
  segment(0xdb, 'tables'),
  segment(0xc2, 'frame'),
];
/** A progressive picture has several scans, with tables between; 0xff00 and 0xffd3 belong to the data. */
export const scans = bytes(
  segment(0xda, 'scan'),
  [1, 0xff, 0, 2, 0xff, 0xd3, 3],
  segment(0xc4, 'more'),
  segment(0xda, 'scan'),
  [4, 5, 6],
);
export const end = [0xff, 0xd9];
/** A picture that tells of place, camera and author, in every way it can. */
export const toJpeg = (orientation: number) =>
  bytes(
    start,
    toExif(orientation),
    ...kept,
    segment(0xe1, 'http://ns.adobe.com/xap/1.0/\0<x:xmpmeta/>'),
    segment(0xe2, 'MPF\0', 'second picture'),
    segment(0xed, 'Photoshop 3.0\0'),
    segment(0xfe, 'by Ann'),
    scans,
    end,
    'a second picture, with its own place',
  );
