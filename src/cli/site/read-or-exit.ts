/** Reads the desk for a command that cannot go on with errors: prints every finding, and ends the process when it must. */
import type { Embargoed } from '../../advisory/draft.ts';
import { hasErrors, renderFindings } from '../../desk/finding.ts';
import { type Input, parseInput } from '../../desk/input.ts';
import { type Records, readDesk } from '../../read.ts';
import { createFindTracked } from '../check/find-tracked.ts';
import { orExit } from './or-exit.ts';

/** A desk without errors. */
export interface Ready {
  readonly records: Records;
  readonly embargoed: readonly Embargoed[];
  readonly input: Input;
}

/** @returns the records; where there are errors, exit code 1 after all findings are printed */
export async function readOrExit(): Promise<Ready> {
  let input: Input;
  try {
    input = parseInput(process.env, new Date());
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
  const { records, findings, embargoed } = await orExit(
    readDesk(input, createFindTracked(input.folder)),
  );
  if (findings.length > 0) process.stderr.write(`${renderFindings(findings)}\n`);
  if (records === null || hasErrors(findings)) {
    process.stderr.write(`\nNothing was built. The files are below ${input.folder}/.\n`);
    process.exit(1);
  }
  return { records, embargoed, input };
}
