/** The codes of all rules. A line here is added, and never changed or removed: people search and filter by code. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createFinding } from '../../../src/desk/finding.ts';
import { isRuleName, rules } from '../../../src/desk/rules.ts';

const permanent = [
  'POSTERN-A001 advisory-file-name',
  'POSTERN-A002 advisory-duplicate-id',
  'POSTERN-A003 advisory-duplicate-title',
  'POSTERN-A004 advisory-unknown-product',
  'POSTERN-A005 advisory-unknown-reporter',
  'POSTERN-A006 advisory-semver',
  'POSTERN-A007 advisory-commit',
  'POSTERN-A008 advisory-range-order',
  'POSTERN-A009 advisory-range-overlap',
  'POSTERN-A010 advisory-version-unplaced',
  'POSTERN-A011 advisory-version-unlisted',
  'POSTERN-A012 advisory-cvss',
  'POSTERN-A013 advisory-cwe-unknown',
  'POSTERN-A014 advisory-cwe-kind',
  'POSTERN-A015 advisory-no-remedy',
  'POSTERN-A016 advisory-date-order',
  'POSTERN-A017 advisory-date-future',
  'POSTERN-A018 advisory-revision-number',
  'POSTERN-A019 advisory-revision-date',
  'POSTERN-A020 advisory-revision-missing',
  'POSTERN-A021 advisory-text-long',
  'POSTERN-D001 desk-missing',
  'POSTERN-D002 desk-url-missing',
  'POSTERN-D003 policy-missing',
  'POSTERN-D004 policy-empty',
  'POSTERN-D005 product-missing',
  'POSTERN-D006 example-left',
  'POSTERN-D007 product-line-ended',
  'POSTERN-D008 product-line-empty',
  'POSTERN-D009 product-recipient',
  'POSTERN-D010 product-readers',
  'POSTERN-D011 product-form',
  'POSTERN-D012 policy-fact-unshown',
  'POSTERN-D013 away-ended',
  'POSTERN-D014 review-missing',
  'POSTERN-D015 review-future',
  'POSTERN-D016 security-txt-expired',
  'POSTERN-D017 security-txt-expiring',
  'POSTERN-D018 policy-fact-missing',
  'POSTERN-D019 delivery-future',
  'POSTERN-D020 delivery-old',
  'POSTERN-D021 delivery-missing',
  'POSTERN-D022 delivery-twice',
  'POSTERN-D023 delivery-elsewhere',
  'POSTERN-D024 delivery-no-relay',
  'POSTERN-D025 channel-repository',
  'POSTERN-E001 embargo-tracked',
  'POSTERN-E002 embargo-early',
  'POSTERN-E003 embargo-due',
  'POSTERN-E004 embargo-missing',
  'POSTERN-E005 embargo-file-name',
  'POSTERN-E006 embargo-duplicate-id',
  'POSTERN-E007 embargo-folder',
  'POSTERN-F001 source-text',
  'POSTERN-F002 source-yaml',
  'POSTERN-F003 source-front-matter',
  'POSTERN-F004 schema-unknown-field',
  'POSTERN-F005 schema-missing',
  'POSTERN-F006 schema-value',
  'POSTERN-F007 file-name',
  'POSTERN-F008 file-ignored',
  'POSTERN-F009 security-md-stale',
  'POSTERN-F010 translation-original',
  'POSTERN-F011 translation-language',
  'POSTERN-F012 file-link',
  'POSTERN-K001 key-missing',
  'POSTERN-K002 key-private',
  'POSTERN-K003 key-several',
  'POSTERN-K004 key-unreadable',
  'POSTERN-K005 key-unusable',
  'POSTERN-K006 key-expiring',
  'POSTERN-K007 key-address',
  'POSTERN-K008 key-sha1',
  'POSTERN-K009 key-weak',
  'POSTERN-P001 prose-unreadable',
  'POSTERN-P002 prose-code',
  'POSTERN-P003 prose-component',
  'POSTERN-P004 prose-attribute',
  'POSTERN-P005 prose-link',
  'POSTERN-R001 reporter-consent',
  'POSTERN-R002 reporter-consent-unknown',
  'POSTERN-R003 reporter-claimed-twice',
  'POSTERN-R004 reporter-member',
  'POSTERN-R005 reporter-thanks-future',
  'POSTERN-R006 reporter-consent-left',
  'POSTERN-S001 signature-bad',
  'POSTERN-S002 signature-stale',
  'POSTERN-S003 signature-unknown',
  'POSTERN-S004 delivery-signature',
  'POSTERN-S005 delivery-signer',
];

test('every rule has its code for ever, and none is left out', () => {
  const all = Object.entries(rules).map(([name, { code }]) => `${code} ${name}`);
  assert.deepEqual(all.sort(), permanent);
  assert.equal(new Set(Object.values(rules).map((it) => it.code)).size, permanent.length);
});

test('a code is a letter and three digits, counted without a gap, and each rule asks for something in a sentence', () => {
  const letters = Map.groupBy(Object.values(rules), ({ code }) => code.at(8));
  for (const [letter, own] of letters) {
    const numbers = own.map(({ code }) => code).sort();
    const counted = own.map((_, index) => `POSTERN-${letter}${String(index + 1).padStart(3, '0')}`);
    assert.deepEqual(numbers, counted);
  }
  for (const { asks } of Object.values(rules)) assert.match(asks, /^[A-Z].*\.$/);
});

test('a finding has the code and the level of its rule', () => {
  const finding = createFinding({ rule: 'file-ignored', file: 'a', found: 'b', wanted: 'c' });
  assert.equal(finding.code, 'POSTERN-F008');
  assert.equal(finding.level, 'warning');
  assert.equal(createFinding({ ...finding, level: 'error' }).level, 'error');
  assert.equal(isRuleName('file-ignored'), true);
  assert.equal(isRuleName('toString'), false);
});
