/** Hands the records of the one door to Astro and renders bodies, nothing more. */

import { defineCollection } from 'astro:content';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader, LoaderContext } from 'astro/loaders';
import { parseInput } from './desk/input.ts';
import type { Prose } from './desk/prose/section.ts';
import type { Records } from './read.ts';

const folder = resolve(parseInput(process.env, new Date()).folder);

let reading: Promise<Records> | null = null;

/**
 * One reading serves every collection of a build; in dev a changed file begins a new one.
 * The hook has it: whatever is imported here, Vite compiles anew in every build.
 */
function read({ integrations }: LoaderContext['config']): Promise<Records> {
  const desk = integrations.find(({ name }) => name === 'desk');
  const records = desk?.hooks['desk:records'];
  if (records === undefined) throw new Error('astro.config.mjs is without the desk.');
  reading ??= records();
  return reading;
}

/** A loader that calls `fill` now, and in dev again whenever a file of the desk changes. */
function deskLoader(
  name: string,
  fill: (records: Records, context: LoaderContext) => Promise<void>,
): Loader {
  return {
    name,
    async load(context) {
      const load = async () => {
        context.store.clear();
        await fill(await read(context.config), context);
      };
      await load();
      context.watcher?.add(folder);
      context.watcher?.on('all', (_event, path) => {
        if (!path.startsWith(folder)) return;
        reading = null;
        load().catch((error: unknown) => context.logger.error(String(error)));
      });
    },
  };
}

/** Plain prose is rendered here; prose with components is left to Vite, as is everything in dev, where edits count more. */
function proseLoader(name: string, pick: (records: Records) => readonly Prose[]): Loader {
  return deskLoader(
    name,
    async (records, { store, renderMarkdown, config, watcher, generateDigest }) => {
      for (const prose of pick(records)) {
        const { id, plain, body, ...facts } = prose;
        const file = join(folder, prose.file);
        const filePath = relative(fileURLToPath(config.root), file).replaceAll('\\', '/');
        const data = { ...facts, id, plain, body };
        const digest = generateDigest(data);
        if (plain && watcher === undefined) {
          store.set({ id, data, filePath, digest, rendered: await renderMarkdown(body) });
        } else {
          store.set({ id, data, filePath, digest, deferredRender: true });
          store.addModuleImport(filePath);
        }
      }
    },
  );
}

/** The texts of each collection. */
const texts = {
  policy: (it: Records) => [...it.policy, ...it.translations.policy],
  advisories: (it: Records) => it.advisories,
  reporters: (it: Records) => it.reporters,
  guides: (it: Records) => [...it.guides, ...it.translations.guides],
} as const satisfies Record<string, (records: Records) => readonly Prose[]>;

export const collections = {
  desk: defineCollection({
    loader: deskLoader('desk', async (records, { store }) => {
      const {
        policy: _p,
        advisories: _a,
        reporters: _r,
        guides: _g,
        translations: _t,
        ...data
      } = records;
      const filled = Object.entries(texts).flatMap(([name, pick]) =>
        pick(records).length > 0 ? [name] : [],
      );
      store.set({ id: 'desk', data: { ...data, filled } });
    }),
  }),
  policy: defineCollection({ loader: proseLoader('policy', texts.policy) }),
  advisories: defineCollection({ loader: proseLoader('advisories', texts.advisories) }),
  reporters: defineCollection({ loader: proseLoader('reporters', texts.reporters) }),
  guides: defineCollection({ loader: proseLoader('guides', texts.guides) }),
};
