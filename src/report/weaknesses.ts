/** Kinds of problems, each by its CWE id: a short list to choose from in plain words, not the whole of CWE. */
import {
  otherWeaknesses as otherWords,
  weaknessGroups as titles,
  weaknesses as words,
} from '#words/weaknesses';

/** One kind, as a reporter would say it. */
export interface Weakness {
  /** Its id in `report.json`. */
  readonly id: `CWE-${number}`;
  readonly words: string;
}

/** Kinds under a heading. */
export interface WeaknessGroup {
  readonly title: string;
  readonly weaknesses: readonly Weakness[];
}

export const weaknessGroups: readonly WeaknessGroup[] = [
  toGroup('run', ['CWE-78', 'CWE-94', 'CWE-89', 'CWE-79', 'CWE-1336', 'CWE-502', 'CWE-1321']),
  toGroup('files', ['CWE-22', 'CWE-59', 'CWE-434', 'CWE-611', 'CWE-918', 'CWE-601']),
  toGroup('rights', ['CWE-287', 'CWE-306', 'CWE-862', 'CWE-639', 'CWE-269', 'CWE-352', 'CWE-384']),
  toGroup('secrets', ['CWE-200', 'CWE-532', 'CWE-798', 'CWE-327', 'CWE-347', 'CWE-295', 'CWE-208']),
  toGroup('memory', [
    'CWE-787',
    'CWE-125',
    'CWE-416',
    'CWE-190',
    'CWE-362',
    'CWE-400',
    'CWE-1333',
    'CWE-248',
  ]),
  toGroup('delivery', ['CWE-1395', 'CWE-494', 'CWE-1188']),
];

/** What is chosen where none of them fits. */
export const otherWeaknesses = [
  { id: 'other', words: otherWords.other },
  { id: 'unknown', words: otherWords.unknown },
] as const;

function toGroup(title: keyof typeof titles, ids: readonly (keyof typeof words)[]): WeaknessGroup {
  return { title: titles[title], weaknesses: ids.map((id) => ({ id, words: words[id] })) };
}
