/** An advisory as a CVE record (CVE Record Format 5.2.0, CNA container). Only a desk that names its CNA has one. */
import type { Desk } from '../../desk/desk.ts';
import { toUrl } from '../../desk/site.ts';
import type { Advisory } from '../advisory.ts';
import { cweName } from '../cwe.ts';
import type { Facts } from '../facts.ts';
import { toInstant, toModified } from '../instant.ts';
import { toPublicCredits } from '../people/public-credit.ts';
import { toSeverity } from '../severity.ts';
import { toCveAffected } from './cve-affected.ts';
import { toOrderedVector } from './ordered-vector.ts';
import { cut } from './text-limit.ts';

const dataVersion = '5.2.0';

/** Limits of the format, in characters. */
const limits = { title: 256, description: 4096, url: 2048, references: 512 } as const;

/** Tags of a reference by our type, where the format has one that says the same. */
const referenceTags: Partial<Record<Advisory['references'][number]['type'], string>> = {
  ARTICLE: 'technical-description',
  EVIDENCE: 'exploit',
  FIX: 'patch',
  PACKAGE: 'product',
  REPORT: 'issue-tracking',
};

/** The CVE ids of an advisory: the names of its records. */
export function toCveIds({ aliases }: Pick<Advisory, 'aliases'>): string[] {
  return aliases.map((it) => it.toUpperCase()).filter((it) => /^CVE-\d{4}-\d{4,19}$/.test(it));
}

/**
 * @param cna the CVE Numbering Authority in whose name the record speaks
 * @param cveId one of {@link toCveIds}
 */
export function toCve(
  facts: Facts,
  advisory: Advisory,
  cna: NonNullable<Desk['cna']>,
  cveId: string,
) {
  const provider = {
    orgId: cna.orgId,
    ...(cna.shortName === undefined ? {} : { shortName: cna.shortName }),
    dateUpdated: toModified(advisory),
  };
  const metadata = {
    cveId,
    assignerOrgId: cna.orgId,
    ...(cna.shortName === undefined ? {} : { assignerShortName: cna.shortName }),
    datePublished: toInstant(advisory.dates.published),
  };
  const common = { dataType: 'CVE_RECORD', dataVersion } as const;
  if (advisory.status === 'withdrawn') {
    const { withdrawal = advisory.title, dates } = advisory;
    return {
      ...common,
      cveMetadata: {
        ...metadata,
        state: 'REJECTED' as const,
        dateRejected: toInstant(dates.withdrawn ?? advisory.modified),
      },
      containers: {
        cna: { providerMetadata: provider, rejectedReasons: toDescriptions(facts, withdrawal) },
      },
    };
  }
  return {
    ...common,
    cveMetadata: { ...metadata, state: 'PUBLISHED' as const, dateUpdated: toModified(advisory) },
    containers: { cna: { providerMetadata: provider, ...toContainer(facts, advisory) } },
  };
}

function toContainer(facts: Facts, advisory: Advisory) {
  const { cwe, cvss, remedies, exploited, dates, status } = advisory;
  const lang = toLanguage(facts.desk);
  const say = (text: string) => ({ lang, value: cut(text, limits.description) });
  const fixes = remedies.filter((it) => it.kind === 'fix');
  const others = remedies.filter((it) => it.kind !== 'fix');
  const credits = toPublicCredits(advisory, facts.reporters);
  return {
    title: cut(advisory.title, limits.title),
    descriptions: toDescriptions(facts, advisory.summary),
    datePublic: toInstant(dates.published),
    affected: advisory.affected.flatMap((it) => toCveAffected(facts, it)),
    references: toReferences(facts, advisory),
    ...(cwe.length > 0 ? { problemTypes: [...new Set(cwe)].map(toProblemType) } : {}),
    ...(cvss.length > 0 ? { metrics: [...new Set(cvss)].map(toMetric) } : {}),
    ...(fixes.length > 0 ? { solutions: unique(fixes.map((it) => say(it.text))) } : {}),
    ...(others.length > 0 ? { workarounds: unique(others.map((it) => say(it.text))) } : {}),
    ...(exploited ? { exploits: [{ lang: 'en', value: 'Known to be used in attacks.' }] } : {}),
    timeline: toTimeline(advisory, lang),
    ...(credits.length > 0
      ? {
          credits: unique(
            credits.flatMap(({ shown, roles }) =>
              roles.map((it) => ({
                ...say(shown.name),
                type: it.toLowerCase().replaceAll('_', ' '),
              })),
            ),
          ),
        }
      : {}),
    source: { advisory: advisory.id, discovery: 'UNKNOWN' },
    ...(status === 'disputed' ? { tags: ['disputed'] } : {}),
  };
}

