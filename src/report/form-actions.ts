/** The buttons that help to write the report: template, sample, files, a copy to keep. */

import type { Receipt } from '../contract.ts';
import type { ReportConfig } from './config.ts';
import { unknownProduct } from './fields.ts';
import { readAnswers } from './form-answers.ts';
import type { FormFiles } from './form-files.ts';
import type { FormParts } from './form-parts.ts';
import { renderMarkdownCopy } from './markdown-copy.ts';
import { saveFile } from './save-file.ts';
import { appendTemplate } from './template.ts';

/** The buttons that this part answers to, by their `data-do`. */
export type WritingAction = 'template' | 'sample' | 'remove-file' | 'strip-file' | 'save-copy';

/** What the buttons work on. */
export interface WritingContext {
  readonly config: ReportConfig;
  readonly form: HTMLFormElement;
  readonly parts: FormParts;
  readonly files: FormFiles;
  getReceipt(): Receipt | null;
  /** To be told after an answer was changed. */
  onEdit(): void;
}

export function createWritingActions({
  config,
  form,
  parts,
  files,
  getReceipt,
  onEdit,
}: WritingContext): Record<WritingAction, (button: HTMLElement) => unknown> {
  return {
    template() {
      const box = parts.control('report');
      box.value = appendTemplate(box.value);
      box.focus();
      onEdit();
    },
    async sample() {
      const { sampleAnswers, sampleFile } = await import('./sample.ts');
      fillEmpty(form, 'product', config.products[0]?.id ?? unknownProduct.id);
      const { details, ...answers } = sampleAnswers;
      for (const { id, answer } of details) fillEmpty(form, id, answer);
      for (const [name, answer] of Object.entries(answers)) fillEmpty(form, name, answer);
      const { name, type, text } = sampleFile;
      if (files.all.length === 0) files.add([new File([text], name, { type })]);
      onEdit();
    },
    'remove-file'(button) {
      files.remove(Number(button.dataset.index));
      parts.control('files').focus();
      onEdit();
    },
    'strip-file'(button) {
      files.strip(Number(button.dataset.index));
      parts.control('files').focus();
      onEdit();
    },
    'save-copy'() {
      const answers = readAnswers(form);
      const products = [...config.products, unknownProduct];
      const copy = renderMarkdownCopy(answers, {
        desk: config.desk,
        productName: products.find(({ id }) => id === answers.product)?.name ?? '',
        files: files.listed,
        receipt: getReceipt(),
      });
      saveFile('my-security-report.md', 'text/markdown', copy);
    },
  };
}

/** Nothing that was typed is written over. */
function fillEmpty(form: HTMLFormElement, name: string, answer: string): void {
  const control = form.elements.namedItem(name);
  if (control === null || !('value' in control)) return;
  if (control.value === '' || control.value === 'none') control.value = answer;
}
