/** What a policy covers and what it does not. */
import { type Fact, isUnder, isUnderstood, type OpenPolicy, toWords } from './found-fact.ts';
import type { Block } from './policy-document.ts';

const heading = /\bscope\b|\bcovered\b|\bcoverage\b/i;
const outside =
  /\bout[- ]of[- ]scope\b|\bnot (?:covered|in scope|included)\b|\bdoes not (?:cover|apply)\b|\bexclu/i;
const lead = toWords(
  'this security policy applies to covers cover the our following are is in out of scope within considered for we consider these below components projects project it not does apply and covered by items',
);

/** Nothing where the policy says only what it does not cover. */
export function findScope({ blocks }: OpenPolicy): Fact[] {
  const facts = blocks.flatMap((block, index) => {
    if (!isUnder(block, heading)) return [];
    if (block.kind === 'list') return readList(block, blocks[index - 1]);
    return block.kind === 'text' ? readSentences(block) : [];
  });
  if (!facts.some((it) => it.field === 'policy.scope.in')) return [];
  return [...facts, ...toLeads(blocks, facts)];
}

function readList(block: Block & { kind: 'list' }, before: Block | undefined): Fact[] {
  const said = before?.kind === 'text' ? (before.sentences.at(-1)?.text ?? '') : '';
  const out = outside.test(/:$/.test(said) ? said : (block.path.at(-1) ?? ''));
  return block.items.map((item) => {
    const line = item.sentences.map((it) => it.line).join(' ');
    const what = (item.label === '' ? line : `${item.label}: ${line}`).replace(/[;,.]$/, '');
    return toFact(
      what,
      out,
      what,
      item.sentences.map(({ key }) => key),
    );
  });
}

function readSentences(block: Block & { kind: 'text' }): Fact[] {
  return block.sentences.flatMap(({ text, line, key }) => {
    if (/:$/.test(text)) return [];
    const out =
      /^(.+?) (?:are|is) (?:not covered by (?:this|the|our) (?:security )?policy|not covered|out of scope|not in scope)\.?$/i.exec(
        line,
      )?.[1];
    if (out !== undefined) return [toFact(out, true, text, [key])];
    const within = /^(?:this|the|our) (?:security )?policy (?:applies to|covers) (.+?)\.?$/i.exec(
      line,
    )?.[1];
    return within === undefined ? [] : [toFact(within, false, text, [key])];
  });
}

function toFact(what: string, out: boolean, from: string, claims: readonly number[]): Fact {
  return {
    field: out ? 'policy.scope.out' : 'policy.scope.in',
    value: out ? { what } : what,
    list: true,
    says: out ? 'not covered' : 'covered',
    from,
    claims,
    component: 'Scope',
  };
}

/** A sentence that only leads to a list which is a fact now goes with it. */
function toLeads(blocks: readonly Block[], facts: readonly Fact[]): Fact[] {
  const claimed = new Set(facts.flatMap((it) => it.claims));
  return blocks.flatMap((block, index) => {
    const next = blocks[index + 1];
    if (block.kind !== 'text' || next?.kind !== 'list') return [];
    const first = next.items[0]?.sentences[0]?.key;
    const last = block.sentences.at(-1);
    if (first === undefined || !claimed.has(first) || last === undefined) return [];
    if (!isUnderstood(last.text, lead)) return [];
    return [
      {
        field: '',
        value: true,
        list: false,
        says: 'only leads to the list',
        from: last.text,
        claims: [last.key],
        component: 'Scope',
      },
    ];
  });
}
