/** The one hook into Astro: machine files and the search index after a build, the same files in dev. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { satteri } from '@astrojs/markdown-satteri';
import type { AstroIntegration } from 'astro';
import { renderFindings } from '../desk/finding.ts';
import { parseInput } from '../desk/input.ts';
import { createProseMarkup } from '../desk/prose/prose-markup.ts';
import { type Records, readDesk } from '../read.ts';
import { toMediaType } from './headers.ts';
import { toMachineFiles } from './machine-files.ts';
import { writeSearchIndex } from './search-index.ts';
import { renderRobots, toSitemapFiles } from './sitemap.ts';

export function deskIntegration(): AstroIntegration {
  return {
    name: 'desk',
    hooks: {
      'astro:config:setup': ({ config, updateConfig }) => {
        const processor = satteri({ hastPlugins: [createProseMarkup(config.base)] });
        updateConfig({ markdown: { processor } });
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use((request, response, next) => {
          const path = new URL(request.url ?? '/', 'http://localhost').pathname;
          readRecords().then((records) => {
            const content = toMachineFiles(records).get(path);
            if (content === undefined) return next();
            response.setHeader('Content-Type', toMediaType(records.site, path));
            return response.end(content);
          }, next);
        });
      },
      'astro:build:done': async ({ dir, pages }) => {
        const folder = fileURLToPath(dir);
        const records = await readRecords();
        for (const [path, content] of toMachineFiles(records)) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          writeFileSync(join(folder, path), content);
        }
        const paths = pages.map(({ pathname }) => toPagePath(pathname));
        for (const [path, text] of toSitemapFiles(records, paths)) {
          writeFileSync(join(folder, path), text);
        }
        // A desk may have its own in `public/`, and then it is there already.
        const robots = join(folder, 'robots.txt');
        if (!existsSync(robots)) writeFileSync(robots, renderRobots(records.site));
        await writeSearchIndex(folder, records);
      },
    },
  };
}

/** @param pathname as Astro names a page: no slash before it, and `404/` for the page that is a file */
function toPagePath(pathname: string): `/${string}` {
  const path = pathname.replace(/^\/+/, '');
  return /^404\/?$/.test(path) ? '/404.html' : `/${path}`;
}

async function readRecords(): Promise<Records> {
  const { records, findings } = await readDesk(parseInput(process.env, new Date()));
  if (records === null) throw new Error(`The desk cannot be read.\n${renderFindings(findings)}`);
  return records;
}
