/** Advisories under embargo: what of them may be shown, and what is wrong with them without saying what they hold. */
import { createFinding, type Finding } from '../desk/finding.ts';
import { findingAt, type Source } from '../desk/source/source.ts';
import type { Advisory, Announcement, Draft } from './advisory.ts';
import { toAdvisoryFile } from './advisory-file.ts';

/** What is known of an advisory that nobody may read yet. It is compared with every output, and goes into none. */
export interface Embargoed
  extends Pick<
    Draft,
    'id' | 'aliases' | 'title' | 'summary' | 'body' | 'file' | 'credits' | 'announcement'
  > {
  readonly status: Draft['status'] | Advisory['status'];
}

/** A draft beside the file it was read from. */
export interface SourcedDraft {
  readonly source: Source;
  readonly draft: Draft;
}

/**
 * Whether nothing but an announcement may be shown.
 * @param day UTC day of the build
 */
export function isEmbargoed(
  { status, dates }: { status: string; dates: { readonly published?: string | undefined } },
  day: string,
): boolean {
  if (status === 'reserved' || status === 'pre-announced') return true;
  return dates.published === undefined || dates.published > day;
}

/** The part of a draft that the embargo is about. */
export function toEmbargoed(draft: Draft | Advisory): Embargoed {
  const { id, aliases, title, summary, body, status, file, credits } = draft;
  const announcement = 'announcement' in draft ? draft.announcement : undefined;
  return { id, aliases, title, summary, body, status, file, credits, announcement };
}

/**
 * What pre-announced drafts declare public, the newest first.
 * @param day UTC day of the build; an announcement of a later day waits
 */
export function toAnnouncements(embargoed: readonly Embargoed[], day: string): Announcement[] {
  return embargoed
    .flatMap(({ id, status, announcement }) =>
      status === 'pre-announced' && announcement !== undefined && announcement.date <= day
        ? [{ id, ...announcement }]
        : [],
    )
    .sort((a, b) => b.date.localeCompare(a.date, 'en') || a.id.localeCompare(b.id, 'en'));
}

/**
 * Rules for drafts: `embargo-file-name`, `embargo-duplicate-id`, `embargo-missing` for what a state asks for.
 * @param taken file by upper-case id or alias of everything that is published
 */
export function checkDrafts(
  drafts: readonly SourcedDraft[],
  taken: ReadonlyMap<string, string>,
): Finding[] {
  const first = new Map(taken);
  return drafts.flatMap(({ source, draft }) => [
    ...checkFileName(source, draft),
    ...checkState(source, draft),
    ...[draft.id, ...draft.aliases].flatMap((name, index) => {
      const other = first.get(name.toUpperCase());
      if (other === undefined) first.set(name.toUpperCase(), source.file);
      if (other === undefined || other === source.file) return [];
      const wanted = `${other} has it already; every id and alias belongs to one advisory.`;
      const path = index === 0 ? ['id'] : ['aliases', index - 1];
      return [findingAt(source, path, { rule: 'embargo-duplicate-id', found: unprinted, wanted })];
    }),
  ]);
}

/** A file that lies among the published ones before its day. */
export function toEarlyFinding(source: Source): Finding {
  return findingAt(source, ['dates', 'published'], {
    rule: 'embargo-early',
    found: 'a day that is still to come, so nothing of it is shown',
    wanted: 'Until that day the file belongs into embargoed/.',
  });
}

/** A draft whose day of publication has come: it is shown, and should lie where published ones do. */
export function toDueFinding({ source, draft }: SourcedDraft): Finding {
  return findingAt(source, ['dates', 'published'], {
    rule: 'embargo-due',
    found: 'a day that has come, so the advisory is published',
    wanted: `Move the file to ${toAdvisoryFile(draft.id)}.`,
  });
}

/** A file under embargo that everybody who can read the repository can read. */
export function toTrackedFinding(file: string): Finding {
  return createFinding({
    rule: 'embargo-tracked',
    file,
    found: 'a file under embargo in version control',
    wanted:
      'Take it out with git rm --cached, and out of the history where that was pushed; or say source: private in desk.yaml when only maintainers can read this repository.',
  });
}

/** The same finding without a value: a build log may be public long before the advisory. */
export function toHushed(finding: Finding): Finding {
  return { ...finding, found: unprinted };
}

const unprinted = 'what is not printed, for the file is under embargo';

function checkFileName(source: Source, { id }: Draft): Finding[] {
  if (source.file.endsWith(`/${id}.mdx`)) return [];
  const wanted = 'Name the file after its id.';
  return [findingAt(source, ['id'], { rule: 'embargo-file-name', found: unprinted, wanted })];
}

function checkState(source: Source, { status, announcement, dates }: Draft): Finding[] {
  const missing = (field: string[], wanted: string) => [
    findingAt(source, field, { rule: 'embargo-missing', found: 'nothing', wanted }),
  ];
  if (status === 'pre-announced' && announcement === undefined) {
    return missing(['announcement'], 'Write what may be said now, or use the status reserved.');
  }
  if (status === 'published' && dates.published === undefined) {
    return missing(['dates', 'published'], 'Write the day of publication, or use reserved.');
  }
  return [];
}
