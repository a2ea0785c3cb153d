/** What helps while somebody writes: what a maintainer still needs, and how much still fits. */

import { writing } from '#words/report-writing';
import { maxAnswersBytes } from '../contract.ts';
import { checkAnswers, checkLimits, toAnswersBytes } from './check-answers.ts';
import { showFieldFault } from './form-answers.ts';
import type { FormParts } from './form-parts.ts';
import { toMetNeeds } from './needs.ts';
import type { Answers, FileFacts } from './report.ts';

/** The help of one form, told of every change. */
export interface FormHelp {
  update(answers: Answers, files: readonly FileFacts[]): void;
  /** Says how many things are there, if that has changed since it was last said: not at every key. */
  announce(): void;
}

/** Bytes from which on a word is said, each time once. */
const marks = [190_000, 175_000, 150_000] as const;

export function createFormHelp(parts: FormParts): FormHelp {
  let summary = '';

  function showNeeds(answers: Answers, files: number): void {
    const met = toMetNeeds(answers, files);
    const items = parts.all('need');
    for (const item of items) {
      const isMet = met.has(item.dataset.need as never);
      item.dataset.met = String(isMet);
      const state = item.querySelector('[data-state]');
      if (state !== null) state.textContent = isMet ? writing.needMet : writing.needOpen;
    }
    summary = writing.needsMet(met.size, items.length);
  }

  /** Says what is too long while it is typed, and takes back what no longer is wrong. */
  function showLimits(answers: Answers, files: readonly FileFacts[]): void {
    const wrong = parts.questions.filter((id) => parts.control(id).ariaInvalid === 'true');
    const long = checkLimits(answers).map(({ field }) => field);
    if (wrong.length + long.length > 0) {
      const faults = checkAnswers(answers, files);
      for (const id of new Set([...wrong, ...long])) showFieldFault(parts, id, faults);
    }
    parts.fill('limit', toLimitText(toAnswersBytes(answers)));
  }

  return {
    update(answers, files) {
      showNeeds(answers, files.length);
      showLimits(answers, files);
    },
    announce: () => parts.fill('needs', summary),
  };
}

function toLimitText(bytes: number): string {
  const mark = marks.find((it) => bytes > it);
  return mark === undefined ? '' : writing.nearLimit(mark, maxAnswersBytes);
}