/** The text in the desk's language; where that is not English, an English sentence too, for a record must have one. */
function toDescriptions({ desk, site }: Facts, text: string) {
  const lang = toLanguage(desk);
  const own = { lang, value: cut(text, limits.description) };
  if (lang === 'en') return [own];
  const value = `The full text is at ${toUrl(site, '/advisories/')}, in the language of the project (${lang}).`;
  return [own, { lang: 'en', value }];
}

/** The primary subtag alone, for the format's pattern knows fewer tags than BCP 47. */
function toLanguage({ language }: Desk): string {
  return language.split('-')[0] ?? language;
}

function toReferences({ site }: Facts, { id, references }: Advisory) {
  const all = [
    { url: toUrl(site, `/advisories/${id}/`), tags: ['vendor-advisory'] },
    ...references.map(({ type, url }) => {
      const tag = referenceTags[type];
      return { url, ...(tag === undefined ? {} : { tags: [tag] }) };
    }),
  ];
  return all
    .filter((it, index) => all.findIndex((other) => other.url === it.url) === index)
    .filter((it) => it.url.length <= limits.url)
    .slice(0, limits.references);
}

function toProblemType(id: string) {
  const name = cweName(id);
  // The format's pattern has no place for an id of one digit.
  const field = /^CWE-[1-9]\d{1,4}$/.test(id) ? { cweId: id } : {};
  const description = name === null ? id : `${id} ${name}`;
  return { descriptions: [{ lang: 'en', type: 'CWE', description, ...field }] };
}

function toMetric(vector: string) {
  const severity = toSeverity([vector]);
  const [, version = '2.0'] = /^CVSS:(\d\.\d)/.exec(vector) ?? [];
  const metric = {
    version,
    vectorString: toOrderedVector(vector).replace(/^CVSS:2\.0\//, ''),
    baseScore: severity?.score ?? 0,
    ...(version === '2.0' ? {} : { baseSeverity: (severity?.band ?? 'none').toUpperCase() }),
  };
  const common = { format: 'CVSS', scenarios: [{ lang: 'en', value: 'GENERAL' }] };
  const named = { ...common, [`cvssV${version.replace('.', '_')}`]: metric };
  // Tools whose form has no place for 3.0 any more want it as free metric beside the field.
  return version === '3.0' ? { ...named, other: { type: 'CVSS 3.0', content: metric } } : named;
}

/** What the dates say is said in English, whatever the desk's language; what its author wrote of a change is in that. */
function toTimeline({ dates, revisions }: Advisory, lang: string) {
  const known = [
    [dates.reported, 'Reported.'],
    [dates.acknowledged, 'Answered.'],
    [dates.fixed, 'Fix released.'],
    [dates.published, 'Published.'],
  ] as const;
  const events = [
    ...known.flatMap(([day, value]) => (day === undefined ? [] : [{ day, value, lang: 'en' }])),
    ...revisions.slice(1).map((it) => ({ day: it.date, value: it.change, lang })),
  ];
  return unique(
    events
      .toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)))
      .map(({ day, value, lang }) => ({
        time: toInstant(day),
        lang,
        value: cut(value, limits.description),
      })),
  );
}

/** The format forbids two entries that are the same. */
function unique<T>(entries: readonly T[]): T[] {
  const texts = entries.map((it) => JSON.stringify(it));
  return entries.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}
