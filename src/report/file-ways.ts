/** How files get into the report: chosen, dropped, a screenshot pasted, or encrypted text put into the answer. */

import { files } from '#words/report-writing';
import { takeArmored } from './armored-input.ts';

/** Where files come from. */
export interface FileWays {
  readonly form: HTMLFormElement;
  readonly chooser: HTMLInputElement;
  readonly box: HTMLTextAreaElement;
  add(files: readonly File[]): void;
  /** Says what happened, in a sentence. */
  tell(sentence: string): void;
}

export function listenForFiles({ form, chooser, box, add, tell }: FileWays): void {
  chooser.addEventListener('change', () => {
    // A FileList empties with its control; the list of the form must not.
    const chosen = [...(chooser.files ?? [])];
    chooser.value = '';
    add(chosen);
  });
  box.addEventListener('paste', (event) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length === 0 || event.clipboardData?.getData('text/plain') !== '') return;
    event.preventDefault();
    add(pasted);
  });
  box.addEventListener('input', () => {
    const { text, messages } = takeArmored(box.value);
    if (messages.length === 0) return;
    box.value = text;
    add(
      messages.map((it) => new File([it], 'encrypted.asc', { type: 'application/pgp-encrypted' })),
    );
    tell(files.encryptedAlready);
  });
  form.addEventListener('dragover', (event) => {
    if (event.dataTransfer?.types.includes('Files') !== true) return;
    event.preventDefault();
    form.dataset.dropping = '';
  });
  for (const name of ['dragleave', 'drop', 'dragend']) {
    form.addEventListener(name, () => delete form.dataset.dropping);
  }
  form.addEventListener('drop', (event) => {
    const dropped = [...(event.dataTransfer?.files ?? [])];
    if (dropped.length === 0) return;
    event.preventDefault();
    add(dropped);
  });
}
