/** A published text as a maintainer signed it: clear-signed OpenPGP (RFC 9580 section 7, RFC 9116 section 2.3). */
import { type Key, readCleartextMessage, readKey, verify } from 'openpgp';
import { createFinding, type Finding } from './finding.ts';
import type { Certificate } from './keys/certificate.ts';
import type { RuleName } from './rules.ts';

interface Signing {
  /** Path of the signed form below the desk's folder. */
  readonly file: string;
  readonly signed: string;
  /** What the site says today, with its last line feed. */
  readonly text: string;
  /** Those whose signature is expected. */
  readonly certificates: readonly Certificate[];
  readonly at: Date;
}

/** One clear-signed text, nothing of it believed yet. */
export interface SignedText {
  /** What was signed, without its last line feed (RFC 9580 section 7.2). */
  readonly text: string;
  /** Lines that stand before the text. */
  readonly linesBefore: number;
  /** The keys that it says signed it, 16 upper hex digits each, for a sentence. */
  readonly by: string;
  /** Those of some certificates that it says signed it. */
  findSigners<C extends Pick<Certificate, 'armored'>>(certificates: readonly C[]): Promise<C[]>;
  /** Whether one of these certificates did sign it. @param at the signature has to be older */
  holds(certificates: readonly Pick<Certificate, 'armored'>[], at: Date): Promise<boolean>;
}

/** Nothing may stand around the message: it is published as it is. */
const whole =
  /^-----BEGIN PGP SIGNED MESSAGE-----\n[\s\S]*\n-----BEGIN PGP SIGNATURE-----\n[\s\S]*\n-----END PGP SIGNATURE-----\n*$/;

/**
 * The signed form, when its text is the one that the site has.
 * Findings: `signature-bad` (error: it cannot be read or does not hold), `signature-stale` (error: another text was signed),
 * `signature-unknown` (warning: none of the certificates made it; it is published all the same).
 */
export async function checkSignedText(
  signing: Signing,
): Promise<{ value: string | null; findings: Finding[] }> {
  const { file, text, certificates, at } = signing;
  const finding = (rule: RuleName, found: string, wanted: string) =>
    createFinding({ rule, file, found, wanted });
  const again = 'Sign it again: npm run desk -- sign security.txt. Or remove the file.';
  const signed = toUnixLines(signing.signed);
  const message = await readSignedText(signed);
  if (message === null) {
    const found = 'something that is not one clear-signed text';
    return { value: null, findings: [finding('signature-bad', found, again)] };
  }
  const findings: Finding[] = [];
  const difference = toDifference(message.text, text);
  if (difference !== null) findings.push(finding('signature-stale', difference, again));
  const known = await message.findSigners(certificates);
  const by = `a signature by the key ${message.by}`;
  if (known.length === 0) {
    const wanted =
      'Sign it with a key of keys/, so that a reader can check it: npm run desk -- sign security.txt.';
    findings.push(finding('signature-unknown', `${by}, which is none of this desk’s`, wanted));
  } else if (!(await message.holds(known, at))) {
    findings.push(finding('signature-bad', `${by} that does not hold`, again));
  }
  return { value: findings.some((it) => it.level === 'error') ? null : signed, findings };
}

/** @returns null for anything else than one clear-signed text */
export async function readSignedText(text: string): Promise<SignedText | null> {
  const cleartextMessage = toUnixLines(text);
  if (!whole.test(cleartextMessage)) return null;
  const message = await readCleartextMessage({ cleartextMessage }).catch(() => null);
  if (message === null) return null;
  const ids = message.getSigningKeyIDs();
  return {
    text: message.getText(),
    linesBefore: cleartextMessage.split('\n').indexOf('') + 1,
    by: ids.map((it) => it.toHex().toUpperCase()).join(', '),
    async findSigners(certificates) {
      const keys = await readKeys(certificates);
      return certificates.filter((_, index) =>
        keys[index]?.getKeys().some((it) => ids.some((id) => id.equals(it.getKeyID()))),
      );
    },
    async holds(certificates, date) {
      const verificationKeys = await readKeys(certificates);
      const { signatures } = await verify({ message, verificationKeys, date });
      const verdicts = await Promise.all(signatures.map((it) => it.verified.catch(() => false)));
      return verdicts.includes(true);
    },
  };
}

function readKeys(certificates: readonly Pick<Certificate, 'armored'>[]): Promise<Key[]> {
  return Promise.all(certificates.map(({ armored }) => readKey({ armoredKey: armored })));
}

function toUnixLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

/** The first line that is not the same, in words; a signature does not cover the last line feed (RFC 9580 section 7.2). */
function toDifference(signed: string, text: string): string | null {
  const [before, now] = [signed.split('\n'), text.replace(/\n$/, '').split('\n')];
  const index = now.findIndex((line, at) => line !== before[at]);
  if (index === -1 && before.length === now.length) return null;
  const at = index === -1 ? now.length : index;
  const quote = (lines: readonly string[]) =>
    lines[at] === undefined ? 'nothing' : JSON.stringify(lines[at]);
  return `the signature of another text: line ${at + 1} was ${quote(before)} and is now ${quote(now)}`;
}
