/** Promises of the OpenVEX document: valid, one statement for each thing that is known, and none for what is not. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { toVex } from '../../../../src/advisory/formats/openvex.ts';
import type { Records } from '../../../../src/read.ts';
import fc from '../../../helpers/property.ts';
import { createValidator } from '../schema-validator.ts';
import { readRecords, someAdvisory } from '../some-records.ts';

const validate = createValidator('openvex-0.2.0');

describe('the OpenVEX document', () => {
  let fixture: Records;
  before(async () => {
    fixture = await readRecords('tests/fixtures/desk');
  });
  /** Products of one advisory by status. */
  const products = (records: Records, id: string) =>
    Object.fromEntries(
      (toVex(records, records.advisories)?.statements ?? [])
        .filter((it) => it.vulnerability['@id'].includes(id))
        .map((it) => [it.status, it.products.map((product) => product['@id'])]),
    );

  test('of the demonstration and the fixture is valid', async () => {
    for (const desk of ['content', 'tests/fixtures/desk'] as const) {
      const records = await readRecords(desk);
      validate(toVex(records, records.advisories));
    }
  });

  test('of 500 generated advisories is valid, or there is none', () => {
    const few = fc.uniqueArray(someAdvisory, { maxLength: 5, selector: (it) => it.id });
    fc.assert(
      fc.property(few, (advisories) => {
        const vex = toVex(fixture, advisories);
        if (vex !== null) validate(vex);
      }),
      { numRuns: 200 },
    );
  });

  test('the validator finds what is wrong', () => {
    const vex = toVex(fixture, fixture.advisories);
    assert.throws(() => validate({ ...vex, statements: [] }));
    assert.throws(() => validate({ ...vex, version: 0 }));
  });

  test('does not exist where there is nothing to state', () => {
    assert.equal(toVex(fixture, []), null);
    const withdrawn = fixture.advisories.filter((it) => it.status === 'withdrawn');
    assert.equal(withdrawn.length, 1);
    assert.equal(toVex(fixture, withdrawn), null);
  });

  test('places each release, and leaves out those that nobody has looked at', () => {
    assert.deepEqual(products(fixture, 'FIXTURE-2026-0001'), {
      affected: [
        'pkg:npm/fixture--anvil@2.0.0',
        'pkg:npm/fixture--anvil@2.8.0',
        'pkg:npm/fixture--anvil@3.0.0',
        'pkg:npm/fixture--anvil@3.0.1',
        'https://security.fixture.test/releases/bellows/2025.11/',
        'https://security.fixture.test/releases/bellows/2026.03/',
      ],
      fixed: [
        'pkg:npm/fixture--anvil@3.0.2',
        'pkg:npm/fixture--anvil@2.8.1',
        'pkg:npm/fixture--anvil@3.1.0',
      ],
      not_affected: ['https://security.fixture.test/releases/bellows/2026.09/'],
    });
  });

  test('says what to do about an affected release', () => {
    const statement = toVex(fixture, fixture.advisories)?.statements.find(
      (it) => it.status === 'affected' && it.vulnerability.name === 'CVE-1900-0001',
    );
    assert.ok(statement !== undefined && 'action_statement' in statement);
    assert.match(statement.action_statement ?? '', /Update Anvil to 3\.0\.2 or 2\.8\.1/);
    assert.deepEqual(statement.vulnerability.aliases, ['GHSA-test-test-test', 'FIXTURE-2026-0001']);
  });

  test('has a higher version after a revision and after a release', () => {
    const version = (records: Records) => toVex(records, records.advisories)?.version ?? 0;
    const revised = fixture.advisories.map((it) => ({ ...it, revision: it.revision + 1 }));
    assert.ok(version({ ...fixture, advisories: revised }) > version(fixture));
    const released = fixture.products.map((it) => ({
      ...it,
      releases: [{ version: '9.0.0', date: '2026-11-01' }, ...it.releases],
    }));
    assert.ok(version({ ...fixture, products: released }) > version(fixture));
  });

  test('calls what is disputed under investigation', () => {
    const advisories = fixture.advisories.map((it) =>
      it.id === 'FIXTURE-2026-0001' ? { ...it, status: 'disputed' as const } : it,
    );
    const found = products({ ...fixture, advisories }, 'FIXTURE-2026-0001');
    assert.equal(found.affected, undefined);
    assert.equal(found.under_investigation?.length, 6);
  });
});
