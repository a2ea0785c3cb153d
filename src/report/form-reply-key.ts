/** Says beside the reporter's own key whether an answer can be encrypted to it. Loaded when there is one to look at. */

import { toFingerprintGroups } from './by-hand.ts';
import { toCleanLine } from './clean-text.ts';
import type { FormParts } from './form-parts.ts';
import type { ReplyKeyState } from './reply-key.ts';
import { startWorker } from './start-worker.ts';

/** Long enough for the slowest phone; without an answer by then, nothing is said. */
const patienceMs = 20_000;

const unusable = 'It is sent all the same, but the maintainers may not be able to use it';

/** None of these stops a report. */
const sentences: Readonly<Record<Exclude<ReplyKeyState['kind'], 'usable'>, string>> = {
  'no-key': 'This is not an OpenPGP public key. It is sent as you wrote it, for somebody to read.',
  several:
    'There is more than one key here. All of them are sent; say in the report which one is to be used, or leave one.',
  private:
    'This is a private key, which nobody else may have. It is never sent: remove it here and paste the public key, which “gpg --armor --export” prints.',
  unreadable: `This key cannot be read; perhaps a part of it is missing. ${unusable}.`,
  'not-yet-valid': `By the clock of this device the key is not valid yet. ${unusable} now.`,
  revoked: `This key was revoked. ${unusable}: paste another one.`,
  expired: `This key has expired. ${unusable}: extend it and export it again, or paste another one.`,
  'cannot-encrypt': `No part of this key can encrypt safely. ${unusable}.`,
};

/** Looks at the key in the form; what has changed meanwhile is not spoken of. */
export async function showReplyKey(parts: FormParts): Promise<void> {
  const control = parts.control('replyKey');
  const replyKey = control.value;
  parts.fill('reply-key', replyKey.trim() === '' ? '' : 'Looking at the key…');
  if (replyKey.trim() === '') return;
  const state = await ask(replyKey);
  if (control.value === replyKey) parts.fill('reply-key', toText(state));
}

function toText(state: ReplyKeyState | null): string {
  if (state === null) return 'This browser could not look at the key. It is sent as it is.';
  if (state.kind !== 'usable') return sentences[state.kind];
  const owner = toCleanLine(state.owner);
  const whose = owner === '' ? 'This key' : `This is the key of ${owner}. It`;
  return `${whose} can be used. Fingerprint: ${toFingerprintGroups(state.fingerprint)}`;
}

/** @returns null where the worker gives no answer */
function ask(replyKey: string): Promise<ReplyKeyState | null> {
  return new Promise((resolve) => {
    try {
      const worker = startWorker('seal');
      const end = (state: ReplyKeyState | null) => {
        clearTimeout(timer);
        worker.terminate();
        resolve(state);
      };
      const timer = setTimeout(() => end(null), patienceMs);
      worker.onerror = () => end(null);
      worker.onmessage = ({ data }: MessageEvent<ReplyKeyState>) => end(data);
      worker.postMessage({ replyKey, now: Date.now() });
    } catch {
      resolve(null);
    }
  });
}
