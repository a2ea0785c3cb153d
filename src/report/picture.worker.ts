/** The worker that looks at a picture: one that was made to break programs breaks this, and not the form. */

import { readPicture } from './exifr.ts';

addEventListener('message', async ({ data }: MessageEvent<Blob>) => {
  postMessage(await readPicture(data));
});
