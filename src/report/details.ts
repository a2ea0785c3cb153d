/** The questions behind “Add details”, in groups: for the form, the text without script, the schema and the policy. */

import { type Field, reportSections } from './fields.ts';
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
export interface Detail<Id extends string = DetailId> extends Field<Id> {
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

const optional = { required: false, missing: '' } as const;
const text = { ...optional, kind: 'text', maxBytes: null } as const;
const line = { ...optional, kind: 'line', maxBytes: lineBytes } as const;
const select = { ...optional, kind: 'select', maxBytes: lineBytes } as const;

const [, stepsSection, impactSection, fixSection] = reportSections;

export const details = {
  weakness: {
    ...select,
    id: 'weakness',
    label: 'Which of these comes closest?',
    noun: 'Kind of problem',
    hint: '',
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
  expected: {
    ...text,
    id: 'expected',
    label: 'What should happen then?',
    noun: 'Expected result',
    hint: '',
  },
  actual: {
    ...text,
    id: 'actual',
    label: 'What happens instead?',
    noun: 'Actual result',
    hint: '',
  },
  proof: {
    ...text,
    id: 'proof',
    label: 'Proof of concept',
    noun: 'Proof of concept',
    hint: 'Code, a request or commands. What is larger can be a file.',
  },
  impact: {
    ...text,
    id: 'impact',
    label: 'What does an attacker gain?',
    noun: impactSection.heading,
    hint: '',
  },
  preconditions: {
    ...text,
    id: 'preconditions',
    label: 'What has to be true for it to work?',
    noun: 'Preconditions',
    hint: 'Such as an account, a setting that is not the default, or a person who opens a file.',
  },
  since: {
    ...line,
    id: 'since',
    label: 'Affected since',
    noun: 'Affected since',
    hint: 'The first version or commit that has the problem, if you know it.',
  },
  cvss: {
    ...line,
    id: 'cvss',
    label: 'CVSS vector',
    noun: 'Severity',
    hint: 'If you do not know, leave it empty. That is fine: the maintainers rate every report themselves.',
  },
  exploited: {
    ...select,
    id: 'exploited',
    label: 'Is somebody using this in attacks?',
    noun: 'Exploited in the wild',
    hint: '',
    options: [
      {
        title: null,
        options: [
          { id: 'yes', words: 'Yes, I have seen it or know of it' },
          { id: 'no', words: 'Not that I know of' },
          { id: 'unknown', words: 'I don’t know' },
        ],
      },
    ],
  },
  told: {
    ...text,
    id: 'told',
    label: 'Who else knows?',
    noun: 'Others told',
    hint: 'Other projects, a coordinator, an employer, or a place where it is public already.',
  },
  disclosure: {
    ...optional,
    id: 'disclosure',
    kind: 'day',
    maxBytes: 20,
    label: 'When do you want to publish?',
    noun: 'Wanted disclosure date',
    hint: 'Leave it empty to agree on a day with the maintainers.',
  },
  fix: {
    ...text,
    id: 'fix',
    label: fixSection.heading,
    noun: fixSection.heading,
    hint: 'In words or as a patch.',
  },
  ai: {
    ...select,
    id: 'ai',
    label: 'Did an AI tool help?',
    noun: 'AI assistance',
    hint: 'Every answer is fine. Please try by hand what a tool claims before you send it.',
    options: [
      {
        title: null,
        options: [
          { id: 'none', words: 'No' },
          { id: 'writing', words: 'Yes, with the wording' },
          { id: 'finding', words: 'Yes, it found the problem, and I tried it by hand' },
          { id: 'untried', words: 'Yes, it found the problem, and nobody has tried it yet' },
        ],
      },
    ],
  },
} as const satisfies { readonly [Id in DetailId]: Detail<Id> };

/** The reporter's own key. It is a file of the report and no answer among the others. */
export const replyKeyQuestion = {
  ...text,
  id: 'replyKey',
  label: 'Your OpenPGP key',
  noun: 'OpenPGP key for replies',
  hint: 'The whole public key, from “-----BEGIN PGP PUBLIC KEY BLOCK-----” on. With it the maintainers can encrypt what they write to you.',
} as const satisfies Field<'replyKey'>;

/** In the order of the form. */
export const detailGroups: readonly DetailGroup[] = [
  {
    id: 'steps',
    title: 'How to see it',
    about: 'Steps, what should happen and what does, a proof of concept',
    questions: [details.steps, details.expected, details.actual, details.proof],
  },
  {
    id: 'impact',
    title: 'What it means',
    about: 'Impact, preconditions, affected since',
    questions: [details.impact, details.preconditions, details.since],
  },
  {
    id: 'severity',
    title: 'What kind it is, and how severe',
    about: 'A kind in plain words; a CVSS vector, worked out here if you like',
    questions: [details.weakness, details.cvss],
  },
  {
    id: 'others',
    title: 'Who knows, and when it becomes public',
    about: 'Attacks, others told, the day you have in mind',
    questions: [details.exploited, details.told, details.disclosure],
  },
  {
    id: 'fix',
    title: 'A fix, and the tools you used',
    about: 'A patch or an idea; whether an AI tool helped',
    questions: [details.fix, details.ai],
  },
  {
    id: 'reply',
    title: 'Encrypted answers',
    about: 'Your OpenPGP key',
    questions: [replyKeyQuestion],
  },
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
