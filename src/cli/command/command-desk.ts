/** The desk that a command works on: read once, its folders as whole paths, its faults for the person who runs it. */
import { resolve } from 'node:path';
import type { Embargoed } from '../../advisory/draft.ts';
import { type Finding, renderFindings } from '../../desk/finding.ts';
import { type Input, parseInput } from '../../desk/input.ts';
import { draftFolders } from '../../read/drafts.ts';
import { type Records, readDesk } from '../../read.ts';
import type { Io } from './command.ts';

export interface CommandDesk {
  readonly input: Input;
  readonly records: Records;
  readonly findings: readonly Finding[];
  readonly embargoed: readonly Embargoed[];
  /** Folder that new drafts are written to. */
  readonly drafts: string;
  /** What ids begin with; null where `desk.yaml` says nothing and is no demonstration. */
  readonly prefix: string | null;
  /** Every id and alias in use. */
  readonly taken: readonly string[];
}

/** A wish that cannot be meant, in a sentence: exit code 2. */
export class UsageError extends Error {}

/** What `parse` makes of the arguments. @throws UsageError for options that there are not */
export function readUsage<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** What keeps a command from its work, in sentences: exit code 1. */
export class CommandError extends Error {}

/** @throws UsageError for an environment that cannot be meant, CommandError for a desk that cannot be read */
export async function readCommandDesk(io: Io): Promise<CommandDesk> {
  const input = parseCommandInput(io);
  const { records, findings, embargoed } = await readDesk(input);
  if (records === null) throw new CommandError(renderFindings(findings));
  const prefix = records.desk.ids ?? (records.desk.example ? 'EXAMPLE' : null);
  const drafts = draftFolders(input)[0]?.folder ?? resolve(input.folder, 'embargoed');
  const taken = [...records.advisories, ...embargoed].flatMap((it) => [it.id, ...it.aliases]);
  return { input, records, findings, embargoed, drafts, prefix, taken };
}

/** Runs a command's work and turns what it throws into its exit code. */
export async function runWork(name: string, io: Io, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`desk ${name}: ${error.message}\nSee npm run desk -- ${name} --help.\n`);
      return 2;
    }
    if (!(error instanceof CommandError)) throw error;
    io.err(`desk ${name}: ${error.message}\n`);
    return 1;
  }
}

/** @throws UsageError for an environment that cannot be meant */
export function parseCommandInput(io: Io): Input {
  try {
    const input = { ...parseInput(io.env, new Date()), preview: null };
    const embargoed = input.embargoed === null ? null : resolve(io.cwd, input.embargoed);
    return { ...input, folder: resolve(io.cwd, input.folder), embargoed };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
