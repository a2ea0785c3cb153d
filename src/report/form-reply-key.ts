/** Says beside the reporter's own key whether an answer can be encrypted to it. Loaded when there is one to look at. */

import { replyKey as words } from '#words/reply-key';
import { toFingerprintGroups } from './by-hand.ts';
import { toCleanLine } from './clean-text.ts';
import type { FormParts } from './form-parts.ts';
import type { ReplyKeyState } from './reply-key.ts';
import { startWorker } from './start-worker.ts';

/** Long enough for the slowest phone; without an answer by then, nothing is said. */
const patienceMs = 20_000;

/** Looks at the key in the form; what has changed meanwhile is not spoken of. */
export async function showReplyKey(parts: FormParts): Promise<void> {
  const control = parts.control('replyKey');
  const replyKey = control.value;
  parts.fill('reply-key', replyKey.trim() === '' ? '' : words.looking);
  if (replyKey.trim() === '') return;
  const state = await ask(replyKey);
  if (control.value === replyKey) parts.fill('reply-key', toText(state));
}

function toText(state: ReplyKeyState | null): string {
  if (state === null) return words.notLooked;
  // None of these stops a report, but for a private key when it is sent.
  if (state.kind !== 'usable') return words[state.kind];
  const owner = toCleanLine(state.owner);
  const fingerprint = toFingerprintGroups(state.fingerprint);
  return owner === '' ? words.usable(fingerprint) : words.usableOf(owner, fingerprint);
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
