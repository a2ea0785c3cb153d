/** The page of one advisory. */

/** Its first screen. */
export const answers = {
  affected: 'Am I affected?',
  withdrawn: 'No. The advisory is withdrawn.',
  /** Before what it names. */
  label: (name: string) => `${name}:`,
  /** What stands between two stretches of versions. */
  and: ' and ',
  platforms: (names: readonly string[]) => `, on ${names.join(', ')} only`,
  functions: <T>(names: readonly T[]) =>
    [
      'Reached through ',
      ...names.flatMap((name, index) => (index > 0 ? [', ', name] : [name])),
      '.',
    ] as const,
  unnamed: {
    affected: 'Affected too',
    'not-affected': 'Not affected',
    'not-assessed': 'Not assessed',
  },
  unsupported: '(no longer supported)',
  check: 'Check your version',
  safe: 'Which version is safe?',
  everyVersion: 'Every version, as far as this advisory goes.',
  noFix: (product: string) => `No fixed release of ${product} yet.`,
  fixed: <T>(product: string, versions: readonly string[], strong: (text: string) => T) =>
    [
      strong(`${product} ${versions.join(' or ')}`),
      ', or any later version of the same line.',
    ] as const,
  now: 'What should I do now?',
  nothing: 'Nothing.',
  noRemedy: 'There is no remedy yet.',
} as const;

/** What a reader must know before anything else. */
export const notice = {
  withdrawn: <T>(strong: (text: string) => T, day: T) =>
    [strong('This advisory is withdrawn'), ' since ', day, '.'] as const,
  withdrawnStays: 'It stays here so that its id and its address never mean anything else.',
  disputed: 'This advisory is disputed.',
  disputedHow:
    'Not everybody agrees that it is a vulnerability. The text below says who and why. Until that is settled, act as if it were one.',
  exploited: 'Known to be used in attacks.',
  exploitedNow: 'Please act now.',
} as const;

/** What an advisory is, where it is not simply published. */
export const states = { withdrawn: 'withdrawn', disputed: 'disputed' } as const;

/** Beside the text. */
export const facts = {
  heading: 'Facts',
  severity: 'Severity',
  score: (score: string, version: string) => `${score} by CVSS ${version}`,
  vector: 'Vector',
  weakness: 'Weakness',
  aliases: 'Also known as',
  versions: (product: string) => `Affected versions of ${product}`,
  commits: 'Affected commits',
  thanks: 'Thanks to',
  hall: 'Hall of fame',
  references: 'References',
  /** What a reference is, by its type in OSV. */
  types: {
    ADVISORY: 'advisory',
    ARTICLE: 'article',
    DETECTION: 'detection',
    DISCUSSION: 'discussion',
    EVIDENCE: 'evidence',
    FIX: 'fix',
    GIT: 'git',
    INTRODUCED: 'introduced',
    PACKAGE: 'package',
    REPORT: 'report',
    WEB: 'web',
  },
} as const;

/** A range of commits. */
export const commits = {
  from: <T>(hash: T) => ['from ', hash] as const,
  before: <T>(hash: T) => ['before ', hash] as const,
  to: <T>(hash: T) => ['to ', hash] as const,
} as const;

export const timeline = {
  heading: 'Timeline',
  reported: 'Reported',
  acknowledged: 'Answered',
  fixed: 'Fix released',
  published: 'Published',
  withdrawn: 'Withdrawn',
} as const;

/** The rest of the page. */
export const advisoryPage = {
  list: 'Advisories',
  revisions: 'Revisions',
  machines: 'For machines',
  others: 'Other advisories',
  newer: 'Newer',
  older: 'Older',
  title: (id: string, title: string) => `${id}: ${title}`,
  titleInState: (id: string, state: string, title: string) => `${id} (${state}): ${title}`,
  /** Of the page at another id of the same advisory. */
  aliasTitle: (alias: string, id: string) => `${alias} is ${id}`,
  alias: (alias: string, id: string) => `${alias} is our ${id}`,
} as const;
