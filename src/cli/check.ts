/** `npm run desk -- check`: every finding of the desk's content at once, as a production build would meet it. */
import { type Finding, hasErrors, renderFindings } from '../desk/finding.ts';
import { toVisibleJson } from '../desk/visible.ts';
import { readDesk } from '../read.ts';
import { toGithub } from './check/check-github.ts';
import { checkSecurityMd } from './check/check-security-md.ts';
import { createFindTracked } from './check/find-tracked.ts';
import type { Command, Io } from './command/command.ts';
import { parseEnvironment } from './command/command-desk.ts';
import { createCommand, type ParsedArgs } from './command/create-command.ts';
import { writeWorkflowStep } from './command/workflow-step.ts';

const help = `Usage: npm run desk -- check [options]

Reads the whole desk and prints every finding with its file and line. Errors stop a production build, warnings do not.
The desk is the folder content, or the one that POSTERN_CONTENT names.

  --json    print the findings as data and nothing else
  --github  for a GitHub workflow: a note at each faulty line, the step output "ready", and a summary. A desk that only
            lacks something to begin with is not ready and no failure.
  --help    print this

Exit code: 0 no errors, 1 errors, 2 wrong usage.
`;

const options = {
  json: { type: 'boolean', default: false },
  github: { type: 'boolean', default: false },
} as const;

async function runCheck({ values }: ParsedArgs<typeof options>, io: Io): Promise<number> {
  const input = parseEnvironment(io);
  const reading = await readDesk(input, createFindTracked(input.folder));
  const copies = checkSecurityMd(reading, input.folder, io.cwd);
  const findings = [...reading.findings, ...copies];
  if (values.github) return writeGithub(findings, input.folder, io);
  io.out(values.json ? renderJson(findings, input.folder) : renderText(findings, input.folder));
  return hasErrors(findings) ? 1 : 0;
}

/** Prints the findings of the desk's content. */
export const check: Command = createCommand({
  name: 'check',
  summary: 'list every fault of the content, with file and line',
  help,
  options,
  optionsOnly: true,
  work: runCheck,
});

function countLevels(findings: readonly Finding[]) {
  const errors = findings.filter((it) => it.level === 'error').length;
  return { errors, warnings: findings.length - errors };
}

function renderText(findings: readonly Finding[], folder: string): string {
  const { errors, warnings } = countLevels(findings);
  const list = findings.length === 0 ? '' : `${renderFindings(findings)}\n`;
  return `${list}${folder}: ${count(errors, 'error')}, ${count(warnings, 'warning')}.\n`;
}

function renderJson(findings: readonly Finding[], folder: string): string {
  return `${toVisibleJson({ folder, ...countLevels(findings), findings })}\n`;
}

function writeGithub(findings: readonly Finding[], folder: string, io: Io): number {
  const { notes, summary, ready, failed } = toGithub(findings, folder);
  io.out(notes);
  writeWorkflowStep(io, `ready=${ready}\n`, summary);
  return failed ? 1 : 0;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
