/** Phrases from YAML as sentences. */

/** The text with a full stop, unless it ends a sentence already. */
export function toSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
