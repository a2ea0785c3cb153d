/** Loaded before a script that is measured: notes at its end, in a file, what it used. */
import { writeFileSync } from 'node:fs';

/** Of the process with its threads, not of programs that it starts. */
export interface Use {
  /** The most memory it ever had, in MiB. */
  readonly mebibytes: number;
  /** Time of all processors together, in seconds. */
  readonly processor: number;
}

const { BENCH_USE: path } = process.env;
if (path !== undefined) {
  // A program that the script starts is not to write over it.
  delete process.env.BENCH_USE;
  process.once('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    const use: Use = { mebibytes: maxRSS / 1024, processor: (userCPUTime + systemCPUTime) / 1e6 };
    writeFileSync(path, JSON.stringify(use));
  });
}
