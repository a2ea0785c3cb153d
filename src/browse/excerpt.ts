/** A search excerpt as pieces of text, so that it can be shown without parsing it as HTML. */

export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** What stands around a word and is no part of it: quotation marks, commas, brackets. */
const around = /^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su;

/**
 * Splits Pagefind's excerpt, escaped HTML whose only elements are `<mark>`, into text that matched and text that did not.
 * Pagefind marks a word with the signs around it; here the word alone is marked.
 */
export function toPieces(excerpt: string): Piece[] {
  return excerpt
    .split(/(<mark>.*?<\/mark>)/s)
    .flatMap((part): Piece[] => {
      if (!part.startsWith('<mark>')) return [{ text: toText(part), marked: false }];
      const matched = toText(part.slice('<mark>'.length, -'</mark>'.length));
      const [, before = '', word = '', after = ''] = around.exec(matched) ?? [];
      return [
        { text: before, marked: false },
        { text: word, marked: true },
        { text: after, marked: false },
      ];
    })
    .filter((piece) => piece.text !== '');
}

/** The pieces of an excerpt, with an ellipsis where it begins or ends within a sentence. */
export function toExcerpt(excerpt: string): Piece[] {
  const pieces = toPieces(excerpt);
  const text = pieces.map((piece) => piece.text).join('');
  const cut = (sign: string, isCut: boolean) => (isCut ? [{ text: sign, marked: false }] : []);
  return [
    ...cut('… ', /^\s*\p{Ll}/u.test(text)),
    ...pieces,
    ...cut(' …', /[^.!?…。\s]\s*$/u.test(text)),
  ];
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

function toText(text: string): string {
  return text.replaceAll(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);
}
