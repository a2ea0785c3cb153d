/** A SECURITY.md that Postern wrote, beside or above a desk: whether it still says what the desk says. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { createFinding, type Finding, hasErrors } from '../../desk/finding.ts';
import { renderSecurityMd, securityMdMark } from '../../desk/policy/security-md.ts';
import type { Reading } from '../../read.ts';
import { whatToInclude } from '../../report/what-to-include.ts';

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
  const desk = resolve(cwd, folder);
  const wanted = renderSecurityMd(records, whatToInclude);
  return toPlaces(desk).flatMap((path) => {
    if (!existsSync(path)) return [];
    const text = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
    if (!text.startsWith(securityMdMark) || text === wanted) return [];
    return [
      createFinding({
        rule: 'security-md-stale',
        file: relative(desk, path).replaceAll('\\', '/'),
        found: 'a text that is not what the desk says today',
        wanted: `Write it again: npm run desk -- export policy ${relative(cwd, path)}`,
      }),
    ];
  });
}

/** Where code hosts look for it: beside the desk, and in every folder from the one above it to the top of the repository. */
function toPlaces(desk: string): string[] {
  const above: string[] = [];
  for (let at = dirname(desk); above.at(-1) !== at; at = dirname(at)) {
    above.push(at);
    if (existsSync(join(at, '.git'))) break;
  }
  const top = above.at(-1);
  const inside = top !== undefined && existsSync(join(top, '.git')) ? above : above.slice(0, 1);
  return [
    join(desk, 'SECURITY.md'),
    ...inside.flatMap((at) =>
      ['SECURITY.md', '.github/SECURITY.md', 'docs/SECURITY.md'].map((file) => join(at, file)),
    ),
  ];
}
