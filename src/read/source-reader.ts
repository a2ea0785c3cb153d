/** Reads the files of one desk, and keeps what was wrong with them and what their texts hold. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Finding } from '../desk/finding.ts';
import type { LinkedProse } from '../desk/prose/links.ts';
import { checkProse } from '../desk/prose/prose.ts';
import type { Prose } from '../desk/prose/section.ts';
import { parseTranslationName } from '../desk/prose/translation.ts';
import { idOf } from '../desk/source/files.ts';
import { parseRecord, parseSource, type Source } from '../desk/source/source.ts';
import { listFiles } from './list-files.ts';

/** A record's facts beside the file they were read from. */
export interface Sourced<Facts> {
  readonly source: Source;
  readonly facts: Facts;
}

/** What a file or a record was parsed into: null where a finding says why not. */
interface Parsed<T> {
  readonly value: T | null;
  readonly findings: readonly Finding[];
}

/** Where records of one kind lie, and what they are read with. */
interface Folder<Schema> {
  readonly folder: string;
  readonly ending: '.mdx' | '.yaml';
  readonly schema: Schema;
  /** The files in another language than the desk's instead of the originals. */
  readonly translated?: boolean;
}

export interface SourceReader {
  /** Of everything that was read so far, in the order of reading; whoever checks more adds to it. */
  readonly findings: Finding[];
  /** Every text that was read so far. */
  readonly texts: readonly LinkedProse[];
  /** Components that original texts use, each with a file that has it. */
  readonly shown: ReadonlyMap<string, string>;
  /** The value, if there is one, and its findings among the others. */
  keep<T>(parsed: Parsed<T>): T[];
  /** @param file path below the desk's folder of a file that is there */
  read(file: string): Source[];
  /** The records of a folder that have no fault of their own. */
  readAll<Schema extends z.ZodType>(from: Folder<Schema>): Sourced<z.output<Schema>>[];
  /** @param components that may stand in the text */
  toProse(source: Source, components?: readonly string[]): Prose;
}

/** @param desk the desk's folder */
export function createSourceReader(desk: string): SourceReader {
  const findings: Finding[] = [];
  const texts: LinkedProse[] = [];
  const shown = new Map<string, string>();
  const keep = <T>(parsed: Parsed<T>): T[] => {
    findings.push(...parsed.findings);
    return parsed.value === null ? [] : [parsed.value];
  };
  const read = (file: string) => keep(parseSource(file, readFileSync(join(desk, file), 'utf8')));
  return {
    findings,
    texts,
    shown,
    keep,
    read,
    readAll: ({ folder, ending, schema, translated = false }) =>
      // A year is a folder; everywhere else the file's name alone is the id.
      listFiles(desk, folder, ending, folder === 'advisories')
        .filter((file) => (parseTranslationName(file) !== null) === translated)
        .flatMap(read)
        .flatMap((source) => keep(parseRecord(source, schema)).map((facts) => ({ source, facts }))),
    toProse(source, components = []) {
      const { plain, findings: faults, links, headings, ...used } = checkProse(source, components);
      findings.push(...faults);
      // A fact that only a translation shows is not shown to everybody.
      const isOriginal = parseTranslationName(source.file) === null;
      for (const name of isOriginal ? used.components : []) shown.set(name, source.file);
      texts.push({ source, links, headings });
      return { id: idOf(source.file), file: source.file, body: source.body, plain };
    },
  };
}
