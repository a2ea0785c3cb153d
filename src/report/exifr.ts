/** The one file that imports exifr: what a picture tells beside its pixels. Runs in a worker. */

import { parse } from 'exifr';

/** Something that a picture tells. */
export type Told = 'place' | 'name' | 'camera' | 'time' | 'program';

/** What was found in a picture. */
export interface PictureFacts {
  /** Empty when nothing was found. */
  readonly told: readonly Told[];
  /** Exif's, 1 to 8. */
  readonly orientation: number;
}

/** In the order in which they matter to somebody who does not want to be found. */
const telling: readonly (readonly [what: Told, tags: readonly string[]])[] = [
  ['place', ['GPSLatitude', 'GPSLongitude', 'latitude', 'GPSPosition', 'City']],
  [
    'name',
    ['Artist', 'Author', 'author', 'creator', 'Copyright', 'XPAuthor', 'By-line', 'OwnerName'],
  ],
  ['camera', ['Make', 'Model', 'LensModel', 'SerialNumber', 'BodySerialNumber']],
  ['time', ['DateTimeOriginal', 'CreateDate', 'GPSDateStamp', 'DateCreated']],
  ['program', ['Software', 'CreatorTool', 'software']],
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
    told: telling.filter(([, names]) => names.some((it) => tags.has(it))).map(([what]) => what),
    orientation: typeof orientation === 'number' ? orientation : 1,
  };
}
