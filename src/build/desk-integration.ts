/** The one hook into Astro: machine files and the search index after a build, the same files in dev. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { satteri } from '@astrojs/markdown-satteri';
import type { AstroIntegration } from 'astro';
import { createProseMarkup } from '../desk/prose/prose-markup.ts';
import type { Records } from '../read.ts';
import { getDeskRecords } from './desk-records.ts';
import { toMediaType } from './headers.ts';
import { toMachineFiles } from './machine-files.ts';
import { writeSearchIndex } from './search-index.ts';
import { renderRobots, toSitemapFiles } from './sitemap.ts';

/** Named in `astro.config.mjs`; `src/content.config.ts` finds the records by it. */
export function deskIntegration(): AstroIntegration {
  return {
    name: 'desk',
    hooks: {
      'desk:records': getDeskRecords,
      'astro:config:setup': ({ config, updateConfig }) => {
        const processor = satteri({ hastPlugins: [createProseMarkup(config.base)] });
        updateConfig({ markdown: { processor } });
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          const path = new URL(request.url ?? '/', 'http://localhost').pathname;
          getDeskRecords().then((records) => {
            const content = toMachineFiles(records).get(path);
            if (content === undefined) return next();
            response.setHeader('Content-Type', toMediaType(records.site, path));
            return response.end(content);
          }, next);
        });
      },
      'astro:build:done': async ({ dir, pages }) => {
        const folder = fileURLToPath(dir);
        const records = await getDeskRecords();
        await writeSearchIndex(folder, records, () => {
          writeMachineFiles(
            folder,
            records,
            pages.map(({ pathname }) => toPagePath(pathname)),
          );
        });
      },
    },
  };
}

/** @param pages of the site, for its map */
function writeMachineFiles(folder: string, records: Records, pages: readonly `/${string}`[]): void {
  for (const [path, content] of toMachineFiles(records)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  for (const [path, text] of toSitemapFiles(records, pages)) {
    writeFileSync(join(folder, path), text);
  }
  // A desk may have its own in `public/`, and then it is there already.
  const robots = join(folder, 'robots.txt');
  if (!existsSync(robots)) writeFileSync(robots, renderRobots(records.site));
}

/** @param pathname as Astro names a page: no slash before it, and `404/` for the page that is a file */
function toPagePath(pathname: string): `/${string}` {
  const path = pathname.replace(/^\/+/, '');
  return /^404\/?$/.test(path) ? '/404.html' : `/${path}`;
}
