/** Findings as a GitHub workflow shows them: workflow commands for the log, Markdown for the run's summary page. */
import { normalize } from 'node:path/posix';
import { type Finding, hasErrors, renderFinding } from '../../desk/finding.ts';
import type { RuleName } from '../../desk/rules.ts';
import { toVisibleLine } from '../../desk/visible.ts';

/** What a desk that nobody has filled in yet lacks; anything else is a fault of something that is there. */
const toBeginWith: ReadonlySet<RuleName> = new Set([
  'desk-missing',
  'desk-url-missing',
  'key-missing',
  'policy-missing',
  'product-missing',
]);

interface Github {
  /** Workflow commands, one a line: a note at each faulty line of a file. */
  readonly notes: string;
  /** Markdown. */
  readonly summary: string;
  /** Whether a production build can be made. */
  readonly ready: boolean;
  /** Whether the run should be red: something is wrong, and not only missing. */
  readonly failed: boolean;
}

/** @param folder of the desk, from the top of the repository */
export function toGithub(findings: readonly Finding[], folder: string): Github {
  const ready = !hasErrors(findings);
  const failed = !ready && !isOnlyMissing(findings);
  const level = (finding: Finding) =>
    finding.level === 'warning' ? 'warning' : failed ? 'error' : 'notice';
  const notes = findings.map((finding) => {
    const { file, line, code } = finding;
    const place = `file=${escapeValue(normalize(`${folder}/${file}`))}${line > 0 ? `,line=${line}` : ''}`;
    const text = escapeText(`${finding.field ? `${finding.field}: ` : ''}${toSentence(finding)}`);
    return `::${level(finding)} ${place},title=${code}::${text}\n`;
  });
  return { notes: notes.join(''), summary: renderSummary(findings, ready, failed), ready, failed };
}

/** A key that is there and cannot be used is no beginning: a desk must not fall silent when its last key expires. */
export function isOnlyMissing(findings: readonly Finding[]): boolean {
  const unusableKey = findings.some(
    (it) => it.rule.startsWith('key-') && it.rule !== 'key-missing',
  );
  return !unusableKey && findings.every((it) => it.level !== 'error' || toBeginWith.has(it.rule));
}

function renderSummary(findings: readonly Finding[], ready: boolean, failed: boolean): string {
  const heading = ready
    ? 'The desk can be published'
    : failed
      ? 'The desk has faults: nothing was published'
      : 'Not published yet: this is what to add';
  // A code block shows what an author wrote as it is, whatever it holds.
  const list = findings.map((finding) => `    ${renderFinding(finding).replaceAll(/\s+/g, ' ')}`);
  return [`## ${heading}`, '', ...list, ...(list.length > 0 ? [''] : []), ''].join('\n');
}

function toSentence({ found, wanted }: Finding): string {
  return `found ${found}. ${wanted}`;
}

/** A workflow command ends with its line; its log would take a second line for a command of its own, so there is none. */
function escapeText(text: string): string {
  return toVisibleLine(text).replaceAll('%', '%25');
}

function escapeValue(text: string): string {
  return escapeText(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
