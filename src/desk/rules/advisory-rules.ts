/** Rules on advisories, published and under embargo; their place in the one table is in `rules.ts`. */
import type { Rule } from './rule.ts';

export const advisoryRules = {
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
} as const satisfies Readonly<Record<string, Rule>>;
