/**
 * Reads a mail or an entity with postal-mime, but for one thing: it would turn every HTML part into text as well, by
 * expressions that a part of some hundred kilobytes keeps busy for hours. Here HTML is a file like any other.
 */
import PostalMime, { type Email } from 'postal-mime';

/** A part without parts, as postal-mime has it while it reads. */
interface Leaf {
  readonly contentType: Parsed;
  readonly contentDisposition: Parsed;
}

interface Parsed {
  readonly parsed: { readonly value: string };
}

class TextReader extends PostalMime {
  /** Asked by postal-mime for each part: whether it belongs to the text. */
  isInlineTextNode({ contentType, contentDisposition }: Leaf): boolean {
    return (
      contentType.parsed.value === 'text/plain' && contentDisposition.parsed.value !== 'attachment'
    );
  }
}

/** Nothing that a mail program writes comes near these limits; a deep tree only costs time. */
const limits = { maxNestingDepth: 32, maxHeadersSize: 256 * 1024 };

/**
 * Of each line postal-mime makes an object or two, so that a report of nothing but line feeds would take gigabytes. The
 * largest mail of a relay has 270,000 lines.
 */
const maxLines = 400_000;

/**
 * A mail within the mail is an attachment.
 * @throws Error for more lines or headers, or a deeper tree, than any mail program writes
 */
export async function parseMime(bytes: Uint8Array): Promise<Email> {
  if (hasMoreLines(bytes, maxLines)) throw new RangeError('More lines than any mail has.');
  return await new TextReader({ ...limits, forceRfc822Attachments: true }).parse(bytes);
}

function hasMoreLines(bytes: Uint8Array, most: number): boolean {
  let lines = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) {
    lines += 1;
    if (lines > most) return true;
  }
  return false;
}
