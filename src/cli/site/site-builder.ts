/** Builds the site of one desk into a folder with Astro. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type AstroInlineConfig, build } from 'astro';
import type { Embargoed } from '../../advisory/draft.ts';
import { handRecords } from '../../build/desk-records.ts';
import { findLeaks } from '../../build/leak-scan.ts';
import { toVisibleLine } from '../../desk/visible.ts';
import { findLinks } from '../../read/find-links.ts';
import type { Records } from '../../read.ts';
import { withBuildLock } from './build-lock.ts';

const root = resolve(import.meta.dirname, '../../..');

/** What Astro is told by every command: where the site will be, and nothing about this machine. */
export function toAstroConfig({ site }: Pick<Records, 'site'>): AstroInlineConfig {
  const { origin, pathname } = new URL(site.url);
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  return { root, site: origin, base: pathname, logLevel: 'warn' };
}

/**
 * Builds into `folder` from nothing: neither the folder nor a cache keeps anything of an earlier build.
 * Ends the process, and removes the folder, where a file holds something of an advisory under embargo; and at once where
 * `public/` has a symbolic link, for what it leads to would be copied into the site.
 */
export async function buildSite(
  { records, embargoed }: { records: Records; embargoed: readonly Embargoed[] },
  folder: string,
): Promise<void> {
  const links = findLinks(join(root, 'public'));
  if (links.length > 0) {
    const list = links.map((it) => `error public/${toVisibleLine(it)}: found a symbolic link.`);
    process.stderr.write(`${list.join('\n')}\n${linkAdvice}\n`);
    process.exit(1);
  }
  const cacheDir = mkdtempSync(join(tmpdir(), 'postern-build-'));
  let leaks: readonly string[] | null = null;
  handRecords(records);
  try {
    rmSync(folder, { recursive: true, force: true });
    await withBuildLock(join(root, '.astro', 'build.lock'), () =>
      build({ ...toAstroConfig(records), outDir: folder, cacheDir }),
    );
    leaks = findLeaks(folder, embargoed, records);
  } finally {
    rmSync(cacheDir, { recursive: true, force: true });
    // A site that was not searched to the end is not published either.
    if (leaks?.length !== 0) rmSync(folder, { recursive: true, force: true });
  }
  if (leaks.length === 0) return;
  process.stderr.write(`${leaks.map((file) => `error ${file}`).join('\n')}\n${leakAdvice}\n`);
  process.exit(1);
}

const linkAdvice =
  'Put each file itself there: a link can lead to any file of the machine that builds the site.';

const leakAdvice = `
These files held an id, a title or a sentence of an advisory under embargo, so the site was removed again.
Take it out of what is published, or out of the embargo; what it was is not printed here.`;
