/** What keeps a command of npm from its work is a sentence for whoever typed it, and no trace of calls. */

/** @returns what `work` gives; where it fails, the process ends with its message and exit code 1 */
export async function orExit<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}
