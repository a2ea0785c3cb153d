/** Fields that several kinds of import share, each checked by the record's own schema; what fails it is named. */
import { advisorySchema } from '../../advisory/advisory.ts';
import { cweKind } from '../../advisory/cwe.ts';
import { cvssVector } from '../../advisory/severity.ts';
import { toLine } from '../publish/report-facts.ts';
import { ImportFault, type Role } from './imported.ts';

const { id: _id, aliases, references, credits } = advisorySchema.shape;
const reference = references.def.innerType.element;
const roles = credits.def.innerType.element.shape.role.def.innerType;
const types = reference.shape.type;

/** A named collection of what could not be taken over. */
export type Note = (text: string) => void;

/** @throws ImportFault for an id that could be more than a name, for files are named after it */
export function toSourceId(value: unknown): string {
  if (typeof value === 'string' && /^[A-Za-z0-9][\w.:+-]{0,99}$/.test(value)) return value;
  if (value === undefined) throw new ImportFault('it has no id');
  throw new ImportFault('its id is not a plain name, so no file can be called after it');
}

/** Those of a shape that our own schema takes, each once. */
export function toAliases(values: readonly unknown[], note: Note): string[] {
  const unique = [...new Set(values)];
  const fit = unique.filter((it) => aliases.safeParse([it]).success) as string[];
  if (fit.length < unique.length) note('aliases: an id of another shape was left out');
  return fit;
}

/** Whole vectors alone, each once; a score or a part of a vector says too little. */
export function toCvss(values: readonly unknown[], note: Note): string[] {
  const unique = [...new Set(values)].filter((it) => it !== null && it !== undefined && it !== '');
  const fit = unique.filter((it): it is string => cvssVector.safeParse(it).success);
  if (fit.length < unique.length) note('severity: an incomplete vector was left out');
  return fit;
}

/** Ids of weaknesses; a category or a view is none. */
export function toCwe(values: readonly unknown[], note: Note): string[] {
  const unique = [...new Set(values)];
  const fit = unique.filter((it): it is string => cweKind(String(it)) === 'weakness');
  if (fit.length < unique.length) note('cwe: an id that is no weakness was left out');
  return fit;
}

/** Those with a web address, each address once. */
export function toReferences(values: readonly { type?: unknown; url?: unknown }[], note: Note) {
  const seen = new Set<string>();
  return values.flatMap((it) => {
    const type = types.safeParse(it.type).data;
    if (type === undefined) note('references: one without a type became WEB');
    const url = String(it.url);
    const parsed = reference.safeParse({ type: type ?? 'WEB', url });
    if (!parsed.success) note('references: one that is no web address was left out');
    if (!parsed.success || seen.has(url)) return [];
    seen.add(url);
    return [parsed.data];
  });
}

/** A role of our schema, whatever its case, or the fallback. */
export function toRole(value: unknown, fallback: Role): Role {
  return roles.safeParse(String(value).toUpperCase()).data ?? fallback;
}

/** The UTC day of an instant, or null. */
export function toDay(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10);
}

/** A title where the source has none: the beginning of its text. */
export function toTitle(summary: unknown, details: string, id: string): string {
  const said = typeof summary === 'string' ? toLine(summary) : '';
  return said || toFirstSentence(details, 120) || id;
}

/** Characters among which it is looked for: what is found by looking for brackets takes longer and longer with their number. */
const furthest = 10_000;

/** The first sentence of a Markdown text as one line without markup, cut between words where it is longer. */
export function toFirstSentence(details: string, most: number): string {
  const [block = ''] = details
    .slice(0, furthest)
    .split(/\n\s*\n/)
    .map((it) => toLine(it.replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[*_`#>]/g, '')))
    .filter((it) => it.split(' ').length > 3);
  const [sentence = ''] = block.split(/(?<=[.!?])\s/);
  if (sentence.length <= most) return sentence;
  return `${sentence.slice(0, most - 1).replace(/\s+\S*$/, '')}…`;
}
