/** desk.json is read strictly, with every fault at once; keys change by rules. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DeskManifest, ManifestRecipient } from '../../src/contract.ts';
import { toDeskKeys, toLintDesk } from '../../src/relay/desk-keys.ts';
import { parseManifest } from '../../src/relay/manifest.ts';
import { createManifest, createTestKey } from '../helpers/sealed.ts';

const [anna, bert, six] = await Promise.all([
  createTestKey(),
  createTestKey('rsa'),
  createTestKey('v6'),
]);
const dayMs = 24 * 60 * 60 * 1000;

function toFaults(value: unknown): readonly string[] {
  const parsed = parseManifest(typeof value === 'string' ? value : JSON.stringify(value));
  return parsed.ok ? [] : parsed.faults;
}

describe('desk.json', () => {
  it('is read when every field is right', () => {
    const manifest = createManifest([anna.recipient, six.recipient], { reviewed: '2026-11-30' });
    assert.deepEqual(parseManifest(JSON.stringify(manifest)), { ok: true, manifest });
  });

  it('is read where an older site does not say when its security.txt expires', () => {
    const { expires, ...older } = createManifest([anna.recipient]);
    assert.notEqual(expires, null);
    const manifest = { ...older, expires: null };
    assert.deepEqual(parseManifest(JSON.stringify(older)), { ok: true, manifest });
    assert.deepEqual(parseManifest(JSON.stringify(manifest)), { ok: true, manifest });
  });

  it('is refused with every fault of every field at once', () => {
    const faulty = {
      version: 2,
      origin: 'https://desk.example/path',
      quorum: 0,
      recipients: [
        { fingerprint: 'abc', subkeys: [] },
        {
          ...anna.recipient,
          subkeys: [{ ...anna.recipient.subkeys[0], keyId: '0'.repeat(16), expires: '2026-02-31' }],
        },
        'somebody',
      ],
      receiptKeys: ['short'],
      bucketBytes: [16384],
      reviewed: 'yesterday',
      expires: '2027-02-31',
      webhook: 'https://evil.example',
    };
    const places = toFaults(faulty).map((fault) => fault.slice(0, fault.indexOf(': found')));
    assert.deepEqual(places, [
      'desk.json',
      'version',
      'origin',
      'quorum',
      'recipients[0].fingerprint',
      'recipients[0].subkeys',
      'recipients[1].subkeys[0].keyId',
      'recipients[1].subkeys[0].expires',
      'recipients[2]',
      'recipients[2].fingerprint',
      'recipients[2].subkeys',
      'receiptKeys[0]',
      'bucketBytes',
      'reviewed',
      'expires',
    ]);
  });

  for (const [what, value] of [
    ['no JSON', '<!doctype html>'],
    ['a list', []],
    ['null', null],
    ['empty', {}],
  ] as const) {
    it(`is refused when it is ${what}`, () => assert.notDeepEqual(toFaults(value), []));
  }

  it('is refused when it lists a key twice or asks for more recipients than it lists', () => {
    const twice = createManifest([anna.recipient, anna.recipient]);
    assert.match(toFaults(twice).join(' '), /each key once/);
    const stolen = { fingerprint: bert.fingerprint, subkeys: anna.recipient.subkeys };
    assert.match(toFaults(createManifest([anna.recipient, stolen])).join(' '), /each key once/);
    const many = createManifest([anna.recipient], { quorum: 2 });
    assert.deepEqual(toFaults(many), [
      'quorum: found 2, wanted at most the 1 recipients that are listed.',
    ]);
  });

  it('is refused when it lists more keys than any desk has', () => {
    const many = createManifest(Array.from({ length: 101 }, () => anna.recipient));
    assert.match(
      toFaults(many).join(' '),
      /^recipients: found .+ wanted a list of 1 to 100 entries/,
    );
  });

  it('writes nothing to a terminal but letters', () => {
    const [fault = ''] = toFaults(
      createManifest([anna.recipient], { origin: '\u009b2J\u202e\u001b[m' }),
    );
    assert.match(fault, /^origin: found "\\u009b2J\\u202e\\u001b\[m", wanted/);
  });

  it('may list a certificate whose only key encrypts as well', () => {
    const [subkey] = anna.recipient.subkeys;
    assert.ok(subkey);
    const { fingerprint } = subkey;
    assert.deepEqual(toFaults(createManifest([{ fingerprint, subkeys: [subkey] }])), []);
  });
});

describe('the keys of a desk', () => {
  const start = Date.parse('2026-11-30T00:00:00Z');
  const known = toDeskKeys(null, createManifest([anna.recipient, bert.recipient]), start);
  const bertId = bert.recipient.subkeys[0]?.keyId ?? '';

  function next(recipients: readonly ManifestRecipient[], at: number, from = known) {
    return toDeskKeys(from, createManifest(recipients), at);
  }

  it('are accepted for seven days after they are no longer published', () => {
    const without = next([anna.recipient], start);
    assert.ok(without);
    const later = next([anna.recipient], start + 6 * dayMs, without);
    assert.ok(later);
    const at = (ms: number) => toLintDesk(later, start + ms).recipientOf(bertId);
    assert.equal(at(7 * dayMs - 1), bert.fingerprint);
    assert.equal(at(7 * dayMs), null);
    assert.deepEqual(next([anna.recipient], start + 7 * dayMs, later)?.withdrawn, []);
  });

  it('are no longer withdrawn once they are published again', () => {
    const without = next([anna.recipient], start);
    const back = next([anna.recipient, bert.recipient], start + dayMs, without);
    assert.deepEqual(back?.withdrawn, []);
  });

  it('are forgotten, the oldest first, when a site shows others at every look', () => {
    let keys = known;
    for (let look = 1; look <= 30; look += 1) {
      const others = Array.from({ length: 50 }, (_, n): ManifestRecipient => {
        const fingerprint = `${look}`.padStart(20, '0') + `${n}`.padStart(20, '0');
        const subkey = { fingerprint, keyId: fingerprint.slice(-16), expires: null };
        return { fingerprint, subkeys: [subkey] };
      });
      keys = next([anna.recipient, ...others], start + look, keys);
    }
    assert.equal(keys?.withdrawn.length, 1000);
    assert.equal(keys?.withdrawn.at(-1)?.since, start + 30);
  });

  it('are not all exchanged at once, nor for those of another site', () => {
    assert.equal(next([six.recipient], start), null);
    const other = createManifest([anna.recipient], { origin: 'https://other.example' });
    assert.equal(toDeskKeys(known, other, start), null);
  });

  it('are found by key id and by fingerprint, and an expired one is still found', () => {
    const [subkey] = six.recipient.subkeys;
    assert.ok(subkey);
    const expired = { ...subkey, expires: '2020-01-01T00:00:00Z' };
    const manifest: DeskManifest = createManifest([{ ...six.recipient, subkeys: [expired] }]);
    const desk = toLintDesk({ manifest, withdrawn: [] }, start);
    assert.equal(desk.recipientOf(subkey.keyId), six.fingerprint);
    assert.equal(desk.recipientOf(subkey.fingerprint), six.fingerprint);
    assert.equal(desk.recipientOf(six.fingerprint), null);
  });
});
