/** Builds the desk in `<folder>/desk` into `<folder>/out`, as of the last day that a generated desk knows. */
import { execFile } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** Runs the production build. @throws when it exits with anything but 0 */
export async function buildFolder(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, ['src/cli/build.ts'], {
    cwd: resolve(import.meta.dirname, '../..'),
    env: {
      ...process.env,
      POSTERN_CONTENT: join(folder, 'desk'),
      POSTERN_OUT: join(folder, 'out'),
      POSTERN_DATE: '2026-12-31',
    },
  });
}
