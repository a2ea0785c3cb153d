/** Severity in questions: the base metrics of CVSS 4.0 and 3.1 in plain words, by the names of metrics and values. */
import type { CvssScore } from '../../report/cvss.ts';

export const severity = {
  heading: 'Severity in questions',
  edition: 'Version of CVSS',
  newer: '4.0, the newer one',
  shorter: '3.1, with fewer questions',
  allAnswered: 'All questions are answered. The vector stands above.',
  someAnswered: (answered: number, all: number) =>
    `${answered} of ${all} questions are answered. The vector is made when all of them are.`,
  score: (score: string, band: string) => `${score} of 10, ${band}`,
  comesTo: (score: string) => `This comes to ${score}.`,
  incomplete:
    'This is not a complete vector of CVSS 3.0, 3.1 or 4.0, so it has no score. It is sent as you wrote it.',
} as const;

export const bands = {
  none: 'none',
  low: 'low',
  medium: 'medium',
  high: 'high',
  critical: 'critical',
} as const satisfies Record<CvssScore['band'], string>;

/** Answers that several questions have. */
export const extents = {
  read: {
    H: 'Everything, or something as grave as a password',
    L: 'Some things, but an attacker cannot choose which, or they matter little',
    N: 'Nothing',
  },
  changed: {
    H: 'Everything, or something that has grave consequences',
    L: 'Some things, and the harm is limited',
    N: 'Nothing',
  },
  stopped: {
    H: 'Yes, altogether, or for as long as the attacker likes',
    L: 'It becomes slower or fails now and then',
    N: 'No',
  },
} as const;

/** Questions of both versions. */
export const inBoth = {
  AV: {
    question: 'Where does an attacker have to be?',
    options: {
      N: 'Anywhere: it works over the internet',
      A: 'Near: on the same network, or within reach of Wi-Fi or Bluetooth',
      L: 'On the same machine, or somebody there has to open a file',
      P: 'At the device: it has to be touched',
    },
  },
  PR: {
    question: 'Which account does an attacker need before?',
    options: {
      N: 'None',
      L: 'An ordinary one',
      H: 'One with far-reaching rights, such as an administrator’s',
    },
  },
} as const;

export const inNewer = {
  AC: {
    question: 'Is there a protection that an attack has to get around first?',
    options: {
      L: 'No, it works the same way every time',
      H: 'Yes, such as randomised memory, or a secret that has to be found out',
    },
  },
  AT: {
    question: 'Does it depend on circumstances that an attacker cannot bring about?',
    options: {
      N: 'No',
      P: 'Yes, such as a race that has to be won, or a place between two systems',
    },
  },
  UI: {
    question: 'Does somebody else have to do something?',
    options: {
      N: 'No',
      P: 'Something they do anyway, such as looking at a page',
      A: 'Something particular, such as opening a file or dismissing a warning',
    },
  },
  VC: 'What can be read that is confidential, in the attacked system itself?',
  VI: 'What can be changed there without permission?',
  VA: 'Can it be stopped or slowed down?',
  SC: 'And in other systems behind it: what can be read there?',
  SI: 'What can be changed in those other systems?',
  SA: 'Can those other systems be stopped or slowed down?',
} as const;

export const inOlder = {
  AC: {
    question: 'Does it depend on circumstances that an attacker cannot bring about?',
    options: {
      L: 'No, it works the same way every time',
      H: 'Yes, such as a race that has to be won, or something to be found out first',
    },
  },
  UI: {
    question: 'Does somebody else have to do something?',
    options: {
      N: 'No',
      R: 'Yes, such as looking at a page or opening a file',
    },
  },
  S: {
    question: 'Does the harm reach beyond what the attacked system is in charge of?',
    options: {
      U: 'No, it stays there',
      C: 'Yes, such as out of a sandbox, or into another person’s browser',
    },
  },
  C: 'What can be read that is confidential?',
  I: 'What can be changed without permission?',
  A: 'Can something be stopped or slowed down?',
} as const;
