/** A finding: one fault of one content file, in words its author can act on. */

export interface Finding {
  /** Permanent name of the rule; wording may improve, this may not change. */
  readonly code: string;
  /** An error stops a build; a warning is printed. */
  readonly level: 'error' | 'warning';
  /** Path below the desk's folder, with `/`. */
  readonly file: string;
  /** Line in the file, from 1; 0 where the file as a whole is meant. */
  readonly line: number;
  /** Path of the field as an author would write it, for example `affected[0].ranges[1].fixed`; empty for the whole file. */
  readonly field: string;
  readonly found: string;
  readonly wanted: string;
}

/** One line: where, what was found, what is wanted. */
export function renderFinding(finding: Finding): string {
  const { level, file, line, field, found, wanted, code } = finding;
  const place = line > 0 ? `${file}:${line}` : file;
  return `${level} ${place}${field ? `  ${field}` : ''}: found ${found}. ${wanted} [${code}]`;
}

/** All findings as text, errors first, each file's in the order of its lines. */
export function renderFindings(findings: readonly Finding[]): string {
  const rank = (finding: Finding) => (finding.level === 'error' ? 0 : 1);
  return [...findings]
    .sort((a, b) => rank(a) - rank(b) || compareText(a.file, b.file) || a.line - b.line)
    .map(renderFinding)
    .join('\n');
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.level === 'error');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
