/** All advisories as one OpenVEX document (OpenVEX 0.2.0, github.com/openvex/spec): which release is affected, and which is fixed. */
import { parse } from 'semver';
import { vexTexts as words } from '#words/machine-texts';
import { toUrl } from '../../desk/site.ts';
import type { Advisory } from '../advisory.ts';
import { toPurl } from '../ecosystem.ts';
import { type Facts, findProduct, toReleased } from '../facts.ts';
import { toInstant, toModified } from '../instant.ts';
import {
  type AffectedVersions,
  type ReleasedProduct,
  toAffectedVersions,
  toLines,
  toVerdict,
} from '../versions/verdict.ts';
import { isWithin } from '../versions/version-range.ts';

type Status = 'affected' | 'fixed' | 'not_affected' | 'under_investigation';

const statuses = ['affected', 'fixed', 'not_affected', 'under_investigation'] as const;

/**
 * Null where there is nothing to state. A withdrawn advisory states nothing: why it was withdrawn decides what that means.
 * A version that nobody has looked at is left out.
 */
export function toVex(facts: Facts, advisories: readonly Advisory[]) {
  const standing = [...advisories]
    .filter((it) => it.status !== 'withdrawn')
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const statements = standing.flatMap((it) => toStatements(facts, it));
  if (statements.length === 0) return null;
  const changes = [
    ...advisories.map(toModified),
    ...facts.products.flatMap((it) => it.releases).map((it) => toInstant(it.date)),
  ].toSorted();
  const published = advisories.map((it) => toInstant(it.dates.published)).toSorted();
  return {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': toUrl(facts.site, '/vex/openvex.json'),
    author: facts.desk.name,
    role: 'Project',
    timestamp: published[0] ?? toInstant(facts.site.date),
    last_updated: changes.at(-1) ?? toInstant(facts.site.date),
    // Neither revisions nor releases are ever taken back, so their number rises with every change.
    version:
      advisories.reduce((sum, it) => sum + it.revision, 0) +
      facts.products.reduce((sum, it) => sum + it.releases.length, 0),
    statements,
  };
}

/** Whether the document speaks of an advisory. */
export function isInVex(facts: Facts, advisory: Advisory): boolean {
  return advisory.status !== 'withdrawn' && toPlaced(facts, advisory).next().done !== true;
}

function toStatements(facts: Facts, advisory: Advisory) {
  const page = toUrl(facts.site, `/advisories/${advisory.id}/`);
  const names = [...advisory.aliases, advisory.id];
  const name = names.find((it) => it.startsWith('CVE-')) ?? advisory.id;
  const others = [...new Set(names)].filter((it) => it !== name);
  const placed = [...toPlaced(facts, advisory)];
  return statuses.flatMap((status) => {
    const products = placed.filter((it) => it.status === status).map((it) => it.product);
    if (products.length === 0) return [];
    return [
      {
        vulnerability: { '@id': page, name, ...(others.length > 0 ? { aliases: others } : {}) },
        status,
        products,
        timestamp: toInstant(advisory.dates.published),
        last_updated: toModified(advisory),
        version: advisory.revision,
        ...toReason(advisory, status, page),
      },
    ];
  });
}

function toReason({ remedies, title }: Advisory, status: Status, page: string) {
  if (status === 'affected') {
    const texts = remedies.map((it) => it.text).join(' ');
    return { action_statement: texts === '' ? words.noRemedy(page) : texts };
  }
  if (status === 'not_affected') {
    return { impact_statement: words.notAffected(page) };
  }
  return status === 'under_investigation' ? { status_notes: words.disputed(title) } : {};
}

/** Every version of every product that something is known of, oldest first; one by one, for a page asks only for the first. */
function* toPlaced(facts: Facts, advisory: Advisory) {
  for (const id of new Set(advisory.affected.map((it) => it.product))) {
    const product = findProduct(facts, id);
    const released = toReleased(product);
    const affected = toAffectedVersions(advisory.affected, id);
    if (affected === null) continue;
    const purl = toPurl(product);
    for (const version of toVersions(affected, released)) {
      const found = toStatus(affected, released, version);
      if (found === null) continue;
      const disputed = advisory.status === 'disputed' && found === 'affected';
      const status: Status = disputed ? 'under_investigation' : found;
      yield { status, product: toComponent(facts, id, purl, version) };
    }
  }
}

function toComponent(facts: Facts, id: string, purl: string | null, version: string) {
  const part = encodeURIComponent(version);
  // Without a package URL, the version's own page is its name.
  if (purl === null) return { '@id': toUrl(facts.site, `/releases/${id}/${part}/`) };
  const at = purl.search(/[?#]|$/);
  const whole = `${purl.slice(0, at)}@${part}${purl.slice(at)}`;
  return { '@id': whole, identifiers: { purl: whole } };
}

/** Listed releases, and versions that the advisory itself names; oldest first. */
function toVersions(affected: AffectedVersions, { releases }: ReleasedProduct): string[] {
  const bounds = affected.ranges
    .filter((it) => it.type === 'SEMVER')
    .flatMap((it) => [it.introduced, it.last_affected, it.fixed])
    .filter((it): it is string => it !== undefined && parse(it) !== null);
  return [...new Set([...releases.toReversed(), ...affected.versions, ...bounds])];
}

function toStatus(
  affected: AffectedVersions,
  product: ReleasedProduct,
  version: string,
): Status | null {
  const verdict = toVerdict(affected, product, version);
  if (verdict === 'affected') return 'affected';
  if (verdict !== 'not-affected') return null;
  return hasFix(affected, product, version) ? 'fixed' : 'not_affected';
}

/** Whether a version that is not affected came after a fix on its own line: it had the flaw once. */
function hasFix(affected: AffectedVersions, product: ReleasedProduct, version: string): boolean {
  const lines = toLines(product, version);
  return affected.ranges.some((range) => {
    if (range.fixed === undefined) return false;
    const since = isWithin(
      { type: range.type, introduced: range.fixed },
      product.releases,
      version,
    );
    const fixLines = toLines(product, range.fixed);
    return since === true && (lines.length === 0 || lines.some((it) => fixLines.includes(it)));
  });
}
