/** Writes a report's files into a folder without ever replacing one. */
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { OpenError } from './open-error.ts';
import type { ReportFile } from './opened-report.ts';
import { toNumberedName, toSafeName } from './safe-name.ts';

const maxSameName = 1000;

/**
 * Writes every file readable by its owner only.
 * @param folder made when it is not there
 * @param label what to call the folder in a message
 * @returns the names written, in the order of the files
 * @throws OpenError when the folder cannot be written to
 */
export async function writeFiles(
  folder: string,
  files: readonly ReportFile[],
  label: string,
): Promise<string[]> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const names: string[] = [];
    for (const file of files) names.push(await writeNew(folder, file));
    return names;
  } catch {
    throw new OpenError('cannot-save', label);
  }
}

async function writeNew(folder: string, file: ReportFile): Promise<string> {
  const wanted = toSafeName(file.name);
  for (let number = 1; number <= maxSameName; number++) {
    const name = toNumberedName(wanted, number);
    // `wx` refuses a file that is there, and a link too.
    const handle = await open(join(folder, name), 'wx', 0o600).catch((error) => {
      if (error.code === 'EEXIST') return null;
      throw error;
    });
    if (handle === null) continue;
    try {
      await handle.writeFile(file.content);
    } finally {
      await handle.close();
    }
    return name;
  }
  throw new Error('Too many files of one name.');
}
