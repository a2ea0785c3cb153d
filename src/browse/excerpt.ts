/** A search excerpt as pieces of text, so that it can be shown without parsing it as HTML. */

export interface Piece {
  readonly text: string;
  readonly marked: boolean;
}

/** Splits Pagefind's excerpt, escaped HTML whose only elements are `<mark>`, into text that matched and text that did not. */
export function toPieces(excerpt: string): Piece[] {
  return excerpt
    .split(/(<mark>.*?<\/mark>)/s)
    .map((part) => {
      const marked = part.startsWith('<mark>');
      return {
        text: toText(marked ? part.slice('<mark>'.length, -'</mark>'.length) : part),
        marked,
      };
    })
    .filter((piece) => piece.text !== '');
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
