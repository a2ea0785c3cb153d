/** Ways to report in a policy, the preferred first: a private advisory on the code host, mail addresses, where one is found, pages elsewhere. */
import { findReportPages } from './find-report-pages.ts';
import {
  type Fact,
  isUnder,
  isUnderstood,
  type OpenPolicy,
  type Placed,
  toPlaced,
  toWords,
} from './found-fact.ts';

const known = toWords(
  'we our us you your the a an and or of to for in on at by via with from through this it them all any either is are be can may will',
  'please report reports reporting send sent write email e mail mails e-mail contact use using submit open create file go navigate visit click select choose press then button tab feature page link form option',
  'security advisory advisories vulnerability vulnerabilities issue issues bug bugs flaw flaws private privately directly suspected potential details github repository repo project repository’s maintainers team address draft new following address',
  'instead them security@ responsibly disclose',
  'also online web hackerone bugcrowd intigriti yeswehack huntr immunefi patchstack tidelift program programme platform',
);

const reporting = /report|contact|disclos|submit|how to|channel|vulnerab/i;
const refusal =
  /\b(?:do not|don't|don’t|never|not)\b[^.]*\b(?:report|open|file|create|use|post|disclose|email)/i;
const announced = /\bpublish|\bannounc|\bnotif|\breleased\b|\bcredit/i;
const hosted =
  /["“'*]report a vulnerability|report a vulnerability["”'*]|\b(?:click|select|choose|press|use)\b.{0,20}\breport a vulnerability|\bsecurity["”’'*]* tab|\bprivate(?:ly)?\b.*\b(?:report|advisor)|\bsecurity advisor(?:y|ies)\b|\bprivate vulnerability reporting\b/i;
/** Where somebody turns to later is no way to report. */
const later = /\bescalat|\bif you (?:do not|don['’]t|have not) (?:receive|hear|get)/i;

/** Each way once. A sentence that says to escalate later is none. */
export function findChannels(policy: OpenPolicy): Fact[] {
  const facts: { fact: Fact; preferred: boolean }[] = [];
  const add = (fact: Fact, preferred: boolean) => {
    const same = facts.find(
      ({ fact: it }) => JSON.stringify(it.value) === JSON.stringify(fact.value),
    );
    // Said again, it frees its sentence and is no second way.
    if (same === undefined) facts.push({ fact, preferred });
    else if (fact.claims.length > 0) {
      const claims = [...same.fact.claims, ...fact.claims];
      facts.splice(facts.indexOf(same), 1, { ...same, fact: { ...same.fact, claims } });
    }
  };
  const placed = toPlaced(policy);
  for (const it of placed) {
    const preferred = /\b(?:preferred|recommended|preferably)\b/i.test(
      `${it.label} ${it.sentence.text}`,
    );
    for (const fact of readChannels(it)) add(fact, preferred);
  }
  if (!facts.some(({ fact }) => kindOf(fact) === 'mail')) {
    const where = placed.map(readWhere).find((it) => it !== null);
    if (where != null) add(where, false);
  }
  const order = facts.toSorted((a, b) => Number(b.preferred) - Number(a.preferred));
  return order.map(({ fact }) => fact);
}

function kindOf({ value }: Fact): unknown {
  return typeof value === 'object' && 'kind' in value ? value.kind : undefined;
}

function readChannels({ sentence, block, label }: Placed): Fact[] {
  const { text, links, key } = sentence;
  const claims = isUnderstood(text.replaceAll(/\(?\b(?:preferred|recommended)\b\)?/gi, ''), known)
    ? [key]
    : [];
  const base = {
    field: 'channels',
    list: true,
    from: text,
    claims,
    component: 'Channels' as const,
  };
  const facts: Fact[] = [];
  const advisory = links.some((it) => /\/security\/advisories\/new\b/.test(it));
  const meant = isUnder(block, reporting) || block.path.length === 0;
  const named =
    meant && !announced.test(text) && !refusal.test(text) && hosted.test(`${label}. ${text}`);
  if (advisory || named) {
    facts.push({
      ...base,
      value: { kind: 'code-host' },
      says: 'a private advisory on the code host',
    });
  }
  const mine = meant && !announced.test(text) && !refusal.test(text) && !later.test(text);
  for (const { label: name, url } of mine ? findReportPages(text, links) : []) {
    const value = { kind: 'web', label: name, url };
    facts.push({ ...base, value, says: `the page ${name}, ${url}` });
  }
  for (const address of later.test(text) ? [] : findAddresses(text, links)) {
    facts.push({ ...base, value: { kind: 'mail', address }, says: `mail to ${address}` });
  }
  return facts;
}

/** Where an address is found, in a policy that names none. */
function readWhere({ sentence, block, label }: Placed): Fact | null {
  const { text, line, key } = sentence;
  if (!isUnder(block, reporting) || refusal.test(text)) return null;
  if (
    !/^e-?mail\b/i.test(label) &&
    !/\b(?:e-?mail|write to|contact)\b.*\bmaintainers?\b/i.test(text)
  )
    return null;
  const value = { kind: 'mail', where: line };
  const says = 'mail, to an address that is found elsewhere';
  return {
    field: 'channels',
    value,
    list: true,
    says,
    from: text,
    claims: [key],
    component: 'Channels' as const,
  };
}

/** Addresses as they are, and those that are written out to hide them from programs. */
function findAddresses(text: string, links: readonly string[]): string[] {
  const open = text.replaceAll(
    /([\w.+-]+)\s*[[({]\s*at\s*[\])}]\s*([\w-]+(?:\s*(?:\.|[[({]\s*dot\s*[\])}])\s*[\w-]+)+)/gi,
    (_, user: string, host: string) =>
      `${user}@${host.replaceAll(/\s*[[({]\s*dot\s*[\])}]\s*/gi, '.')}`,
  );
  const mailto = links.flatMap((it) => /^mailto:([^?]+)/i.exec(it)?.[1] ?? []);
  const written = open.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? [];
  return [...new Set([...mailto, ...written])].filter(
    (it) => !/@(?:[\w-]+\.)*example\.\w+$|^git@/i.test(it),
  );
}

/** The repository that a private advisory is written in, or null. */
export function findRepository(links: readonly string[]): string | null {
  const found = links.flatMap(
    (it) => /^(https:\/\/[^/]+\/[^/]+\/[^/]+)\/security\b/.exec(it)?.[1] ?? [],
  );
  return found[0] ?? null;
}
