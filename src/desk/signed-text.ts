/** A published text as a maintainer signed it: clear-signed OpenPGP (RFC 9580 section 7, RFC 9116 section 2.3). */
import { type CleartextMessage, type Key, readCleartextMessage, readKey, verify } from 'openpgp';
import type { Certificate } from './certificate.ts';
import { createFinding, type Finding } from './finding.ts';
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
  const signed = signing.signed.replaceAll('\r\n', '\n');
  const message = whole.test(signed)
    ? await readCleartextMessage({ cleartextMessage: signed }).catch(() => null)
    : null;
  if (message === null) {
    const found = 'something that is not one clear-signed text';
    return { value: null, findings: [finding('signature-bad', found, again)] };
  }
  const findings: Finding[] = [];
  const difference = toDifference(message.getText(), text);
  if (difference !== null) findings.push(finding('signature-stale', difference, again));
  const keys = await Promise.all(
    certificates.map(({ armored }) => readKey({ armoredKey: armored })),
  );
  const ids = message.getSigningKeyIDs();
  const known = keys.filter((key) =>
    key.getKeys().some((it) => ids.some((id) => id.equals(it.getKeyID()))),
  );
  const by = `a signature by the key ${ids.map((it) => it.toHex().toUpperCase()).join(', ')}`;
  if (known.length === 0) {
    const wanted =
      'Sign it with a key of keys/, so that a reader can check it: npm run desk -- sign security.txt.';
    findings.push(finding('signature-unknown', `${by}, which is none of this desk’s`, wanted));
  } else if (!(await holds(message, known, at))) {
    findings.push(finding('signature-bad', `${by} that does not hold`, again));
  }
  return { value: findings.some((it) => it.level === 'error') ? null : signed, findings };
}

async function holds(
  message: CleartextMessage,
  verificationKeys: readonly Key[],
  date: Date,
): Promise<boolean> {
  const { signatures } = await verify({ message, verificationKeys: [...verificationKeys], date });
  const verdicts = await Promise.all(signatures.map((it) => it.verified.catch(() => false)));
  return verdicts.includes(true);
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
