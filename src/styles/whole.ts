/** Which words of a text stay whole: browsers break a line at a hyphen, also at one within a day, an id or a version. */

export interface TextPiece {
  readonly text: string;
  /** Whether a line must not be broken within it, as the class `whole` says to styles. */
  readonly whole: boolean;
}

/** A word with a digit and a hyphen, and the signs that stand at it. */
const easilyTorn = /((?=\S*\d)\S+-\S+)/;

/** The text in pieces, in its order; none is empty. */
export function toTextPieces(text: string): TextPiece[] {
  return text
    .split(easilyTorn)
    .map((piece, index) => ({ text: piece, whole: index % 2 === 1 }))
    .filter((piece) => piece.text !== '');
}
