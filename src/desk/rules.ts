/** Every rule of the content: its permanent code, its name, how grave a break is, and what it asks for. */
import { advisoryRules } from './rules/advisory-rules.ts';
import { deliveryRules } from './rules/delivery-rules.ts';
import type { Rule } from './rules/rule.ts';

/** By name. Letters: A advisory, D desk, E embargo, F file and its form, K key, P prose, R reporter, S signature. */
export const rules = {
  ...advisoryRules,
  ...deliveryRules,
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
  'product-line-ended': {
    code: 'POSTERN-D007',
    level: 'warning',
    asks: 'The last day of a supported release line is not past.',
  },
  'product-line-empty': {
    code: 'POSTERN-D008',
    level: 'warning',
    asks: 'A supported release line has a release, where the product lists its releases.',
  },
  'product-recipient': {
    code: 'POSTERN-D009',
    level: 'error',
    asks: 'A recipient of a product is a file in keys/.',
  },
  'product-readers': {
    code: 'POSTERN-D010',
    level: 'error',
    asks: 'A product has as many recipients with usable certificates as the quorum asks for. In a demonstration this is a warning.',
  },
  'product-form': {
    code: 'POSTERN-D011',
    level: 'error',
    asks: 'A product takes reports by the form only where the desk does.',
  },
  'policy-fact-unshown': {
    code: 'POSTERN-D012',
    level: 'warning',
    asks: 'Every fact of the policy stands in a section of it.',
  },
  'away-ended': {
    code: 'POSTERN-D013',
    level: 'warning',
    asks: 'An absence that is over is taken out.',
  },
  'review-missing': {
    code: 'POSTERN-D014',
    level: 'warning',
    asks: 'A desk that is no demonstration says when somebody last read the whole policy.',
  },
  'review-future': {
    code: 'POSTERN-D015',
    level: 'error',
    asks: 'The last review is not in the future. In a demonstration this is a warning.',
  },
  'security-txt-expired': {
    code: 'POSTERN-D016',
    level: 'error',
    asks: 'The file security.txt has not expired. In a demonstration this is a warning.',
  },
  'security-txt-expiring': {
    code: 'POSTERN-D017',
    level: 'warning',
    asks: 'The file security.txt is good for more than 60 days yet.',
  },
  'policy-fact-missing': {
    code: 'POSTERN-D018',
    level: 'warning',
    asks: 'A component of the policy has a fact to show.',
  },
  'channel-repository': {
    code: 'POSTERN-D025',
    level: 'warning',
    asks: 'A desk that sends people to a private advisory, and is no demonstration, names the repository that it is at.',
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
  'security-md-stale': {
    code: 'POSTERN-F009',
    level: 'warning',
    asks: 'A SECURITY.md that Postern wrote, beside a desk or above it, says what the desk says.',
  },
  'translation-original': {
    code: 'POSTERN-F010',
    level: 'error',
    asks: 'A translation of a section or a guide has its original beside it.',
  },
  'translation-language': {
    code: 'POSTERN-F011',
    level: 'error',
    asks: 'A translation is in a language that is known, and is not the desk’s own.',
  },
  'file-link': {
    code: 'POSTERN-F012',
    level: 'error',
    asks: 'A desk holds files, and no symbolic link but below embargoed/.',
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
  'key-expiring': {
    code: 'POSTERN-K006',
    level: 'warning',
    asks: 'A certificate can be encrypted to for more than 60 days yet.',
  },
  'key-address': {
    code: 'POSTERN-K007',
    level: 'warning',
    asks: 'An address for mail is in a user ID of a certificate.',
  },
  'key-sha1': {
    code: 'POSTERN-K008',
    level: 'warning',
    asks: 'A certificate’s own signatures do not use SHA-1.',
  },
  'key-weak': {
    code: 'POSTERN-K009',
    level: 'warning',
    asks: 'An RSA key has at least 2048 bits.',
  },
  'signature-bad': {
    code: 'POSTERN-S001',
    level: 'error',
    asks: 'A file in signatures/ is one clear-signed text, and its signature holds.',
  },
  'signature-stale': {
    code: 'POSTERN-S002',
    level: 'error',
    asks: 'What was signed is what the site says today.',
  },
  'signature-unknown': {
    code: 'POSTERN-S003',
    level: 'warning',
    asks: 'A text of the site is signed with a key of the desk.',
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
    asks: 'A link within the site leads to a page and a heading that exist; one elsewhere to a page or a person.',
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
  'reporter-claimed-twice': {
    code: 'POSTERN-R003',
    level: 'error',
    asks: 'A handle belongs to one reporter.',
  },
  'reporter-member': {
    code: 'POSTERN-R004',
    level: 'error',
    asks: 'Who belongs to a team or organisation names a file that says it is one.',
  },
  'reporter-thanks-future': {
    code: 'POSTERN-R005',
    level: 'error',
    asks: 'Nobody is thanked for a day to come.',
  },
  'reporter-consent-left': {
    code: 'POSTERN-R006',
    level: 'warning',
    asks: 'The file of who does not want to be shown says nothing about them.',
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof rules;
export type RuleCode = (typeof rules)[RuleName]['code'];

/** Also of what came from outside, such as `constructor`. */
export function isRuleName(name: unknown): name is RuleName {
  return typeof name === 'string' && Object.hasOwn(rules, name);
}
