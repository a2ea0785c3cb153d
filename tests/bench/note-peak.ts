/** Loaded before a script that is measured: notes at its end how much memory it has ever had, in KiB, in a file. */
import { writeFileSync } from 'node:fs';

const { BENCH_PEAK: path } = process.env;
if (path !== undefined) {
  // A program that the script starts is not to write over it.
  delete process.env.BENCH_PEAK;
  process.once('exit', () => writeFileSync(path, String(process.resourceUsage().maxRSS)));
}
