// What Astro needs to know. Folders, address and path of a build come from the command that starts it.

import { satteri } from '@astrojs/markdown-satteri';
import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { deskIntegration } from './src/build/desk-integration.ts';
import { proseMarkup } from './src/desk/prose-markup.ts';

export default defineConfig({
  integrations: [mdx(), deskIntegration()],
  trailingSlash: 'always',
  prerenderConflictBehavior: 'error',
  compressHTML: true,
  devToolbar: { enabled: false },
  build: { concurrency: 16, format: 'directory', inlineStylesheets: 'never' },
  // No highlighter: Prism hands code in a language it does not know on without escaping it.
  markdown: { syntaxHighlight: false, processor: satteri({ hastPlugins: [proseMarkup] }) },
  vite: {
    build: {
      assetsInlineLimit: 0,
      modulePreload: false,
      target: 'es2023',
      rolldownOptions: {
        // Astro marks its MDX modules with a directive that the bundler need not keep.
        onwarn: (warning, warn) => {
          if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
        },
      },
    },
    worker: { format: 'es' },
  },
});
