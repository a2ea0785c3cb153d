/** A finding: one fault of one content file, in words its author can act on. */
import type { Level } from './rules/rule.ts';
import { type RuleCode, type RuleName, rules } from './rules.ts';
import { toVisibleLine } from './visible.ts';

export interface Finding {
  /** Permanent code of the rule; wording may improve, this may not change. */
  readonly code: RuleCode;
  /** Name of the rule in `rules.ts`. */
  readonly rule: RuleName;
  /** An error stops a build; a warning is printed. */
  readonly level: Level;
  /** Path below the desk's folder, with `/`. */
  readonly file: string;
  /** Line in the file, from 1; 0 where the file as a whole is meant. */
  readonly line: number;
  /** Path of the field as an author would write it, for example `affected[0].ranges[1].fixed`; empty for the whole file. */
  readonly field: string;
  readonly found: string;
  readonly wanted: string;
}

/** What a rule says of one place; `level` only where it differs from the rule's own. */
export interface Break {
  readonly rule: RuleName;
  readonly file: string;
  readonly line?: number;
  readonly field?: string;
  readonly found: string;
  readonly wanted: string;
  readonly level?: Level;
}

/** A finding with its rule's code and level. Without a line or a field the file as a whole is meant. */
export function createFinding(it: Break): Finding {
  const { code, level } = rules[it.rule];
  return { code, level, line: 0, field: '', ...it };
}

/** One line: where, what was found, what is wanted. Names and values in it can be anybody's, such as of a pull request. */
export function renderFinding(finding: Finding): string {
  const { level, file, line, field, found, wanted, code, rule } = finding;
  const place = line > 0 ? `${file}:${line}` : file;
  const text = `${place}${field ? `  ${field}` : ''}: found ${found}. ${wanted}`;
  return `${level} ${toVisibleLine(text)} [${code} ${rule}]`;
}

/** All findings as text, errors first, each file's in the order of its lines. */
export function renderFindings(findings: readonly Finding[]): string {
  const rank = (finding: Finding) => (finding.level === 'error' ? 0 : 1);
  return [...findings]
    .sort((a, b) => rank(a) - rank(b) || compareText(a.file, b.file) || a.line - b.line)
    .map(renderFinding)
    .join('\n');
}

/** Whether a build has to stop. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.level === 'error');
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
