/** A command from its options, its help and its work: `--help`, wrong usage and exit codes are the same for all. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { toVisible, toVisibleLine } from '../../desk/visible.ts';
import type { Command, Io } from './command.ts';
import { CommandError, UsageError } from './command-error.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** The arguments of a command as `parseArgs` of Node gives them. */
export type ParsedArgs<O extends Options> = ReturnType<
  typeof parseArgs<{ options: O; allowPositionals: true }>
>;

interface Parts<O extends Options> extends Omit<Command, 'run'> {
  /** As `parseArgs` of Node takes them; `--help` is among them without being named. */
  readonly options: O;
  /** Whether it takes no words beside its options. */
  readonly optionsOnly?: true;
  /**
   * @returns the exit code
   * @throws UsageError, CommandError
   */
  readonly work: (usage: ParsedArgs<O>, io: Io) => Promise<number>;
}

/** Whatever `work` throws that is neither of the two errors is a fault of ours, and thrown on. */
export function createCommand<const O extends Options>({
  options,
  optionsOnly,
  work,
  ...told
}: Parts<O>): Command {
  const { name, help } = told;
  const all = { ...options, help: { type: 'boolean' } } as const;
  const parse = (args: string[]) => {
    try {
      return parseArgs({ args, options: all, allowPositionals: optionsOnly !== true });
    } catch (error) {
      throw new UsageError(toVisibleLine((error as Error).message));
    }
  };
  return {
    ...told,
    async run(args, io) {
      try {
        const usage = parse(args);
        if ('help' in usage.values) {
          io.out(help);
          return 0;
        }
        return await work(usage as ParsedArgs<O>, io);
      } catch (error) {
        if (!(error instanceof UsageError || error instanceof CommandError)) throw error;
        // What was typed or read may hold what a terminal obeys.
        io.err(`desk ${name}: ${toVisible(error.message)}\n`);
        if (error instanceof CommandError) return 1;
        io.err(`See npm run desk -- ${name} --help.\n`);
        return 2;
      }
    },
  };
}
