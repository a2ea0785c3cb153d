/** The base metrics of CVSS 4.0 (section 2) and 3.1 (section 2) as questions in plain words. */

import { extents, inBoth, inNewer, inOlder } from '#words/report-severity';

/** One answer: its value in a vector, and what it means. */
export type CvssOption = readonly [value: string, words: string];

/** One metric. */
export interface CvssQuestion {
  /** As the vector names it. */
  readonly metric: string;
  readonly question: string;
  readonly options: readonly CvssOption[];
}

/** The versions that can be worked out here. */
export type CvssEdition = '4.0' | '3.1';

/** Which answer was given to which metric. */
export type CvssAnswers = ReadonlyMap<string, string>;

export const cvssQuestions: Readonly<Record<CvssEdition, readonly CvssQuestion[]>> = {
  '4.0': [
    ask('AV', inBoth.AV),
    ask('AC', inNewer.AC),
    ask('AT', inNewer.AT),
    ask('PR', inBoth.PR),
    ask('UI', inNewer.UI),
    ask('VC', { question: inNewer.VC, options: extents.read }),
    ask('VI', { question: inNewer.VI, options: extents.changed }),
    ask('VA', { question: inNewer.VA, options: extents.stopped }),
    ask('SC', { question: inNewer.SC, options: extents.read }),
    ask('SI', { question: inNewer.SI, options: extents.changed }),
    ask('SA', { question: inNewer.SA, options: extents.stopped }),
  ],
  '3.1': [
    ask('AV', inBoth.AV),
    ask('AC', inOlder.AC),
    ask('PR', inBoth.PR),
    ask('UI', inOlder.UI),
    ask('S', inOlder.S),
    ask('C', { question: inOlder.C, options: extents.read }),
    ask('I', { question: inOlder.I, options: extents.changed }),
    ask('A', { question: inOlder.A, options: extents.stopped }),
  ],
};

/** The vector in the order of the specification, or null while an answer is missing. */
export function toVector(edition: CvssEdition, answers: CvssAnswers): string | null {
  const metrics = cvssQuestions[edition].map(({ metric }) => `${metric}:${answers.get(metric)}`);
  const complete = cvssQuestions[edition].every(({ metric }) => answers.has(metric));
  return complete ? [`CVSS:${edition}`, ...metrics].join('/') : null;
}

/** The answers that a vector holds, and to which questions; null where it is of another version. */
export function parseVector(
  vector: string,
): { readonly edition: CvssEdition; readonly answers: CvssAnswers } | null {
  const [label = '', ...metrics] = vector.trim().split('/');
  const edition = label.replace('CVSS:', '');
  if (edition !== '4.0' && edition !== '3.1') return null;
  const known = cvssQuestions[edition].flatMap(({ metric, options }) =>
    options.map(([value]) => `${metric}:${value}`),
  );
  const pairs = metrics.filter((it) => known.includes(it)).map((it) => it.split(':'));
  return { edition, answers: new Map(pairs.map(([metric = '', value = '']) => [metric, value])) };
}

function ask(
  metric: string,
  { question, options }: { question: string; options: Readonly<Record<string, string>> },
): CvssQuestion {
  return { metric, question, options: Object.entries(options) };
}
