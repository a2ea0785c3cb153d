/** The buttons by which a reporter takes away what was encrypted or signed: as a file, as text, as a mail. */

import { handover } from '#words/report-ends';
import { toArmor } from './armor.ts';
import { renderEml } from './eml.ts';
import type { FormParts } from './form-parts.ts';
import { renderReceiptText } from './receipt-text.ts';
import { saveFile } from './save-file.ts';
import type { ReportState } from './state.ts';

/** The buttons that this part answers to, by their `data-do`. */
export type HandoverAction =
  | 'save-sealed'
  | 'save-mail'
  | 'copy-sealed'
  | 'save-receipt'
  | 'save-receipt-text';

/** What the buttons work on. */
export interface HandoverContext {
  readonly parts: FormParts;
  getState(): ReportState;
  /** The address for reports, or null. */
  getMail(): string | null;
  /** To be told after the encrypted report was taken. */
  onKept(): void;
}

/** Most characters of one text on common code hosts. */
const pasteLimit = 65_536;

export function createHandover({
  parts,
  getState,
  getMail,
  onKept,
}: HandoverContext): Record<HandoverAction, () => unknown> {
  async function withArmor(use: (armor: string, name: string) => unknown): Promise<void> {
    const state = getState();
    if (!('sealed' in state) || state.sealed === null) return;
    const { body, sha256 } = state.sealed;
    const armor = toArmor(new Uint8Array(await body.arrayBuffer()));
    await use(armor, `security-report-${sha256.slice(0, 8)}`);
    onKept();
  }

  async function copy(armor: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(armor);
      const say = armor.length > pasteLimit ? handover.copiedMuch : handover.copied;
      parts.fill('copied', say(armor.length));
    } catch {
      const place = parts.part('armor') as HTMLTextAreaElement;
      place.value = armor;
      place.hidden = false;
      place.select();
      parts.fill('copied', handover.notCopied);
    }
  }

  return {
    'save-sealed': () =>
      withArmor((armor, name) => saveFile(`${name}.asc`, 'application/pgp-encrypted', armor)),
    'save-mail': () =>
      withArmor((armor, name) =>
        saveFile(`${name}.eml`, 'message/rfc822', renderEml(armor, getMail())),
      ),
    'copy-sealed': () => withArmor(copy),
    'save-receipt'() {
      const state = getState();
      if (state.phase !== 'received') return;
      const { receipt } = state;
      const text = `${JSON.stringify(receipt, null, 2)}\n`;
      saveFile(`receipt-${receipt.id}.json`, 'application/json', text);
    },
    'save-receipt-text'() {
      const state = getState();
      if (state.phase !== 'received') return;
      const { receipt } = state;
      saveFile(`receipt-${receipt.id}.txt`, 'text/plain', renderReceiptText(receipt));
    },
  };
}
