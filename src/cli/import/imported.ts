/** A record of another place in the words of ours: what every kind of import is read into. */
import type { Advisory } from '../../advisory/advisory.ts';
import type { AffectedRange } from '../../advisory/affected.ts';

export interface ImportedPackage {
  /** As the source names it; empty where it names none. */
  readonly ecosystem: string;
  readonly name: string;
  readonly purl: string | null;
  readonly repository: string | null;
}

export interface ImportedAffected {
  readonly package: ImportedPackage | null;
  readonly ranges: readonly AffectedRange[];
  readonly versions: readonly string[];
  readonly functions: readonly string[];
}

export interface Imported {
  /** Its id at the source. */
  readonly id: string;
  readonly aliases: readonly string[];
  readonly state: 'published' | 'withdrawn' | 'draft';
  readonly title: string;
  /** Markdown. */
  readonly details: string;
  /** UTC days; null where the source has none. */
  readonly published: string | null;
  readonly modified: string | null;
  readonly withdrawn: string | null;
  readonly affected: readonly ImportedAffected[];
  readonly cvss: readonly string[];
  readonly cwe: readonly string[];
  readonly references: Advisory['references'];
  readonly credits: readonly { readonly name: string; readonly role: Role }[];
  /** Address that links within the text begin from, or null. */
  readonly base: string | null;
  /** What could not be taken over as it was: names of fields, each with what became of it. */
  readonly notes: readonly string[];
}

export type Role = Advisory['credits'][number]['role'];

/** Why a file or a record cannot be imported, in a phrase. */
export class ImportFault extends Error {}
