/** What a maintainer still needs to act on a report. It advises and never blocks: a report can be sent without any of it. */

import type { DetailId } from './details.ts';
import type { FieldId } from './fields.ts';
import type { Answers } from './report.ts';

/** Names one thing that is needed. */
export type NeedId = 'version' | 'steps' | 'proof' | 'impact' | 'reply';

/** One thing that is needed. */
export interface Need {
  readonly id: NeedId;
  readonly words: string;
  /** The question that asks for it. */
  readonly field: FieldId | DetailId;
}

/** In the order of the form. */
export const needs: readonly Need[] = [
  { id: 'version', words: 'The version in which you saw it', field: 'version' },
  { id: 'steps', words: 'How to see it, step by step', field: 'steps' },
  { id: 'proof', words: 'Something that shows it: code, a log or a screenshot', field: 'proof' },
  { id: 'impact', words: 'What an attacker gains', field: 'impact' },
  { id: 'reply', words: 'Where to ask you a question', field: 'reply' },
];

/** Lines of the template that nobody has written over yet. */
const placeholders = /^(##.*\n+)?\(.*\)$/gm;

/** How a report that was written in one piece usually says it; a report in another language may say it and not be found. */
const signs: Readonly<Record<'steps' | 'proof' | 'impact', RegExp>> = {
  steps: /^\s*(\d+[.)]|[-*•])\s|\b(steps?|reproduc\w+)\b/im,
  proof: /```|^( {4}|\t)\S|\b(proof of concept|poc)\b/im,
  impact: /\b(impact|attackers?|allows?|gains?)\b/i,
};

/** Which of them the report has already. */
export function toMetNeeds(answers: Answers, files: number): ReadonlySet<NeedId> {
  const report = answers.report.replace(placeholders, '');
  const said = (id: 'steps' | 'proof' | 'impact') =>
    answers.details.some((detail) => detail.id === id) || signs[id].test(report);
  const met: Readonly<Record<NeedId, boolean>> = {
    version: answers.version.trim() !== '',
    steps: said('steps'),
    proof: files > 0 || said('proof'),
    impact: said('impact'),
    reply: answers.reply.trim() !== '',
  };
  return new Set((Object.keys(met) as NeedId[]).filter((id) => met[id]));
}
