/** An advisory as an OSV record (Open Source Vulnerability schema 1.7.5, ossf.github.io/osv-schema). */
import { osvTexts as words } from '#words/machine-texts';
import { remedies as remedyWords } from '#words/remedies';
import { toUrl } from '../../desk/site.ts';
import type { Advisory } from '../advisory.ts';
import type { AffectedProduct, AffectedRange } from '../affected.ts';
import { type Package, toPackage } from '../ecosystem.ts';
import { type Facts, findProduct, toReleased } from '../facts.ts';
import { toInstant, toModified } from '../instant.ts';
import { toPublicCredits } from '../people/public-credit.ts';
import { toVerdict } from '../versions/verdict.ts';
import { isWithin } from '../versions/version-range.ts';
import { toOrderedVector } from './ordered-vector.ts';
import { toPlainMarkdown } from './plain-markdown.ts';

const schemaVersion = '1.7.5';

/** The id in OSV: until a prefix is registered, only ids that begin with `x_` are valid. */
function toOsvId({ desk }: Pick<Facts, 'desk'>, { id }: Pick<Advisory, 'id'>): string {
  return desk.osvPrefix ? id : `x_${id}`;
}

/** The whole record; what the advisory does not say is left out. */
export function toOsv(facts: Facts, advisory: Advisory) {
  const { dates, aliases, cvss, references } = advisory;
  const page = toUrl(facts.site, `/advisories/${advisory.id}/`);
  const credits = toPublicCredits(advisory, facts.reporters);
  return {
    schema_version: schemaVersion,
    id: toOsvId(facts, advisory),
    modified: toModified(advisory),
    published: toInstant(dates.published),
    ...(advisory.status === 'withdrawn' && dates.withdrawn !== undefined
      ? { withdrawn: toInstant(dates.withdrawn) }
      : {}),
    ...(aliases.length > 0 ? { aliases } : {}),
    summary: advisory.title,
    details: toDetails(facts, advisory),
    ...(cvss.length > 0 ? { severity: cvss.map(toSeverityEntry) } : {}),
    affected: advisory.affected.map((it) => toAffected(facts, it)),
    references: [
      { type: 'ADVISORY' as const, url: page },
      ...references.filter((it) => it.type !== 'ADVISORY' || it.url !== page),
    ],
    ...(credits.length > 0
      ? {
          credits: credits.flatMap(({ shown: { name, url }, roles }) =>
            roles.map((type) => ({ name, type, ...(url === null ? {} : { contact: [url] }) })),
          ),
        }
      : {}),
    database_specific: {
      ...(advisory.cwe.length > 0 ? { cwe_ids: advisory.cwe } : {}),
      ...(advisory.exploited ? { exploited: true } : {}),
      ...(advisory.severity === null ? {} : { severity: advisory.severity.band.toUpperCase() }),
      revision: advisory.revision,
      status: advisory.status,
    },
  };
}

/** Markdown: the reason of a withdrawal first, then who is hit where title and body do not say so, what to do, and the body. */
function toDetails({ site }: Facts, advisory: Advisory): string {
  const { withdrawal, title, summary, remedies, body } = advisory;
  const prose = toPlainMarkdown(body, site);
  const said = summary === title || prose.startsWith(summary);
  return [
    ...(withdrawal === undefined ? [] : [words.withdrawn(escapeMarkdown(withdrawal))]),
    ...(said ? [] : [escapeMarkdown(summary)]),
    ...remedies.map(({ kind, text }) => words.remedy(remedyWords[kind], escapeMarkdown(text))),
    prose,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function toSeverityEntry(vector: string) {
  const [, version = '2'] = /^CVSS:(\d)/.exec(vector) ?? [];
  const type = `CVSS_V${version}` as 'CVSS_V2' | 'CVSS_V3' | 'CVSS_V4';
  // OSV's pattern of a version 2 vector has no label.
  return { type, score: toOrderedVector(vector).replace(/^CVSS:2\.0\//, '') };
}

function toAffected(facts: Facts, affected: AffectedProduct) {
  const product = findProduct(facts, affected.product);
  const found = toPackage(product);
  const versions = toVersions(facts, affected, found);
  const { platforms, functions } = affected;
  return {
    ...(found === null ? {} : { package: found }),
    ...(affected.ranges.length > 0 ? { ranges: toRanges(affected.ranges) } : {}),
    ...(versions.length > 0 ? { versions } : {}),
    ...(platforms.length > 0 || functions.length > 0
      ? {
          ecosystem_specific: {
            ...(platforms.length > 0 ? { platforms } : {}),
            ...(functions.length > 0 ? { functions } : {}),
          },
        }
      : {}),
    database_specific: { product: product.id, unsupported: affected.unsupported },
  };
}

/**
 * Commits of one repository are one range: a fix is known on several branches, and a commit that has any of them is not
 * affected. As ranges of their own each would call the others' fixes affected.
 */
function toRanges(ranges: readonly AffectedRange[]): ReturnType<typeof toRange>[] {
  const merged: ReturnType<typeof toRange>[] = [];
  for (const it of ranges) {
    const range = toRange(it);
    const same = merged.find(
      (other) => it.type === 'GIT' && other.type === 'GIT' && other.repo === it.repo,
    );
    const ends = [...(same?.events ?? []), ...range.events].flatMap((event) => Object.keys(event));
    if (same === undefined || (ends.includes('fixed') && ends.includes('last_affected'))) {
      merged.push(range);
      continue;
    }
    const known = same.events.map((event) => JSON.stringify(event));
    same.events.push(...range.events.filter((event) => !known.includes(JSON.stringify(event))));
  }
  return merged;
}

function toRange({ type, repo, introduced, fixed, last_affected }: AffectedRange) {
  return {
    type,
    ...(repo === undefined ? {} : { repo }),
    events: [
      { introduced },
      ...(fixed === undefined ? [] : [{ fixed }]),
      ...(last_affected === undefined ? [] : [{ last_affected }]),
    ],
  };
}

/**
 * Affected versions one by one, oldest first: every one that a consumer cannot work out from SEMVER ranges of a package,
 * whose order is the same everywhere.
 */
function toVersions(facts: Facts, affected: AffectedProduct, found: Package | null): string[] {
  const product = toReleased(findProduct(facts, affected.product));
  const ordered = affected.ranges.filter((it) => it.type === 'SEMVER');
  const told = affected.unsupported !== 'affected' && ordered.length === affected.ranges.length;
  if (found !== null && told) return [...new Set(affected.versions)];
  const plain = (version: string) =>
    found !== null && ordered.some((range) => isWithin(range, [], version) === true);
  const released = product.releases
    .toReversed()
    .filter((it) => toVerdict(affected, product, it) === 'affected' && !plain(it));
  return [...new Set([...affected.versions, ...released])];
}

function escapeMarkdown(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|~]/g, '\\$&');
}
