/** What a maintainer still needs to act on a report. It advises and never blocks: a report can be sent without any of it. */

import { signs } from '#words/report-writing';
import type { DetailId } from './details.ts';
import type { FieldId } from './fields.ts';
import type { Answers } from './report.ts';

/** Names one thing that is needed. */
export type NeedId = 'version' | 'steps' | 'proof' | 'impact' | 'reply';

/** One thing that is needed. */
export interface Need {
  readonly id: NeedId;
  /** The question that asks for it. */
  readonly field: FieldId | DetailId;
}

/** In the order of the form. */
export const needs: readonly Need[] = [
  { id: 'version', field: 'version' },
  { id: 'steps', field: 'steps' },
  { id: 'proof', field: 'proof' },
  { id: 'impact', field: 'impact' },
  { id: 'reply', field: 'reply' },
];

/** Lines of the template that nobody has written over yet. */
const placeholders = /^(##.*\n+)?\(.*\)$/gm;

/** What looks the same in every language: a list, and code. A report in a language other than the page's is found by these. */
const shapes = {
  steps: /^\s*(\d+[.)]|[-*•])\s/m,
  proof: /```|^( {4}|\t)\S/m,
  impact: null,
} as const;

/** Which of them the report has already. */
export function toMetNeeds(answers: Answers, files: number): ReadonlySet<NeedId> {
  const report = answers.report.replace(placeholders, '');
  const said = (id: 'steps' | 'proof' | 'impact') =>
    answers.details.some((detail) => detail.id === id) ||
    signs[id].test(report) ||
    shapes[id]?.test(report) === true;
  const met: Readonly<Record<NeedId, boolean>> = {
    version: answers.version.trim() !== '',
    steps: said('steps'),
    proof: files > 0 || said('proof'),
    impact: said('impact'),
    reply: answers.reply.trim() !== '',
  };
  return new Set((Object.keys(met) as NeedId[]).filter((id) => met[id]));
}
