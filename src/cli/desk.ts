/** `npm run desk -- <command>`: the table of the maintainer's commands, and the world they run in. */
import { check } from './check.ts';
import type { Command, Io } from './command.ts';
import { coverage } from './coverage.ts';
import { dates } from './dates.ts';
import { runCommand } from './dispatch.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { init } from './init.ts';
import { key } from './key.ts';
import { newCommand } from './new.ts';
import { open } from './open.ts';
import { publish } from './publish.ts';
import { sign } from './sign.ts';
import { verifyReceiptCommand } from './verify-receipt.ts';

const commands: readonly Command[] = [
  init,
  check,
  dates,
  coverage,
  newCommand,
  publish,
  importCommand,
  exportCommand,
  open,
  key,
  sign,
  verifyReceiptCommand,
];

const io: Io = {
  stdin: process.stdin,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  env: process.env,
  cwd: process.cwd(),
};

// A reader such as head may leave before the end; that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runCommand(commands, process.argv.slice(2), io);
