/** The base metrics of CVSS 4.0 (section 2) and 3.1 (section 2) as questions in plain words. */

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

const from: CvssQuestion = {
  metric: 'AV',
  question: 'Where does an attacker have to be?',
  options: [
    ['N', 'Anywhere: it works over the internet'],
    ['A', 'Near: on the same network, or within reach of Wi-Fi or Bluetooth'],
    ['L', 'On the same machine, or somebody there has to open a file'],
    ['P', 'At the device: it has to be touched'],
  ],
};

const rights: CvssQuestion = {
  metric: 'PR',
  question: 'Which account does an attacker need before?',
  options: [
    ['N', 'None'],
    ['L', 'An ordinary one'],
    ['H', 'One with far-reaching rights, such as an administrator’s'],
  ],
};

const read = (metric: string, question: string): CvssQuestion => ({
  metric,
  question,
  options: [
    ['H', 'Everything, or something as grave as a password'],
    ['L', 'Some things, but an attacker cannot choose which, or they matter little'],
    ['N', 'Nothing'],
  ],
});

const change = (metric: string, question: string): CvssQuestion => ({
  metric,
  question,
  options: [
    ['H', 'Everything, or something that has grave consequences'],
    ['L', 'Some things, and the harm is limited'],
    ['N', 'Nothing'],
  ],
});

const stop = (metric: string, question: string): CvssQuestion => ({
  metric,
  question,
  options: [
    ['H', 'Yes, altogether, or for as long as the attacker likes'],
    ['L', 'It becomes slower or fails now and then'],
    ['N', 'No'],
  ],
});

export const cvssQuestions: Readonly<Record<CvssEdition, readonly CvssQuestion[]>> = {
  '4.0': [
    from,
    {
      metric: 'AC',
      question: 'Is there a protection that an attack has to get around first?',
      options: [
        ['L', 'No, it works the same way every time'],
        ['H', 'Yes, such as randomised memory, or a secret that has to be found out'],
      ],
    },
    {
      metric: 'AT',
      question: 'Does it depend on circumstances that an attacker cannot bring about?',
      options: [
        ['N', 'No'],
        ['P', 'Yes, such as a race that has to be won, or a place between two systems'],
      ],
    },
    rights,
    {
      metric: 'UI',
      question: 'Does somebody else have to do something?',
      options: [
        ['N', 'No'],
        ['P', 'Something they do anyway, such as looking at a page'],
        ['A', 'Something particular, such as opening a file or dismissing a warning'],
      ],
    },
    read('VC', 'What can be read that is confidential, in the attacked system itself?'),
    change('VI', 'What can be changed there without permission?'),
    stop('VA', 'Can it be stopped or slowed down?'),
    read('SC', 'And in other systems behind it: what can be read there?'),
    change('SI', 'What can be changed in those other systems?'),
    stop('SA', 'Can those other systems be stopped or slowed down?'),
  ],
  '3.1': [
    from,
    {
      metric: 'AC',
      question: 'Does it depend on circumstances that an attacker cannot bring about?',
      options: [
        ['L', 'No, it works the same way every time'],
        ['H', 'Yes, such as a race that has to be won, or something to be found out first'],
      ],
    },
    rights,
    {
      metric: 'UI',
      question: 'Does somebody else have to do something?',
      options: [
        ['N', 'No'],
        ['R', 'Yes, such as looking at a page or opening a file'],
      ],
    },
    {
      metric: 'S',
      question: 'Does the harm reach beyond what the attacked system is in charge of?',
      options: [
        ['U', 'No, it stays there'],
        ['C', 'Yes, such as out of a sandbox, or into another person’s browser'],
      ],
    },
    read('C', 'What can be read that is confidential?'),
    change('I', 'What can be changed without permission?'),
    stop('A', 'Can something be stopped or slowed down?'),
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
