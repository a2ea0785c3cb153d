/** The shape of one `npm run desk` command, and the world it is given: terminal, environment, folder and clock come in, so that a test can run it. */
import type { Prompts } from './prompts.ts';

/** What a command reads and writes. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Writes to standard output exactly as given: the caller ends its own lines. */
  out(text: string): void;
  /** Writes to standard error exactly as given: the caller ends its own lines. */
  err(text: string): void;
  /** Who asks a person, or null where nobody can be asked. */
  readonly prompts: Prompts | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute path that relative file names are taken from. */
  readonly cwd: string;
  /** The clock, where `POSTERN_DATE` names no day. */
  readonly now: () => Date;
}

/** One command of `npm run desk -- <name>`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The whole text of `--help`. */
  readonly help: string;
  /**
   * @param args what follows the command's name
   * @returns the exit code: 0 done, 1 failed or findings, 2 wrong usage
   */
  run(args: string[], io: Io): Promise<number>;
}
