/**
 * Finds the one encrypted message in what a maintainer saved: a mail with PGP/MIME (RFC 3156), with armor in its text or
 * a file attached, a bare `.asc`, or a binary `.pgp`.
 */
import type { Email } from 'postal-mime';
import { findArmor, isBinaryMessage, toBinary } from './armor.ts';
import { countKeyPackets } from './count-key-packets.ts';
import { type Field, fieldValue, toFields } from './field.ts';
import { OpenError } from './open-error.ts';
import { parseMime } from './parse-mime.ts';

/** Keys that a message may name; each hidden one is tried with every secret key. */
const mostRecipients = 200;

/** Mails within mails within the mail, and no further. */
const maxPassedOn = 10;

/** The encrypted message and what travelled beside it. */
export interface EncryptedMail {
  readonly kind: 'PGP/MIME mail' | 'mail with an encrypted block' | 'encrypted file';
  /** Armored or binary, as found. */
  readonly ciphertext: Uint8Array;
  /** The header outside the encryption, which anybody on the way can write; empty for a bare file. */
  readonly outer: readonly Field[];
}

/**
 * @param input the whole file
 * @param source what the file is called in a message to the person at the keyboard
 * @throws OpenError when it holds none, more than one, or half a message, or one to hundreds of keys
 */
export async function parseEncryptedMail(
  input: Uint8Array,
  source: string,
): Promise<EncryptedMail> {
  const found = await findMessage(input, source);
  if (countKeyPackets(toBinary(found.ciphertext)) > mostRecipients) {
    throw new OpenError('many-recipients', source);
  }
  return found;
}

async function findMessage(input: Uint8Array, source: string): Promise<EncryptedMail> {
  if (isBinaryMessage(input)) return { kind: 'encrypted file', ciphertext: input, outer: [] };
  const text = toText(input);
  return looksLikeMail(text)
    ? await fromMail(withoutMboxLine(text, source), source)
    : { kind: 'encrypted file', ciphertext: theOne(findArmor(text), source), outer: [] };
}

async function fromMail(text: string, source: string): Promise<EncryptedMail> {
  const mails = await unfold(Buffer.from(text, 'latin1')).catch(() => {
    throw new OpenError('not-encrypted', source);
  });
  const parts = mails.flatMap(({ attachments }) => attachments).filter((it) => !isMail(it));
  const files = parts.map((part) => toBytes(part.content));
  const decoded = findArmor([...mails.map((it) => it.text ?? ''), ...files.map(latin1)].join('\n'));
  // Text that only looks like a mail, such as a note above a block, is searched as it is.
  const armor = decoded.blocks.length > 0 || decoded.cut ? decoded : findArmor(text);
  const found = [...files.filter(isBinaryMessage), ...armor.blocks];
  const isHtml = (index: number) => parts[index]?.mimeType === 'text/html';
  if (
    found.length === 0 &&
    files.some((it, index) => isHtml(index) && latin1(it).includes('-----BEGIN PGP MESSAGE-----'))
  ) {
    throw new OpenError('armor-in-html', source);
  }
  const outer = toFields(mails[0]?.headers ?? []);
  return {
    kind: isPgpMime(outer) ? 'PGP/MIME mail' : 'mail with an encrypted block',
    ciphertext: theOne({ blocks: found, cut: armor.cut }, source),
    outer,
  };
}

/** The mail, and every mail within it that somebody passed on. */
async function unfold(bytes: Uint8Array, depth = 0): Promise<Email[]> {
  const mail = await parseMime(bytes);
  const mails = [mail];
  for (const part of mail.attachments.filter(isMail)) {
    if (depth < maxPassedOn) mails.push(...(await unfold(toBytes(part.content), depth + 1)));
  }
  return mails;
}

function isMail({ mimeType }: Email['attachments'][number]): boolean {
  return mimeType === 'message/rfc822';
}

function theOne(found: { blocks: Uint8Array[]; cut: boolean }, source: string): Uint8Array {
  const [message, ...more] = found.blocks;
  if (message === undefined) throw new OpenError(found.cut ? 'cut-short' : 'not-encrypted', source);
  // Some mail programs put the same block into the text and beside it.
  const same = (block: Uint8Array) => latin1(block).replace(/\s/g, '');
  if (more.some((block) => same(block) !== same(message))) {
    throw new OpenError('several-reports', source);
  }
  return message;
}

function isPgpMime(outer: readonly Field[]): boolean {
  return /^multipart\/encrypted\b/i.test(fieldValue(outer, 'Content-Type') ?? '');
}

function looksLikeMail(text: string): boolean {
  return /^(?:From |[!-9;-~]+:)/.test(text.trimStart());
}

/** Takes the `From ` line off a mail saved as mbox (RFC 4155), and refuses a box of several. */
function withoutMboxLine(text: string, source: string): string {
  const mail = text.trimStart();
  if (!mail.startsWith('From ')) return mail;
  if (/\n\r?\nFrom \S+ .*\d{4}\r?\n[!-9;-~]+:/.test(mail))
    throw new OpenError('several-reports', source);
  return mail.slice(mail.indexOf('\n') + 1);
}

/** One character a byte, so that bytes survive; some Windows programs save text as UTF-16. */
function toText(input: Uint8Array): string {
  if (input[0] === 0xff && input[1] === 0xfe) return new TextDecoder('utf-16le').decode(input);
  return latin1(input).replace(/^\u00ef\u00bb\u00bf/, '');
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function toBytes(content: ArrayBuffer | Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content, 'utf8') : new Uint8Array(content);
}
