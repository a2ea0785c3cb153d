/** A repository advisory as `gh api repos/OWNER/NAME/security-advisories` prints it (GitHub REST API). */
import { parse } from 'semver';
import { z } from 'zod';
import type { AffectedRange } from '../../advisory/affected.ts';
import {
  type Note,
  toAliases,
  toCvss,
  toCwe,
  toDay,
  toReferences,
  toRole,
  toSourceId,
  toTitle,
} from './fields.ts';
import { type Imported, type ImportedAffected, ImportFault } from './imported.ts';

const vector = z.object({ vector_string: z.string().nullish() }).nullish().catch(null);
const known = z.object({
  ghsa_id: z.unknown().optional(),
  cve_id: z.string().nullish().catch(null),
  html_url: z.string().nullish().catch(null),
  summary: z.unknown().optional(),
  description: z.string().nullish().catch(null),
  state: z.unknown().optional(),
  created_at: z.unknown().optional(),
  updated_at: z.unknown().optional(),
  published_at: z.unknown().optional(),
  withdrawn_at: z.unknown().optional(),
  vulnerabilities: z
    .array(
      z.object({
        package: z
          .object({ ecosystem: z.string(), name: z.string().nullish() })
          .nullish()
          .catch(null),
        vulnerable_version_range: z.string().nullish().catch(null),
        patched_versions: z.string().nullish().catch(null),
        vulnerable_functions: z.array(z.string()).nullish().catch(null),
      }),
    )
    .nullish()
    .catch([]),
  cvss: vector,
  cvss_severities: z.object({ cvss_v3: vector, cvss_v4: vector }).partial().nullish().catch(null),
  cwe_ids: z.array(z.unknown()).nullish().catch([]),
  credits: z
    .array(z.object({ login: z.string(), type: z.unknown().optional() }))
    .nullish()
    .catch([]),
});

/** Fields that say the same as another, or nothing about the flaw. */
const told = [
  ...['url', 'author', 'publisher', 'identifiers', 'severity', 'closed_at', 'submission', 'cwes'],
  ...['credits_detailed', 'collaborating_users', 'collaborating_teams', 'private_fork'],
];

/** OSV's names of GitHub's ecosystems. */
const ecosystems: ReadonlyMap<string, string> = new Map(
  Object.entries({
    actions: 'GitHub Actions',
    composer: 'Packagist',
    erlang: 'Hex',
    go: 'Go',
    maven: 'Maven',
    npm: 'npm',
    nuget: 'NuGet',
    pip: 'PyPI',
    pub: 'Pub',
    rubygems: 'RubyGems',
    rust: 'crates.io',
    swift: 'SwiftURL',
  }),
);

/** Told by its `ghsa_id`. */
export function isGithub(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'ghsa_id' in value;
}

/** @throws ImportFault for a record that nothing can be made of */
export function fromGithub(value: unknown): Imported {
  const parsed = known.safeParse(value);
  if (!parsed.success) throw new ImportFault('it is no repository advisory');
  const record = parsed.data;
  const notes = new Set<string>();
  const note: Note = (text) => notes.add(text);
  for (const name of Object.keys(value as object)) {
    if (!(name in known.shape) && !told.includes(name)) note(`${name}: was left out`);
  }
  const id = toSourceId(record.ghsa_id);
  const details = record.description ?? '';
  const repository = /^https:\/\/[^/]+\/[^/]+\/[^/]+(?=\/security\/)/.exec(record.html_url ?? '');
  const { cvss_v3, cvss_v4 } = record.cvss_severities ?? {};
  const vectors = [cvss_v4, cvss_v3, record.cvss].map((it) => it?.vector_string);
  const withdrawn = toDay(record.withdrawn_at);
  const state = record.state === 'published' ? 'published' : 'draft';
  const references = record.html_url == null ? [] : [{ type: 'ADVISORY', url: record.html_url }];
  return {
    id,
    aliases: toAliases(record.cve_id == null ? [] : [record.cve_id], note),
    state: withdrawn !== null || record.state === 'withdrawn' ? 'withdrawn' : state,
    title: toTitle(record.summary, details, id),
    details,
    published: toDay(record.published_at),
    modified: toDay(record.updated_at),
    withdrawn: withdrawn ?? toDay(record.updated_at),
    affected: (record.vulnerabilities ?? []).map((it): ImportedAffected => {
      const { package: found, vulnerable_functions: functions } = it;
      const name = found?.name ?? '';
      const ecosystem = ecosystems.get(found?.ecosystem ?? '') ?? '';
      return {
        package: { ecosystem, name, purl: null, repository: repository?.[0] ?? null },
        ...toVersions(it.vulnerable_version_range ?? '', it.patched_versions ?? '', note),
        functions: functions ?? [],
      };
    }),
    cvss: toCvss(vectors, note),
    cwe: toCwe(record.cwe_ids ?? [], note),
    references: state === 'draft' ? [] : toReferences(references, note),
    credits: (record.credits ?? []).map(({ login, type }) => ({
      name: login,
      role: toRole(type, 'OTHER'),
    })),
    base: record.html_url ?? null,
    notes: [...notes],
  };
}

/** People type these freely: what follows GitHub's own form is read, and the rest is named. */
function toVersions(
  text: string,
  patched: string,
  note: Note,
): { ranges: AffectedRange[]; versions: string[] } {
  const ranges: AffectedRange[] = [];
  const versions: string[] = [];
  for (const part of text.split('||').filter((it) => it.trim() !== '')) {
    const bounds = part.split(/,|\s(?=[<>=])/).map((it) => it.trim());
    const read = bounds
      .filter((it) => it !== '')
      .map((it) => /^(<=|>=|<|>|=)\s*v?(\d[\w.+-]*)$/.exec(it));
    const by = new Map(read.map((it) => [it?.[1] ?? '', it?.[2] ?? '']));
    const [start = '0', before, last, exact] = ['>=', '<', '<=', '='].map((it) => by.get(it));
    if (read.includes(null) || by.has('>') || (before !== undefined && last !== undefined)) {
      note('vulnerable_version_range: one that cannot be read was left out');
    } else if (exact !== undefined) versions.push(exact);
    else {
      // Where the last affected version is named, the first fixed one says more.
      const one = !text.includes('||') && /^v?\d[\w.+-]*$/.test(patched);
      const fixed = before ?? (one ? patched.replace(/^v/, '') : undefined);
      const ends = fixed ?? last;
      const semver = [start, ends].every(
        (it) => it === undefined || it === '0' || parse(it)?.raw === it,
      );
      ranges.push({
        type: semver ? 'SEMVER' : 'ECOSYSTEM',
        introduced: start,
        ...(fixed !== undefined ? { fixed } : last === undefined ? {} : { last_affected: last }),
      });
    }
  }
  return { ranges, versions };
}
