/** The packet lint gives the same answer however the bytes arrive, and knows every framing of RFC 9580. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ProblemCode } from '../../src/contract.ts';
import { bucketBytes, maxKeyPacketsBytes, seipdV1OverheadBytes } from '../../src/contract.ts';
import { toLintDesk } from '../../src/relay/desk-keys.ts';
import type { LintDesk, LintResult } from '../../src/relay/packet-lint.ts';
import { createPacketLint } from '../../src/relay/packet-lint.ts';
import fc from '../helpers/property.ts';
import { concat, createEntity, createManifest, createTestKey, seal } from '../helpers/sealed.ts';

const [anna, bert, six] = await Promise.all([
  createTestKey(),
  createTestKey('rsa'),
  createTestKey('v6'),
]);
const recipients = [anna.recipient, bert.recipient, six.recipient];

function createDesk(quorum = 1): LintDesk {
  return toLintDesk({ manifest: createManifest(recipients, { quorum }), withdrawn: [] }, 0);
}

/** Lints a message that arrives in pieces of the given sizes, over and over. */
function lint(message: Uint8Array, sizes: readonly number[], desk = createDesk()): LintResult {
  const packetLint = createPacketLint(desk);
  for (let at = 0, n = 0; at < message.length; n += 1) {
    const size = sizes[n % sizes.length] ?? 1;
    const code = packetLint.push(message.subarray(at, at + size));
    if (code !== null) return { ok: false, code };
    at += size;
  }
  return packetLint.end();
}

const whole = [Number.POSITIVE_INFINITY];
const refused = (code: ProblemCode): LintResult => ({ ok: false, code });

/** A version 3 key packet to a key id of 16 hex digits. */
function toKeyPacket(keyId: string): Uint8Array {
  const body = [3, ...Buffer.from(keyId, 'hex'), 18, 0, 0];
  return Uint8Array.of(0xc1, body.length, ...body);
}

/** Version 1 data of `length` octets in parts of `2 ** exponents`, then the rest with a definite length. */
function toPartialData(length: number, exponents: readonly number[]): Uint8Array {
  const body = new Uint8Array(length);
  body[0] = 1;
  const pieces: Uint8Array[] = [Uint8Array.of(0xd2)];
  let at = 0;
  for (const exponent of exponents) {
    pieces.push(Uint8Array.of(224 + exponent), body.subarray(at, at + 2 ** exponent));
    at += 2 ** exponent;
  }
  const rest = length - at;
  pieces.push(Uint8Array.of(255, rest >> 24, rest >> 16, rest >> 8, rest), body.subarray(at));
  return concat(...pieces);
}

const annaId = anna.recipient.subkeys[0]?.keyId ?? '';
const bertId = bert.recipient.subkeys[0]?.keyId ?? '';
const smallest = bucketBytes[0] + seipdV1OverheadBytes;

