/** The worker around the proof of work, so that the page stays responsive meanwhile. It is told no word of the report. */

import { findAnswers } from './proof.ts';
import type { ProveRequest } from './prover.ts';

addEventListener('message', ({ data: { seed, bits } }: MessageEvent<ProveRequest>) => {
  postMessage(findAnswers(seed, bits));
});
