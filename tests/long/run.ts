/** `npm run test:long [-- NAME ...]`: soaks and large sets, one file after the other, in less than forty minutes. */
import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { compose } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const minuteMs = 60_000;

process.chdir(join(import.meta.dirname, '../..'));
process.env.ASTRO_TELEMETRY_DISABLED = '1';
process.exitCode = await main(process.argv.slice(2));

async function main(asked: readonly string[]): Promise<number> {
  const all = globSync('tests/long/*.test.ts').toSorted();
  const toName = (file: string) => basename(file, '.test.ts');
  const files = all.filter((file) => asked.length === 0 || asked.includes(toName(file)));
  if (files.length < Math.max(1, asked.length)) {
    process.stderr.write(
      `Usage: npm run test:long [-- NAME ...], of ${all.map(toName).join(', ')}\n`,
    );
    return 2;
  }
  let failed = true;
  const events = run({
    files,
    concurrency: 1,
    timeout: 15 * minuteMs,
    signal: AbortSignal.timeout(40 * minuteMs),
  });
  events.on('test:summary', ({ file, counts }) => {
    // Each file sends one of its own before the one of all.
    if (file === undefined) failed = counts.passed === 0 || counts.passed < counts.tests;
  });
  for await (const text of compose(events, new spec())) process.stdout.write(String(text));
  return failed ? 1 : 0;
}
