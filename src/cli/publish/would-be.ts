/** A desk as it would be after some changes, read with every check before anything is written. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { Finding } from '../../desk/finding.ts';
import type { Input } from '../../desk/input.ts';
import { draftFolders } from '../../read/drafts.ts';
import { type Records, readDesk } from '../../read.ts';

/** Files by whole path: a text to write, or null to remove. */
export type Changes = ReadonlyMap<string, string | null>;

/**
 * @returns records as they would be, and the errors that the changes would bring or that stand in a changed file
 */
export async function readWouldBe(
  input: Input,
  changes: Changes,
): Promise<{ records: Records | null; errors: readonly Finding[] }> {
  const before = await readDesk(input);
  const folder = mkdtempSync(join(tmpdir(), 'postern-would-be-'));
  try {
    const folders = draftFolders(input);
    const outside = folders.length > 1;
    const roots: (readonly [from: string, to: string])[] = [
      [input.folder, join(folder, 'desk')],
      ...folders.map(({ folder: from }, index) => [from, join(folder, `drafts-${index}`)] as const),
    ];
    for (const [from, to] of roots.slice(0, outside ? 2 : 1)) {
      if (existsSync(from)) cpSync(from, to, { recursive: true, dereference: true });
    }
    const touched = new Set<string>();
    for (const [path, text] of changes) {
      for (const [from, to] of roots) {
        const place = relative(from, path);
        if (place.startsWith('..') || !existsSync(to)) continue;
        touched.add(place.replaceAll('\\', '/'));
        if (text === null) rmSync(join(to, place), { force: true });
        else {
          mkdirSync(dirname(join(to, place)), { recursive: true });
          writeFileSync(join(to, place), text);
        }
      }
    }
    const embargoed = outside ? join(folder, 'drafts-0') : null;
    const after = await readDesk({ ...input, folder: join(folder, 'desk'), embargoed });
    const known = new Set(before.findings.map(keyOf));
    const errors = after.findings.filter(
      (it) => it.level === 'error' && (touched.has(it.file) || !known.has(keyOf(it))),
    );
    return { records: after.records, errors };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function keyOf({ rule, file, field, found }: Finding): string {
  return JSON.stringify([rule, file, field, found]);
}
