/** The generators that builds are compared with, each as its own documentation sets it up. */
import type { Peer } from './peer.ts';

const site = 'https://security.generated.test';
const layout = (title: string, description: string, content: string) =>
  `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${title}</title><meta name="description" content="${description}"></head>\n<body><main><h1>${title}</h1>\n${content}</main></body>\n</html>\n`;

/** With the same Astro, and with MDX as a desk has it. A sidebar that names every page would grow with the square of the pages. */
export const starlight: Peer = {
  name: 'Starlight',
  packages: { '@astrojs/starlight': '0.42.4', astro: '7.3.5' },
  project: {
    'astro.config.mjs': `import starlight from '@astrojs/starlight';
export default {
  site: '${site}',
  integrations: [
    starlight({ title: 'Generated', pagefind: false, sidebar: [{ label: 'Advisories', link: '/' }] }),
  ],
};
`,
    'src/content.config.ts': `import { defineCollection } from 'astro:content';
import { docsLoader } from '@astrojs/starlight/loaders';
import { docsSchema } from '@astrojs/starlight/schema';
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
    // Else Vite takes the one of the checkout around it.
    'tsconfig.json': '{ "extends": "astro/tsconfigs/strict" }\n',
    'src/content/docs/index.mdx': '---\ntitle: Advisories\n---\n\nAdvisories.\n',
  },
  content: 'src/content/docs/advisories',
  ending: '.mdx',
  output: 'dist',
  caches: ['.astro', 'node_modules/.astro', 'node_modules/.vite'],
  command: { script: 'node_modules/astro/bin/astro.mjs' },
  args: ['build'],
};

/** With the barest layout. */
export const eleventy: Peer = {
  name: 'Eleventy',
  packages: { '@11ty/eleventy': '3.1.8' },
  project: {
    'eleventy.config.js': `export default () => ({
  dir: { input: 'input', output: 'dist' },
  markdownTemplateEngine: false,
});
`,
    'input/_includes/page.njk': layout('{{ title }}', '{{ description }}', '{{ content | safe }}'),
    'input/input.json': '{ "layout": "page.njk" }\n',
  },
  content: 'input/advisories',
  ending: '.md',
  output: 'dist',
  caches: [],
  command: { script: 'node_modules/@11ty/eleventy/cmd.cjs' },
  args: ['--quiet'],
};

/** A program of the machine, for its npm packages fetch it from elsewhere when they are installed. With the barest layout. */
export const hugo: Peer = {
  name: 'Hugo',
  packages: {},
  project: {
    'hugo.toml': `baseURL = '${site}/'\ntitle = 'Generated'\ndisableKinds = ['taxonomy', 'term', 'RSS', 'sitemap']\n`,
    'layouts/_default/single.html': layout('{{ .Title }}', '{{ .Description }}', '{{ .Content }}'),
    'layouts/_default/list.html': layout('{{ .Title }}', '', ''),
  },
  content: 'content/advisories',
  ending: '.md',
  output: 'public',
  caches: ['resources'],
  command: { program: 'hugo' },
  args: ['--quiet'],
};
