/** Reads the controls of the form, and says beside each what is wrong with its answer. */

import type { Fault } from './check-answers.ts';
import { fieldOrder } from './fields.ts';
import type { FormParts } from './form-parts.ts';
import type { Answers } from './report.ts';

/** What stands in the controls now, also while they are disabled. */
export function readAnswers(form: HTMLFormElement): Answers {
  const read = (name: string): string => {
    const control = form.elements.namedItem(name);
    return control !== null && 'value' in control ? String(control.value) : '';
  };
  const credit = read('credit');
  return {
    product: read('product'),
    version: read('version'),
    summary: read('summary'),
    report: read('report'),
    reply: read('reply'),
    credit: credit === 'name' || credit === 'handle' ? credit : 'none',
    creditName: read('creditName'),
  };
}

/** Says beside each field what is wrong with it, and takes back what no longer is. */
export function showFieldFaults(parts: FormParts, faults: readonly Fault[]): void {
  for (const { id } of fieldOrder) showFieldFault(parts, id, faults);
}

/** The same for one field. */
export function showFieldFault(parts: FormParts, id: string, faults: readonly Fault[]): void {
  const sentence = faults.find((fault) => fault.field === id)?.sentence ?? '';
  const control = parts.control(id);
  const place = control.ownerDocument.getElementById(`report-${id}-fault`);
  if (place !== null) {
    place.textContent = sentence;
    place.hidden = sentence === '';
  }
  if (sentence === '') control.removeAttribute('aria-invalid');
  else control.setAttribute('aria-invalid', 'true');
}
