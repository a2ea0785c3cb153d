/** The desk that a command works on: read once, its folders as whole paths, its faults for the person who runs it. */
import { resolve } from 'node:path';
import type { Embargoed } from '../../advisory/draft.ts';
import { type Finding, renderFindings } from '../../desk/finding.ts';
import { type Input, parseInput } from '../../desk/input.ts';
import { draftFolders } from '../../read/drafts.ts';
import { type Records, readDesk } from '../../read.ts';
import type { Io } from './command.ts';
import { CommandError, UsageError } from './command-error.ts';

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

/** The environment's wishes, with folders as whole paths. @throws UsageError for one that cannot be meant */
export function parseCommandInput(io: Io): Input {
  const input = parseEnvironment(io);
  const embargoed = input.embargoed === null ? null : resolve(io.cwd, input.embargoed);
  return { ...input, folder: resolve(io.cwd, input.folder), embargoed };
}

/** The same with folders as they are named, for a command that shows them. @throws UsageError */
export function parseEnvironment({ env, now }: Pick<Io, 'env' | 'now'>): Input {
  try {
    // A command looks at what would be published, so a preview's key does not count.
    return { ...parseInput(env, now()), preview: null };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
