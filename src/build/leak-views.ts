/** Every way in which a published file can be read: containers unpacked, escapes undone, markup taken away. */
import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';

/** Containers within containers, and escapes within escapes, are followed this far. */
const maxDepth = 4;

/** Elements that stand within a sentence; every other one ends it. */
const inlineTag =
  /<\/?(?:a|abbr|b|bdi|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var|wbr)(?=[\s/>])[^<>]*>/gi;

/**
 * The texts of a file: as it is, and for each gzip, zip, HTML, JSON or percent encoding what lies under it.
 * A container that cannot be unpacked is read as it is.
 */
export function* readViews(bytes: Uint8Array, depth = 0): Generator<string> {
  for (const inner of depth < maxDepth ? unpack(bytes) : []) yield* readViews(inner, depth + 1);
  let text = Buffer.from(bytes).toString('utf8');
  for (let round = 0; round <= maxDepth; round++) {
    yield text;
    const plain = stripMarkup(text);
    if (plain !== text) yield plain;
    const next = unescapeText(text);
    if (next === text) return;
    text = next;
  }
}

/** HTML entities, JSON escapes and percent-encoding undone once each, in this order. */
export function unescapeText(text: string): string {
  return unescapePercent(unescapeJson(unescapeHtml(text)));
}

function* unpack(bytes: Uint8Array): Generator<Uint8Array> {
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) yield gunzipSync(bytes);
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
      for (const [name, entry] of Object.entries(unzipSync(bytes))) {
        yield Buffer.from(name);
        yield entry;
      }
    }
  } catch {
    // Two bytes that only look like a container.
  }
}

function stripMarkup(text: string): string {
  if (!text.includes('<')) return text;
  return text.replaceAll(inlineTag, '').replaceAll(/<[^<>]*>/g, ' ');
}

function unescapeHtml(text: string): string {
  if (!text.includes('&')) return text;
  return text
    .replaceAll(/&#x([0-9a-f]{1,6});?/gi, (_, hex: string) => fromCode(Number.parseInt(hex, 16)))
    .replaceAll(/&#([0-9]{1,7});?/g, (_, digits: string) => fromCode(Number(digits)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
}

/** JavaScript's own escapes with it, for data may be written into a script. */
function unescapeJson(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replaceAll(
    /\\(?:u\{([0-9a-f]{1,6})\}|u([0-9a-f]{4})|x([0-9a-f]{2})|([\s\S]))/gi,
    (_, braced?: string, four?: string, two?: string, one = '') => {
      const hex = braced ?? four ?? two;
      if (hex !== undefined) return fromCode(Number.parseInt(hex, 16));
      return /[bfnrtv0]/.test(one) ? ' ' : one;
    },
  );
}

function unescapePercent(text: string): string {
  if (!text.includes('%')) return text;
  return text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (run) =>
    Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}

function fromCode(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
}
