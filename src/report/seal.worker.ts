/** The worker around the sealing: the only place where the plaintext meets a key. */

import { openpgp } from './openpgp.ts';
import { checkReplyKey, type ReplyKeyRequest } from './reply-key.ts';
import { runSealJob, type SealMessage, type SealRequest } from './seal-job.ts';

const tell = (message: SealMessage) => postMessage(message);

addEventListener('message', async ({ data }: MessageEvent<SealRequest | ReplyKeyRequest>) => {
  if ('replyKey' in data) postMessage(await checkReplyKey(openpgp, data));
  else tell(await runSealJob(openpgp, data, (stage) => tell({ kind: 'stage', stage })));
});
