/** Promises in a policy: how soon somebody answers and fixes, how a reporter hears of progress, how publication is agreed. */
import { promisedSeverities } from '../../../desk/contacts.ts';
import {
  type Fact,
  isUnderstood,
  type OpenPolicy,
  type Placed,
  toPlaced,
  toWords,
} from './found-fact.ts';
import type { Sentence } from './policy-document.ts';
import { findTimeSpans, type TimeSpan } from './time-span.ts';

type Severity = (typeof promisedSeverities)[number];
type Kind = 'answer' | 'fix' | 'updates' | 'disclosure';

/** Words that the promises say as well, or that say nothing. */
const known = toWords(
  'we our us you your the a an and or everything anything else rest of to for in on at by with from will be is are it this that any all other others each every these those',
  'aim aims try tries strive endeavor endeavour commit intend expect should can may typically usually generally normally goal target',
  'acknowledge acknowledges acknowledged acknowledgement acknowledgment confirm confirmation receipt receive received respond response reply answer initial first report reports reporting submission email message',
  'team maintainer maintainers person someone somebody project developers',
  'within hour hours hrs h day days week weeks month months d one two three four five six seven ten fourteen thirty sixty ninety no later than at most up',
  'fix fixes fixed patch patches patched release releases released resolve resolved resolution remediate remediated address addressed timeline time develop issue issues vulnerability vulnerabilities bug bugs flaw flaws security confirmed valid severity critical high medium moderate low provide send get back hear',
);

/** One promise for each field at most, the first; the same one again only frees its sentence. */
export function findPromises(policy: OpenPolicy): Fact[] {
  const facts: Fact[] = [];
  for (const placed of toPlaced(policy)) {
    for (const fact of readPromises(placed)) {
      const same = facts.find((it) => placeOf(it) === placeOf(fact));
      if (same === undefined || JSON.stringify(same.value) === JSON.stringify(fact.value)) {
        facts.push(fact);
      }
    }
  }
  return facts;
}

function placeOf({ field, value }: Fact): string {
  return typeof value === 'object' && 'severity' in value ? `${field}.${value.severity}` : field;
}

/** What one sentence promises. */
export function readPromises({ sentence, label }: Placed): Fact[] {
  const { text } = sentence;
  const spans = findTimeSpans(text);
  const kinds = toKinds(text, label, spans);
  const sure = kinds.filter((it) => it !== null);
  if (sure.includes('updates') || sure.includes('disclosure')) {
    const [kind] = sure;
    const alike = sure.every((it) => it === kind) && (kind === 'updates' || kind === 'disclosure');
    return alike ? [toVerbatim(kind, sentence)] : [];
  }
  if (sure.length === 0) {
    const kind = spans.length > 0 ? null : toWordedKind(label, text);
    return kind === null ? [] : [toVerbatim(kind, sentence)];
  }
  const whole =
    kinds.every((it) => it !== null) && spans.every((it) => it.exact) && isUnderstood(text, known);
  const claims = whole ? [sentence.key] : [];
  const facts = spans.flatMap((span, index): Fact[] => {
    const kind = kinds[index];
    const base = { from: text, claims, component: 'Promises' as const };
    if (kind === 'answer') {
      const field = 'promises.acknowledgeHours';
      const says = `a person answers within ${span.hours} hours`;
      return [{ ...base, field, value: span.hours, list: false, says }];
    }
    if (kind !== 'fix') return [];
    const days = Math.ceil(span.hours / 24);
    return toSeverities(text, spans, index).map((severity) => ({
      ...base,
      field: 'promises.fix',
      value: { severity, days },
      list: true,
      says: `${severity === 'other' ? 'any other' : severity} vulnerability: fixed within ${days} days`,
    }));
  });
  // A second answer time in one sentence is another thing than the first answer.
  const answers = facts.filter((it) => it.field === 'promises.acknowledgeHours');
  if (answers.length < 2) return facts;
  return facts.filter((it) => it !== answers[1]).map((it) => ({ ...it, claims: [] }));
}

function toVerbatim(kind: 'updates' | 'disclosure', { key, text, line }: Sentence): Fact {
  const says =
    kind === 'updates' ? 'how a reporter hears of progress' : 'how publication is agreed';
  const field = `promises.${kind}`;
  return {
    field,
    value: line,
    list: false,
    says,
    from: text,
    claims: [key],
    component: 'Promises',
  };
}

const answer =
  /acknowledg|\brespon[ds]|\breply|\breceipt\b|get back|hear (?:back )?from|\banswer|first contact/i;
const fix = /\bfix|\bpatch|\bresol|\bremed|\bmitigat|\baddress(?:ed)?\b/i;
const update = /\bupdates?\b|\binformed\b|\bprogress\b|\bstatus\b/i;
const publish = /\bdisclos|\bpublic\b|\bpubli(?:sh|cation|city)|\bembargo/i;
const limit =
  /(?:\b(?:within|in|under|than|to|most|by|every)|[:<≤~]|^)\s*(?:(?:about|around|approximately|the (?:first|next)|at most|less than)\s*)?$/i;

/** What each length of time is about: its own clause says, else the one before, else the label. */
function toKinds(text: string, label: string, spans: readonly TimeSpan[]): (Kind | null)[] {
  let last: Kind | null = toKind(label);
  return spans.map(({ start }, index) => {
    const before = text.slice(spans[index - 1]?.end ?? 0, start);
    if (!limit.test(before)) return null;
    last = toKind(before) ?? last;
    return last;
  });
}

function toKind(text: string): Kind | null {
  if (publish.test(text)) return 'disclosure';
  if (answer.test(text)) return 'answer';
  if (update.test(text) && !fix.test(text)) return 'updates';
  return fix.test(text) ? 'fix' : null;
}

/** Without a length of time, only a sentence that is plainly about it. */
function toWordedKind(label: string, text: string): 'updates' | 'disclosure' | null {
  if (/^(?:status |progress )?updates?$|^progress$|^communication$/i.test(label)) return 'updates';
  if (
    /^(?:public |coordinated )?disclosure$|^publication$/i.test(label) &&
    /coordinat|agree|together|with you/i.test(text)
  ) {
    return 'disclosure';
  }
  if (/\bwe\b.*(?:keep you (?:informed|updated|posted)|provide .*updates|update you)/i.test(text))
    return 'updates';
  const agreed = /\bwe (?:will |shall )?(?:coordinate|agree)\b.*\b(?:disclos|publi)/i;
  return agreed.test(text) ? 'disclosure' : null;
}

/** Severities that a time to fix is for: named behind it, or in the clause before. */
function toSeverities(text: string, spans: readonly TimeSpan[], index: number): Severity[] {
  const span = spans[index];
  if (span === undefined) return [];
  const after = text.slice(span.end, spans[index + 1]?.start);
  const before = text.slice(spans[index - 1]?.end ?? 0, span.start);
  const [clause] = /^\s*\(?(?:for|if|on)\b[^,;.]*/i.exec(after) ?? [before];
  const named = promisedSeverities.filter((it) =>
    new RegExp(`\\b${it}s?\\b`, 'i').test(clause.replace(/moderate/i, 'medium')),
  );
  return named.length === 0 ? ['other'] : named;
}
