/** Drafts under embargo: where they lie, and what they hold. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseDraft } from '../advisory/parse-draft.ts';
import { createFinding, type Finding } from '../desk/finding.ts';
import type { Input } from '../desk/input.ts';
import { listFiles } from './list-files.ts';

/** Folders with drafts, each with what its files are called: the desk's own, and the one that `POSTERN_EMBARGOED` names. */
export function draftFolders(input: Input): { folder: string; label: string }[] {
  const own = resolve(input.folder, 'embargoed');
  const other = input.embargoed === null ? own : resolve(input.embargoed);
  const same = existsSync(own) && existsSync(other) && realpathSync(own) === realpathSync(other);
  const folders = [{ folder: own, label: 'embargoed' }];
  return other === own || same
    ? folders
    : [{ folder: other, label: 'POSTERN_EMBARGOED' }, ...folders];
}

/** Every draft of both folders, parsed, with the files it was read from. */
export function readDrafts(input: Input, day: string) {
  const findings: Finding[] = [];
  if (input.embargoed !== null && !existsSync(input.embargoed)) {
    const [file, found] = ['POSTERN_EMBARGOED', 'no such folder'];
    const wanted = 'Correct POSTERN_EMBARGOED, or fetch the private repository first.';
    findings.push(createFinding({ rule: 'embargo-folder', file, found, wanted }));
  }
  const files = draftFolders(input).flatMap(({ folder, label }) =>
    listFiles(folder, '.', '', true).map((path) => ({
      path: join(folder, path),
      name: `${label}/${path}`,
      // Reporters of drafts wait there for the day of publication.
      draft: path.endsWith('.mdx') && !path.startsWith('hall-of-fame/'),
    })),
  );
  const parsed = files
    .filter((it) => it.draft)
    .map(({ path, name }) => {
      const file = relative(input.folder, path).replaceAll('\\', '/');
      return parseDraft(name, file, readFileSync(path, 'utf8'), day);
    });
  return {
    findings: [...findings, ...parsed.flatMap((it) => it.findings)],
    hidden: parsed.flatMap(({ hidden }) => (hidden === null ? [] : [hidden])),
    due: parsed.flatMap(({ due }) => (due === null ? [] : [due])),
    names: new Map(files.map(({ path, name }) => [path, name] as const)),
  };
}
