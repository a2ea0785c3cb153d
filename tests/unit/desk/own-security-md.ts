/** `SECURITY.md` of this repository, as its own desk says it; written by the golden command and compared in the test. */
import { join } from 'node:path';
import { renderSecurityMd } from '../../../src/desk/policy/security-md.ts';
import { readDesk } from '../../../src/read.ts';
import { whatToInclude } from '../../../src/report/what-to-include.ts';

const root = join(import.meta.dirname, '../../..');

/** Where the file stands. */
export const ownSecurityMd = join(root, 'SECURITY.md');

/** The file's text, from `content/`. */
export async function renderOwnSecurityMd(): Promise<string> {
  const folder = join(root, 'content');
  // The day decides nothing here: the text names only days that stand in the desk.
  const date = new Date('2026-11-22T23:59:59Z');
  const { records } = await readDesk({ folder, date, url: null, preview: null, embargoed: null });
  if (records === null) throw new Error('The desk in content/ cannot be read.');
  return renderSecurityMd(records, whatToInclude);
}
