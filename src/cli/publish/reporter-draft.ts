/** The hall-of-fame file of a reporter who agreed to be thanked, kept under embargo beside the draft. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Reporter } from '../../advisory/people/reporter.ts';
import { findReporter } from '../../advisory/people/shown-reporter.ts';
import { type ReportFacts, toSlug } from './report-facts.ts';

export interface ReporterDraft {
  readonly id: string;
  /** Path and text of the file to write, or null where the desk knows them already. */
  readonly file: { readonly path: string; readonly text: string } | null;
}

/**
 * @param drafts folder of the drafts
 * @returns null where the reporter does not want to be named
 */
export function toReporterDraft(
  credit: ReportFacts['credit'],
  reporters: readonly Reporter[],
  drafts: string,
): ReporterDraft | null {
  if (credit === null) return null;
  const { kind, name } = credit;
  const slug = toSlug(name);
  const same = reporters.find((it) =>
    kind === 'handle' ? it.id === name || it.also.includes(name) : it.name === name,
  );
  if (same !== undefined) return { id: same.id, file: null };
  // A handle is shown as the file's name, so one that cannot be a file's name is written out.
  const facts =
    kind === 'handle' && slug === name ? { consent: 'handle' } : { consent: 'named', name };
  const text = `---\n${stringify(facts)}---\n`;
  const isTaken = (id: string) =>
    findReporter(reporters, id) !== null || existsSync(toPath(drafts, id));
  let id = slug;
  for (let number = 2; isTaken(id); number++) id = `${slug}-${number}`;
  return { id, file: { path: toPath(drafts, id), text } };
}

function toPath(drafts: string, id: string): string {
  return join(drafts, 'hall-of-fame', `${id}.mdx`);
}
