/** What a template left in a policy: sentences to its author, blanks that nobody filled in, addresses that are examples. */
import type { PolicyDocument, Sentence } from './policy-document.ts';

export interface Placeholder {
  readonly found: string;
  readonly wanted: string;
  /** Keys of the sentences that are no facts of this project. */
  readonly keys: readonly number[];
}

const toAuthor =
  /^use this section to tell people\b|^tell them where to go\b|^(?:todo|fixme|tbd)\b|^lorem ipsum\b/i;
const blank =
  /\[(?:insert|your|add|project|email|contact|company|organi[sz]ation)\b[^\]]*\]|<(?:insert|your|project|email|contact|company)\b[^>]*>|\{\{[^}]*\}\}|\b(?:YOUR|INSERT|PROJECT)_[A-Z_]+\b|\bINSERT [A-Z][A-Z ]+\b|\bxxx+\b/i;
const exampleAddress =
  /[\w.+-]+@(?:[\w-]+\.)*(?:example\.(?:com|org|net)|domain\.com|yourdomain\.\w+)\b/i;
/** The table that GitHub offers for a new policy. */
const templateVersions = ['5.1.x', '5.0.x', '4.0.x', '< 4.0'];

/** Each with its line, and what to write in its place. */
export function findPlaceholders(document: PolicyDocument): Placeholder[] {
  const found: Placeholder[] = [];
  for (const section of document.sections) {
    for (const block of section.blocks) {
      if (block.kind === 'table') {
        const names = block.rows.map(([name = '']) => name);
        if (names.length === 4 && templateVersions.every((it) => names.includes(it))) {
          const wanted = 'Write the versions that you support into the product’s file.';
          found.push({
            found: `the versions of GitHub’s template, ${names.join(', ')}`,
            wanted,
            keys: [],
          });
        }
      }
      const sentences = sentencesOf(block);
      for (const { key, text } of sentences) {
        if (toAuthor.test(text)) {
          const wanted = 'Write what is true of you, or take it out.';
          found.push({ found: `a sentence of a template: “${text}”`, wanted, keys: [key] });
          continue;
        }
        const gap = blank.exec(text)?.[0] ?? exampleAddress.exec(text)?.[0];
        if (gap === undefined) continue;
        found.push({
          found: `a blank that nobody filled in: ${gap}`,
          wanted: `Complete “${text}”.`,
          keys: [key],
        });
      }
    }
  }
  return found;
}

function sentencesOf(
  block: PolicyDocument['sections'][number]['blocks'][number],
): readonly Sentence[] {
  if (block.kind === 'text') return block.sentences;
  if (block.kind === 'list') return block.items.flatMap((it) => it.sentences);
  return block.kind === 'table' || block.kind === 'other' ? [block.whole] : [];
}
