/** What keeps a command of npm from its work is a sentence for whoever typed it, and no trace of calls. */
import { toSystemFault } from '../command/system-fault.ts';

/** @returns what `work` gives; where it fails, the process ends with its message and exit code 1 */
export async function orExit<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${toSystemFault(error) ?? said}\n`);
    process.exit(1);
  }
}
