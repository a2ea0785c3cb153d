/** A fact that was found in a policy: where it belongs in the desk, and which sentences say it. */
import type { ProseComponent } from '../../../desk/prose/prose.ts';
import type { Block, Sentence } from './policy-document.ts';

export type Json = string | number | boolean | { readonly [name: string]: Json } | readonly Json[];

export interface Fact {
  /** Place in `desk.yaml`, or below `product.` in the product's file; empty where the site says it by itself. */
  readonly field: string;
  readonly value: Json;
  /** Whether the place takes several, in order. */
  readonly list: boolean;
  /** The fact in words, for whoever confirms it. */
  readonly says: string;
  /** The sentence that it was found in. */
  readonly from: string;
  /** Keys of the sentences that nobody needs any more once the fact is known. */
  readonly claims: readonly number[];
  /** What shows the fact in the policy. */
  readonly component: ProseComponent;
}

/** What a finder works on: every block of the policy, in order. */
export interface OpenPolicy {
  readonly blocks: readonly Block[];
  /** Keys of sentences that are spoken for. */
  readonly taken: ReadonlySet<number>;
}

/** A sentence with what stands around it. */
export interface Placed {
  readonly sentence: Sentence;
  readonly block: Block;
  /** Label of its list item, or empty. */
  readonly label: string;
}

/** Every sentence that is not spoken for. */
export function toPlaced({ blocks, taken }: OpenPolicy): Placed[] {
  return blocks
    .flatMap((block): Placed[] => {
      if (block.kind === 'text') {
        return block.sentences.map((sentence) => ({ sentence, block, label: '' }));
      }
      if (block.kind !== 'list') return [];
      return block.items.flatMap((item) =>
        item.sentences.map((sentence) => ({ sentence, block, label: item.label })),
      );
    })
    .filter(({ sentence }) => !taken.has(sentence.key));
}

/** Whether one of the headings above a block matches. */
export function isUnder(block: Block, heading: RegExp): boolean {
  return block.path.some((it) => heading.test(it));
}

/** Whether every word is one that the fact says as well, so that nothing is lost when the sentence goes. */
export function isUnderstood(text: string, words: ReadonlySet<string>): boolean {
  const bare = text.toLowerCase().replaceAll(/\S+@\S+|https?:\/\/\S+/g, ' ');
  return (bare.match(/[\p{L}’']+/gu) ?? []).every((word) => words.has(word.replaceAll('’', "'")));
}

/** The words of some texts, as they are written. */
export function toWords(...texts: string[]): ReadonlySet<string> {
  return new Set(texts.join(' ').split(/\s+/));
}
