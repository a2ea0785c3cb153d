/** Lists of a policy whose heading says what they are: what to include, process, advice, how users are told, good faith. */
import type { ProseComponent } from '../../../desk/prose/prose.ts';
import { readPromises } from './find-promises.ts';
import {
  type Fact,
  isUnderstood,
  type Json,
  type OpenPolicy,
  type Placed,
  toWords,
} from './found-fact.ts';
import type { Block, Item } from './policy-document.ts';
import { findTimeSpans } from './time-span.ts';

interface Kind {
  readonly heading: RegExp;
  readonly field: string;
  readonly says: string;
  readonly component: ProseComponent;
  toValue(item: Item): Json | null;
}

const kinds: readonly Kind[] = [
  {
    heading: /\bsafe harbou?r\b|\bgood[- ]faith\b|\blegal\b/i,
    field: 'policy.safeHarbour',
    says: 'good-faith research',
    component: 'SafeHarbour',
    toValue: (item) => toLine(item),
  },
  {
    heading: /\bnotif|\busers (?:are|will be|get) (?:told|informed)|\bannounce|\bstay informed\b/i,
    field: 'policy.told',
    says: 'how users are told',
    component: 'Told',
    toValue: (item) => toLine(item),
  },
  {
    heading:
      /\bbest practices?\b|\badvice\b|\brecommendations?\b|\bhardening\b|\bfor users\b|\bsecurity tips\b/i,
    field: 'policy.advice',
    says: 'advice for users',
    component: 'Advice',
    toValue: toPoint,
  },
  {
    heading: /\bnon-?issues?\b|\bnot (?:a |considered )?vulnerabilit|\bfalse positives?\b/i,
    field: 'policy.nonIssues',
    says: 'no vulnerability here',
    component: 'NonIssues',
    toValue: (item) => (item.label === '' ? null : { title: item.label, why: join(item) }),
  },
  {
    heading: /\bprocess\b|\bwhat happens\b|\bhow (?:we|patches|fixes)\b|\bhandling\b|\bworkflow\b/i,
    field: 'policy.process',
    says: 'a step of the process',
    component: 'Process',
    toValue: toStep,
  },
];

/** Each kind from the first list that is under its own heading; a later one stays as it is written. */
export function findPoints({ blocks, taken }: OpenPolicy): Fact[] {
  const used = new Set<Kind>();
  return blocks.flatMap((block) => {
    if (block.kind !== 'list') return [];
    // The nearest heading decides: a process holds the list of how users are told.
    const kind = [...block.path]
      .reverse()
      .flatMap((it) => kinds.find(({ heading }) => heading.test(it)) ?? [])[0];
    const isFree = block.items.every((it) => it.sentences.every(({ key }) => !taken.has(key)));
    if (kind === undefined || used.has(kind) || !isFree || block.items.length === 0) return [];
    const values = block.items.map((it) => kind.toValue(it));
    if (values.some((it) => it === null)) return [];
    used.add(kind);
    return block.items.flatMap((item, index) => toFacts(kind, block, item, values[index] ?? null));
  });
}

function toFacts(kind: Kind, block: Block, item: Item, value: Json | null): Fact[] {
  if (value === null) return [];
  const { field, says, component } = kind;
  const from = item.label === '' ? join(item) : `${item.label}: ${join(item)}`;
  const claims = item.sentences.map(({ key }) => key);
  const fact: Fact = { field, value, list: true, says, from, claims, component };
  if (kind.toValue !== toStep) return [fact];
  const promised = item.sentences.flatMap((sentence) =>
    readPromises({ sentence, block, label: item.label } satisfies Placed),
  );
  return [
    fact,
    ...promised
      .filter(
        (it) =>
          it.field.startsWith('promises.') &&
          it.field !== 'promises.disclosure' &&
          it.field !== 'promises.updates',
      )
      .map((it) => ({ ...it, claims })),
  ];
}

function join({ sentences }: Item): string {
  return sentences.map(({ line }) => line).join(' ');
}

function toLine(item: Item): string {
  return item.label === '' ? join(item) : `${item.label}: ${join(item)}`;
}

/** A bold beginning is a title only where the sentence does not go on behind it. */
function toPoint(item: Item): Json {
  if (item.label !== '') return { title: item.label, text: join(item) };
  const [first, ...rest] = item.sentences.map(({ line }) => line);
  const title = (first ?? '').replace(/(?<!\.)\.$/, '');
  return rest.length === 0 ? { title } : { title, text: rest.join(' ') };
}

/** A time that a promise says stands in the promise alone. */
function toStep(item: Item): Json {
  const sentences = item.sentences.map((it) => {
    const [span, ...more] = findTimeSpans(it.line);
    if (span === undefined || more.length > 0 || !span.exact) return it;
    const kept = it.line.slice(0, span.start).replace(/[\s,]+(?:within|in)\s*$/i, '');
    const ends = /^[.!]?$/.test(it.line.slice(span.end));
    const isAnswer = /acknowledg|receipt|respond|reply/i.test(`${item.label} ${kept}`);
    return ends && isAnswer && kept !== it.line.slice(0, span.start)
      ? { ...it, line: `${kept}.` }
      : it;
  });
  return toPoint({ ...item, sentences });
}

const included: readonly RegExp[] = [
  /\bdescri|\bsummary\b|\btype of\b|\bnature of\b/i,
  /\bsteps?\b|\breproduc|\bproof[- ]of[- ]concept\b|\bpoc\b/i,
  /\bimpact\b|\bseverity\b/i,
  /\bfix|\bmitigat|\bpatch|\bsolution|\bremed/i,
  /\bversions?\b|\bproduct\b/i,
];
const includedWords = toWords(
  'a an the of to for and or in is are any this that it you your we us if have has them possible available known with how what where',
  'brief short clear precise detailed description describe descriptions summary vulnerability vulnerabilities issue issues problem bug flaw security',
  'step steps instructions reproduce reproducing reproduction needed by proof concept poc potential possible impact suggested suggestion suggestions fix fixes mitigation mitigations solution solutions remediation ideas patch patches one some affected version versions product products its',
);

/** Points that the report form asks for by itself, so that its own list can stand in their place. */
export function findIncluded({ blocks }: OpenPolicy): Fact[] {
  const block =
    blocks.find(
      (it) =>
        it.kind === 'list' &&
        /\binclude\b|\bprovide\b|\binformation\b|\bdetails\b/i.test(it.path.at(-1) ?? ''),
    ) ??
    blocks.find((it, index) => {
      const before = blocks[index - 1];
      return (
        it.kind === 'list' &&
        before?.kind === 'text' &&
        /\b(?:include|provide)\b.*:$/i.test(before.sentences.at(-1)?.text ?? '')
      );
    });
  if (block?.kind !== 'list') return [];
  const asked = block.items.filter((it) => included.some((one) => one.test(toLine(it))));
  const said = asked.filter(
    (it) => it.label === '' && it.sentences.every(({ text }) => isUnderstood(text, includedWords)),
  );
  // Beside a list of its own that is mostly another one, ours would only say half of it twice.
  if (said.length * 2 < block.items.length) return [];
  return said.map((item) => ({
    field: '',
    value: true,
    list: false,
    says: 'the form asks for this',
    from: join(item),
    claims: item.sentences.map(({ key }) => key),
    component: 'WhatToInclude',
  }));
}
