/** An OSV record as it is found in the world (OSV schema 1.7), small faults mended and named. */
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

const strings = z.array(z.string()).catch([]);
const severity = z
  .array(z.object({ type: z.unknown().optional(), score: z.unknown().optional() }).partial())
  .catch([]);
const known = z.object({
  id: z.unknown().optional(),
  aliases: z.array(z.unknown()).catch([]),
  summary: z.unknown().optional(),
  details: z.string().catch(''),
  modified: z.unknown().optional(),
  published: z.unknown().optional(),
  withdrawn: z.unknown().optional(),
  severity,
  affected: z
    .array(
      z.object({
        package: z
          .object({ ecosystem: z.string(), name: z.string(), purl: z.string().optional() })
          .optional()
          .catch(undefined),
        severity,
        versions: strings,
        ranges: z
          .array(
            z.object({
              type: z.string().optional().catch(undefined),
              repo: z.string().optional().catch(undefined),
              events: z.array(z.record(z.string(), z.string())).catch([]),
            }),
          )
          .catch([]),
      }),
    )
    .catch([]),
  references: z
    .array(z.object({ type: z.unknown().optional(), url: z.unknown().optional() }).partial())
    .catch([]),
  credits: z.array(z.object({ name: z.string(), type: z.unknown().optional() })).catch([]),
  database_specific: z.record(z.string(), z.unknown()).catch({}),
});

const ours = new Set([...Object.keys(known.shape), 'schema_version']);

/** Told by `id` and `modified`, the two fields that every OSV record has. */
export function isOsv(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'id' in value && 'modified' in value;
}

/** @throws ImportFault for a record that nothing can be made of */
export function fromOsv(value: unknown, base: string | null = null): Imported {
  const parsed = known.safeParse(value);
  if (!parsed.success) throw new ImportFault('it is no OSV record');
  const record = parsed.data;
  const notes = new Set<string>();
  const note: Note = (text) => notes.add(text);
  for (const name of Object.keys(value as object)) {
    if (!ours.has(name)) note(`${name}: has no place here and was left out`);
  }
  const { cwe_ids: cwe, ...specific } = record.database_specific;
  for (const name of Object.keys(specific)) note(`database_specific.${name}: was left out`);
  const id = toSourceId(record.id);
  const published = toDay(record.published) ?? toDay(record.modified);
  const withdrawn = toDay(record.withdrawn);
  const inner = record.affected.flatMap((it) => it.severity);
  if (inner.length > 0) note('affected[].severity: became the severity of the advisory');
  return {
    id,
    aliases: toAliases(record.aliases, note),
    state: withdrawn === null ? 'published' : 'withdrawn',
    title: toTitle(record.summary, record.details, id),
    details: record.details,
    published,
    modified: toDay(record.modified),
    withdrawn,
    affected: record.affected.map((it): ImportedAffected => {
      const { package: found, versions } = it;
      const ranges = it.ranges.flatMap((range) => toRanges(range, note));
      const repository = ranges.find((range) => range.repo !== undefined)?.repo ?? null;
      const named = found ?? (repository === null ? null : { ecosystem: '', name: '' });
      const purl = found?.purl ?? null;
      return {
        package: named === null ? null : { ...named, purl, repository },
        ranges,
        versions,
        functions: [],
      };
    }),
    cvss: toCvss(
      [...record.severity, ...inner].map((it) => toVector(it, note)),
      note,
    ),
    cwe: toCwe(Array.isArray(cwe) ? cwe : [], note),
    references: toReferences(record.references, note),
    credits: record.credits.map(({ name, type }) => ({ name, role: toRole(type, 'OTHER') })),
    base,
    notes: [...notes],
  };
}

/** One published source has the vector for the type, and the score for the vector. */
function toVector({ type, score }: { type?: unknown; score?: unknown }, note: Note): unknown {
  if (typeof type !== 'string' || !type.startsWith('CVSS:')) {
    return type === 'CVSS_V2' && !String(score).startsWith('CVSS:') ? `CVSS:2.0/${score}` : score;
  }
  note('severity: the vector stood in type');
  return type;
}

/** Each pair of a beginning and an end; several ends of one beginning are several branches. */
function toRanges(
  range: { type?: string | undefined; repo?: string | undefined; events: Record<string, string>[] },
  note: Note,
): AffectedRange[] {
  const events = range.events.flatMap((it) => Object.entries(it));
  const type = toType(range.type, events, note);
  const repo = range.repo?.replace(/^(?:git|http):\/\//, 'https://');
  if (type === 'GIT' && (repo === undefined || !URL.canParse(repo) || !/^https:/.test(repo))) {
    note('affected[].ranges[].repo: a range of commits without an https address was left out');
    return [];
  }
  const common = type === 'GIT' ? { type, repo } : { type };
  const found: AffectedRange[] = [];
  let open: string | null = null;
  let ended = true;
  for (const [kind, at] of events) {
    if (kind === 'introduced') {
      if (open !== null && !ended) found.push({ ...common, introduced: open });
      open = at;
      ended = false;
    } else if ((kind === 'fixed' || kind === 'last_affected') && open !== null) {
      found.push({ ...common, introduced: open, [kind]: at });
      ended = true;
    } else note(`affected[].ranges[].events[].${kind}: was left out`);
  }
  return open !== null && !ended ? [...found, { ...common, introduced: open }] : found;
}

function toType(
  type: string | undefined,
  events: readonly (readonly [string, string])[],
  note: Note,
): AffectedRange['type'] {
  if (type === 'SEMVER' || type === 'ECOSYSTEM' || type === 'GIT') return type;
  const semver = events.every(([, at]) => at === '0' || parse(at)?.raw === at);
  note(`affected[].ranges[].type: missing, read as ${semver ? 'SEMVER' : 'ECOSYSTEM'}`);
  return semver ? 'SEMVER' : 'ECOSYSTEM';
}
