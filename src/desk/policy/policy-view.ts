/** The facts of a policy in words, block by block: the same for the policy page, the report page and SECURITY.md. */
import { policyFacts as words } from '#words/policy-facts';
import type { Desk } from '../desk.ts';
import { toSentence } from '../prose/sentence.ts';
import type { PolicyFacts } from './policy-facts.ts';

/** A part of what a component shows. */
export type FactBlock =
  | { readonly kind: 'text' | 'label'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly FactItem[] };

export interface FactItem {
  /** The point in a few words, or null. */
  readonly title: string | null;
  readonly text: string;
  /** Where to report instead, or null. */
  readonly report: string | null;
}

interface FactView {
  /** The field of `policy` that it shows. */
  readonly field: keyof PolicyFacts;
  /** Nothing where the fact is left out. */
  readonly toBlocks: (facts: PolicyFacts) => FactBlock[];
}

/** Every component that shows a fact of `policy`, by the name it has in prose. */
const views = {
  Process: { field: 'process', toBlocks: ({ process }) => list(process.map(toPoint), true) },
  Credit: { field: 'credit', toBlocks: ({ credit }) => sentences(credit) },
  Told: { field: 'told', toBlocks: ({ told }) => list(told.map(plain)) },
  Scope: {
    field: 'scope',
    toBlocks: ({ scope }) =>
      scope === undefined
        ? []
        : [...labelled(words.covers, list(scope.in.map(toPhrase))), ...toOutOfScope(scope)],
  },
  NonIssues: {
    field: 'nonIssues',
    toBlocks: ({ nonIssues }) =>
      labelled(
        words.nonIssues,
        list(nonIssues.map(({ title, why }) => toPoint({ title, text: why }))),
      ),
  },
  SafeHarbour: {
    field: 'safeHarbour',
    toBlocks: ({ safeHarbour }) => list(safeHarbour.map(plain)),
  },
  Anonymity: { field: 'anonymity', toBlocks: ({ anonymity }) => sentences(anonymity) },
  Reward: {
    field: 'reward',
    toBlocks: ({ reward }) =>
      reward === undefined
        ? []
        : sentences(reward.offered ? words.rewarded : words.noReward, reward.text),
  },
  Embargo: {
    field: 'embargo',
    toBlocks: ({ embargo }) => sentences(embargo?.rule, embargo?.reason),
  },
  Advice: { field: 'advice', toBlocks: ({ advice }) => list(advice.map(toPoint)) },
  ThankYou: { field: 'thanks', toBlocks: ({ thanks }) => sentences(thanks) },
} as const satisfies Readonly<Record<string, FactView>>;

export type PolicyComponent = keyof typeof views;

/** Names of the components, in the order in which a policy most often has them. */
export const policyComponents = Object.keys(views) as readonly PolicyComponent[];

/** What a component shows; empty where the desk does not state its fact. */
export function toFactBlocks(name: PolicyComponent, { policy }: Pick<Desk, 'policy'>): FactBlock[] {
  return views[name].toBlocks(policy);
}

/** The field of `policy` in `desk.yaml` that a component shows. */
export function toFactField(name: PolicyComponent): keyof PolicyFacts {
  return views[name].field;
}

/** What a reporter should know before writing: what is not covered or known, names and rewards. */
export function toBeforeReporting(desk: Pick<Desk, 'policy'>): FactBlock[] {
  const { scope } = desk.policy;
  return [
    ...(scope === undefined ? [] : toOutOfScope(scope)),
    ...(['NonIssues', 'Anonymity', 'Reward'] as const).flatMap((it) => toFactBlocks(it, desk)),
  ];
}

function toOutOfScope(scope: NonNullable<PolicyFacts['scope']>): FactBlock[] {
  const items = scope.out.map(({ what, why, report = null }) => {
    const text = why === undefined ? what : `${toSentence(what)} ${toSentence(why)}`;
    return { title: null, text, report };
  });
  return labelled(words.doesNotCover, list(items));
}

function toPoint({ title, text }: { title: string; text?: string | undefined }): FactItem {
  return {
    title: toSentence(title),
    text: text === undefined ? '' : toSentence(text),
    report: null,
  };
}

function plain(text: string): FactItem {
  return toPhrase(toSentence(text));
}

function toPhrase(text: string): FactItem {
  return { title: null, text, report: null };
}

function list(items: readonly FactItem[], ordered = false): FactBlock[] {
  return items.length === 0 ? [] : [{ kind: 'list', ordered, items }];
}

function labelled(text: string, blocks: FactBlock[]): FactBlock[] {
  return blocks.length === 0 ? [] : [{ kind: 'label', text }, ...blocks];
}

/** One paragraph of what there is. */
function sentences(...texts: readonly (string | undefined)[]): FactBlock[] {
  const said = texts.filter((it) => it !== undefined).map(toSentence);
  return said.length === 0 ? [] : [{ kind: 'text', text: said.join(' ') }];
}
