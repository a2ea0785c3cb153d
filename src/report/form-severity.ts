/** Severity: questions in plain words that make a CVSS vector, and what a vector comes to. Loaded when somebody asks. */

import { bands, severity } from '#words/report-severity';
import { toCleanLine } from './clean-text.ts';
import { toCvssScore } from './cvss.ts';
import {
  type CvssEdition,
  type CvssQuestion,
  cvssQuestions,
  parseVector,
  toVector,
} from './cvss-questions.ts';
import { createElement, type FormParts } from './form-parts.ts';

/** Says in words what the vector in the form comes to. Never stops a report. */
export function showSeverity(parts: FormParts): void {
  const control = parts.control('cvss');
  const vector = toCleanLine(control.value);
  const found = toCvssScore(vector);
  const words = found === null ? '' : severity.score(found.score.toFixed(1), bands[found.band]);
  // What the mail says beside the vector; see src/report/form-answers.ts.
  control.dataset.words = found === null ? '' : `${vector} (${words})`;
  if (vector === '') parts.fill('severity', '');
  else if (found !== null) parts.fill('severity', severity.comesTo(words));
  else parts.fill('severity', severity.incomplete);
}

/** Opens the questions, with the answers of the vector that stands in the form. */
export function openSeverity(parts: FormParts): void {
  const given = parseVector(parts.control('cvss').value);
  const edition = given?.edition ?? '4.0';
  const place = parts.part('severity');
  const body = createElement('div', { class: 'cvss-questions' });
  const progress = createElement('p', { class: 'field-hint' });
  const show = (next: CvssEdition, answers: ReadonlyMap<string, string>) => {
    body.replaceChildren(...cvssQuestions[next].map((it) => renderQuestion(it, answers)));
    showProgress(progress, next, answers);
  };
  const versions = createElement(
    'fieldset',
    { class: 'field' },
    createElement('legend', { class: 'field-label' }, severity.edition),
    renderChoice('cvss-edition', '4.0', severity.newer, edition),
    renderChoice('cvss-edition', '3.1', severity.shorter, edition),
  );
  const legend = createElement('legend', { class: 'visually-hidden' }, severity.heading);
  place.replaceChildren(
    createElement('fieldset', { class: 'cvss' }, legend, versions, body, progress),
  );
  place.onchange = ({ target }) => {
    const input = target as HTMLInputElement;
    const chosen = readChosen(place);
    const now = chosen.get('edition') === '3.1' ? '3.1' : '4.0';
    if (input.name === 'cvss-edition') show(now, chosen);
    showProgress(progress, now, chosen);
    const vector = toVector(now, chosen);
    if (vector === null) return;
    setVector(parts, vector);
  };
  show(edition, given?.answers ?? new Map());
  place.hidden = false;
  place.querySelector<HTMLElement>('input:checked')?.focus();
}

/** Closes the questions and forgets the vector: not knowing is fine. */
export function clearSeverity(parts: FormParts): void {
  parts.part('severity').replaceChildren();
  parts.part('severity').hidden = true;
  setVector(parts, '');
}

/** The form hears of it as of anything that is typed. */
function setVector(parts: FormParts, vector: string): void {
  const control = parts.control('cvss');
  control.value = vector;
  showSeverity(parts);
  control.dispatchEvent(new Event('input', { bubbles: true }));
}

function showProgress(
  place: HTMLElement,
  edition: CvssEdition,
  answers: ReadonlyMap<string, string>,
): void {
  const questions = cvssQuestions[edition];
  const answered = questions.filter(({ metric }) => answers.has(metric)).length;
  place.textContent =
    answered === questions.length
      ? severity.allAnswered
      : severity.someAnswered(answered, questions.length);
}

/** The chosen values by the name of their metric; a value that the other version does not have is not there. */
function readChosen(place: HTMLElement): Map<string, string> {
  const inputs = [...place.querySelectorAll<HTMLInputElement>('input:checked')];
  return new Map(inputs.map(({ name, value }) => [name.replace('cvss-', ''), value]));
}

function renderQuestion(
  { metric, question, options }: CvssQuestion,
  answers: ReadonlyMap<string, string>,
): HTMLElement {
  return createElement(
    'fieldset',
    { class: 'field' },
    createElement('legend', { class: 'field-label' }, question),
    ...options.map(([value, words]) =>
      renderChoice(`cvss-${metric}`, value, words, answers.get(metric)),
    ),
  );
}

function renderChoice(
  name: string,
  value: string,
  words: string,
  chosen: string | undefined,
): HTMLElement {
  const checked = value === chosen ? { checked: '' } : {};
  return createElement(
    'label',
    { class: 'choice' },
    createElement('input', { type: 'radio', name, value, ...checked }),
    words,
  );
}
