/** Promises of the OSV export: valid whatever the advisory, and nothing in it that the record does not say. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Advisory } from '../../../../src/advisory/advisory.ts';
import { toOsv } from '../../../../src/advisory/formats/osv.ts';
import type { Records } from '../../../../src/read.ts';
import fc from '../../../helpers/property.ts';
import { createValidator } from '../schema-validator.ts';
import { readRecords, someAdvisory } from '../some-records.ts';

const validate = createValidator('osv-1.7');

/** What the schema does not say and OSV's own linter does. */
function assertLinted(osv: ReturnType<typeof toOsv>): void {
  assert.ok(osv.affected.length > 0);
  for (const { ranges = [], package: it } of osv.affected) {
    assert.ok(it === undefined || (it.ecosystem !== '' && it.name !== ''));
    assert.doesNotMatch(it?.purl ?? '', /@(?!.*\/)/);
    for (const { events } of ranges) {
      assert.ok(events.every((event) => Object.keys(event).length === 1));
      assert.ok('introduced' in (events[0] ?? {}));
    }
  }
  assert.doesNotMatch(osv.summary, /\n/);
}

describe('an OSV record', () => {
  let fixture: Records;
  const of = (id: string): Advisory => {
    const found = fixture.advisories.find((it) => it.id === id);
    assert.ok(found);
    return found;
  };
  before(async () => {
    fixture = await readRecords('tests/fixtures/desk');
  });

  test('of every advisory of the demonstration and the fixture is valid', async () => {
    for (const desk of ['content', 'tests/fixtures/desk'] as const) {
      const records = await readRecords(desk);
      assert.ok(records.advisories.length >= 3);
      for (const advisory of records.advisories) {
        validate(toOsv(records, advisory));
        assertLinted(toOsv(records, advisory));
      }
    }
  });

  test('of 500 generated advisories is valid', () => {
    fc.assert(
      fc.property(someAdvisory, (advisory) => {
        validate(toOsv(fixture, advisory));
        assertLinted(toOsv(fixture, advisory));
      }),
      { numRuns: 500 },
    );
  });

  test('the validator finds what is wrong', () => {
    const osv = toOsv(fixture, of('FIXTURE-2026-0001'));
    assert.throws(() => validate({ ...osv, id: 'FIXTURE-2026-0001' }));
    assert.throws(() => validate({ ...osv, modified: '2026-05-02T00:00:00+02:00' }));
    assert.throws(() => validate({ ...osv, extra: true }));
  });

  test('has x_ before its id until the desk has registered its prefix', () => {
    const advisory = of('FIXTURE-2026-0001');
    assert.equal(toOsv(fixture, advisory).id, 'x_FIXTURE-2026-0001');
    const registered = { ...fixture, desk: { ...fixture.desk, osvPrefix: true } };
    assert.equal(toOsv(registered, advisory).id, 'FIXTURE-2026-0001');
  });

  test('carries package, ranges, vectors, aliases, weaknesses and dates of the record', () => {
    const osv = toOsv(fixture, of('FIXTURE-2026-0001'));
    assert.deepEqual(osv.affected[0]?.package, {
      ecosystem: 'npm',
      name: 'fixture--anvil',
      purl: 'pkg:npm/fixture--anvil',
    });
    assert.deepEqual(
      osv.affected[0]?.ranges?.map((it) => it.events),
      [
        [{ introduced: '2.0.0' }, { fixed: '2.8.1' }],
        [{ introduced: '3.0.0' }, { fixed: '3.0.2' }],
      ],
    );
    assert.deepEqual(
      osv.severity?.map((it) => it.type),
      ['CVSS_V3', 'CVSS_V4'],
    );
    assert.deepEqual(osv.aliases, ['CVE-1900-0001', 'GHSA-test-test-test']);
    assert.deepEqual(osv.database_specific.cwe_ids, ['CWE-787', 'CWE-20']);
    assert.equal(osv.published, '2026-04-15T00:00:00Z');
    assert.equal(osv.modified, '2026-05-02T00:00:00Z');
    assert.ok(!('withdrawn' in osv));
  });

  test('without a fitting ecosystem has no package, and names every affected release', () => {
    const [, bellows] = toOsv(fixture, of('FIXTURE-2026-0001')).affected;
    assert.ok(bellows !== undefined && !('package' in bellows));
    assert.deepEqual(bellows.versions, ['2025.11', '2026.03']);
  });

  test('credits nobody who did not agree', () => {
    const osv = toOsv(fixture, of('FIXTURE-2026-0001'));
    assert.deepEqual(osv.credits, [
      {
        name: 'Wilma O’Fixture & Daughters',
        type: 'FINDER',
        contact: ['https://wilma.fixture.test/'],
      },
    ]);
    assert.doesNotMatch(JSON.stringify(osv), /unseen/);
  });

  test('of a withdrawn advisory stays, with the day and the reason first', () => {
    const osv = toOsv(fixture, of('FIXTURE-2026-0002'));
    assert.equal(osv.withdrawn, '2026-06-12T00:00:00Z');
    assert.match(osv.details, /^Withdrawn: The name is the user’s own/);
  });

  test('is a second newer after each further revision of a day', () => {
    const advisory = of('FIXTURE-2026-0001');
    const revisions = [...advisory.revisions, { number: 3, date: '2026-05-02', change: 'Typo.' }];
    const osv = toOsv(fixture, { ...advisory, revisions, revision: 3 });
    assert.equal(osv.modified, '2026-05-02T00:00:01Z');
  });

  test('has links of its body as whole addresses, and code as it was written', () => {
    const body = 'See [keys](/keys/ "All") and [b].\n\n`[x](/code/)`\n\n[b]: /policy/';
    const { details } = toOsv(fixture, { ...of('FIXTURE-2026-0001'), body });
    assert.ok(details.includes('[keys](https://security.fixture.test/keys/ "All")'), details);
    assert.ok(details.includes('[b]: https://security.fixture.test/policy/'));
    assert.ok(details.includes('`[x](/code/)`'));
  });

  test('says the summary once, also where the body begins with it', () => {
    const advisory = of('FIXTURE-2026-0001');
    const { summary } = advisory;
    const remedies: typeof advisory.remedies = [];
    const details = (body: string) => toOsv(fixture, { ...advisory, remedies, body }).details;
    assert.equal(details('More.'), `${summary}\n\nMore.`);
    assert.equal(details(`${summary} More.`), `${summary} More.`);
  });

  test('names releases of unsupported lines once their author calls them affected', () => {
    const advisory = of('FIXTURE-2026-0001');
    const [first, ...rest] = advisory.affected;
    assert.ok(first);
    const affected = [{ ...first, unsupported: 'affected' as const }, ...rest];
    const versions = (it: Advisory) => toOsv(fixture, it).affected[0]?.versions;
    assert.deepEqual(versions({ ...advisory, affected }), ['1.0.0']);
    assert.equal(versions(advisory), undefined);
  });
});
