/** Promises of the CVE export: valid whatever the advisory, and "unaffected" only where somebody looked. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { Advisory } from '../../../../src/advisory/advisory.ts';
import { toCve, toCveIds } from '../../../../src/advisory/formats/cve.ts';
import { toCveAffected } from '../../../../src/advisory/formats/cve-affected.ts';
import type { Records } from '../../../../src/read.ts';
import fc from '../../../helpers/property.ts';
import { createValidator } from '../schema-validator.ts';
import { readRecords, someAdvisory } from '../some-records.ts';

const validate = createValidator('cve-record-5.2');
const cna = { orgId: '5f1c2d3e-4a5b-4c6d-8e7f-00f1c7e5de5c', shortName: 'fixture' };
const id = 'CVE-1900-0001';

describe('a CVE record', () => {
  let fixture: Records;
  let advisory: Advisory;
  before(async () => {
    fixture = await readRecords('tests/fixtures/desk');
    const found = fixture.advisories.find((it) => it.id === 'FIXTURE-2026-0001');
    assert.ok(found);
    advisory = found;
  });

  test('of every advisory of the demonstration and the fixture is valid', async () => {
    for (const desk of ['content', 'tests/fixtures/desk'] as const) {
      const records = await readRecords(desk);
      for (const it of records.advisories) validate(toCve(records, it, cna, id));
    }
  });

  test('of 500 generated advisories is valid', () => {
    fc.assert(
      fc.property(someAdvisory, (it) => validate(toCve(fixture, it, cna, id))),
      { numRuns: 500 },
    );
  });

  test('the validator finds what is wrong', () => {
    const cve = toCve(fixture, advisory, cna, id);
    assert.throws(() => validate(toCve(fixture, advisory, { orgId: 'nobody' }, id)));
    assert.throws(() => validate(toCve(fixture, advisory, cna, 'CVE-1')));
    assert.throws(() => validate({ ...cve, containers: {} }));
  });

  test('exists for each CVE id of an advisory, and for no other alias', () => {
    assert.deepEqual(toCveIds(advisory), [id]);
    assert.deepEqual(toCveIds({ aliases: ['cve-2099-0002', 'GHSA-aaaa-bbbb-cccc', 'CVE-1-2'] }), [
      'CVE-2099-0002',
    ]);
  });

  test('says versions, scores, weaknesses, remedies, credits and dates of the record', () => {
    const container = published(toCve(fixture, advisory, cna, id));
    assert.deepEqual(container.affected[0]?.versions.slice(0, 2), [
      { version: '2.0.0', status: 'affected', versionType: 'semver', lessThan: '2.8.1' },
      { version: '3.0.0', status: 'affected', versionType: 'semver', lessThan: '3.0.2' },
    ]);
    assert.equal(container.affected[0]?.packageURL, 'pkg:npm/fixture--anvil');
    const metrics = container.metrics
      ?.flatMap((it) => Object.entries(it))
      .flatMap(([name, metric]) => (/^cvssV(3_1|4_0)$/.test(name) ? [metric] : []));
    assert.deepEqual(metrics, [
      { version: '3.1', vectorString: advisory.cvss[0], baseScore: 8.8, baseSeverity: 'HIGH' },
      { version: '4.0', vectorString: advisory.cvss[1], baseScore: 8.7, baseSeverity: 'HIGH' },
    ]);
    assert.match(container.problemTypes?.[0]?.descriptions[0]?.description ?? '', /^CWE-787 \S/);
    assert.equal(container.solutions?.length, 1);
    assert.equal(container.workarounds?.length, 1);
    assert.deepEqual(
      container.credits?.map((it) => [it.value, it.type]),
      [['Wilma O’Fixture & Daughters', 'finder']],
    );
    assert.equal(container.datePublic, '2026-04-15T00:00:00Z');
    assert.deepEqual(container.exploits?.length, 1);
  });

  test('calls no version unaffected that nobody has looked at', () => {
    const [anvil] = advisory.affected;
    assert.ok(anvil);
    const [entry] = toCveAffected(fixture, anvil);
    assert.equal(entry?.defaultStatus, 'unknown');
    const named = entry.versions.map((it) => `${it.version} ${it.status}`);
    assert.ok(named.includes('3.1.0 unaffected'), named.join());
    assert.ok(!named.some((it) => it.startsWith('1.0.0')));
    const [decided] = toCveAffected(fixture, { ...anvil, unsupported: 'not-affected' });
    assert.equal(decided?.defaultStatus, 'unaffected');
    const [wide] = toCveAffected(fixture, { ...anvil, unsupported: 'affected' });
    assert.ok(wide?.versions.some((it) => it.version === '1.0.0' && it.status === 'affected'));
  });

  test('of a withdrawn advisory is rejected with the reason', () => {
    const withdrawn = fixture.advisories.find((it) => it.status === 'withdrawn');
    assert.ok(withdrawn);
    const cve = toCve(fixture, withdrawn, cna, id);
    assert.equal(cve.cveMetadata.state, 'REJECTED');
    assert.match(JSON.stringify(cve.containers), /never sent anywhere/);
  });

  test('has an English sentence where the desk writes in another language', () => {
    const records = { ...fixture, desk: { ...fixture.desk, language: 'de-CH' } };
    const cve = toCve(records, advisory, cna, id);
    validate(cve);
    assert.deepEqual(
      published(cve).descriptions.map((it) => it.lang),
      ['de', 'en'],
    );
    // What happened is said by us, what changed by the author.
    const changes = advisory.revisions.slice(1).map((it) => it.change);
    assert.ok(changes.length > 0);
    for (const { value, lang } of published(cve).timeline) {
      assert.equal(lang, changes.includes(value) ? 'de' : 'en', value);
    }
  });
});

function published(cve: ReturnType<typeof toCve>) {
  assert.ok('descriptions' in cve.containers.cna);
  return cve.containers.cna;
}
