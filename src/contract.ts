/**
 * What the report form and the relay agree on: limits, answers, receipts. The only code on both sides of the wire,
 * so it imports nothing and uses only what browsers, Node and Workers share.
 */

const kibibyte = 1024;
const mebibyte = 1024 * kibibyte;

/** `POST` here with the binary OpenPGP message as the body. */
export const reportsPath = '/v1/reports';

/** `GET` here answers {@link Health}. */
export const healthPath = '/health';

/** Media type of a sealed report. It is not CORS-safelisted, so a foreign page cannot post without a preflight. */
export const reportMediaType = 'application/pgp-encrypted';

/** All attached files of one report together, in bytes before encoding. */
export const maxFilesBytes = 8 * mebibyte;

/** All typed answers of one report together, in bytes of UTF-8. */
export const maxAnswersBytes = 200_000;

/** The reporter's own key for answers, in bytes of UTF-8. */
export const maxReplyKeyBytes = 64 * kibibyte;

/** The inner MIME entity is padded to exactly one of these sizes, so that length says only the bucket. */
export const bucketBytes = [
  16 * kibibyte,
  64 * kibibyte,
  256 * kibibyte,
  mebibyte,
  4 * mebibyte,
  12 * mebibyte,
] as const;

/**
 * SEIPDv1 body beyond its plaintext bytes, in bytes: version 1, random prefix 18, literal packet header 12, MDC 22
 * (RFC 9580 sections 5.13.1, 5.9, 4.2.1 with a five-octet length).
 */
export const seipdV1OverheadBytes = 1 + 18 + 12 + 22;

/** Room for the public-key encrypted session key packets of every maintainer, in bytes. */
export const maxKeyPacketsBytes = 16 * kibibyte;

/** The largest body that the relay reads, in bytes. */
export const maxBodyBytes = 12 * mebibyte + 64 * kibibyte;

/** What the mail says outside the encryption. Constant, so that it tells nothing about a report. */
export const outerSubject = 'Security report';

/** Display name beside the sender's address outside the encryption. */
export const outerFromName = 'Security report form';

/**
 * The sender's address that the mail carries outside the encryption, and its protected copy inside.
 * @param relay origin of the relay, or null for a report that no relay will carry
 * @returns an address at the relay's host; without one, at a name that can never exist (RFC 2606 section 2)
 */
export function outerFromAddress(relay: string | null): string {
  return `report-form@${relay === null ? 'postern.invalid' : new URL(relay).hostname}`;
}

/** The relay's signed statement that a report is on its disk. */
export interface Receipt {
  /** The first 20 digits of `sha256`. */
  readonly id: string;
  /** SHA-256 of the posted body, lower hex. */
  readonly sha256: string;
  /** RFC 3339, UTC, whole seconds. */
  readonly receivedAt: string;
  /** The relay's origin. */
  readonly relay: string;
  /** Ed25519 over {@link receiptText}, base64url without padding. */
  readonly signature: string;
}

/** The bytes that a receipt's signature covers. */
export function receiptText(receipt: Omit<Receipt, 'signature'>): Uint8Array<ArrayBuffer> {
  const { id, sha256, receivedAt, relay } = receipt;
  return new TextEncoder().encode(
    `postern-receipt-v1\n${id}\n${sha256}\n${receivedAt}\n${relay}\n`,
  );
}

/** The relay's answer to `GET /health`. */
export interface Health {
  readonly status: 'ok';
  /** RFC 3339, UTC: the clock that the form encrypts by. */
  readonly now: string;
}

/** An error answer as `application/problem+json` (RFC 9457), its `code` permanent. */
export interface Problem {
  readonly type: 'about:blank';
  readonly code: ProblemCode;
  readonly title: string;
  readonly status: number;
  /** Seconds to wait, beside the header `Retry-After`, where waiting helps. */
  readonly retryAfterSeconds?: number;
}

/** Everything that can go wrong on the wire: the status and the sentence of each code. */
export const problems = {
  'not-found': [404, 'There is nothing at this address.'],
  'method-not-allowed': [405, 'This address takes another method.'],
  'foreign-origin': [403, 'This relay does not take reports from that site.'],
  'wrong-media-type': [415, `Send the report as ${reportMediaType}.`],
  'too-large': [413, 'The report is larger than this relay takes.'],
  'not-encrypted': [400, 'The body is not one binary OpenPGP encrypted message.'],
  'wrong-framing': [400, 'The message is cut short or holds more than the encrypted report.'],
  'wrong-size': [400, 'The encrypted data does not have one of the agreed sizes.'],
  'mixed-versions': [400, 'The message mixes packet versions that do not belong together.'],
  'hidden-recipient': [400, 'The message hides who it is encrypted to.'],
  'too-few-recipients': [400, 'The message is encrypted to fewer maintainers than this desk asks.'],
  'key-not-published': [409, 'The message is encrypted to a key that is not published here.'],
  'incomplete-body': [400, 'The connection ended before the whole report had arrived.'],
  'too-many-requests': [429, 'Too many reports from this network. Please wait.'],
  unavailable: [503, 'The relay cannot store a report now. Please try again.'],
  internal: [500, 'The relay failed. Nothing was stored.'],
} as const satisfies Record<string, readonly [status: number, title: string]>;

/** Permanent name of one {@link problems} entry. */
export type ProblemCode = keyof typeof problems;

/** A problem's wire form. */
export function toProblem(code: ProblemCode, retryAfterSeconds?: number): Problem {
  const [status, title] = problems[code];
  const problem: Problem = { type: 'about:blank', code, title, status };
  return retryAfterSeconds === undefined ? problem : { ...problem, retryAfterSeconds };
}

/**
 * What a site publishes for relays and checks at `/.well-known/postern/desk.json`: who may be written to, by key and
 * never by address.
 */
export interface DeskManifest {
  readonly version: 1;
  /** The site's origin, the only one whose pages may post. */
  readonly origin: string;
  /** How many of the recipients a report must be encrypted to, at least. */
  readonly quorum: number;
  readonly recipients: readonly ManifestRecipient[];
  /** Raw Ed25519 public keys, base64url, newest first. */
  readonly receiptKeys: readonly string[];
  readonly bucketBytes: readonly number[];
  /** UTC day on which the policy was last reviewed, or null. */
  readonly reviewed: string | null;
}

/** One certificate that reports may be encrypted to. */
export interface ManifestRecipient {
  /** Upper hex: 40 digits for a version 4 key, 64 for version 6. */
  readonly fingerprint: string;
  readonly subkeys: readonly ManifestSubkey[];
}

/** One encryption subkey of a recipient. */
export interface ManifestSubkey {
  /** Upper hex: 40 digits for a version 4 key, 64 for version 6. */
  readonly fingerprint: string;
  /** 16 upper hex digits, as a version 3 PKESK names it (RFC 9580 section 5.5.4). */
  readonly keyId: string;
  /** RFC 3339 UTC second at which it stops being usable, or null for never. */
  readonly expires: string | null;
}
