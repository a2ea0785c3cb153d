/** The one file that imports exifr: what a picture tells beside its pixels, in words. Loaded when a picture is added. */

import { parse } from 'exifr';

/** What was found in a picture. */
export interface PictureFacts {
  /** Each a noun, such as “the place it was taken”. Empty when nothing was found. */
  readonly told: readonly string[];
  /** Exif's, 1 to 8. */
  readonly orientation: number;
}

/** In the order in which they matter to somebody who does not want to be found. */
const telling: readonly (readonly [noun: string, tags: readonly string[]])[] = [
  ['the place it was taken', ['GPSLatitude', 'GPSLongitude', 'latitude', 'GPSPosition', 'City']],
  [
    'a name',
    ['Artist', 'Author', 'author', 'creator', 'Copyright', 'XPAuthor', 'By-line', 'OwnerName'],
  ],
  ['the camera', ['Make', 'Model', 'LensModel', 'SerialNumber', 'BodySerialNumber']],
  ['when it was taken', ['DateTimeOriginal', 'CreateDate', 'GPSDateStamp', 'DateCreated']],
  ['the program it was made with', ['Software', 'CreatorTool', 'software']],
];

const all = {
  tiff: true,
  exif: true,
  gps: true,
  xmp: true,
  iptc: true,
  ihdr: true,
  mergeOutput: true,
  translateValues: false,
} as const;

/** Never rejects: a picture that cannot be read tells nothing here. */
export async function readPicture(file: Blob): Promise<PictureFacts> {
  const found: unknown = await parse(await file.arrayBuffer(), all).catch(() => null);
  const tags = new Map(Object.entries(typeof found === 'object' && found !== null ? found : {}));
  const orientation = tags.get('Orientation');
  return {
    told: telling.filter(([, names]) => names.some((it) => tags.has(it))).map(([noun]) => noun),
    orientation: typeof orientation === 'number' ? orientation : 1,
  };
}
