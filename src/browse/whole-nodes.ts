/** A text as nodes of a page, with the words that stay whole; what `Whole.astro` is to a page that is built. */
import { toTextPieces } from '../styles/whole.ts';

export function toWholeNodes(text: string): (string | Node)[] {
  return toTextPieces(text).map((piece) => {
    if (!piece.whole) return piece.text;
    const word = document.createElement('span');
    word.className = 'whole';
    word.textContent = piece.text;
    return word;
  });
}
