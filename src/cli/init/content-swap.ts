/** Puts a whole new folder in the place of another, or of none, so that no interruption leaves half of it. */
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface ContentSwap {
  /** An empty folder beside the one that is replaced. */
  readonly folder: string;
  /** Swaps both folders, and does `more` with them; whatever fails, everything is as it was. */
  commit(more: () => void): void;
  /** Removes what was prepared. */
  discard(): void;
}

/** Mends what a killed run left, then makes an empty folder beside `target`. */
export function prepareSwap(target: string): ContentSwap {
  const beside = (name: string) => join(dirname(target), `.${basename(target)}.${name}`);
  const [fresh, former] = [beside('new'), beside('former')];
  if (existsSync(former)) {
    // Killed between two renames: what was there is still whole.
    if (existsSync(target)) rmSync(former, { recursive: true });
    else renameSync(former, target);
  }
  rmSync(fresh, { recursive: true, force: true });
  // Folders above it may be new as well, and go with it.
  let made = mkdirSync(fresh, { recursive: true }) ?? fresh;
  const interrupted = (signal: NodeJS.Signals) => {
    discard();
    process.kill(process.pid, signal);
  };
  const discard = () => {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    rmSync(made, { recursive: true, force: true });
  };
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  return {
    folder: fresh,
    discard,
    // Without a pause in between, a signal is heard before or after, never within.
    commit(more) {
      const replaced = existsSync(target);
      if (replaced) renameSync(target, former);
      try {
        renameSync(fresh, target);
        more();
      } catch (error) {
        if (existsSync(target)) rmSync(target, { recursive: true });
        if (replaced) renameSync(former, target);
        discard();
        throw error;
      }
      made = fresh;
      rmSync(former, { recursive: true, force: true });
      discard();
    },
  };
}
