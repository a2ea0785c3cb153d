/** What a desk's dates are, from when on a person is told, and that nothing is forgotten when its day has passed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type DatedRecords,
  type DueDate,
  toDates,
  toWarnDays,
} from '../../../../src/desk/dates/dates.ts';
import { deskSchema } from '../../../../src/desk/desk.ts';
import { createFinding } from '../../../../src/desk/finding.ts';
import type { Certificate } from '../../../../src/desk/keys/certificate.ts';
import { productSchema } from '../../../../src/desk/product/product.ts';

const forever = '2099-01-01T00:00:00Z';

/** `ends` of the subkeys for encryption; null is never. */
function certificate(owner: string, expires: string | null, ends: readonly (string | null)[]) {
  const subkeys = ends.map((end, n) => ({
    fingerprint: `${owner.toUpperCase()}${n}`,
    keyId: '',
    algorithm: '',
    expires: end,
  }));
  const file = `keys/${owner}.asc`;
  return { owner, file, fingerprint: owner.toUpperCase(), expires, subkeys } as unknown;
}

function makeRecords(given: {
  date?: string;
  desk?: object;
  certificates?: readonly unknown[];
  lines?: readonly object[];
  announcements?: DatedRecords['announcements'];
  signed?: string;
  deliveryTests?: DatedRecords['deliveryTests'];
}): DatedRecords {
  const { date = '2026-11-22', certificates = [], lines = [], announcements = [] } = given;
  return {
    site: {
      url: 'https://desk.example',
      date,
      preview: false,
      throwAwayKey: false,
      relay: null,
    },
    desk: deskSchema.parse({
      name: 'A',
      summary: 'A.',
      reviewed: '2026-11-22',
      channels: [{ kind: 'code-host' }],
      ...given.desk,
    }),
    certificates: certificates as readonly Certificate[],
    products: [{ id: 'tool', ...productSchema.parse({ name: 'Tool', lines }) }],
    announcements,
    signedSecurityTxt: given.signed ?? null,
    deliveryTests: given.deliveryTests ?? [],
  };
}

const toLines = (dates: readonly DueDate[]) =>
  dates.map((it) => `${it.day} ${it.kind} ${it.subject} ${it.daysLeft}`);

test('a desk without keys has one date, and it follows its review', () => {
  assert.deepEqual(toLines(toDates(makeRecords({}), [])), [
    '2027-11-21 security-txt security.txt 364',
  ]);
});

test('a desk that was never reviewed is told what to do about it', () => {
  const [date] = toDates(makeRecords({ desk: { reviewed: undefined } }), []);
  assert.match(date?.what ?? '', /after the policy was published$/);
  assert.match(date?.todo ?? '', /set reviewed in desk\.yaml/);
});

test('a key has the day of its last use, and a subkey that ends before it has its own', () => {
  const certificates = [
    certificate('anna', '2027-03-05T10:00:00Z', ['2027-01-01T00:00:00Z', null]),
    certificate('bert', null, ['2027-02-01T00:00:00Z', '2027-04-01T00:00:00Z']),
    certificate('cleo', null, [null]),
  ];
  assert.deepEqual(toLines(toDates(makeRecords({ certificates }), [])), [
    '2027-01-01 subkey ANNA0 40',
    '2027-02-01 subkey BERT0 71',
    '2027-03-05 key ANNA 103',
    '2027-04-01 key BERT 130',
    '2027-11-21 security-txt security.txt 364',
  ]);
});

test('who has a signed security.txt is told to sign the next one', () => {
  const certificates = [certificate('anna', '2027-03-05T10:00:00Z', ['2027-03-05T10:00:00Z'])];
  const read = (signed?: string) =>
    toDates(makeRecords({ certificates, ...(signed === undefined ? {} : { signed }) }), []);
  assert.ok(read('signed').every((it) => /Then sign again with .*, and publish\.$/.test(it.todo)));
  assert.ok(read().every((it) => /Then publish\.$/.test(it.todo)));
  assert.match(read()[0]?.todo ?? '', /key extend anna\./);
});

test('where the keys end before the review is old, security.txt and review are two dates', () => {
  const certificates = [certificate('anna', '2027-03-05T10:00:00Z', ['2027-03-05T10:00:00Z'])];
  const dates = toDates(makeRecords({ certificates }), []);
  assert.deepEqual(toLines(dates), [
    '2027-03-05 key ANNA 103',
    '2027-03-05 security-txt security.txt 103',
    '2027-11-21 review policy 364',
  ]);
  assert.match(dates[1]?.what ?? '', /together with the last of the keys/);
});

