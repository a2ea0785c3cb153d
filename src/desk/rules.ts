/** Every rule of the content: its permanent code, its name, how grave a break is, and what it asks for. */

export type Level = 'error' | 'warning';

interface Rule {
  /** Permanent: a code keeps its meaning for ever, and one that is given up is not used again. */
  readonly code: `POSTERN-${'A' | 'D' | 'E' | 'F' | 'K' | 'P' | 'R'}${number}`;
  /** An error stops a build; a warning is printed. */
  readonly level: Level;
  readonly asks: string;
}

/** By name. Letters: A advisory, D desk, E embargo, F file and its form, K key, P prose, R reporter. */
export const rules = {
  'advisory-file-name': {
    code: 'POSTERN-A001',
    level: 'error',
    asks: 'An advisory lies in the folder of its id’s year and is named after its id.',
  },
  'advisory-duplicate-id': {
    code: 'POSTERN-A002',
    level: 'error',
    asks: 'Every id and every alias belongs to one advisory.',
  },
  'advisory-duplicate-title': {
    code: 'POSTERN-A003',
    level: 'warning',
    asks: 'No two advisories have the same title.',
  },
  'advisory-unknown-product': {
    code: 'POSTERN-A004',
    level: 'error',
    asks: 'Every product that an advisory names is in products/.',
  },
  'advisory-unknown-reporter': {
    code: 'POSTERN-A005',
    level: 'error',
    asks: 'Every reporter that an advisory thanks is in hall-of-fame/.',
  },
  'advisory-semver': {
    code: 'POSTERN-A006',
    level: 'error',
    asks: 'Versions in a SEMVER range are strict Semantic Versioning, without a v before them.',
  },
  'advisory-commit': {
    code: 'POSTERN-A007',
    level: 'error',
    asks: 'Versions in a GIT range are whole commit hashes of 40 or 64 hexadecimal digits.',
  },
  'advisory-range-order': {
    code: 'POSTERN-A008',
    level: 'error',
    asks: 'A range ends after it begins.',
  },
  'advisory-range-overlap': {
    code: 'POSTERN-A009',
    level: 'error',
    asks: 'Ranges of one product do not overlap.',
  },
  'advisory-version-unplaced': {
    code: 'POSTERN-A010',
    level: 'warning',
    asks: 'Versions in an ECOSYSTEM range are releases that the product lists, for their order is known from nowhere else.',
  },
  'advisory-version-unlisted': {
    code: 'POSTERN-A011',
    level: 'warning',
    asks: 'A version that an advisory names is a release, where the product lists its releases.',
  },
  'advisory-cvss': {
    code: 'POSTERN-A012',
    level: 'error',
    asks: 'A CVSS vector has every base metric once, each with a value that exists.',
  },
  'advisory-cwe-unknown': {
    code: 'POSTERN-A013',
    level: 'error',
    asks: 'Every CWE id is in the published list.',
  },
  'advisory-cwe-kind': {
    code: 'POSTERN-A014',
    level: 'error',
    asks: 'A CWE id is that of a weakness, not of a category, a view or an entry that was given up.',
  },
  'advisory-no-remedy': {
    code: 'POSTERN-A015',
    level: 'warning',
    asks: 'A published advisory says what to do.',
  },
  'advisory-date-order': {
    code: 'POSTERN-A016',
    level: 'error',
    asks: 'Dates are in the order in which things happen.',
  },
  'advisory-date-future': {
    code: 'POSTERN-A017',
    level: 'error',
    asks: 'Nothing in a published advisory lies in the future.',
  },
  'advisory-revision-number': {
    code: 'POSTERN-A018',
    level: 'error',
    asks: 'Revisions are numbered 1, 2, 3 without a gap.',
  },
  'advisory-revision-date': {
    code: 'POSTERN-A019',
    level: 'error',
    asks: 'Revisions stand in the order of their dates, the first on the day of publication or after it.',
  },
  'advisory-revision-missing': {
    code: 'POSTERN-A020',
    level: 'error',
    asks: 'A fix or a withdrawal after the publication is a revision of its own.',
  },
  'advisory-text-long': {
    code: 'POSTERN-A021',
    level: 'warning',
    asks: 'A title has at most 120 characters, and a summary 240.',
  },
  'embargo-tracked': {
    code: 'POSTERN-E001',
    level: 'error',
    asks: 'No file under embargo is in version control, unless desk.yaml says that the repository is private.',
  },
  'embargo-early': {
    code: 'POSTERN-E002',
    level: 'warning',
    asks: 'An advisory of a day to come lies in embargoed/.',
  },
  'embargo-due': {
    code: 'POSTERN-E003',
    level: 'warning',
    asks: 'A published advisory lies in advisories/.',
  },
  'embargo-missing': {
    code: 'POSTERN-E004',
    level: 'error',
    asks: 'A pre-announced draft has an announcement, and a published one its day.',
  },
  'embargo-file-name': {
    code: 'POSTERN-E005',
    level: 'error',
    asks: 'A draft is named after its id.',
  },
  'embargo-duplicate-id': {
    code: 'POSTERN-E006',
    level: 'error',
    asks: 'No id or alias of a draft belongs to another advisory.',
  },
  'embargo-folder': {
    code: 'POSTERN-E007',
    level: 'error',
    asks: 'The folder that POSTERN_EMBARGOED names is there.',
  },
  'desk-missing': {
    code: 'POSTERN-D001',
    level: 'error',
    asks: 'A desk is a folder with desk.yaml in it.',
  },
  'desk-url-missing': {
    code: 'POSTERN-D002',
    level: 'error',
    asks: 'A desk that is no demonstration says where it is published.',
  },
  'policy-missing': {
    code: 'POSTERN-D003',
    level: 'error',
    asks: 'A policy has at least one section.',
  },
  'policy-empty': {
    code: 'POSTERN-D004',
    level: 'error',
    asks: 'A section of the policy has text.',
  },
  'product-missing': {
    code: 'POSTERN-D005',
    level: 'error',
    asks: 'A policy covers at least one product.',
  },
  'example-left': {
    code: 'POSTERN-D006',
    level: 'error',
    asks: 'Nothing of the demonstration is left in a desk that is none.',
  },
  'source-text': {
    code: 'POSTERN-F001',
    level: 'error',
    asks: 'A file is UTF-8 text.',
  },
  'source-yaml': {
    code: 'POSTERN-F002',
    level: 'error',
    asks: 'YAML can be read, and has no aliases.',
  },
  'source-front-matter': {
    code: 'POSTERN-F003',
    level: 'error',
    asks: 'An MDX file begins with facts between two lines of three hyphens.',
  },
  'schema-unknown-field': {
    code: 'POSTERN-F004',
    level: 'error',
    asks: 'Every field exists.',
  },
  'schema-missing': {
    code: 'POSTERN-F005',
    level: 'error',
    asks: 'Required fields are there.',
  },
  'schema-value': {
    code: 'POSTERN-F006',
    level: 'error',
    asks: 'Every field has a value of the kind that it asks for.',
  },
  'file-name': {
    code: 'POSTERN-F007',
    level: 'error',
    asks: 'A file’s name can be part of an address.',
  },
  'file-ignored': {
    code: 'POSTERN-F008',
    level: 'warning',
    asks: 'A desk holds no file that nothing reads.',
  },
  'key-missing': {
    code: 'POSTERN-K001',
    level: 'error',
    asks: 'There are as many usable certificates as the quorum asks for. In a demonstration this is a warning.',
  },
  'key-private': {
    code: 'POSTERN-K002',
    level: 'error',
    asks: 'A desk holds no private key.',
  },
  'key-several': {
    code: 'POSTERN-K003',
    level: 'error',
    asks: 'A file in keys/ holds one certificate.',
  },
  'key-unreadable': {
    code: 'POSTERN-K004',
    level: 'error',
    asks: 'A file in keys/ is an armored OpenPGP certificate.',
  },
  'key-unusable': {
    code: 'POSTERN-K005',
    level: 'warning',
    asks: 'A certificate is valid on the day of the build and can be encrypted to.',
  },
  'prose-unreadable': {
    code: 'POSTERN-P001',
    level: 'error',
    asks: 'Prose is MDX.',
  },
  'prose-code': {
    code: 'POSTERN-P002',
    level: 'error',
    asks: 'Prose has no import, export or expression.',
  },
  'prose-component': {
    code: 'POSTERN-P003',
    level: 'error',
    asks: 'Prose uses only the components that exist, and only where they fit.',
  },
  'prose-attribute': {
    code: 'POSTERN-P004',
    level: 'error',
    asks: 'Components stand without attributes.',
  },
  'prose-link': {
    code: 'POSTERN-P005',
    level: 'error',
    asks: 'A link within the site leads to a page and a heading that exist.',
  },
  'reporter-consent': {
    code: 'POSTERN-R001',
    level: 'error',
    asks: 'A reporter’s file holds only what they agreed to show.',
  },
  'reporter-consent-unknown': {
    code: 'POSTERN-R002',
    level: 'warning',
    asks: 'Whoever is thanked was asked how they want to be shown.',
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof rules;
export type RuleCode = (typeof rules)[RuleName]['code'];

export function isRuleName(name: unknown): name is RuleName {
  return typeof name === 'string' && Object.hasOwn(rules, name);
}
