/** Asks what a picture tells beside its pixels, and waits no longer than a person would. */

import type { PictureFacts } from './exifr.ts';
import { startWorker } from './start-worker.ts';

/** Reports come with pictures that keep a program busy for ever: that is what they report. */
const patienceMs = 5000;

/** @returns null where there is no answer in time */
export function lookAtPicture(file: Blob): Promise<PictureFacts | null> {
  return new Promise((resolve) => {
    try {
      const worker = startWorker('picture');
      const end = (facts: PictureFacts | null) => {
        clearTimeout(timer);
        worker.terminate();
        resolve(facts);
      };
      const timer = setTimeout(() => end(null), patienceMs);
      worker.onerror = () => end(null);
      worker.onmessage = ({ data }: MessageEvent<PictureFacts>) => end(data);
      worker.postMessage(file);
    } catch {
      resolve(null);
    }
  });
}
