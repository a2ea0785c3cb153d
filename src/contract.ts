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
  /** How many bits each puzzle of a {@link proofHeader} has to have now; 0 where none is asked. */
  readonly proof: number;
}

/** Carries the proof of work: `v1 <sha256> <hour> <answers>`, the answers in base 36 between commas. */
export const proofHeader = 'Postern-Proof';

/** Puzzles of one proof. Many small ones take about the same time for everybody; a single large one is a lottery. */
export const proofPuzzles = 16;

/** Bits of each puzzle where the relay's answer is not known. */
export const defaultProofBits = 15;

/** What a proof is for, so that it fits nothing else. */
export interface ProofClaim {
  /** SHA-256 of the body, lower hex. */
  readonly sha256: string;
  /** UTC hour, as `2026-11-30T12`. */
  readonly hour: string;
  /** The relay's origin. */
  readonly relay: string;
}

/** A proof as it is posted. */
export interface Proof extends Omit<ProofClaim, 'relay'> {
  /** The answer to each puzzle, a whole number below 2^32. */
  readonly answers: readonly number[];
}

/** The hour of a proof. @param time by the relay's clock */
export function toProofHour(time: Date): string {
  return time.toISOString().slice(0, 13);
}

/** SHA-256 of this text is the seed of all puzzles of a claim. */
export function proofText({ sha256, hour, relay }: ProofClaim): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`postern-proof-v1\n${sha256}\n${hour}\n${relay}\n`);
}

/**
 * What one answer is judged by: SHA-256 of these 40 bytes has to begin with as many zero bits as the relay asks.
 * @param seed 32 bytes
 * @param puzzle counted from 0
 * @param bytes where to write them; to make room anew costs as much as to hash them
 */
export function proofBytes(
  seed: Uint8Array,
  puzzle: number,
  answer: number,
  bytes = new Uint8Array(40),
): Uint8Array<ArrayBuffer> {
  bytes.set(seed);
  const view = new DataView(bytes.buffer);
  view.setUint32(32, puzzle);
  view.setUint32(36, answer);
  return bytes;
}

/** The value of {@link proofHeader}. */
export function renderProof({ sha256, hour, answers }: Proof): string {
  return `v1 ${sha256} ${hour} ${answers.map((answer) => answer.toString(36)).join()}`;
}

/** The proof in a header, or null. Nothing but its shape is judged. */
export function parseProof(value: string): Proof | null {
  const [, sha256, hour, list] =
    /^v1 ([0-9a-f]{64}) (\d{4}-\d\d-\d\dT\d\d) ((?:[0-9a-z]{1,7},)*[0-9a-z]{1,7})$/.exec(value) ??
    [];
  if (sha256 === undefined || hour === undefined || list === undefined) return null;
  const answers = list.split(',').map((answer) => Number.parseInt(answer, 36));
  return answers.length === proofPuzzles && answers.every((answer) => answer < 2 ** 32)
    ? { sha256, hour, answers }
    : null;
}

/**
 * Whether the work was done.
 * @param relay origin of the relay that asks
 * @param bits zero bits that it asks of each puzzle, at most 32
 * @param toSha256Hex SHA-256, lower hex
 */
export function isProof(
  proof: Proof,
  relay: string,
  bits: number,
  toSha256Hex: (bytes: Uint8Array<ArrayBuffer>) => string,
): boolean {
  const octets = toSha256Hex(proofText({ ...proof, relay })).match(/../g) ?? [];
  const seed = Uint8Array.from(octets, (octet) => Number.parseInt(octet, 16));
  const bytes = new Uint8Array(40);
  return proof.answers.every((answer, puzzle) => {
    const head = toSha256Hex(proofBytes(seed, puzzle, answer, bytes)).slice(0, 8);
    return Number.parseInt(head, 16) < 2 ** (32 - bits);
  });
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
  'proof-missing': [428, `The report came without the header ${proofHeader}.`],
  'proof-wrong': [
    400,
    'The proof of work is not for this report, this relay and this hour, or is too small.',
  ],
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
  /** RFC 3339 UTC second at which the site's `security.txt` stops being true; null where an older site does not say. */
  readonly expires: string | null;
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
