/** Kinds of problems in plain words, each with its CWE id: a short list to choose from, not the whole of CWE. */

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
  {
    title: 'Text or data that is run',
    weaknesses: [
      { id: 'CWE-78', words: 'Commands of the system can be slipped in' },
      { id: 'CWE-94', words: 'Code can be slipped in and is run' },
      { id: 'CWE-89', words: 'A database query can be changed (SQL injection)' },
      { id: 'CWE-79', words: 'Script runs in somebody else’s page (XSS)' },
      { id: 'CWE-1336', words: 'A template can be changed and is evaluated' },
      { id: 'CWE-502', words: 'Data from strangers is deserialised into objects' },
      { id: 'CWE-1321', words: 'The prototype of all objects can be changed (JavaScript)' },
    ],
  },
  {
    title: 'Files and addresses',
    weaknesses: [
      { id: 'CWE-22', words: 'A path leads out of its folder' },
      { id: 'CWE-59', words: 'A link leads to another file' },
      { id: 'CWE-434', words: 'A dangerous file can be uploaded' },
      { id: 'CWE-611', words: 'XML can read files or addresses (XXE)' },
      { id: 'CWE-918', words: 'A server can be made to fetch an address (SSRF)' },
      { id: 'CWE-601', words: 'A link can send people to any site (open redirect)' },
    ],
  },
  {
    title: 'Who may do what',
    weaknesses: [
      { id: 'CWE-287', words: 'Somebody can pass for somebody else' },
      { id: 'CWE-306', words: 'Something important asks for no login' },
      { id: 'CWE-862', words: 'A permission is not checked' },
      { id: 'CWE-639', words: 'Another number in a request shows another person’s data' },
      { id: 'CWE-269', words: 'Somebody can gain more rights than they have' },
      { id: 'CWE-352', words: 'A foreign page can act for a person who is logged in (CSRF)' },
      { id: 'CWE-384', words: 'A login session can be planted and taken over' },
    ],
  },
  {
    title: 'Secrets and cryptography',
    weaknesses: [
      { id: 'CWE-200', words: 'Something confidential is shown' },
      { id: 'CWE-532', words: 'Something confidential is written into a log' },
      { id: 'CWE-798', words: 'A password or key is part of the program' },
      { id: 'CWE-327', words: 'Weak or broken cryptography' },
      { id: 'CWE-347', words: 'A signature is not checked, or not well' },
      { id: 'CWE-295', words: 'A certificate is not checked, or not well' },
      { id: 'CWE-208', words: 'The time that something takes tells a secret' },
    ],
  },
  {
    title: 'Memory and resources',
    weaknesses: [
      { id: 'CWE-787', words: 'Memory is written outside its bounds' },
      { id: 'CWE-125', words: 'Memory is read outside its bounds' },
      { id: 'CWE-416', words: 'Memory is used after it was freed' },
      { id: 'CWE-190', words: 'A number becomes too large and wraps around' },
      { id: 'CWE-362', words: 'Two things at once get in each other’s way (race)' },
      { id: 'CWE-400', words: 'A small input uses up time, memory or disk' },
      { id: 'CWE-1333', words: 'A regular expression takes for ever' },
      { id: 'CWE-248', words: 'An input makes the program crash' },
    ],
  },
  {
    title: 'What is delivered',
    weaknesses: [
      { id: 'CWE-1395', words: 'A dependency is vulnerable' },
      { id: 'CWE-494', words: 'Code is downloaded and not checked' },
      { id: 'CWE-1188', words: 'A default setting is not safe' },
    ],
  },
];

/** What is chosen where none of them fits. */
export const otherWeaknesses = [
  { id: 'other', words: 'Something else' },
  { id: 'unknown', words: 'I don’t know' },
] as const;
