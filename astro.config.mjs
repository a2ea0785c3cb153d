// What Astro needs to know. Folders, address and path of a build come from the command that starts it.

import mdx from '@astrojs/mdx';
import { defineConfig } from 'astro/config';
import { deskIntegration } from './src/build/desk-integration.ts';

export default defineConfig({
  integrations: [deskIntegration(), mdx()],
  trailingSlash: 'always',
  prerenderConflictBehavior: 'error',
  compressHTML: true,
  devToolbar: { enabled: false },
  build: { concurrency: 16, format: 'directory', inlineStylesheets: 'never' },
  // No highlighter: Prism hands code in a language it does not know on without escaping it.
  markdown: { syntaxHighlight: false },
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
