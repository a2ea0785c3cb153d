/** The questions behind “Add details”, in groups: for the form, the text without script, the schema and the policy. */

import {
  assistance,
  exploited,
  detailGroups as groupWords,
  details as words,
} from '#words/report-details';
import { reportSections } from './fields.ts';
import type { Question } from './questions.ts';
import { otherWeaknesses, weaknessGroups } from './weaknesses.ts';

/** Names a question; also its member of `details` in `report.json`. */
export type DetailId =
  | 'weakness'
  | 'steps'
  | 'expected'
  | 'actual'
  | 'proof'
  | 'impact'
  | 'preconditions'
  | 'since'
  | 'cvss'
  | 'exploited'
  | 'told'
  | 'disclosure'
  | 'fix'
  | 'ai';

/** An answer that can be chosen. */
export interface Option {
  readonly id: string;
  readonly words: string;
}

/** Options under a heading; without a title they stand by themselves. */
export interface OptionGroup {
  readonly title: string | null;
  readonly options: readonly Option[];
}

/** One question among the details. None is required. */
export interface Detail<Id extends string = DetailId> extends Question<Id> {
  /** Of a question whose answer is chosen. */
  readonly options?: readonly OptionGroup[];
}

/** Questions that belong together. */
export interface DetailGroup {
  readonly id: string;
  readonly title: string;
  /** What is asked, in a few words, for whoever decides whether to open it. */
  readonly about: string;
  readonly questions: readonly (Detail | typeof replyKeyQuestion)[];
}

/** Most bytes of UTF-8 of one line among the details. */
const lineBytes = 1000;

const optional = { required: false } as const;
const text = { ...optional, kind: 'text', maxBytes: null } as const;
const line = { ...optional, kind: 'line', maxBytes: lineBytes } as const;
const select = { ...optional, kind: 'select', maxBytes: lineBytes } as const;

const [, stepsSection, impactSection, fixSection] = reportSections;

export const details = {
  weakness: {
    ...select,
    ...words.weakness,
    id: 'weakness',
    options: [
      ...weaknessGroups.map(({ title, weaknesses }) => ({ title, options: weaknesses })),
      { title: null, options: otherWeaknesses },
    ],
  },
  steps: {
    ...text,
    id: 'steps',
    label: stepsSection.heading,
    noun: stepsSection.heading,
    hint: stepsSection.wanted,
  },
  expected: { ...text, ...words.expected, id: 'expected' },
  actual: { ...text, ...words.actual, id: 'actual' },
  proof: { ...text, ...words.proof, id: 'proof' },
  impact: { ...text, ...words.impact, id: 'impact', noun: impactSection.heading },
  preconditions: { ...text, ...words.preconditions, id: 'preconditions' },
  since: { ...line, ...words.since, id: 'since' },
  cvss: { ...line, ...words.cvss, id: 'cvss' },
  exploited: { ...select, ...words.exploited, id: 'exploited', options: toOptions(exploited) },
  told: { ...text, ...words.told, id: 'told' },
  disclosure: {
    ...optional,
    ...words.disclosure,
    id: 'disclosure',
    kind: 'day',
    maxBytes: 20,
  },
  fix: {
    ...text,
    ...words.fix,
    id: 'fix',
    label: fixSection.heading,
    noun: fixSection.heading,
  },
  ai: { ...select, ...words.ai, id: 'ai', options: toOptions(assistance) },
} as const satisfies { readonly [Id in DetailId]: Detail<Id> };

/** The reporter's own key. It is a file of the report and no answer among the others. */
export const replyKeyQuestion = {
  ...text,
  ...words.replyKey,
  id: 'replyKey',
} as const satisfies Question<'replyKey'>;

/** In the order of the form. */
export const detailGroups: readonly DetailGroup[] = [
  toGroup('steps', [details.steps, details.expected, details.actual, details.proof]),
  toGroup('impact', [details.impact, details.preconditions, details.since]),
  toGroup('severity', [details.weakness, details.cvss]),
  toGroup('others', [details.exploited, details.told, details.disclosure]),
  toGroup('fix', [details.fix, details.ai]),
  toGroup('reply', [replyKeyQuestion]),
];

/** In the order of the form. */
export const detailOrder: readonly Detail[] = detailGroups
  .flatMap(({ questions }) => questions)
  .filter((question): question is Detail => question.id !== replyKeyQuestion.id);

/** The answers by their questions' names as the form reads them; what is empty is left out. */
export function toDetailAnswers(answers: Readonly<Partial<Record<DetailId, string>>>) {
  return detailOrder.flatMap(({ id, noun, options, maxBytes }) => {
    const answer = answers[id] ?? '';
    if (answer === '') return [];
    const chosen = options?.flatMap((group) => group.options).find((it) => it.id === answer);
    return [{ id, noun, answer, words: chosen?.words ?? answer, maxBytes }];
  });
}

function toOptions(answers: Readonly<Record<string, string>>): readonly OptionGroup[] {
  return [
    { title: null, options: Object.entries(answers).map(([id, said]) => ({ id, words: said })) },
  ];
}

function toGroup(id: keyof typeof groupWords, questions: DetailGroup['questions']): DetailGroup {
  return { id, ...groupWords[id], questions };
}
