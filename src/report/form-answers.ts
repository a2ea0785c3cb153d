/** Reads the controls of the form, and says beside each what is wrong with its answer. */

import type { Fault } from './check-answers.ts';
import type { FormParts } from './form-parts.ts';
import type { Answers, DetailAnswer } from './report.ts';

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
    details: readDetails(form),
    replyKey: read('replyKey'),
  };
}

/** The page wrote each question's noun and limit beside its control, so that its words need not be loaded. */
function readDetails(form: HTMLFormElement): DetailAnswer[] {
  const controls = form.querySelectorAll<HTMLInputElement | HTMLSelectElement>('[data-detail]');
  return [...controls].flatMap((control) => {
    const { name: id, value: answer, dataset } = control;
    if (answer === '') return [];
    const chosen = 'selectedOptions' in control ? control.selectedOptions[0]?.text : undefined;
    // Words that were worked out for an earlier answer do not belong to this one.
    const worked = dataset.words?.startsWith(answer) ? dataset.words : answer;
    const words = chosen ?? worked;
    const maxBytes = dataset.maxBytes === undefined ? null : Number(dataset.maxBytes);
    return [{ id, noun: dataset.noun ?? id, answer, words, maxBytes }];
  });
}

/** Says beside each field what is wrong with it, and takes back what no longer is. */
export function showFieldFaults(parts: FormParts, faults: readonly Fault[]): void {
  for (const id of parts.questions) showFieldFault(parts, id, faults);
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
