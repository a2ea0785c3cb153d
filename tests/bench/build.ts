/** How long a production build of a thousand advisories takes, and how much memory. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeGeneratedDesk } from '../helpers/generated-desk.ts';
import type { Figure } from './figure.ts';
import { toSpread } from './in-pairs.ts';

const root = resolve(import.meta.dirname, '../..');
const advisories = 1000;

export const build: Figure = {
  name: 'build',
  async measure(rounds) {
    const folder = mkdtempSync(join(tmpdir(), 'postern-bench-'));
    const [desk, out, peak] = [join(folder, 'desk'), join(folder, 'out'), join(folder, 'peak')];
    const [rates, seconds, peaks]: [number[], number[], number[]] = [[], [], []];
    try {
      writeGeneratedDesk(desk, advisories);
      for (let round = 0; round < rounds; round += 1) {
        const begun = performance.now();
        const notePeak = pathToFileURL(join(import.meta.dirname, 'note-peak.ts')).href;
        const child = spawn(process.execPath, ['--import', notePeak, 'src/cli/build.ts'], {
          cwd: root,
          env: {
            ...process.env,
            POSTERN_CONTENT: desk,
            POSTERN_OUT: out,
            POSTERN_DATE: '2026-12-31',
            BENCH_PEAK: peak,
          },
          stdio: 'ignore',
        });
        const [code] = await once(child, 'exit');
        if (code !== 0) throw new Error(`The build ended with ${code}.`);
        const took = (performance.now() - begun) / 1000;
        seconds.push(took);
        rates.push(globSync('**/*.html', { cwd: out }).length / took);
        peaks.push(Number(readFileSync(peak, 'utf8')) / 1024);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    return [
      {
        what: `pages a second of a whole build of ${advisories} advisories, machine files and search index included`,
        spread: toSpread(rates),
        unit: 'pages/s',
        goal: null,
        shown: `${toSpread(seconds).median.toFixed(1)} s`,
      },
      {
        what: `memory at its peak in that build; the goal is that of 10,000`,
        spread: toSpread(peaks),
        unit: 'MiB',
        goal: { most: 1536 },
      },
    ];
  },
};
