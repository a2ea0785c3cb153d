/** The list of chosen files: added in any number of turns, judged by size before anything is read. */

import { maxFilesBytes } from '../contract.ts';
import { checkFiles, type Fault, toSizeText } from './check-answers.ts';
import { createElement, type FormParts } from './form-parts.ts';

/** The files of one form. */
export interface FormFiles {
  readonly all: readonly File[];
  add(files: Iterable<File>): void;
  remove(index: number): void;
  clear(): void;
}

/** @param onChange called with what is now wrong with the files */
export function createFormFiles(
  parts: FormParts,
  onChange: (faults: readonly Fault[]) => void,
): FormFiles {
  let all: readonly File[] = [];

  function change(files: readonly File[]): void {
    all = files;
    parts.list('files', all.map(renderFile));
    const size = all.reduce((sum, file) => sum + file.size, 0);
    const total = `Together ${toSizeText(size)} of ${toSizeText(maxFilesBytes)}.`;
    parts.fill('files-total', all.length === 0 ? '' : total);
    onChange(checkFiles(all));
  }

  return {
    get all() {
      return all;
    },
    add: (files) => change([...all, ...files]),
    remove: (index) => change(all.toSpliced(index, 1)),
    clear: () => change([]),
  };
}

function renderFile({ name, size }: File, index: number): HTMLElement {
  const attributes = {
    type: 'button',
    class: 'link-button',
    'data-do': 'remove-file',
    'data-index': String(index),
    'aria-label': `Remove ${name}`,
  };
  return createElement(
    'li',
    {},
    createElement('span', { class: 'file-name' }, name),
    createElement('span', { class: 'field-hint' }, toSizeText(size)),
    createElement('button', attributes, 'Remove'),
  );
}
