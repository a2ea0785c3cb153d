/** The maintainer's commands, in the order in which a desk needs them. */
import { canary } from './canary.ts';
import { check } from './check.ts';
import type { Command } from './command/command.ts';
import { coverage } from './coverage.ts';
import { dates } from './dates.ts';
import { exportCommand } from './export.ts';
import { importCommand } from './import.ts';
import { init } from './init.ts';
import { key } from './key.ts';
import { newCommand } from './new.ts';
import { open } from './open.ts';
import { publish } from './publish.ts';
import { sign } from './sign.ts';
import { verifyReceiptCommand } from './verify-receipt.ts';

/** What `npm run desk -- <name>` may name. */
export const commands: readonly Command[] = [
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
  canary,
  verifyReceiptCommand,
];
