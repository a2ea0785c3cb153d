/** A SECURITY.md that Postern wrote, beside or above a desk: whether it still says what the desk says. */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { createFinding, type Finding, hasErrors } from '../desk/finding.ts';
import { renderSecurityMd, securityMdMark } from '../desk/security-md.ts';
import type { Reading } from '../read.ts';
import { whatToInclude } from '../report/what-to-include.ts';

/** Where code hosts look for it, from the desk's folder. */
const places = ['SECURITY.md', '../SECURITY.md', '../.github/SECURITY.md', '../docs/SECURITY.md'];

/**
 * Findings: `security-md-stale` (warning). A file without Postern's first line is somebody's own.
 * @param folder the desk's
 * @param cwd where commands are run
 */
export function checkSecurityMd(
  { records, findings }: Pick<Reading, 'records' | 'findings'>,
  folder: string,
  cwd: string,
): Finding[] {
  // A policy with an error has no text to compare with.
  if (records === null || hasErrors(findings)) return [];
  const wanted = renderSecurityMd(records, whatToInclude);
  return places.flatMap((file) => {
    const path = join(resolve(cwd, folder), file);
    if (!existsSync(path)) return [];
    const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
    if (!text.startsWith(securityMdMark) || text === wanted) return [];
    return [
      createFinding({
        rule: 'security-md-stale',
        file,
        found: 'a text that is not what the desk says today',
        wanted: `Write it again: npm run desk -- export policy ${relative(cwd, path)}`,
      }),
    ];
  });
}
