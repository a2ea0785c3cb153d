/** `npm run desk -- <command>`: runs one of the maintainer's commands in the world of this process. */
import type { Io } from './command/command.ts';
import { runCommand } from './command/dispatch.ts';
import { createPrompts } from './command/prompts.ts';
import { commands } from './commands.ts';

const io: Io = {
  stdin: process.stdin,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  prompts: createPrompts(process.stdin, process.stderr),
  env: process.env,
  cwd: process.cwd(),
  now: () => new Date(),
};

// A reader such as head may leave before the end; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runCommand(commands, process.argv.slice(2), io);