test('a key that cannot be used any more stays in the list, with the day on which it ended', () => {
  const dead = (found: string) =>
    createFinding({ rule: 'key-unusable', file: 'keys/d.asc', found, wanted: 'Extend it.' });
  const findings = [
    dead('the certificate of D, which expired on 2026-11-01'),
    dead('the certificate of D, which is revoked'),
  ];
  const dates = toDates(makeRecords({}), findings).slice(0, 2);
  assert.deepEqual(toLines(dates), [
    '2026-11-01 key keys/d.asc -21',
    '2026-11-22 key keys/d.asc 0',
  ]);
  assert.deepEqual(dates.map(toWarnDays), [0, 0]);
});

test('support, absence and announced advisories are there, what waits for somebody also when its day has passed', () => {
  const records = makeRecords({
    date: '2027-01-10',
    desk: { away: { from: '2026-12-20', until: '2027-01-05', note: 'On holiday.' } },
    lines: [
      { name: '3.x', supported: true },
      { name: '2.x', supported: true, until: '2027-06-30' },
      { name: '0.x', supported: false, until: '2026-01-01' },
    ],
    announcements: [
      { id: 'A-2027-0001', planned: '2027-01-15' },
      { id: 'A-2027-0002' },
      { id: 'A-2027-0003', planned: '2027-01-08' },
    ],
  });
  assert.deepEqual(toLines(toDates(records, [])), [
    '2027-01-05 away away -5',
    '2027-01-08 advisory A-2027-0003 -2',
    '2027-01-15 advisory A-2027-0001 5',
    '2027-06-30 support tool 2.x 171',
    '2027-11-21 security-txt security.txt 315',
  ]);
});

test('what is more than 12 months away is not listed', () => {
  const on = (until: string) =>
    toDates(makeRecords({ lines: [{ name: '1.x', supported: true, until }] }), []).length;
  assert.equal(on('2027-11-22'), 2);
  assert.equal(on('2027-11-23'), 1);
  assert.equal(
    toDates(makeRecords({ certificates: [certificate('a', forever, [null])] }), []).length,
    1,
  );
});

test('a key and security.txt are told of at 60, 30 and 7 days and from the day on, and not a day earlier', () => {
  const at = (daysLeft: number, kind: DueDate['kind'] = 'key') =>
    toWarnDays({ day: '', kind, subject: '', what: '', todo: '', daysLeft });
  const told = [61, 60, 31, 30, 8, 7, 1, 0, -1].map((days) => at(days));
  assert.deepEqual(told, [null, 60, 60, 30, 30, 7, 7, 0, 0]);
  assert.deepEqual(
    told,
    [61, 60, 31, 30, 8, 7, 1, 0, -1].map((days) => at(days, 'security-txt')),
  );
});

test('a day that nothing depends on is told of later', () => {
  const at = (daysLeft: number, kind: DueDate['kind']) =>
    toWarnDays({ day: '', kind, subject: '', what: '', todo: '', daysLeft });
  assert.deepEqual(
    [31, 30, 0].map((days) => at(days, 'support')),
    [null, 30, 0],
  );
  assert.deepEqual(
    [8, 7, 0].map((days) => at(days, 'advisory')),
    [null, 7, 0],
  );
  assert.deepEqual(
    [1, 0].map((days) => at(days, 'away')),
    [null, 0],
  );
});

test('who has opened no delivery test is due today, and who has in 180 days, where they are switched on', () => {
  const certificates = [certificate('anna', null, [null]), certificate('bert', null, [null])];
  const relay = { url: 'https://relay.example', receiptKeys: ['A'.repeat(43)] };
  const opened = { site: 'https://desk.example', sent: '2026-10-01', opened: '2026-10-03' };
  const deliveryTests = [{ ...opened, key: 'ANNA', proof: '' }];
  const read = (desk: object) =>
    toDates(makeRecords({ certificates, deliveryTests, desk }), []).filter(
      (it) => it.kind === 'delivery',
    );
  const dates = read({ deliveryTests: true, relay });
  assert.deepEqual(toLines(dates), ['2026-11-22 delivery BERT 0', '2027-04-01 delivery ANNA 130']);
  assert.deepEqual(dates.map(toWarnDays), [0, null]);
  assert.match(dates[0]?.what ?? '', /^bert has opened no delivery test/);
  assert.match(dates[1]?.what ?? '', /^180 days have passed since anna opened/);
  assert.deepEqual([...read({ relay }), ...read({ deliveryTests: true })], []);
});
