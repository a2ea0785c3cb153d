/** Phrases from YAML as sentences. */
import { sentence } from '#words/sentence';

/** The text with a full stop, unless it ends a sentence already. */
export function toSentence(text: string): string {
  return sentence.ended.test(text) ? text : sentence.end(text);
}