describe('the packet lint', () => {
  it('takes what openpgp.js makes for each kind of key and each of the smaller sizes', async () => {
    for (const size of bucketBytes.slice(0, 4)) {
      const entity = createEntity('x', size);
      const one = await seal([anna.publicKey], entity);
      assert.deepEqual(lint(one, whole), { ok: true, recipients: [anna.fingerprint] });
      const mixed = await seal([anna.publicKey, bert.publicKey, six.publicKey], entity);
      const all = [anna.fingerprint, bert.fingerprint, six.fingerprint];
      assert.deepEqual(lint(mixed, whole), { ok: true, recipients: all });
      const two = await seal([six.publicKey], entity, 2);
      assert.deepEqual(lint(two, whole), { ok: true, recipients: [six.fingerprint] });
    }
  });

  it('gives the same answer for a message, cut anywhere, changed anywhere, in pieces of any size', async () => {
    const good = await seal([anna.publicKey, bert.publicKey], createEntity('x'));
    const two = await seal([six.publicKey], createEntity('x'), 2);
    const position = fc.integer({ min: 0, max: 700 });
    const message = fc.oneof(
      fc.constantFrom(good, two),
      fc.tuple(fc.constantFrom(good, two), position).map(([m, at]) => m.subarray(0, at)),
      fc
        .tuple(fc.constantFrom(good, two), position, fc.integer({ min: 0, max: 255 }))
        .map(([m, at, octet]) => m.with(at, octet)),
    );
    const sizes = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(message, sizes, (bytes, pieces) => {
        assert.deepEqual(lint(bytes, pieces), lint(bytes, whole));
      }),
    );
  });

  it('never throws, whatever arrives', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(0xc1, 0xd2, 0),
        (rest, tag) => {
          assert.equal(lint(concat(Uint8Array.of(tag), rest), [7]).ok, false);
        },
      ),
    );
  });

  it('takes data in parts when they add up to a size, and nothing else', () => {
    const key = toKeyPacket(annaId);
    const take = (data: Uint8Array) => lint(concat(key, data), [1000]);
    const good: LintResult = { ok: true, recipients: [anna.fingerprint] };
    assert.deepEqual(take(toPartialData(smallest, [])), good);
    assert.deepEqual(take(toPartialData(smallest, [9])), good);
    assert.deepEqual(take(toPartialData(smallest, [13, 12, 0, 1, 0])), good);
    assert.deepEqual(take(toPartialData(smallest, [8])), refused('wrong-framing'));
    assert.deepEqual(take(toPartialData(smallest + 1, [9])), refused('wrong-size'));
    assert.deepEqual(take(toPartialData(smallest - 1, [14])), refused('wrong-size'));
    assert.deepEqual(take(toPartialData(smallest, [9]).subarray(0, -1)), refused('wrong-framing'));
  });

  it('does not take key packets in parts, and no more of them than the contract has room for', () => {
    const data = toPartialData(smallest, []);
    const inParts = concat(Uint8Array.of(0xc1, 224 + 9), new Uint8Array(512), data);
    assert.deepEqual(lint(inParts, whole), refused('wrong-framing'));
    const size = maxKeyPacketsBytes;
    const large = Uint8Array.of(0xc1, 255, 0, 0, size >> 8, size & 255, 3);
    assert.deepEqual(lint(large, whole), refused('too-large'));
  });

  it('knows version 3 and 6 key packets, each with its form', () => {
    const data = toPartialData(smallest, []);
    const fingerprint = Buffer.from(six.recipient.subkeys[0]?.fingerprint ?? '', 'hex');
    const packet = (...body: number[]) => Uint8Array.of(0xc1, body.length, ...body);
    const cases: readonly (readonly [ProblemCode, Uint8Array])[] = [
      ['not-encrypted', packet(2, ...Buffer.from(annaId, 'hex'), 18, 0, 0)],
      ['wrong-framing', packet(3, ...Buffer.from(annaId, 'hex'))],
      ['hidden-recipient', toKeyPacket('0'.repeat(16))],
      ['hidden-recipient', packet(6, 0, 25, 0)],
      ['wrong-framing', packet(6, 33, 5, ...fingerprint, 25, 0)],
      ['wrong-framing', packet(6, 21, 6, ...fingerprint, 25, 0)],
      ['wrong-framing', packet(6, 33, 6, ...fingerprint)],
      ['mixed-versions', packet(6, 33, 6, ...fingerprint, 25, 0)],
      ['key-not-published', toKeyPacket('0123456789ABCDEF')],
      ['not-encrypted', Uint8Array.of(0x84, 14, 3, ...Buffer.from(annaId, 'hex'), 18, 0, 0)],
    ];
    for (const [code, key] of cases) {
      assert.deepEqual(lint(concat(key, data), whole), refused(code));
    }
  });

  it('takes version 2 data only with a cipher, mode and chunk size that exist', async () => {
    const two = await seal([six.publicKey], createEntity('x'), 2);
    // openpgp.js writes it in two parts, of which the second has one octet for its length.
    const body = two.length - (bucketBytes[0] + 12 + 4 + 32 + 2 * 16) - 1;
    for (const [at, octet] of [
      [0, 3],
      [1, 2],
      [2, 4],
      [3, 17],
    ] as const) {
      assert.deepEqual(lint(two.with(body + at, octet), whole), refused('not-encrypted'));
    }
    assert.deepEqual(lint(two.with(body + 3, 0), whole), refused('wrong-size'));
  });

  it('counts people, not keys, for the quorum', async () => {
    const desk = createDesk(2);
    const one = await seal([anna.publicKey], createEntity('x'));
    assert.deepEqual(lint(one, whole, desk), refused('too-few-recipients'));
    const both = concat(toKeyPacket(annaId), toKeyPacket(bertId), toPartialData(smallest, []));
    assert.equal(lint(both, whole, desk).ok, true);
    const subkeys = [...anna.recipient.subkeys, ...bert.recipient.subkeys];
    const { fingerprint } = anna;
    const manifest = createManifest([{ fingerprint, subkeys }, six.recipient], { quorum: 2 });
    const sameOwner = toLintDesk({ manifest, withdrawn: [] }, 0);
    assert.deepEqual(lint(both, whole, sameOwner), refused('too-few-recipients'));
  });

  it('refuses early: after the first bytes where these are wrong, at the length where that is', async () => {
    const text = createPacketLint(createDesk());
    assert.equal(text.push(new TextEncoder().encode('T')), 'not-encrypted');
    const size = createPacketLint(createDesk());
    const wrong = await seal([anna.publicKey], createEntity('x', 40_000));
    assert.equal(size.push(wrong.subarray(0, 200)), 'wrong-size');
  });

  it('looks keys up anew after it did not know one', () => {
    const known = new Map<string, string>();
    const packetLint = createPacketLint({
      quorum: 1,
      bucketBytes,
      recipientOf: (id) => known.get(id) ?? null,
    });
    const message = concat(toKeyPacket(annaId), toPartialData(smallest, []));
    assert.equal(packetLint.push(message), 'key-not-published');
    known.set(annaId, anna.fingerprint);
    assert.equal(packetLint.push(new Uint8Array(0)), null);
    assert.deepEqual(packetLint.end(), { ok: true, recipients: [anna.fingerprint] });
  });
});
