/** Reads a desk's `/.well-known/postern/desk.json`, strictly: the relay mails to nobody that it does not name. */
import type { DeskManifest, ManifestRecipient, ManifestSubkey } from '../contract.ts';
import { bucketBytes } from '../contract.ts';
import { toPrintable } from './printable.ts';

/** A manifest, or everything that is wrong with it. */
export type ParsedManifest =
  | { readonly ok: true; readonly manifest: DeskManifest }
  | { readonly ok: false; readonly faults: readonly string[] };

type Fields = Readonly<Record<string, unknown>>;

/** Says where a fault is, what was found and what is wanted. */
type Fault = (where: string, found: unknown, wanted: string) => void;

/** No desk has so many, and what is kept of a desk has to stay small. */
const mostEntries = 100;

const wantedFingerprint = '40 or 64 upper-case hex digits';
const wantedTime = 'null or a time like 2027-01-31T00:00:00Z';

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFingerprint(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[0-9A-F]{40}|[0-9A-F]{64})$/.test(value);
}

function isReceiptKey(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]{43}$/.test(value);
}

function isOrigin(value: unknown): value is string {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { origin, protocol } = new URL(value);
  return origin === value && (protocol === 'https:' || protocol === 'http:');
}

function isQuorum(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 1;
}

function isDayOrNull(value: unknown): value is string | null {
  return value === null || isTime(value, /^\d{4}-\d\d-\d\d$/);
}

function isSecondOrNull(value: unknown): value is string | null {
  return value === null || isTime(value, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
}

function isTime(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value) && !Number.isNaN(Date.parse(value));
}

function isBuckets(value: unknown): value is readonly number[] {
  return JSON.stringify(value) === JSON.stringify(bucketBytes);
}

/** RFC 9580 section 5.5.4: the low 64 bits of a version 4 fingerprint, the high 64 bits of a version 6 one. */
function toKeyId(fingerprint: string): string {
  return fingerprint.length === 40 ? fingerprint.slice(-16) : fingerprint.slice(0, 16);
}

function createReader(fault: Fault) {
  function read<T>(
    from: Fields,
    [where, name]: readonly [string, string],
    is: (value: unknown) => value is T,
    wanted: string,
    fallback: T,
  ): T {
    const found = from[name];
    if (is(found)) return found;
    fault(`${where}${name}`, found, wanted);
    return fallback;
  }

  function readFields(value: unknown, names: readonly string[], where: string): Fields {
    if (!isFields(value)) {
      fault(where, value, 'an object');
      return {};
    }
    const unknown = Object.keys(value).filter((name) => !names.includes(name));
    for (const name of unknown) fault(where, name, `no other fields than ${names.join(', ')}`);
    return value;
  }

  function readList<T>(
    from: Fields,
    [where, name]: readonly [string, string],
    each: (value: unknown, where: string) => T,
  ): readonly T[] {
    const found = from[name];
    if (Array.isArray(found) && found.length > 0 && found.length <= mostEntries) {
      return found.map((value, n) => each(value, `${where}${name}[${n}]`));
    }
    fault(`${where}${name}`, found, `a list of 1 to ${mostEntries} entries`);
    return [];
  }

  function readSubkey(value: unknown, where: string): ManifestSubkey {
    const fields = readFields(value, ['fingerprint', 'keyId', 'expires'], where);
    const dot = `${where}.`;
    const fingerprint = read(fields, [dot, 'fingerprint'], isFingerprint, wantedFingerprint, '');
    const keyId = toKeyId(fingerprint);
    const isItsKeyId = (found: unknown): found is string => found === keyId;
    read(fields, [dot, 'keyId'], isItsKeyId, `${keyId}, as the fingerprint says`, keyId);
    const expires = read(fields, [dot, 'expires'], isSecondOrNull, wantedTime, null);
    return { fingerprint, keyId, expires };
  }

  function readRecipient(value: unknown, where: string): ManifestRecipient {
    const fields = readFields(value, ['fingerprint', 'subkeys'], where);
    const dot = `${where}.`;
    return {
      fingerprint: read(fields, [dot, 'fingerprint'], isFingerprint, wantedFingerprint, ''),
      subkeys: readList(fields, [dot, 'subkeys'], readSubkey),
    };
  }

  function readManifest(value: unknown): DeskManifest {
    const names = ['version', 'origin', 'quorum', 'recipients', 'receiptKeys', 'bucketBytes'];
    const fields = readFields(value, [...names, 'reviewed', 'expires'], 'desk.json');
    const isOne = (found: unknown): found is 1 => found === 1;
    return {
      version: read(fields, ['', 'version'], isOne, '1', 1),
      origin: read(fields, ['', 'origin'], isOrigin, 'an origin like https://desk.example', ''),
      quorum: read(fields, ['', 'quorum'], isQuorum, 'a whole number of at least 1', 1),
      recipients: readList(fields, ['', 'recipients'], readRecipient),
      receiptKeys: readList(fields, ['', 'receiptKeys'], (key, where) =>
        read(
          { [where]: key },
          ['', where],
          isReceiptKey,
          'a raw Ed25519 public key in base64url, 43 characters',
          '',
        ),
      ),
      bucketBytes: read(fields, ['', 'bucketBytes'], isBuckets, `[${bucketBytes}]`, []),
      reviewed: read(fields, ['', 'reviewed'], isDayOrNull, 'null or a day like 2026-11-30', null),
      // A site that was built before there was this field has none.
      expires:
        fields.expires === undefined
          ? null
          : read(fields, ['', 'expires'], isSecondOrNull, wantedTime, null),
    };
  }

  return readManifest;
}

function checkTogether({ quorum, recipients }: DeskManifest, fault: Fault): void {
  if (recipients.length > 0 && quorum > recipients.length) {
    fault('quorum', quorum, `at most the ${recipients.length} recipients that are listed`);
  }
  const subkeys = recipients.flatMap((recipient) => recipient.subkeys);
  for (const fingerprints of [recipients, subkeys].map((list) => list.map((k) => k.fingerprint))) {
    const twice = fingerprints.find((fingerprint, n) => fingerprints.indexOf(fingerprint) !== n);
    if (twice !== undefined) fault('recipients', twice, 'each key once');
  }
}

/**
 * Reads the text of a `desk.json`. Every field has to be there and no other, but for `expires`; the sizes have to be the contract's, since
 * a form with other sizes belongs to another version of this code.
 */
export function parseManifest(text: string): ParsedManifest {
  const faults: string[] = [];
  const fault: Fault = (where, found, wanted) => {
    const shown = found === undefined ? 'nothing' : toPrintable(JSON.stringify(found).slice(0, 80));
    faults.push(`${where}: found ${shown}, wanted ${wanted}.`);
  };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, faults: ['desk.json: found text that is not JSON, wanted JSON.'] };
  }
  const manifest = createReader(fault)(value);
  if (faults.length === 0) checkTogether(manifest, fault);
  return faults.length === 0 ? { ok: true, manifest } : { ok: false, faults };
}
