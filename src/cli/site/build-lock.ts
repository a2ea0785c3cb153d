/** One build at a time: Astro keeps generated modules in one folder of the project, and two builds would mix them. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const pollMilliseconds = 150;

/**
 * Runs `work` while no other process holds `file`. A lock whose process is gone is taken over.
 * @param patienceMilliseconds how long to wait for the other build
 * @throws Error in one sentence when the other build does not end in time
 */
export async function withBuildLock<T>(
  file: string,
  work: () => Promise<T>,
  patienceMilliseconds = 300_000,
): Promise<T> {
  const deadline = Date.now() + patienceMilliseconds;
  mkdirSync(dirname(file), { recursive: true });
  while (!take(file)) {
    if (Date.now() > deadline)
      throw new Error(`Another build of this folder is still running. If none is, remove ${file}.`);
    await wait(pollMilliseconds);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch {
    if (!isHeld(file)) rmSync(file, { force: true });
    return false;
  }
}

/** Whether the process named in the lock is alive; a lock that is being written or was just removed counts as held. */
function isHeld(file: string): boolean {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (pid <= 0 || pid === process.pid) return true;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
