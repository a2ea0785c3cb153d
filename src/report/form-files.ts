/** The list of chosen files: added in any number of turns, judged by size before anything is read. */

import { files as words } from '#words/report-writing';
import { maxFilesBytes } from '../contract.ts';
import { checkFiles, type Fault, toSizeText } from './check-answers.ts';
import type { FileNotes } from './file-notes.ts';
import { createElement, type FormParts } from './form-parts.ts';

/** A file, and its hash once it is known. */
export interface ListedFile {
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string | null;
}

/** The files of one form. */
export interface FormFiles {
  readonly all: readonly File[];
  /** The same with their hashes. */
  readonly listed: readonly ListedFile[];
  add(files: Iterable<File>): void;
  remove(index: number): void;
  /** Puts the picture in the list without what it tells beside its pixels. */
  strip(index: number): void;
  clear(): void;
}

/** @param onChange called with what is now wrong with the files */
export function createFormFiles(
  parts: FormParts,
  onChange: (faults: readonly Fault[]) => void,
): FormFiles {
  let all: readonly File[] = [];
  const notes = new WeakMap<File, FileNotes>();

  function change(files: readonly File[]): void {
    all = files;
    show();
    const size = all.reduce((sum, file) => sum + file.size, 0);
    const total = words.total(toSizeText(size), toSizeText(maxFilesBytes));
    parts.fill('files-total', all.length === 0 ? '' : total);
    const faults = checkFiles(all);
    onChange(faults);
    if (faults.length === 0) void readNotes();
  }

  function show(): void {
    parts.list(
      'files',
      all.map((file, index) => renderFile(file, index, notes.get(file))),
    );
  }

  async function readNotes(): Promise<void> {
    for (const file of all) {
      if (notes.has(file)) continue;
      try {
        const { readFileNotes } = await import('./file-notes.ts');
        notes.set(file, await readFileNotes(file));
      } catch {
        // Without a connection there are no notes; the files are sent all the same.
        return;
      }
      if (all.includes(file)) show();
    }
  }

  return {
    get all() {
      return all;
    },
    get listed() {
      return all.map((file) => {
        const { name, type, size } = file;
        return { name, type, size, sha256: notes.get(file)?.sha256 ?? null };
      });
    },
    add: (files) => change([...all, ...files]),
    remove: (index) => change(all.toSpliced(index, 1)),
    strip(index) {
      const file = all[index];
      const stripped = file === undefined ? null : notes.get(file)?.stripped;
      if (stripped) change(all.with(index, stripped));
    },
    clear: () => change([]),
  };
}

/** Name, type, size and hash. */
export function renderFacts({ name, type, size, sha256 }: ListedFile): HTMLElement[] {
  return [
    createElement('span', { class: 'file-name' }, name),
    createElement(
      'span',
      { class: 'field-hint' },
      [type, toSizeText(size)].filter(Boolean).join(', '),
    ),
    ...(sha256 === null
      ? []
      : [createElement('code', { class: 'file-hash' }, `SHA-256 ${sha256}`)]),
  ];
}

function renderFile(file: File, index: number, notes: FileNotes | undefined): HTMLElement {
  const { name, type, size } = file;
  const button = (action: string, label: string, whole: string) =>
    createElement(
      'button',
      {
        type: 'button',
        class: 'link-button',
        'data-do': action,
        'data-index': String(index),
        'aria-label': whole,
      },
      label,
    );
  const sentences = notes?.sentences ?? [];
  return createElement(
    'li',
    {},
    ...renderFacts({ name, type, size, sha256: notes?.sha256 ?? null }),
    button('remove-file', words.remove, words.removeNamed(name)),
    ...sentences.map((it) => createElement('p', { class: 'file-note' }, it)),
    ...(notes?.stripped ? [button('strip-file', words.strip, words.stripNamed(name))] : []),
  );
}
