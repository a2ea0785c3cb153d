/** Sentences of a policy that are facts by themselves: credit, early disclosure, reward, anonymity, the closing thanks. */
import type { ProseComponent } from '../../../desk/prose/prose.ts';
import { type Fact, isUnder, type OpenPolicy, type Placed, toPlaced } from './found-fact.ts';

interface Kind {
  readonly field: string;
  readonly says: string;
  readonly component: ProseComponent;
  is(placed: Placed): boolean;
}

const kinds: readonly Kind[] = [
  {
    field: 'policy.credit',
    says: 'how reporters are credited',
    component: 'Credit',
    is: ({ sentence, block }) =>
      isUnder(block, /\brecogni|\bcredit|\backnowledg|\bhall of fame\b|\bthanks\b/i) &&
      /\b(?:credit|acknowledged|recogni[sz]ed?|named|listed|mention)/i.test(sentence.text) &&
      /\breporters?\b|\bresearchers?\b|\byou\b|\bfinders?\b/i.test(sentence.text),
  },
  {
    field: 'policy.anonymity',
    says: 'whether anonymous reports are taken',
    component: 'Anonymity',
    is: ({ sentence }) =>
      /\breport(?:s|ed|ing)?\b.*\banonymous|\banonymous(?:ly)?\b.*\breport(?!er)/i.test(
        sentence.text,
      ) && !/credit/i.test(sentence.text),
  },
  {
    field: 'policy.thanks',
    says: 'the closing thanks',
    component: 'ThankYou',
    is: ({ sentence }) =>
      /^(?:thank you|thanks)\b.*\b(?:help|keep|report|contribut|mak)/i.test(sentence.text),
  },
];

/** At most one fact of each kind: the first sentence that says it, and of thanks the last. */
export function findSentences(policy: OpenPolicy): Fact[] {
  const placed = toPlaced(policy);
  const facts = kinds.flatMap(({ field, says, component, is }) => {
    // Thanks close a policy: of several the last.
    const found = field === 'policy.thanks' ? placed.findLast(is) : placed.find(is);
    return found === undefined ? [] : [toFact(field, found.sentence.line, says, found, component)];
  });
  return [...facts, ...findEmbargo(placed), ...findReward(placed)];
}

function toFact(
  field: string,
  value: Fact['value'],
  says: string,
  { sentence }: Placed,
  component: ProseComponent,
): Fact {
  return {
    field,
    value,
    list: false,
    says,
    from: sentence.text,
    claims: [sentence.key],
    component,
  };
}

const early =
  /\b(?:do not|don't|don’t|refrain from|avoid|not to|not)\b.*\b(?:shar|disclos|publish|reveal|discuss)\w*.*\b(?:until|before|unless)\b/i;

function findEmbargo(placed: readonly Placed[]): Fact[] {
  // Where not to report is another thing than when not to tell.
  const index = placed.findIndex(
    ({ sentence: { text } }) =>
      early.test(text) && !/\bpublic\b.*\b(?:issues?|trackers?|discussions?)\b/i.test(text),
  );
  const [rule, next] = [placed[index], placed[index + 1]];
  if (rule === undefined) return [];
  const line = withoutNote(rule.sentence.line);
  const facts = [
    toFact('policy.embargo.rule', line, 'what is not shared before a fix', rule, 'Embargo'),
  ];
  const isReason =
    next?.block === rule.block &&
    /\brisk|\bharm|\battack|\bdanger|\bexploit/i.test(next.sentence.text);
  if (!isReason) return facts;
  return [...facts, toFact('policy.embargo.reason', next.sentence.line, 'why', next, 'Embargo')];
}

function withoutNote(line: string): string {
  return line.replace(/^(?:note|important|please note)\s*:\s*/i, '');
}

const noReward =
  /\b(?:no|not|don['’]t|cannot)\b.*\b(?:bount(?:y|ies)|(?:monetary|financial) (?:rewards?|compensation))/i;
const reward = /\bwe (?:offer|pay|run|have|grant)\b.*\b(?:bount(?:y|ies)|rewards?)\b/i;

/** Only where the project speaks of itself: that some reports earn a bounty elsewhere says nothing. */
function findReward(placed: readonly Placed[]): Fact[] {
  const found = placed.find(({ sentence: { text } }) => noReward.test(text) || reward.test(text));
  if (found === undefined) return [];
  const offered = !noReward.test(found.sentence.text);
  const value = { offered, text: found.sentence.line };
  const says = offered ? 'reports are rewarded' : 'reports are not rewarded';
  return [toFact('policy.reward', value, says, found, 'Reward')];
}
