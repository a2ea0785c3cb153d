/** Where each component stands in a policy: once, in the block whose sentences it replaces most. */
import type { ProseComponent } from '../../../desk/prose/prose.ts';
import type { Fact } from './found-fact.ts';
import type { Block, PolicyDocument, Sentence } from './policy-document.ts';

export interface Placements {
  /** Whether a sentence goes, since facts that are shown say it. */
  isClaimed(sentence: Sentence): boolean;
  /** Components that begin at the first of these sentences that they replace. */
  componentsAt(block: Block, sentences: readonly Sentence[]): ProseComponent[];
  /** Components whose sentences speak of an aim and not of a promise. */
  readonly aims: ReadonlySet<ProseComponent>;
}

/** A component that replaces no sentence of the policy has no place in it. */
export function toPlacements(document: PolicyDocument, facts: readonly Fact[]): Placements {
  const claimed = new Set(facts.flatMap((it) => it.claims));
  const blocks = document.sections.flatMap((it) => it.blocks);
  const places = new Map<ProseComponent, { block: Block; key: number }>();
  for (const component of new Set(facts.map((it) => it.component))) {
    const keys = new Set(
      facts.filter((it) => it.component === component).flatMap((it) => it.claims),
    );
    const counted = blocks.map((block) => ({
      block,
      own: keysOf(block).filter((it) => keys.has(it)),
    }));
    const most = counted.reduce<{ block: Block; own: number[] } | null>(
      (best, it) => (it.own.length > (best?.own.length ?? 0) ? it : best),
      null,
    );
    const key = most?.own[0];
    if (most !== null && key !== undefined) places.set(component, { block: most.block, key });
  }
  const aims = facts.filter(
    (it) =>
      it.component === 'Promises' &&
      it.claims.length > 0 &&
      /\b(?:aims?|tr(?:y|ies)|strives?|goals?|targets?)\b/i.test(it.from),
  );
  return {
    aims: new Set(aims.map((it) => it.component)),
    isClaimed: ({ key }) => claimed.has(key),
    componentsAt: (block, sentences) =>
      [...places].flatMap(([component, place]) =>
        place.block === block && sentences.some(({ key }) => key === place.key) ? [component] : [],
      ),
  };
}

function keysOf(block: Block): number[] {
  if (block.kind === 'text') return block.sentences.map((it) => it.key);
  if (block.kind === 'list') return block.items.flatMap((it) => it.sentences.map(({ key }) => key));
  return block.kind === 'heading' ? [] : [block.whole.key];
}
