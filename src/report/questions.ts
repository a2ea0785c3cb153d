/** Every question of the short form with its words, for the page and what is made with it; the form's script reads the page. */
import { nouns } from '#words/report-nouns';
import { questions as words } from '#words/report-questions';
import { type Field, type FieldId, fields } from './fields.ts';

/** One question. */
export interface Question<Id extends string = FieldId> extends Field<Id> {
  /** As the reporter reads it. */
  readonly label: string;
  /** The same as a noun, for the mail and for sentences. */
  readonly noun: string;
  readonly hint: string;
}

export const questions = {
  product: toQuestion('product'),
  version: toQuestion('version'),
  summary: toQuestion('summary'),
  report: toQuestion('report'),
  files: toQuestion('files'),
  reply: toQuestion('reply'),
  credit: toQuestion('credit'),
  creditName: toQuestion('creditName'),
} as const satisfies { readonly [Id in FieldId]: Question };

function toQuestion(id: FieldId): Question {
  return { ...fields[id], ...words[id], noun: nouns[id] };
}
