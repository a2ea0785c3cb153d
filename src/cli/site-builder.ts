/** Builds the site of one desk into a folder with Astro. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type AstroInlineConfig, build } from 'astro';
import type { Records } from '../read.ts';
import { withBuildLock } from './build-lock.ts';

const root = resolve(import.meta.dirname, '../..');

/** What Astro is told by every command: where the site will be, and nothing about this machine. */
export function toAstroConfig({ site }: Pick<Records, 'site'>): AstroInlineConfig {
  const { origin, pathname } = new URL(site.url);
  process.env.ASTRO_TELEMETRY_DISABLED = '1';
  return { root, site: origin, base: pathname, logLevel: 'warn' };
}

/** Builds into `folder` from nothing: neither the folder nor a cache keeps anything of an earlier build. */
export async function buildSite(records: Records, folder: string): Promise<void> {
  const cacheDir = mkdtempSync(join(tmpdir(), 'postern-build-'));
  try {
    rmSync(folder, { recursive: true, force: true });
    await withBuildLock(join(root, '.astro', 'build.lock'), () =>
      build({ ...toAstroConfig(records), outDir: folder, cacheDir }),
    );
  } finally {
    rmSync(cacheDir, { recursive: true, force: true });
  }
}
