/** The worker around the sealing: the only place where the plaintext meets a key. */

import { openpgp } from './openpgp.ts';
import { runSealJob, type SealMessage, type SealRequest } from './seal-job.ts';

const tell = (message: SealMessage, transfer: Transferable[] = []) =>
  postMessage(message, { transfer });

addEventListener('message', async ({ data }: MessageEvent<SealRequest>) => {
  const answer = await runSealJob(openpgp, data, (stage) => tell({ kind: 'stage', stage }));
  tell(answer, answer.kind === 'sealed' ? [answer.sealed.body.buffer] : []);
});
