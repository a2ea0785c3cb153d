/** Finds OpenPGP messages in text and bytes without reading them (RFC 9580 sections 6.2 and 4.2). */

const begin = '-----BEGIN PGP MESSAGE-----';
const end = '-----END PGP MESSAGE-----';

/** What {@link findArmor} saw. */
export interface FoundArmor {
  /** Each whole block, from the first dash to the last. */
  readonly blocks: Uint8Array[];
  /** Whether a block begins and does not end. */
  readonly cut: boolean;
}

/** Every armored message in a text, each on lines of its own. */
export function findArmor(text: string): FoundArmor {
  const blocks: Uint8Array[] = [];
  let from = lineWith(text, begin, 0);
  while (from !== -1) {
    const last = lineWith(text, end, from);
    const next = lineWith(text, begin, from + begin.length);
    if (last === -1 || (next !== -1 && next < last)) return { blocks, cut: true };
    blocks.push(Buffer.from(`${text.slice(from, last)}${end}\n`, 'latin1'));
    from = next;
  }
  return { blocks, cut: false };
}

/** Where a line begins that holds the mark and nothing else but spaces; -1 for nowhere. */
function lineWith(text: string, mark: string, from: number): number {
  for (let at = text.indexOf(mark, from); at !== -1; at = text.indexOf(mark, at + 1)) {
    const startsLine = at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r';
    if (
      startsLine &&
      /^[ \t]*(?:[\r\n]|$)/.test(text.slice(at + mark.length, at + mark.length + 80))
    )
      return at;
  }
  return -1;
}

/** Versions of the packets that an encrypted message begins with: PKESK (1) and SKESK (3), RFC 9580 sections 5.1, 5.3. */
const firstVersions: Readonly<Record<number, readonly number[]>> = { 1: [2, 3, 6], 3: [4, 5, 6] };

/** Whether bytes begin like a binary encrypted message. Pictures, archives and text do not. */
export function isBinaryMessage(bytes: Uint8Array): boolean {
  const [first = 0, length = 0] = bytes;
  if (first < 0x80) return false;
  const isNew = first >= 0xc0;
  const tag = isNew ? first & 0x3f : (first & 0x3f) >> 2;
  const lengthBytes = isNew ? (length < 192 ? 1 : length < 224 ? 2 : 5) : 1 << (first & 3);
  return firstVersions[tag]?.includes(bytes[1 + lengthBytes] ?? 0) ?? false;
}

const armored =
  /-----BEGIN PGP MESSAGE-----(?:\r?\n[^\r\n]+)*\r?\n\r?\n([\s\S]*?)(?:\n=\S{4}\s*)?-----END/;

/** The binary message, whichever way it is written; bytes without armor as they are. */
export function toBinary(message: Uint8Array): Uint8Array {
  // What is none is not looked through for armor, which takes the longer the more of it begins and does not end.
  if (isBinaryMessage(message)) return message;
  const { buffer, byteOffset, byteLength } = message;
  const text = Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
  const base64 = armored.exec(text)?.[1];
  return base64 === undefined ? message : Buffer.from(base64, 'base64');
}
